"""When a schedule posts: its slots, each local date and time exactly once. Every instant comes in as an argument."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.moments import EVERY_DAY, local_instant

_DAY = timedelta(days=1)
_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment of a timetable: the instant `at` (aware, UTC), and `name`, its local date and time `2026-03-29T02:30`.

    The name is what the timetable says, also where clocks never showed that time; no two slots share one.
    """

    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """Local times, in minutes after midnight, on some days of the week (0 is Monday).

    Raises ValueError where there is no time or no day, or none such.
    """

    minutes: tuple[int, ...]
    weekdays: frozenset[int]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.minutes or not all(0 <= minute < _MINUTES for minute in self.minutes):
            raise ValueError(f"minutes of a day are some of 0 to {_MINUTES - 1}, not {self.minutes}")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError(f"days of the week are some of 0 to 6, not {sorted(self.weekdays)}")

    def next_slot(self, after: datetime) -> Slot:
        """The first slot strictly after an instant."""
        return next(self.slots_after(after))

    def slots_after(self, after: datetime) -> Iterator[Slot]:
        """All slots strictly after an instant, in the order of time, without end.

        A time inside a gap gives the first instant after it, so several slots may share an instant; a time that
        comes twice counts the first time; a date that a zone left out (Apia, 2011-12-30) has none.
        """
        # A gap may carry a slot past midnight: the date before may still have one.
        on = after.astimezone(self.zone).date() - _DAY
        while True:
            for slot in self._slots_on(on):
                if slot.at > after:
                    yield slot
            on += _DAY

    def slots_between(self, after: datetime, until: datetime) -> Iterator[Slot]:
        """The slots after one instant and not after another."""
        for slot in self.slots_after(after):
            if slot.at > until:
                return
            yield slot

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, or None where this timetable has no such slot."""
        try:
            moment = datetime.strptime(name, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - a local time; the zone is the timetable's
        except ValueError:
            return None
        return next((slot for slot in self._slots_on(moment.date()) if slot.name == name), None)

    def _slots_on(self, on: date) -> Iterator[Slot]:
        if on.weekday() not in self.weekdays:
            return
        for minute in sorted(set(self.minutes)):
            at = time(minute // 60, minute % 60)
            instant = local_instant(on, at, self.zone)
            if self._is_on(on, instant):
                yield Slot(instant, f"{on.isoformat()}T{at:%H:%M}")

    def _is_on(self, on: date, instant: datetime) -> bool:
        """False where the zone left that whole date out: then its midnight comes on another date too."""
        if instant.astimezone(self.zone).date() == on:
            return True
        return local_instant(on, time.min, self.zone).astimezone(self.zone).date() == on
