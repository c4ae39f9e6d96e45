"""What learners remember: memories, the append-only log of reviews, and what was put aside."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.memory import LEARNED_STABILITY, Memory, Phase, Rating
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Aside = Literal["known", "suspended", "buried", "skipped"]
_COLUMNS = "phase, stability, difficulty, due_day, due_at, last_day, last_at, reps, lapses, tries, version"


@dataclass(frozen=True, slots=True)
class Review:
    """One rating as it is logged: what was seen, what was answered, and the state before it."""

    learner_id: LearnerId
    concept_id: ConceptId
    card_id: CardId
    at: datetime
    day: int
    rating: Rating
    mode: str
    latency_ms: int | None
    predicted: float | None
    before: Memory | None
    parameters: int
    hints: int = 0
    score: float | None = None


async def load(db: Reader, learner_id: LearnerId, concept_id: ConceptId) -> Memory | None:
    """The memory, or None for a concept never reviewed."""
    row = await db.one(
        f"SELECT {_COLUMNS} FROM memories WHERE learner_id = ? AND concept_id = ?",  # noqa: S608 - a constant
        learner_id,
        concept_id,
    )
    return _memory(row) if row is not None else None


async def replace(
    tx: Transaction, learner_id: LearnerId, concept_id: ConceptId, before: Memory | None, after: Memory
) -> bool:
    """Put `after` where `before` is; False when the row is no longer the one that was seen."""
    values = _values(after)
    if before is None:
        return bool(
            await tx.run(
                f"INSERT INTO memories (learner_id, concept_id, {_COLUMNS}) "  # noqa: S608 - a constant
                f"VALUES (?, ?{', ?' * len(values)}) ON CONFLICT DO NOTHING",
                learner_id,
                concept_id,
                *values,
            )
        )
    return bool(
        await tx.run(
            f"UPDATE memories SET ({_COLUMNS}) = (?{', ?' * (len(values) - 1)}) "  # noqa: S608 - a constant
            "WHERE learner_id = ? AND concept_id = ? AND version = ?",
            *values,
            learner_id,
            concept_id,
            before.version,
        )
    )


async def log(tx: Transaction, review: Review) -> int:
    """Append a review; its number."""
    row = await tx.one(
        """
        INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, score, hints, latency,
                             predicted, before, parameters)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        review.learner_id,
        review.concept_id,
        review.card_id,
        to_ms(review.at),
        review.day,
        review.rating.value,
        review.mode,
        review.score,
        review.hints,
        review.latency_ms,
        review.predicted,
        json.dumps(_as_json(review.before)) if review.before else None,
        review.parameters,
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


@dataclass(frozen=True, slots=True)
class Undone:
    """What /undo took back: a rating, or a concept that was put aside."""

    card_id: CardId | None
    concept_id: ConceptId
    rating: Rating | None


async def last_step(db: Reader, learner_id: LearnerId, *, day: int, day_began: datetime) -> int:
    """Names the last thing the learner did on `day` that can be taken back; 0 where there is none."""
    step, _ = await _last(db, learner_id, day, day_began)
    return step


async def undo_last(
    tx: Transaction, learner_id: LearnerId, *, day: int, day_began: datetime, now: datetime, step: int | None = None
) -> Undone | None:
    """Take back the last thing the learner did on `day`: the exact former memory returns, the log entry is marked.

    None where there is nothing to take back or, with a `step` as `last_step` gave it, where the last thing is
    another one by now.
    """
    last, row = await _last(tx, learner_id, day, day_began)
    if row is None or step not in (None, last):
        return None
    concept_id = row["concept_id"]
    if last < 0:
        await return_aside(tx, learner_id, concept_id)
        return Undone(None, concept_id, None)
    await tx.run("DELETE FROM memories WHERE learner_id = ? AND concept_id = ?", learner_id, concept_id)
    if row["before"] is not None:
        await replace(tx, learner_id, concept_id, None, _from_json(json.loads(row["before"])))
    await tx.run("UPDATE reviews SET undone_at = ? WHERE id = ?", to_ms(now), row["id"])
    return Undone(row["card_id"], concept_id, Rating(row["rating"]))


async def _last(db: Reader, learner_id: LearnerId, day: int, day_began: datetime) -> tuple[int, Row | None]:
    """A review by its row number, a concept put aside by its own made negative."""
    review = await db.one(
        """
        SELECT id, at, concept_id, card_id, rating, before FROM reviews
        WHERE learner_id = ? AND day = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1
        """,
        learner_id,
        day,
    )
    aside = await db.one(
        """
        SELECT concept_id, at FROM set_aside
        WHERE learner_id = ? AND how <> 'skipped' AND at >= ? ORDER BY at DESC LIMIT 1
        """,
        learner_id,
        to_ms(day_began),
    )
    if aside is not None and (review is None or aside["at"] > review["at"]):
        return -aside["concept_id"], aside
    return (review["id"], review) if review is not None else (0, None)


