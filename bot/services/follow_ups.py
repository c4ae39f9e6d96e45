"""What follows a post: its answer, part by part, and its removal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import Card
from bot.domain.delivery import Kind
from bot.domain.ids import PublicationId
from bot.storage import cards, chats, deliveries, publications, schedules
from bot.storage.chats import ConnectedChat
from bot.storage.database import Reader, Transaction
from bot.storage.deliveries import Delivery
from bot.storage.publications import Publication
from bot.storage.schedules import Schedule

REMOVABLE_FOR = timedelta(hours=48)
"""A bot can remove its posts for so long, in no chat later: https://core.telegram.org/bots/api#deletemessage"""

LONGEST_KEPT = REMOVABLE_FOR - timedelta(minutes=30)
"""What shall be kept for longer is removed then, while that can be done."""


@dataclass(frozen=True, slots=True)
class Posting:
    """All that a post is made of. `revealed` are the messages of its answer that are there already."""

    publication: Publication
    schedule: Schedule
    chat: ConnectedChat
    card: Card
    revealed: Sequence[int] = ()


async def posting_of(db: Reader, delivery: Delivery) -> Posting | None:
    """The post that a delivery is about; None where it has no card."""
    publication = await publications.load(db, PublicationId(int(delivery.key.split(":")[1])))
    schedule = await schedules.load(db, publication.schedule_id) if publication else None
    chat = await chats.load(db, publication.chat) if publication else None
    if publication is None or schedule is None or chat is None or publication.card_id is None:
        return None
    revealed = await publications.revealed_in(db, publication.id)
    return Posting(publication, schedule, chat, await card_of(db, publication), revealed)


async def card_of(db: Reader, publication: Publication) -> Card:
    """The card of a post, as it is now."""
    card = await cards.load(db, publication.card_id) if publication.card_id is not None else None
    if card is None:
        raise RuntimeError(f"publication {publication.id} has no card")
    return card


async def plan_answer(tx: Transaction, posting: Posting, now: datetime) -> None:
    """The answer to a post that stands alone, at once or so many hours later."""
    if posting.publication.form == "question":
        after = timedelta(hours=posting.schedule.reveal_hours or 0)
        await plan_part(tx, posting.publication, posting.chat, 1, 1, now, not_before=now + after)


async def plan_part(
    tx: Transaction,
    publication: Publication,
    chat: ConnectedChat,
    part: int,
    attempt: int,
    now: datetime,
    *,
    not_before: datetime | None = None,
) -> bool:
    """One part of an answer, from 1; False where `attempt` at it, from 1, was planned already."""
    key = f"{Kind.REVEAL.value}:{publication.id}:{part}:{attempt}"
    return await deliveries.plan(
        tx, key=key, kind=Kind.REVEAL, chat_id=chat.chat_id, not_before=not_before or now, now=now
    )


async def part_known(tx: Reader, publication: Publication, part: int, attempt: int) -> bool:
    """Whether that attempt at a part of the answer was planned, or the next part was."""
    begin = f"{Kind.REVEAL.value}:{publication.id}"
    return await deliveries.known(tx, f"{begin}:{part}:{attempt}") or await deliveries.known(
        tx, f"{begin}:{part + 1}:1"
    )


async def plan_removal(tx: Transaction, posting: Posting, now: datetime) -> None:
    """The end of a post, where its schedule keeps posts for some days only."""
    days = posting.schedule.keep_days
    if days is not None:
        await deliveries.plan(
            tx,
            key=f"{Kind.REMOVAL.value}:{posting.publication.id}",
            kind=Kind.REMOVAL,
            chat_id=posting.chat.chat_id,
            not_before=now + min(timedelta(days=days), LONGEST_KEPT),
            now=now,
        )
