"""Fitted sets of parameters, and what the fit and the replay under another set need of the log."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import ConceptId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Origin = Literal["own", "shared"]
Mark = tuple[int, int]
"""A memory's version and the instant, in ms, of its last answer. One taken back and given anew has the same version."""

State = Literal["current", "replaced", "rejected", "reverted"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A set that was fitted; see the table. `version` is counted for each learner, None of whom is everybody."""

    learner_id: LearnerId | None
    version: int
    numbers: tuple[float, ...]
    fitted_at: datetime
    answers: int
    checked: int
    loss_before: float
    loss_after: float
    origin: Origin
    state: State


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner who answers: how many times, when last, and what was fitted. `tried` is 0 before a first attempt.

    `gave_up` says that the shared set was worse for this learner than the defaults.
    """

    learner_id: LearnerId
    answers: int
    last_at: datetime
    tried: int
    tried_at: datetime | None
    gave_up: bool
    current: Fitted | None


_CANDIDATES = """
SELECT a.learner_id AS who, a.answers AS given, a.last_at, t.tried, t.tried_at, t.gave_up, p.*
FROM (SELECT learner_id, COUNT(*) AS answers, MAX(at) AS last_at FROM reviews WHERE undone_at IS NULL
      GROUP BY learner_id) AS a
LEFT JOIN (SELECT learner_id, MAX(CASE WHEN origin = 'own' THEN answers END) AS tried,
                  MAX(CASE WHEN origin = 'own' THEN fitted_at END) AS tried_at,
                  MAX(CASE WHEN origin = 'shared' AND state = 'reverted' THEN 1 END) AS gave_up
           FROM parameters WHERE learner_id IS NOT NULL GROUP BY learner_id) AS t ON t.learner_id = a.learner_id
LEFT JOIN parameters AS p ON p.learner_id = a.learner_id AND p.state = 'current'
ORDER BY a.learner_id
"""


async def candidates(db: Reader) -> list[Candidate]:
    """Every learner with an answer. Reads the whole log: for a job of the night."""
    return [
        Candidate(
            learner_id=row["who"],
            answers=row["given"],
            last_at=from_ms(row["last_at"]),
            tried=row["tried"] or 0,
            tried_at=from_ms(row["tried_at"]) if row["tried_at"] is not None else None,
            gave_up=row["gave_up"] is not None,
            current=_fitted(row) if row["id"] is not None else None,
        )
        for row in await db.all(_CANDIDATES)
    ]


async def load_current(db: Reader, learner_id: LearnerId) -> Fitted | None:
    """The set in use, None where that is the defaults."""
    row = await db.one("SELECT * FROM parameters WHERE learner_id = ? AND state = 'current'", learner_id)
    return _fitted(row) if row is not None else None


async def load_shared(db: Reader) -> tuple[Fitted | None, Fitted | None]:
    """Of the sets fitted on everybody's answers: the one in use, and the last that was tried."""
    rows = await db.all("SELECT * FROM parameters WHERE learner_id IS NULL ORDER BY version DESC")
    tried = [_fitted(row) for row in rows]
    return next((each for each in tried if each.state == "current"), None), tried[0] if tried else None


async def next_version(db: Reader, learner_id: LearnerId | None) -> int:
    """The number of a learner's, or with None of everybody's, next set."""
    mine, values = ("= ?", [learner_id]) if learner_id is not None else ("IS NULL", [])
    row = await db.one(f"SELECT MAX(version) AS newest FROM parameters WHERE learner_id {mine}", *values)  # noqa: S608 - ours
    return (row["newest"] if row is not None and row["newest"] is not None else 1) + 1


async def insert(tx: Transaction, fitted: Fitted) -> None:
    """Store a set; one that is current takes the place of the one before."""
    if fitted.state == "current":
        await retire(tx, fitted.learner_id, "replaced")
    await tx.run(
        """
        INSERT INTO parameters (learner_id, version, numbers, fitted_at, answers, checked, loss_before, loss_after,
                                origin, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        fitted.learner_id,
        fitted.version,
        json.dumps(fitted.numbers),
        to_ms(fitted.fitted_at),
        fitted.answers,
        fitted.checked,
        fitted.loss_before,
        fitted.loss_after,
        fitted.origin,
        fitted.state,
    )


async def retire(tx: Transaction, learner_id: LearnerId | None, state: State) -> None:
    """Use the current set no more: from here on the defaults hold, or a set that is inserted next."""
    mine, values = ("= ?", [learner_id]) if learner_id is not None else ("IS NULL", [])
    await tx.run(
        f"UPDATE parameters SET state = ? WHERE learner_id {mine} AND state = 'current'",  # noqa: S608 - ours
        state,
        *values,
    )


async def note_check(tx: Transaction, learner_id: LearnerId, answers: int) -> None:
    """The current set was compared with the defaults when there were so many answers."""
    await tx.run("UPDATE parameters SET checked = ? WHERE learner_id = ? AND state = 'current'", answers, learner_id)


async def answers_page(
    db: Reader, learner_id: LearnerId, after: tuple[int, int], limit: int
) -> list[tuple[int, int, int, int, int]]:
    """The next answers by day and number, without what was undone: number, concept, instant in ms, day, rating.

    `after` is the day and number of the last one read. A page at a time keeps everybody else's waits short.
    """
    rows = await db.all(
        """
        SELECT id, concept_id, at, day, rating FROM reviews
        WHERE learner_id = ? AND (day, id) > (?, ?) AND undone_at IS NULL ORDER BY day, id LIMIT ?
        """,
        learner_id,
        *after,
        limit,
    )
    return [(row["id"], row["concept_id"], row["at"], row["day"], row["rating"]) for row in rows]


async def resets(db: Reader, learner_id: LearnerId) -> list[tuple[ConceptId, int]]:
    """The concepts whose memory was begun anew, each with the number of the last answer before that."""
    rows = await db.all(
        """
        SELECT concept_id, after_review FROM steps
        WHERE learner_id = ? AND what = 'reset' AND undone_at IS NULL ORDER BY id
        """,
        learner_id,
    )
    return [(row["concept_id"], row["after_review"]) for row in rows]


async def memory_marks(db: Reader, learner_id: LearnerId) -> dict[ConceptId, Mark]:
    """What tells of each memory whether the log behind it has changed since."""
    rows = await db.all("SELECT concept_id, version, last_at FROM memories WHERE learner_id = ?", learner_id)
    return {row["concept_id"]: (row["version"], row["last_at"]) for row in rows}


async def put_states(
    tx: Transaction, learner_id: LearnerId, states: Sequence[tuple[ConceptId, Mark, float, float]]
) -> None:
    """O4: put stability and difficulty into memories that still have the mark given; due dates stay.

    Each is a concept, its memory's mark, stability and difficulty. The version does not rise: buttons stay good.
    """
    await tx.many(
        """
        UPDATE memories SET stability = ?, difficulty = ?
        WHERE learner_id = ? AND concept_id = ? AND version = ? AND last_at = ?
        """,
        [(stability, difficulty, learner_id, concept, *mark) for concept, mark, stability, difficulty in states],
    )


def _fitted(row: Row) -> Fitted:
    return Fitted(
        learner_id=row["learner_id"],
        version=row["version"],
        numbers=tuple(json.loads(row["numbers"])),
        fitted_at=from_ms(row["fitted_at"]),
        answers=row["answers"],
        checked=row["checked"],
        loss_before=row["loss_before"],
        loss_after=row["loss_after"],
        origin=row["origin"],
        state=row["state"],
    )