async def put_aside(
    tx: Transaction, learner_id: LearnerId, concept_id: ConceptId, how: Aside, until_day: int | None, now: datetime
) -> None:
    """Keep a concept out of the plan; memory stays as it is. `until_day` is the first day it may return.

    A skip, which is forgotten by tomorrow, does not undo what holds longer.
    """
    await tx.run(
        """
        INSERT INTO set_aside (learner_id, concept_id, how, until_day, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (learner_id, concept_id) DO UPDATE SET
          how = excluded.how, until_day = excluded.until_day, at = excluded.at
        WHERE excluded.how <> 'skipped' OR set_aside.how = 'skipped' OR set_aside.until_day < excluded.until_day
        """,
        learner_id,
        concept_id,
        how,
        until_day,
        to_ms(now),
    )


async def aside(db: Reader, learner_id: LearnerId, concept_id: ConceptId, day: int) -> Aside | None:
    """How a concept is kept out of the plan on a user day, if it is; a skip does not count."""
    row = await db.one(
        """
        SELECT how FROM set_aside
        WHERE learner_id = ? AND concept_id = ? AND how <> 'skipped' AND (until_day IS NULL OR until_day > ?)
        """,
        learner_id,
        concept_id,
        day,
    )
    how: Aside | None = row["how"] if row is not None else None
    return how


async def return_aside(tx: Transaction, learner_id: LearnerId, concept_id: ConceptId) -> bool:
    """Put a concept back into the plan; False when it was there."""
    return bool(await tx.run("DELETE FROM set_aside WHERE learner_id = ? AND concept_id = ?", learner_id, concept_id))


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """The few columns of a review that statistics need."""

    day: int
    concept_id: ConceptId
    rating: Rating
    elapsed: int | None


async def answers_since(db: Reader, learner_id: LearnerId, day: int) -> Sequence[LoggedAnswer]:
    """The answers from `day` on, oldest first, without what was undone. `elapsed` is None for a first exposure."""
    rows = await db.all(
        """
        SELECT day, concept_id, rating, before FROM reviews
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL ORDER BY id
        """,
        learner_id,
        day,
    )
    return [
        LoggedAnswer(
            row["day"],
            row["concept_id"],
            Rating(row["rating"]),
            row["day"] - json.loads(row["before"])["last_day"] if row["before"] else None,
        )
        for row in rows
    ]


async def count_answers(db: Reader, learner_id: LearnerId, at_most: int) -> int:
    """How many answers the learner has given, counted no further than `at_most`."""
    row = await db.one(
        """
        SELECT COUNT(*) AS answers FROM
          (SELECT 1 FROM reviews WHERE learner_id = ? AND undone_at IS NULL LIMIT ?) AS some
        """,
        learner_id,
        at_most,
    )
    return int(row["answers"]) if row is not None else 0


async def count_learned(db: Reader, learner_id: LearnerId) -> int:
    """Concepts that were recalled last time, and will be after three weeks (LEARNED_STABILITY)."""
    row = await db.one(
        "SELECT COUNT(*) AS learned FROM memories WHERE learner_id = ? AND phase = ? AND stability >= ?",
        learner_id,
        Phase.REVIEW.value,
        LEARNED_STABILITY,
    )
    return int(row["learned"]) if row is not None else 0


async def days_practised(db: Reader, learner_id: LearnerId) -> list[int]:
    """User days with at least one answer, newest first."""
    rows = await db.all(
        "SELECT DISTINCT day FROM reviews WHERE learner_id = ? AND undone_at IS NULL ORDER BY day DESC", learner_id
    )
    return [row["day"] for row in rows]


def _values(memory: Memory) -> tuple[float | int | None, ...]:
    return (
        memory.phase.value,
        memory.stability,
        memory.difficulty,
        memory.due_day,
        to_ms(memory.due_at) if memory.due_at else None,
        memory.last_day,
        to_ms(memory.last_at),
        memory.reps,
        memory.lapses,
        memory.tries,
        memory.version,
    )


def _memory(row: Row) -> Memory:
    return Memory(
        phase=Phase(row["phase"]),
        stability=row["stability"],
        difficulty=row["difficulty"],
        due_day=row["due_day"],
        due_at=from_ms(row["due_at"]) if row["due_at"] is not None else None,
        last_day=row["last_day"],
        last_at=from_ms(row["last_at"]),
        reps=row["reps"],
        lapses=row["lapses"],
        tries=row["tries"],
        version=row["version"],
    )


def _as_json(memory: Memory) -> dict[str, Any]:
    return dict(zip(_COLUMNS.split(", "), _values(memory), strict=True))


def _from_json(before: dict[str, Any]) -> Memory:
    return _memory(before)
