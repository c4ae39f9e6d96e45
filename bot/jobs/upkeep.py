"""Housekeeping: daily copies of the database, and letting go of what is done."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.storage import deliveries, inbox
from bot.storage.database import Database, Transaction

log = logging.getLogger(__name__)

UPDATES_KEPT = timedelta(days=7)
"""After a week without updates Telegram may give old ids again: https://core.telegram.org/bots/api#update"""

DELIVERIES_KEPT = timedelta(days=90)
DROPPED_AT_ONCE = 1000
"""In one transaction: those who wait for an answer have their turn in between."""


class Upkeep:
    """Runs every hour; copies the database once a day and keeps the newest `keep` copies."""

    def __init__(self, db: Database, clock: Clock, backups: Path, keep: int) -> None:
        self._db = db
        self._clock = clock
        self._backups = backups
        self._keep = keep

    async def run(self) -> None:
        """One round."""
        now = self._clock()

        async def unit(tx: Transaction) -> None:
            await inbox.forget_finished(tx, now - UPDATES_KEPT)

        async def drop(tx: Transaction) -> int:
            return await deliveries.forget_finished(tx, now - DELIVERIES_KEPT, DROPPED_AT_ONCE)

        await self._db.write(unit)
        while await self._db.write(drop) == DROPPED_AT_ONCE:
            pass
        target = self._backups / f"daily-{now:%Y-%m-%d}.db"
        if not await asyncio.to_thread(target.exists):
            await self._db.backup(target)
            await asyncio.to_thread(forget_old_copies, self._backups, self._keep)
            log.info("database copied to %s", target)


def forget_old_copies(folder: Path, keep: int) -> None:
    """Delete all but the newest daily copies; copies made before a migration are never touched."""
    for old in sorted(folder.glob("daily-*.db"))[:-keep]:
        old.unlink()
