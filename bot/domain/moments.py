"""Calendars of people: user days, daily moments, time zones. Pure: every instant comes in as an argument.

Instants are aware and in UTC; a user day is a whole number of days since 1970-01-01.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

ROLLOVER = time(4)
"""Local time at which a user day begins: people who study past midnight are still in the evening before."""

AWAKE_FROM = time(8)
"""Local time from which a message that is late may be sent."""

AWAKE_UNTIL = time(22)
"""Local time from which a late message waits for the morning. A time the learner chose is never held back."""

LATE_AFTER = timedelta(hours=3)
"""An older moment counts as late, and the quiet hours hold for it."""

NEXT_IS_NEAR = timedelta(hours=4)
"""A late moment gives way to the next regular one when that comes so soon after it."""

LONGEST_HOLD = timedelta(hours=64)
"""No user day lasts longer: a day, travel from UTC+14 to UTC-12, a rollover moved by twelve hours, clock changes."""

LONGEST_GAP = timedelta(hours=48)
"""An every-day rule never pauses longer than this because of a change of zone or time."""

EVERY_DAY = frozenset(range(7))

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = timedelta(days=1)


def user_day(at: datetime, zone: ZoneInfo, rollover: time = ROLLOVER) -> int:
    """The user day, in days since 1970-01-01, that the instant `at` belongs to.

    Rule T1: the date of (local time - rollover). Never falls as `at` rises, so a rollover that a clock change
    repeats begins the day once, the first time.
    """
    local = at.astimezone(zone)
    into_day = timedelta(
        hours=rollover.hour,
        minutes=rollover.minute,
        seconds=rollover.second,
        microseconds=rollover.microsecond,
    )
    day = (local.replace(tzinfo=None) - into_day).toordinal() - _EPOCH
    if local.fold and at >= day_starts(day + 1, zone, rollover):
        return day + 1
    return day


def day_starts(day: int, zone: ZoneInfo, rollover: time = ROLLOVER) -> datetime:
    """The first instant, in UTC, of a user day."""
    return local_instant(date.fromordinal(day + _EPOCH), rollover, zone)


def elapsed_days(before: int, now: int) -> int:
    """Whole user days between two answers; 0 when travel made the day number fall."""
    return max(0, now - before)


@dataclass(frozen=True, slots=True)
class Hold:
    """T3: a user day that goes on until an instant, since the zone or the rollover was changed in the middle of it.

    Without it, a change would begin a day anew that is lived already, or end one early: two streak days from one.
    """

    day: int
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it is still that day. A hold from a clock that was far ahead is none."""
        return now < self.until <= now + LONGEST_HOLD


def held_day(now: datetime, zone: ZoneInfo, rollover: time, hold: Hold | None) -> int:
    """The user day, as `user_day` gives it, or that of a `hold` for as long as that lasts."""
    return hold.day if hold is not None and hold.holds(now) else user_day(now, zone, rollover)


def hold_after(
    now: datetime, before: tuple[ZoneInfo, time, Hold | None], zone: ZoneInfo, rollover: time
) -> Hold | None:
    """T3: what to hold where a learner lives by another zone or rollover from `now` on; `before` is what they had.

    Where the new calendar is behind, the day of the old one goes on until the next begins in the new one; where it
    is ahead, until it ends in the old one. Day numbers never fall, and no day is shorter than it would have been.
    """
    old_zone, old_rollover, held = before
    day = held_day(now, *before)
    fresh = user_day(now, zone, rollover)
    if fresh == day:
        return None
    if fresh < day:
        return Hold(day, day_starts(day + 1, zone, rollover))
    goes_on = held is not None and held.holds(now)
    return Hold(day, held.until if held is not None and goes_on else day_starts(day + 1, old_zone, old_rollover))


def local_instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show that date and time.

    A time that does not exist gives the first instant after the gap; a time that comes twice gives the first.
    """
    wall = datetime.combine(on, at.replace(tzinfo=None, fold=0))
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(instant, zone) == wall:
        return instant
    # Inside a gap the two folds give an instant on each side of the change; changes fall on whole seconds.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC).replace(microsecond=0)
    low, high = 0, int((instant - before).total_seconds()) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if _wall(before + timedelta(seconds=middle), zone) >= wall:
            high = middle
        else:
            low = middle
    return before + timedelta(seconds=high)


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class DailyRule:
    """A local time on some days of the week (0 is Monday); ValueError when there is no day or no such day."""

    at: time
    weekdays: frozenset[int]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError(f"days of the week are some of 0 to 6, not {sorted(self.weekdays)}")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One moment of a rule. `local_date` is the date it stands for: the key by which it is delivered once."""

    instant: datetime
    local_date: date


