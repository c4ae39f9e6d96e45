"""The SQLite engine: one read-write connection with group commit, and readers that cannot write.

Exactly one connection writes: SQLite before 3.51.3 can corrupt a WAL file that two connections write
(sqlite.org/wal.html#walresetbug).
"""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from bot.domain.errors import BadConfiguration, CorruptDatabase, SecondInstance
from bot.storage.database import Row, T, Transaction, Unavailable, Value

log = logging.getLogger(__name__)

READERS = 2
UNITS_A_COMMIT = 64
BUSY_MS = 5_000
STATEMENTS_KEPT = 256

# Primary result codes after which the same write may succeed: https://www.sqlite.org/rescode.html
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(slots=True)
class _Job:
    """A unit of work and who waits for it."""

    unit: Callable[[Transaction], Awaitable[Any]]
    done: asyncio.Future[Any]
    result: Any = None


class SqliteTransaction:
    """The read-write connection, lent to one unit at a time."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def one(self, sql: str, *values: Value) -> Row | None:
        return _first(await self._connection.execute_fetchall(sql, values))

    async def all(self, sql: str, *values: Value) -> Sequence[Row]:
        return list(await self._connection.execute_fetchall(sql, values))

    async def run(self, sql: str, *values: Value) -> int:
        return (await self._connection.execute(sql, values)).rowcount

    async def many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        if rows:
            await self._connection.executemany(sql, rows)


class SqliteDatabase:
    """See `Database`. Made by `open_sqlite`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, readers: Iterable[aiosqlite.Connection]) -> None:
        self.path = path
        self._writer = writer
        self._readers = list(readers)
        self._free: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in self._readers:
            self._free.put_nowait(reader)
        self._waiting: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._closing = False
        # The writer belongs to the database, not to a task group: close() ends it after the last unit.
        self._draining = asyncio.get_running_loop().create_task(self._drain(), name="sqlite-writer")

    async def one(self, sql: str, *values: Value) -> Row | None:
        return _first(await self.all(sql, *values))

    async def all(self, sql: str, *values: Value) -> Sequence[Row]:
        reader = await self._free.get()
        try:
            return list(await reader.execute_fetchall(sql, values))
        except sqlite3.Error as error:
            raise _meaning(error, self.path) from error
        finally:
            self._free.put_nowait(reader)

    async def write(self, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        if self._closing:
            raise RuntimeError("the database is closed")
        if asyncio.current_task() is self._draining:
            raise RuntimeError("a unit wrote through the database: it would wait for itself")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Job(unit, done))
        return await done

    async def backup(self, target: Path) -> None:
        await asyncio.to_thread(copy_sqlite, self.path, target)

    async def close(self) -> None:
        self._closing = True
        self._waiting.put_nowait(None)
        await self._draining
        for reader in self._readers:
            await reader.close()
        with suppress(sqlite3.Error):
            await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        await self._writer.close()

    async def _drain(self) -> None:
        try:
            while (first := await self._waiting.get()) is not None:
                if await self._commit(first):
                    return
        finally:
            # Also when the writer itself is cancelled: nobody may wait for a unit that will never run.
            self._closing = True
            while not self._waiting.empty():
                if (left := self._waiting.get_nowait()) is not None:
                    _settle(left.done, error=RuntimeError("the database is closed"))

    async def _commit(self, job: _Job) -> bool:
        """Run what waits in one transaction, then answer everybody; True when the database is to be closed."""
        batch = [job]
        last = False
        # A unit that shares its commit with nobody needs no savepoint: that is two of its trips to the thread.
        alone = self._waiting.empty()
        try:
            await self._writer.execute("BEGIN IMMEDIATE")
            stands = await self._run_unit(job, alone=alone)
            while not alone and not last and len(batch) < UNITS_A_COMMIT and not self._waiting.empty():
                following = self._waiting.get_nowait()
                if following is None:
                    last = True
                else:
                    batch.append(following)
                    await self._run_unit(following)
            if stands:
                await self._writer.execute("COMMIT")
        except (sqlite3.Error, Unavailable) as error:
            await self._roll_back()
            for each in batch:
                _settle(each.done, error=_why_not_committed(error, self.path))
        except BaseException:
            for each in batch:
                each.done.cancel()
            raise
        else:
            for each in batch:
                _settle(each.done, each.result)
        return last

    async def _run_unit(self, job: _Job, *, alone: bool = False) -> bool:
        """Run one unit; False where it failed and, being `alone`, took the whole transaction back."""
        if job.done.done():
            return True
        if not alone:
            await self._writer.execute("SAVEPOINT unit")
        try:
            job.result = await job.unit(SqliteTransaction(self._writer))
        except BaseException as error:
            # Whatever a unit raises is its caller's; the others of this commit go on.
            _settle(job.done, error=_meaning(error, self.path))
            if not self._writer.in_transaction:
                raise Unavailable("SQLite ended the transaction") from error
            await self._writer.execute("ROLLBACK" if alone else "ROLLBACK TO unit")
            if not alone:
                await self._writer.execute("RELEASE unit")
            if not isinstance(error, Exception | asyncio.CancelledError) or self._draining.cancelling():
                raise
            return not alone
        if not alone:
            await self._writer.execute("RELEASE unit")
        return True

    async def _roll_back(self) -> None:
        if self._writer.in_transaction:
            with suppress(sqlite3.Error):
                await self._writer.execute("ROLLBACK")


