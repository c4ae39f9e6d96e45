"""How well a learner remembers a concept, and when to ask again: FSRS-6, counted in whole user days.

The only module that knows the fsrs package. Rules T2, T5, T6 and G10 are named where they stand.
"""

import math
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b

import fsrs

from bot.domain.moments import elapsed_days

DEFAULT_PARAMETERS: tuple[float, ...] = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835),
    *(0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The 21 parameters FSRS-6 starts from, fitted by its authors on many people's reviews."""

PARAMETERS_VERSION = 1
"""Names DEFAULT_PARAMETERS and the model in a log of reviews; other numbers or another model take another one."""

RETENTION_MIN, RETENTION_MAX = 0.70, 0.97
"""Chances of recall that may be aimed at: below, forgetting rules; above, the work explodes."""

MAXIMUM_INTERVAL = 36500
"""Days: the longest interval ever given."""

STEP = timedelta(minutes=10)
"""T6: how long a failed card waits before it is asked again."""

TRIES_PER_DAY = 3
"""T6: a card failed this many times on a day waits for the next."""

LEARNED_STABILITY = 21.0
"""S2: days. What will be recalled with a chance of 90 % after three weeks is learned, "mature" in Anki's words."""

SAME_DAY_CHANGES = 2
"""G10: how many answers after the first of a day still change what is known; more are practice."""

# T5: upper end in days and the share of the interval added to the spread up to there; the table is Anki's.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))

# T2: the library counts 24-hour blocks of instants, so it is handed a calendar in which a user day is one block.
_DAY_ZERO = datetime(2000, 1, 1, tzinfo=UTC)


class Rating(IntEnum):
    """How well an answer came; HARD is a pass. The numbers are those of FSRS and of stored reviews."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(IntEnum):
    """LEARNING: never passed. REVIEW: passed last time. RELEARNING: passed once, failed since."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one learner and one concept: exactly a row of the table.

    `stability` is in days (recall is 90 % likely after so many), `difficulty` from 1 to 10. Days are user days
    since 1970-01-01. `due_at` is set while a ten-minute step is pending, `tries` counts the answers of
    `last_day`, `version` rises with every change and travels in buttons.
    """

    phase: Phase
    stability: float
    difficulty: float
    due_day: int
    due_at: datetime | None
    last_day: int
    last_at: datetime
    reps: int
    lapses: int
    tries: int
    version: int


def rate(
    memory: Memory | None,
    rating: Rating,
    *,
    now: datetime,
    day: int,
    seed: tuple[int, int],
    retention: float = 0.9,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> Memory:
    """The memory after an answer; the same as that entry of `futures`, which says what the arguments are."""
    after = futures(memory, now=now, day=day, seed=seed, retention=retention, parameters=parameters)
    return after[rating]


def futures(
    memory: Memory | None,
    *,
    now: datetime,
    day: int,
    seed: tuple[int, int],
    retention: float = 0.9,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> dict[Rating, Memory]:
    """The memory after each of the four ratings, given at `now` on user day `day`; None is a new card.

    `seed` is (learner, concept): with the number of the answer it fixes the fuzz. Intervals never fall from
    HARD to GOOD to EASY. Raises ValueError for a `retention` outside RETENTION_MIN to RETENTION_MAX, or for
    parameters that are not 21 numbers within the bounds of FSRS-6.
    """
    if not RETENTION_MIN <= retention <= RETENTION_MAX:
        raise ValueError(f"retention is from {RETENTION_MIN} to {RETENTION_MAX}, not {retention}")
    scheduler = _scheduler(parameters, retention)
    if memory is None:
        base = _unseen(now, day)
        steps = {rating: _first_step(scheduler, rating) for rating in Rating}
    else:
        base = _answered(memory, now, day)
        if base.tries > 1 + SAME_DAY_CHANGES:
            return {rating: _practised(base, rating) for rating in Rating}
        elapsed = elapsed_days(memory.last_day, day)
        steps = {rating: _next_step(scheduler, memory, rating, elapsed) for rating in Rating}
    spread = _spread_intervals([steps[rating].interval for rating in Rating][1:], _chance(seed, base.reps))
    after = {Rating.AGAIN: _failed(base, steps[Rating.AGAIN])}
    for rating, interval in zip((Rating.HARD, Rating.GOOD, Rating.EASY), spread, strict=True):
        after[rating] = _passed(base, steps[rating], interval)
    return after


def retrievability(memory: Memory, day: int, *, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """The chance, from 0 to 1, that the learner recalls the concept on user day `day`."""
    card = _library_card(memory)
    at = _DAY_ZERO + timedelta(days=elapsed_days(memory.last_day, day))
    # The forgetting curve does not depend on the retention aimed at.
    return _scheduler(parameters, RETENTION_MAX).get_card_retrievability(card, at)


@dataclass(frozen=True, slots=True)
class _Step:
    stability: float
    difficulty: float
    interval: int


@lru_cache(maxsize=256)
def _scheduler(parameters: tuple[float, ...], retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MAXIMUM_INTERVAL,
        enable_fuzzing=False,
    )


def _library_card(memory: Memory) -> fsrs.Card:
    # Without an id the library makes one up and sleeps; without `due` it reads the clock.
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_DAY_ZERO,
        last_review=_DAY_ZERO,
    )


def _first_step(scheduler: fsrs.Scheduler, rating: Rating) -> _Step:
    return _review(scheduler, fsrs.Card(card_id=1, due=_DAY_ZERO), rating, 0)


def _next_step(scheduler: fsrs.Scheduler, memory: Memory, rating: Rating, elapsed: int) -> _Step:
    return _review(scheduler, _library_card(memory), rating, elapsed)


def _review(scheduler: fsrs.Scheduler, card: fsrs.Card, rating: Rating, elapsed: int) -> _Step:
    at = _DAY_ZERO + timedelta(days=elapsed)
    after, _ = scheduler.review_card(card, fsrs.Rating(int(rating)), at)
    if after.stability is None or after.difficulty is None:
        raise AssertionError("a reviewed card has a stability and a difficulty")
    return _Step(after.stability, after.difficulty, (after.due - at).days)


def _unseen(now: datetime, day: int) -> Memory:
    return Memory(
        phase=Phase.LEARNING,
        stability=0.0,
        difficulty=0.0,
        due_day=day,
        due_at=None,
        last_day=day,
        last_at=now,
        reps=1,
        lapses=0,
        tries=1,
        version=1,
    )


def _answered(memory: Memory, now: datetime, day: int) -> Memory:
    # Time went on and the day number fell: the learner travelled west, and the later day goes on. Time itself
    # fell: a clock was wrong, and holding on to its day would freeze the card until that day.
    counted = day if now < memory.last_at else max(day, memory.last_day)
    return replace(
        memory,
        last_day=counted,
        last_at=now,
        reps=memory.reps + 1,
        tries=memory.tries + 1 if day <= memory.last_day else 1,
        version=memory.version + 1,
    )


def _failed(base: Memory, step: _Step) -> Memory:
    lapsed = base.phase is Phase.REVIEW
    again_today = base.tries < TRIES_PER_DAY
    return replace(
        base,
        phase=Phase.LEARNING if base.phase is Phase.LEARNING else Phase.RELEARNING,
        stability=step.stability,
        difficulty=step.difficulty,
        due_day=base.last_day if again_today else base.last_day + 1,
        due_at=base.last_at + STEP if again_today else None,
        lapses=base.lapses + lapsed,
    )


def _passed(base: Memory, step: _Step, interval: int) -> Memory:
    return replace(
        base,
        phase=Phase.REVIEW,
        stability=step.stability,
        difficulty=step.difficulty,
        due_day=base.last_day + interval,
        due_at=None,
    )


def _practised(base: Memory, rating: Rating) -> Memory:
    tomorrow = base.last_day + 1
    due_day = tomorrow if rating is Rating.AGAIN else max(base.due_day, tomorrow)
    return replace(base, due_day=due_day, due_at=None)


def _chance(seed: tuple[int, int], reps: int) -> float:
    learner, concept = seed
    digest = blake2b(f"{learner}:{concept}:{reps}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def _spread_intervals(intervals: list[int], chance: float) -> list[int]:
    """T5: fuzzed intervals, rising where the given ones rise and never falling; `chance` is in [0, 1)."""
    spread: list[int] = []
    for place, interval in enumerate(intervals):
        days = _fuzzed(interval, chance)
        if spread:
            apart = 1 if interval > intervals[place - 1] else 0
            days = min(max(days, spread[-1] + apart), MAXIMUM_INTERVAL)
        spread.append(days)
    return spread


def _fuzzed(interval: int, chance: float) -> int:
    low, high = fuzz_range(interval)
    return low + int(chance * (high - low + 1))


def fuzz_range(interval: int) -> tuple[int, int]:
    """T5: the shortest and the longest number of days that may stand for an interval, both included."""
    if interval < _FUZZ[0][0]:
        return interval, interval
    delta = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in _FUZZ)
    return max(2, round(interval - delta)), min(round(interval + delta), MAXIMUM_INTERVAL)
