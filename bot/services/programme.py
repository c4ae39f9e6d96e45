"""Which card a schedule posts when: chosen alike for what is planned now and for the posts to come that are shown."""

import asyncio
import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal, TypeVar

from bot.domain.cards import Card
from bot.domain.ids import CardId, ScheduleId
from bot.domain.programme import Candidate, History, choose, ranked
from bot.domain.timetable import Slot, Timetable
from bot.storage import cards, chats, programme, publications, schedules
from bot.storage.chats import ConnectedChat
from bot.storage.database import Reader, Transaction
from bot.storage.schedules import Schedule

SHOWN = 5
"""Posts to come that are shown."""

MOST_SIMULATED = 500
"""Posts of all schedules of a chat that are gone through to know what comes in one of them."""

NEAR = 2 * MOST_SIMULATED
"""Unseen cards of a schedule that are looked at, as long as they suffice: what comes next is among them."""

_ZONES_APART = timedelta(hours=26)
"""From UTC-12 to UTC+14."""

T = TypeVar("T")

Change = Literal["other", "skipped"]


@dataclass(frozen=True, slots=True)
class Coming:
    """A post to come. `card` is None where it is skipped, or where no card is left for it."""

    slot: Slot
    card: Card | None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """The cards that fit a schedule, and how many of them its chat has not seen."""

    cards: int
    unseen: int


def timetable(schedule: Schedule) -> Timetable:
    """When a schedule posts."""
    return Timetable(schedule.minutes, schedule.weekdays, schedule.tz)


def next_moment(schedule: Schedule, now: datetime) -> datetime:
    """The `next_at` of a schedule that is on."""
    return timetable(schedule).next_slot(now).at


class _TooFew(Exception):
    """What comes is not among the cards that were loaded."""


@dataclass(frozen=True, slots=True)
class _Track:
    """One schedule of a chat: its cards in its order, and what was changed, cards that may not be posted left out.

    Unless `whole`, the cards are only the first that the chat has not seen. `come` are moments that have come already:
    in another zone their names may stand for a time to come, at which nothing is posted.
    """

    schedule: Schedule
    candidates: Sequence[Candidate]
    whole: bool
    changes: Mapping[str, Candidate | None]
    come: frozenset[str] = frozenset()

    def slots_after(self, now: datetime) -> Iterator[tuple[datetime, int, Slot]]:
        planned = self.schedule.next_at
        after = max(now, planned - timedelta(microseconds=1)) if planned is not None else now
        for slot in timetable(self.schedule).slots_after(after):
            if slot.name not in self.come:
                yield slot.at, self.schedule.id, slot


@dataclass(frozen=True, slots=True)
class _Choice:
    """What comes at a slot; `fixed` is what somebody asked for."""

    slot: Slot
    chosen: Candidate | None
    fixed: bool


class Programme:
    """What a chat has seen and what its schedules may post, as it was when it was loaded."""

    def __init__(self, tracks: Sequence[_Track], history: History) -> None:
        self._tracks = {track.schedule.id: track for track in tracks}
        self._seen = history

    def pick(self, schedule: Schedule, slot: Slot) -> Candidate | None:
        """The card for a slot that has come; None where it is skipped or no card is left."""
        track = self._tracks[schedule.id]
        return self._choose(track, slot, self._with_fixed(slot.at, besides=(schedule.id, slot.name))).chosen

    def coming(self, schedule: Schedule, now: datetime) -> Iterator[_Choice]:
        """What comes in one schedule, the posts of the chat's others counted in; ends where that would take long."""
        history = self._with_fixed(now)
        for track, slot in self._slots_after(now):
            choice = self._choose_and_record(track, slot, history)
            if track.schedule.id == schedule.id:
                yield choice

    def options(self, schedule: Schedule, name: str, now: datetime) -> list[CardId]:
        """The cards that could come at a slot, best first: those used least, all where that is but one."""
        history = self._with_fixed(now)
        for track, slot in self._slots_after(now):
            if (track.schedule.id, slot.name) == (schedule.id, name):
                found = [option.card_id for option in ranked(track.candidates, history, slot.at)]
                if not track.whole and (len(found) < 2 or history.times(found[1])):
                    raise _TooFew
                fair = [card_id for card_id in found if history.times(card_id) == history.times(found[0])]
                return fair if len(fair) > 1 else found
            self._choose_and_record(track, slot, history)
        return []

    def _slots_after(self, now: datetime) -> Iterator[tuple[_Track, Slot]]:
        slots = heapq.merge(*(track.slots_after(now) for track in self._tracks.values()))
        for _, schedule_id, slot in islice(slots, MOST_SIMULATED):
            yield self._tracks[ScheduleId(schedule_id)], slot

    def _choose_and_record(self, track: _Track, slot: Slot, history: History) -> _Choice:
        choice = self._choose(track, slot, history)
        if choice.chosen is not None and not choice.fixed:
            history.record(choice.chosen, slot.at)
        return choice

    def _choose(self, track: _Track, slot: Slot, history: History) -> _Choice:
        if slot.name in track.changes:
            return _Choice(slot, track.changes[slot.name], fixed=True)
        chosen = choose(track.candidates, history, slot.at)
        # Before one that was seen comes, each of those that wait must be known to wait.
        if not track.whole and (chosen is None or history.times(chosen.card_id)):
            raise _TooFew
        return _Choice(slot, chosen, fixed=False)

    def _with_fixed(self, after: datetime, besides: tuple[int, str] | None = None) -> History:
        """What the chat has seen, and will see because somebody asked for it: that keeps variants away before, too."""
        history = self._seen.copy()
        for track in self._tracks.values():
            for name, candidate in track.changes.items():
                slot = timetable(track.schedule).slot(name)
                if candidate and slot and slot.at > after and (track.schedule.id, name) != besides:
                    history.record(candidate, slot.at)
        return history


