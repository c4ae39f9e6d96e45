"""Subscriptions and the outbox: what is planned, who has claimed it, how it ended."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.delivery import Kind, State
from bot.domain.ids import ChatId, DeliveryId, LearnerId
from bot.domain.moments import DailyRule, Occurrence
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Subscription:
    """When a learner wants the daily cards, in their own zone. `next_at` is None while nothing is planned.

    `late_reminder` allows a second reminder in the evening, where a streak is worth keeping and nothing was answered.
    """

    learner_id: LearnerId
    at: time
    weekdays: frozenset[int]
    size: int
    paused: bool = False
    next_at: datetime | None = None
    late_reminder: bool = True

    def rule(self, zone: ZoneInfo) -> DailyRule:
        """The rule that yields this subscription's moments."""
        return DailyRule(at=self.at, weekdays=self.weekdays, zone=zone)


async def load_subscription(db: Reader, learner_id: LearnerId) -> Subscription | None:
    """A learner's subscription, or None."""
    row = await db.one("SELECT * FROM subscriptions WHERE learner_id = ?", learner_id)
    return _subscription(row) if row is not None else None


async def store_subscription(tx: Transaction, subscription: Subscription) -> None:
    """Insert or replace a subscription."""
    await tx.run(
        """
        INSERT INTO subscriptions (learner_id, minute, weekdays, size, paused, next_at, late_reminder)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (learner_id) DO UPDATE SET
          minute = excluded.minute, weekdays = excluded.weekdays, size = excluded.size, paused = excluded.paused,
          next_at = excluded.next_at, late_reminder = excluded.late_reminder
        """,
        subscription.learner_id,
        subscription.at.hour * 60 + subscription.at.minute,
        sum(1 << day for day in subscription.weekdays),
        subscription.size,
        int(subscription.paused),
        to_ms(subscription.next_at) if subscription.next_at else None,
        int(subscription.late_reminder),
    )


async def due_subscriptions(db: Reader, now: datetime, limit: int) -> list[Subscription]:
    """Subscriptions whose moment has come, the longest waiting first."""
    rows = await db.all(
        "SELECT * FROM subscriptions WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at LIMIT ?",
        to_ms(now),
        limit,
    )
    return [_subscription(row) for row in rows]


async def subscriptions_beyond(db: Reader, moment: datetime) -> list[Subscription]:
    """Subscriptions whose next moment is later than `moment`."""
    return [
        _subscription(row)
        for row in await db.all("SELECT * FROM subscriptions WHERE next_at IS NOT NULL AND next_at > ?", to_ms(moment))
    ]


async def last_daily(db: Reader, learner_id: LearnerId, now: datetime) -> Occurrence | None:
    """The occurrence that was planned last for a learner, by the date in its key.

    What was planned later than `now`, by a clock that ran ahead, does not count.
    """
    row = await db.one(
        """
        SELECT key, created_at FROM deliveries WHERE learner_id = ? AND kind = 'daily' AND created_at <= ?
        ORDER BY id DESC LIMIT 1
        """,
        learner_id,
        to_ms(now),
    )
    if row is None:
        return None
    return Occurrence(from_ms(row["created_at"]), date.fromisoformat(row["key"].rpartition(":")[2]))


