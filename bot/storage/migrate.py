"""Schema versions: numbered SQL files, each run with its record in one transaction, after a backup of the file."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiosqlite

from bot.domain.errors import BadConfiguration, NewerDatabase
from bot.storage.database import to_ms
from bot.storage.sqlite import connect_writer, copy_sqlite

MIGRATIONS = Path(__file__).parents[2] / "migrations"
_NAME = re.compile(r"(?P<version>\d{4})_(?P<what>[a-z0-9_]+)(\.(?P<engine>sqlite|postgres))?\.sql")

_RECORDS = """
CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  applied_at INTEGER NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema."""

    version: int
    name: str
    sql: str

    @property
    def digest(self) -> str:
        """Tells whether the file still is what was run."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_migrations(folder: Path = MIGRATIONS, engine: str = "sqlite") -> list[Migration]:
    """The steps for an engine, in order; raises BadConfiguration for a gap, a double or a strange name."""
    steps: dict[int, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise BadConfiguration(f"{path} is not named NNNN_what.sql")
        if name["engine"] not in (None, engine):
            continue
        version = int(name["version"])
        if version in steps:
            raise BadConfiguration(f"two migrations are numbered {version:04}")
        steps[version] = Migration(version, path.name, path.read_text("utf-8"))
    if sorted(steps) != list(range(1, len(steps) + 1)):
        raise BadConfiguration(f"the migrations in {folder} are not numbered from 0001 without a gap")
    return [steps[version] for version in sorted(steps)]


async def migrate(path: Path, *, backups: Path, now: datetime, folder: Path = MIGRATIONS) -> list[str]:
    """Bring the SQLite file to the newest version; the names of the steps that ran.

    A file that holds anything is copied to `backups` before the first step. Raises NewerDatabase, CorruptDatabase, and
    BadConfiguration where the file or the copy cannot be written.
    """
    steps = read_migrations(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = await connect_writer(path)
    try:
        await _refuse_foreign(path, connection)
        applied = await _applied(connection)
        _refuse_what_does_not_fit(path, applied, steps)
        missing = [step for step in steps if step.version not in applied]
        if missing and applied:
            _back_up(path, backups / f"{path.stem}-before-{missing[0].version:04}-{to_ms(now)}.db")
        for step in missing:
            await _run(connection, step, now)
    finally:
        await connection.close()
    return [step.name for step in missing]


def _back_up(path: Path, target: Path) -> None:
    try:
        copy_sqlite(path, target)
    except BadConfiguration as fault:
        raise BadConfiguration(f"BACKUP_DIR: no copy can be made before the migration: {fault.line}") from None


def _refuse_what_does_not_fit(path: Path, applied: dict[int, str], steps: list[Migration]) -> None:
    newest = max(applied, default=0)
    if newest > len(steps):
        raise NewerDatabase(
            f"{path} has schema version {newest}, this Sobes knows {len(steps)}: "
            "run the newer program, or put a backup back that was made before the upgrade"
        )
    for step in steps[:newest]:
        if applied.get(step.version) != step.digest:
            raise NewerDatabase(f"{path}: migration {step.name} differs from the one that made this database")


async def _refuse_foreign(path: Path, connection: aiosqlite.Connection) -> None:
    """A file with tables but without our records is another program's: nothing is written to it."""
    rows = await connection.execute_fetchall("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row[0] for row in rows}
    if tables and "schema_migrations" not in tables:
        raise BadConfiguration(f"DATABASE_URL: {path} is the database of another program")


async def _applied(connection: aiosqlite.Connection) -> dict[int, str]:
    await connection.execute(_RECORDS)
    rows = await connection.execute_fetchall("SELECT version, digest FROM schema_migrations")
    return {row[0]: row[1] for row in rows}


async def _run(connection: aiosqlite.Connection, step: Migration, now: datetime) -> None:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in split_statements(step.sql):
            await connection.execute(statement)
        await connection.execute(
            "INSERT INTO schema_migrations (version, name, digest, applied_at) VALUES (?, ?, ?, ?)",
            (step.version, step.name, step.digest, to_ms(now)),
        )
        await connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            await connection.execute("ROLLBACK")
        raise


def split_statements(sql: str) -> Iterator[str]:
    """The statements of a script, so that they can run inside one transaction (executescript would commit first)."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip() and not all(line.startswith("--") for line in statement.strip().splitlines()):
        yield statement
