"""What the habit of practising rests on: days that count, planned pauses, and how pictures are wanted."""

from datetime import datetime

from bot.domain.ids import LearnerId
from bot.domain.streak import Pause, Streak, days_in_order, streak
from bot.storage.database import Reader, Transaction, from_ms, to_ms


async def load_streak(db: Reader, learner_id: LearnerId, today: int, *, since: int = 0) -> Streak:
    """Where the streak stands on user day `today`, of what happened from user day `since` on."""
    answered = await db.all(
        """
        SELECT day, MIN(at) AS at FROM reviews
        WHERE learner_id = ? AND day >= ? AND undone_at IS NULL GROUP BY day
        """,
        learner_id,
        since,
    )
    opened = await db.all("SELECT day, at FROM plan_openings WHERE learner_id = ? AND day >= ?", learner_id, since)
    days = days_in_order((row["day"], from_ms(row["at"])) for row in (*answered, *opened))
    return streak(days, await load_pauses(db, learner_id), today)


async def load_pauses(db: Reader, learner_id: LearnerId) -> list[Pause]:
    """All planned pauses, the oldest first."""
    rows = await db.all("SELECT first_day, until_day FROM pauses WHERE learner_id = ? ORDER BY first_day", learner_id)
    return [Pause(row["first_day"], row["until_day"]) for row in rows]


async def pause_on(db: Reader, learner_id: LearnerId, day: int) -> Pause | None:
    """The pause that covers a user day; of two the one that ends last."""
    row = await db.one(
        """
        SELECT first_day, until_day FROM pauses WHERE learner_id = ? AND first_day <= ? AND until_day > ?
        ORDER BY until_day DESC LIMIT 1
        """,
        learner_id,
        day,
        day,
    )
    return Pause(row["first_day"], row["until_day"]) if row is not None else None


async def store_pause(tx: Transaction, learner_id: LearnerId, pause: Pause) -> None:
    """Put a pause in; it takes the place of one that began on the same day."""
    await tx.run(
        """
        INSERT INTO pauses (learner_id, first_day, until_day) VALUES (?, ?, ?)
        ON CONFLICT (learner_id, first_day) DO UPDATE SET until_day = excluded.until_day
        """,
        learner_id,
        pause.first_day,
        pause.until_day,
    )


async def end_pauses(tx: Transaction, learner_id: LearnerId, day: int) -> None:
    """From `day` on nothing is paused; the days before stay paused."""
    await tx.run("DELETE FROM pauses WHERE learner_id = ? AND first_day >= ?", learner_id, day)
    await tx.run("UPDATE pauses SET until_day = ? WHERE learner_id = ? AND until_day > ?", day, learner_id, day)


async def store_opening(tx: Transaction, learner_id: LearnerId, day: int, now: datetime) -> None:
    """The plan was opened on a day on which nothing was due."""
    await tx.run(
        "INSERT INTO plan_openings (learner_id, day, at) VALUES (?, ?, ?) ON CONFLICT (learner_id, day) DO NOTHING",
        learner_id,
        day,
        to_ms(now),
    )


async def wants_dark(db: Reader, learner_id: LearnerId) -> bool:
    """Whether pictures are to be dark."""
    row = await db.one("SELECT dark FROM picture_settings WHERE learner_id = ?", learner_id)
    return row is not None and bool(row["dark"])


async def store_dark(tx: Transaction, learner_id: LearnerId, *, dark: bool) -> None:
    """Pictures are to be dark, or light."""
    await tx.run(
        """
        INSERT INTO picture_settings (learner_id, dark) VALUES (?, ?)
        ON CONFLICT (learner_id) DO UPDATE SET dark = excluded.dark
        """,
        learner_id,
        int(dark),
    )
