"""What comes next: steps, due reviews and new cards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ConceptId
from bot.domain.picking import REVIEWS_PER_NEW, DayCounts, Kind, Pick, Step, next_kind

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
DONE = DayCounts(new_done=3, reviews_done=7, new_left=0, due_left=0)
MORE = replace(DONE, due_left=5, new_left=2)

small = settings(derandomize=True, max_examples=80, deadline=None)


def step(concept: int, *, minutes: int, after: int) -> Step:
    """A failed card whose ten minutes end in so many minutes."""
    return Step(ConceptId(concept), NOW + timedelta(minutes=minutes), after)


def day_of(counts: DayCounts) -> str:
    """The kinds of a whole day, one letter a card, when nothing is failed."""
    letters = ""
    while (kind := next_kind(counts, [], NOW).kind) is not Kind.NOTHING:
        if kind is Kind.NEW:
            counts = replace(counts, new_done=counts.new_done + 1, new_left=counts.new_left - 1)
        else:
            counts = replace(counts, reviews_done=counts.reviews_done + 1, due_left=counts.due_left - 1)
        letters += kind.name[0]
    return letters


@pytest.mark.parametrize(
    ("reviews", "new", "day"),
    [
        (0, 0, ""),
        (0, 3, "NNN"),
        (3, 0, "DDD"),
        (1, 1, "DN"),
        (3, 1, "DDND"),
        (1, 3, "DNNN"),
        (4, 4, "DNDNDNDN"),
        (6, 2, "DDDNDDND"),
        (10, 2, "DDDNDDDNDDDD"),
        (2, 10, "DNNNNNDNNNNN"),
    ],
)
def test_new_cards_stand_evenly_between_the_reviews(reviews: int, new: int, day: str) -> None:
    assert day_of(DayCounts(0, 0, new, reviews)) == day


@small
@given(reviews=st.integers(0, 60), new=st.integers(0, 30))
def test_a_day_asks_everything_and_spreads_it(reviews: int, new: int) -> None:
    day = day_of(DayCounts(0, 0, new, reviews))
    assert (day.count("D"), day.count("N")) == (reviews, new)
    assert not (reviews and day.startswith("N"))
    mixed = min(reviews, REVIEWS_PER_NEW * new)
    places = [place for place, letter in enumerate(day) if letter == "N"]
    for number, place in enumerate(places, start=1):
        assert abs(place - number + 1 - number * mixed / (new + 1)) <= 1


@small
@given(reviews=st.integers(0, 2000), new=st.integers(1, 30))
def test_reserved_new_cards_are_not_starved_by_a_backlog(reviews: int, new: int) -> None:
    day = day_of(DayCounts(0, 0, new, reviews))
    for number in range(1, new + 1):
        assert day[: number * (REVIEWS_PER_NEW + 1)].count("N") >= number


def test_new_cards_asked_for_after_the_day_is_done_come_at_once() -> None:
    assert next_kind(replace(DONE, new_left=10), [], NOW) == Pick(Kind.NEW)


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
    assert (next_kind(MORE, [waiting], NOW) == Pick(Kind.STEP, concept_id=ConceptId(1))) is comes


def test_t6_the_step_due_first_comes_first() -> None:
    steps = [step(1, minutes=-1, after=2), step(2, minutes=-5, after=4), step(3, minutes=7, after=1)]
    assert next_kind(MORE, steps, NOW).concept_id == 2


def test_t6_the_end_of_a_session_flushes_steps_but_not_the_card_failed_just_now() -> None:
    steps = [step(1, minutes=10, after=0), step(2, minutes=9, after=1)]
    assert next_kind(DONE, steps, NOW) == Pick(Kind.STEP, concept_id=ConceptId(2))


def test_t6_even_a_step_whose_time_is_over_lets_another_step_go_first() -> None:
    steps = [step(1, minutes=-3, after=0), step(2, minutes=9, after=1)]
    assert next_kind(DONE, steps, NOW) == Pick(Kind.STEP, concept_id=ConceptId(2))


def test_t6_a_lone_card_failed_just_now_waits_its_ten_minutes() -> None:
    waiting = [step(1, minutes=10, after=0)]
    assert next_kind(DONE, waiting, NOW) == Pick(Kind.NOTHING, next_step_at=waiting[0].due_at)
    assert next_kind(DONE, waiting, waiting[0].due_at) == Pick(Kind.STEP, concept_id=ConceptId(1))


def test_when_all_is_done_there_is_nothing() -> None:
    assert next_kind(DONE, [], NOW) == Pick(Kind.NOTHING)


@small
@given(
    counts=st.builds(DayCounts, *[st.integers(0, 5)] * 4),
    steps=st.lists(
        st.builds(step, st.integers(1, 9), minutes=st.integers(-20, 10), after=st.integers(0, 5)),
        max_size=4,
        unique_by=(lambda item: item.concept_id, lambda item: item.failed_after),
    ),
)
def test_t6_the_card_failed_just_now_never_comes_next_while_another_can(counts: DayCounts, steps: list[Step]) -> None:
    pick = next_kind(counts, steps, NOW)
    just_failed = [item for item in steps if item.failed_after == 0]
    others = counts.due_left + counts.new_left + len(steps) - len(just_failed)
    if others:
        assert pick.kind is not Kind.NOTHING
        assert pick.concept_id not in [item.concept_id for item in just_failed]
    if pick.kind is Kind.DUE:
        assert counts.due_left
    if pick.kind is Kind.NEW:
        assert counts.new_left
