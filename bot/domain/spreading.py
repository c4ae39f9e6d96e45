"""Rule T5: near which day a card comes back, so that a day's cards are not all asked again on one day.

Own and deterministic: the library's fuzz cannot be seeded and is off by a day.
"""

import math
from collections.abc import Mapping, Sequence
from hashlib import blake2b

MAXIMUM_INTERVAL = 36500
"""Days: the longest interval ever given."""

NO_LOAD: Mapping[int, int] = {}
"""Nothing falls due on any day, as far as is known."""

# Upper end in days and the share of the interval added to the spread up to there; the table is Anki's.
_FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))


def chance_of(seed: tuple[int, int], reps: int) -> float:
    """A number in [0, 1) that depends on learner, concept and number of the answer alone: the same everywhere."""
    learner, concept = seed
    digest = blake2b(f"{learner}:{concept}:{reps}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def spread_intervals(intervals: Sequence[int], chance: float, load: Mapping[int, int] = NO_LOAD) -> list[int]:
    """T5: fuzzed intervals, rising where the given ones rise and never falling.

    `chance` is in [0, 1); `load` counts what falls due so many days on.
    """
    spread: list[int] = []
    for place, interval in enumerate(intervals):
        least = spread[-1] + (interval > intervals[place - 1]) if spread else 1
        spread.append(min(_fuzzed(interval, chance, load, least), MAXIMUM_INTERVAL))
    return spread


def _fuzzed(interval: int, chance: float, load: Mapping[int, int], least: int) -> int:
    low, high = fuzz_range(interval)
    days = range(max(low, least), high + 1)
    if not days:
        return least
    # The day that chance names, then those after it and, from the shortest on, those before it.
    named = low + int(chance * (high - low + 1))
    return min(days, key=lambda each: (load.get(each, 0), each < named, each))


def fuzz_range(interval: int) -> tuple[int, int]:
    """T5: the shortest and the longest number of days that may stand for an interval, both included."""
    if interval < _FUZZ[0][0]:
        return interval, interval
    delta = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in _FUZZ)
    return max(2, round(interval - delta)), min(round(interval + delta), MAXIMUM_INTERVAL)
