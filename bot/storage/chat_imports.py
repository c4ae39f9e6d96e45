"""Files that editors sent to the bot to be imported: what waits, how far each is, what became of it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import ChatFileId, ChatImportId, ImportId, LearnerId
from bot.storage.database import Reader, Row, Transaction, to_ms

Stage = Literal["waiting", "reading", "stopping", "read"]
FileState = Literal["waiting", "read", "unchanged", "fault", "stopped", "lost", "crashed"]
"""`unchanged`: these bytes were imported before; `fault`: it could not be read, or not to its end; `stopped`: its
editor wanted no more of it; `lost`: Telegram did not give it; `crashed`: the program did not survive it."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as Telegram tells of it; `size` in bytes. `album` is the same for files sent together."""

    file_id: str
    name: str
    size: int
    album: str | None = None


@dataclass(frozen=True, slots=True)
class ChatFile:
    """One of the files and what became of it.

    `fault` says in words why it was not read to its end, `fault_kind` in short: a `FaultKind` of the parser.
    """

    id: ChatFileId
    file_id: str
    name: str
    size: int
    state: FileState
    fault: str | None
    fault_kind: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ChatImport:
    """Files that are one import.

    `tries` counts how often the next file was begun, `restarted` says that one was begun more than once. `message_id`
    is the message that tells how far it is.
    """

    id: ChatImportId
    person_id: LearnerId
    album: str | None
    stage: Stage
    tries: int
    restarted: bool
    message_id: int | None
    import_id: ImportId | None
    files: tuple[ChatFile, ...]

    @property
    def next_file(self) -> ChatFile | None:
        """The first that was not read yet."""
        return next((file for file in self.files if file.state == "waiting"), None)

    @property
    def name(self) -> str:
        """What people see: the first file's name."""
        return self.files[0].name if self.files else ""

    @property
    def counts(self) -> Counter[str]:
        """Of all files together."""
        return sum((Counter(file.counts) for file in self.files), Counter())


