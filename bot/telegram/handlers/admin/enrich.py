"""Proposals for a card: who may change it accepts, edits or drops each, or writes the choice form in Telegram's quiz
editor.
"""

from aiogram import Router
from aiogram.types import CallbackQuery, Message, Poll

from bot.domain.cards import LEVELS
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ProposalId
from bot.services.enriching import Enriching, Quiz
from bot.services.work import Work
from bot.telegram.callbacks.editor import OnProposal, Propose, ProposeNext, WriteQuiz
from bot.telegram.filters import Waiting
from bot.telegram.incoming import typed
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import enrich as screens
from bot.texts import Translator

router = Router(name="enrich")


@router.callback_query(Propose.filter())
async def look(
    query: CallbackQuery, callback_data: Propose, work: Work, tr: Translator, show: Show, enriching: Enriching
) -> None:
    """What is proposed for a card, below the message whose button was pressed."""
    enriching.require(work, pressed=True)
    enriching.wait_no_more(work)
    await show.send(screens.page(tr, await enriching.look(work, CardId(callback_data.card))))


@router.callback_query(ProposeNext.filter())
async def following(
    query: CallbackQuery, callback_data: ProposeNext, work: Work, tr: Translator, show: Show, enriching: Enriching
) -> None:
    """The next card without a choice form."""
    enriching.require_editor(work, pressed=True)
    if show.moved_on:
        return
    enriching.wait_no_more(work)
    found = await enriching.next(work, CardId(callback_data.after))
    await show.close()
    await show.send(screens.page(tr, found) if found else Screen((tr.html("enrich-all-have"),)))


@router.callback_query(OnProposal.filter())
async def act(
    query: CallbackQuery, callback_data: OnProposal, work: Work, tr: Translator, show: Show, enriching: Enriching
) -> None:
    """A decision on a proposal, or the beginning of an own text in its place."""
    enriching.require(work, pressed=True)
    if show.moved_on:
        return
    enriching.wait_no_more(work)
    proposal_id = ProposalId(callback_data.proposal)
    match callback_data.act:
        case "accept":
            await show.screen(screens.told(tr, await enriching.accept(work, proposal_id)))
        case "drop":
            await show.screen(screens.told(tr, await enriching.drop(work, proposal_id)))
        case "undo":
            await show.screen(screens.told(tr, await enriching.undo(work, proposal_id)))
        case level if level in LEVELS:
            await show.screen(screens.told(tr, await enriching.accept(work, proposal_id, level)))
        case "edit":
            proposal, _ = await enriching.open(work, proposal_id)
            if proposal.field != "level":
                work.expect("enrich-text", {"proposal": str(proposal_id)})
            await show.send(screens.ask(tr, proposal))
        case _:
            raise Refused("refused-old-button")


@router.message(Waiting("enrich-text"))
async def text(message: Message, work: Work, tr: Translator, show: Show, enriching: Enriching) -> None:
    """What shall stand in a proposal's place; what cannot stand there is refused, and something else waited for."""
    enriching.require(work, pressed=False)
    typed(message)
    turn = await enriching.accept(work, ProposalId(int(_waiting(work)["proposal"])), message.text)
    await show.send(screens.told(tr, turn))


@router.callback_query(WriteQuiz.filter())
async def ask_quiz(
    query: CallbackQuery, callback_data: WriteQuiz, work: Work, tr: Translator, show: Show, enriching: Enriching
) -> None:
    """Offer the key that opens Telegram's quiz editor."""
    enriching.require(work, pressed=True)
    if show.moved_on:
        return
    enriching.wait_no_more(work)
    changed = await enriching.expect_quiz(work, CardId(callback_data.card), callback_data.revision)
    if changed is None:
        await show.send(screens.ask_quiz(tr))
    else:
        await show.screen(screens.told(tr, changed))


@router.message(Waiting("enrich-quiz"))
async def quiz(message: Message, work: Work, tr: Translator, show: Show, enriching: Enriching) -> None:
    """The quiz that was made there becomes the choice form; its question is not looked at."""
    enriching.require(work, pressed=False)
    if message.poll is None:
        if message.text != tr.plain("edit-cancel"):
            raise Refused("enrich-send-quiz")
        work.expect_nothing()
        await show.send(screens.quiz_over(tr, taken=False))
        return
    data = _waiting(work)
    turn = await enriching.take_quiz(work, CardId(int(data["card"])), data["replaces"], _quiz(message.poll))
    await show.send(screens.quiz_over(tr, taken=turn.said == "quiz"))
    await show.send(screens.told(tr, turn))


def _quiz(poll: Poll) -> Quiz:
    """A poll as a quiz; raises Refused for one that is none, or does not tell its one right option.

    Telegram tells the right option of a quiz that was sent to the bot itself, not of one that was forwarded.
    """
    if poll.type != "quiz":
        raise Refused("enrich-poll-regular")
    right = poll.correct_option_ids or []
    if not right:
        raise Refused("enrich-poll-hidden")
    if len(right) > 1:
        raise Refused("enrich-poll-several")
    return Quiz(tuple(option.text for option in poll.options), right[0], poll.explanation or "")


def _waiting(work: Work) -> dict[str, str]:
    return work.conversation.data if work.conversation else {}
