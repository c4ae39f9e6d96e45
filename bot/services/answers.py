"""What an answer does to memory, however it was given: rated by the learner, or voted in a quiz."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import Card
from bot.domain.interview_date import InterviewDate, aimed_retention, governing, held_before
from bot.domain.learners import Learner
from bot.domain.memory import (
    NO_LOAD,
    Memory,
    Rating,
    days_in_question,
    futures,
    rate,
    retrievability,
)
from bot.domain.ratings import Mode, logged_latency
from bot.storage import memories, queue, terms
from bot.storage.database import Reader, Transaction
from bot.storage.terms import LearnerTerms


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given. `score` is the raw one of a graded answer, `guessed` an honest guess.

    `interval` is the number of days that its button promised, on this user day; None where none was shown.
    """

    rating: Rating
    mode: Mode
    latency: timedelta | None = None
    hints: int = 0
    score: float | None = None
    guessed: bool = False
    interval: int | None = None


def day_of_answer(learner: Learner, before: Memory | None, now: datetime) -> int:
    """The user day; never one before the last answer's, even if a clock was ahead then."""
    day = learner.day(now)
    return max(day, before.last_day) if before else day


async def recall_now(db: Reader, learner: Learner, before: Memory | None, now: datetime) -> float | None:
    """The chance of recall on this user day, None for a concept never answered."""
    return _recall(before, day_of_answer(learner, before, now), await terms.load(db, learner.id))


async def outlook(
    db: Reader, learner: Learner, card: Card, before: Memory | None, now: datetime
) -> dict[Rating, Memory]:
    """The memory after each of the four ratings on this user day, as buttons promise it."""
    by = await _terms_of(db, learner, card, before, now)
    after = futures(
        before,
        now=now,
        day=by.day,
        seed=(learner.id, card.concept_id),
        retention=by.retention,
        parameters=by.learner.parameters,
        load=await _load(db, learner, before, card, now, by),
    )
    return {rating: by.held(memory) for rating, memory in after.items()}


async def count(
    tx: Transaction, learner: Learner, card: Card, before: Memory | None, given: Given, now: datetime
) -> tuple[Memory, int] | None:
    """Count one answer: memory, log, and that the card is wanted no more. The new memory and the line of the log.

    None where the memory is not `before` any more; nothing was changed then.
    """
    by = await _terms_of(tx, learner, card, before, now)
    after = rate(
        before,
        given.rating,
        now=now,
        day=by.day,
        seed=(learner.id, card.concept_id),
        retention=by.retention,
        parameters=by.learner.parameters,
        load=await _load(tx, learner, before, card, now, by),
        interval=given.interval,
    )
    after = by.held(after)
    if not await memories.replace(tx, learner.id, card.concept_id, before, after):
        return None
    latency = logged_latency(given.latency)
    line = await memories.log(
        tx,
        memories.Review(
            learner_id=learner.id,
            concept_id=card.concept_id,
            card_id=card.id,
            at=now,
            day=by.day,
            rating=given.rating,
            mode=given.mode,
            latency_ms=latency // timedelta(milliseconds=1) if latency is not None else None,
            predicted=_recall(before, by.day, by.learner),
            before=before,
            parameters=by.learner.version,
            due_day=after.due_day,
            hints=given.hints,
            score=given.score,
            guessed=given.guessed,
            wanted_at=await queue.want_no_more(tx, learner.id, card.concept_id),
        ),
    )
    await _learn_curve(tx, learner, by, before, given, line)
    return after, line


@dataclass(frozen=True, slots=True)
class _Terms:
    """By what one card of a learner is counted on a user day: with a date to come for its topic, by that."""

    learner: LearnerTerms
    day: int
    date: InterviewDate | None
    retention: float

    def held(self, after: Memory) -> Memory:
        """E2: due by the date."""
        return held_before(after, self.date, own=self.learner.own, parameters=self.learner.parameters)


async def _terms_of(db: Reader, learner: Learner, card: Card, before: Memory | None, now: datetime) -> _Terms:
    day = day_of_answer(learner, before, now)
    stored = await terms.load(db, learner.id)
    date = governing(stored.dates, card.content.topic or "", day)
    return _Terms(stored, day, date, aimed_retention(date, day, learner.retention, stored.own))


async def _learn_curve(
    tx: Transaction, learner: Learner, by: _Terms, before: Memory | None, given: Given, line: int
) -> None:
    """G10: the first answer of a day tells of the learner's own forgetting, where a day or more had gone by."""
    if before is None or before.last_day >= by.day or before.stability <= 0:
        return
    recall = retrievability(before, by.day, parameters=by.learner.parameters)
    own = by.learner.own.learned(before.stability, recall, passed=given.rating > Rating.AGAIN)
    if own != by.learner.own:
        await terms.store_own(tx, learner.id, by.learner, own, line)


def _recall(before: Memory | None, day: int, by: LearnerTerms) -> float | None:
    return retrievability(before, day, parameters=by.parameters) if before else None


async def _load(
    db: Reader, learner: Learner, before: Memory | None, card: Card, now: datetime, by: _Terms
) -> Mapping[int, int]:
    asked = days_in_question(before, now=now, day=by.day, retention=by.retention, parameters=by.learner.parameters)
    return await memories.load_of_days(db, learner.id, card.concept_id, *asked) if asked else NO_LOAD
