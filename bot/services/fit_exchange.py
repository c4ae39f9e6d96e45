"""What the program and the process that fits parameters say to each other: a line of JSON, then numbers as bytes."""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from bot.domain.ids import ConceptId


class FitFailed(Exception):
    """The process ended without an answer: it was killed, took too long, or met a bug. Nothing was changed."""


class Ending(StrEnum):
    """What the process found. KEPT: nothing was tried, or there is too little to judge by."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVERTED = "reverted"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Order:
    """What to do: `check` the set in use against the defaults, `fit` another, or with neither use this one.

    With `replay` the answer brings stability and difficulty under the set that is used from then on.
    """

    parameters: tuple[float, ...]
    check: bool = False
    fit: bool = False
    replay: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it; the losses are those of `fitting.Attempt`, None where nothing was tried."""

    ending: Ending
    parameters: tuple[float, ...]
    items: int
    before: float | None = None
    after: float | None = None
    states: Sequence[tuple[ConceptId, float, float]] = field(default=())


Line = tuple[int, int, int, int, int]
"""An answer: its number in the log, the concept, the instant in ms, the user day, the rating."""

_WIDTH = 5


class Letter:
    """An order with its answers, written page by page."""

    def __init__(self, order: Order) -> None:
        self._head = json.dumps(asdict(order)).encode() + b"\n"
        self._numbers = array("q")

    def add(self, lines: Sequence[Line]) -> None:
        """Some answers more, in any order."""
        for line in lines:
            self._numbers.extend(line)

    def __bytes__(self) -> bytes:
        return self._head + self._numbers.tobytes()


def read_letter(sent: bytes) -> tuple[Order, list[Line]]:
    """The order, and the answers in the order of their numbers."""
    head, _, body = sent.partition(b"\n")
    given = json.loads(head)
    order = Order(**{**given, "parameters": tuple(given["parameters"])})
    numbers = array("q", body)
    return order, sorted(_lines(numbers))


def _lines(numbers: "array[int]") -> Iterator[Line]:
    for at in range(0, len(numbers), _WIDTH):
        number, concept, instant, day, rating = numbers[at : at + _WIDTH]
        yield number, concept, instant, day, rating


def write_result(result: Result) -> bytes:
    """As the program reads it."""
    head = {
        "ending": result.ending,
        "parameters": result.parameters,
        "items": result.items,
        "before": result.before,
        "after": result.after,
    }
    concepts = array("q", (concept for concept, _, _ in result.states))
    values = array("d", (value for _, *state in result.states for value in state))
    return json.dumps(head).encode() + b"\n" + concepts.tobytes() + values.tobytes()


def read_result(sent: bytes) -> Result:
    """As the process wrote it. Raises FitFailed for what is none."""
    head, line_end, body = sent.partition(b"\n")
    if not line_end or len(body) % 24:
        raise FitFailed("its answer was cut off")
    given = json.loads(head)
    count = len(body) // 24
    concepts, values = array("q", body[: 8 * count]), array("d", body[8 * count :])
    states = tuple(zip(map(ConceptId, concepts), values[::2], values[1::2], strict=True))
    return Result(
        ending=Ending(given["ending"]),
        parameters=tuple(given["parameters"]),
        items=given["items"],
        before=given["before"],
        after=given["after"],
        states=states,
    )
