"""Methods by name. A method is a function of the Telegram and the checked parameters of one call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.parameters import Parameters
from bot.playground.telegram import Telegram

Run = Callable[[Telegram, Parameters], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Bot API under its exact name; one that `sends` counts towards the flood limits."""

    name: str
    run: Run
    sends: bool = False


METHODS: dict[str, Method] = {}
"""By name in lower case, since the Bot API takes names in any case."""


def method(name: str, *, sends: bool = False) -> Callable[[Run], Run]:
    """Register a function as the method `name`."""

    def register(run: Run) -> Run:
        METHODS[name.lower()] = Method(name, run, sends)
        return run

    return register
