"""What can be set about a schedule, and within which bounds: pure, from what a button or a person says."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.errors import Refused
from bot.domain.ids import DeckId
from bot.domain.moments import EVERY_DAY, find_zone
from bot.domain.topics import Topics
from bot.storage.schedules import Schedule

T = TypeVar("T", bound=str)

MOST_TIMES = 12
"""Posts of one schedule a day: readers leave a channel that posts more."""

REVEAL_HOURS = (1, 3, 6, 12, 24)
KEEP_DAYS = 1
"""Telegram lets a bot delete a message for 48 hours: https://core.telegram.org/bots/api#deletemessage"""

FIRSTS = ("hottest", "oldest")


def applied(schedule: Schedule, field: str, value: str, topics: Topics) -> Schedule:
    """The schedule with one setting changed; an empty value stands for none. Whether a deck exists is not known here.

    `time` and `days` put a minute of the day or a weekday in, or take it out. Raises Refused for what cannot be set.
    """
    change = _CHANGES.get(field)
    if field == "topic":
        return replace(schedule, topic=_one_of(value, [topic.key for topic in topics]))
    if change is None:
        raise Refused("refused-old-button")
    return change(schedule, value)


def with_time(schedule: Schedule, minute: int) -> Schedule:
    """The schedule with one more time, unless it has it; raises Refused where it has enough."""
    if minute in schedule.minutes:
        return schedule
    if len(schedule.minutes) >= MOST_TIMES:
        raise Refused("schedule-times-full", limit=MOST_TIMES)
    return replace(schedule, minutes=tuple(sorted((*schedule.minutes, minute))))


def _time(schedule: Schedule, value: str) -> Schedule:
    minute = _number(value, range(24 * 60))
    if minute not in schedule.minutes:
        return with_time(schedule, minute)
    if len(schedule.minutes) == 1:
        raise Refused("schedule-last-time")
    return replace(schedule, minutes=tuple(each for each in schedule.minutes if each != minute))


def _days(schedule: Schedule, value: str) -> Schedule:
    weekdays = schedule.weekdays ^ {_number(value, EVERY_DAY)}
    if not weekdays:
        raise Refused("schedule-last-day")
    return replace(schedule, weekdays=weekdays)


def _zone(schedule: Schedule, value: str) -> Schedule:
    zone = find_zone(value)
    if zone is None:
        raise Refused("schedule-zone-unknown")
    return replace(schedule, zone=zone)


def _lang(schedule: Schedule, value: str) -> Schedule:
    for language in LANGUAGES:
        if language == value:
            return replace(schedule, lang=language)
    raise Refused("refused-old-button")


def _level(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, level=_one_of(value, LEVELS))


def _deck(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, deck=DeckId(_number(value, range(1, 10**9))) if value else None)


def _first(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, first="oldest" if value == "oldest" else "hottest")


def _reveal(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, reveal_hours=_number(value, REVEAL_HOURS) if value else None)


def _keep(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, keep_days=_number(value, (KEEP_DAYS,)) if value else None)


def _thread(schedule: Schedule, value: str) -> Schedule:
    return replace(schedule, thread_id=_number(value, range(1, 2**31)) if value else None)


_CHANGES: Mapping[str, Callable[[Schedule, str], Schedule]] = {
    "time": _time,
    "days": _days,
    "zone": _zone,
    "lang": _lang,
    "level": _level,
    "deck": _deck,
    "first": _first,
    "answer": _reveal,
    "keep": _keep,
    "thread": _thread,
}
FIELDS = (*_CHANGES, "topic")


def _one_of(value: str, known: Iterable[T]) -> T | None:
    """The one that is meant, None for an empty value."""
    for each in known:
        if each == value:
            return each
    if value:
        raise Refused("refused-old-button")
    return None


def _number(value: str, allowed: Container[int]) -> int:
    if value.isascii() and value.isdigit() and int(value) in allowed:
        return int(value)
    raise Refused("refused-old-button")
