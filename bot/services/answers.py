"""What an answer does to memory, however it was given: rated by the learner, or voted in a quiz."""

from datetime import datetime, timedelta
from typing import Literal

from bot.domain.cards import Card
from bot.domain.learners import Learner
from bot.domain.memory import PARAMETERS_VERSION, Memory, Rating, rate, retrievability
from bot.domain.moments import user_day
from bot.storage import memories, queue
from bot.storage.database import Transaction

LONGEST_LATENCY = timedelta(seconds=120)
"""Beyond this a person was away, not thinking: the latency is logged as missing."""

Mode = Literal["self", "quiz"]
"""Rated by the learner after seeing the answer; or chosen among options."""


def day_of_answer(learner: Learner, before: Memory | None, now: datetime) -> int:
    """The user day; never one before the last answer's, even if the learner has travelled west since."""
    day = user_day(now, learner.tz)
    return max(day, before.last_day) if before else day


def recall_now(learner: Learner, before: Memory | None, now: datetime) -> float | None:
    """The chance of recall on this user day, None for a concept never answered."""
    return retrievability(before, day_of_answer(learner, before, now)) if before else None


async def count(
    tx: Transaction,
    learner: Learner,
    card: Card,
    before: Memory | None,
    rating: Rating,
    *,
    mode: Mode,
    now: datetime,
    latency: timedelta | None = None,
) -> tuple[Memory, int] | None:
    """Count one answer: memory, log, and that the card is wanted no more. The new memory and the line of the log.

    None where the memory is not `before` any more; nothing was changed then.
    """
    day = day_of_answer(learner, before, now)
    seed = (learner.id, card.concept_id)
    after = rate(before, rating, now=now, day=day, seed=seed, retention=learner.retention)
    if not await memories.replace(tx, learner.id, card.concept_id, before, after):
        return None
    timed = latency is not None and timedelta(0) <= latency <= LONGEST_LATENCY
    line = await memories.log(
        tx,
        memories.Review(
            learner_id=learner.id,
            concept_id=card.concept_id,
            card_id=card.id,
            at=now,
            day=day,
            rating=rating,
            mode=mode,
            latency_ms=int(latency / timedelta(milliseconds=1)) if timed and latency is not None else None,
            predicted=recall_now(learner, before, now),
            before=before,
            parameters=PARAMETERS_VERSION,
        ),
    )
    await queue.want_no_more(tx, learner.id, card.concept_id)
    return after, line
