"""Opening the database: one owner, the newest schema."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.storage.lock import only_writer
from bot.storage.migrate import migrate
from bot.storage.sqlite import SqliteDatabase, open_sqlite

IN_THE_CHAT = "Stop it first; while it runs, an editor sends it files in the chat: /import there tells how."


@asynccontextmanager
async def open_database(
    path: Path, *, backups: Path, now: datetime, otherwise: str = IN_THE_CHAT
) -> AsyncIterator[SqliteDatabase]:
    """The migrated database, owned by this process alone while the block runs.

    Raises SecondInstance, which ends with `otherwise`, NewerDatabase, CorruptDatabase.
    """
    with only_writer(path, otherwise):
        await migrate(path, backups=backups, now=now)
        db = await open_sqlite(path, checked=True)
        try:
            yield db
        finally:
            await db.close()
