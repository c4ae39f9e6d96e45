"""Word to those who run a schedule: who is told, and what. It says how things stand when it is sent."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import Card
from bot.domain.delivery import Kind
from bot.domain.ids import ChatRow, LearnerId, PublicationId, ScheduleId
from bot.domain.learners import Learner, Role
from bot.storage import cards, chats, deliveries, learners, publications, schedules, staff
from bot.storage.chats import ConnectedChat, Trouble
from bot.storage.database import EPOCH, Database, Reader, Transaction, to_ms
from bot.storage.deliveries import Delivery
from bot.storage.publications import Publication
from bot.storage.schedules import Schedule

log = logging.getLogger(__name__)

ASKED, MISSED, TROUBLE, MENDED, NO_POLLS = "asked", "missed", "trouble", "mended", "no-polls"


@dataclass(frozen=True, slots=True)
class Asked:
    """Telegram never said whether it posted something: `part` 0 is the post, 1 and on are parts of its answer.

    `attempt` numbers the try that is asked about; `last_message` is one that is known to stand in the chat.
    """

    to: Learner
    chat: ConnectedChat
    schedule: Schedule
    publication: Publication
    card: Card | None
    part: int
    attempt: int
    last_message: int | None


@dataclass(frozen=True, slots=True)
class Missed:
    """Moments at which nothing was posted, in the order of time."""

    to: Learner
    chat: ConnectedChat
    schedule: Schedule
    moments: Sequence[Publication]


@dataclass(frozen=True, slots=True)
class Troubled:
    """The bot cannot post in a chat, or with None can again."""

    to: Learner
    chat: ConnectedChat
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class WithoutPolls:
    """A group takes no polls: its quizzes go as messages."""

    to: Learner
    chat: ConnectedChat


Word = Asked | Missed | Troubled | WithoutPolls


async def tell_asked(
    tx: Transaction,
    publication: Publication,
    schedule: Schedule,
    chat: ConnectedChat,
    *,
    part: int,
    attempt: int,
    now: datetime,
) -> int:
    """Ask every owner, and who made the schedule, whether a post is there; how many are asked."""
    people = await _responsible(tx, chat, schedule)
    if chat.by_staff:
        people = list(dict.fromkeys((*people, *await _owners(tx))))
    asked = await _tell(tx, f"{ASKED}:{publication.id}:{part}:{attempt}", people, now)
    if not asked:
        log.warning("nobody can be asked whether publication %s is there", publication.id)
    return asked


async def tell_missed(tx: Transaction, schedule: Schedule, chat: ConnectedChat, now: datetime) -> int:
    """Tell of the moments that are reported at `now`; how many people are told."""
    return await _tell(tx, f"{MISSED}:{schedule.id}:{to_ms(now)}", await _responsible(tx, chat, schedule), now)


async def tell_trouble(tx: Transaction, chat: ConnectedChat, now: datetime) -> int:
    """Tell that nothing can be posted in a chat until that is mended; how many people are told."""
    return await _tell(tx, f"{TROUBLE}:{chat.row}:{to_ms(now)}", await _running(tx, chat), now)


async def tell_mended(tx: Transaction, chat: ConnectedChat, now: datetime) -> int:
    """Tell that a chat's schedules go on; how many people are told."""
    return await _tell(tx, f"{MENDED}:{chat.row}:{to_ms(now)}", await _running(tx, chat), now)


async def tell_no_polls(tx: Transaction, chat: ConnectedChat, now: datetime) -> int:
    """Tell, once and never again, that a group takes no polls; how many people are told."""
    return await _tell(tx, f"{NO_POLLS}:{chat.row}:0", await _running(tx, chat), now)


async def may_decide(db: Reader, person_id: LearnerId, chat: ConnectedChat, schedule: Schedule) -> bool:
    """Whether somebody may say what becomes of a chat's posts.

    In a chat of the staff its owners, and as an editor who made the schedule or connected the chat; in another
    chat who made or connected it.
    """
    mine = person_id in (schedule.made_by, chat.connected_by)
    if not chat.by_staff:
        return mine
    role = await staff.role_of(db, person_id)
    return role is Role.OWNER or (role is Role.EDITOR and mine)


async def word(db: Database, delivery: Delivery) -> Word | None:
    """What to say now; None where nobody is to be told any more, or the question is answered."""
    _, what, *numbers, _ = delivery.key.split(":")
    to = await learners.load(db, delivery.learner_id) if delivery.learner_id is not None else None
    if to is None or to.blocked_at is not None:
        return None
    ids = [int(number) for number in numbers]
    if what == ASKED:
        return await _asked(db, to, *ids)
    if what == MISSED:
        return await _missed(db, to, *ids)
    chat = await chats.load(db, ChatRow(ids[0]))
    if what == NO_POLLS:
        return WithoutPolls(to, chat) if chat is not None and not chat.disconnected else None
    if chat is None or chat.disconnected or (chat.trouble is not None) != (what == TROUBLE):
        return None
    return Troubled(to, chat, chat.trouble)


async def _asked(db: Database, to: Learner, number: int, part: int, attempt: int) -> Asked | None:
    publication = await publications.load(db, PublicationId(number))
    if publication is None or (part == 0 and publication.state != "unknown"):
        return None
    schedule = await schedules.load(db, publication.schedule_id)
    chat = await chats.load(db, publication.chat)
    if schedule is None or chat is None or not await may_decide(db, to.id, chat, schedule):
        return None
    card = await cards.load(db, publication.card_id) if publication.card_id is not None else None
    last = await publications.last_message(db, chat.row)
    return Asked(to, chat, schedule, publication, card, part, attempt, last)


async def _missed(db: Database, to: Learner, number: int, at: int) -> Missed | None:
    schedule = await schedules.load(db, ScheduleId(number))
    chat = await chats.load(db, schedule.chat) if schedule is not None else None
    if schedule is None or chat is None:
        return None
    moments = await publications.reported(db, schedule.id, EPOCH + timedelta(milliseconds=at))
    return Missed(to, chat, schedule, moments) if moments else None


async def _responsible(tx: Reader, chat: ConnectedChat, schedule: Schedule) -> list[LearnerId]:
    """Who made a schedule; where they may not decide any more, who else runs the chat."""
    maker = schedule.made_by
    if maker is not None and await may_decide(tx, maker, chat, schedule):
        return [maker]
    return await _running(tx, chat)


async def _running(tx: Reader, chat: ConnectedChat) -> list[LearnerId]:
    """Who connected a chat; for a chat of the staff the owners too."""
    connected = [chat.connected_by] if chat.connected_by is not None else []
    if not chat.by_staff:
        return connected
    still = [each for each in connected if await staff.role_of(tx, each) is not None]
    return list(dict.fromkeys((*still, *await _owners(tx))))


async def _owners(tx: Reader) -> list[LearnerId]:
    return [member.id for member in await staff.members(tx) if member.role is Role.OWNER]


async def _tell(tx: Transaction, about: str, people: Sequence[LearnerId], now: datetime) -> int:
    told = 0
    for person in people:
        if await learners.load(tx, person) is not None:
            key = f"{Kind.WORD.value}:{about}:{person}"
            told += await deliveries.plan(tx, key=key, kind=Kind.WORD, learner_id=person, not_before=now, now=now)
    return told
