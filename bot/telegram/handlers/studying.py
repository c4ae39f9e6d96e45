"""Votes in the quizzes of channels and groups."""

from aiogram import Router
from aiogram.types import Poll, PollAnswer

from bot.services.studying import Studying
from bot.services.work import Work

elsewhere_router = Router(name="studying-elsewhere")


@elsewhere_router.poll()
async def counted(poll: Poll, work: Work, studying: Studying) -> None:
    """What all votes add up to: all that is told of an anonymous quiz."""
    await studying.totals(work, poll.id, [(option.text, option.voter_count) for option in poll.options])


@elsewhere_router.poll_answer()
async def voted(answer: PollAnswer, work: Work, studying: Studying) -> None:
    """A vote in a group; nothing is said to who voted, Telegram shows them what is right."""
    await studying.vote(work, answer.poll_id, answer.option_ids)