@dataclass(frozen=True, slots=True)
class DuePlan:
    """What a planner does with a rule: `deliver` (or nothing) not before `not_before`, then wake at `next_at`."""

    deliver: Occurrence | None
    not_before: datetime | None
    next_at: datetime


def next_occurrence(rule: DailyRule, after: datetime, *, past: date | None = None) -> Occurrence:
    """The first moment of the rule strictly after `after`, on a local date later than `past` where that is given.

    Each local date has at most one; a date that a zone left out (Apia, 2011-12-30) has none.
    """
    on = after.astimezone(rule.zone).date()
    if past is not None:
        on = max(on, past + _DAY)
    while True:
        occurrence = _occurrence_on(rule, on)
        if occurrence is not None and occurrence.instant > after:
            return occurrence
        on += _DAY


def occurrence_following(rule: DailyRule, now: datetime, last: Occurrence | None) -> Occurrence:
    """The next moment after `now` for someone whose last delivery was `last`, also once they changed zone or time.

    Never on or before the local date of `last`. An every-day rule waits at most LONGEST_GAP after `last`, or,
    where that would still be the same local date (a flight from UTC+14 to UTC-11), for the next date to begin.
    """
    if last is None:
        return next_occurrence(rule, now)
    regular = next_occurrence(rule, now, past=last.local_date)
    limit = last.instant + LONGEST_GAP
    if rule.weekdays != EVERY_DAY or limit <= now or regular.instant <= limit:
        return regular
    free = local_instant(last.local_date + _DAY, time.min, rule.zone)
    instant = min(regular.instant, max(limit, free))
    return Occurrence(instant, instant.astimezone(rule.zone).date())


def due_occurrence(rule: DailyRule, next_at: datetime, now: datetime, *, last: date | None = None) -> DuePlan:
    """What to do at `now` with a rule whose stored moment is `next_at`; `last` is the last local date delivered.

    All missed moments become the newest one. Late by more than LATE_AFTER, it is sent only between AWAKE_FROM
    and AWAKE_UNTIL local time and gives way to a regular moment that is near; as a rule comes at least weekly,
    nothing older than a week is sent. A `next_at` still to come is left as it is.
    """
    if next_at > now:
        return DuePlan(None, None, next_at)
    newest = _newest_occurrence(rule, now)
    if newest.instant < next_at:
        # `next_at` came from other rules: a changed zone, new time zone data, the limit on gaps.
        newest = Occurrence(next_at, next_at.astimezone(rule.zone).date())
    upcoming = next_occurrence(rule, now, past=last)
    age = now - newest.instant
    if last is not None and newest.local_date <= last:
        return DuePlan(None, None, upcoming.instant)
    not_before = now
    if age > LATE_AFTER:
        morning = when_late(now, rule.zone, upcoming.instant)
        if morning is None:
            return DuePlan(None, None, upcoming.instant)
        not_before = morning
    following = occurrence_following(rule, now, newest)
    return DuePlan(newest, not_before, following.instant)


def when_late(now: datetime, zone: ZoneInfo, next_at: datetime | None) -> datetime | None:
    """When to send what is late: now or in the morning; None where the next regular moment is near by then."""
    not_before = _when_awake(now, zone)
    return None if next_at is not None and next_at <= not_before + NEXT_IS_NEAR else not_before


def _occurrence_on(rule: DailyRule, on: date) -> Occurrence | None:
    if on.weekday() not in rule.weekdays:
        return None
    instant = local_instant(on, rule.at, rule.zone)
    moved_on = instant.astimezone(rule.zone).date() != on
    if moved_on and local_instant(on, time.min, rule.zone).astimezone(rule.zone).date() != on:
        return None
    return Occurrence(instant, on)


def _newest_occurrence(rule: DailyRule, now: datetime) -> Occurrence:
    on = now.astimezone(rule.zone).date()
    while True:
        occurrence = _occurrence_on(rule, on)
        if occurrence is not None and occurrence.instant <= now:
            return occurrence
        on -= _DAY


