"""Rule T4: what is remembered is what the log of answers says. Pure: the log comes in as a sequence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.memory import DEFAULT_PARAMETERS, Memory, Rating, recount


@dataclass(frozen=True, slots=True)
class Logged:
    """An answer as the log has it: enough to count it again.

    `day` is the user day it counted for and `due_day` the one it was decided to come back on: fuzz depends on what
    else fell due then, and the retention aimed at may have been changed since. `guessed` says that a right choice was
    an honest guess.
    """

    at: datetime
    day: int
    rating: Rating
    due_day: int
    guessed: bool = False


def replay(log: Iterable[Logged], *, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> Memory | None:
    """The memory that these answers of one learner to one concept leave, in the order in which they were counted.

    None without any. What was undone, and what came before a reset, must not be among them. With other `parameters`
    than the answers were counted with, strength and difficulty are what these would have made (O4); all else, the due
    day with it, is as it was.
    """
    memory: Memory | None = None
    for each in log:
        memory = recount(memory, each.rating, now=each.at, day=each.day, due_day=each.due_day, parameters=parameters)
    return memory