async def set_next(tx: Transaction, learner_id: LearnerId, next_at: datetime | None) -> None:
    """Move a subscription on to its next moment."""
    await tx.run(
        "UPDATE subscriptions SET next_at = ? WHERE learner_id = ?", to_ms(next_at) if next_at else None, learner_id
    )


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outgoing message to one chat, planned at `planned_at`. `attempts` counts this one once it is claimed.

    `bulk` tells many the same, and waits for everything else.
    """

    id: DeliveryId
    kind: str
    chat_id: ChatId
    learner_id: LearnerId | None
    attempts: int
    unknowns: int
    planned_at: datetime
    key: str
    bulk: bool = False


async def plan(
    tx: Transaction,
    *,
    key: str,
    kind: Kind,
    learner_id: LearnerId | None = None,
    chat_id: ChatId | None = None,
    not_before: datetime,
    now: datetime,
) -> bool:
    """Put a delivery to a learner or, by `chat_id`, to another chat into the outbox; False where `key` is there."""
    return bool(
        await tx.run(
            """
            INSERT INTO deliveries (key, kind, chat_id, learner_id, state, not_before, created_at)
            VALUES (?, ?, ?, ?, 'due', ?, ?) ON CONFLICT (key) DO NOTHING
            """,
            key,
            kind.value,
            learner_id if chat_id is None else chat_id,
            learner_id,
            to_ms(not_before),
            to_ms(now),
        )
    )


async def known(db: Reader, key: str) -> bool:
    """Whether a delivery of this key was ever planned, as far as the outbox remembers."""
    return await db.one("SELECT 1 AS yes FROM deliveries WHERE key = ?", key) is not None


async def claim(
    tx: Transaction, now: datetime, lease_until: datetime, limit: int, bulk: int | None = None
) -> list[Delivery]:
    """Lease what is due to this worker, `limit` at most, and count the attempt before it is made.

    What tells many the same comes last, and `bulk` of it at most.
    """
    found = await _claim(tx, now, lease_until, limit, bulk=False)
    room = limit - len(found) if bulk is None else min(bulk, limit - len(found))
    return [*found, *await _claim(tx, now, lease_until, room, bulk=True)] if room > 0 else found


async def _claim(tx: Transaction, now: datetime, lease_until: datetime, limit: int, *, bulk: bool) -> list[Delivery]:
    rows = await tx.all(
        """
        UPDATE deliveries SET state = 'leased', lease_until = ?, attempts = attempts + 1
        WHERE state = 'due' AND id IN (
          SELECT id FROM deliveries WHERE state = 'due' AND bulk = ? AND not_before <= ?
          ORDER BY not_before, id LIMIT ?)
        RETURNING id, key, kind, chat_id, learner_id, attempts, unknowns, created_at, bulk
        """,
        to_ms(lease_until),
        int(bulk),
        to_ms(now),
        limit,
    )
    return [_delivery(row) for row in sorted(rows, key=lambda row: int(row["id"]))]


async def leased(db: Reader) -> list[Delivery]:
    """Deliveries that some worker has claimed and not settled."""
    rows = await db.all("SELECT * FROM deliveries WHERE state = 'leased' ORDER BY lease_until, id")
    return [_delivery(row) for row in rows]


async def newer_daily(db: Reader, delivery: Delivery) -> bool:
    """Whether the learner's next daily cards were planned while this delivery waited."""
    return (
        await db.one(
            "SELECT 1 AS yes FROM deliveries WHERE learner_id = ? AND kind = 'daily' AND id > ? LIMIT 1",
            delivery.learner_id,
            delivery.id,
        )
        is not None
    )


async def settle(
    tx: Transaction,
    delivery_id: DeliveryId,
    state: State,
    now: datetime,
    *,
    message_id: int | None = None,
    not_before: datetime | None = None,
    unknown: bool = False,
    reason: str | None = None,
) -> None:
    """Record how an attempt ended; DUE puts it back for `not_before`."""
    final = state is not State.DUE
    await tx.run(
        """
        UPDATE deliveries SET state = ?, lease_until = NULL, message_id = ?, reason = ?,
          unknowns = unknowns + ?, not_before = COALESCE(?, not_before), finished_at = ?
        WHERE id = ? AND state = 'leased'
        """,
        state.value,
        message_id,
        reason,
        int(unknown),
        to_ms(not_before) if not_before else None,
        to_ms(now) if final else None,
        delivery_id,
    )


async def move_chat(tx: Transaction, delivery_id: DeliveryId, chat_id: int) -> None:
    """The chat has another number now."""
    await tx.run("UPDATE deliveries SET chat_id = ? WHERE id = ?", chat_id, delivery_id)


async def forget_finished(tx: Transaction, before: datetime, limit: int) -> int:
    """Drop deliveries that ended before `before`, `limit` at most; how many."""
    return await tx.run(
        "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE finished_at < ? LIMIT ?)",
        to_ms(before),
        limit,
    )


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        kind=row["kind"],
        chat_id=row["chat_id"],
        learner_id=row["learner_id"],
        attempts=row["attempts"],
        unknowns=row["unknowns"],
        planned_at=from_ms(row["created_at"]),
        key=row["key"],
        bulk=bool(row["bulk"]),
    )


def _subscription(row: Row) -> Subscription:
    return Subscription(
        learner_id=row["learner_id"],
        at=time(row["minute"] // 60, row["minute"] % 60),
        weekdays=frozenset(day for day in range(7) if row["weekdays"] >> day & 1),
        size=row["size"],
        paused=bool(row["paused"]),
        next_at=from_ms(row["next_at"]) if row["next_at"] is not None else None,
        late_reminder=bool(row["late_reminder"]),
    )
