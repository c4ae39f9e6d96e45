"""The days of learners' interviews."""

import json
from dataclasses import dataclass

from bot.domain.ids import LearnerId
from bot.domain.interview_date import InterviewDate
from bot.domain.memory import Rating
from bot.storage.database import Reader, Row, Transaction
from bot.storage.queue import Scope


@dataclass(frozen=True, slots=True)
class StoredDate:
    """An interview date and the number it is known by on buttons."""

    id: int
    date: InterviewDate


async def of_learner(db: Reader, learner_id: LearnerId) -> tuple[StoredDate, ...]:
    """All of a learner's, those that have passed too, nearest first."""
    rows = await db.all("SELECT * FROM interview_dates WHERE learner_id = ? ORDER BY day, id", learner_id)
    return tuple(StoredDate(row["id"], read_date(row)) for row in rows)


async def add(tx: Transaction, learner_id: LearnerId, date: InterviewDate) -> int:
    """Store another date; its number."""
    row = await tx.one(
        "INSERT INTO interview_dates (learner_id, day, since, topics) VALUES (?, ?, ?, ?) RETURNING id",
        learner_id,
        date.day,
        date.since,
        _topics(date),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


async def replace(tx: Transaction, learner_id: LearnerId, number: int, date: InterviewDate) -> bool:
    """Move a date, or change its scope; False where the learner has no such date."""
    changed = await tx.run(
        "UPDATE interview_dates SET day = ?, since = ?, topics = ? WHERE id = ? AND learner_id = ?",
        date.day,
        date.since,
        _topics(date),
        number,
        learner_id,
    )
    return bool(changed)


async def remove(tx: Transaction, learner_id: LearnerId, number: int) -> bool:
    """Forget a date; False where the learner has no such date."""
    return bool(await tx.run("DELETE FROM interview_dates WHERE id = ? AND learner_id = ?", number, learner_id))


def read_date(row: Row) -> InterviewDate:
    """A date from the columns `day`, `since` and `topics`."""
    return InterviewDate(row["day"], row["since"], frozenset(json.loads(row["topics"])) if row["topics"] else None)


def _topics(date: InterviewDate) -> str | None:
    return json.dumps(sorted(date.topics)) if date.topics is not None else None


async def unseen_by_topic(db: Reader, scope: Scope) -> dict[str, int]:
    """How many concepts were never answered and are not put aside for good, by topic; '' is those under none."""
    marks = ", ".join("?" for _ in scope.languages)
    rows = await db.all(
        f"""
        SELECT topic, COUNT(*) AS concepts FROM (
          SELECT c.concept_id, COALESCE(MIN(c.topic), '') AS topic FROM cards AS c
          WHERE c.lang IN ({marks}) AND c.retired_at IS NULL AND c.owner IS NULL
            AND NOT EXISTS (SELECT 1 FROM memories AS m WHERE m.learner_id = ? AND m.concept_id = c.concept_id)
            AND NOT EXISTS (
              SELECT 1 FROM set_aside AS a
              WHERE a.learner_id = ? AND a.concept_id = c.concept_id AND a.until_day IS NULL)
          GROUP BY c.concept_id)
        GROUP BY topic
        """,  # noqa: S608 - marks are question marks
        *scope.languages,
        scope.learner_id,
        scope.learner_id,
    )
    return {row["topic"]: row["concepts"] for row in rows}


async def first_answers(db: Reader, learner_id: LearnerId) -> tuple[int, ...]:
    """How often a card was rated AGAIN, HARD, GOOD and EASY when it was met."""
    rows = await db.all(
        """
        SELECT rating, COUNT(*) AS answers FROM reviews
        WHERE learner_id = ? AND before IS NULL AND undone_at IS NULL GROUP BY rating
        """,
        learner_id,
    )
    counts = {row["rating"]: row["answers"] for row in rows}
    return tuple(counts.get(rating, 0) for rating in Rating)