async def open_sqlite(path: Path, *, checked: bool = False) -> SqliteDatabase:
    """Open the file, made where it is missing; the schema is migrate's business. Raises CorruptDatabase.

    `checked` says that `connect_writer` has looked through the whole file just now.
    """
    await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
    writer = await connect_writer(path, checked=checked)
    readers = []
    for _ in range(READERS):
        reader = await aiosqlite.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            isolation_level=None,
            cached_statements=STATEMENTS_KEPT,
        )
        reader.row_factory = sqlite3.Row
        await reader.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        readers.append(reader)
    return SqliteDatabase(path, writer, readers)


async def connect_writer(path: Path, *, checked: bool = False) -> aiosqlite.Connection:
    """The read-write connection with the settings that durability rests on; unless `checked`, the file is sound.

    Raises CorruptDatabase, SecondInstance where another program holds the file, BadConfiguration for a file that
    cannot be opened or written.
    """
    try:
        writer = await aiosqlite.connect(path, isolation_level=None, cached_statements=STATEMENTS_KEPT)
    except sqlite3.Error as error:
        raise _opening_fault(error, path) from error
    writer.row_factory = sqlite3.Row
    try:
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "secure_delete = ON",  # what somebody had erased is gone from the file too
        ):
            await writer.execute(f"PRAGMA {pragma}")
        if not checked:
            rows = list(await writer.execute_fetchall("PRAGMA quick_check(1)"))
            if rows[0][0] != "ok":
                raise sqlite3.DatabaseError(rows[0][0])
    except sqlite3.Error as error:
        await writer.close()
        raise _opening_fault(error, path) from error
    return writer


def copy_sqlite(path: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use, checked before it gets its name.

    Raises CorruptDatabase, and BadConfiguration where the copy cannot be written.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _vacuum_into(path, unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise BadConfiguration(f"{target} cannot be written: {error.strerror}") from None
    except sqlite3.OperationalError as error:
        raise BadConfiguration(f"{path} cannot be copied to {target}: {error}") from None
    except sqlite3.DatabaseError as error:
        raise CorruptDatabase(f"{path} is damaged or no SQLite database: {error}") from None
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _vacuum_into(path: Path, unfinished: Path) -> None:
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        source.execute("VACUUM INTO ?", (str(unfinished),))
    finally:
        source.close()
    copy = sqlite3.connect(unfinished)
    try:
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise CorruptDatabase(f"the copy of {path} failed its check: {verdict}")


def _opening_fault(error: sqlite3.Error, path: Path) -> Exception:
    if not isinstance(error, sqlite3.OperationalError):
        return CorruptDatabase(f"{path} is damaged or no SQLite database: {error}. Put a backup back.")
    if _primary(error) == sqlite3.SQLITE_BUSY:
        return SecondInstance(f"another program has locked {path}: close it first")
    return BadConfiguration(f"DATABASE_URL: {path} cannot be used: {error}")


def _meaning(error: BaseException, path: Path) -> BaseException:
    """What SQLite's error says to the program; anything else stays what it is."""
    if not isinstance(error, sqlite3.Error):
        return error
    if _primary(error) in _DAMAGED:
        return CorruptDatabase(f"{path} is damaged: {error}. Put a backup back.")
    return Unavailable(str(error)) if _primary(error) in _PASSING else error


def _why_not_committed(error: Exception, path: Path) -> BaseException:
    meaning = _meaning(error, path)
    return meaning if isinstance(meaning, CorruptDatabase) else Unavailable(str(error))


def _primary(error: sqlite3.Error) -> int:
    """The primary result code; -1 for an error that did not come from SQLite itself."""
    return int(getattr(error, "sqlite_errorcode", -1)) & 0xFF


def _first(rows: Iterable[Any]) -> Row | None:
    return next(iter(rows), None)


def _settle(done: asyncio.Future[Any], result: object = None, error: BaseException | None = None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(result)
    elif isinstance(error, asyncio.CancelledError):
        done.cancel()
    else:
        done.set_exception(error)
