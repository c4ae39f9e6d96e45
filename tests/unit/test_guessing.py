"""Rule G5: a right choice may be luck."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guessing import ChoiceGrade, grade_choice, knew
from bot.domain.memory import Rating

chances = st.floats(0, 1)
options = st.integers(2, 12)


def sure(recall: float | None, count: int) -> Rating:
    return grade_choice(right=True, guessed=False, recall=recall, options=count).rating


@pytest.mark.parametrize(("recall", "rating"), [(0.69, Rating.HARD), (0.70, Rating.GOOD)])
def test_g5_of_four_options_the_line_lies_between_69_and_70_percent(recall: float, rating: Rating) -> None:
    assert sure(recall, 4) is rating


def test_g5_the_first_exposure_takes_one_half_and_is_hard() -> None:
    assert knew(0.5, 4) == pytest.approx(0.8)
    assert sure(None, 4) is sure(0.5, 4) is Rating.HARD


def test_g5_more_options_leave_less_to_luck() -> None:
    # k (1 - .9) / .9 ≥ (1 - R) / R: one half is enough from nine options on.
    assert [sure(0.5, count) for count in (8, 9, 10)] == [Rating.HARD, Rating.GOOD, Rating.GOOD]


@given(recall=chances | st.none(), count=options, guessed=st.booleans())
def test_g5_wrong_is_again_whatever_was_expected(recall: float | None, count: int, guessed: bool) -> None:
    grade = grade_choice(right=False, guessed=guessed, recall=recall, options=count)
    assert grade == ChoiceGrade(Rating.AGAIN, counts_for_leech=True)


@given(recall=chances | st.none(), count=options)
def test_g5_an_admitted_guess_is_again_and_no_leech(recall: float | None, count: int) -> None:
    grade = grade_choice(right=True, guessed=True, recall=recall, options=count)
    assert grade == ChoiceGrade(Rating.AGAIN, counts_for_leech=False)


@given(recall=chances, count=options)
def test_g5_a_choice_is_never_easy_and_never_better_than_the_chance_of_having_known(recall: float, count: int) -> None:
    assert sure(recall, count) is (Rating.GOOD if knew(recall, count) >= 0.9 else Rating.HARD)


@pytest.mark.parametrize(("recall", "count"), [(-0.1, 4), (1.1, 4), (0.5, 1)])
def test_what_is_no_chance_or_no_choice_is_refused(recall: float, count: int) -> None:
    with pytest.raises(ValueError, match="not"):
        grade_choice(right=True, guessed=False, recall=recall, options=count)
