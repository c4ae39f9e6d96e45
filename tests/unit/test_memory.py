"""Rules T2, T5, T6, G10 of learning, and the published vectors of FSRS-6."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import pairwise
from pathlib import Path
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
    _spread_intervals,
    futures,
    fuzz_range,
    rate,
    retrievability,
)
from bot.domain.moments import user_day

VECTORS = Path(__file__).parents[3] / "shared" / "fsrs_vectors.json"
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


def replay(history: list[tuple[int, int]], **more: Any) -> Memory:
    memory, day = None, DAY
    for rating, elapsed in history:
        day += elapsed
        memory = answer(memory, Rating(rating), day=day, **more)
    assert memory is not None
    return memory


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


@pytest.mark.parametrize(
    ("history", "stability", "difficulty"),
    [
        ([(1, 0), (3, 0), (3, 1), (3, 3), (3, 8), (3, 21)], 53.62691, 6.3574867),
        ([(1, 0), (2, 0), (3, 1), (4, 3), (3, 8), (3, 21)], 51.081, 6.7493),
    ],
)
def test_published_histories_give_the_published_memory(
    history: list[tuple[int, int]], stability: float, difficulty: float
) -> None:
    memory = replay(history)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)


def test_our_parameters_are_those_the_library_starts_from() -> None:
    assert fsrs.scheduler.DEFAULT_PARAMETERS == DEFAULT_PARAMETERS


# Steps of other lengths, imports from SM-2 and intervals without rounding are things Sobes does not have.
NOT_OURS = {"sequence_with_steps", "first_learning_step", "sm2_import"}


def shared_cases() -> list[Any]:
    if not VECTORS.exists():
        return [pytest.param({}, {}, marks=pytest.mark.skip(reason="no shared FSRS vectors here"))]
    data = json.loads(VECTORS.read_text(encoding="utf-8"))
    ours = [case for case in data["cases"] if case["kind"] not in NOT_OURS and case.get("rounding") != "none"]
    return [pytest.param(case, data["parameter_sets"], id=case["id"]) for case in ours]


@pytest.mark.parametrize(("case", "sets"), shared_cases())
def test_shared_vectors(case: dict[str, Any], sets: dict[str, list[float]]) -> None:
    parameters = tuple(sets[case.get("parameters", "fsrs6_default")])
    CHECKS[case["kind"]](case, parameters)


def check_memory_state(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    memory = replay([(rating, elapsed) for rating, elapsed in case["history"]], parameters=parameters)
    assert memory.stability == pytest.approx(case["expected"]["stability"], abs=case["tolerance_abs"])
    assert memory.difficulty == pytest.approx(case["expected"]["difficulty"], abs=case["tolerance_abs"])
    if "raw_interval_days_at_0_90" in case and memory.phase is Phase.REVIEW:
        low, high = fuzz_range(case["raw_interval_days_at_0_90"])
        assert low <= memory.due_day - memory.last_day <= high


def check_single_step(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    memory = known(**case["start"], last_day=DAY - case["elapsed_days"])
    after = answer(memory, Rating(case["rating"]), parameters=parameters)
    assert after.stability == pytest.approx(case["expected"]["stability"], abs=case["tolerance_abs"])
    assert after.difficulty == pytest.approx(case["expected"]["difficulty"], abs=case["tolerance_abs"])


def check_initial_state(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    for rating, expected in case["expected"].items():
        after = answer(None, Rating(int(rating)), parameters=parameters)
        assert after.stability == pytest.approx(expected["stability"], abs=case["tolerance_abs"])
        assert after.difficulty == pytest.approx(expected["difficulty"], abs=case["tolerance_abs"])


def check_function(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    if case["id"] == "fn-difficulty":
        for rating, expected in case["expected"].items():
            after = answer(known(**case["input"]), Rating(int(rating)), parameters=parameters)
            assert after.difficulty == pytest.approx(expected, abs=case["tolerance_abs"])
        return
    assert case["id"] == "fn-stability"
    # A chance of recall given directly fits no whole number of days: the part within a day is what can be fed.
    for row in case["rows"]:
        memory = known(stability=row["stability"], difficulty=row["difficulty"], last_day=DAY, last_at=NOW)
        after = answer(memory, Rating(row["rating"]), parameters=parameters)
        assert after.stability == pytest.approx(row["same_day"], abs=1e-6)


def check_interval(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    # Hard on the same day leaves the stability as it is, so the interval is that of the given stability.
    memory = known(stability=case["stability"], last_day=DAY, last_at=NOW)
    checked = 0
    for retention, expected in zip(case["desired_retention"], case["expected"], strict=True):
        if 0.70 <= retention <= 0.97:
            after = answer(memory, Rating.HARD, retention=retention, parameters=parameters)
            low, high = fuzz_range(expected)
            assert low <= after.due_day - DAY <= high
            checked += 1
    assert checked == 3


def check_retrievability(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    memory = known(stability=case["stability"], last_day=DAY)
    chances = [retrievability(memory, DAY + days, parameters=parameters) for days in case["elapsed_days"]]
    assert chances == pytest.approx(case["expected"], abs=case["tolerance_abs"])


def check_bound(case: dict[str, Any], parameters: tuple[float, ...]) -> None:
    if case["id"] == "bound-01":
        memory, day = None, DAY
        for _ in range(1000):
            memory = answer(memory, Rating.AGAIN, day=day, parameters=parameters)
            assert memory.stability >= 0.001
            day = memory.due_day + 1
        return
    assert case["id"] == "bound-02"
    assert replay([(4, 0)] * 10, parameters=parameters).difficulty == 1.0


CHECKS = {
    "memory_state": check_memory_state,
    "single_step": check_single_step,
    "initial_state": check_initial_state,
    "function": check_function,
    "interval": check_interval,
    "retrievability": check_retrievability,
    "bound": check_bound,
}


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
    hard, good, easy = _spread_intervals(intervals, chance)
    assert hard < good < easy
    for days, interval in zip((hard, good, easy), intervals, strict=True):
        assert fuzz_range(interval)[0] <= days <= fuzz_range(interval)[1]


def test_t5_equal_intervals_stay_equal() -> None:
    assert _spread_intervals([5, 5, 5], 0.0) == [4, 4, 4]


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
