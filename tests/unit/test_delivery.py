from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import (
    Gone,
    Kind,
    Later,
    Moved,
    Outcome,
    Rejected,
    Sent,
    State,
    Unknown,
    after,
    backoff,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(7), State.SENT),
        (Later(NOON, "flood wait"), State.DUE),
        (Moved(-1001), State.DUE),
        (Gone("blocked"), State.GONE),
        (Rejected("too long"), State.CANCELLED),
    ],
)
@pytest.mark.parametrize("unknowns", [0, 1, 5])
def test_a_certain_outcome_decides_alone(outcome: Outcome, state: State, unknowns: int, kind: Kind) -> None:
    assert after(outcome, unknowns, kind) is state


def test_a_learners_card_of_unknown_fate_is_sent_again_once() -> None:
    assert after(Unknown("reset"), 0, Kind.DAILY) is State.DUE
    assert after(Unknown("reset"), 1, Kind.DAILY) is State.UNKNOWN
    assert after(Unknown("reset"), 2, Kind.DAILY) is State.UNKNOWN


def test_a_public_message_of_unknown_fate_is_never_sent_again_by_itself() -> None:
    assert after(Unknown("reset"), 0, Kind.PUBLIC) is State.UNKNOWN


def test_the_wait_doubles_from_a_second_to_a_minute() -> None:
    soonest = [backoff(attempt, 0.0).total_seconds() for attempt in range(1, 8)]
    assert soonest == [1, 2, 4, 8, 16, 30, 30]
    latest = [backoff(attempt, 1.0).total_seconds() for attempt in range(1, 8)]
    assert latest == [2, 4, 8, 16, 32, 60, 60]


def test_chance_spreads_the_wait_over_its_range() -> None:
    assert backoff(3, 0.5) == timedelta(seconds=6)


def test_the_thousandth_attempt_still_waits_a_minute_at_most() -> None:
    assert backoff(1000, 0.999) < timedelta(seconds=60)
