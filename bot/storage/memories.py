"""What learners remember: memories, the append-only log of reviews, and what was put aside."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.domain.memory import Memory, Phase, Rating
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Aside = Literal["known", "suspended", "buried", "skipped"]
_COLUMNS = "phase, stability, difficulty, due_day, due_at, last_day, last_at, reps, lapses, tries, version"


@dataclass(frozen=True, slots=True)
class Review:
    """One rating as it is logged: what was seen, what was answered, the state before it, and the day decided on.

    `predicted` is the chance of recall expected, `parameters` the version of the set it was counted with. `wanted_at`
    (UTC milliseconds) is since when the card was wanted, which an answer ends.
    """

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
    due_day: int
    hints: int = 0
    score: float | None = None
    guessed: bool = False
    wanted_at: int | None = None


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


async def forget(tx: Transaction, learner_id: LearnerId, concept_id: ConceptId) -> None:
    """Take the memory away: the concept is new again."""
    await tx.run("DELETE FROM memories WHERE learner_id = ? AND concept_id = ?", learner_id, concept_id)


async def often_forgotten(db: Reader, learner_id: LearnerId, times: int) -> list[ConceptId]:
    """Concepts with at least so many lapses, guesses and several of one day counted too."""
    rows = await db.all(
        "SELECT concept_id FROM memories WHERE learner_id = ? AND lapses >= ? ORDER BY concept_id", learner_id, times
    )
    return [row["concept_id"] for row in rows]


async def load_of_days(db: Reader, learner_id: LearnerId, besides: ConceptId, first: int, last: int) -> dict[int, int]:
    """T5: how many of the learner's other concepts fall due on each user day from `first` to `last`."""
    rows = await db.all(
        """
        SELECT due_day, COUNT(*) AS cards FROM memories
        WHERE learner_id = ? AND due_day BETWEEN ? AND ? AND concept_id <> ? GROUP BY due_day
        """,
        learner_id,
        first,
        last,
        besides,
    )
    return {row["due_day"]: row["cards"] for row in rows}


async def set_strength(
    tx: Transaction, learner_id: LearnerId, concept_id: ConceptId, stability: float, difficulty: float
) -> None:
    """Put what other parameters make of the log (O4); all else stays, the version in buttons too."""
    await tx.run(
        "UPDATE memories SET stability = ?, difficulty = ? WHERE learner_id = ? AND concept_id = ?",
        stability,
        difficulty,
        learner_id,
        concept_id,
    )


async def log(tx: Transaction, review: Review) -> int:
    """Append a review; its number."""
    row = await tx.one(
        """
        INSERT INTO reviews (learner_id, concept_id, card_id, at, day, rating, mode, score, hints, latency,
                             predicted, before, parameters, due_day, guessed, wanted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
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
        review.due_day,
        int(review.guessed),
        review.wanted_at,
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


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
