"""After a break: a finite plan instead of a wall. Rule Q10."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

A_DAY = (10, 15, 20, 30, 50)
"""What is offered a day."""

LONGEST = 30
"""Days: a plan that takes longer is not offered, unless there is no shorter one."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """`questions` a day clear what is due in `days` days: "45 due. 15 a day clears it in 4 days"."""

    questions: int
    days: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """After a break so many cards are `due`, more than the `questions` a day; `choices` clear it, gentlest first."""

    due: int
    questions: int
    choices: tuple[CatchUp, ...]


def catch_up(backlog: int, a_day: int, inflow: float) -> CatchUp | None:
    """How long so many due cards take at `a_day` questions, while `inflow` more fall due a day; None is never."""
    if backlog <= 0 or a_day <= inflow:
        return None
    return CatchUp(a_day, math.ceil(backlog / (a_day - inflow)))


def choices(backlog: int, inflow: float, a_day: Iterable[int] = A_DAY) -> tuple[CatchUp, ...]:
    """What can be offered, from the gentlest to the quickest, each quicker than the one before; at most three."""
    possible = [each for each in (catch_up(backlog, number, inflow) for number in sorted(a_day)) if each]
    quicker: list[CatchUp] = []
    for each in possible:
        if not quicker or each.days < quicker[-1].days:
            quicker.append(each)
    bearable = [each for each in quicker if each.days <= LONGEST]
    return tuple((bearable or quicker[-1:])[:3])
