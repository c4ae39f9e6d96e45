"""What owners told all learners: the texts, who is still to get them, and how it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.cards import Language
from bot.domain.delivery import Kind
from bot.domain.ids import BroadcastId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Stage = Literal["waiting", "sending", "stopping", "stopped", "done"]
"""`stopping` is over once the deliveries that were under way have ended."""

Ending = Literal["sent", "blocked", "unknown", "failed"]

_BROADCASTS = """
SELECT b.*, maker.name AS maker_name, line.actor_id AS stopper_id, stopper.name AS stopper_name
FROM broadcasts AS b
LEFT JOIN staff AS maker ON maker.person_id = b.made_by
LEFT JOIN audit AS line ON line.id = b.stopped_line
LEFT JOIN staff AS stopper ON stopper.person_id = line.actor_id
"""

_REACHED = "blocked_at IS NULL AND news = 1"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One broadcast as it stands. `language` is None where it is for all; names are as last seen.

    `recipients` is how many it was for when it was sent off; `sent`, `blocked`, `unknown` and `failed` count those
    whose delivery has ended. Ids are None for people who were forgotten.
    """

    id: BroadcastId
    text: str
    language: Language | None
    made_by: LearnerId | None
    maker_name: str | None
    created_at: datetime
    send_at: datetime
    stage: Stage
    recipients: int
    planned_up_to: LearnerId
    all_planned: bool
    sent: int
    blocked: int
    unknown: int
    failed: int
    stopper_id: LearnerId | None
    stopper_name: str | None

    @property
    def left(self) -> int:
        """Who has not got it: not yet, or at the end, because it was stopped or they muted news meanwhile."""
        return max(0, self.recipients - self.sent - self.blocked - self.unknown - self.failed)


async def audience(db: Reader) -> dict[Language, int]:
    """How many can be told something, by the language of their interface."""
    rows = await db.all(f"SELECT language, COUNT(*) AS people FROM learners WHERE {_REACHED} GROUP BY language")  # noqa: S608 - our own words
    return {row["language"]: row["people"] for row in rows}


async def add(
    tx: Transaction,
    text: str,
    language: Language | None,
    *,
    made_by: LearnerId,
    recipients: int,
    send_at: datetime,
    now: datetime,
) -> BroadcastId:
    """Store a broadcast that waits for `send_at`."""
    row = await tx.one(
        """
        INSERT INTO broadcasts (text, language, made_by, recipients, send_at, created_at)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """,
        text,
        language,
        made_by,
        recipients,
        to_ms(send_at),
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("the database gave no number to a broadcast")
    return BroadcastId(row["id"])


async def load(db: Reader, broadcast_id: BroadcastId) -> Broadcast | None:
    """One broadcast."""
    row = await db.one(f"{_BROADCASTS} WHERE b.id = ?", broadcast_id)
    return _broadcast(row) if row is not None else None


async def unfinished(db: Reader) -> Broadcast | None:
    """The broadcast that waits or is under way, if there is one."""
    row = await db.one(f"{_BROADCASTS} WHERE b.finished_at IS NULL ORDER BY b.id LIMIT 1")
    return _broadcast(row) if row is not None else None


async def move_on(tx: Transaction, broadcast_id: BroadcastId, stage: Stage) -> None:
    """The next stage of a broadcast that is not finished."""
    await tx.run("UPDATE broadcasts SET stage = ? WHERE id = ?", stage, broadcast_id)


async def finish(tx: Transaction, broadcast_id: BroadcastId, stage: Stage, now: datetime) -> None:
    """The last stage of a broadcast: the next one may begin."""
    await tx.run("UPDATE broadcasts SET stage = ?, finished_at = ? WHERE id = ?", stage, to_ms(now), broadcast_id)


async def note_stop(tx: Transaction, broadcast_id: BroadcastId, line: int) -> None:
    """Which line of the audit log tells who stopped it."""
    await tx.run("UPDATE broadcasts SET stopped_line = ? WHERE id = ?", line, broadcast_id)


async def count(tx: Transaction, broadcast_id: BroadcastId, ending: Ending) -> None:
    """One more delivery has ended so."""
    await tx.run(f"UPDATE broadcasts SET {ending} = {ending} + 1 WHERE id = ?", broadcast_id)  # noqa: S608 - one of Ending


async def plan_next(tx: Transaction, broadcast: Broadcast, limit: int, now: datetime) -> int:
    """Plan the deliveries to the next learners, `limit` at most, in the order of their ids; how many.

    Who came after the broadcast was sent off, blocked the bot or muted news is passed over.
    """
    rows = await tx.all(
        f"""
        SELECT id FROM learners
        WHERE id > ? AND {_REACHED} AND started_at <= ? AND (? IS NULL OR language = ?) ORDER BY id LIMIT ?
        """,  # noqa: S608 - our own words
        broadcast.planned_up_to,
        to_ms(broadcast.created_at),
        broadcast.language,
        broadcast.language,
        limit,
    )
    await tx.many(
        """
        INSERT INTO deliveries (key, kind, chat_id, learner_id, state, not_before, created_at, bulk)
        VALUES (?, ?, ?, ?, 'due', ?, ?, 1) ON CONFLICT (key) DO NOTHING
        """,
        [
            (
                f"{Kind.BROADCAST}:{broadcast.id}:{row['id']}",
                Kind.BROADCAST,
                row["id"],
                row["id"],
                to_ms(now),
                to_ms(now),
            )
            for row in rows
        ],
    )
    await tx.run(
        "UPDATE broadcasts SET planned_up_to = ?, all_planned = ? WHERE id = ?",
        rows[-1]["id"] if rows else broadcast.planned_up_to,
        int(len(rows) < limit),
        broadcast.id,
    )
    return len(rows)


async def waiting(db: Reader) -> int:
    """How many planned deliveries wait; one broadcast at a time has any."""
    row = await db.one("SELECT COUNT(*) AS number FROM deliveries WHERE state = 'due' AND bulk = 1")
    return int(row["number"]) if row is not None else 0


async def under_way(db: Reader) -> bool:
    """Whether a worker holds a delivery of the broadcast."""
    return await db.one("SELECT 1 AS yes FROM deliveries WHERE state = 'leased' AND bulk = 1 LIMIT 1") is not None


async def cancel_waiting(tx: Transaction, now: datetime) -> int:
    """Take back the planned deliveries that nobody has claimed; how many."""
    return await tx.run(
        """
        UPDATE deliveries SET state = 'cancelled', reason = 'stopped', finished_at = ? WHERE state = 'due' AND bulk = 1
        """,
        to_ms(now),
    )


def _broadcast(row: Row) -> Broadcast:
    return Broadcast(
        id=row["id"],
        text=row["text"],
        language=row["language"],
        made_by=row["made_by"],
        maker_name=row["maker_name"],
        created_at=from_ms(row["created_at"]),
        send_at=from_ms(row["send_at"]),
        stage=row["stage"],
        recipients=row["recipients"],
        planned_up_to=row["planned_up_to"],
        all_planned=bool(row["all_planned"]),
        sent=row["sent"],
        blocked=row["blocked"],
        unknown=row["unknown"],
        failed=row["failed"],
        stopper_id=row["stopper_id"],
        stopper_name=row["stopper_name"],
    )
