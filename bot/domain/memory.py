"""How well a learner remembers a concept, and when to ask again: FSRS-6, counted in whole user days.

The only module that knows the fsrs package. Rules T2, T5, T6 and G10 are named where they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import lru_cache

import fsrs

from bot.domain import spreading
from bot.domain.moments import elapsed_days
from bot.domain.spreading import chance_of, fuzz_range, spread_intervals

DEFAULT_PARAMETERS: tuple[float, ...] = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835),
    *(0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The 21 parameters FSRS-6 starts from, fitted by its authors on many people's reviews."""

PARAMETERS_VERSION = 1
"""Names DEFAULT_PARAMETERS and the model in a log of reviews; other numbers or another model take another one."""

RETENTION_MIN, RETENTION_MAX = 0.70, 0.97
"""Chances of recall that may be aimed at: below, forgetting rules; above, the work explodes."""

NO_LOAD = spreading.NO_LOAD
"""Nothing falls due on any day, as far as is known."""

MAXIMUM_INTERVAL = spreading.MAXIMUM_INTERVAL
"""Days: the longest interval ever given."""

STEP = timedelta(minutes=10)
"""T6: how long a failed card waits before it is asked again."""

TRIES_PER_DAY = 3
"""T6: a card failed this many times on a day waits for the next."""

LEARNED_STABILITY = 21.0
"""S2: days. What will be recalled with a chance of 90 % after three weeks is learned, "mature" in Anki's words."""

SAME_DAY_CHANGES = 2
"""G10: how many answers after the first of a day still change what is known; more are practice."""

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
    load: Mapping[int, int] = NO_LOAD,
    interval: int | None = None,
) -> Memory:
    """The memory after an answer; the same as that entry of `futures`, which says what the arguments are.

    `interval` is what the learner was promised, in days: it is kept where fuzz could have given it, however the load
    has changed since.
    """
    # An interval depends on those of the worse passes alone.
    needed = tuple(each for each in Rating if each is rating or Rating.AGAIN < each < rating)
    base, steps = _steps(memory, now, day, retention, parameters, needed)
    after = _outcomes(base, steps, needed, seed, load)[rating]
    if interval is None or interval == after.due_day - after.last_day:
        return after
    ranges = _ranges(memory, now, day, retention, parameters)
    if rating not in ranges or interval not in _promised(ranges[rating], rating):
        return after
    return replace(after, due_day=after.last_day + interval)


def futures(
    memory: Memory | None,
    *,
    now: datetime,
    day: int,
    seed: tuple[int, int],
    retention: float = 0.9,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
    load: Mapping[int, int] = NO_LOAD,
) -> dict[Rating, Memory]:
    """The memory after each of the four ratings, given at `now` on user day `day`; None is a new card.

    `load` counts the learner's other cards by the user day they fall due on (see `days_in_question`): fuzz takes the
    least loaded day of its range. `seed` is (learner, concept): with the number of the answer it decides between days
    with the same load. Intervals never fall from HARD to GOOD to EASY. Raises ValueError for a `retention` outside
    RETENTION_MIN to RETENTION_MAX, or for parameters that are not 21 numbers within the bounds of FSRS-6.
    """
    base, steps = _steps(memory, now, day, retention, parameters)
    return _outcomes(base, steps, tuple(Rating), seed, load)


