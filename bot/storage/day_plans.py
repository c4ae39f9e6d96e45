"""What the plan of a day is made from, and the plan as it was made."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.domain.forgetting import Seconds
from bot.domain.ids import ConceptId, LearnerId
from bot.domain.interview_date import InterviewDate
from bot.domain.memory import Rating
from bot.domain.plans import Entry, Kind, LeftOut, Plan
from bot.storage.database import Reader, Transaction

LATENCIES = 300
"""How many of the last answers tell how fast a learner is."""


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan as it was made, by which `rules`, when so many concepts had been `counted` on that day already."""

    rules: str
    plan: Plan
    counted: frozenset[ConceptId]


async def load(db: Reader, learner_id: LearnerId, scope: str, day: int) -> StoredPlan | None:
    """The plan of a user day for a scope."""
    row = await db.one(
        "SELECT rules, plan FROM day_plans WHERE learner_id = ? AND scope = ? AND day = ?", learner_id, scope, day
    )
    if row is None:
        return None
    kept = json.loads(row["plan"])
    return StoredPlan(row["rules"], _read(kept, day), frozenset(kept["counted"]))


async def store(tx: Transaction, learner_id: LearnerId, scope: str, stored: StoredPlan) -> None:
    """Keep a plan in the place of the one before; those of other days and scopes go."""
    await tx.run("DELETE FROM day_plans WHERE learner_id = ? AND day <> ?", learner_id, stored.plan.day)
    await tx.run(
        """
        INSERT INTO day_plans (learner_id, scope, day, rules, plan) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (learner_id, scope) DO UPDATE SET
          day = excluded.day, rules = excluded.rules, plan = excluded.plan
        """,
        learner_id,
        scope,
        stored.plan.day,
        stored.rules,
        json.dumps(_written(stored)),
    )


async def answered(db: Reader, learner_id: LearnerId, day: int, seconds: Seconds) -> tuple[Entry, ...]:
    """The answers of a user day, in order; votes in other chats are not the plan's. A latency that is missing
    counts as what the kind of answer is expected to take."""
    rows = await db.all(
        """
        SELECT r.concept_id, r.before IS NULL AS new, r.rating, r.latency,
          (SELECT MIN(o.id) FROM concepts AS o WHERE o.variant_group = k.variant_group) AS family,
          (SELECT c.topic FROM cards AS c WHERE c.id = r.card_id) AS topic
        FROM reviews AS r JOIN concepts AS k ON k.id = r.concept_id
        WHERE r.learner_id = ? AND r.day = ? AND r.undone_at IS NULL AND r.mode <> 'quiz' ORDER BY r.id
        """,
        learner_id,
        day,
    )
    found: list[Entry] = []
    asked: set[ConceptId] = set()
    for row in rows:
        concept = row["concept_id"]
        kind = Kind.STEP if concept in asked else Kind.NEW if row["new"] else Kind.REVIEW
        asked.add(concept)
        usual = seconds.failed if row["rating"] == Rating.AGAIN else seconds.passed
        took = row["latency"] / 1000 if row["latency"] is not None else seconds.new if row["new"] else usual
        found.append(Entry(concept, kind, took, row["topic"] or "", row["family"]))
    return tuple(found)


async def skipped(db: Reader, learner_id: LearnerId, day: int) -> frozenset[ConceptId]:
    """Concepts that shall come last on a user day."""
    rows = await db.all(
        "SELECT concept_id FROM set_aside WHERE learner_id = ? AND how = 'skipped' AND until_day > ?", learner_id, day
    )
    return frozenset(row["concept_id"] for row in rows)


async def pace(db: Reader, learner_id: LearnerId) -> Seconds:
    """What this learner's questions take, by the last LATENCIES answers."""
    rows = await db.all(
        """
        SELECT before IS NULL AS new, rating, latency FROM reviews
        WHERE learner_id = ? AND undone_at IS NULL ORDER BY day DESC, id DESC LIMIT ?
        """,
        learner_id,
        LATENCIES,
    )
    timed = [(row["new"], row["rating"], row["latency"] / 1000) for row in rows if row["latency"] is not None]
    return Seconds.of(
        new=[took for new, _, took in timed if new],
        passed=[took for new, rating, took in timed if not new and rating != Rating.AGAIN],
        failed=[took for new, rating, took in timed if not new and rating == Rating.AGAIN],
    )


def _written(stored: StoredPlan) -> dict[str, Any]:
    plan = stored.plan
    return {
        "entries": [[each.concept, each.kind, each.seconds, each.topic, each.family] for each in plan.entries],
        "new_quota": plan.new_quota,
        "due": plan.due,
        "left_out": asdict(plan.left_out),
        "date": _date_written(plan.date) if plan.date else None,
        "counted": sorted(stored.counted),
    }


def _read(kept: dict[str, Any], day: int) -> Plan:
    return Plan(
        day=day,
        entries=tuple(Entry(concept, Kind(kind), *rest) for concept, kind, *rest in kept["entries"]),
        new_quota=kept["new_quota"],
        due=kept["due"],
        left_out=LeftOut(**kept["left_out"]),
        date=_date_read(kept["date"]) if kept["date"] else None,
    )


def _date_written(date: InterviewDate) -> Sequence[Any]:
    return date.day, date.since, sorted(date.topics) if date.topics is not None else None


def _date_read(kept: Sequence[Any]) -> InterviewDate:
    day, since, topics = kept
    return InterviewDate(day, since, frozenset(topics) if topics is not None else None)
