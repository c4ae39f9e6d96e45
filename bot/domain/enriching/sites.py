"""A place in a statement where other words can stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["opposite", "term", "number", "negation", "condition"]

WEIGHT: dict[Kind, float] = {"opposite": 1.0, "term": 1.0, "number": 0.6, "negation": 0.6, "condition": 0.5}
"""How good a wrong option each makes, 1 the best."""


@dataclass(frozen=True, slots=True)
class Site:
    """From `start` to `end` of a text any of `news` can stand."""

    start: int
    end: int
    news: Sequence[str]
    kind: Kind
    weight: float
