"""S1: what keeps a streak, what a freeze and a pause do, and that nothing is counted twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cards import Language
from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.domain.moments import AWAKE_FROM, AWAKE_UNTIL, user_day
from bot.domain.streak import (
    LONGEST_PAUSE,
    MOST_FREEZES,
    Pause,
    Streak,
    days_in_order,
    late_window,
    streak,
)

TODAY = 20_500
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ENGLISH: Language = "en"


def after(*days: int, pauses: tuple[Pause, ...] = (), today: int = TODAY) -> Streak:
    """The streak today, of days counted back from it: 0 is today."""
    return streak(sorted(TODAY - day for day in days), pauses, today)


def test_S1_one_answer_makes_the_day_and_days_in_a_row_make_a_streak() -> None:
    assert after().days == 0
    assert after(0).days == 1
    assert after(0, 1, 2).days == 3
    assert after(0).done
    assert not after(1).done


def test_S1_today_is_still_open() -> None:
    found = after(1, 2, 3)
    assert (found.days, found.freezes, found.frozen) == (3, 2, ())


def test_S1_a_gap_of_one_day_with_a_freeze_keeps_the_streak_and_uses_one_up() -> None:
    found = after(0, 2, 3)
    assert (found.days, found.freezes, found.frozen) == (3, 1, (TODAY - 1,))


def test_S1_two_freezes_cover_two_days_and_no_third() -> None:
    assert (after(0, 3, 4).days, after(0, 3, 4).freezes) == (3, 0)
    broken = after(0, 4, 5)
    assert (broken.days, broken.longest, broken.freezes) == (1, 2, 0)
    assert after(4, 5).days == 0, "three days were missed, and today is open"


def test_S1_seven_days_earn_a_freeze_and_two_are_held_at_most() -> None:
    seven = [day for day in range(10) if day not in (2, 3)][:7]
    assert after(*seven).freezes == 1, "two were used, the seventh day of the streak gave one"
    assert after(*seven[1:]).freezes == 0
    assert after(*range(40)).freezes == MOST_FREEZES


def test_S1_a_streak_that_ended_gives_no_freezes_back() -> None:
    assert after(0, 30).freezes == 0, "the two after the first day were used"
    assert after(0).freezes == 2


def test_S1_a_pause_of_up_to_fourteen_days_keeps_the_streak_and_the_freezes() -> None:
    paused = Pause(TODAY - LONGEST_PAUSE, TODAY)
    found = after(0, 15, 16, pauses=(paused,))
    assert (found.days, found.freezes, found.frozen) == (3, 2, ())
    assert after(15, 16, pauses=(paused,)).days == 2
    assert after(0, 15, 16).days == 1


def test_S1_pauses_one_after_another_keep_no_streak_beyond_fourteen_days() -> None:
    pauses = (Pause(TODAY - 20, TODAY - 6), Pause(TODAY - 6, TODAY + 8))
    assert after(0, 21, 22, pauses=pauses).days == 1
    assert after(0, 7, 21, 22, pauses=pauses).days == 4, "a practised day in between begins the count anew"


def test_S1_a_pause_is_over_on_the_day_it_names() -> None:
    pause = Pause(TODAY, TODAY + 3)
    assert [after(1, pauses=(pause,), today=TODAY + day).paused for day in range(-1, 4)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_S1_days_of_a_clock_that_ran_ahead_do_not_count() -> None:
    assert after(-3, 0, 1).days == 2


def test_S1_the_longest_streak_is_remembered_and_worth_begins_at_three() -> None:
    found = after(0, 1, *range(20, 32))
    assert (found.days, found.longest) == (2, 12)
    assert not found.worth_keeping
    assert after(1, 2, 3).worth_keeping


DAYS = st.sets(st.integers(TODAY - 60, TODAY))


@given(DAYS, st.sets(st.integers(TODAY - 60, TODAY + 5), max_size=3), st.integers(1, 14))
def test_S1_holds_whatever_was_practised(days: set[int], begins: set[int], length: int) -> None:
    pauses = [Pause(day, day + length) for day in sorted(begins)]
    found = streak(sorted(days), pauses, TODAY)
    assert 0 <= found.days <= found.longest <= len(days)
    assert 0 <= found.freezes <= MOST_FREEZES
    assert not set(found.frozen) & days
    if len(pauses) == 1:
        assert not any(pauses[0].covers(day) for day in found.frozen)
    assert found.done == (TODAY in days)
    again = streak(sorted(days), pauses, TODAY)
    assert again == found, "nothing is counted up: to ask twice changes nothing"


@given(DAYS)
def test_S1_to_practise_one_more_day_never_shortens_a_streak_that_goes_on(days: set[int]) -> None:
    before = streak(sorted(days), [], TODAY)
    with_today = streak(sorted(days | {TODAY}), [], TODAY)
    assert with_today.days >= max(before.days, 1)


def answered_at(local: str, zone: str) -> tuple[int, datetime]:
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return user_day(at, ZoneInfo(zone)), at


def test_T3_an_evening_and_the_small_hours_after_it_are_one_day() -> None:
    pairs = [answered_at(at, "Europe/Berlin") for at in ("2026-03-02 22:00", "2026-03-03 03:00")]
    assert len(days_in_order(pairs)) == 1
    assert len(days_in_order([*pairs, answered_at("2026-03-03 04:00", "Europe/Berlin")])) == 2


def test_T3_a_flight_from_the_first_zone_to_the_last_makes_no_second_day() -> None:
    there = answered_at("2026-03-10 10:00", "Pacific/Kiritimati")
    here = answered_at("2026-03-09 10:00", "Pacific/Pago_Pago")
    assert there[0] == here[0] + 1
    assert there[1] < here[1], "an hour later, and a day earlier by the calendar"
    assert days_in_order([there, here]) == [there[0]]
    assert days_in_order([here, (there[0], here[1] + timedelta(hours=12))]) == [here[0], there[0]]


def test_T3_days_on_which_clocks_change_are_days_like_others() -> None:
    for month, first in ((3, 28), (10, 24)):
        pairs = [
            answered_at(f"2026-{month:02}-{first + offset} {hour:02}:00", "Europe/Berlin")
            for offset in range(3)
            for hour in (4, 12, 23)
        ]
        days = days_in_order(pairs)
        assert len(days) == 3
        assert streak(days, [], days[-1]).days == 3


def test_S1_the_late_reminder_keeps_quiet_hours_on_every_date() -> None:
    zone = ZoneInfo("Europe/Berlin")
    for offset in range(366):
        begins, ends = late_window(date(2026, 1, 1) + timedelta(days=offset), zone)
        for at in (begins, ends - timedelta(seconds=1)):
            assert AWAKE_FROM <= at.astimezone(zone).time() < AWAKE_UNTIL
        assert ends - begins == timedelta(hours=1)


def test_S1_a_day_of_a_learner_with_another_rollover_is_theirs() -> None:
    learner = Learner(
        id=LearnerId(1),
        language=ENGLISH,
        card_languages=(ENGLISH,),
        zone="UTC",
        buttons=2,
        new_a_day=10,
        retention=0.9,
        daily_offered_at=None,
        started_at=NOON,
        rollover=time(0),
    )
    assert learner.day(NOON.replace(hour=1)) == learner.day(NOON)
