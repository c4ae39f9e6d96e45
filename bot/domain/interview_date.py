"""The day of an interview: two phases before it, how many new cards a day, and no interval that jumps over it.

Rules E1, E2, E4, E5, Q4, Q5. Days are user days since 1970-01-01. What it does to a plan stands in
`bot.domain.planning`, what will be known on the day in `bot.domain.forecasting`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.forgetting import forgetting
from bot.domain.memory import DEFAULT_PARAMETERS, RETENTION_MAX, RETENTION_MIN, Memory
from bot.domain.own_curve import EVERYBODY, TYPICAL, OwnCurve

PACED_RETENTION = 0.80
"""E1: the chance of recall aimed at until the last days: with a date, seeing everything beats holding little firmly."""

FINAL_DAYS = 20
"""E1: how many days before the date everything is ranked by what it gains there; a third of a shorter time.

Measured by `make bench-learning`: twenty days know up to 3 % more cards than ten where a day has room, nowhere fewer.
"""

FIRMER = 0.15
FASTER = 1.1, 1.4
"""How much firmer than PACED_RETENTION, and between which powers of the own curve that sets in: `haste`."""

SURELY_FASTER = 1.45
"""The power from which, beyond doubt, a card failed yesterday comes first in the last days too: `surely_hasty`."""

WARM_UP = 10
"""E1: questions a day on the date and the day before, nothing new among them."""

SURE = 0.95
"""E2: a card this likely to be recalled on the date needs no review before it."""

FARTHEST = 3 * 365
"""How many days ahead a date is taken."""


class Phase(StrEnum):
    """Where a day stands before a date. OVER: the date has passed, ask how it went."""

    PACED = "paced"
    FINAL = "final"
    WARM_UP = "warm_up"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class InterviewDate:
    """An interview on user day `day`, told of or last moved on `since`; `topics` are its scope, None is everything.

    Raises ValueError for a day before `since` or more than FARTHEST days after it.
    """

    day: int
    since: int
    topics: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.day - self.since <= FARTHEST:
            raise ValueError(f"an interview is 0 to {FARTHEST} days ahead, not {self.day - self.since}")

    @property
    def final_days(self) -> int:
        """E1: how long the last phase is, the date's eve and the day before it included: the buffer of Q4."""
        return min(FINAL_DAYS, (self.day - self.since) // 3)

    def phase(self, today: int) -> Phase:
        """What is done on a day. Who tells of tomorrow's interview has no time for a warm-up: all days are final."""
        left = self.day - today
        if left < 0:
            return Phase.OVER
        if left <= 1 and self.day - self.since > 1:
            return Phase.WARM_UP
        return Phase.FINAL if left <= max(1, self.final_days) else Phase.PACED

    def learning_days(self, today: int) -> int:
        """How many days, today included, may still bring new cards."""
        left = self.day - today
        return max(0, left - 1 if self.day - self.since > 1 else left + 1)

    def covers(self, topic: str) -> bool:
        """Whether a card of this topic is asked for."""
        return self.topics is None or topic in self.topics

    def new_a_day(self, unseen: int, today: int) -> int:
        """Q4: how many of so many unseen cards to take on a day of the first phase, to have met all before the last."""
        return math.ceil(unseen / max(1, self.day - self.final_days - today))

    def moved(self, day: int, today: int) -> "InterviewDate":
        """E4: the same interview on another day; its phases are counted anew from today."""
        return replace(self, day=day, since=today)


def coming(dates: Iterable[InterviewDate], today: int) -> tuple[InterviewDate, ...]:
    """E5: the dates that have not passed, nearest first."""
    return tuple(sorted((date for date in dates if date.day >= today), key=lambda date: (date.day, date.since)))


def governing(dates: Sequence[InterviewDate], topic: str, today: int) -> InterviewDate | None:
    """E5: the nearest date to come that a topic belongs to."""
    return next((date for date in coming(dates, today) if date.covers(topic)), None)


def haste(own: OwnCurve) -> float:
    """How clearly a learner forgets faster than FSRS thinks: 0 for most, up to 1."""
    faster = (own.power(TYPICAL) - FASTER[0]) / (FASTER[1] - FASTER[0])
    return min(max(faster, 0.0), 1.0)


def surely_hasty(own: OwnCurve) -> bool:
    """Whether that is beyond doubt: the power is above SURELY_FASTER even a deviation below what was learned."""
    return own.level - math.sqrt(own.level_variance) > math.log(SURELY_FASTER)


def aimed_retention(date: InterviewDate | None, today: int, usual: float, own: OwnCurve = EVERYBODY) -> float:
    """The retention to give to `memory.futures`: the learner's `usual` one, and before a date (`governing`)
    PACED_RETENTION, each turned into what FSRS calls it where the learner forgets faster or slower than FSRS thinks.

    Whoever forgets faster is held up to FIRMER more firmly before a date: what such a memory loses, it loses for
    good. Who usually aims lower keeps that. E4: once the date has passed all is as before.
    """
    aimed = usual
    if date is not None and date.phase(today) is not Phase.OVER:
        aimed = min(usual, PACED_RETENTION + FIRMER * haste(own))
    return min(max(math.pow(aimed, 1.0 / own.power(TYPICAL)), RETENTION_MIN), RETENTION_MAX)


def held_before(
    after: Memory,
    date: InterviewDate | None,
    *,
    own: OwnCurve = EVERYBODY,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> Memory:
    """E2: the memory after an answer, due by the date at the latest unless it is SURE to be there on it.

    For every future of `memory.futures` of a card in the date's scope.
    """
    if date is None or after.last_day >= date.day or after.due_day <= date.day:
        return after
    there = forgetting(parameters, own).recall(after.stability, date.day - after.last_day)
    return after if there >= SURE else replace(after, due_day=date.day)


@dataclass(frozen=True, slots=True)
class Pacing:
    """What a date asks for, in whole numbers, before it starts: "300 cards in 40 days: 10 new a day".

    `wanted` new cards a day would show all; `new_a_day` fit under the cap. `unseen` cards were never asked,
    `will_see` of them will be asked at least once: Q5, to be said when fewer.
    """

    cards: int
    unseen: int
    days: int
    wanted: int
    new_a_day: int
    will_see: int

    @property
    def works(self) -> bool:
        """Whether every card will have been asked before the date."""
        return self.will_see >= self.unseen


def pacing(date: InterviewDate, *, cards: int, unseen: int, today: int, questions: int) -> Pacing:
    """The numbers for a scope of `cards`, of which `unseen` were never asked, at `questions` a day.

    No new card comes on the date itself nor on its eve.
    """
    learning_days = date.learning_days(today)
    wanted = date.new_a_day(unseen, today) if learning_days else 0
    return Pacing(
        cards=cards,
        unseen=unseen,
        days=max(0, date.day - today),
        wanted=wanted,
        new_a_day=min(wanted, questions),
        will_see=min(unseen, learning_days * questions),
    )
