"""The bot's own scheduler gives the numbers of FSRS-6: those published, and those of the formulas written out here."""

import json
import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.memory import (
    DEFAULT_PARAMETERS,
    MAXIMUM_INTERVAL,
    RETENTION_MAX,
    RETENTION_MIN,
    Memory,
    Phase,
    Rating,
    futures,
    interval_for,
    rate,
    retrievability,
)
from bot.domain.spreading import fuzz_range

VECTORS = Path(__file__).parents[3] / "shared" / "fsrs_vectors.json"
DAY = 20000
NOW = datetime(2024, 10, 4, 9, tzinfo=UTC)

OTHERS = (
    *(0.4, 1.1, 3.0, 15.2, 7.1, 0.6, 1.4, 0.05, 1.6, 0.15, 1.05, 1.95, 0.1, 0.3, 2.2, 0.25, 2.9, 0.5, 0.3, 0.1),
    0.35,
)
"""Parameters unlike the defaults in every place."""

Parameters = tuple[float, ...]
small = settings(derandomize=True, max_examples=80, deadline=None)


def known(stability: float, difficulty: float, elapsed: int) -> Memory:
    """A card answered so many days before DAY."""
    last_at = NOW - timedelta(days=elapsed)
    return Memory(Phase.REVIEW, stability, difficulty, DAY, None, DAY - elapsed, last_at, 4, 0, 1, 4)


def answer(memory: Memory | None, rating: Rating, day: int = DAY, **more: Any) -> Memory:
    return rate(memory, rating, now=NOW + timedelta(days=day - DAY), day=day, seed=(7, 11), **more)


def after(history: Sequence[Sequence[int]], parameters: Parameters) -> Memory:
    memory, day = None, DAY
    for rating, elapsed in history:
        day += elapsed
        memory = answer(memory, Rating(rating), day, parameters=parameters)
    assert memory is not None
    return memory


# The published formulas of FSRS-6, written down once more: stability and difficulty after an answer.


def recall(elapsed: int, stability: float, w: Parameters) -> float:
    factor = math.exp(math.log(0.9) / -w[20]) - 1
    return float((1 + factor * elapsed / stability) ** -w[20])


def first(rating: int, w: Parameters) -> tuple[float, float]:
    return max(w[rating - 1], 0.001), clamped(w[4] - math.exp(w[5] * (rating - 1)) + 1)


def following(stability: float, difficulty: float, rating: int, elapsed: int, w: Parameters) -> tuple[float, float]:
    damped = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    easiest = w[4] - math.exp(w[5] * 3) + 1
    harder = clamped(w[7] * easiest + (1 - w[7]) * damped)
    if elapsed == 0:
        grown = math.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return max(stability * (max(grown, 1.0) if rating >= 2 else grown), 0.001), harder
    chance = recall(elapsed, stability, w)
    if rating == 1:
        left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp(w[14] * (1 - chance))
        return max(min(left, stability / math.exp(w[17] * w[18])), 0.001), harder
    step = math.exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (math.exp(w[10] * (1 - chance)) - 1)
    step *= w[15] if rating == 2 else w[16] if rating == 4 else 1
    return max(stability * (1 + step), 0.001), harder


def clamped(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)


def days_for(stability: float, retention: float, w: Parameters) -> float:
    factor = math.exp(math.log(0.9) / -w[20]) - 1
    return float(stability / factor * (retention ** (-1 / w[20]) - 1))


@pytest.mark.parametrize("parameters", [DEFAULT_PARAMETERS, OTHERS], ids=["defaults", "others"])
@small
@given(
    history=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0, 1, 2, 5, 19, 120, 900])), min_size=1, max_size=9)
)
def test_t2_any_history_gives_the_memory_of_the_formulas(
    parameters: Parameters, history: list[tuple[int, int]]
) -> None:
    memory, day, tries = None, DAY, 0
    expected = (0.0, 0.0)
    for place, (rating, days) in enumerate(history):
        elapsed = days if place else 0
        tries = 1 if elapsed or not place else tries + 1
        day += elapsed
        memory = answer(memory, Rating(rating), day, parameters=parameters)
        if not place:
            expected = first(rating, parameters)
        elif tries <= 3:
            expected = following(*expected, rating, elapsed, parameters)
        assert memory.stability == pytest.approx(expected[0], rel=1e-9)
        assert memory.difficulty == pytest.approx(expected[1], rel=1e-9)


