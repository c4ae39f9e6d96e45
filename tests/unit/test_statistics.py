"""S2 and S4 to S7: what answers and memories amount to."""

import math
import random
from collections import defaultdict

import pytest

from bot.domain.forgetting import forgetting
from bot.domain.memory import DEFAULT_PARAMETERS, retrievability
from bot.domain.statistics import (
    ENOUGH_IN_BIN,
    GUESSED_RIGHT,
    Known,
    Predicted,
    Retention,
    by_topic,
    calibration,
    correction,
    knowledge,
    shifted,
    stability_histogram,
)
from tests.unit.memories import remembered

TODAY = 20_500
CURVES = forgetting(DEFAULT_PARAMETERS)


def known(stability: float = 10.0, *, topic: str | None = "gil", elapsed: int = 5, quiz: bool = False) -> Known:
    return Known(topic, stability, 5.0, TODAY + 3, TODAY - elapsed, quiz)


def grouped(pairs: list[tuple[float, bool]], bins: int = 200) -> list[Predicted]:
    """As storage groups them."""
    groups: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, passed in pairs:
        groups[int(chance * bins)].append((chance, passed))
    return [
        Predicted(len(each), sum(passed for _, passed in each), sum(chance for chance, _ in each))
        for _, each in sorted(groups.items())
    ]


def answers(count: int, seed: int, truth: float = 0.0) -> list[tuple[float, bool]]:
    """Chances of recall and what became of them; with a `truth` other than 0 they are off by so much in logits."""
    chance = random.Random(seed)  # noqa: S311 - a made-up learner
    predicted = [chance.uniform(0.5, 0.99) for _ in range(count)]
    return [(each, chance.random() < shifted(each, truth)) for each in predicted]


@pytest.mark.parametrize(
    ("passed", "total", "low", "high"),
    # R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I: Wilson's score.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_S2_the_interval_is_wilsons(passed: int, total: int, low: float, high: float) -> None:
    found = Retention(passed, total - passed).interval
    assert found == pytest.approx((low, high), abs=5e-5)


def test_S2_a_rate_is_hidden_under_twenty_answers() -> None:
    assert not Retention(19, 0).enough
    assert Retention(15, 5).enough
    assert (Retention(10, 2) + Retention(5, 3)).enough


def test_S4_known_chances_give_bins_within_two_standard_errors() -> None:
    off = [
        abs(each.observed - each.predicted) / each.standard_error
        for seed in range(20)
        for each in (calibration(grouped(answers(3000, seed))) or pytest.fail("enough answers")).bins
    ]
    assert sum(each < 2 for each in off) / len(off) > 0.93, "95 % lie within two standard errors"
    assert max(off) < 4.5


def test_S4_wrong_chances_show() -> None:
    right, wrong = (calibration(grouped(answers(3000, 1, truth))) for truth in (0.0, -1.6))
    assert right is not None
    assert wrong is not None
    assert wrong.off_by > 0.1 > 0.03 > right.off_by
    assert right.log_loss < right.baseline_log_loss
    assert wrong.log_loss > wrong.baseline_log_loss


def test_S4_every_bin_has_thirty_answers_and_none_is_lost() -> None:
    for count in (30, 59, 60, 299, 1500):
        found = calibration(grouped(answers(count, count)))
        assert found is not None
        assert min(each.answers for each in found.bins) >= ENOUGH_IN_BIN
        assert sum(each.answers for each in found.bins) == found.answers == count
        assert [each.predicted for each in found.bins] == sorted(each.predicted for each in found.bins)
    assert calibration(grouped(answers(29, 1))) is None


def test_S4_losses_are_those_of_single_answers() -> None:
    pairs = answers(400, 5)
    found = calibration(grouped(pairs, bins=100_000))
    assert found is not None
    loss = -sum(math.log(chance if passed else 1 - chance) for chance, passed in pairs) / len(pairs)
    assert found.log_loss == pytest.approx(loss)
    assert found.brier == pytest.approx(sum((passed - chance) ** 2 for chance, passed in pairs) / len(pairs))
    narrow = calibration(grouped(pairs))
    assert narrow is not None
    assert narrow.log_loss == pytest.approx(loss, abs=1e-3)


def test_S5_stability_falls_into_six_columns() -> None:
    edges = (0.5, 1.0, 6.9, 7.0, 29.0, 30.0, 89.0, 90.0, 364.0, 365.0, 9999.0)
    assert stability_histogram(known(each) for each in edges) == (1, 2, 2, 2, 2, 2)
    assert stability_histogram([]) == (0, 0, 0, 0, 0, 0)


def test_S6_knowledge_is_the_sum_of_the_chances_of_recall() -> None:
    cards = [known(stability, elapsed=elapsed) for stability in (1.0, 8.0, 300.0) for elapsed in (0, 1, 30)]
    expected = sum(
        retrievability(remembered(stability=each.stability, last_day=each.last_day), TODAY) for each in cards
    )
    found = knowledge(cards, TODAY, CURVES)
    assert found.expected == pytest.approx(expected)
    assert found.cards == 9
    assert knowledge(cards, TODAY + 40, CURVES).expected < found.expected


def test_S6_cards_known_from_quizzes_alone_are_marked_and_count_less() -> None:
    found = knowledge([known(quiz=True), known()], TODAY, CURVES)
    alone = knowledge([known()], TODAY, CURVES).expected
    assert found.by_quiz_alone == 1
    assert found.expected == pytest.approx(alone * (2 - GUESSED_RIGHT))


def test_S6_topics_add_up_to_the_whole() -> None:
    cards = [known(topic=topic) for topic in ("gil", "asyncio", "gil", None)]
    found = by_topic(cards, TODAY, CURVES)
    assert [(topic, each.cards) for topic, each in found] == [("gil", 2), ("asyncio", 1), (None, 1)]
    assert sum(each.expected for _, each in found) == pytest.approx(knowledge(cards, TODAY, CURVES).expected)


def test_S7_a_bias_is_found_and_taken_out_of_what_is_shown() -> None:
    shift = correction(answers(1000, 3, truth=-0.9))
    assert -1.2 < shift < -0.5
    before = knowledge([known()], TODAY, CURVES).expected
    assert knowledge([known()], TODAY, CURVES, shift).expected < before


def test_S7_right_predictions_are_left_about_alone_and_few_answers_quite() -> None:
    shifts = [correction(answers(300, seed)) for seed in range(30)]
    assert sum(shift == 0.0 for shift in shifts) >= 10, "kept only where it lowers the loss of answers held out"
    assert max(map(abs, shifts)) < 0.6
    assert correction(answers(199, 3, truth=-2.0)) == 0.0


def test_S7_only_the_last_two_hundred_answers_count() -> None:
    late = answers(200, 4, truth=-0.9)
    assert correction([*answers(800, 5, truth=2.0), *late]) == correction(late)
    assert shifted(0.8, 0.0) == 0.8
