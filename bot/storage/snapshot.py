"""Reading a database that may be in use, without owning it: everything as it was at one moment."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from bot.domain.errors import BadConfiguration, CorruptDatabase, NewerDatabase
from bot.storage.database import Reader
from bot.storage.migrate import read_migrations
from bot.storage.sqlite import BUSY_MS, SqliteTransaction


@asynccontextmanager
async def snapshot(path: Path) -> AsyncIterator[Reader]:
    """The database as it is now, read-only; what is written meanwhile is not seen.

    Raises BadConfiguration where there is none or it was not migrated, NewerDatabase, CorruptDatabase.
    """
    if not path.is_file():
        raise BadConfiguration(f"there is no database at {path}")
    try:
        async with aiosqlite.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
        ) as connection:
            connection.row_factory = sqlite3.Row
            await connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            await connection.execute("PRAGMA trusted_schema = OFF")
            await connection.execute("BEGIN")
            reader = SqliteTransaction(connection)
            await _refuse_other_versions(reader, path)
            yield reader
    except sqlite3.OperationalError as error:
        raise BadConfiguration(f"{path} cannot be read: {error}") from None
    except sqlite3.DatabaseError as error:
        raise CorruptDatabase(f"{path} is damaged or no SQLite database: {error}") from None


async def _refuse_other_versions(db: Reader, path: Path) -> None:
    if await db.one("SELECT 1 AS yes FROM sqlite_master WHERE name = 'schema_migrations'") is None:
        raise BadConfiguration(f"{path} is not a database of Sobes")
    row = await db.one("SELECT MAX(version) AS newest FROM schema_migrations")
    newest = row["newest"] or 0 if row is not None else 0
    known = len(read_migrations())
    if newest > known:
        raise NewerDatabase(f"{path} has schema version {newest}, this Sobes knows {known}: run the newer program")
    if newest < known:
        raise BadConfiguration(f"{path} has an older schema: run `python -m bot migrate` first")
