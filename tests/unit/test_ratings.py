"""Rules G1 to G11 of grading; G5 itself has a file of its own, test_guessing."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.guessing import knew
from bot.domain.memory import SAME_DAY_CHANGES, Rating
from bot.domain.ratings import (
    LIMITS,
    Ending,
    Limits,
    Point,
    Raw,
    best_after_hints,
    cap_by_hints,
    choice_allowed,
    choices_after,
    grade_choice_score,
    grade_typed,
    is_easy,
    logged_latency,
    lower_by_latency,
    rate_ending,
    regrade,
    role_on_day,
    typed_score,
)

AGAIN, HARD, GOOD, EASY = Rating
small = settings(derandomize=True, max_examples=100, deadline=None)
ratings = st.sampled_from(Rating)


@pytest.mark.parametrize("ending", Ending)
def test_g1_a_question_never_opened_or_expired_overnight_is_no_review(ending: Ending) -> None:
    assert rate_ending(ending, opened=False) is None
    expected = None if ending is Ending.EXPIRED_OVERNIGHT else AGAIN
    assert rate_ending(ending, opened=True) is expected


@pytest.mark.parametrize(
    ("score", "rating"),
    [(0.0, AGAIN), (0.5999, AGAIN), (0.60, HARD), (0.8499, HARD), (0.85, GOOD), (0.95, GOOD), (1.0, GOOD)],
)
def test_g2_coverage_becomes_a_rating(score: float, rating: Rating) -> None:
    assert grade_typed(score) is rating


def test_g2_coverage_is_the_share_by_weight() -> None:
    points = [Point(True, 0.6), Point(True, 0.25), Point(False, 0.15)]
    assert typed_score(points) == 0.85
    assert typed_score([Point(True, 0.1)] * 6 + [Point(False, 0.1)] * 4) == 0.6
    with pytest.raises(ValueError, match="weight"):
        typed_score([])


def test_g2_a_critical_point_missing_fails_however_much_is_there() -> None:
    points = [Point(True, 99), Point(False, 1, critical=True)]
    assert grade_typed(typed_score(points)) is AGAIN
    assert grade_typed(typed_score([Point(True, 99), Point(False, 1)])) is GOOD


@pytest.mark.parametrize(
    ("changed", "easy"),
    [
        ({}, True),
        ({"score": 0.9499}, False),
        ({"hints": 1}, False),
        ({"exposures": 0}, False),
        ({"latency": timedelta(seconds=10)}, False),
        ({"latency": None}, False),
        ({"quick": None}, False),
    ],
)
def test_g3_easy_takes_a_full_quick_unaided_answer_to_a_card_seen_before(
    changed: dict[str, object], easy: bool
) -> None:
    told: dict[str, object] = {
        "score": 0.95,
        "hints": 0,
        "exposures": 1,
        "latency": timedelta(seconds=9),
        "quick": timedelta(seconds=10),
    }
    assert is_easy(**(told | changed)) is easy  # type: ignore[arg-type]  # arguments by name


def test_g4_the_learner_may_always_lower_and_raise_by_one() -> None:
    assert choices_after(AGAIN) == (AGAIN, HARD)
    assert choices_after(HARD) == (AGAIN, HARD, GOOD)
    assert choices_after(GOOD) == choices_after(EASY) == (AGAIN, HARD, GOOD, EASY)


def test_g5_a_chosen_answer_is_graded_from_its_raw_score_too() -> None:
    assert grade_choice_score(0.0, guessed=False) is AGAIN
    assert grade_choice_score(knew(0.69, 4), guessed=False) is HARD
    assert grade_choice_score(knew(0.70, 4), guessed=False) is GOOD
    assert grade_choice_score(1.0, guessed=True) is AGAIN


@pytest.mark.parametrize(
    ("exposures", "lapses", "stability", "options", "allowed"),
    [
        (0, 0, None, 4, True),
        (1, 0, 6.99, 4, True),
        (2, 0, 3.0, 4, False),
        (2, 1, 3.0, 4, False),
        (9, 2, 3.0, 4, True),
        (9, 2, 7.0, 4, False),
        (0, 0, 7.0, 4, False),
        (0, 0, None, 3, False),
    ],
)
def test_g6_multiple_choice_is_a_scaffold(
    exposures: int, lapses: int, stability: float | None, options: int, allowed: bool
) -> None:
    told = choice_allowed(exposures=exposures, lapses_in_a_row=lapses, stability=stability, options=options)
    assert told is allowed


@small
@given(rating=ratings, hints=st.integers(0, 3), revealed=st.booleans())
def test_g7_a_hint_caps_at_hard_and_a_second_or_a_revealing_one_at_again(
    rating: Rating, hints: int, revealed: bool
) -> None:
    capped = cap_by_hints(rating, hints, revealed=revealed)
    assert capped <= rating
    if hints == 0:
        assert capped is rating
    elif hints == 1 and not revealed:
        assert capped is min(rating, HARD)
    else:
        assert capped is AGAIN
    assert capped is min(rating, best_after_hints(hints, revealed=revealed))


@pytest.mark.parametrize("rating", Rating)
def test_g8_latency_never_fails_and_counts_only_where_it_is_wanted(rating: Rating) -> None:
    slow = timedelta(seconds=60)
    for seconds in (0, 59, 60, 61, 119, 10**6):
        assert lower_by_latency(rating, timedelta(seconds=seconds), slow=slow) is rating
    lowered = lower_by_latency(rating, timedelta(seconds=61), slow=slow, wanted=True)
    assert lowered is (HARD if rating is GOOD else rating)
    assert lower_by_latency(rating, timedelta(seconds=60), slow=slow, wanted=True) is rating
    assert lower_by_latency(rating, timedelta(seconds=10**6), slow=slow, wanted=True) is rating


def test_g8_the_log_keeps_two_minutes_and_calls_more_missing() -> None:
    assert logged_latency(timedelta(seconds=120)) == timedelta(seconds=120)
    assert logged_latency(timedelta(seconds=120, microseconds=1)) is None
    assert logged_latency(timedelta(seconds=-1)) is None
    assert logged_latency(None) is None


def test_g10_the_first_answer_of_a_day_counts_two_more_change_memory_the_rest_is_practice() -> None:
    assert [role_on_day(number) for number in range(5)] == ["first", "later", "later", "practice", "practice"]
    assert SAME_DAY_CHANGES == 2


def test_g11_raw_scores_under_another_line_give_other_ratings_and_the_same_line_the_same() -> None:
    strict = Limits(hard_from=0.7, good_from=0.9, easy_from=0.97, known_from=0.95)
    assert regrade(Raw("typed", 0.65), HARD, limits=strict) is AGAIN
    assert regrade(Raw("typed", 0.88), GOOD, limits=strict) is HARD
    assert regrade(Raw("typed", 0.88), EASY, limits=strict) is GOOD, "raised by one, it stays raised by one"
    assert regrade(Raw("typed", 0.95, hints=1), HARD, limits=strict) is HARD
    assert regrade(Raw("quiz", 0.93), GOOD, limits=strict) is HARD
    assert regrade(Raw("choice", 0.93, guessed=True), AGAIN, limits=strict) is AGAIN


@small
@given(rating=ratings, hints=st.integers(0, 3))
def test_g11_what_the_learner_rated_is_never_derived(rating: Rating, hints: int) -> None:
    assert regrade(Raw("self", None, hints), rating, limits=Limits(0.9, 0.95, 0.99, 0.99)) is rating


@small
@given(score=st.floats(0, 1), rating=ratings)
def test_g11_the_same_limits_change_nothing(score: float, rating: Rating) -> None:
    assert regrade(Raw("typed", score), rating, limits=LIMITS) is rating
