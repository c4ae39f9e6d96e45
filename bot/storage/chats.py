"""Channels and groups that the bot posts in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.chats import ChatKind
from bot.domain.ids import ChatId, ChatRow, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

Trouble = Literal["rights", "gone"]
"""The bot lacks a right that it needs there; the chat is no more, or the bot was removed from it."""


@dataclass(frozen=True, slots=True)
class ConnectedChat:
    """A chat as Telegram last described it. `by_staff` tells chats of the bot's own staff from those of others."""

    row: ChatRow
    chat_id: ChatId
    kind: ChatKind
    title: str
    username: str | None
    forum: bool
    by_staff: bool
    connected_by: LearnerId | None
    trouble: Trouble | None = None
    trouble_at: datetime | None = None
    disconnected: bool = False


async def connect(
    tx: Transaction,
    *,
    chat_id: ChatId,
    kind: ChatKind,
    title: str,
    username: str | None,
    forum: bool,
    by_staff: bool,
    by: LearnerId,
    now: datetime,
) -> ChatRow:
    """Add a chat, or bring one back with what Telegram says of it now; its trouble is over.

    One that was disconnected belongs to who brings it back; one that is connected stays whose it is.
    """
    row = await tx.one(
        """
        INSERT INTO chats (chat_id, kind, title, username, forum, by_staff, connected_by, connected_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (chat_id) DO UPDATE SET
          kind = excluded.kind, title = excluded.title, username = excluded.username, forum = excluded.forum,
          by_staff = CASE WHEN chats.disconnected_at IS NULL
            THEN MAX(chats.by_staff, excluded.by_staff) ELSE excluded.by_staff END,
          connected_by = CASE WHEN chats.disconnected_at IS NULL
            THEN COALESCE(chats.connected_by, excluded.connected_by) ELSE excluded.connected_by END,
          disconnected_at = NULL, trouble = NULL, trouble_at = NULL
        RETURNING id
        """,
        chat_id,
        kind,
        title,
        username,
        int(forum),
        int(by_staff),
        by,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return ChatRow(row["id"])


async def load(db: Reader, row: ChatRow) -> ConnectedChat | None:
    """A chat by its row number, a disconnected one too."""
    found = await db.one("SELECT * FROM chats WHERE id = ?", row)
    return _chat(found) if found is not None else None


async def by_chat_id(db: Reader, chat_id: int) -> ConnectedChat | None:
    """A chat by Telegram's number, a disconnected one too."""
    found = await db.one("SELECT * FROM chats WHERE chat_id = ?", chat_id)
    return _chat(found) if found is not None else None


async def connected(db: Reader) -> Sequence[ConnectedChat]:
    """All chats that are connected, the first connected first."""
    return [_chat(row) for row in await db.all("SELECT * FROM chats WHERE disconnected_at IS NULL ORDER BY id")]


async def of_person(db: Reader, person_id: LearnerId, limit: int) -> Sequence[ConnectedChat]:
    """Connected chats that somebody connected, or made a schedule of, the newest first."""
    rows = await db.all(
        """
        SELECT * FROM chats WHERE disconnected_at IS NULL
        AND (connected_by = ? OR id IN (SELECT chat_row FROM schedules WHERE made_by = ?)) ORDER BY id DESC LIMIT ?
        """,
        person_id,
        person_id,
        limit,
    )
    return [_chat(row) for row in rows]


async def reconnect(tx: Transaction, row: ChatRow) -> None:
    """Undo a disconnection."""
    await tx.run("UPDATE chats SET disconnected_at = NULL WHERE id = ?", row)


async def disconnect(tx: Transaction, row: ChatRow, now: datetime) -> None:
    """Post nothing there any more; what was posted stays known."""
    await tx.run("UPDATE chats SET disconnected_at = ? WHERE id = ?", to_ms(now), row)


async def set_trouble(tx: Transaction, row: ChatRow, trouble: Trouble | None, now: datetime) -> bool:
    """Note why nothing can be posted, or with None that it can again; False where that was known."""
    changed = await tx.run(
        "UPDATE chats SET trouble = ?, trouble_at = ? WHERE id = ? AND trouble IS NOT ?",
        trouble,
        to_ms(now) if trouble else None,
        row,
        trouble,
    )
    return bool(changed)


async def describe(tx: Transaction, row: ChatRow, *, title: str, username: str | None, forum: bool) -> None:
    """What Telegram calls the chat now, and whether it is a forum."""
    await tx.run("UPDATE chats SET title = ?, username = ?, forum = ? WHERE id = ?", title, username, int(forum), row)


async def move(tx: Transaction, old: int, new: int) -> bool:
    """A group became a supergroup and has another number; False where none of ours is meant.

    Where the supergroup was connected before this was known, it takes over what the group had.
    """
    known = await by_chat_id(tx, new)
    if known is None:
        changed = await tx.run("UPDATE chats SET chat_id = ?, kind = 'supergroup' WHERE chat_id = ?", new, old)
    else:
        changed = await _merge(tx, old, known.row)
    await tx.run("UPDATE deliveries SET chat_id = ? WHERE chat_id = ? AND state IN ('due', 'leased')", new, old)
    await tx.run("UPDATE cards SET owner = ? WHERE owner = ?", new, old)
    return bool(changed)


async def _merge(tx: Transaction, old: int, into: ChatRow) -> int:
    group = await by_chat_id(tx, old)
    if group is None or group.row == into:
        return 0
    for table, column in (("schedules", "chat_row"), ("publications", "chat_row"), ("decks", "deck_chat")):
        await tx.run(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", into, group.row)  # noqa: S608 - named above
    await tx.run("UPDATE chats SET by_staff = MAX(by_staff, ?) WHERE id = ?", int(group.by_staff), into)
    return await tx.run("DELETE FROM chats WHERE id = ?", group.row)


def _chat(row: Row) -> ConnectedChat:
    return ConnectedChat(
        row=row["id"],
        chat_id=row["chat_id"],
        kind=row["kind"],
        title=row["title"],
        username=row["username"],
        forum=bool(row["forum"]),
        by_staff=bool(row["by_staff"]),
        connected_by=row["connected_by"],
        trouble=row["trouble"],
        trouble_at=from_ms(row["trouble_at"]) if row["trouble_at"] is not None else None,
        disconnected=row["disconnected_at"] is not None,
    )
