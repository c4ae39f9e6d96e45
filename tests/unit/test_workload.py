"""S3: the forecast against learners who live through the thirty days by the bot's own scheduler."""

import random
from datetime import timedelta

import pytest

from bot.domain.forgetting import FIRST_RATINGS, forgetting
from bot.domain.memory import DEFAULT_PARAMETERS, Memory, Rating, rate, retrievability
from bot.domain.workload import Pace, Waiting, workload
from bot.storage.database import EPOCH
from tests.unit.memories import remembered

TODAY = 20_500
CURVES = forgetting(DEFAULT_PARAMETERS)
RUNS = 8


def some_cards(count: int, seed: int) -> list[Memory]:
    chance = random.Random(seed)  # noqa: S311 - a made-up learner
    return [
        remembered(
            stability=chance.lognormvariate(2.0, 1.0),
            difficulty=chance.uniform(2, 9),
            last_day=TODAY - chance.randint(1, 15),
            due_day=TODAY + chance.randint(-4, 25),
        )
        for _ in range(count)
    ]


def waiting(cards: list[Memory]) -> list[Waiting]:
    return [Waiting(card.due_day, card.last_day, card.stability, card.difficulty) for card in cards]


def answered(memory: Memory | None, rating: Rating, day: int, number: int) -> Memory:
    """After an answer; a failed card is asked again on that day until it is recalled."""
    now, seed = EPOCH + timedelta(days=day), (1, number)
    after = rate(memory, rating, now=now, day=day, seed=seed)
    return rate(after, Rating.GOOD, now=now, day=day, seed=seed) if rating is Rating.AGAIN else after


def live_through(cards: list[Memory], pace: Pace, chance: random.Random, days: int = 30) -> list[int]:
    """How many cards each day brings to somebody who answers all of them."""
    deck = dict(enumerate(cards))
    unseen, counts = pace.unseen, []
    for day in range(TODAY, TODAY + days):
        due = [number for number, memory in deck.items() if memory.due_day <= day]
        for number in due:
            recalled = chance.random() < retrievability(deck[number], day)
            deck[number] = answered(deck[number], Rating.GOOD if recalled else Rating.AGAIN, day, number)
        new = min(pace.new_a_day, unseen)
        unseen -= new
        for rating in chance.choices(list(Rating), FIRST_RATINGS, k=new):
            deck[len(deck)] = answered(None, rating, day, len(deck))
        counts.append(len(due) + new)
    return counts


@pytest.mark.parametrize(
    ("cards", "pace"),
    [(120, Pace(0.9, 0, 0)), (0, Pace(0.9, 5, 90)), (60, Pace(0.9, 5, 1000))],
    ids=["reviews alone", "new cards alone", "both"],
)
def test_S3_the_sum_is_within_five_percent_of_a_monte_carlo_mean(cards: int, pace: Pace) -> None:
    deck = some_cards(cards, seed=1)
    forecast = workload(waiting(deck), pace, TODAY, CURVES)
    chance = random.Random(2)  # noqa: S311 - a made-up learner
    lived = [live_through(deck, pace, chance) for _ in range(RUNS)]
    mean = sum(map(sum, lived)) / RUNS
    assert sum(forecast) == pytest.approx(mean, rel=0.05)
    # Not in the sum alone: week by week, too.
    for begin in (0, 7, 14, 21):
        week = sum(sum(run[begin : begin + 7]) for run in lived) / RUNS
        assert sum(forecast[begin : begin + 7]) == pytest.approx(week, rel=0.12)


def test_S3_what_is_overdue_is_todays_and_what_comes_later_is_not_there() -> None:
    nothing_new = Pace(0.9, 0, 0)
    cards = [Waiting(TODAY + day, TODAY - 9, 400.0, 5.0) for day in (-30, 0, 3, 29, 30)]
    forecast = workload(cards, nothing_new, TODAY, CURVES)
    assert len(forecast) == 30
    assert [forecast[day] for day in (0, 3, 29)] == pytest.approx([2, 1, 1], abs=0.1)
    assert sum(forecast) == pytest.approx(4, abs=0.3)


def test_S3_new_cards_come_until_none_are_left() -> None:
    unsure = workload([], Pace(0.9, 10, 25, new_today=4), TODAY, CURVES, days=1)
    assert unsure == (4,)
    first_days = workload([], Pace(0.9, 10, 25), TODAY, CURVES, days=2)
    assert first_days[0] == 10
    assert first_days[1] >= 10


def test_Q10_no_day_is_above_the_cap_and_what_finds_no_room_waits() -> None:
    cards = [Waiting(TODAY - 5, TODAY - 30, 20.0, 5.0) for _ in range(177)]
    capped = workload(cards, Pace(0.9, 0, 0, cap=25), TODAY, CURVES)
    assert max(capped) <= 25 + 1e-9
    assert capped[:7] == pytest.approx([25] * 7)
    free = workload(cards, Pace(0.9, 0, 0), TODAY, CURVES)
    assert free[0] == 177
