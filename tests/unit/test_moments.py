"""User days, daily moments and time zones, with the clock changes of real places."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.moments import (
    EVERY_DAY,
    DailyRule,
    DuePlan,
    Occurrence,
    day_starts,
    due_occurrence,
    elapsed_days,
    find_zone,
    local_instant,
    next_occurrence,
    occurrence_following,
    offsets_now,
    user_day,
)

BERLIN = ZoneInfo("Europe/Berlin")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")  # UTC+14
PAGO_PAGO = ZoneInfo("Pacific/Pago_Pago")  # UTC-11
CITIES = [ZoneInfo(name) for _, names in offsets_now(datetime(2026, 1, 1, tzinfo=UTC)) for name in names]

small = settings(derandomize=True, max_examples=60, deadline=None)


def utc(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def at(month: int, day: int, hour: int, minute: int = 0, *, zone: ZoneInfo = BERLIN) -> datetime:
    return local_instant(date(2026, month, day), time(hour, minute), zone)


def every_day(hour: int, minute: int = 0, zone: ZoneInfo = BERLIN) -> DailyRule:
    return DailyRule(time(hour, minute), EVERY_DAY, zone)


def test_t1_a_user_day_begins_at_four() -> None:
    assert user_day(at(5, 5, 3, 59), BERLIN) + 1 == user_day(at(5, 5, 4), BERLIN)
    assert user_day(utc(1, 1, 4, year=1970), ZoneInfo("UTC")) == 0


def test_t1_evening_and_morning_are_one_day_apart() -> None:
    assert elapsed_days(user_day(at(5, 4, 22), BERLIN), user_day(at(5, 5, 9), BERLIN)) == 1


@pytest.mark.parametrize(("month", "day", "hours"), [(3, 28, 23), (3, 29, 24), (10, 24, 25), (10, 25, 24)])
def test_t3_a_clock_change_makes_a_user_day_shorter_or_longer_but_one(month: int, day: int, hours: int) -> None:
    number = user_day(at(month, day, 12), BERLIN)
    assert day_starts(number + 1, BERLIN) - day_starts(number, BERLIN) == timedelta(hours=hours)


def test_t3_flying_west_over_the_date_line_is_no_negative_time() -> None:
    now = utc(6, 1, 20)
    before, after = user_day(now, KIRITIMATI), user_day(now, PAGO_PAGO)
    assert before - after == 1
    assert elapsed_days(before, after) == 0


def test_t3_a_rollover_that_comes_twice_begins_the_day_once() -> None:
    rollover = time(2, 30)
    minutes = [utc(10, 24, 23) + timedelta(minutes=10 * n) for n in range(24)]
    days = [user_day(minute, BERLIN, rollover) for minute in minutes]
    assert days == sorted(days)
    assert day_starts(days[-1], BERLIN, rollover) == utc(10, 25, 0, 30)


@small
@given(
    zone=st.sampled_from(CITIES),
    moment=st.integers(0, 400 * 24 * 60).map(lambda minutes: utc(1, 1) + timedelta(minutes=minutes)),
    rollover=st.times().map(lambda value: value.replace(microsecond=0)),
)
def test_every_instant_lies_in_its_user_day(zone: ZoneInfo, moment: datetime, rollover: time) -> None:
    day = user_day(moment, zone, rollover)
    assert day_starts(day, zone, rollover) <= moment < day_starts(day + 1, zone, rollover)


@pytest.mark.parametrize(
    ("place", "on", "wall", "instant"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), utc(3, 29, 1)),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(10, 25, 0, 30)),
        ("Asia/Beirut", date(2026, 3, 29), time(0), utc(3, 28, 22)),
        ("Asia/Beirut", date(2026, 10, 24), time(23, 30), utc(10, 24, 20, 30)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), utc(4, 23, 22)),
        ("America/Santiago", date(2026, 9, 6), time(0), utc(9, 6, 4)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(10, 3, 15, 30)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(4, 4, 14, 45)),
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), utc(3, 29, 1)),
        ("Asia/Kathmandu", date(2026, 1, 1), time(9), utc(1, 1, 3, 15)),
    ],
)
def test_a_missing_time_is_the_first_after_the_gap_and_a_double_time_the_first(
    place: str, on: date, wall: time, instant: datetime
) -> None:
    assert local_instant(on, wall, ZoneInfo(place)) == instant
    rule = DailyRule(wall, EVERY_DAY, ZoneInfo(place))
    assert next_occurrence(rule, instant - timedelta(seconds=1)) == Occurrence(instant, on)


@pytest.mark.parametrize("wall", [time(0), time(2, 30), time(23, 59)])
def test_f20_every_date_around_a_clock_change_has_one_moment_in_every_zone(wall: time) -> None:
    for name in sorted(available_timezones())[:: 1 if wall == time(0) else 7]:
        rule = DailyRule(wall, EVERY_DAY, ZoneInfo(name))
        for after in (utc(3, 1), utc(4, 1), utc(9, 1), utc(10, 20)):
            found = [next_occurrence(rule, after)]
            for _ in range(35):
                found.append(next_occurrence(rule, found[-1].instant))
            for one, other in pairwise(found):
                assert other.local_date - one.local_date == timedelta(days=1), name
                assert timedelta(hours=22) <= other.instant - one.instant <= timedelta(hours=26), name


def test_a_date_that_a_zone_left_out_has_no_moment() -> None:
    apia = ZoneInfo("Pacific/Apia")
    first = next_occurrence(every_day(9, zone=apia), utc(12, 29, year=2011))
    second = next_occurrence(every_day(9, zone=apia), first.instant)
    assert (first.local_date, second.local_date) == (date(2011, 12, 29), date(2011, 12, 31))
    assert second.instant - first.instant == timedelta(days=1)


def test_a_rule_keeps_to_its_days_of_the_week() -> None:
    rule = DailyRule(time(9), frozenset({0, 4}), BERLIN)
    moment, dates = at(5, 4, 9), []
    for _ in range(4):
        occurrence = next_occurrence(rule, moment)
        moment = occurrence.instant
        dates.append(occurrence.local_date.day)
    assert dates == [8, 11, 15, 18]  # 2026-05-04 is a Monday, and its own moment is past


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7}), frozenset({-1, 2})])
def test_a_rule_without_real_days_is_refused(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="days of the week"):
        DailyRule(time(9), weekdays, BERLIN)


def test_a_moment_still_to_come_is_left_alone() -> None:
    assert due_occurrence(every_day(9), at(5, 6, 9), at(5, 5, 10)) == DuePlan(None, None, at(5, 6, 9))


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=5), timedelta(hours=3)])
def test_a_moment_that_is_due_is_sent_even_at_night(late: timedelta) -> None:
    due = at(5, 5, 23)
    plan = due_occurrence(every_day(23), due, due + late)
    assert plan == DuePlan(Occurrence(due, date(2026, 5, 5)), due + late, at(5, 6, 23))


def test_f23_a_month_of_silence_is_one_delivery() -> None:
    now = at(5, 31, 13)
    plan = due_occurrence(every_day(9), at(5, 1, 9), now)
    assert plan == DuePlan(Occurrence(at(5, 31, 9), date(2026, 5, 31)), now, at(6, 1, 9))
    assert due_occurrence(every_day(9), plan.next_at, now).deliver is None


@pytest.mark.parametrize(
    ("hour", "now", "not_before"),
    [
        (20, at(5, 6, 2), at(5, 6, 8)),
        (18, at(5, 5, 22), at(5, 6, 8)),
        (18, at(5, 5, 21, 59), at(5, 5, 21, 59)),
        (13, at(5, 6, 8), at(5, 6, 8)),
    ],
)
def test_f23_what_is_late_waits_for_the_morning(hour: int, now: datetime, not_before: datetime) -> None:
    plan = due_occurrence(every_day(hour), at(5, 5, hour), now)
    assert (plan.deliver, plan.not_before) == (Occurrence(at(5, 5, hour), date(2026, 5, 5)), not_before)


@pytest.mark.parametrize(
    ("hour", "now"),
    [
        (9, at(5, 6, 2)),  # held until 08:00, and 09:00 is near
        (7, at(5, 5, 23)),  # the next one comes before the held one would
        (12, at(5, 6, 8)),  # four hours exactly
    ],
)
def test_f23_what_is_late_gives_way_to_a_near_one(hour: int, now: datetime) -> None:
    assert due_occurrence(every_day(hour), at(5, 5, hour), now) == DuePlan(None, None, at(5, 6, hour))


@small
@given(
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    hour=st.integers(0, 23),
    zone=st.sampled_from(CITIES),
    since=st.integers(0, 24 * 300),
    silence=st.integers(0, 24 * 60),
)
def test_f23_no_silence_brings_more_than_one_delivery_or_one_older_than_a_week(
    weekdays: frozenset[int], hour: int, zone: ZoneInfo, since: int, silence: int
) -> None:
    rule = DailyRule(time(hour), weekdays, zone)
    next_at = next_occurrence(rule, utc(1, 1) + timedelta(hours=since)).instant
    now = next_at + timedelta(hours=silence)
    plan = due_occurrence(rule, next_at, now)
    assert plan.next_at == next_occurrence(rule, now).instant
    if plan.deliver is None:
        assert plan.next_at - now <= timedelta(hours=15)
        return
    assert plan.not_before is not None
    assert next_at <= plan.deliver.instant <= now <= plan.not_before
    assert now - plan.deliver.instant <= timedelta(days=7)
    if now - plan.deliver.instant > timedelta(hours=3):
        assert time(8) <= plan.not_before.astimezone(zone).time() < time(22)
        assert plan.next_at - plan.not_before > timedelta(hours=4)


def test_f22_a_moment_from_older_zone_data_is_delivered_once() -> None:
    early = at(5, 5, 8)  # stored when the zone was thought to be an hour ahead
    plan = due_occurrence(every_day(9), early, early)
    assert plan == DuePlan(Occurrence(early, date(2026, 5, 5)), early, at(5, 6, 9))


def test_a_date_already_delivered_is_not_delivered_again() -> None:
    due = at(5, 5, 9)
    assert due_occurrence(every_day(9), due, due, last=date(2026, 5, 5)) == DuePlan(None, None, at(5, 6, 9))


def test_f21_after_a_flight_west_the_next_moment_is_on_a_date_not_yet_delivered() -> None:
    due = at(5, 5, 9)
    assert due_occurrence(every_day(9), due, due, last=date(2026, 5, 6)) == DuePlan(None, None, at(5, 7, 9))


def test_f21_a_later_time_on_a_day_already_served_waits_for_tomorrow() -> None:
    last = Occurrence(at(5, 5, 9), date(2026, 5, 5))
    assert occurrence_following(every_day(21), at(5, 5, 12), last).instant == at(5, 6, 21)
    assert occurrence_following(every_day(21), at(5, 5, 12), None).instant == at(5, 5, 21)


def test_f21_flying_west_over_the_date_line_shortens_the_wait_to_two_days() -> None:
    last = Occurrence(at(6, 2, 9, zone=KIRITIMATI), date(2026, 6, 2))
    following = occurrence_following(every_day(9, zone=PAGO_PAGO), last.instant + timedelta(hours=1), last)
    assert following == Occurrence(last.instant + timedelta(hours=48), date(2026, 6, 3))
    midnight = Occurrence(at(6, 2, 0, zone=KIRITIMATI), date(2026, 6, 2))
    following = occurrence_following(every_day(0, zone=PAGO_PAGO), midnight.instant + timedelta(hours=1), midnight)
    assert following == Occurrence(at(6, 3, 0, zone=PAGO_PAGO), date(2026, 6, 3))


def test_f21_a_pause_of_weeks_does_not_send_at_once() -> None:
    last = Occurrence(at(5, 1, 9), date(2026, 5, 1))
    assert occurrence_following(every_day(9), at(5, 20, 12), last).instant == at(5, 21, 9)


# Places without clock changes in June, from UTC-11 to UTC+14.
WALK = [ZoneInfo(name) for _, names in offsets_now(utc(6, 1)) for name in names]


@small
@given(
    moves=st.lists(st.tuples(st.sampled_from(WALK), st.integers(1, 23), st.integers(1, 60)), min_size=2, max_size=12)
)
def test_f21_no_walk_over_zones_doubles_a_date_or_waits_over_two_days(
    moves: list[tuple[ZoneInfo, int, int]],
) -> None:
    now, delivered = utc(6, 1), [Occurrence(utc(6, 1), date(2026, 5, 31))]
    rule = every_day(9)
    next_at = occurrence_following(rule, now, delivered[-1]).instant
    for zone, hour, hours in moves:
        until = now + timedelta(hours=hours)
        while next_at <= until:
            now = next_at
            plan = due_occurrence(rule, next_at, now, last=delivered[-1].local_date)
            if plan.deliver is not None:
                delivered.append(plan.deliver)
            next_at = plan.next_at
        now, rule = until, every_day(hour, zone=zone)
        next_at = occurrence_following(rule, now, delivered[-1]).instant
    for one, other in pairwise(delivered):
        assert other.local_date > one.local_date
        assert other.instant - one.instant <= timedelta(hours=48)


@pytest.mark.parametrize("now", [utc(1, 15), utc(3, 1), utc(4, 2), utc(7, 15), utc(10, 28)])
def test_every_offset_that_people_live_by_can_be_tapped(now: datetime) -> None:
    table = (files("tzdata") / "zoneinfo" / "zone1970.tab").read_text(encoding="utf-8")
    places = [line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")]
    lived_by = {now.astimezone(ZoneInfo(place)).utcoffset() for place in places if "Antarctica" not in place}
    assert lived_by <= {offset for offset, _ in offsets_now(now)}


@pytest.mark.parametrize("now", [utc(1, 15), utc(7, 15)])
def test_offsets_rise_and_lead_to_their_own_zones(now: datetime) -> None:
    offsets = offsets_now(now)
    assert [offset for offset, _ in offsets] == sorted({offset for offset, _ in offsets})
    for offset, names in offsets:
        assert len(names) == len(set(names))
        assert {now.astimezone(ZoneInfo(name)).utcoffset() for name in names} == {offset}


@pytest.mark.parametrize(
    ("now", "hours", "zone"),
    [
        (utc(1, 15), 3, "Europe/Moscow"),
        (utc(1, 15), 8, "Asia/Shanghai"),
        (utc(1, 15), 1, "Europe/Berlin"),
        (utc(7, 15), 2, "Europe/Berlin"),
    ],
)
def test_the_likeliest_place_comes_first(now: datetime, hours: int, zone: str) -> None:
    assert dict(offsets_now(now))[timedelta(hours=hours)][0] == zone


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        (" AMERICA/ARGENTINA/BUENOS_AIRES ", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("Berlin", None),
        ("localtime", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_its_exact_name_in_any_case(name: str, zone: str | None) -> None:
    assert find_zone(name) == zone
