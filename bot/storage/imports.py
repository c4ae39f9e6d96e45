"""What was taken in, when and by whom, and which files need not be read again."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import ImportId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Kind = Literal["file", "forward", "channel"]


@dataclass(frozen=True, slots=True)
class Import:
    """One taking in of files or posts. `made_by` is None for the command line, and for people who were forgotten.

    `counts` tells how many of each outcome there were (see `bot/services/importing.py`), once it is finished.
    """

    id: ImportId
    kind: Kind
    name: str
    made_by: LearnerId | None
    started_at: datetime
    finished_at: datetime | None
    counts: Mapping[str, int]


async def begin(tx: Transaction, kind: Kind, name: str, made_by: LearnerId | None, now: datetime) -> ImportId:
    """A new import."""
    row = await tx.one(
        "INSERT INTO imports (kind, name, made_by, started_at) VALUES (?, ?, ?, ?) RETURNING id",
        kind,
        name,
        made_by,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return ImportId(row["id"])


async def finish(tx: Transaction, import_id: ImportId, counts: Mapping[str, int], now: datetime) -> None:
    """What became of an import; what it had found before it was taken up again is added."""
    row = await tx.one("SELECT counts FROM imports WHERE id = ?", import_id)
    together = Counter(json.loads(row["counts"]) if row is not None else {}) + Counter(counts)
    await tx.run(
        "UPDATE imports SET counts = ?, finished_at = ? WHERE id = ?", json.dumps(together), to_ms(now), import_id
    )


async def load(db: Reader, import_id: ImportId) -> Import | None:
    """An import by its number."""
    row = await db.one("SELECT * FROM imports WHERE id = ?", import_id)
    return _import(row) if row is not None else None


async def latest(db: Reader, limit: int) -> list[Import]:
    """The last imports, the newest first."""
    return [_import(row) for row in await db.all("SELECT * FROM imports ORDER BY id DESC LIMIT ?", limit)]


async def note_file(
    tx: Transaction, import_id: ImportId | None, name: str, digest: str, parser_version: int, counts: Mapping[str, int]
) -> None:
    """A file was read to its end by this parser; `digest` tells its bytes from others."""
    await tx.run(
        "INSERT INTO import_files (import_id, name, digest, parser_version, counts) VALUES (?, ?, ?, ?, ?)",
        import_id,
        name,
        digest,
        parser_version,
        json.dumps(dict(counts)),
    )


async def is_known(db: Reader, digest: str, parser_version: int) -> bool:
    """Whether the newest file of some name had these bytes and was read by this parser."""
    row = await db.one(
        """
        SELECT 1 AS yes FROM import_files AS f
        WHERE f.digest = ? AND f.parser_version = ?
          AND NOT EXISTS (
            SELECT 1 FROM import_files AS n WHERE n.name = f.name AND n.id > f.id AND n.digest <> f.digest)
        LIMIT 1
        """,
        digest,
        parser_version,
    )
    return row is not None


async def any_waits(db: Reader, digest: str) -> bool:
    """Whether a complete draft still waits of an import that read a file of these bytes."""
    row = await db.one(
        """
        SELECT 1 AS yes FROM import_files AS f JOIN drafts AS d ON d.import_id = f.import_id
        WHERE f.digest = ? AND d.state = 'waiting' AND d.kind <> 'outline' AND d.kind IN ('qa', 'article')
        LIMIT 1
        """,
        digest,
    )
    return row is not None


def _import(row: Row) -> Import:
    return Import(
        id=ImportId(row["id"]),
        kind=row["kind"],
        name=row["name"],
        made_by=row["made_by"],
        started_at=from_ms(row["started_at"]),
        finished_at=from_ms(row["finished_at"]) if row["finished_at"] is not None else None,
        counts=json.loads(row["counts"]),
    )
