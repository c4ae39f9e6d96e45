"""Whether a database file is whole: its pages, its references, its schema."""

from collections.abc import Sequence
from pathlib import Path

from bot.storage.snapshot import snapshot

MOST = 20
"""Faults of one kind that are told."""


async def faults_of(path: Path) -> Sequence[str]:
    """What is wrong with the file, a line each. It is only read, and may be in use.

    Raises BadConfiguration for what cannot be read and for another schema, NewerDatabase, CorruptDatabase.
    """
    async with snapshot(path) as db:
        damage = [str(row["integrity_check"]) for row in await db.all(f"PRAGMA integrity_check({MOST})")]
        orphans = await db.all("SELECT * FROM pragma_foreign_key_check LIMIT ?", MOST)
    found = [f"damaged: {line}" for line in damage if line != "ok"]
    return [
        *found,
        *(f"row {row['rowid']} of {row['table']} names a row of {row['parent']} that is gone" for row in orphans),
    ]
