"""Methods by name. A method is a function of the Telegram and the checked parameters of one call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.parameters import Parameters
from bot.playground.telegram import Telegram

Run = Callable[[Telegram, Parameters], Any]
Count = Callable[[Parameters], int]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Bot API under its exact name; `sends` counts the messages that weigh on the flood limits."""

    name: str
    run: Run
    sends: Count | None = None


METHODS: dict[str, Method] = {}
"""By name in lower case, since the Bot API takes names in any case."""


def method(name: str, *, sends: bool | str = False) -> Callable[[Run], Run]:
    """Register a function as the method `name`. It `sends` nothing, one message, or as many as the list parameter of
    that name has items.
    """

    def register(run: Run) -> Run:
        METHODS[name.lower()] = Method(name, run, _count(sends))
        return run

    return register


def _count(sends: bool | str) -> Count | None:
    if isinstance(sends, str):
        return lambda parameters: len(parameters[sends])
    return (lambda _: 1) if sends else None
