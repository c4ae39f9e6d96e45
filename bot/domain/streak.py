"""S1: the streak, a pure function of the days that were practised and of planned pauses; nothing is counted up.

Days are user days since 1970-01-01.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.moments import AWAKE_UNTIL, local_instant

FREEZES_AT_START = 2
MOST_FREEZES = 2
DAYS_PER_FREEZE = 7
"""Every so many days of a streak earn a freeze, as long as fewer than MOST_FREEZES are held."""

LONGEST_PAUSE = 14
"""Days: a longer pause without a practised day in between keeps reminders away, but not the streak."""

PAUSES = (3, 7, LONGEST_PAUSE)

WORTH_KEEPING = 3
"""Days: a shorter streak is no reason to write to anybody in the evening."""

LATE_AT = time(21)
"""Local time of the late reminder: an hour before the quiet hours begin (`moments.AWAKE_UNTIL`)."""

LATE_GAP = timedelta(hours=3)
"""The late reminder comes at least so long after the daily one, or not at all."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nobody is reminded and nothing is missed: from `first_day` up to, not including, `until_day`."""

    first_day: int
    until_day: int

    def covers(self, day: int) -> bool:
        """Whether it is a day of this pause."""
        return self.first_day <= day < self.until_day


@dataclass(frozen=True, slots=True)
class Streak:
    """Where a streak stands on a day.

    `days` were practised without one being missed; `longest` is the most there ever were. `freezes` are held now, and
    `frozen` are the days that used one up. `done` tells that today counts already, `paused` that a pause covers today.
    """

    days: int
    longest: int
    freezes: int
    frozen: tuple[int, ...]
    done: bool
    paused: bool

    @property
    def worth_keeping(self) -> bool:
        """Long enough to be reminded of."""
        return self.days >= WORTH_KEEPING


def days_in_order(first_answers: Iterable[tuple[int, datetime]]) -> list[int]:
    """The days that count as practised, rising, of (user day, instant of its first answer).

    T3: an answer given after a later day had begun, on a journey west, belongs to that day and makes no second one.
    """
    days: list[int] = []
    for day, _ in sorted(first_answers, key=lambda each: (each[1], each[0])):
        if not days or day > days[-1]:
            days.append(day)
    return days


def streak(practised: Sequence[int], pauses: Sequence[Pause], today: int) -> Streak:
    """The streak on `today`, of rising days practised; a day on which nothing was due and the plan was opened is one.

    A missed day uses up a freeze by itself, or ends the streak where there is none. Today is not missed yet, and days
    after it (a clock that ran ahead) do not count. A day of a pause is never missed, up to LONGEST_PAUSE in a row.
    """
    days = practised[: bisect_right(practised, today)]
    kept = longest = 0
    freezes = FREEZES_AT_START
    frozen: list[int] = []
    for place, day in enumerate(days):
        if place:
            missed = _missed(days[place - 1] + 1, day, pauses)
            kept, freezes = _bridge(kept, freezes, missed, frozen)
        kept += 1
        longest = max(longest, kept)
        if kept % DAYS_PER_FREEZE == 0:
            freezes = min(freezes + 1, MOST_FREEZES)
    if days:
        kept, freezes = _bridge(kept, freezes, _missed(days[-1] + 1, today, pauses), frozen)
    done = bool(days) and days[-1] == today
    return Streak(kept, longest, freezes, tuple(frozen), done, is_paused(pauses, today))


def is_paused(pauses: Iterable[Pause], day: int) -> bool:
    """Whether some pause covers a day."""
    return any(pause.covers(day) for pause in pauses)


def _missed(first: int, until: int, pauses: Sequence[Pause]) -> list[int]:
    """The days from `first` up to, not including, `until` that no pause excuses; no more than a streak can outlive."""
    missed: list[int] = []
    excused = 0
    for day in range(first, until):
        if excused < LONGEST_PAUSE and is_paused(pauses, day):
            excused += 1
            continue
        missed.append(day)
        if len(missed) > MOST_FREEZES:
            break
    return missed


def _bridge(kept: int, freezes: int, missed: list[int], frozen: list[int]) -> tuple[int, int]:
    """The streak and its freezes after missed days; the days that used one up are added to `frozen`."""
    used = missed[:freezes]
    frozen += used
    return (kept if len(missed) <= freezes else 0), freezes - len(used)


def late_window(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when, and until before when, the late reminder of a local date may be sent, in UTC."""
    return local_instant(on, LATE_AT, zone), local_instant(on, AWAKE_UNTIL, zone)
