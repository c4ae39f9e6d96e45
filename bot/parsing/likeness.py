"""How alike two cards are: whether they ask the same in other words, or may do so.

Measured (shared notes, section 4): of 281 pairs of real questions that looked alike and were judged by hand, those with
a TF-IDF cosine of .80 and answers that share anything were duplicates in 93 cases of 100, and related in all.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.parsing.fingerprints import Fingerprint

T = TypeVar("T")

SAME_QUESTION = 0.80
ANSWER_FLOOR = 0.08
SAME_ANSWER = 0.5
LONG_QUESTION = 12
LONG_TOGETHER = 0.37
LONG_ANSWERS = 0.33
"""Measured on about 100 real and own posts in three languages: pairs of scenario questions that ask the same reach .41
over question and answer together and .43 over the answers; look-alikes with another answer stay below .26 and .20,
other pairs below .33 and .38, but for those that an editor might group as well."""

ALIKE_QUESTION = 0.50
ALIKE_ANSWERS = 0.25
"""From here on a person is asked: half of such pairs are at least related."""

CLOSEST = 5
"""Of the cards whose questions are alike, so many are compared in full."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is between 0 and 1. A `variant` asks the same in other words; anything else is only worth a look."""

    score: float
    variant: bool


class Weights(dict[int, float]):
    """How much a stem says: the rarer it is among all that is compared, the more."""

    def __init__(self, among: int, seen: Mapping[int, int]) -> None:
        super().__init__()
        self._among = among
        self._seen = seen

    def __missing__(self, stem: int) -> float:
        weight = self[stem] = 1 + math.log((1 + self._among) / (1 + self._seen.get(stem, 0)))
        return weight


@dataclass(frozen=True, slots=True)
class Vector:
    """A text by the weights of its stems; `length` is Euclid's."""

    values: Mapping[int, float]
    length: float


class Weighed:
    """A fingerprint with the vectors of its texts, each worked out when it is first asked for."""

    def __init__(self, print_: Fingerprint, weights: Weights) -> None:
        self.print = print_
        self._weights = weights

    @cached_property
    def question(self) -> Vector:
        """Of the question alone."""
        return self._vector(self.print.question)

    @cached_property
    def answer(self) -> Vector:
        """Of the answer alone."""
        return self._vector(self.print.answer)

    @cached_property
    def both(self) -> Vector:
        """Of question and answer together."""
        together = dict(self.print.question)
        for stem, times in self.print.answer.items():
            together[stem] = together.get(stem, 0) + times
        return self._vector(together)

    def _vector(self, counts: Mapping[int, int]) -> Vector:
        weights = self._weights
        values = {
            stem: (1 + math.log(times)) * weights[stem] if times > 1 else weights[stem]
            for stem, times in counts.items()
        }
        return Vector(values, math.sqrt(sum([value * value for value in values.values()])))


def closest(one: Weighed, others: Iterable[tuple[T, Weighed]]) -> list[tuple[T, Weighed]]:
    """Those whose questions leave it open that they are alike, the likest first and no more than CLOSEST.

    The weights of the answers' stems need not be known.
    """
    scored = [(cosine(one.question, other.question), name, other) for name, other in others]
    found = [each for each in scored if each[0] >= ALIKE_QUESTION or _are_long(one, each[2])]
    found.sort(key=lambda each: -each[0])
    return [(name, other) for _, name, other in found[:CLOSEST]]


def needs_answers(one: Weighed, other: Weighed) -> bool:
    """Whether it takes the answers to say how alike two are."""
    return _are_long(one, other) or cosine(one.question, other.question) >= SAME_QUESTION


def compare(one: Weighed, other: Weighed) -> Likeness | None:
    """How alike two cards of one language are; None for most pairs."""
    asked = cosine(one.question, other.question)
    if one.print.generic or other.print.generic:
        both = one.print.generic and other.print.generic
        return Likeness(asked, variant=False) if both and asked >= SAME_QUESTION else None
    if not one.print.answer or not other.print.answer:
        return Likeness(asked, asked >= SAME_QUESTION) if asked >= ALIKE_QUESTION else None
    is_long = _are_long(one, other)
    if not needs_answers(one, other):
        return Likeness(asked, variant=False) if asked >= ALIKE_QUESTION else None
    answered = cosine(one.answer, other.answer)
    if asked >= SAME_QUESTION and answered >= ANSWER_FLOOR:
        return Likeness(asked, variant=True)
    if is_long and answered >= LONG_ANSWERS and cosine(one.both, other.both) >= LONG_TOGETHER:
        return Likeness(max(asked, answered), variant=True)
    if asked >= ALIKE_QUESTION or answered >= ALIKE_ANSWERS:
        return Likeness(max(asked, answered), variant=False)
    return None


def is_repeat(one: Weighed, other: Weighed) -> bool:
    """Whether two cards are one: the same question, and answers that agree as far as both have one."""
    if one.print.same != other.print.same:
        return False
    if one.print.generic or not one.print.answer or not other.print.answer:
        return True
    return cosine(one.answer, other.answer) >= SAME_ANSWER


def cosine(one: Vector, other: Vector) -> float:
    """Between 0 and 1."""
    small, large = (one.values, other.values) if len(one.values) <= len(other.values) else (other.values, one.values)
    shared = sum([value * large[stem] for stem, value in small.items() if stem in large])
    return shared / (one.length * other.length) if shared else 0.0


def _are_long(one: Weighed, other: Weighed) -> bool:
    return min(len(one.print.question), len(other.print.question)) >= LONG_QUESTION
