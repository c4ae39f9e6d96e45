"""Scheduled posts, from the planner's side: which moments have come, what is posted, who is told where nothing is."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Literal

from bot.domain.delivery import Kind
from bot.domain.ids import CardId, ChatId, PublicationId
from bot.domain.timetable import Slot
from bot.services import programme, words
from bot.storage import chats, deliveries, publications, schedules
from bot.storage.chats import ConnectedChat
from bot.storage.database import Database, Transaction
from bot.storage.publications import Publication, PublicationState
from bot.storage.schedules import Schedule

log = logging.getLogger(__name__)

FRESH_FOR = timedelta(minutes=30)
"""A moment that is longer ago is not posted any more, but told (R7)."""

TOLD_FOR = timedelta(days=35)
"""Moments that were missed longer ago leave no trace: a clock that jumps by years must not freeze the program."""

BATCH = 20
"""Schedules planned in one transaction."""

MOST_REPORTED = 500
"""Moments told of in one transaction."""

LONGEST_WAIT = timedelta(days=8)
"""No timetable waits longer for its next moment, as each has a day of the week; an hour may come on top of a week."""

LATE, NOT_WANTED, NO_CARD, TOO_LONG, NO_ACCESS = "late", "not-wanted", "no-card", "long", "access"
NO_TOPIC = "topic"
REFUSED = publications.REFUSED
"""Why there is no post, as `Publication.reason` has it."""

Posted = Literal["planned", "already", "empty"]


class PostPlanner:
    """Turns the moments of schedules into publications and deliveries."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def plan(self, now: datetime) -> int:
        """Plan every moment that has come, and tell of those at which nothing is posted; how much was planned."""
        planned = 0
        while await schedules.due(self._db, now, 1):
            planned += await self._db.write(partial(_plan_batch, now=now))
        while await publications.unreported(self._db, 1):
            planned += await self._db.write(partial(_report, now=now))
        return planned

    async def correct(self, now: datetime) -> int:
        """At start: plan anew what a clock that ran ahead has put off beyond any timetable; how many schedules."""

        async def unit(tx: Transaction) -> int:
            put_off = await schedules.beyond(tx, now + LONGEST_WAIT)
            for schedule in put_off:
                await publications.forget_future(tx, schedule.id, now)
                await schedules.set_next(tx, schedule.id, programme.next_moment(schedule, now))
            return len(put_off)

        return await self._db.write(unit)


async def post_now(tx: Transaction, schedule: Schedule, mark: int, now: datetime) -> Posted:
    """Post the next card of a schedule at once. One `mark`, such as the version that the person saw, posts once."""
    chat = await chats.load(tx, schedule.chat)
    slot = Slot(now, f"hand-{mark}")
    if chat is None or await publications.of_slot(tx, schedule.id, slot.name):
        return "already"
    chosen = await programme.pick(tx, schedule, chat, slot)
    if chosen is None:
        return "empty"
    made = await _add(tx, schedule, chat, slot, "planned", card_id=chosen.card_id)
    if made is not None:
        await plan_post(tx, made, chat.chat_id, 1, now)
    return "planned"


async def plan_post(
    tx: Transaction, publication_id: PublicationId, chat_id: ChatId, attempt: int, now: datetime
) -> bool:
    """Put a post into the outbox, for the time that `attempt` (from 1) says; False where that was done already."""
    key = f"{Kind.PUBLIC.value}:{publication_id}:{attempt}"
    return await deliveries.plan(tx, key=key, kind=Kind.PUBLIC, chat_id=chat_id, not_before=now, now=now)


async def _plan_batch(tx: Transaction, *, now: datetime) -> int:
    return sum([await plan_due(tx, schedule, now) for schedule in await schedules.due(tx, now, BATCH)])


async def plan_due(tx: Transaction, schedule: Schedule, now: datetime) -> int:
    """Plan the moments of a schedule that have come, none where its next one is still to come; how many posts.

    Also before a schedule is changed: what has come by the old rule is not lost.
    """
    chat = await chats.load(tx, schedule.chat)
    if schedule.next_at is None or schedule.next_at > now or chat is None:
        return 0
    timetable = programme.timetable(schedule)
    await schedules.set_next(tx, schedule.id, timetable.next_slot(now).at)
    if chat.disconnected or chat.trouble is not None:
        return 0
    since = max(schedule.next_at - timedelta(microseconds=1), now - TOLD_FOR)
    if since >= schedule.next_at:
        log.warning("schedule %s: moments before %s are passed over", schedule.id, since.isoformat())
    come = list(timetable.slots_between(since, now))
    changes = await schedules.slot_changes(tx, schedule.id)
    skipped = {name for name, card_id in changes.items() if card_id is None}
    fresh = [slot for slot in come if now - slot.at <= FRESH_FOR and slot.name not in skipped]
    planned = 0
    for slot in come:
        if slot.name in skipped:
            await _add(tx, schedule, chat, slot, "skipped", reason=NOT_WANTED)
        elif slot in fresh[-1:]:
            planned += await _plan_slot(tx, schedule, chat, slot, now)
        else:
            await _add(tx, schedule, chat, slot, "expired", reason=LATE)
        if slot.name in changes:
            await schedules.leave_slot(tx, schedule.id, slot.name)
    return planned


async def _plan_slot(tx: Transaction, schedule: Schedule, chat: ConnectedChat, slot: Slot, now: datetime) -> int:
    chosen = await programme.pick(tx, schedule, chat, slot)
    if chosen is None:
        await _add(tx, schedule, chat, slot, "empty", reason=NO_CARD)
        return 0
    made = await _add(tx, schedule, chat, slot, "planned", card_id=chosen.card_id)
    return await plan_post(tx, made, chat.chat_id, 1, now) if made is not None else 0


async def _add(
    tx: Transaction,
    schedule: Schedule,
    chat: ConnectedChat,
    slot: Slot,
    state: PublicationState,
    *,
    card_id: CardId | None = None,
    reason: str | None = None,
) -> PublicationId | None:
    return await publications.insert(
        tx,
        # Not to be guessed: a link leads to a chat's own card too.
        key=secrets.token_hex(8),
        schedule_id=schedule.id,
        chat=chat.row,
        slot=slot.name,
        due_at=slot.at,
        state=state,
        card_id=card_id,
        reason=reason,
    )


async def _report(tx: Transaction, *, now: datetime) -> int:
    """Tell those who run each schedule of its missed moments, in one word."""
    told = 0
    missed = await publications.unreported(tx, MOST_REPORTED)
    for _, group in groupby(missed, key=lambda each: each.schedule_id):
        told += await _report_one(tx, list(group), now)
    return told


async def _report_one(tx: Transaction, missed: Sequence[Publication], now: datetime) -> int:
    first = missed[0]
    before = await publications.before(tx, first)
    for each in missed:
        await publications.set_reported(tx, each.id, now)
    schedule = await schedules.load(tx, first.schedule_id)
    chat = await chats.load(tx, first.chat)
    still_empty = before is not None and before.state == "empty" and all(each.state == "empty" for each in missed)
    known = all(each.reason == NO_ACCESS for each in missed)
    if schedule is None or chat is None or still_empty or known:
        return 0
    return await words.tell_missed(tx, schedule, chat, now)