async def pick(db: Reader, schedule: Schedule, chat: ConnectedChat, slot: Slot) -> Candidate | None:
    """The card for a slot that has come; None where it is skipped or no card is left."""
    return await _ask(db, schedule, chat, lambda plan: plan.pick(schedule, slot), others=False)


async def _ask(
    db: Reader,
    schedule: Schedule,
    chat: ConnectedChat,
    question: Callable[[Programme], T],
    *,
    others: bool = True,
    come: frozenset[str] = frozenset(),
) -> T:
    """Ask the programme of a chat, in which `schedule` counts as on; without the cards of its `others` where
    these do not matter.

    There may be very many cards: all are loaded only where the next unseen ones do not tell.
    """
    on = [each for each in await schedules.of_chat(db, chat.row) if each.id != schedule.id and each.state == "on"]
    history = History(await programme.uses(db, chat.row))
    try:
        limit = NEAR if others else 0
        near = [
            replace(await _track(db, schedule, chat, NEAR), come=come),
            *[await _track(db, each, chat, limit) for each in on],
        ]
        return question(Programme(near, history))
    except _TooFew:
        rest = None if others else 0
        whole = [
            replace(await _track(db, schedule, chat, None), come=come),
            *[await _track(db, each, chat, rest) for each in on],
        ]
        # Every card is looked at for every post: long enough to keep others waiting.
        return await asyncio.to_thread(question, Programme(whole, history))


async def preview(db: Reader, schedule: Schedule, now: datetime, count: int = SHOWN) -> Sequence[Coming]:
    """The next posts of a schedule as things stand; as if it were on where it is paused."""
    chat = await chats.load(db, schedule.chat)
    if chat is None:
        return ()
    found = []
    come = await publications.slots_since(db, schedule.id, now - _ZONES_APART)
    for choice in await _ask(
        db, schedule, chat, lambda plan: list(islice(plan.coming(schedule, now), count)), come=come
    ):
        card = await cards.load(db, choice.chosen.card_id) if choice.chosen else None
        change: Change | None = None
        if choice.fixed:
            change = "other" if choice.chosen else "skipped"
        found.append(Coming(choice.slot, card, change))
    return found


async def stock(db: Reader, schedule: Schedule) -> Stock:
    """How many cards a schedule has, and has left."""
    chat = await chats.load(db, schedule.chat)
    return Stock(*await programme.count(db, schedule, chat.chat_id)) if chat is not None else Stock(0, 0)


async def skip(tx: Transaction, schedule: Schedule, slot: str, now: datetime) -> bool:
    """Post nothing at a moment to come; False where the schedule has no such moment any more."""
    if not _is_to_come(schedule, slot, now):
        return False
    await schedules.change_slot(tx, schedule.id, slot, None)
    return True


async def unskip(tx: Transaction, schedule: Schedule, slot: str, now: datetime) -> bool:
    """Post what the rule says at a moment to come; False as above."""
    if not _is_to_come(schedule, slot, now):
        return False
    await schedules.leave_slot(tx, schedule.id, slot)
    return True


async def another(tx: Transaction, schedule: Schedule, slot: str, now: datetime) -> CardId | None:
    """Post the next card at a moment to come, after the last one the first again; it is stored and returned.

    None where there is no other card, or no such moment any more.
    """
    chat = await chats.load(tx, schedule.chat)
    if chat is None or not _is_to_come(schedule, slot, now):
        return None
    before = await schedules.slot_changes(tx, schedule.id)
    current = before.get(slot)
    if current is None:
        shown = await _ask(tx, schedule, chat, lambda plan: _at(plan, schedule, slot, now))
        current = shown.chosen.card_id if shown and shown.chosen else None
    # Without what was asked for at this moment before: it would keep its own variants away.
    await schedules.leave_slot(tx, schedule.id, slot)
    options = await _ask(tx, schedule, chat, lambda plan: plan.options(schedule, slot, now))
    place = options.index(current) + 1 if current in options else 0
    following = next((card for card in (*options[place:], *options[:place]) if card != current), None)
    if following is not None:
        await schedules.change_slot(tx, schedule.id, slot, following)
    elif slot in before:
        await schedules.change_slot(tx, schedule.id, slot, before[slot])
    return following


def _at(plan: Programme, schedule: Schedule, slot: str, now: datetime) -> _Choice | None:
    return next((choice for choice in plan.coming(schedule, now) if choice.slot.name >= slot), None)


def _is_to_come(schedule: Schedule, name: str, now: datetime) -> bool:
    slot = timetable(schedule).slot(name)
    return slot is not None and slot.at > now and schedule.state != "stopped"


async def _track(db: Reader, schedule: Schedule, chat: ConnectedChat, limit: int | None) -> _Track:
    """With all its cards, or for a `limit` the first unseen ones."""
    changes = await schedules.slot_changes(db, schedule.id)
    wanted = [card_id for card_id in changes.values() if card_id is not None]
    known = await programme.postable(db, wanted, chat.chat_id) if wanted else {}
    return _Track(
        schedule,
        await programme.candidates(db, schedule, chat.chat_id)
        if limit is None
        else await programme.unseen(db, schedule, chat.chat_id, limit),
        limit is None,
        {
            name: known[card_id] if card_id is not None else None
            for name, card_id in changes.items()
            if card_id is None or card_id in known
        },
    )
