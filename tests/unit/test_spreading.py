"""Rule T5: the day a card comes back on is fixed by a hash, and lies where least else falls due."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import pvariance

import pytest

from bot.domain.memory import Memory, Phase, Rating, days_in_question, futures, rate
from bot.domain.spreading import fuzz_range, spread_intervals

DAY = 20000
NOW = datetime(2024, 10, 4, 9, tzinfo=UTC)
PASSES = (Rating.HARD, Rating.GOOD, Rating.EASY)


def known(stability: float = 40.0) -> Memory:
    last_at = NOW - timedelta(days=30)
    return Memory(Phase.REVIEW, stability, 5.0, DAY, None, DAY - 30, last_at, 3, 0, 1, 3)


def test_t5_the_least_loaded_day_of_the_range_is_taken() -> None:
    low, high = fuzz_range(20)
    for free in range(low, high + 1):
        load = {day: 0 if day == free else 3 for day in range(low, high + 1)}
        assert spread_intervals([20], 0.4, load) == [free]
    assert spread_intervals([20], 0.4, {low - 1: 0, high + 1: 0, **dict.fromkeys(range(low, high + 1), 9)}) != [low - 1]


def test_t5_with_equal_loads_the_hash_decides_as_with_none() -> None:
    for place in range(100):
        chance = place / 100
        equal = dict.fromkeys(range(200), 7)
        assert spread_intervals([3, 10, 30], chance, equal) == spread_intervals([3, 10, 30], chance)


@pytest.mark.parametrize("seed", range(5))
def test_t5_a_better_answer_never_comes_back_sooner_whatever_the_load(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - a test's own dice
    for _ in range(200):
        load = {day: drawn.randrange(9) for day in range(300)}
        intervals = sorted(drawn.randrange(1, 120) for _ in PASSES)
        hard, good, easy = spread_intervals(intervals, drawn.random(), load)
        assert hard <= good <= easy
        assert (intervals[0] < intervals[1]) <= (hard < good)
        assert (intervals[1] < intervals[2]) <= (good < easy)


def test_t5_the_same_input_gives_the_same_day() -> None:
    load = {DAY + 50: 2, DAY + 60: 1}
    first, second = (futures(known(), now=NOW, day=DAY, seed=(7, 11), load=load) for _ in range(2))
    assert first == second


def test_t5_the_days_in_question_are_those_a_pass_can_fall_on() -> None:
    asked = days_in_question(known(), now=NOW, day=DAY)
    assert asked is not None
    for free in range(asked[0], asked[1] + 1):
        load = {day: 5 for day in range(asked[0], asked[1] + 1) if day != free}
        after = futures(known(), now=NOW, day=DAY, seed=(7, 11), load=load)
        # A better answer may have to stand a day or two beyond the range of a worse one.
        assert all(asked[0] <= after[rating].due_day <= asked[1] + 2 for rating in PASSES)
    # Intervals of one and two days have no range.
    assert days_in_question(None, now=NOW, day=DAY, retention=0.97) is None


def test_t5_the_promised_interval_is_kept_where_fuzz_could_have_given_it() -> None:
    shown = futures(known(), now=NOW, day=DAY, seed=(7, 11))[Rating.GOOD].due_day
    load = {shown: 50}

    def due(interval: int | None) -> int:
        return rate(known(), Rating.GOOD, now=NOW, day=DAY, seed=(7, 11), load=load, interval=interval).due_day

    moved = due(None)
    assert moved != shown
    assert due(shown - DAY) == shown
    for made_up in (0, 1, 5000, -3):
        assert due(made_up) == moved
    again = rate(known(), Rating.AGAIN, now=NOW, day=DAY, seed=(7, 11), interval=30)
    assert again.due_day == DAY


def loads(*, balanced: bool) -> list[int]:
    """How many reviews each day of a habit of ten new cards a day has, all of them recalled, from day 30 to 90."""
    memories: dict[int, Memory] = {}
    due: Counter[int] = Counter()
    asked = []
    for day in range(90):
        now = NOW + timedelta(days=day)
        today = [card for card, memory in memories.items() if memory.due_day <= day]
        asked.append(len(today))
        for card in [*today, *range(day * 10, day * 10 + 10)]:
            before = memories.get(card)
            due[before.due_day if before else -1] -= 1
            load = due if balanced else {}
            memories[card] = rate(before, Rating.GOOD, now=now, day=day, seed=(1, card), load=load)
            due[memories[card].due_day] += 1
    return asked[30:]


def test_t5_the_daily_load_varies_less() -> None:
    plain, balanced = loads(balanced=False), loads(balanced=True)
    assert sum(balanced) == pytest.approx(sum(plain), rel=0.1)

    def roughness(days: list[int]) -> float:
        return pvariance([after - before for before, after in pairwise(days)])

    assert roughness(balanced) < 0.6 * roughness(plain)
