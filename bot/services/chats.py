"""Channels and groups that the bot posts in: who may run which, connecting, leaving, and what Telegram tells of them.

Staff run the chats that staff connected, owners all of them. Everybody else needs `OPEN_TO_CHATS`, and Telegram's word
that they run the chat: it is asked at every change and never remembered.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.chats import SeenChat
from bot.domain.errors import Refused
from bot.domain.ids import ChatId, ChatRow, LearnerId, ScheduleId
from bot.domain.learners import Role
from bot.services import programme, publishing, rights, words
from bot.services.work import Work
from bot.storage import audit, chats, schedules, staff
from bot.storage.audit import Action
from bot.storage.chats import ConnectedChat, Trouble
from bot.storage.database import Reader, Transaction
from bot.storage.schedules import Schedule

MOST_CHATS = 10
"""Chats that somebody who is not of the staff may have connected."""

SHOWN = 40
"""Chats on one screen."""

Runs = Callable[[ChatId, LearnerId], Awaitable[bool]]
"""Asks Telegram whether somebody runs a chat."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Leave to change what belongs to a chat; `confirmed` by Telegram in this update, or else by a role."""

    chat: ConnectedChat
    confirmed: bool


class Chats:
    """Chats from the side of those who run them. `open_to_all` is the setting `OPEN_TO_CHATS`."""

    def __init__(self, runs: Runs, *, open_to_all: bool) -> None:
        self._runs = runs
        self._open = open_to_all

    def may_ask(self, work: Work) -> bool:
        """Whether this person may have schedules at all."""
        return work.person.edits or (self._open and work.person.learner is not None)

    def require(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others, in the words for an unknown command or button; nothing is waited for then."""
        if self.may_ask(work):
            return
        work.stop_waiting("schedule")
        raise rights.unknown(work, pressed=pressed)

    async def mine(self, work: Work) -> Sequence[ConnectedChat]:
        """The chats that this person runs, at most SHOWN."""
        if work.person.owns:
            return (await chats.connected(work.db))[:SHOWN]
        staffs = [each for each in await chats.connected(work.db) if each.by_staff] if work.person.edits else []
        own = await chats.of_person(work.db, work.person.id, MOST_CHATS) if self._open else []
        known = {each.row for each in staffs}
        confirmed = [
            each
            for each in own
            if each.row not in known and (each.trouble == "gone" or await self._runs(each.chat_id, work.person.id))
        ]
        return [*staffs, *confirmed][:SHOWN]

    async def require_mine(self, work: Work) -> Sequence[ConnectedChat]:
        """The chats that this person runs; raises Refused for who runs none, in the words for an unknown command."""
        found = await self.mine(work)
        if not found:
            raise rights.unknown(work, pressed=False)
        return found

    async def enter(self, work: Work, row: ChatRow) -> Entry:
        """Leave to change what belongs to a chat; raises Refused for who does not run it."""
        chat = await chats.load(work.db, row)
        if chat is None:
            raise Refused("refused-old-button")
        if _by_role(work.person.role, chat):
            return Entry(chat, confirmed=False)
        if not self._open:
            raise Refused("refused-old-button")
        if not await self._runs(chat.chat_id, work.person.id):
            raise Refused("schedule-cannot-ask" if chat.trouble == "gone" else "schedule-not-admin")
        return Entry(chat, confirmed=True)

    async def require_running(self, work: Work, chat_id: ChatId) -> bool:
        """Raises Refused unless Telegram confirms that this person runs a chat; False for owners: nobody is asked."""
        if work.person.owns:
            return False
        if not await self._runs(chat_id, work.person.id):
            raise Refused("schedule-not-admin")
        return True

    async def connect(self, work: Work, seen: SeenChat) -> tuple[ConnectedChat, bool]:
        """Connect a chat; whether it was connected already. Where something lacks, it can only be read.

        What a chat had before it was disconnected comes back paused. Raises Refused for who does not run it: of the
        staff only an owner is not asked for.
        """
        confirmed = await self.require_running(work, seen.chat_id)

        async def unit(tx: Transaction) -> tuple[ConnectedChat, bool]:
            role = await staff.role_of(tx, work.person.id)
            if role is not Role.OWNER and not (confirmed and (role or self._open)):
                raise Refused("refused-old-button")
            known = await chats.by_chat_id(tx, seen.chat_id)
            again = known is not None and not known.disconnected
            if role is None and not again and await self._has_most(tx, work):
                raise Refused("schedule-too-many-chats", limit=MOST_CHATS)
            row = await _connect(tx, seen, work, by_staff=role is not None)
            if known is not None and known.disconnected:
                await _pause_all(tx, row)
            if seen.lacks:
                await chats.set_trouble(tx, row, "rights", work.now)
            await plan_again(tx, row, work.now)
            if role is not None and not again:
                await note(tx, Action.CHAT_CONNECTED, work, row, seen.title)
            return await _loaded(tx, row), again

        return await work.write(unit)

    async def disconnect(self, work: Work, row: ChatRow) -> Entry:
        """Post nothing there any more; its schedules stay for `reconnect`."""
        return await self._seat(work, row, connected=False)

    async def reconnect(self, work: Work, row: ChatRow) -> Entry:
        """Undo that: the schedules go on."""
        return await self._seat(work, row, connected=True)

    async def _seat(self, work: Work, row: ChatRow, *, connected: bool) -> Entry:
        entry = await self.enter(work, row)

        async def unit(tx: Transaction) -> Entry:
            role = await require_still(tx, work, entry)
            chat = await _loaded(tx, row)
            if chat.disconnected is not connected:
                return Entry(chat, entry.confirmed)
            if connected:
                await chats.reconnect(tx, row)
            else:
                for schedule in await schedules.of_chat(tx, row):
                    await publishing.plan_due(tx, schedule, work.now)
                await chats.disconnect(tx, row, work.now)
            await plan_again(tx, row, work.now)
            if role is not None:
                action = Action.CHAT_RESTORED if connected else Action.CHAT_DISCONNECTED
                await note(tx, action, work, row, chat.title)
            return Entry(await _loaded(tx, row), entry.confirmed)

        return await work.write(unit)

    async def noticed(self, work: Work, seen: SeenChat) -> bool:
        """Telegram told what the bot may do in a chat now; False where that is no chat of ours.

        Those who run it are told once that its schedules wait, or go on.
        """
        trouble: Trouble | None = "gone" if "absent" in seen.lacks else "rights" if seen.lacks else None
        known = await chats.by_chat_id(work.db, seen.chat_id)
        if known is None or known.disconnected:
            return False

        async def unit(tx: Transaction) -> None:
            await chats.describe(tx, known.row, title=seen.title, username=seen.username, forum=seen.forum)
            if not await chats.set_trouble(tx, known.row, trouble, work.now):
                return
            await plan_again(tx, known.row, work.now)
            chat = await _loaded(tx, known.row)
            if trouble is not None:
                await words.tell_trouble(tx, chat, work.now)
            else:
                await words.tell_mended(tx, chat, work.now)

        await work.write(unit)
        return True

    async def moved(self, work: Work, old: int, new: int) -> None:
        """A group became a supergroup and has another number."""
        if await chats.by_chat_id(work.db, old) is None:
            return

        async def unit(tx: Transaction) -> None:
            await chats.move(tx, old, new)
            known = await chats.by_chat_id(tx, new)
            if known is not None and known.trouble == "gone":
                # The bot is in the supergroup; that it left the group is how Telegram may tell of the move.
                await chats.set_trouble(tx, known.row, None, work.now)
                await plan_again(tx, known.row, work.now)

        await work.write(unit)

    async def described(self, work: Work, seen: SeenChat) -> None:
        """Telegram told what a chat is called now, and whether it is a forum; nothing about what lacks there."""
        known = await chats.by_chat_id(work.db, seen.chat_id)
        if known is None:
            return

        async def unit(tx: Transaction) -> None:
            await chats.describe(tx, known.row, title=seen.title, username=seen.username, forum=seen.forum)

        await work.write(unit)

    async def _has_most(self, tx: Reader, work: Work) -> bool:
        return len(await chats.of_person(tx, work.person.id, MOST_CHATS)) >= MOST_CHATS


async def require_still(tx: Reader, work: Work, entry: Entry) -> Role | None:
    """The person's role, asked again in the transaction; raises Refused where leave hung on a role that is gone."""
    role = await staff.role_of(tx, work.person.id)
    if not entry.confirmed and not _by_role(role, entry.chat):
        raise Refused("refused-old-button")
    return role


async def plan_again(tx: Transaction, row: ChatRow, now: datetime) -> None:
    """Give each schedule of a chat its next moment; none while nothing can be posted there."""
    chat = await _loaded(tx, row)
    for schedule in await schedules.of_chat(tx, row):
        await schedules.set_next(tx, schedule.id, next_moment(schedule, chat, now))


def next_moment(schedule: Schedule, chat: ConnectedChat, now: datetime) -> datetime | None:
    """When a schedule posts next; None while it is paused or stopped, or nothing can be posted in its chat."""
    if schedule.state != "on" or chat.disconnected or chat.trouble is not None:
        return None
    return programme.next_moment(schedule, now)


async def note(
    tx: Transaction, action: Action, work: Work, subject: ChatRow | ScheduleId, title: str, **told: str | int
) -> None:
    """A line of the log; `title` is the chat's."""
    await audit.write(tx, action, actor=work.person.id, subject=subject, now=work.now, after={"title": title, **told})


async def _connect(tx: Transaction, seen: SeenChat, work: Work, *, by_staff: bool) -> ChatRow:
    return await chats.connect(
        tx,
        chat_id=seen.chat_id,
        kind=seen.kind,
        title=seen.title,
        username=seen.username,
        forum=seen.forum,
        by_staff=by_staff,
        by=work.person.id,
        now=work.now,
    )


async def _pause_all(tx: Transaction, row: ChatRow) -> None:
    for schedule in await schedules.of_chat(tx, row):
        if schedule.state == "on":
            await schedules.store(tx, replace(schedule, state="paused", next_at=None))


async def _loaded(db: Reader, row: ChatRow) -> ConnectedChat:
    chat = await chats.load(db, row)
    if chat is None:
        raise RuntimeError("a chat vanished inside a transaction")
    return chat


def _by_role(role: Role | None, chat: ConnectedChat) -> bool:
    return role is Role.OWNER or (role is Role.EDITOR and chat.by_staff)
