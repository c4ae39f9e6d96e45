"""Rule T6: when a card that was failed today comes back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ConceptId
from bot.domain.picking import Step, step_to_ask

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)

small = settings(derandomize=True, max_examples=80, deadline=None)


def step(concept: int, *, minutes: int, after: int) -> Step:
    """A failed card whose ten minutes end in so many minutes."""
    return Step(ConceptId(concept), NOW + timedelta(minutes=minutes), after)


@pytest.mark.parametrize(
    ("waiting", "comes"),
    [
        (step(1, minutes=0, after=1), True),
        (step(1, minutes=9, after=3), True),
        (step(1, minutes=1, after=2), False),
        (step(1, minutes=-30, after=0), False),
    ],
)
def test_t6_a_step_comes_after_ten_minutes_or_three_cards_but_never_next(waiting: Step, comes: bool) -> None:
    assert step_to_ask([waiting], NOW, others=True) == (waiting if comes else None)


def test_t6_the_step_due_first_comes_first() -> None:
    steps = [step(1, minutes=-1, after=2), step(2, minutes=-5, after=4), step(3, minutes=7, after=1)]
    assert step_to_ask(steps, NOW, others=True) == steps[1]


def test_t6_the_end_of_a_session_flushes_steps_but_not_the_card_failed_just_now() -> None:
    steps = [step(1, minutes=10, after=0), step(2, minutes=9, after=1)]
    assert step_to_ask(steps, NOW, others=False) == steps[1]


def test_t6_even_a_step_whose_time_is_over_lets_another_step_go_first() -> None:
    steps = [step(1, minutes=-3, after=0), step(2, minutes=9, after=1)]
    assert step_to_ask(steps, NOW, others=False) == steps[1]


def test_t6_a_lone_card_failed_just_now_waits_its_ten_minutes() -> None:
    waiting = step(1, minutes=10, after=0)
    assert step_to_ask([waiting], NOW, others=False) is None
    assert step_to_ask([waiting], waiting.due_at, others=False) == waiting


@small
@given(
    others=st.booleans(),
    steps=st.lists(
        st.builds(step, st.integers(1, 9), minutes=st.integers(-20, 10), after=st.integers(0, 5)),
        max_size=4,
        unique_by=(lambda item: item.concept_id, lambda item: item.failed_after),
    ),
)
def test_t6_the_card_failed_just_now_never_comes_next_while_another_can(others: bool, steps: list[Step]) -> None:
    asked = step_to_ask(steps, NOW, others=others)
    just_failed = [item for item in steps if item.failed_after == 0]
    if others or len(steps) > len(just_failed):
        assert asked not in just_failed
    if not others and len(steps) > len(just_failed):
        assert asked is not None
