"""Undo: the last step of the day is taken back, to the byte."""

from dataclasses import dataclass

from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.learners import Learner
from bot.domain.memory import Rating
from bot.domain.replay import replay
from bot.services.choosing import Question, ask
from bot.services.work import Work
from bot.storage import cards, history, memories, steps, terms
from bot.storage.database import Reader, Transaction
from bot.storage.steps import Undone, What


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was undone: an answer with its `rating`, or `what` else; and the card it was about."""

    rating: Rating | None
    what: What | None
    asked: Question


async def take_back(work: Work, step: int | None = None) -> TakenBack:
    """Take back the last thing the learner did on this user day: an answer, or what else changed a card's state.

    A button names the `step` that the person saw as the last. Raises Refused when there is none, that one was
    taken back already or is no longer the last, or ten newer ones were taken back.
    """
    learner = work.learner

    async def unit(tx: Transaction) -> TakenBack:
        undone = await steps.undo_last(tx, learner.id, learner.day(work.now), work.now, step)
        if undone == "too many":
            raise Refused("undo-too-many", count=steps.MOST_UNDONE)
        if undone is None:
            raise Refused("undo-too-late" if step else "undo-nothing")
        await _count_again(tx, learner, undone)
        card = await _card(tx, learner, undone)
        return TakenBack(undone.rating, undone.what, await ask(tx, learner, card))

    return await work.write(unit)


async def _count_again(tx: Transaction, learner: Learner, undone: Undone) -> None:
    """O4: where other parameters have been taken since, the memory that returned is counted by them."""
    by = await terms.load(tx, learner.id)
    if undone.parameters in (None, by.version):
        return
    memory = replay(await history.of_concept(tx, learner.id, undone.concept_id), parameters=by.parameters)
    if memory is not None:
        await memories.set_strength(tx, learner.id, undone.concept_id, memory.stability, memory.difficulty)


async def _card(db: Reader, learner: Learner, undone: Undone) -> Card:
    card = await cards.load(db, undone.card_id) if undone.card_id is not None else None
    card = card or await cards.of_concept(db, undone.concept_id, learner.card_languages, learner.id)
    if card is None:
        raise Refused("drill-card-gone")
    return card