async def add(tx: Transaction, person_id: LearnerId, file: SentFile, now: datetime) -> tuple[ChatImportId, bool]:
    """Put a file into the queue, with the rest of its album if that is not read yet; whether it is a new import."""
    known = await tx.one(
        "SELECT id FROM chat_imports WHERE person_id = ? AND album = ? AND stage IN ('waiting', 'reading')",
        person_id,
        file.album,
    )
    row = known or await tx.one(
        "INSERT INTO chat_imports (person_id, album, asked_at) VALUES (?, ?, ?) RETURNING id",
        person_id,
        file.album,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    await tx.run(
        "INSERT INTO chat_files (chat_import_id, person_id, file_id, name, size) VALUES (?, ?, ?, ?, ?)",
        row["id"],
        person_id,
        file.file_id,
        file.name,
        file.size,
    )
    return ChatImportId(row["id"]), known is None


async def load(db: Reader, chat_import_id: ChatImportId) -> ChatImport | None:
    """One import with its files; None once it is told, or its editor is forgotten."""
    row = await db.one("SELECT * FROM chat_imports WHERE id = ?", chat_import_id)
    if row is None:
        return None
    files = await db.all("SELECT * FROM chat_files WHERE chat_import_id = ? ORDER BY id", chat_import_id)
    return ChatImport(
        id=ChatImportId(row["id"]),
        person_id=LearnerId(row["person_id"]),
        album=row["album"],
        stage=row["stage"],
        tries=row["tries"],
        restarted=bool(row["restarted"]),
        message_id=row["message_id"],
        import_id=row["import_id"],
        files=tuple(map(_file, files)),
    )


async def first(db: Reader) -> ChatImport | None:
    """The one whose turn it is."""
    row = await db.one("SELECT id FROM chat_imports WHERE stage <> 'read' ORDER BY id LIMIT 1")
    return await load(db, row["id"]) if row is not None else None


async def count_ahead(db: Reader, chat_import_id: ChatImportId) -> int:
    """How many have their turn before this one."""
    row = await db.one("SELECT COUNT(*) AS ahead FROM chat_imports WHERE stage <> 'read' AND id < ?", chat_import_id)
    return int(row["ahead"]) if row is not None else 0


async def count_of(db: Reader, person_id: LearnerId) -> int:
    """How many files of somebody wait or are being read."""
    row = await db.one(
        "SELECT COUNT(*) AS files FROM chat_files AS f JOIN chat_imports AS i ON i.id = f.chat_import_id "
        "WHERE f.person_id = ? AND i.stage <> 'read'",
        person_id,
    )
    return int(row["files"]) if row is not None else 0


async def note_message(tx: Transaction, chat_import_id: ChatImportId, message_id: int | None) -> None:
    """The message that tells how far it is."""
    await tx.run("UPDATE chat_imports SET message_id = ? WHERE id = ?", message_id, chat_import_id)


async def adopt_import(tx: Transaction, job: ChatImport) -> None:
    """A program that stopped before it could note under which import it stored goes on with that."""
    await tx.run(
        "UPDATE chat_imports SET import_id = (SELECT MAX(id) FROM imports WHERE made_by = ? AND name = ? "
        "AND kind = 'file' AND finished_at IS NULL) WHERE id = ? AND import_id IS NULL",
        job.person_id,
        job.name,
        job.id,
    )


async def note_import(tx: Transaction, chat_import_id: ChatImportId, import_id: ImportId) -> None:
    """Something of it is stored, under this import."""
    await tx.run("UPDATE chat_imports SET import_id = ? WHERE id = ?", import_id, chat_import_id)


async def begin(tx: Transaction, chat_import_id: ChatImportId) -> None:
    """It is being read from now on, once more."""
    await tx.run(
        "UPDATE chat_imports SET restarted = MAX(restarted, stage = 'reading'), stage = 'reading', tries = tries + 1 "
        "WHERE id = ? AND stage IN ('waiting', 'reading')",
        chat_import_id,
    )


async def settle_file(
    tx: Transaction,
    job: ChatImport,
    file: ChatFile,
    state: FileState,
    *,
    fault: str | None = None,
    fault_kind: str | None = None,
    counts: Mapping[str, int] | None = None,
    losses: bytes | None = None,
    import_id: ImportId | None = None,
) -> None:
    """What became of a file; the import is no longer being tried in vain."""
    await tx.run(
        "UPDATE chat_files SET state = ?, fault = ?, fault_kind = ?, counts = ? WHERE id = ?",
        state,
        fault,
        fault_kind,
        json.dumps(dict(counts or {})),
        file.id,
    )
    await tx.run(
        "UPDATE chat_imports SET import_id = COALESCE(?, import_id), tries = 1 WHERE id = ?", import_id, job.id
    )
    if losses:
        # The row of the file is gone where its editor was forgotten meanwhile.
        await tx.run(
            "INSERT INTO import_losses (chat_file_id, content) SELECT id, ? FROM chat_files WHERE id = ?",
            losses,
            file.id,
        )


async def disown(tx: Transaction, import_id: ImportId) -> None:
    """Who sent the files was forgotten while they were read."""
    await tx.run("UPDATE imports SET made_by = NULL WHERE id = ?", import_id)


async def stop(tx: Transaction, person_id: LearnerId, chat_import_id: ChatImportId | None = None) -> int:
    """Stop an import of somebody, or all of theirs; how many."""
    return await tx.run(
        "UPDATE chat_imports SET stage = 'stopping' "
        "WHERE person_id = ? AND stage IN ('waiting', 'reading') AND (? IS NULL OR id = ?)",
        person_id,
        chat_import_id,
        chat_import_id,
    )


async def finish(tx: Transaction, chat_import_id: ChatImportId) -> bool:
    """Nothing more will be read; False where a file came in meanwhile."""
    return bool(
        await tx.run(
            "UPDATE chat_imports SET stage = 'read' WHERE id = ? AND (stage = 'stopping' OR NOT EXISTS ("
            "SELECT 1 FROM chat_files WHERE chat_import_id = chat_imports.id AND state = 'waiting'))",
            chat_import_id,
        )
    )


async def losses(db: Reader, chat_import_id: ChatImportId) -> list[bytes]:
    """What was dropped of each file, compressed, in their order."""
    rows = await db.all(
        "SELECT l.content FROM chat_files AS f JOIN import_losses AS l ON l.chat_file_id = f.id "
        "WHERE f.chat_import_id = ? ORDER BY f.id",
        chat_import_id,
    )
    return [row["content"] for row in rows]


async def has_losses(db: Reader, chat_import_id: ChatImportId) -> bool:
    """Whether anything was dropped."""
    row = await db.one(
        "SELECT 1 AS yes FROM chat_files AS f JOIN import_losses AS l ON l.chat_file_id = f.id "
        "WHERE f.chat_import_id = ? LIMIT 1",
        chat_import_id,
    )
    return row is not None


async def forget(tx: Transaction, chat_import_id: ChatImportId) -> None:
    """Its editor has been told."""
    await tx.run("DELETE FROM chat_imports WHERE id = ?", chat_import_id)


def _file(row: Row) -> ChatFile:
    return ChatFile(
        id=ChatFileId(row["id"]),
        file_id=row["file_id"],
        name=row["name"],
        size=row["size"],
        state=row["state"],
        fault=row["fault"],
        fault_kind=row["fault_kind"],
        counts=json.loads(row["counts"]),
    )
