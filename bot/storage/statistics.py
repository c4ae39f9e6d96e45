"""Sums over the log and the memories of one learner, for `bot.domain.statistics`; what was undone never counts.

Counts of days and predictions read the index `reviews_counted` alone: fifty thousand answers take milliseconds.
"""

from bot.domain.ids import LearnerId
from bot.domain.memory import LEARNED_STABILITY
from bot.domain.statistics import Known, Predicted, Retention
from bot.storage.cards import MET_IN_A_POST
from bot.storage.database import Reader
from bot.storage.queue import Scope

BINS = 200
"""Groups of predicted chances: narrow enough that their mean stands for each answer."""


async def answers_per_day(db: Reader, learner_id: LearnerId, since: int) -> dict[int, int]:
    """How many answers were given on each user day from `since` on; days without any are left out."""
    rows = await db.all(
        """
        SELECT day, COUNT(*) AS answers FROM reviews
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL GROUP BY day
        """,
        learner_id,
        since,
    )
    return {row["day"]: row["answers"] for row in rows}


async def last_day(db: Reader, learner_id: LearnerId) -> int | None:
    """The user day of the last answer."""
    row = await db.one("SELECT MAX(day) AS day FROM reviews WHERE learner_id = ? AND undone_at IS NULL", learner_id)
    return row["day"] if row is not None else None


async def retention(db: Reader, learner_id: LearnerId, since: int) -> tuple[Retention, Retention]:
    """S2: of young and of mature cards, from user day `since` on.

    An answer at least a day after the one before is the first of its day. Mature is what would be recalled with a
    chance of 90 % after three weeks, by its memory before the answer.
    """
    rows = await db.all(
        """
        SELECT json_extract(before, '$.stability') >= ? AS mature, SUM(rating > 1) AS passed, SUM(rating = 1) AS failed
        FROM reviews
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL AND json_extract(before, '$.last_day') < day
        GROUP BY 1
        """,
        LEARNED_STABILITY,
        learner_id,
        since,
    )
    found = {bool(row["mature"]): Retention(row["passed"], row["failed"]) for row in rows}
    return found.get(False, Retention(0, 0)), found.get(True, Retention(0, 0))


async def predictions(db: Reader, learner_id: LearnerId, since: int) -> list[Predicted]:
    """S4: logged chances of recall with what became of them, in rising groups; only first answers of a day.

    A later answer of the same day was given at a chance of exactly 1.
    """
    rows = await db.all(
        """
        SELECT CAST(predicted * ? AS INTEGER) AS bin, COUNT(*) AS answers, SUM(rating > 1) AS passed,
          SUM(predicted) AS chances
        FROM reviews WHERE learner_id = ? AND day >= ? AND undone_at IS NULL AND predicted < 1
        GROUP BY 1 ORDER BY 1
        """,
        BINS,
        learner_id,
        since,
    )
    return [Predicted(row["answers"], row["passed"], row["chances"]) for row in rows]


async def newest_predictions(db: Reader, learner_id: LearnerId, limit: int) -> list[tuple[float, bool]]:
    """S7: the last logged chances of recall, each with whether the card was recalled, oldest first."""
    rows = await db.all(
        """
        SELECT predicted, rating FROM reviews
        WHERE learner_id = ? AND undone_at IS NULL AND predicted < 1 ORDER BY day DESC, at DESC LIMIT ?
        """,
        learner_id,
        limit,
    )
    return [(row["predicted"], row["rating"] > 1) for row in reversed(rows)]


async def known(db: Reader, scope: Scope) -> list[Known]:
    """S6: every card that was answered, can still be read and is not suspended; buried ones fall due when they return.

    The topic is that of the concept's first card that the learner can read.
    """
    marks = ", ".join("?" for _ in scope.languages)
    learner = scope.learner_id
    rows = await db.all(
        f"""
        SELECT m.stability, m.difficulty, m.last_day, MAX(m.due_day, COALESCE(a.until_day, 0)) AS due_day,
          (SELECT COALESCE(c.topic, '') FROM cards AS c
           WHERE c.concept_id = m.concept_id AND c.retired_at IS NULL
             AND (c.lang IN ({marks}) AND (c.owner IS NULL OR c.owner = ?) OR {MET_IN_A_POST})
           ORDER BY c.id LIMIT 1) AS topic,
          NOT EXISTS (
            SELECT 1 FROM reviews AS r
            WHERE r.learner_id = m.learner_id AND r.concept_id = m.concept_id AND r.undone_at IS NULL
              AND r.mode NOT IN ('quiz', 'choice')) AS by_quiz_alone
        FROM memories AS m
        LEFT JOIN set_aside AS a ON a.learner_id = m.learner_id AND a.concept_id = m.concept_id
        WHERE m.learner_id = ? AND (a.how IS NULL OR a.until_day IS NOT NULL)
        """,  # noqa: S608 - made of constants
        *scope.languages,
        learner,
        learner,
        learner,
        learner,
    )
    return [
        Known(
            topic=row["topic"] or None,
            stability=row["stability"],
            difficulty=row["difficulty"],
            due_day=row["due_day"],
            last_day=row["last_day"],
            by_quiz_alone=bool(row["by_quiz_alone"]),
        )
        for row in rows
        if row["topic"] is not None
    ]


async def count_unseen(db: Reader, scope: Scope, at_most: int) -> int:
    """How many concepts were never answered and are not put aside for good, counted no further than `at_most`."""
    marks = ", ".join("?" for _ in scope.languages)
    row = await db.one(
        f"""
        SELECT COUNT(*) AS concepts FROM (
          SELECT DISTINCT c.concept_id FROM cards AS c
          WHERE c.lang IN ({marks}) AND c.retired_at IS NULL AND c.owner IS NULL
            AND NOT EXISTS (SELECT 1 FROM memories AS m WHERE m.learner_id = ? AND m.concept_id = c.concept_id)
            AND NOT EXISTS (
              SELECT 1 FROM set_aside AS a
              WHERE a.learner_id = ? AND a.concept_id = c.concept_id AND a.until_day IS NULL)
          LIMIT ?)
        """,  # noqa: S608 - marks are question marks
        *scope.languages,
        scope.learner_id,
        scope.learner_id,
        at_most,
    )
    return int(row["concepts"]) if row is not None else 0
