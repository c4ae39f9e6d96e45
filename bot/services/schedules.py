"""Schedules, from the side of those who run a chat: made, seen, changed, paused, stopped."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import Refused
from bot.domain.ids import ChatRow, DeckId, ScheduleId
from bot.domain.moments import EVERY_DAY
from bot.domain.topics import Topics
from bot.services.chats import Chats, Entry, next_moment, note, require_still
from bot.services.programme import Coming, Stock, another, preview, skip, stock, unskip
from bot.services.publishing import plan_due, post_now
from bot.services.reports import PostsPage, posts_of_chat
from bot.services.schedule_settings import applied, with_time
from bot.services.work import Work
from bot.storage import chats, decks, schedules
from bot.storage.audit import Action
from bot.storage.chats import ConnectedChat
from bot.storage.database import Reader, Transaction
from bot.storage.decks import Deck
from bot.storage.schedules import Schedule, ScheduleState

FIRST_TIME = 10 * 60
"""When a new schedule posts, in minutes after midnight."""

MOST_SCHEDULES = 10
"""Of one chat."""


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A schedule, the chat and deck that it is for, and what comes next."""

    chat: ConnectedChat
    schedule: Schedule
    deck: Deck | None
    ahead: Sequence[Coming]
    stock: Stock


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat with its schedules; `newest` is the one made last, 0 for none, so that a doubled tap makes one."""

    chat: ConnectedChat
    schedules: tuple[Schedule, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class Change:
    """A schedule after a press; nothing was done where it is `stale`: the person saw another version."""

    view: ScheduleView
    stale: bool = False


class Schedules:
    """What can be done with schedules. Raises Refused for who does not run the chat; see `Chats`."""

    def __init__(self, chats: Chats, topics: Topics) -> None:
        self._chats = chats
        self._topics = topics

    async def of_chat(self, work: Work, row: ChatRow) -> ChatView:
        """A chat and its schedules."""
        entry = await self._chats.enter(work, row)
        found = await schedules.of_chat(work.db, row)
        return ChatView(entry.chat, tuple(found), await schedules.newest(work.db, row) or 0)

    async def past(self, work: Work, row: ChatRow, before: int) -> tuple[ConnectedChat, PostsPage]:
        """What was posted in a chat, before a number of a post, or the latest for 0."""
        entry = await self._chats.enter(work, row)
        return entry.chat, await posts_of_chat(work.db, row, before)

    async def make(self, work: Work, row: ChatRow, seen: int) -> ScheduleView | None:
        """A schedule with what most begin with; None where another one was made since `seen`."""
        entry = await self._chats.enter(work, row)

        async def unit(tx: Transaction) -> ScheduleId | None:
            role = await require_still(tx, work, entry)
            if entry.chat.disconnected or (await schedules.newest(tx, row) or 0) != seen:
                return None
            if len(await schedules.of_chat(tx, row)) >= MOST_SCHEDULES:
                raise Refused("schedule-too-many", limit=MOST_SCHEDULES)
            made = Schedule(
                id=ScheduleId(0),
                chat=row,
                zone=work.learner.zone,
                minutes=(FIRST_TIME,),
                weekdays=EVERY_DAY,
                lang=work.learner.language,
                made_by=work.person.id,
            )
            made = replace(made, next_at=next_moment(made, entry.chat, work.now))
            schedule_id = await schedules.insert(tx, made, work.now)
            if role is not None:
                await note(tx, Action.SCHEDULE_MADE, work, schedule_id, entry.chat.title)
            return schedule_id

        made = await work.write(unit)
        return await _view(work.db, entry.chat, made, work.now) if made is not None else None

    async def look(self, work: Work, schedule_id: ScheduleId) -> ScheduleView:
        """A schedule as it is; raises Refused for one that is stopped."""
        entry, schedule = await self._enter(work, schedule_id)
        if schedule.state == "stopped":
            raise Refused("schedule-is-stopped")
        return await _view(work.db, entry.chat, schedule.id, work.now)

    async def decks_for(self, work: Work, view: ScheduleView) -> Sequence[Deck]:
        """The decks that a schedule can take its cards from."""
        return [*await decks.public(work.db), *await decks.of_chat(work.db, view.chat.row)]

    async def set(self, work: Work, schedule_id: ScheduleId, version: int, field: str, value: str) -> Change:
        """Change one setting; see `schedule_settings.applied`."""
        return await self._change(
            work,
            schedule_id,
            version,
            lambda schedule: applied(schedule, field, value, self._topics),
            told={"field": field, "value": value},
        )

    async def add_time(self, work: Work, schedule_id: ScheduleId, version: int, minute: int) -> Change:
        """One more time of the day; raises Refused where there are enough."""
        return await self._change(
            work,
            schedule_id,
            version,
            lambda schedule: with_time(schedule, minute),
            told={"field": "time", "value": minute},
        )

    async def turn(self, work: Work, schedule_id: ScheduleId, version: int, state: ScheduleState) -> Change:
        """Pause, resume or stop."""
        action = Action.SCHEDULE_STOPPED if state == "stopped" else Action.SCHEDULE_CHANGED
        return await self._change(
            work,
            schedule_id,
            version,
            lambda schedule: replace(schedule, state=state),
            action,
            told={"state": state},
        )

    async def restore(self, work: Work, schedule_id: ScheduleId, version: int, state: ScheduleState) -> Change:
        """Undo a stop."""
        return await self._change(
            work,
            schedule_id,
            version,
            lambda schedule: replace(schedule, state=state),
            Action.SCHEDULE_RESTORED,
            stopped=True,
        )

    async def change_post(self, work: Work, schedule_id: ScheduleId, version: int, slot: str, act: str) -> Change:
        """`skip` a post to come, take the `other` card for it, or go `back` to what the schedule chose."""

        async def also(tx: Transaction, schedule: Schedule) -> None:
            match act:
                case "skip":
                    done = await skip(tx, schedule, slot, work.now)
                case "back":
                    done = await unskip(tx, schedule, slot, work.now)
                case "other":
                    if await another(tx, schedule, slot, work.now) is None:
                        raise Refused("schedule-no-other-card")
                    done = True
                case _:
                    raise Refused("refused-old-button")
            if not done:
                raise Refused("schedule-post-over")

        told: dict[str, str | int] = {"slot": slot, "act": act}
        return await self._change(work, schedule_id, version, _as_it_is, also=also, told=told)

    async def post_now(self, work: Work, schedule_id: ScheduleId, version: int) -> Change:
        """Post the next card at once, besides the times; once for each version that was seen.

        Raises Refused where nothing can be posted now.
        """

        async def also(tx: Transaction, schedule: Schedule) -> None:
            chat, _ = await _loaded(tx, schedule.id)
            if chat.disconnected or chat.trouble is not None:
                raise Refused("schedule-cannot-post")
            if await post_now(tx, schedule, version, work.now) == "empty":
                raise Refused("schedule-nothing-to-post")

        return await self._change(work, schedule_id, version, _as_it_is, Action.SCHEDULE_POSTED, also=also)

    async def _enter(self, work: Work, schedule_id: ScheduleId) -> tuple[Entry, Schedule]:
        schedule = await schedules.load(work.db, schedule_id)
        if schedule is None:
            raise Refused("refused-old-button")
        entry = await self._chats.enter(work, schedule.chat)
        if entry.chat.disconnected:
            raise Refused("schedule-is-left")
        return entry, schedule

    async def _change(
        self,
        work: Work,
        schedule_id: ScheduleId,
        version: int,
        how: Callable[[Schedule], Schedule],
        action: Action = Action.SCHEDULE_CHANGED,
        *,
        also: Callable[[Transaction, Schedule], Awaitable[None]] | None = None,
        told: dict[str, str | int] | None = None,
        stopped: bool = False,
    ) -> Change:
        """Carry out `how`, and `also` what is outside the row, on a schedule of that version; the version rises anyway.

        Raises Refused for a schedule that is stopped, unless it must be.
        """
        entry, _ = await self._enter(work, schedule_id)

        async def unit(tx: Transaction) -> bool:
            role = await require_still(tx, work, entry)
            chat, schedule = await _loaded(tx, schedule_id)
            if schedule.version != version:
                return False
            if (schedule.state == "stopped") is not stopped:
                raise Refused("schedule-is-stopped")
            await plan_due(tx, schedule, work.now)
            changed = how(schedule)
            if changed.deck != schedule.deck:
                await _require_deck(tx, changed.deck, schedule.chat)
            await schedules.store(tx, replace(changed, next_at=next_moment(changed, chat, work.now)))
            if also is not None:
                await also(tx, schedule)
            if role is not None:
                await note(tx, action, work, schedule_id, chat.title, **told or {})
            return True

        done = await work.write(unit)
        return Change(await _view(work.db, entry.chat, schedule_id, work.now), stale=not done)


def _as_it_is(schedule: Schedule) -> Schedule:
    return schedule


async def _view(db: Reader, chat: ConnectedChat, schedule_id: ScheduleId, now: datetime) -> ScheduleView:
    _, schedule = await _loaded(db, schedule_id)
    deck = await decks.load(db, schedule.deck) if schedule.deck is not None else None
    return ScheduleView(chat, schedule, deck, await preview(db, schedule, now), await stock(db, schedule))


async def _loaded(db: Reader, schedule_id: ScheduleId) -> tuple[ConnectedChat, Schedule]:
    schedule = await schedules.load(db, schedule_id)
    chat = await chats.load(db, schedule.chat) if schedule is not None else None
    if schedule is None or chat is None:
        raise RuntimeError("a schedule vanished inside a transaction")
    return chat, schedule


async def _require_deck(db: Reader, deck_id: DeckId | None, chat: ChatRow) -> None:
    deck = await decks.load(db, deck_id) if deck_id is not None else None
    if deck_id is not None and (deck is None or deck.removed or deck.chat not in (None, chat)):
        raise Refused("schedule-deck-gone")
