"""Channels and groups that the bot posts in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import ChatId, ChatRow, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

ChatKind = Literal["group", "supergroup", "channel"]
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
    """Add a chat, or bring one back with what Telegram says of it now; its trouble is over."""
    row = await tx.one(
        """
        INSERT INTO chats (chat_id, kind, title, username, forum, by_staff, connected_by, connected_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (chat_id) DO UPDATE SET
          kind = excluded.kind, title = excluded.title, username = excluded.username, forum = excluded.forum,
          by_staff = MAX(chats.by_staff, excluded.by_staff), disconnected_at = NULL, trouble = NULL, trouble_at = NULL
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


async def describe(tx: Transaction, row: ChatRow, *, title: str, username: str | None) -> None:
    """What Telegram calls the chat now."""
    await tx.run("UPDATE chats SET title = ?, username = ? WHERE id = ?", title, username, row)


async def move(tx: Transaction, old: int, new: int) -> bool:
    """A group became a supergroup and has another number; False where none of ours is meant."""
    changed = await tx.run(
        "UPDATE chats SET chat_id = ?, kind = 'supergroup' WHERE chat_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM chats WHERE chat_id = ?)",
        new,
        old,
        new,
    )
    await tx.run("UPDATE deliveries SET chat_id = ? WHERE chat_id = ? AND state IN ('due', 'leased')", new, old)
    return bool(changed)


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
