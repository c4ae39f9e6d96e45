"""How much of a reference a typed answer has: its words, and its letters."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.grading.said import Said
from bot.domain.grading.words import Word

Grams = Mapping[str, float]


def coverage(reference: Iterable[tuple[str, ...]], said: Said) -> float:
    """The share of the reference's units that were said."""
    wanted = list(reference)
    return sum(map(said.has, wanted)) / len(wanted) if wanted else 0.0


def grams(units: Iterable[Word], asked: Said) -> Grams:
    """Runs of three letters, and pairs of Chinese characters, of all that the question does not say; of length 1."""
    counts: Counter[str] = Counter()
    for (raw, keys), times in Counter((unit.raw, unit.keys) for unit in units).items():
        if not asked.has(keys):
            for gram in _grams_of(raw):
                counts[gram] += times
    values = {gram: math.sqrt(count) for gram, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {gram: value / length for gram, value in values.items()}


@lru_cache(maxsize=20_000)
def _grams_of(raw: str) -> tuple[str, ...]:
    if raw[0] >= "\u3400":
        return (raw,)
    padded = f" {raw} "
    return tuple(padded[at : at + 3] for at in range(len(padded) - 2))


def cosine(one: Grams, other: Grams) -> float:
    """Between 0 and 1."""
    small, large = sorted((one, other), key=len)
    return min(1.0, sum(value * large[gram] for gram, value in small.items() if gram in large))
