"""Scheduled posts on their way out: what is posted at the moment of sending, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.delivery import Gone, Kind, Moved, Outcome, Rejected, Sent, State, Unknown
from bot.domain.timetable import Slot
from bot.services import programme, words
from bot.services.follow_ups import Posting, plan_answer, plan_part, plan_removal, posting_of
from bot.services.publishing import FRESH_FOR, LATE, NO_ACCESS, NO_CARD, NO_TOPIC, NOT_WANTED, REFUSED
from bot.services.studying import count_early
from bot.storage import cards, chats, deliveries, publications, revisions, schedules
from bot.storage import programme as ground
from bot.storage.chats import ConnectedChat, Trouble
from bot.storage.database import Database, Transaction
from bot.storage.deliveries import Delivery
from bot.storage.publications import Form, PublicationState

HAND = "hand-"
"""How the slot of a post made by hand begins."""

# Telegram's words for a chat that is no more, or that the bot is not in; all other refusals are about rights.
_GONE = ("chat not found", "deactivated", "kicked", "not a member", "peer_id_invalid")

_ENDS: dict[str, PublicationState] = {
    LATE: "expired",
    NOT_WANTED: "skipped",
    NO_CARD: "empty",
    NO_ACCESS: "failed",
}


class Posts:
    """Posts, their answers, corrections and removals; `settled` is the outbox's hook for all four kinds."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def to_post(self, delivery: Delivery, now: datetime) -> Posting | None:
        """What to post; None where it is too late or not wanted any more. A card that is gone gives way to the next."""

        async def unit(tx: Transaction) -> Posting | None:
            posting = await posting_of(tx, delivery)
            if posting is None or _hindrance(posting, delivery, now) is not None:
                return None
            if posting.card.id not in await ground.postable(tx, [posting.card.id], posting.chat.chat_id):
                return await _with_another_card(tx, posting, now)
            return posting

        return await self._db.write(unit)

    async def note(self, posting: Posting, form: Form, options: Sequence[str] | None, right: int | None) -> None:
        """Write down what is about to be posted, before Telegram is asked."""

        async def unit(tx: Transaction) -> None:
            await publications.note_attempt(
                tx,
                posting.publication.id,
                card_id=posting.card.id,
                revision=posting.card.revision,
                form=form,
                options=options,
                right=right,
            )

        await self._db.write(unit)

    async def note_no_polls(self, posting: Posting, now: datetime) -> None:
        """A group takes no polls; who runs it is told, once."""

        async def unit(tx: Transaction) -> None:
            await words.tell_no_polls(tx, posting.chat, now)

        await self._db.write(unit)

    async def posted(self, delivery: Delivery) -> Posting | None:
        """A post that stands in its chat, with its card as it is now; None where it does not, or the chat left us."""
        posting = await posting_of(self._db, delivery)
        if posting is None or posting.publication.state != "sent" or posting.chat.disconnected:
            return None
        return posting

    async def to_correct(self, delivery: Delivery) -> tuple[Posting, Posting] | None:
        """A post as it stands in its chat, and as it shall; None where a later change of the card brings that too."""
        wanted = await self.posted(delivery)
        if wanted is None or wanted.publication.revision is None or wanted.publication.form == "quiz":
            return None
        for later in range(_revision(delivery) + 1, wanted.card.revision + 1):
            if await deliveries.known(self._db, f"{Kind.CORRECTION.value}:{wanted.publication.id}:{later}"):
                return None
        shown = await revisions.load(self._db, wanted.card.id, wanted.publication.revision)
        return (replace(wanted, card=replace(wanted.card, content=shown.content)), wanted) if shown else None

    async def settled(
        self, tx: Transaction, delivery: Delivery, outcome: Outcome | None, _: State, now: datetime
    ) -> None:
        """Record what an attempt has done to its publication and its chat, and plan what follows from it."""
        posting = await posting_of(tx, delivery)
        if posting is None:
            return
        match outcome, Kind(delivery.kind):
            case Moved(new_chat_id=new), _:
                await chats.move(tx, delivery.chat_id, new)
            case _, Kind.PUBLIC:
                await _settle_post(tx, posting, delivery, outcome, now)
            case _, Kind.REVEAL:
                await _settle_reveal(tx, posting, delivery, outcome, now)
            case Sent(), Kind.CORRECTION:
                await publications.set_revision(tx, posting.publication.id, _revision(delivery))
            case Sent(), Kind.REMOVAL:
                await publications.settle(tx, posting.publication.id, "removed")


