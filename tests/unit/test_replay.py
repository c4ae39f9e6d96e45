"""Rules T4 and O4: the log alone gives the state, under the parameters then and under others."""

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import LearnerId
from bot.domain.learners import ROLLOVER_HOURS, Learner
from bot.domain.memory import DEFAULT_PARAMETERS, Memory, Rating, rate
from bot.domain.ratings import LIMITS, Limits, Raw, grade_typed, regrade
from bot.domain.replay import Logged, replay

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
OTHERS = (*(value * 1.07 for value in DEFAULT_PARAMETERS[:20]), 0.3)
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin")


def test_t4_no_answers_leave_no_memory() -> None:
    assert replay([]) is None


@settings(derandomize=True, max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9), steps=st.integers(1, 25))
def test_t4_any_history_is_replayed_to_the_memory_it_left(seed: int, steps: int) -> None:
    """Ratings at any time, undo, promises, loads, travel, moved rollovers, and a clock that steps back."""
    drawn = random.Random(seed)  # noqa: S311 - a test's own dice
    alice = Learner(LearnerId(1), "en", ("en",), "UTC", 4, 10, 0.9, None, NOW)
    states: list[Memory | None] = [None]
    log: list[Logged] = []
    now = NOW
    for _ in range(steps):
        now += timedelta(minutes=drawn.choice((0, 1, 30, 700, 3000, 50_000, -90)))
        act = drawn.random()
        if act < 0.15 and log:
            log.pop()
            states.pop()
        elif act < 0.25:
            alice = alice.living_by(now, zone=drawn.choice(ZONES), rollover=time(drawn.choice(ROLLOVER_HOURS)))
        else:
            before = states[-1]
            day = max(alice.day(now), before.last_day) if before else alice.day(now)
            load = {day + each: drawn.randrange(4) for each in range(40)}
            rating = Rating(drawn.randint(1, 4))
            retention = drawn.choice((0.8, 0.9))
            after = rate(
                before,
                rating,
                now=now,
                day=day,
                seed=(1, 2),
                load=load,
                retention=retention,
                interval=drawn.randrange(9),
            )
            assert after.stability > 0
            assert 1 <= after.difficulty <= 10
            assert after.due_day >= day
            states.append(after)
            log.append(Logged(now, day, rating, after.due_day))
    assert replay(log) == states[-1]


def history() -> tuple[list[Logged], Memory]:
    log, memory = [], None
    for each, rating in enumerate((3, 3, 1, 3, 3, 3, 1, 1, 2, 4)):
        now = NOW + timedelta(days=3 * (each - each % 2))
        day = 20_000 + 3 * (each - each % 2)
        memory = rate(memory, Rating(rating), now=now, day=day, seed=(1, 2))
        log.append(Logged(now, day, Rating(rating), memory.due_day))
    assert memory is not None
    return log, memory


def test_o4_other_parameters_change_strength_and_difficulty_and_nothing_else() -> None:
    log, memory = history()
    refitted = replay(log, parameters=OTHERS)
    assert refitted is not None
    assert refitted.stability != pytest.approx(memory.stability)
    assert refitted.difficulty != pytest.approx(memory.difficulty)
    assert replace(refitted, stability=memory.stability, difficulty=memory.difficulty) == memory
    assert replay(log) == memory


def test_o4_answers_after_a_refit_go_on_from_it() -> None:
    log, _ = history()
    refitted = replay(log, parameters=OTHERS)
    assert refitted is not None
    now, day = NOW + timedelta(days=60), 20_060
    after = rate(refitted, Rating.GOOD, now=now, day=day, seed=(1, 2), parameters=OTHERS)
    assert replay([*log, Logged(now, day, Rating.GOOD, after.due_day)], parameters=OTHERS) == after


def test_g11_a_log_of_raw_scores_under_another_line_gives_the_states_of_that_line() -> None:
    scores = (0.7, 0.9, 0.62, 0.88, 0.3, 0.95)
    strict = Limits(hard_from=0.65, good_from=0.92)

    def practise(limits: Limits) -> list[Logged]:
        log: list[Logged] = []
        memory = None
        for each, score in enumerate(scores):
            now, day, rating = NOW + timedelta(days=9 * each), 20_000 + 9 * each, grade_typed(score, limits=limits)
            memory = rate(memory, rating, now=now, day=day, seed=(1, 2))
            log.append(Logged(now, day, rating, memory.due_day))
        return log

    lenient = practise(LIMITS)
    regraded = [
        replace(each, rating=regrade(Raw("typed", score), each.rating, limits=strict))
        for each, score in zip(lenient, scores, strict=True)
    ]
    wanted, found = replay(practise(strict)), replay(regraded)
    assert wanted is not None
    assert found is not None
    assert found != replay(lenient)
    assert replace(found, due_day=wanted.due_day) == wanted


def test_g10_of_ten_answers_on_a_day_three_count() -> None:
    log = [Logged(NOW, 20_000, Rating.GOOD, 20_003)] * 10
    states = [replay(log[:count]) for count in range(1, 11)]
    changed = [a.stability != b.stability or a.difficulty != b.difficulty for a, b in pairwise(states) if a and b]
    assert sum(changed) <= 2
