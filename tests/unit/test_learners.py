"""Rules T1 and T3: a learner's user days through travel, moved rollovers and clock changes."""

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.ids import LearnerId
from bot.domain.learners import ROLLOVER_HOURS, Learner
from bot.domain.moments import user_day

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
HOUR = timedelta(hours=1)


def learner(zone: str = "UTC", rollover: int = 4) -> Learner:
    return Learner(LearnerId(1), "en", ("en",), zone, 2, 10, 0.9, None, NOON, rollover=time(rollover))


def test_t1_a_day_begins_at_the_learners_own_hour() -> None:
    for rollover in ROLLOVER_HOURS:
        alice = learner(rollover=rollover)
        begins = datetime(2026, 5, 5, rollover, tzinfo=UTC)
        day = alice.day(begins)
        assert alice.day(begins - timedelta(microseconds=1)) == day - 1
        assert alice.day_starts(day) == begins


@pytest.mark.parametrize(("before", "after"), [(EAST, WEST), (WEST, EAST), ("Europe/Berlin", "Asia/Tokyo")])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_t3_travel_never_makes_two_days_of_one_moment_and_no_day_falls(before: str, after: str, hour: int) -> None:
    now = NOON + hour * HOUR
    alice = learner(before)
    moved = alice.living_by(now, zone=after)
    assert moved.day(now) == alice.day(now)
    ahead = [moved.day(now + minutes * timedelta(minutes=10)) for minutes in range(6 * 24 * 6)]
    assert ahead == sorted(ahead)
    # After the day that was held, the new zone's calendar holds.
    later = now + timedelta(days=4)
    assert moved.day(later) == user_day(later, moved.tz, moved.rollover)


@pytest.mark.parametrize("hour", range(0, 24, 2))
@pytest.mark.parametrize("hours", [(4, 12), (12, 4), (0, 12), (12, 0), (4, 0)])
def test_t3_a_moved_rollover_neither_begins_a_day_nor_ends_one_before_its_time(
    hour: int, hours: tuple[int, int]
) -> None:
    now = NOON + hour * HOUR
    alice = learner(rollover=hours[0])
    moved = alice.living_by(now, rollover=time(hours[1]))
    today = alice.day(now)
    assert moved.day(now) == today
    over = next(minutes for minutes in range(10**4) if moved.day(now + timedelta(minutes=minutes)) > today)
    ended = alice.day_starts(today + 1)
    assert now + timedelta(minutes=over) >= min(ended, moved.day_starts(today + 1))
    assert moved.day_starts(today + 1) == now + timedelta(minutes=over)


def test_t3_moving_to_and_fro_in_a_minute_stays_the_same_day() -> None:
    for seed in range(60):
        drawn = random.Random(seed)  # noqa: S311 - a test's own dice
        alice, now = learner(), NOON + drawn.randrange(24 * 60) * timedelta(minutes=1)
        today = alice.day(now)
        for _ in range(12):
            zone = drawn.choice((EAST, WEST, "UTC", "Asia/Kolkata"))
            alice = alice.living_by(now, zone=zone, rollover=time(drawn.choice(ROLLOVER_HOURS)))
            now += timedelta(seconds=5)
            assert alice.day(now) == today


def test_t3_whatever_is_changed_days_are_never_more_than_nights_gone_by() -> None:
    for seed in range(40):
        drawn = random.Random(seed)  # noqa: S311 - a test's own dice
        alice, now = learner(), NOON
        first = alice.day(now)
        for _ in range(30):
            now += timedelta(minutes=drawn.randrange(1, 1200))
            day = alice.day(now)
            if drawn.random() < 0.5:
                alice = alice.living_by(now, zone=drawn.choice((EAST, WEST, "UTC", "America/New_York")))
            else:
                alice = alice.living_by(now, rollover=time(drawn.choice(ROLLOVER_HOURS)))
            assert alice.day(now) == day
        assert alice.day(now) - first <= (now - NOON) / timedelta(days=1) + 3


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_t3_a_clock_change_is_one_day_like_any_other(month: int, day: int) -> None:
    alice = learner("Europe/Berlin")
    noon = datetime(2026, month, day, 12, tzinfo=UTC)
    assert [alice.day(noon + timedelta(days=each)) - alice.day(noon) for each in (-1, 0, 1)] == [-1, 0, 1]
    assert alice.living_by(noon, zone="Europe/Paris").hold is None


def test_t3_a_day_held_by_a_clock_that_was_years_ahead_is_let_go() -> None:
    ahead = learner(EAST).living_by(NOON + timedelta(days=3650), zone=WEST)
    assert ahead.hold is not None
    assert ahead.day(NOON) == user_day(NOON, ahead.tz, ahead.rollover)


def test_a_setting_that_changes_nothing_about_time_holds_nothing() -> None:
    assert replace(learner(), buttons=4).hold is None
    assert learner().living_by(NOON, rollover=time(4)).hold is None