async def _settle_post(
    tx: Transaction, posting: Posting, delivery: Delivery, outcome: Outcome | None, now: datetime
) -> None:
    publication, chat = posting.publication, posting.chat
    match outcome:
        case Sent(message_id=message_id, poll_id=poll_id):
            await publications.settle_sent(tx, publication.id, now, message_id, poll_id)
            await count_early(tx, publication.id)
            await plan_answer(tx, posting, now)
            await plan_removal(tx, posting, now)
        case Unknown(reason=reason):
            await publications.settle(tx, publication.id, "unknown", reason)
            await words.tell_asked(tx, publication, posting.schedule, chat, part=0, attempt=_attempt(delivery), now=now)
        case Gone(reason=reason):
            await publications.settle(tx, publication.id, "failed", NO_ACCESS)
            await _note_trouble(tx, chat, reason, now)
        case Rejected() if outcome.is_about_topic:
            # Each next post would meet the same: it waits until somebody has chosen another topic.
            await publications.settle(tx, publication.id, "failed", f"{REFUSED}: {NO_TOPIC}")
            await schedules.store(tx, replace(posting.schedule, state="paused", next_at=None))
        case Rejected(reason=reason):
            await publications.settle(tx, publication.id, "failed", f"{REFUSED}: {reason}")
        case None if publication.state == "planned":
            hindrance = _hindrance(posting, delivery, now) or NO_CARD
            await publications.settle(tx, publication.id, _ENDS[hindrance], hindrance)


async def _settle_reveal(
    tx: Transaction, posting: Posting, delivery: Delivery, outcome: Outcome | None, now: datetime
) -> None:
    publication, chat, part = posting.publication, posting.chat, _part(delivery)
    match outcome:
        case Sent(message_id=message_id):
            if part == 1:
                await publications.set_revealed(tx, publication.id, message_id)
            # Whether there is a next part is seen when it is drawn.
            await plan_part(tx, publication, chat, part + 1, 1, now)
        case Unknown():
            await words.tell_asked(
                tx, publication, posting.schedule, chat, part=part, attempt=_attempt(delivery), now=now
            )
        case Gone(reason=reason):
            await _note_trouble(tx, chat, reason, now)


async def _note_trouble(tx: Transaction, chat: ConnectedChat, reason: str, now: datetime) -> None:
    trouble: Trouble = "gone" if any(word in reason.lower() for word in _GONE) else "rights"
    if chat.trouble is None and await chats.set_trouble(tx, chat.row, trouble, now):
        await words.tell_trouble(tx, chat, now)


async def _with_another_card(tx: Transaction, posting: Posting, now: datetime) -> Posting | None:
    """The same post with the card that comes next, as its own was taken away since it was planned."""
    chosen = await programme.pick(tx, posting.schedule, posting.chat, Slot(now, posting.publication.slot))
    card = await cards.load(tx, chosen.card_id) if chosen is not None else None
    return Posting(posting.publication, posting.schedule, posting.chat, card) if card is not None else None


def _hindrance(posting: Posting, delivery: Delivery, now: datetime) -> str | None:
    """Why a post is not sent now, if there is a reason. What a person asked for anew counts from then."""
    publication, again = posting.publication, _attempt(delivery) > 1
    by_hand = publication.slot.startswith(HAND)
    if publication.state != "planned":
        return NOT_WANTED
    if now - (delivery.planned_at if again else publication.due_at) > FRESH_FOR:
        return LATE
    state = posting.schedule.state
    if posting.chat.disconnected or state == "stopped" or (state == "paused" and not (again or by_hand)):
        return NOT_WANTED
    return NO_ACCESS if posting.chat.trouble is not None else None


def _attempt(delivery: Delivery) -> int:
    return int(delivery.key.rpartition(":")[2])


def _part(delivery: Delivery) -> int:
    """Which part of an answer a reveal is."""
    return int(delivery.key.split(":")[2])


def _revision(delivery: Delivery) -> int:
    """Which revision of its card a correction brings."""
    return int(delivery.key.rpartition(":")[2])
