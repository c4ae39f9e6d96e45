"""What the program proposes for a card, from the card and its neighbours alone: pure, offline, and only to be judged by
a person. What cannot be proposed well is not proposed."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Reason = Literal[
    "short-answer", "sentence", "one-of-many",
    "misconceptions", "opposites", "numbers", "negations", "same-topic", "near-topic", "easy-to-guess", "piece",
    "headings", "phrases", "synonyms",
    "definition", "comparison", "brief", "design", "failure", "scale", "diagnosis", "long",
    "in-between", "clear-signs", "few-signs", "parts",
]  # fmt: skip
"""Why a proposal is what it is; each has a text."""

Lack = Literal["no-statement", "gives-away", "few-points"]
"""Why there is none; each has a text."""


@dataclass(frozen=True, slots=True)
class Proposed(Generic[T]):
    """A value for a field of the card, and why it is this one."""

    value: T
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NotProposed:
    """Nothing good enough was found."""

    lack: Lack
