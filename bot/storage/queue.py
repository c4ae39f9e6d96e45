"""What a learner could be asked today: pending steps, due reviews, new cards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Language
from bot.domain.ids import CardId, ConceptId, DeckId, LearnerId
from bot.domain.picking import Step
from bot.domain.plans import Candidate, Seen
from bot.storage.cards import MET_IN_A_POST
from bot.storage.database import Reader, Row, Transaction, Value, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose queue, on which user day, in which languages and, where given, of which topic or deck."""

    learner_id: LearnerId
    day: int
    languages: tuple[Language, ...]
    topic: str | None = None
    deck: DeckId | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was answered today. On request the day goes on to `until` answers, whatever its caps."""

    new: int
    reviewed: int
    answers: int
    until: int


# A concept stays out while it is put aside, and on a day on which another of its variants was asked. What was only
# skipped is among the rest: it comes last.
_ALLOWED = """
  AND NOT EXISTS (
    SELECT 1 FROM set_aside AS a
    WHERE a.learner_id = ? AND a.concept_id = k.id AND a.how <> 'skipped' AND (a.until_day IS NULL OR a.until_day > ?))
  AND (k.variant_group IS NULL OR NOT EXISTS (
    SELECT 1 FROM reviews AS r JOIN concepts AS o ON o.id = r.concept_id
    WHERE r.learner_id = ? AND r.day = ? AND r.undone_at IS NULL
      AND o.variant_group = k.variant_group AND o.id <> k.id))