@pytest.mark.parametrize("parameters", [DEFAULT_PARAMETERS, OTHERS], ids=["defaults", "others"])
@pytest.mark.parametrize("stability", [0.001, 0.7, 3.3, 42.0, 900.0, 30000.0])
def test_the_forgetting_curve_and_the_intervals_are_those_of_the_formulas(
    parameters: Parameters, stability: float
) -> None:
    for elapsed in (0, 1, 7, 400):
        chance = retrievability(known(stability, 5.0, elapsed), DAY, parameters=parameters)
        assert chance == pytest.approx(recall(elapsed, stability, parameters), rel=1e-12)
    for retention in (0.1, 0.7, 0.8, 0.9, 0.97, 1.0):
        expected = days_for(stability, retention, parameters)
        assert interval_for(stability, retention, parameters=parameters) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("retention", [RETENTION_MIN, 0.8, 0.9, RETENTION_MAX])
def test_the_interval_that_is_given_is_that_of_the_formula_within_its_fuzz(retention: float) -> None:
    for stability in (0.1, 2.0, 9.0, 77.0, 2000.0):
        # Hard on the same day leaves the stability as it is.
        memory = known(stability, 5.0, 0)
        hard = futures(memory, now=NOW, day=DAY, seed=(1, 2), retention=retention)[Rating.HARD]
        exact = min(max(round(days_for(stability, retention, DEFAULT_PARAMETERS)), 1), MAXIMUM_INTERVAL)
        low, high = fuzz_range(exact)
        assert low <= hard.due_day - DAY <= high


# Steps of other lengths and imports from SM-2 are things Sobes does not have.
NOT_OURS = {"sequence_with_steps", "first_learning_step", "sm2_import"}


def shared_cases() -> list[Any]:
    if not VECTORS.exists():
        return [pytest.param({}, {}, marks=pytest.mark.skip(reason="no shared FSRS vectors here"))]
    data = json.loads(VECTORS.read_text(encoding="utf-8"))
    ours = [case for case in data["cases"] if case["kind"] not in NOT_OURS]
    return [pytest.param(case, data["parameter_sets"], id=case["id"]) for case in ours]


@pytest.mark.parametrize(("case", "sets"), shared_cases())
def test_shared_vectors(case: dict[str, Any], sets: dict[str, list[float]]) -> None:
    CHECKS[case["kind"]](case, tuple(sets[case.get("parameters", "fsrs6_default")]))


def check_memory_state(case: dict[str, Any], parameters: Parameters) -> None:
    memory = after(case["history"], parameters)
    assert memory.stability == pytest.approx(case["expected"]["stability"], abs=case["tolerance_abs"])
    assert memory.difficulty == pytest.approx(case["expected"]["difficulty"], abs=case["tolerance_abs"])
    if "raw_interval_days_at_0_90" in case and memory.phase is Phase.REVIEW:
        low, high = fuzz_range(case["raw_interval_days_at_0_90"])
        assert low <= memory.due_day - memory.last_day <= high


def check_single_step(case: dict[str, Any], parameters: Parameters) -> None:
    memory = known(**case["start"], elapsed=case["elapsed_days"])
    stepped = answer(memory, Rating(case["rating"]), parameters=parameters)
    assert stepped.stability == pytest.approx(case["expected"]["stability"], abs=case["tolerance_abs"])
    assert stepped.difficulty == pytest.approx(case["expected"]["difficulty"], abs=case["tolerance_abs"])


