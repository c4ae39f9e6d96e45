"""What staff read about posts: their reach and votes, and what learners reported about cards."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CardId, ChatRow, PublicationId
from bot.domain.tally import Tally, tally
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

# Cards of chats that others connected are their business.
_OF_STAFF = "(c.owner IS NULL OR c.owner IN (SELECT chat_id FROM chats WHERE by_staff = 1))"

_POSTS = """
SELECT p.id, p.sent_at, p.card_id, p.options, p.totals, chats.title, c.question,
       (SELECT COUNT(*) FROM publication_readers AS r WHERE r.publication_id = p.id) AS readers
FROM publications AS p JOIN chats ON chats.id = p.chat_row LEFT JOIN cards AS c ON c.id = p.card_id
"""


@dataclass(frozen=True, slots=True)
class PostFigures:
    """A post that was sent. `readers` is how many came from it to study its card; `tally` is None without a quiz."""

    id: PublicationId
    sent_at: datetime
    chat: str
    card_id: CardId | None
    question: str | None
    readers: int
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class ReportedCard:
    """A card with the complaints that stand about it, by reason; `newest` numbers the last of them."""

    card_id: CardId
    question: str
    reasons: tuple[tuple[str, int], ...]
    newest: int


async def posts(db: Reader, before: int, limit: int, *, of_all: bool) -> list[PostFigures]:
    """Sent posts whose number is below `before`, the latest first; only in chats of staff unless `of_all`."""
    rows = await db.all(
        f"{_POSTS} WHERE p.sent_at IS NOT NULL AND p.id < ? AND (? OR chats.by_staff = 1) ORDER BY p.id DESC LIMIT ?",
        before,
        int(of_all),
        limit,
    )
    return [_figures(row) for row in rows]


async def posts_of_chat(db: Reader, chat: ChatRow, before: int, limit: int) -> list[PostFigures]:
    """The same of one chat."""
    rows = await db.all(
        f"{_POSTS} WHERE p.chat_row = ? AND p.sent_at IS NOT NULL AND p.id < ? ORDER BY p.id DESC LIMIT ?",
        chat,
        before,
        limit,
    )
    return [_figures(row) for row in rows]


async def voted_since(db: Reader, since: datetime, *, of_all: bool) -> list[PostFigures]:
    """Posts since then that have votes and whose card is still asked."""
    rows = await db.all(
        f"{_POSTS} WHERE p.sent_at >= ? AND p.totals IS NOT NULL AND c.retired_at IS NULL "
        "AND (? OR chats.by_staff = 1) ORDER BY p.sent_at",
        to_ms(since),
        int(of_all),
    )
    return [_figures(row) for row in rows]


async def recalled(db: Reader, card_id: CardId, since: datetime) -> tuple[int, int]:
    """How often learners rated this card themselves since then, and how many of those times they recalled it.

    Of a learner's answers on one day only the first counts (G10).
    """
    row = await db.one(
        """
        SELECT COUNT(*) AS answers, COUNT(CASE WHEN r.rating > 1 THEN 1 END) AS recalled FROM reviews AS r
        WHERE r.card_id = ? AND r.at >= ? AND r.mode = 'self' AND r.undone_at IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM reviews AS e
            WHERE e.learner_id = r.learner_id AND e.concept_id = r.concept_id AND e.day = r.day AND e.id < r.id
              AND e.undone_at IS NULL)
        """,
        card_id,
        to_ms(since),
    )
    return (row["answers"], row["recalled"]) if row is not None else (0, 0)


async def reported(db: Reader, before: int, limit: int) -> list[ReportedCard]:
    """Cards with complaints that stand, that with the newest first; only those whose newest is below `before`."""
    rows = await db.all(
        f"""
        SELECT r.card_id, c.question, MAX(r.id) AS newest
        FROM reports AS r JOIN cards AS c ON c.id = r.card_id
        WHERE r.dismissal IS NULL AND c.retired_at IS NULL AND {_OF_STAFF}
        GROUP BY r.card_id, c.question HAVING MAX(r.id) < ? ORDER BY newest DESC LIMIT ?
        """,  # noqa: S608 - made of constants
        before,
        limit,
    )
    return [
        ReportedCard(row["card_id"], row["question"], await _reasons(db, row["card_id"]), row["newest"]) for row in rows
    ]


async def stand(db: Reader, card_id: CardId, newest: int) -> bool:
    """Whether there are complaints about a card up to the one numbered `newest`."""
    row = await db.one(
        "SELECT 1 AS yes FROM reports WHERE card_id = ? AND dismissal IS NULL AND id <= ? LIMIT 1", card_id, newest
    )
    return row is not None


async def dismiss(tx: Transaction, card_id: CardId, newest: int, entry: int) -> None:
    """Those complaints are dealt with, as this line of the audit log says."""
    await tx.run(
        "UPDATE reports SET dismissal = ? WHERE card_id = ? AND dismissal IS NULL AND id <= ?", entry, card_id, newest
    )


async def last_dismissal(db: Reader) -> tuple[int, CardId] | None:
    """The line of the audit log by which complaints were dismissed last and still are, and about which card."""
    row = await db.one(
        "SELECT dismissal, card_id FROM reports WHERE dismissal IS NOT NULL ORDER BY dismissal DESC LIMIT 1"
    )
    return (row["dismissal"], row["card_id"]) if row is not None else None


async def reopen(tx: Transaction, entry: int) -> bool:
    """Complaints dismissed by that line stand again; False where there are none."""
    return bool(await tx.run("UPDATE reports SET dismissal = NULL WHERE dismissal = ?", entry))


async def _reasons(db: Reader, card_id: CardId) -> tuple[tuple[str, int], ...]:
    rows = await db.all(
        "SELECT reason, COUNT(*) AS count FROM reports WHERE card_id = ? AND dismissal IS NULL "
        "GROUP BY reason ORDER BY count DESC, reason",
        card_id,
    )
    return tuple((row["reason"], row["count"]) for row in rows)


def _figures(row: Row) -> PostFigures:
    shown = json.loads(row["options"]) if row["options"] else None
    totals = json.loads(row["totals"]) if row["totals"] else None
    return PostFigures(
        id=row["id"],
        sent_at=from_ms(row["sent_at"]),
        chat=row["title"],
        card_id=row["card_id"],
        question=row["question"],
        readers=row["readers"],
        tally=tally(shown["texts"], shown["right"], totals or [0] * len(shown["texts"])) if shown else None,
    )