def _when_awake(now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    if AWAKE_FROM <= local.time() < AWAKE_UNTIL:
        return now
    morning = local.date() if local.time() < AWAKE_FROM else local.date() + _DAY
    return local_instant(morning, AWAKE_FROM, zone)


# Likeliest first, so that a list of cities begins with the ones most people mean. Every UTC offset that people
# live by is here in every season.
_ZONES = tuple(
    """
    Europe/Moscow Asia/Shanghai Asia/Kolkata America/New_York Europe/London Europe/Berlin America/Los_Angeles
    America/Chicago Europe/Kyiv Asia/Singapore America/Sao_Paulo Europe/Istanbul Asia/Tokyo Asia/Jakarta
    Africa/Lagos Asia/Almaty Asia/Tashkent Europe/Paris Asia/Dubai Asia/Yekaterinburg Asia/Novosibirsk
    Europe/Minsk Asia/Tbilisi Asia/Hong_Kong Europe/Warsaw Asia/Jerusalem Africa/Cairo Asia/Karachi Asia/Dhaka
    America/Mexico_City Asia/Ho_Chi_Minh Asia/Bangkok Asia/Manila Europe/Madrid Europe/Rome America/Toronto
    Europe/Amsterdam Asia/Seoul Asia/Taipei Asia/Kuala_Lumpur Australia/Sydney America/Argentina/Buenos_Aires
    America/Bogota America/Lima Africa/Nairobi Africa/Johannesburg Asia/Tehran Asia/Riyadh Asia/Baghdad
    Europe/Samara Asia/Omsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan
    Asia/Kamchatka Europe/Kaliningrad Asia/Yerevan Asia/Baku Asia/Bishkek Asia/Dushanbe Asia/Ashgabat
    Europe/Bucharest Europe/Athens Europe/Prague Europe/Vienna Europe/Budapest Europe/Belgrade Europe/Stockholm
    Europe/Helsinki Europe/Lisbon Europe/Dublin Europe/Zurich Europe/Brussels Europe/Copenhagen Europe/Oslo
    Europe/Sofia Europe/Riga Europe/Vilnius Europe/Tallinn Europe/Chisinau Asia/Nicosia America/Denver
    America/Phoenix America/Vancouver America/Edmonton America/Halifax America/Caracas America/Santiago
    America/Guatemala Africa/Casablanca Africa/Algiers Africa/Accra Africa/Kinshasa Africa/Khartoum
    Africa/Addis_Ababa Africa/Maputo Asia/Kabul Asia/Colombo Asia/Kathmandu Asia/Yangon Asia/Ulaanbaatar
    Asia/Urumqi Asia/Beirut Australia/Brisbane Australia/Melbourne Australia/Perth Australia/Adelaide
    Australia/Darwin Pacific/Auckland Pacific/Honolulu America/Anchorage America/St_Johns America/Montevideo
    America/Nuuk America/Noronha Atlantic/Azores Atlantic/Cape_Verde Atlantic/Reykjavik Asia/Sakhalin
    Pacific/Port_Moresby Pacific/Noumea Pacific/Fiji Pacific/Tongatapu Pacific/Apia Pacific/Kiritimati
    Pacific/Pago_Pago Pacific/Marquesas Pacific/Gambier Pacific/Pitcairn Pacific/Norfolk Pacific/Chatham
    Australia/Lord_Howe Australia/Eucla America/Miquelon
    """.split()  # noqa: SIM905 - a hundred quoted names would hide their order
)


def offsets_now(now: datetime) -> list[tuple[timedelta, list[str]]]:
    """The UTC offsets that people live by at `now`, rising, each with its IANA zones, likeliest first."""
    found: dict[timedelta, list[str]] = {}
    for name in _ZONES:
        found.setdefault(_offset(name, now), []).append(name)
    return sorted(found.items())


def find_zone(name: str) -> str | None:
    """The IANA zone of that name, upper and lower case alike, as the time zone data spells it; else None."""
    return _zone_names().get(name.strip().casefold())


def _offset(name: str, now: datetime) -> timedelta:
    return now.astimezone(ZoneInfo(name)).utcoffset() or timedelta()


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    # "localtime" is whatever the machine is set to and "Factory" is nowhere: neither is a place.
    return {name.casefold(): name for name in available_timezones() - {"localtime", "Factory"}}