"""


# The topic of any card of the concept, and the number that all concepts of a variant group share.
_TOPIC = """(
  SELECT t.topic FROM cards AS t
  WHERE t.concept_id = k.id AND t.retired_at IS NULL AND t.topic IS NOT NULL ORDER BY t.id LIMIT 1) AS topic"""
_FAMILY = """(
  SELECT MIN(o.id) FROM concepts AS o WHERE o.variant_group = k.variant_group) AS family"""

_IN_DECK = " AND EXISTS (SELECT 1 FROM deck_cards AS d WHERE d.deck_id = ? AND d.card_id = c.id)"


def _allowed(scope: Scope) -> tuple[Value, ...]:
    return scope.learner_id, scope.day, scope.learner_id, scope.day


def _readable(scope: Scope) -> tuple[str, tuple[Value, ...]]:
    """The condition that a concept has a card this learner can read, or has met in a post."""
    marks = ", ".join("?" for _ in scope.languages)
    sql = f"""
      AND EXISTS (
        SELECT 1 FROM cards AS c
        WHERE c.concept_id = k.id AND c.retired_at IS NULL
          AND (c.lang IN ({marks}) AND (c.owner IS NULL OR c.owner = ?) OR {MET_IN_A_POST})
          {" AND c.topic = ?" if scope.topic else ""}
          {_IN_DECK if scope.deck else ""})
    """  # noqa: S608 - marks are question marks
    learner = scope.learner_id
    within = [value for value in (scope.topic, scope.deck) if value]
    return sql, (*scope.languages, learner, learner, learner, *within)


async def done_today(db: Reader, learner_id: LearnerId, day: int) -> Done:
    """Counts of the user day, without what was undone."""
    row = await db.one(
        """
        SELECT
          COUNT(*) AS answers,
          COUNT(DISTINCT CASE WHEN before IS NULL THEN concept_id END) AS new,
          COUNT(DISTINCT concept_id) AS concepts,
          (SELECT until_answers FROM day_quotas WHERE learner_id = ? AND day = ?) AS until
        FROM reviews WHERE learner_id = ? AND day = ? AND undone_at IS NULL
        """,
        learner_id,
        day,
        learner_id,
        day,
    )
    if row is None:
        return Done(0, 0, 0, 0)
    return Done(row["new"], row["concepts"] - row["new"], row["answers"], row["until"] or 0)


async def steps(db: Reader, scope: Scope) -> list[Step]:
    """Failed cards that wait for their ten minutes, soonest first."""
    readable, readable_values = _readable(scope)
    rows = await db.all(
        f"""
        SELECT m.concept_id, m.due_at,
          (SELECT COUNT(*) FROM reviews AS later
           WHERE later.learner_id = m.learner_id AND later.day = ? AND later.at > m.last_at
             AND later.undone_at IS NULL) AS later
        FROM memories AS m JOIN concepts AS k ON k.id = m.concept_id
        WHERE m.learner_id = ? AND m.due_at IS NOT NULL {_ALLOWED} {readable}
        ORDER BY m.due_at
        """,  # noqa: S608 - made of constants
        scope.day,
        scope.learner_id,
        *_allowed(scope),
        *readable_values,
    )
    return [Step(row["concept_id"], from_ms(row["due_at"]), row["later"]) for row in rows]


async def seen(db: Reader, scope: Scope, until: int) -> list[Candidate]:
    """Concepts that were answered and fall due by user day `until`, without those whose step is pending.

    Those put aside, or of a family asked today, are not among them.
    """
    readable, readable_values = _readable(scope)
    rows = await db.all(
        f"""
        SELECT m.concept_id, m.stability, m.difficulty, m.last_day, m.due_day, {_TOPIC}, {_FAMILY}
        FROM memories AS m JOIN concepts AS k ON k.id = m.concept_id
        WHERE m.learner_id = ? AND m.due_day <= ? AND m.due_at IS NULL {_ALLOWED} {readable}
        ORDER BY m.due_day, m.stability, m.concept_id
        """,  # noqa: S608 - made of constants
        scope.learner_id,
        until,
        *_allowed(scope),
        *readable_values,
    )
    return [
        Candidate(
            row["concept_id"],
            row["topic"] or "",
            row["family"],
            Seen(row["stability"], row["difficulty"], row["last_day"], row["due_day"]),
        )
        for row in rows
    ]


async def askable(db: Reader, scope: Scope, concepts: Collection[ConceptId]) -> frozenset[ConceptId]:
    """Those of some concepts that can be asked now: a card may have been retired or put aside since somebody looked."""
    readable, readable_values = _readable(scope)
    marks = ", ".join("?" for _ in concepts)
    rows = await db.all(
        f"SELECT k.id FROM concepts AS k WHERE k.id IN ({marks}) {_ALLOWED} {readable}",  # noqa: S608 - made of constants
        *concepts,
        *_allowed(scope),
        *readable_values,
    )
    return frozenset(row["id"] for row in rows)


async def unseen(db: Reader, scope: Scope, limit: int) -> list[Candidate]:
    """Concepts never reviewed, hottest first, those of a deck in its order; at most `limit`."""
    if scope.deck is not None:
        return await _unseen_of_deck(db, scope, scope.deck, limit)
    found: list[tuple[int, int, Candidate]] = []
    for language in scope.languages:
        rows = await db.all(
            f"""
            SELECT c.hotness, c.id, k.id AS concept_id, c.topic, {_FAMILY}
            FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id
            WHERE c.lang = ? {"AND c.topic = ?" if scope.topic else ""}
              AND c.retired_at IS NULL AND c.owner IS NULL
              AND NOT EXISTS (SELECT 1 FROM memories AS m WHERE m.learner_id = ? AND m.concept_id = k.id) {_ALLOWED}
            ORDER BY c.hotness DESC, c.id LIMIT ?
            """,  # noqa: S608 - made of constants
            language,
            *([scope.topic] if scope.topic else []),
            scope.learner_id,
            *_allowed(scope),
            limit,
        )
        found += [(-row["hotness"], row["id"], _new(row)) for row in rows]
    hottest_first = (candidate for _, _, candidate in sorted(found, key=lambda each: each[:2]))
    once = {candidate.concept: candidate for candidate in reversed([*hottest_first])}
    return [*reversed(once.values())][:limit]


async def _unseen_of_deck(db: Reader, scope: Scope, deck_id: DeckId, limit: int) -> list[Candidate]:
    marks = ", ".join("?" for _ in scope.languages)
    rows = await db.all(
        f"""
        SELECT k.id AS concept_id, {_TOPIC}, {_FAMILY}
        FROM deck_cards AS d JOIN cards AS c ON c.id = d.card_id JOIN concepts AS k ON k.id = c.concept_id
        WHERE d.deck_id = ? AND c.lang IN ({marks}) AND c.retired_at IS NULL AND c.owner IS NULL
          AND NOT EXISTS (SELECT 1 FROM memories AS m WHERE m.learner_id = ? AND m.concept_id = k.id) {_ALLOWED}
        GROUP BY k.id ORDER BY MIN(d.position), k.id LIMIT ?
        """,  # noqa: S608 - made of constants
        deck_id,
        *scope.languages,
        scope.learner_id,
        *_allowed(scope),
        limit,
    )
    return [_new(row) for row in rows]


def _new(row: Row) -> Candidate:
    return Candidate(row["concept_id"], row["topic"] or "", row["family"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept that the learner asked to be asked next; `seen` tells whether it was answered before."""

    concept_id: ConceptId
    seen: bool


