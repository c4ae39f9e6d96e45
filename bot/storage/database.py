"""The seam between the program and its database: a unit of work over a transaction, and plain reads.

SQL is written for both engines: `?` for values, `ON CONFLICT`, `RETURNING`, no dialect words.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

Value = int | float | str | bytes | None
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Unavailable(Exception):
    """Nothing can be stored now (disk full, file locked by another program): the same may work a little later."""


class Row(Protocol):
    """One row; columns by name."""

    def __getitem__(self, name: str, /) -> Any: ...


class Reader(Protocol):
    """What can be asked of a database."""

    async def one(self, sql: str, *values: Value) -> Row | None:
        """The first row, or None."""
        ...

    async def all(self, sql: str, *values: Value) -> Sequence[Row]:
        """Every row."""
        ...


class Transaction(Reader, Protocol):
    """A unit's hold on the database. Never kept across the network, never used after the unit returns."""

    async def run(self, sql: str, *values: Value) -> int:
        """Execute a statement; the number of rows it changed."""
        ...

    async def many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Execute a statement once for each row of values."""
        ...


class Database(Reader, Protocol):
    """An open database. Reads see what is committed."""

    async def write(self, unit: Callable[[Transaction], Awaitable[T]]) -> T:
        """Run `unit` in a transaction and return its result once that is durable.

        An exception undoes the unit alone and is raised here. Units run one after another, never at once, and must
        not write through the database themselves. A caller that is cancelled takes its unit back where it has not
        begun; otherwise it is committed all the same. Raises Unavailable, and CorruptDatabase.
        """
        ...

    async def backup(self, target: Path) -> None:
        """Write a consistent, checked copy to `target`, which must not exist; raises CorruptDatabase."""
        ...

    async def close(self) -> None:
        """Finish the units that wait, then let the file go."""
        ...


def to_ms(instant: datetime) -> int:
    """UTC milliseconds of an aware instant, rounded down."""
    return (instant - EPOCH) // timedelta(milliseconds=1)


def from_ms(value: int) -> datetime:
    """The aware UTC instant of stored milliseconds."""
    return EPOCH + timedelta(milliseconds=value)
