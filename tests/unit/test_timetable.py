"""When a schedule posts, in every zone and across every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.moments import EVERY_DAY
from bot.domain.timetable import Timetable

FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
# Zones whose clocks change by half an hour, at midnight, over the date line, or at odd times.
ODD = ("Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Pacific/Apia", "America/Nuuk", "Europe/Berlin")


def timetables() -> st.SearchStrategy[Timetable]:
    return st.builds(
        Timetable,
        st.lists(st.integers(0, 1439), min_size=1, max_size=12).map(tuple),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.sampled_from([*ZONES, *ODD * 40]).map(ZoneInfo),
    )


def instants() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def names(timetable: Timetable, after: str, until: str) -> list[str]:
    return [slot.name for slot in timetable.slots_between(at(after), at(until))]


@FAST
@given(timetables(), instants(), st.integers(1, 40))
def test_each_local_date_and_time_comes_exactly_once_in_rising_order(
    timetable: Timetable, after: datetime, days: int
) -> None:
    until = after + timedelta(days=days)
    slots = list(timetable.slots_between(after, until))
    assert len({slot.name for slot in slots}) == len(slots)
    assert all(one.at <= other.at and one.name < other.name for one, other in pairwise(slots))
    assert all(after < slot.at <= until for slot in slots)
    first, last = after.astimezone(timetable.zone).date(), until.astimezone(timetable.zone).date()
    whole = [first + timedelta(days=number) for number in range(1, (last - first).days)]
    wanted = {
        f"{on}T{minute // 60:02}:{minute % 60:02}"
        for on in whole
        if on.weekday() in timetable.weekdays and not left_out(on, timetable.zone)
        for minute in timetable.minutes
    }
    assert wanted <= {slot.name for slot in slots}


@FAST
@given(timetables(), instants())
def test_a_day_seen_in_pieces_has_the_same_slots(timetable: Timetable, after: datetime) -> None:
    until = after + timedelta(days=3)
    pieces = [after + timedelta(hours=7 * number) for number in range(11)] + [until]
    seen = [slot for one, other in pairwise(pieces) for slot in timetable.slots_between(one, min(other, until))]
    assert seen == list(timetable.slots_between(after, until))
    assert all(timetable.slot(slot.name) == slot for slot in seen)
    assert timetable.next_slot(after) == next(timetable.slots_after(after))


def left_out(on: date, zone: ZoneInfo) -> bool:
    hours = (datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(hours=hour) for hour in range(-24, 49))
    return all(hour.astimezone(zone).date() != on for hour in hours)


def test_a_time_inside_a_gap_comes_at_the_first_instant_after_it() -> None:
    berlin = Timetable((2 * 60 + 30, 3 * 60), EVERY_DAY, ZoneInfo("Europe/Berlin"))
    slots = list(islice(berlin.slots_after(at("2026-03-28 12:00")), 2))
    assert [(slot.name, slot.at) for slot in slots] == [
        ("2026-03-29T02:30", at("2026-03-29 01:00")),
        ("2026-03-29T03:00", at("2026-03-29 01:00")),
    ]


def test_a_time_that_comes_twice_counts_the_first_time() -> None:
    berlin = Timetable((2 * 60 + 30,), EVERY_DAY, ZoneInfo("Europe/Berlin"))
    assert names(berlin, "2026-10-24 12:00", "2026-10-25 23:00") == ["2026-10-25T02:30"]
    assert berlin.next_slot(at("2026-10-24 12:00")).at == at("2026-10-25 00:30")


def test_a_date_that_a_zone_left_out_has_no_slot() -> None:
    apia = Timetable((12 * 60,), EVERY_DAY, ZoneInfo("Pacific/Apia"))
    assert names(apia, "2011-12-29 00:00", "2011-12-31 23:59") == [
        "2011-12-29T12:00",
        "2011-12-31T12:00",
        "2012-01-01T12:00",
    ]
    assert apia.slot("2011-12-30T12:00") is None


def test_only_the_days_and_times_of_the_timetable_have_slots() -> None:
    mondays = Timetable((9 * 60, 18 * 60), frozenset({0}), ZoneInfo("Asia/Shanghai"))
    assert names(mondays, "2026-03-01 00:00", "2026-03-09 00:00") == ["2026-03-02T09:00", "2026-03-02T18:00"]
    assert mondays.slot("2026-03-03T09:00") is None
    assert mondays.slot("2026-03-02T09:01") is None
    assert mondays.slot("hand-7") is None


@pytest.mark.parametrize(
    ("minutes", "weekdays"), [((), EVERY_DAY), ((1440,), EVERY_DAY), ((0,), frozenset()), ((0,), frozenset({7}))]
)
def test_a_timetable_without_moments_is_refused(minutes: tuple[int, ...], weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="are some of"):
        Timetable(minutes, weekdays, ZoneInfo("UTC"))