async def wanted(db: Reader, scope: Scope) -> list[Wanted]:
    """Concepts that come before all others, the one asked for last first."""
    readable, readable_values = _readable(scope)
    rows = await db.all(
        f"""
        SELECT w.concept_id, m.concept_id IS NOT NULL AS seen
        FROM wanted AS w JOIN concepts AS k ON k.id = w.concept_id
        LEFT JOIN memories AS m ON m.learner_id = w.learner_id AND m.concept_id = w.concept_id
        WHERE w.learner_id = ? {_ALLOWED} {readable}
        ORDER BY w.at DESC, w.concept_id
        """,  # noqa: S608 - made of constants
        scope.learner_id,
        *_allowed(scope),
        *readable_values,
    )
    return [Wanted(row["concept_id"], bool(row["seen"])) for row in rows]


async def want(tx: Transaction, learner_id: LearnerId, concept_id: ConceptId, now: datetime) -> None:
    """Ask a concept before all others until it is answered."""
    await tx.run(
        """
        INSERT INTO wanted (learner_id, concept_id, at) VALUES (?, ?, ?)
        ON CONFLICT (learner_id, concept_id) DO UPDATE SET at = excluded.at
        """,
        learner_id,
        concept_id,
        to_ms(now),
    )


async def want_no_more(tx: Transaction, learner_id: LearnerId, concept_id: ConceptId) -> int | None:
    """It was answered; since when (UTC milliseconds) it had been wanted, if it was."""
    row = await tx.one(
        "DELETE FROM wanted WHERE learner_id = ? AND concept_id = ? RETURNING at", learner_id, concept_id
    )
    return row["at"] if row is not None else None


async def next_due(db: Reader, scope: Scope) -> int | None:
    """The first user day on which something falls due or, being buried, returns; None when nothing will.

    A pending step counts with its day, whatever its instant.
    """
    readable, readable_values = _readable(scope)
    row = await db.one(
        f"""
        SELECT MIN(CASE WHEN a.until_day > m.due_day THEN a.until_day ELSE m.due_day END) AS day
        FROM memories AS m JOIN concepts AS k ON k.id = m.concept_id
        LEFT JOIN set_aside AS a ON a.learner_id = m.learner_id AND a.concept_id = m.concept_id
        WHERE m.learner_id = ? AND (a.how IS NULL OR a.until_day IS NOT NULL) {readable}
        """,  # noqa: S608 - made of constants
        scope.learner_id,
        *readable_values,
    )
    return row["day"] if row is not None else None


async def due_per_day(db: Reader, scope: Scope, until: int) -> dict[int, int]:
    """How many concepts fall due on each user day up to `until`; what is overdue counts for today."""
    readable, readable_values = _readable(scope)
    rows = await db.all(
        f"""
        SELECT CASE WHEN m.due_day < ? THEN ? ELSE m.due_day END AS day, COUNT(*) AS cards
        FROM memories AS m JOIN concepts AS k ON k.id = m.concept_id
        WHERE m.learner_id = ? AND m.due_day <= ?
          AND NOT EXISTS (
            SELECT 1 FROM set_aside AS a
            WHERE a.learner_id = m.learner_id AND a.concept_id = k.id AND a.until_day IS NULL) {readable}
        GROUP BY 1
        """,  # noqa: S608 - made of constants
        scope.day,
        scope.day,
        scope.learner_id,
        until,
        *readable_values,
    )
    return {row["day"]: row["cards"] for row in rows}


async def go_on_until(tx: Transaction, learner_id: LearnerId, day: int, answers: int) -> None:
    """Let a day go on, whatever its caps, to so many answers."""
    await tx.run(
        """
        INSERT INTO day_quotas (learner_id, day, until_answers) VALUES (?, ?, ?)
        ON CONFLICT (learner_id, day) DO UPDATE SET until_answers = excluded.until_answers
        """,
        learner_id,
        day,
        answers,
    )


async def report(tx: Transaction, learner_id: LearnerId, card_id: CardId, reason: str, now: datetime) -> None:
    """Keep a learner's complaint about a card, once for each reason; one that was dismissed stands again."""
    await tx.run(
        """
        INSERT INTO reports (learner_id, card_id, reason, at) VALUES (?, ?, ?, ?)
        ON CONFLICT (learner_id, card_id, reason) DO UPDATE SET dismissal = NULL, at = excluded.at
        WHERE reports.dismissal IS NOT NULL
        """,
        learner_id,
        card_id,
        reason,
        to_ms(now),
    )
