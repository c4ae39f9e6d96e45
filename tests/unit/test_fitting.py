"""When parameters are fitted, on what, and which are taken: rules G10, O1, O3 and O5."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.fitting import (
    Answered,
    Item,
    Verdict,
    attempt,
    foretold,
    is_due,
    is_sound,
    is_to_be_checked,
    is_worse_than_defaults,
    items_of,
    log_loss,
    states_of,
)
from bot.domain.memory import DEFAULT_PARAMETERS, Rating, recall
from bot.domain.replay import Logged, replay
from tests.forgetful import FLAT, STEEP, lived

AGAIN, HARD, GOOD, EASY = Rating


def days(*given: tuple[int, Rating], history: int = 1) -> list[Answered]:
    return [Answered(history, at, day, rating) for at, (day, rating) in enumerate(given)]


def never(_: Sequence[Item]) -> list[float]:
    raise AssertionError("nothing is fitted")


class Fit:
    """Gives one set after another, and notes on how many items."""

    def __init__(self, *sets: Sequence[float]) -> None:
        self.sets = list(sets)
        self.asked: list[int] = []

    def __call__(self, items: Sequence[Item]) -> Sequence[float]:
        self.asked.append(len(items))
        return self.sets.pop(0)


def test_O1_no_attempt_at_399_answers() -> None:
    assert not is_due(399, 0, day=10, tried_day=None)
    assert is_due(400, 0, day=10, tried_day=None)


def test_O1_the_next_attempt_waits_for_half_as_many_answers_again_and_another_day() -> None:
    assert not is_due(599, 400, day=20, tried_day=10)
    assert is_due(600, 400, day=11, tried_day=10)
    assert not is_due(600, 400, day=10, tried_day=10)


def test_O1_no_attempt_below_150_answers_a_day_or_more_after_the_one_before() -> None:
    log = [answer for history in range(149) for answer in days((1, GOOD), (3, GOOD), history=history)]
    assert attempt(log, DEFAULT_PARAMETERS, never).verdict is Verdict.EARLY
    log += days((1, GOOD), (3, GOOD), history=149)
    fit = Fit(DEFAULT_PARAMETERS)
    assert attempt(log, DEFAULT_PARAMETERS, fit).verdict is Verdict.REJECTED
    assert fit.asked == [100], "of 150 items, 50 are held out"


def test_G10_the_first_answer_of_a_day_is_foretold_and_two_more_count() -> None:
    log = days((1, AGAIN), (1, GOOD), (1, GOOD), (1, GOOD), (4, GOOD), (4, AGAIN), (9, HARD))
    items = items_of(log)
    history = [(AGAIN, 0), (GOOD, 0), (GOOD, 0), (GOOD, 3), (AGAIN, 0), (HARD, 5)]
    assert [list(item.history[: item.length]) for item in items] == [history[:4], history[:6]]


def test_items_of_several_concepts_come_in_the_order_of_the_log() -> None:
    log = [*days((1, GOOD), history=1), *days((1, GOOD), history=2), *days((2, EASY), history=2), *days((3, HARD))]
    assert [item.history[item.length - 1] for item in items_of(log)] == [(EASY, 1), (HARD, 2)]


def test_what_is_foretold_are_the_items_by_the_bots_own_memory() -> None:
    log = lived(STEEP, 300)
    chances = foretold(log, DEFAULT_PARAMETERS)
    assert [came for _, came in chances] == [item.history[item.length - 1][0] is not AGAIN for item in items_of(log)]
    alone = days((1, GOOD), (4, GOOD))
    assert foretold(alone, DEFAULT_PARAMETERS) == [(recall(DEFAULT_PARAMETERS[2], 3), True)]


def test_log_loss_is_the_mean_surprise_and_stays_finite() -> None:
    assert log_loss([(0.5, True), (0.5, False)]) == pytest.approx(0.693147, abs=1e-6)
    assert log_loss([(1.0, False)]) < 20


def test_O4_states_by_the_log_are_those_of_its_replay_under_any_parameters() -> None:
    """Also where a clock ran ahead, or a learner went west and a day came again."""
    chance = random.Random(5)  # noqa: S311 - made-up answers
    log: list[Answered] = []
    day = 20_000
    for at in range(400):
        day += chance.choice((0, 0, 0, 1, 2, 9, -1))
        moment = at if chance.random() < 0.95 else at - 3
        log.append(Answered(chance.randrange(1, 8), moment, day, chance.choice((AGAIN, HARD, GOOD, GOOD, EASY))))
    states = states_of(log, STEEP)
    for history in range(1, 8):
        own = [
            Logged(datetime.fromtimestamp(answer.at + 10, UTC), answer.day, answer.rating, answer.day + 1)
            for answer in log
            if answer.history == history
        ]
        memory = replay(own, parameters=STEEP)
        assert memory is not None
        assert states[history] == pytest.approx((memory.stability, memory.difficulty), abs=1e-9)


def test_O3_a_fit_is_taken_where_held_out_log_loss_falls_and_is_made_anew_of_all() -> None:
    log = lived(STEEP, 800)
    whole = (*STEEP[:20], 0.49)
    fit = Fit(STEEP, whole)
    found = attempt(log, DEFAULT_PARAMETERS, fit)
    assert (found.verdict, found.parameters) == (Verdict.ACCEPTED, whole)
    held_out = found.items - fit.asked[0]
    assert fit.asked == [found.items - held_out, found.items]
    assert held_out == -(-found.items // 4)
    assert found.after <= 0.998 * found.before
    judged = foretold(log, STEEP)[-held_out:]
    assert found.after == pytest.approx(log_loss(judged)), "by the fit on the older items alone"


def test_O3_a_fit_that_is_hardly_better_is_not_taken() -> None:
    log = lived(DEFAULT_PARAMETERS, 800)
    nearly = (*DEFAULT_PARAMETERS[:20], DEFAULT_PARAMETERS[20] + 1e-4)
    found = attempt(log, DEFAULT_PARAMETERS, Fit(nearly, nearly))
    assert found.verdict is Verdict.REJECTED
    assert found.after > 0.998 * found.before


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(STEEP[:20], id="twenty numbers"),
        pytest.param((float("nan"), *STEEP[1:]), id="not a number"),
        pytest.param((*STEEP[:20], 0.9), id="out of bounds"),
        pytest.param((0.3, 0.2, *STEEP[2:]), id="first stabilities fall"),
        pytest.param((1.0, 2.0, 61.0, 90.0, *STEEP[4:]), id="two months after a first GOOD"),
        pytest.param((0.1, 0.2, 0.4, 0.5, *STEEP[4:]), id="no day after a first GOOD"),
    ],
)
def test_O3_an_absurd_fit_is_never_taken(broken: tuple[float, ...]) -> None:
    assert is_sound(STEEP)
    assert not is_sound(broken)
    log = lived(STEEP, 800)
    assert attempt(log, DEFAULT_PARAMETERS, Fit(broken)).verdict is Verdict.REJECTED
    assert attempt(log, DEFAULT_PARAMETERS, Fit(STEEP, broken)).verdict is Verdict.REJECTED


def test_O3_first_stabilities_that_a_fit_leaves_alike_are_put_in_order() -> None:
    log = lived(STEEP, 800)
    alike = (0.6, 0.6, 0.6, 2.5, *STEEP[4:])
    assert not is_sound(alike)
    found = attempt(log, FLAT, Fit(alike, alike))
    assert found.verdict is Verdict.ACCEPTED
    assert found.parameters == (0.6, 0.6006, 0.601201, 2.5, *STEEP[4:])
    assert is_sound(found.parameters)


def test_O3_a_fit_that_knows_no_more_than_the_rate_of_recall_is_not_taken() -> None:
    """Better than the set in use, since that is far off: as any fit to answers without rhyme or reason is."""
    chance = random.Random(9)  # noqa: S311 - random answers
    log = [replace(each, rating=chance.choice((AGAIN, GOOD))) for each in lived(DEFAULT_PARAMETERS, 800)]
    about_half = (0.4, 0.5, 0.6, 0.7, *DEFAULT_PARAMETERS[4:])
    assert is_sound(about_half)
    found = attempt(log, DEFAULT_PARAMETERS, Fit(about_half))
    assert found.verdict is Verdict.REJECTED
    assert found.after < 0.95 * found.before


def test_O3_a_parameter_at_its_bound_is_there_in_single_precision_too() -> None:
    log = lived(STEEP, 800)
    at_bound = (*STEEP[:20], 0.800000011920929)
    assert attempt(log, FLAT, Fit(at_bound, at_bound)).parameters[20] == 0.8


def test_O5_a_set_worse_than_the_defaults_on_the_last_200_first_answers_is_to_go() -> None:
    log = lived(STEEP, 900)
    assert is_worse_than_defaults(log, FLAT)
    assert not is_worse_than_defaults(log, STEEP)
    assert not is_worse_than_defaults(log, DEFAULT_PARAMETERS)


def test_O5_older_answers_and_too_few_say_nothing() -> None:
    steep, flat = lived(STEEP, 900), lived(FLAT, 900)
    later = [replace(each, history=each.history + 10_000, day=each.day + 2_000) for each in flat]
    assert not is_worse_than_defaults(steep + later, FLAT), "it became right"
    few = next(length for length in range(len(steep)) if len(items_of(steep[:length])) == 199)
    assert not is_worse_than_defaults(steep[:few], FLAT)
    assert is_worse_than_defaults(steep[: few + 300], FLAT)


def test_O5_a_set_in_use_is_looked_at_every_fifty_answers() -> None:
    assert not is_to_be_checked(449, 400)
    assert is_to_be_checked(450, 400)