def days_in_question(
    memory: Memory | None,
    *,
    now: datetime,
    day: int,
    retention: float = 0.9,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> tuple[int, int] | None:
    """T5: the first and the last user day that a pass could make the card due on: for which `futures` wants the load.

    None where none is wanted, as each rating has one day only.
    """
    ranges = _ranges(memory, now, day, retention, parameters).values()
    if all(low == high for _, low, high in ranges):
        return None
    counted = next(last_day for last_day, _, _ in ranges)
    return counted + min(low for _, low, _ in ranges), counted + max(high for _, _, high in ranges)


def recount(
    memory: Memory | None,
    rating: Rating,
    *,
    now: datetime,
    day: int,
    due_day: int,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> Memory:
    """The memory after an answer that was counted before, as `futures` gives it, due on the day decided then."""
    # No interval is decided here: any retention does.
    base, steps = _steps(memory, now, day, RETENTION_MAX, parameters, (rating,))
    if not steps:
        after = _practised(base, rating)
    elif rating is Rating.AGAIN:
        after = _failed(base, steps[rating])
    else:
        after = _passed(base, steps[rating], 0)
    return replace(after, due_day=due_day)


def retrievability(memory: Memory, day: int, *, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """The chance, from 0 to 1, that the learner recalls the concept on user day `day`."""
    card = _library_card(memory)
    at = _DAY_ZERO + timedelta(days=elapsed_days(memory.last_day, day))
    # The forgetting curve does not depend on the retention aimed at.
    return _scheduler(parameters, RETENTION_MAX).get_card_retrievability(card, at)


def interval_for(stability: float, retention: float, *, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """Days after which the chance of recall has fallen to `retention`, as FSRS-6 has it: not rounded, without limits.

    The forgetting curve solved for time: S / F * (r^(1/decay) - 1), where F makes it S for 0.9.
    """
    decay = -parameters[20]
    factor: float = 0.9 ** (1 / decay) - 1
    return stability / factor * (float(retention ** (1 / decay)) - 1)


def step(
    strength: tuple[float, float] | None,
    rating: Rating,
    elapsed: int,
    *,
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS,
) -> tuple[float, float]:
    """Stability and difficulty after an answer `elapsed` days after the last, None before a first one: `rate`'s own.

    Without all that an answer decides besides: for going through whole logs.
    """
    # What is aimed at changes the interval alone.
    after = _review(_scheduler(parameters, RETENTION_MAX), _strong(strength), rating, elapsed)
    return after.stability, after.difficulty


def recall(stability: float, elapsed: int, *, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> float:
    """The chance, from 0 to 1, of recall `elapsed` days after an answer that left this stability."""
    at = _DAY_ZERO + timedelta(days=elapsed)
    return _scheduler(parameters, RETENTION_MAX).get_card_retrievability(_strong((stability, 1.0)), at)


def is_valid(parameters: tuple[float, ...]) -> bool:
    """Whether these are 21 finite numbers within the bounds of FSRS-6."""
    try:
        _scheduler(parameters, RETENTION_MAX)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Step:
    stability: float
    difficulty: float
    interval: int


_PASSES = (Rating.HARD, Rating.GOOD, Rating.EASY)


# Asked for more than once in a row: for which days, what comes of each rating, what was promised.
@lru_cache(maxsize=16)
def _steps(
    memory: Memory | None,
    now: datetime,
    day: int,
    retention: float,
    parameters: tuple[float, ...],
    ratings: tuple[Rating, ...] = tuple(Rating),
) -> tuple[Memory, dict[Rating, _Step]]:
    """What an answer counts in any case, and what each rating makes of memory: nothing where it is practice only."""
    if not RETENTION_MIN <= retention <= RETENTION_MAX:
        raise ValueError(f"retention is from {RETENTION_MIN} to {RETENTION_MAX}, not {retention}")
    scheduler = _scheduler(parameters, retention)
    if memory is None:
        return _unseen(now, day), {rating: _first_step(scheduler, rating) for rating in ratings}
    base = _answered(memory, now, day)
    if base.tries > 1 + SAME_DAY_CHANGES:
        return base, {}
    elapsed = elapsed_days(memory.last_day, day)
    return base, {rating: _next_step(scheduler, memory, rating, elapsed) for rating in ratings}


def _ranges(
    memory: Memory | None, now: datetime, day: int, retention: float, parameters: tuple[float, ...]
) -> dict[Rating, tuple[int, int, int]]:
    """For each pass the user day it is counted from, and the shortest and longest interval that fuzz may give."""
    base, steps = _steps(memory, now, day, retention, parameters)
    return {rating: (base.last_day, *fuzz_range(steps[rating].interval)) for rating in _PASSES if steps}


def _promised(among: tuple[int, int, int], rating: Rating) -> range:
    # A better rating may stand a day above the range of a worse one, to differ from it.
    _, low, high = among
    return range(low, min(high + _PASSES.index(rating), MAXIMUM_INTERVAL) + 1)


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
    return _strong((memory.stability, memory.difficulty))


def _strong(strength: tuple[float, float] | None) -> fsrs.Card:
    # Without an id the library makes one up and sleeps; without `due` it reads the clock.
    if strength is None:
        return fsrs.Card(card_id=1, due=_DAY_ZERO)
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=strength[0],
        difficulty=strength[1],
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


def _outcomes(
    base: Memory,
    steps: Mapping[Rating, _Step],
    ratings: tuple[Rating, ...],
    seed: tuple[int, int],
    load: Mapping[int, int],
) -> dict[Rating, Memory]:
    if not steps:
        return {rating: _practised(base, rating) for rating in ratings}
    passes = [rating for rating in ratings if rating > Rating.AGAIN]
    ahead = {due - base.last_day: cards for due, cards in load.items()}
    spread = spread_intervals([steps[rating].interval for rating in passes], chance_of(seed, base.reps), ahead)
    after = {rating: _passed(base, steps[rating], interval) for rating, interval in zip(passes, spread, strict=True)}
    if Rating.AGAIN in steps:
        after = {Rating.AGAIN: _failed(base, steps[Rating.AGAIN])} | after
    return after


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