def check_initial_state(case: dict[str, Any], parameters: Parameters) -> None:
    for rating, expected in case["expected"].items():
        begun = answer(None, Rating(int(rating)), parameters=parameters)
        assert begun.stability == pytest.approx(expected["stability"], abs=case["tolerance_abs"])
        assert begun.difficulty == pytest.approx(expected["difficulty"], abs=case["tolerance_abs"])


def check_function(case: dict[str, Any], parameters: Parameters) -> None:
    if case["function"] == "next_difficulty":
        for rating, expected in case["expected"].items():
            stepped = answer(known(5.0, case["input"]["difficulty"], 3), Rating(int(rating)), parameters=parameters)
            assert stepped.difficulty == pytest.approx(expected, abs=case["tolerance_abs"])
        return
    for row in case["rows"]:
        rating = Rating(row["rating"])
        same_day = answer(known(row["stability"], row["difficulty"], 0), rating, parameters=parameters)
        assert same_day.stability == pytest.approx(row["same_day"], abs=1e-6)
        # A chance of recall given directly: the curve is bent until it has that value after whole days.
        elapsed, bent = bent_to(row["retrievability"], row["stability"], parameters)
        memory = known(row["stability"], row["difficulty"], elapsed)
        failed = answer(memory, Rating.AGAIN, parameters=bent)
        assert failed.stability == pytest.approx(row["after_forget"], abs=1e-6)
        passed = answer(memory, Rating.GOOD if rating is Rating.AGAIN else rating, parameters=bent)
        assert passed.stability == pytest.approx(row["after_recall"], abs=1e-6)


def bent_to(chance: float, stability: float, parameters: Parameters) -> tuple[int, Parameters]:
    """Whole days, and the parameters with another decay, for which the chance of recall is the given one."""
    for elapsed in range(1, 5000):
        low, high = 0.1, 0.8
        at = [recall(elapsed, stability, (*parameters[:20], decay)) - chance for decay in (low, high)]
        if abs(at[0]) < 1e-12:
            return elapsed, parameters
        if at[0] * at[1] > 0:
            continue
        for _ in range(200):
            middle = (low + high) / 2
            is_low = (recall(elapsed, stability, (*parameters[:20], middle)) - chance) * at[0] > 0
            low, high = (middle, high) if is_low else (low, middle)
        return elapsed, (*parameters[:20], low)
    raise AssertionError("no such days")


def check_interval(case: dict[str, Any], parameters: Parameters) -> None:
    for retention, expected in zip(case["desired_retention"], case["expected"], strict=True):
        exact = interval_for(case["stability"], retention, parameters=parameters)
        if case["rounding"] == "none":
            assert exact == pytest.approx(expected, abs=case["tolerance_abs"])
            continue
        assert max(1, round(exact)) == expected
        if RETENTION_MIN <= retention <= RETENTION_MAX:
            memory = known(case["stability"], 5.0, 0)
            hard = answer(memory, Rating.HARD, retention=retention, parameters=parameters)
            low, high = fuzz_range(expected)
            assert low <= hard.due_day - DAY <= high


def check_retrievability(case: dict[str, Any], parameters: Parameters) -> None:
    memory = known(case["stability"], 5.0, 0)
    chances = [retrievability(memory, DAY + days, parameters=parameters) for days in case["elapsed_days"]]
    assert chances == pytest.approx(case["expected"], abs=case["tolerance_abs"])


def check_bound(case: dict[str, Any], parameters: Parameters) -> None:
    if "Again" in case["input"]:
        memory, day = None, DAY
        for _ in range(1000):
            memory = answer(memory, Rating.AGAIN, day, parameters=parameters)
            assert memory.stability >= 0.001
            day = memory.due_day + 1
        return
    assert "Easy" in case["input"]
    assert after([(4, 0)] * 10, parameters).difficulty == 1.0


CHECKS = {
    "memory_state": check_memory_state,
    "single_step": check_single_step,
    "initial_state": check_initial_state,
    "function": check_function,
    "interval": check_interval,
    "retrievability": check_retrievability,
    "bound": check_bound,
}
