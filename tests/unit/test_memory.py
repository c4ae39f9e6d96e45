"""Rules T2, T5, T6 and G10 of learning; see test_conformance for the numbers of FSRS-6."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import fsrs.scheduler
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.memory import (
    DEFAULT_PARAMETERS,
    MAXIMUM_INTERVAL,
    SAME_DAY_CHANGES,
    STEP,
    Memory,
    Phase,
    Rating,
    futures,
    rate,
    retrievability,
)
from bot.domain.moments import user_day
from bot.domain.spreading import fuzz_range, spread_intervals

DAY = 20000
NOW = datetime(2024, 10, 4, 9, tzinfo=UTC)
SEED = (7, 11)

small = settings(derandomize=True, max_examples=60, deadline=None)
ratings = st.sampled_from(Rating)
seeds = st.tuples(st.integers(1, 10**12), st.integers(1, 10**6))


def known(**changes: Any) -> Memory:
    memory = Memory(
        phase=Phase.REVIEW,
        stability=10.0,
        difficulty=5.0,
        due_day=DAY,
        due_at=None,
        last_day=DAY - 10,
        last_at=NOW - timedelta(days=10),
        reps=4,
        lapses=0,
        tries=1,
        version=4,
    )
    return replace(memory, **changes)


def answer(memory: Memory | None, rating: Rating, *, day: int = DAY, **more: Any) -> Memory:
    return rate(memory, rating, now=NOW + timedelta(days=day - DAY), day=day, seed=SEED, **more)


def test_t2_the_night_between_two_answers_is_one_day() -> None:
    zone = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 5, 4, 20, tzinfo=UTC)  # 22:00 local
    morning = datetime(2026, 5, 5, 7, tzinfo=UTC)  # 09:00 local
    memory = known(stability=1.0, last_day=user_day(evening, zone), last_at=evening)
    after = rate(memory, Rating.GOOD, now=morning, day=user_day(morning, zone), seed=SEED)
    assert after.stability == pytest.approx(4.232585, abs=1e-6)
    assert after.due_day - after.last_day in range(3, 6)


def test_t2_a_second_answer_on_the_same_day_counts_no_day() -> None:
    memory = known(stability=1.0, last_day=DAY, last_at=NOW)
    assert answer(memory, Rating.GOOD).stability == pytest.approx(1.0507, abs=1e-4)


def test_t2_travel_to_an_earlier_date_is_the_same_day_going_on() -> None:
    memory = known(stability=1.0, last_day=DAY + 1, last_at=NOW - timedelta(hours=1), tries=2)
    after = answer(memory, Rating.GOOD)
    assert after.stability == pytest.approx(1.0507, abs=1e-4)
    assert (after.last_day, after.tries) == (DAY + 1, 3)


def test_t2_a_clock_that_was_years_ahead_does_not_freeze_a_card() -> None:
    memory = known(last_day=DAY + 3650, last_at=NOW + timedelta(days=3650))
    after = answer(memory, Rating.GOOD)
    assert after.last_day == DAY
    assert DAY < after.due_day < DAY + 30


def test_our_parameters_are_those_the_library_starts_from() -> None:
    assert fsrs.scheduler.DEFAULT_PARAMETERS == DEFAULT_PARAMETERS


@pytest.mark.parametrize(
    ("interval", "low", "high"),
    [(1, 1, 1), (2, 2, 2), (3, 2, 4), (10, 8, 12), (100, 93, 107), (MAXIMUM_INTERVAL, 34673, MAXIMUM_INTERVAL)],
)
def test_t5_the_spread_of_an_interval(interval: int, low: int, high: int) -> None:
    assert fuzz_range(interval) == (low, high)


def test_t5_every_day_of_the_spread_is_used_and_no_other() -> None:
    memory = known(stability=3.0, last_day=DAY, last_at=NOW)  # Hard on the same day: an interval of 3 days
    days = {rate(memory, Rating.HARD, now=NOW, day=DAY, seed=(1, concept)).due_day - DAY for concept in range(200)}
    assert days == {2, 3, 4}


def test_t5_fuzz_is_the_same_in_every_process_and_depends_on_each_part_of_its_seed() -> None:
    memory = known(stability=400.0)

    def due(seed: tuple[int, int], reps: int) -> int:
        return rate(replace(memory, reps=reps), Rating.GOOD, now=NOW, day=DAY, seed=seed).due_day - DAY

    dues = [due((1, 2), 4), due((3, 2), 4), due((1, 3), 4), due((1, 2), 6)]
    assert dues == [397, 440, 426, 438]


@small
@given(
    stability=st.floats(0.001, 40000),
    difficulty=st.floats(1, 10),
    elapsed=st.integers(0, 4000),
    retention=st.floats(0.70, 0.97),
    seed=seeds,
)
def test_t5_a_better_answer_never_comes_back_sooner(
    stability: float, difficulty: float, elapsed: int, retention: float, seed: tuple[int, int]
) -> None:
    memory = known(stability=stability, difficulty=difficulty, last_day=DAY - elapsed)
    after = futures(memory, now=NOW, day=DAY, seed=seed, retention=retention)
    due = [after[rating].due_day - DAY for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert 1 <= due[0] <= due[1] <= due[2] <= MAXIMUM_INTERVAL


@pytest.mark.parametrize("intervals", [[1, 2, 3], [2, 3, 4], [4, 5, 6], [8, 9, 10], [40, 41, 42]])
@pytest.mark.parametrize("chance", [0.0, 0.3, 0.5, 0.7, 0.999])
def test_t5_fuzz_never_makes_two_different_answers_equal(intervals: list[int], chance: float) -> None:
    hard, good, easy = spread_intervals(intervals, chance)
    assert hard < good < easy
    for days, interval in zip((hard, good, easy), intervals, strict=True):
        assert fuzz_range(interval)[0] <= days <= fuzz_range(interval)[1]


def test_t5_equal_intervals_stay_equal() -> None:
    assert spread_intervals([5, 5, 5], 0.0) == [4, 4, 4]


def test_t5_parameters_fitted_out_of_order_still_give_ordered_buttons() -> None:
    parameters = (5.0, 40.0, 20.0, 10.0, *DEFAULT_PARAMETERS[4:])
    after = futures(None, now=NOW, day=DAY, seed=SEED, parameters=parameters)
    assert after[Rating.HARD].due_day == after[Rating.GOOD].due_day == after[Rating.EASY].due_day


def test_t6_a_new_card_failed_comes_back_after_ten_minutes_and_is_no_lapse() -> None:
    after = answer(None, Rating.AGAIN)
    assert (after.phase, after.due_at, after.due_day) == (Phase.LEARNING, NOW + STEP, DAY)
    assert (after.reps, after.lapses, after.tries, after.version) == (1, 0, 1, 1)


def test_t6_a_known_card_failed_is_one_lapse_however_often_it_fails_then() -> None:
    first = answer(known(lapses=2), Rating.AGAIN)
    second = answer(first, Rating.AGAIN)
    assert (first.phase, first.due_at, first.lapses) == (Phase.RELEARNING, NOW + STEP, 3)
    assert (second.phase, second.due_at, second.lapses) == (Phase.RELEARNING, NOW + STEP, 3)


@pytest.mark.parametrize("start", [None, known()])
def test_t6_the_third_failure_of_a_day_waits_for_tomorrow(start: Memory | None) -> None:
    after = reduce(answer, [Rating.AGAIN] * 3, start)
    assert after is not None
    assert (after.due_at, after.due_day, after.tries) == (None, DAY + 1, 3)
    next_day = answer(after, Rating.AGAIN, day=DAY + 1)
    assert (next_day.due_at, next_day.tries) == (NOW + timedelta(days=1) + STEP, 1)


@pytest.mark.parametrize("rating", [Rating.HARD, Rating.GOOD, Rating.EASY])
def test_t6_any_pass_ends_the_step_and_hard_is_one(rating: Rating) -> None:
    after = answer(answer(known(), Rating.AGAIN), rating)
    assert (after.phase, after.due_at) == (Phase.REVIEW, None)
    assert after.due_day >= DAY + 1


def test_g10_ten_more_answers_on_a_day_change_what_is_known_at_most_twice() -> None:
    memory = answer(None, Rating.AGAIN)
    states = [(memory.stability, memory.difficulty)]
    for _ in range(10):
        memory = answer(memory, Rating.GOOD)
        states.append((memory.stability, memory.difficulty))
    changes = sum(before != after for before, after in pairwise(states))
    assert changes == SAME_DAY_CHANGES
    assert (memory.reps, memory.tries, memory.version) == (11, 11, 11)


def test_g10_practice_keeps_the_day_of_a_pass_and_brings_a_failure_back_tomorrow() -> None:
    passed = reduce(answer, [Rating.GOOD, Rating.GOOD, Rating.GOOD], known())
    assert passed is not None
    practised = futures(passed, now=NOW, day=DAY, seed=SEED)
    assert {practised[rating].due_day for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)} == {passed.due_day}
    failed = practised[Rating.AGAIN]
    assert (failed.due_day, failed.due_at, failed.lapses) == (DAY + 1, None, passed.lapses)
    still_due = replace(passed, due_day=DAY)
    assert answer(still_due, Rating.GOOD).due_day == DAY + 1


@small
@given(history=st.lists(st.tuples(ratings, st.integers(-1, 60)), min_size=1, max_size=12), seed=seeds)
def test_any_history_keeps_a_memory_sound(history: list[tuple[Rating, int]], seed: tuple[int, int]) -> None:
    memory: Memory | None = None
    day = DAY
    for answers, (rating, elapsed) in enumerate(history):
        day += elapsed
        now = NOW + timedelta(days=60 * answers)
        before = memory
        memory = rate(before, rating, now=now, day=day, seed=seed)
        assert memory == futures(before, now=now, day=day, seed=seed)[rating]
        assert memory.version == memory.reps == answers + 1
        assert memory.last_day == max(day, before.last_day if before else day)
        assert memory.stability >= 0.001
        assert 1 <= memory.difficulty <= 10
        assert (memory.due_at is not None) == (memory.due_day == memory.last_day)
        assert memory.due_at is None or rating is Rating.AGAIN
        assert memory.due_day >= memory.last_day


@pytest.mark.parametrize("retention", [0.69, 0.971, 1.0, float("nan")])
def test_a_retention_nobody_should_aim_at_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        answer(None, Rating.GOOD, retention=retention)


def test_a_higher_retention_asks_sooner() -> None:
    assert answer(known(), Rating.GOOD, retention=0.95).due_day < answer(known(), Rating.GOOD, retention=0.80).due_day


def test_recall_is_certain_on_the_day_and_ninety_percent_after_the_stability() -> None:
    memory = known(stability=10.0, last_day=DAY)
    assert retrievability(memory, DAY - 1) == retrievability(memory, DAY) == 1.0
    assert retrievability(memory, DAY + 10) == pytest.approx(0.9)
