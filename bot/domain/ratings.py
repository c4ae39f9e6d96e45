"""From an answer to Again, Hard, Good or Easy: rules G1 to G11, but for G5, which stands in `guessing`.

The line that matters is between failed and recalled: would an interviewer have accepted the answer (G11)?
When in doubt an answer fails: a strict grader costs little, a lenient one falsifies what is known.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Literal

from bot.domain.guessing import KNOWN_FROM
from bot.domain.memory import SAME_DAY_CHANGES, Rating

Mode = Literal["self", "quiz", "typed", "choice"]
"""How an answer was given: rated by the learner after seeing it; voted in a public quiz; written; chosen here."""

LONGEST_LATENCY = timedelta(seconds=120)
"""G8: beyond this a person was away, not thinking; the latency is logged as missing."""

FEWEST_OPTIONS = 4
SCAFFOLD_EXPOSURES = 2
SCAFFOLD_LAPSES = 2
FREE_RECALL_STABILITY = 7.0
"""G6: days. From here on nothing but free recall is asked for."""


class Ending(Enum):
    """How an attempt ended that gave nothing to grade."""

    WRONG = auto()
    EMPTY = auto()
    DONT_KNOW = auto()
    TIMED_OUT = auto()
    EXPIRED_OVERNIGHT = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """G2, G3, G5: from which raw score an answer has which rating."""

    hard_from: float = 0.60
    good_from: float = 0.85
    easy_from: float = 0.95
    known_from: float = KNOWN_FROM


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a good answer must contain: what it weighs, and whether this answer has it."""

    found: bool
    weight: float = 1.0
    critical: bool = False


def rate_ending(ending: Ending, *, opened: bool) -> Rating | None:
    """G1: Again for an attempt that failed; None, and no review, for a question never opened or expired overnight."""
    return None if not opened or ending is Ending.EXPIRED_OVERNIGHT else Rating.AGAIN


def typed_score(points: Sequence[Point]) -> float:
    """G2: the share by weight of the points that were found, from 0 to 1; 0 where a critical one is missing.

    Raises ValueError where nothing has a weight.
    """
    whole = math.fsum(point.weight for point in points)
    if whole <= 0:
        raise ValueError("an answer is graded by at least one point with a weight")
    if any(point.critical and not point.found for point in points):
        return 0.0
    # Rounded: tenths added up must meet a line that they make.
    return round(math.fsum(point.weight for point in points if point.found) / whole, 9)


def grade_typed(score: float, *, limits: Limits = LIMITS) -> Rating:
    """G2: Again below .60, Hard below .85, else Good."""
    if score < limits.hard_from:
        return Rating.AGAIN
    return Rating.HARD if score < limits.good_from else Rating.GOOD


def grade_choice_score(score: float, *, guessed: bool, limits: Limits = LIMITS) -> Rating:
    """G5 from the raw score of the log: 0 for a wrong choice, else the chance that a right one was known."""
    if guessed or score <= 0:
        return Rating.AGAIN
    return Rating.GOOD if score >= limits.known_from else Rating.HARD


def is_easy(
    score: float,
    *,
    hints: int,
    exposures: int,
    latency: timedelta | None,
    quick: timedelta | None,
    limits: Limits = LIMITS,
) -> bool:
    """G3: whether a typed answer is Easy without the learner saying so.

    `exposures` counts the earlier answers to the card; `quick` is the learner's own 25th percentile for cards of this
    length, None while it is not known.
    """
    known_before = exposures >= 1 and hints == 0
    fast = latency is not None and quick is not None and latency < quick
    return known_before and fast and score >= limits.easy_from


def choices_after(graded: Rating) -> tuple[Rating, ...]:
    """G4: what the learner may make of a grade: anything lower, and one higher."""
    return tuple(rating for rating in Rating if rating <= graded + 1)


def choice_allowed(*, exposures: int, lapses_in_a_row: int, stability: float | None, options: int) -> bool:
    """G6: multiple choice only as a scaffold: the first two times, or after two failures in a row.

    `stability` is in days, None for a new card; `options` is how many could be offered.
    """
    if options < FEWEST_OPTIONS or (stability is not None and stability >= FREE_RECALL_STABILITY):
        return False
    return exposures < SCAFFOLD_EXPOSURES or lapses_in_a_row >= SCAFFOLD_LAPSES


def best_after_hints(hints: int, *, revealed: bool) -> Rating:
    """G7: the best rating after so many hints; `revealed` says that one of them told a must-have point."""
    if hints >= 2 or (hints and revealed):
        return Rating.AGAIN
    return Rating.HARD if hints else Rating.EASY


def cap_by_hints(rating: Rating, hints: int, *, revealed: bool) -> Rating:
    """G7: the rating, lowered where hints were taken."""
    return min(rating, best_after_hints(hints, revealed=revealed))


def logged_latency(latency: timedelta | None) -> timedelta | None:
    """G8: what the log keeps of the time an answer took; None where that says nothing."""
    if latency is None or not timedelta(0) <= latency <= LONGEST_LATENCY:
        return None
    return latency


def lower_by_latency(
    rating: Rating, latency: timedelta | None, *, slow: timedelta | None = None, wanted: bool = False
) -> Rating:
    """G8: Good is Hard above `slow`, the learner's own 90th percentile, for who `wanted` that; never Again."""
    timed = logged_latency(latency)
    if wanted and rating is Rating.GOOD and slow is not None and timed is not None and timed > slow:
        return Rating.HARD
    return rating


Role = Literal["first", "later", "practice"]


def role_on_day(answers_before: int) -> Role:
    """G10: what an answer is for, by how many this card had on the same user day.

    The first counts for statistics, calibration and fitting; up to two later ones change memory; the rest is practice.
    """
    if answers_before == 0:
        return "first"
    return "later" if answers_before <= SAME_DAY_CHANGES else "practice"


@dataclass(frozen=True, slots=True)
class Raw:
    """What the log keeps of an answer apart from its rating, so that the rating can be derived anew."""

    mode: Mode
    score: float | None
    hints: int = 0
    guessed: bool = False


def regrade(raw: Raw, rating: Rating, *, limits: Limits, before: Limits = LIMITS) -> Rating:
    """G11: the rating under other limits than those `before`; that of an answer the learner rated stays.

    What the learner changed in a grade stays changed by as much: a step lower or higher than the program said.
    """
    was, now = _graded(raw, before), _graded(raw, limits)
    if was is None or now is None:
        return rating
    return Rating(max(Rating.AGAIN, min(now + (rating - was), Rating.EASY)))


def _graded(raw: Raw, limits: Limits) -> Rating | None:
    if raw.score is None or raw.mode == "self":
        return None
    if raw.mode == "typed":
        return cap_by_hints(grade_typed(raw.score, limits=limits), raw.hints, revealed=False)
    return grade_choice_score(raw.score, guessed=raw.guessed, limits=limits)
