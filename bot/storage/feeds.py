"""Channels whose posts become drafts or cards."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.domain.ids import ChatRow, ImportId
from bot.storage.database import Reader, Transaction, from_ms, to_ms

Mode = Literal["off", "drafts", "cards"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Feed:
    """What becomes of a channel's posts, since when, and what became of them so far.

    `import_id` is the import that the posts of `import_day` go into: a user day in UTC.
    """

    mode: Mode
    since: datetime
    counts: Mapping[str, int]
    import_id: ImportId | None
    import_day: int | None


async def load(db: Reader, chat: ChatRow) -> Feed | None:
    """None where a chat never had one."""
    row = await db.one("SELECT * FROM feeds WHERE chat_row = ?", chat)
    if row is None:
        return None
    return Feed(row["mode"], from_ms(row["since"]), json.loads(row["counts"]), row["import_id"], row["import_day"])


async def set_mode(tx: Transaction, chat: ChatRow, mode: Mode, now: datetime) -> None:
    """What was counted before stays."""
    await tx.run(
        """
        INSERT INTO feeds (chat_row, mode, since) VALUES (?, ?, ?)
        ON CONFLICT (chat_row) DO UPDATE SET mode = excluded.mode
        """,
        chat,
        mode,
        to_ms(now),
    )


async def count(
    tx: Transaction, chat: ChatRow, more: Mapping[str, int], import_id: ImportId | None, import_day: int
) -> None:
    """Add to what became of a channel's posts; `import_id` is the import that the last post went into."""
    row = await tx.one("SELECT counts FROM feeds WHERE chat_row = ?", chat)
    counts = Counter(json.loads(row["counts"]) if row is not None else {}) + Counter(more)
    await tx.run(
        "UPDATE feeds SET counts = ?, import_id = COALESCE(?, import_id), import_day = ? WHERE chat_row = ?",
        json.dumps(counts),
        import_id,
        import_day,
        chat,
    )
