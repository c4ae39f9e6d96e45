"""Votes in the quizzes of channels and groups, and quizzes that are forwarded to the bot."""

from aiogram import Router
from aiogram.types import Message, Poll, PollAnswer

from bot.domain.errors import Refused
from bot.services.editing import Editing
from bot.services.library import Library
from bot.services.studying import Studying
from bot.services.work import Work
from bot.telegram.filters import HoldsPoll
from bot.telegram.incoming import asked_in
from bot.telegram.screen import Show
from bot.telegram.screens import studying as screens
from bot.texts import Translator

router = Router(name="studying")
elsewhere_router = Router(name="studying-elsewhere")


@router.message(HoldsPoll())
async def forwarded(
    message: Message, work: Work, tr: Translator, show: Show, studying: Studying, editing: Editing, library: Library
) -> None:
    """A quiz of the bot's own brings its card; of another, an editor keeps the question, as its key is hidden."""
    poll = message.poll
    if poll is None or work.person.learner is None:
        raise Refused("refused-start-first")
    found = await studying.study_poll(work, poll.id)
    if found is not None:
        await show.send(screens.studied(tr, library.topics, found, work.now))
        return
    if not work.person.edits:
        raise Refused("study-quiz-hidden")
    work.expect("add-answer", {"question": editing.check_question(asked_in(poll))})
    await show.send(screens.kept_quiz(tr, poll.question, [option.text for option in poll.options]))


@elsewhere_router.poll()
async def counted(poll: Poll, work: Work, studying: Studying) -> None:
    """What all votes add up to: all that is told of an anonymous quiz."""
    await studying.totals(work, poll.id, [(option.text, option.voter_count) for option in poll.options])


@elsewhere_router.poll_answer()
async def voted(answer: PollAnswer, work: Work, studying: Studying) -> None:
    """A vote in a group; nothing is said to who voted, Telegram shows them what is right."""
    await studying.vote(work, answer.poll_id, answer.option_ids)
