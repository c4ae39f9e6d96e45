"""Schedules of chats: when what is posted, and what was changed about the posts to come."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.cards import Language, Level
from bot.domain.ids import CardId, ChatRow, DeckId, LearnerId, ScheduleId
from bot.storage.database import Reader, Row, Transaction, Value, from_ms, to_ms

ScheduleState = Literal["on", "paused", "stopped"]
First = Literal["hottest", "oldest"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule by which cards are posted in a chat.

    `minutes` are minutes after local midnight, rising; `weekdays` are 0 (Monday) to 6. `reveal_hours` is None where
    the answer stands under a spoiler; `keep_days` is None where posts are never removed. `next_at` is None unless
    the schedule is on. `version` rises with every change.
    """

    id: ScheduleId
    chat: ChatRow
    zone: str
    minutes: tuple[int, ...]
    weekdays: frozenset[int]
    lang: Language
    thread_id: int | None = None
    topic: str | None = None
    level: Level | None = None
    deck: DeckId | None = None
    first: First = "hottest"
    reveal_hours: int | None = None
    keep_days: int | None = None
    state: ScheduleState = "on"
    next_at: datetime | None = None
    made_by: LearnerId | None = None
    version: int = 1

    @property
    def tz(self) -> ZoneInfo:
        """The zone of its local times."""
        return ZoneInfo(self.zone)


async def insert(tx: Transaction, schedule: Schedule, now: datetime) -> ScheduleId:
    """Add a schedule; its `id` and `version` are given here."""
    values = {**_columns(schedule), "chat_row": schedule.chat, "made_by": schedule.made_by, "created_at": to_ms(now)}
    row = await tx.one(
        f"INSERT INTO schedules ({', '.join(values)}) "  # noqa: S608 - our own column names
        f"VALUES ({', '.join('?' for _ in values)}) RETURNING id",
        *values.values(),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return ScheduleId(row["id"])


async def store(tx: Transaction, schedule: Schedule) -> bool:
    """Replace a schedule's settings; False where it is not in the `version` given any more."""
    values = _columns(schedule)
    return bool(
        await tx.run(
            f"UPDATE schedules SET {', '.join(f'{name} = ?' for name in values)}, "  # noqa: S608 - our own names
            "version = version + 1 WHERE id = ? AND version = ?",
            *values.values(),
            schedule.id,
            schedule.version,
        )
    )


async def set_next(tx: Transaction, schedule_id: ScheduleId, next_at: datetime | None) -> None:
    """Move a schedule on to its next moment."""
    await tx.run("UPDATE schedules SET next_at = ? WHERE id = ?", to_ms(next_at) if next_at else None, schedule_id)


async def load(db: Reader, schedule_id: ScheduleId) -> Schedule | None:
    """A schedule, a stopped one too."""
    row = await db.one("SELECT * FROM schedules WHERE id = ?", schedule_id)
    return _schedule(row) if row is not None else None


async def of_chat(db: Reader, chat: ChatRow) -> Sequence[Schedule]:
    """The schedules of a chat that are not stopped, the first made first."""
    rows = await db.all("SELECT * FROM schedules WHERE chat_row = ? AND state <> 'stopped' ORDER BY id", chat)
    return [_schedule(row) for row in rows]


async def newest(db: Reader, chat: ChatRow) -> ScheduleId | None:
    """The schedule of a chat that was made last, a stopped one too."""
    row = await db.one("SELECT MAX(id) AS newest FROM schedules WHERE chat_row = ?", chat)
    return row["newest"] if row is not None else None


async def due(db: Reader, now: datetime, limit: int) -> Sequence[Schedule]:
    """Schedules whose moment has come, the longest waiting first."""
    rows = await db.all(
        "SELECT * FROM schedules WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at LIMIT ?", to_ms(now), limit
    )
    return [_schedule(row) for row in rows]


async def beyond(db: Reader, moment: datetime) -> Sequence[Schedule]:
    """Schedules whose next moment is later than `moment`."""
    rows = await db.all("SELECT * FROM schedules WHERE next_at IS NOT NULL AND next_at > ?", to_ms(moment))
    return [_schedule(row) for row in rows]


async def change_slot(tx: Transaction, schedule_id: ScheduleId, slot: str, card_id: CardId | None) -> None:
    """Post another card at a moment to come, or with None nothing."""
    await tx.run(
        """
        INSERT INTO slot_changes (schedule_id, slot, card_id) VALUES (?, ?, ?)
        ON CONFLICT (schedule_id, slot) DO UPDATE SET card_id = excluded.card_id
        """,
        schedule_id,
        slot,
        card_id,
    )


async def leave_slot(tx: Transaction, schedule_id: ScheduleId, slot: str) -> None:
    """Post what the rule says at that moment after all."""
    await tx.run("DELETE FROM slot_changes WHERE schedule_id = ? AND slot = ?", schedule_id, slot)


async def slot_changes(db: Reader, schedule_id: ScheduleId) -> dict[str, CardId | None]:
    """What was changed about moments to come, by slot; None stands for nothing to be posted."""
    rows = await db.all("SELECT slot, card_id FROM slot_changes WHERE schedule_id = ?", schedule_id)
    return {row["slot"]: row["card_id"] for row in rows}


def _columns(schedule: Schedule) -> dict[str, Value]:
    return {
        "thread_id": schedule.thread_id,
        "zone": schedule.zone,
        "minutes": json.dumps(schedule.minutes),
        "weekdays": sum(1 << day for day in schedule.weekdays),
        "lang": schedule.lang,
        "topic": schedule.topic,
        "level": schedule.level,
        "deck_id": schedule.deck,
        "first": schedule.first,
        "reveal_hours": schedule.reveal_hours,
        "keep_days": schedule.keep_days,
        "state": schedule.state,
        "next_at": to_ms(schedule.next_at) if schedule.next_at else None,
    }


def _schedule(row: Row) -> Schedule:
    return Schedule(
        id=row["id"],
        chat=row["chat_row"],
        zone=row["zone"],
        minutes=tuple(json.loads(row["minutes"])),
        weekdays=frozenset(day for day in range(7) if row["weekdays"] >> day & 1),
        lang=row["lang"],
        thread_id=row["thread_id"],
        topic=row["topic"],
        level=row["level"],
        deck=row["deck_id"],
        first=row["first"],
        reveal_hours=row["reveal_hours"],
        keep_days=row["keep_days"],
        state=row["state"],
        next_at=from_ms(row["next_at"]) if row["next_at"] is not None else None,
        made_by=row["made_by"],
        version=row["version"],
    )
