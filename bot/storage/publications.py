"""Publications: one row for each moment of a schedule that has come, and for each post made by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.delivery import Kind
from bot.domain.ids import CardId, ChatRow, PublicationId, ScheduleId
from bot.storage import deliveries
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

PublicationState = Literal["planned", "sent", "unknown", "expired", "skipped", "empty", "failed", "removed"]
"""What became of a moment.

`unknown`: Telegram never answered, a person is asked. `expired`: its time was over before it could be sent.
`skipped`: nobody wanted it sent. `empty`: there was no card left. `removed`: sent, and taken away by the rule.
"""

Form = Literal["quiz", "spoiler", "question"]
POSTED = ("planned", "sent", "unknown", "removed")
"""States in which the chat has seen the card, may have, or will at once."""

REFUSED = "refused"
"""How `Publication.reason` begins where the post itself was refused: of this bot, or of Telegram."""

MOST_CORRECTED = 50
"""The newest posts of one card that are drawn anew when it changes."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A post, or why there is none.

    `slot` is the schedule's local date and time, or begins with `hand-`. `revision`, `form`, `options` and `right`
    (the place of the right option) tell what was posted last, or was about to be; `totals` are votes per option.
    """

    id: PublicationId
    key: str
    schedule_id: ScheduleId
    chat: ChatRow
    slot: str
    due_at: datetime
    state: PublicationState
    reason: str | None = None
    card_id: CardId | None = None
    revision: int | None = None
    form: Form | None = None
    message_id: int | None = None
    reveal_message_id: int | None = None
    poll_id: str | None = None
    options: tuple[str, ...] | None = None
    right: int | None = None
    totals: tuple[int, ...] | None = None
    sent_at: datetime | None = None
    reported_at: datetime | None = None


async def insert(
    tx: Transaction,
    *,
    key: str,
    schedule_id: ScheduleId,
    chat: ChatRow,
    slot: str,
    due_at: datetime,
    state: PublicationState,
    card_id: CardId | None = None,
    reason: str | None = None,
) -> PublicationId | None:
    """Add a publication; None where the schedule has one for this slot already."""
    row = await tx.one(
        """
        INSERT INTO publications (key, schedule_id, chat_row, slot, due_at, state, card_id, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (schedule_id, slot) DO NOTHING RETURNING id
        """,
        key,
        schedule_id,
        chat,
        slot,
        to_ms(due_at),
        state,
        card_id,
        reason,
    )
    return PublicationId(row["id"]) if row is not None else None


async def load(db: Reader, publication_id: PublicationId) -> Publication | None:
    """A publication by its row number."""
    row = await db.one("SELECT * FROM publications WHERE id = ?", publication_id)
    return _publication(row) if row is not None else None


async def of_slot(db: Reader, schedule_id: ScheduleId, slot: str) -> Publication | None:
    """The publication of one slot of a schedule."""
    row = await db.one("SELECT * FROM publications WHERE schedule_id = ? AND slot = ?", schedule_id, slot)
    return _publication(row) if row is not None else None


async def slots_since(db: Reader, schedule_id: ScheduleId, since: datetime) -> frozenset[str]:
    """The slots of a schedule that were due since then, and so have come."""
    rows = await db.all(
        "SELECT slot FROM publications WHERE schedule_id = ? AND due_at >= ?", schedule_id, to_ms(since)
    )
    return frozenset(row["slot"] for row in rows)


async def by_key(db: Reader, key: str) -> Publication | None:
    """The publication that a link `p_<key>` names."""
    row = await db.one("SELECT * FROM publications WHERE key = ?", key)
    return _publication(row) if row is not None else None


async def by_poll(db: Reader, poll_id: str) -> Publication | None:
    """The publication whose quiz has this number at Telegram."""
    row = await db.one("SELECT * FROM publications WHERE poll_id = ?", poll_id)
    return _publication(row) if row is not None else None


async def stands_in(db: Reader, chat: ChatRow, message_id: int) -> bool:
    """Whether a message of a chat is a post of the bot's, or the answer to one."""
    row = await db.one(
        "SELECT 1 AS yes FROM publications WHERE chat_row = ? AND ? IN (message_id, reveal_message_id) LIMIT 1",
        chat,
        message_id,
    )
    return row is not None


async def of_chat(db: Reader, chat: ChatRow, since: datetime, limit: int) -> Sequence[Publication]:
    """A chat's publications of every kind that were due since then, the latest first."""
    rows = await db.all(
        "SELECT * FROM publications WHERE chat_row = ? AND due_at >= ? ORDER BY due_at DESC, id DESC LIMIT ?",
        chat,
        to_ms(since),
        limit,
    )
    return [_publication(row) for row in rows]


async def note_attempt(
    tx: Transaction,
    publication_id: PublicationId,
    *,
    card_id: CardId,
    revision: int,
    form: Form,
    options: Sequence[str] | None = None,
    right: int | None = None,
) -> None:
    """Write down what is about to be posted: whatever happens then, this is known."""
    await tx.run(
        "UPDATE publications SET card_id = ?, revision = ?, form = ?, options = ? WHERE id = ?",
        card_id,
        revision,
        form,
        None if options is None else json.dumps({"texts": list(options), "right": right}, ensure_ascii=False),
        publication_id,
    )


async def settle_sent(
    tx: Transaction, publication_id: PublicationId, now: datetime, message_id: int | None, poll_id: str | None = None
) -> None:
    """It is in the chat; without a `message_id` only because a person says so."""
    await tx.run(
        "UPDATE publications SET state = 'sent', reason = NULL, message_id = ?, poll_id = COALESCE(?, poll_id), "
        "sent_at = ? WHERE id = ?",
        message_id,
        poll_id,
        to_ms(now),
        publication_id,
    )


async def settle(
    tx: Transaction, publication_id: PublicationId, state: PublicationState, reason: str | None = None
) -> None:
    """Record any other end, or with `planned` a new beginning."""
    await tx.run("UPDATE publications SET state = ?, reason = ? WHERE id = ?", state, reason, publication_id)


async def set_revealed(tx: Transaction, publication_id: PublicationId, message_id: int) -> None:
    """The message in which the answer begins."""
    await tx.run("UPDATE publications SET reveal_message_id = ? WHERE id = ?", message_id, publication_id)


async def set_revision(tx: Transaction, publication_id: PublicationId, revision: int) -> None:
    """The post shows this revision of its card now."""
    await tx.run("UPDATE publications SET revision = ? WHERE id = ?", revision, publication_id)


async def set_totals(tx: Transaction, publication_id: PublicationId, totals: Sequence[int]) -> None:
    """Votes per option, in the order of `options`, as Telegram counts them."""
    await tx.run("UPDATE publications SET totals = ? WHERE id = ?", json.dumps(list(totals)), publication_id)


async def unreported(db: Reader, limit: int) -> Sequence[Publication]:
    """Moments at which nothing was posted, of which nobody has been told yet."""
    rows = await db.all(
        "SELECT * FROM publications WHERE reported_at IS NULL AND state IN ('expired', 'empty', 'failed') "
        "ORDER BY schedule_id, due_at LIMIT ?",
        limit,
    )
    return [_publication(row) for row in rows]


async def set_reported(tx: Transaction, publication_id: PublicationId, now: datetime) -> None:
    """Somebody is told of it."""
    await tx.run("UPDATE publications SET reported_at = ? WHERE id = ?", to_ms(now), publication_id)


async def reported(db: Reader, schedule_id: ScheduleId, at: datetime) -> Sequence[Publication]:
    """What one word to those who run a schedule is about, in the order of time."""
    rows = await db.all(
        "SELECT * FROM publications WHERE schedule_id = ? AND reported_at = ? ORDER BY due_at, id",
        schedule_id,
        to_ms(at),
    )
    return [_publication(row) for row in rows]


async def before(db: Reader, publication: Publication) -> Publication | None:
    """What came before in the same schedule."""
    row = await db.one(
        "SELECT * FROM publications WHERE schedule_id = ? AND (due_at < ? OR (due_at = ? AND id < ?)) "
        "ORDER BY due_at DESC, id DESC LIMIT 1",
        publication.schedule_id,
        to_ms(publication.due_at),
        to_ms(publication.due_at),
        publication.id,
    )
    return _publication(row) if row is not None else None


async def forget_future(tx: Transaction, schedule_id: ScheduleId, now: datetime) -> None:
    """Drop moments that a clock which ran ahead took for missed."""
    await tx.run(
        "DELETE FROM publications WHERE schedule_id = ? AND due_at > ? AND state IN ('expired', 'empty')",
        schedule_id,
        to_ms(now),
    )


async def plan_corrections(tx: Transaction, card_id: CardId, revision: int, now: datetime) -> None:
    """A card has a new revision: its newest posts are to be drawn anew. A quiz cannot be edited."""
    rows = await tx.all(
        "SELECT p.id, s.chat_id FROM publications AS p JOIN chats AS s ON s.id = p.chat_row "
        "WHERE p.card_id = ? AND p.state = 'sent' AND p.revision < ? AND p.message_id IS NOT NULL "
        "AND p.form IN ('spoiler', 'question') AND s.disconnected_at IS NULL ORDER BY p.id DESC LIMIT ?",
        card_id,
        revision,
        MOST_CORRECTED,
    )
    for row in rows:
        key = f"{Kind.CORRECTION.value}:{row['id']}:{revision}"
        await deliveries.plan(tx, key=key, kind=Kind.CORRECTION, chat_id=row["chat_id"], not_before=now, now=now)


async def revealed_in(db: Reader, publication_id: PublicationId) -> Sequence[int]:
    """The messages in which the answer was posted, part by part, as far as the outbox still knows them."""
    begin = f"{Kind.REVEAL.value}:{publication_id}"
    rows = await db.all(
        "SELECT key, message_id FROM deliveries WHERE key > ? AND key < ? AND message_id IS NOT NULL",
        f"{begin}:",
        f"{begin};",
    )
    found = {int(row["key"].split(":")[2]): int(row["message_id"]) for row in rows}
    return [found[part] for part in sorted(found)]


async def last_message(db: Reader, chat: ChatRow) -> int | None:
    """The newest post's message in a chat: a private chat has a link only through a message."""
    row = await db.one(
        "SELECT message_id FROM publications WHERE chat_row = ? AND message_id IS NOT NULL "
        "ORDER BY due_at DESC LIMIT 1",
        chat,
    )
    return int(row["message_id"]) if row is not None else None


def _publication(row: Row) -> Publication:
    options = json.loads(row["options"]) if row["options"] else None
    return Publication(
        id=row["id"],
        key=row["key"],
        schedule_id=row["schedule_id"],
        chat=row["chat_row"],
        slot=row["slot"],
        due_at=from_ms(row["due_at"]),
        state=row["state"],
        reason=row["reason"],
        card_id=row["card_id"],
        revision=row["revision"],
        form=row["form"],
        message_id=row["message_id"],
        reveal_message_id=row["reveal_message_id"],
        poll_id=row["poll_id"],
        options=tuple(options["texts"]) if options else None,
        right=options["right"] if options else None,
        totals=tuple(json.loads(row["totals"])) if row["totals"] else None,
        sent_at=from_ms(row["sent_at"]) if row["sent_at"] is not None else None,
        reported_at=from_ms(row["reported_at"]) if row["reported_at"] is not None else None,
    )
