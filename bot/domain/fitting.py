"""Parameters of the memory model for one learner: when to fit them, on what, and whether to take them.

Rules O1, O3 and O5. Pure: the fitting itself comes in as a function, so that the package that does it is optional.
Log losses are means in nats, computed by `bot.domain.memory`, the model that the learner is asked by.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.domain.memory import DEFAULT_PARAMETERS, SAME_DAY_CHANGES, Rating, is_valid, recall, step
from bot.domain.moments import elapsed_days

LEAST_ANSWERS = 400
"""O1: below, a fit is a coin toss."""

LEAST_ITEMS = 150
"""O1: as many answers must have been given a day or more after the one before."""

GROWTH = 1.5
"""O1: the next attempt waits until there are so many times the answers of the last."""

HELD_OUT = 0.25
LEAST_HELD_OUT = 50
"""O3: what the newest quarter of the items, and never fewer than so many, say of a fit on the older ones decides."""

MUST_FALL_TO = 0.998
"""O3: the share of the present log loss that a fit must fall to."""

FIRST_GOOD = (1, 60)
"""O3: days, the shortest and the longest interval that a first GOOD may give at a retention of 90 %."""

WATCHED = 200
"""O5: how many of the newest first answers of a day judge a set that is in use, against the defaults."""

MAY_BE_WORSE = 1.02
"""O5: the share of the defaults' log loss beyond which a set is taken back."""

CHECK_EVERY = 50
"""O5: answers between two looks at a set that is in use."""

_APART = 1.001
_SURE = 1e-6  # a chance of 0 or 1 would make one surprise cost everything


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was not undone, as the log has it: `at` in any unit, `day` a user day.

    `history` names the concept; where a memory was begun anew, the answers before that have a name of their own.
    """

    history: int
    at: int
    day: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Item:
    """What a fit learns from: the first `length` answers of `history`, the last of which is to be foretold.

    An answer is its rating and the days since the one before.
    """

    history: Sequence[tuple[Rating, int]]
    length: int


Parameters = tuple[float, ...]
Fit = Callable[[Sequence[Item]], Sequence[float]]
"""21 parameters from items, oldest first."""


class Verdict(StrEnum):
    """What became of an attempt. EARLY: there is too little to judge a fit by."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to fit: the set that was tried, and the log loss on the held-out items `before` and `after` it."""

    verdict: Verdict
    parameters: Parameters
    before: float
    after: float
    items: int


def is_due(answers: int, tried: int, *, day: int, tried_day: int | None) -> bool:
    """O1: whether a learner with so many answers is to be tried on a day, after an attempt with `tried` of them."""
    return answers >= max(LEAST_ANSWERS, GROWTH * tried) and (tried_day is None or day > tried_day)


def is_to_be_checked(answers: int, checked: int) -> bool:
    """O5: whether a set in use is to be looked at again, which was done last when there were `checked` answers."""
    return answers >= checked + CHECK_EVERY


def items_of(answers: Sequence[Answered]) -> list[Item]:
    """The items of a log in its order, oldest first.

    G10: only the first answer of a day is foretold; of those after it on the same day, at most two count at all.
    """
    found = []
    histories: dict[int, list[tuple[Rating, int]]] = {}
    for answer, elapsed in _counted(answers):
        history = histories.setdefault(answer.history, [])
        history.append((answer.rating, elapsed))
        if elapsed:
            found.append(Item(history, len(history)))
    return found


def foretold(answers: Sequence[Answered], parameters: Parameters) -> list[tuple[float, bool]]:
    """For each item of `items_of`, in its order: the chance of recall by these parameters, and whether it came."""
    return list(_lived_through(answers, parameters, {}))


def states_of(answers: Sequence[Answered], parameters: Parameters) -> dict[int, tuple[float, float]]:
    """O4: the stability and difficulty of each history under these parameters."""
    states: dict[int, tuple[float, float]] = {}
    for _ in _lived_through(answers, parameters, states):
        pass
    return states


def _lived_through(
    answers: Sequence[Answered], parameters: Parameters, states: dict[int, tuple[float, float]]
) -> Iterator[tuple[float, bool]]:
    for answer, elapsed in _counted(answers):
        state = states.get(answer.history)
        if state is not None and elapsed:
            yield recall(state[0], elapsed, parameters=parameters), answer.rating is not Rating.AGAIN
        states[answer.history] = step(state, answer.rating, elapsed, parameters=parameters)


def log_loss(chances: Sequence[tuple[float, bool]]) -> float:
    """How badly chances foretold what came: the mean of -ln of the chance given to it."""
    return sum(-math.log(max(chance if came else 1.0 - chance, _SURE)) for chance, came in chances) / len(chances)


def attempt(answers: Sequence[Answered], current: Parameters, fit: Fit) -> Attempt:
    """O3: fit on the older items, judge by the newer ones, and fit on all of them where that was better.

    Better than the set in use, and than the mere rate of recall: a fit to answers without rhyme or reason comes near
    to that rate, which the defaults never do, and knows nothing of memory.
    """
    items = items_of(answers)
    if len(items) < LEAST_ITEMS:
        return Attempt(Verdict.EARLY, current, math.nan, math.nan, len(items))
    held_out = max(LEAST_HELD_OUT, math.ceil(len(items) * HELD_OUT))
    known = foretold(answers, current)
    before, rate = log_loss(known[-held_out:]), _log_loss_of_rate(known[:-held_out], known[-held_out:])
    tried = _made_fit(fit(items[:-held_out]))
    if not is_sound(tried):
        return Attempt(Verdict.REJECTED, current, before, before, len(items))
    after = log_loss(foretold(answers, tried)[-held_out:])
    if after > min(MUST_FALL_TO * before, rate):
        return Attempt(Verdict.REJECTED, tried, before, after, len(items))
    whole = _made_fit(fit(items))
    verdict = Verdict.ACCEPTED if is_sound(whole) else Verdict.REJECTED
    return Attempt(verdict, whole if verdict is Verdict.ACCEPTED else tried, before, after, len(items))


def _log_loss_of_rate(older: Sequence[tuple[float, bool]], newer: Sequence[tuple[float, bool]]) -> float:
    """How badly the share of the older answers that came foretells the newer ones."""
    rate = sum(came for _, came in older) / len(older)
    return log_loss([(rate, came) for _, came in newer])


def is_sound(parameters: Parameters) -> bool:
    """O3: whether the model takes these, and they say nothing absurd of a first answer."""
    if len(parameters) != len(DEFAULT_PARAMETERS) or not is_valid(parameters):
        return False
    first = [step(None, rating, 0, parameters=parameters)[0] for rating in Rating]
    shortest, longest = FIRST_GOOD
    good = first[Rating.GOOD - 1]
    return all(low < high for low, high in pairwise(first)) and shortest <= round(good) <= longest


def is_worse_than_defaults(answers: Sequence[Answered], parameters: Parameters) -> bool:
    """O5: whether the newest first answers of a day were foretold worse than by the defaults; never by too few."""
    watched = foretold(answers, parameters)[-WATCHED:]
    if len(watched) < WATCHED:
        return False
    defaults = foretold(answers, DEFAULT_PARAMETERS)[-WATCHED:]
    return log_loss(watched) > MAY_BE_WORSE * log_loss(defaults)


def _counted(answers: Sequence[Answered]) -> Iterator[tuple[Answered, int]]:
    """The answers that change what is known, each with the days since the one before; days as memory counts them."""
    last: dict[int, tuple[int, int, int]] = {}
    for answer in answers:
        at, day, tries = last.get(answer.history, (answer.at, answer.day, 0))
        tries = tries + 1 if answer.day <= day else 1
        last[answer.history] = answer.at, answer.day if answer.at < at else max(day, answer.day), tries
        if tries <= 1 + SAME_DAY_CHANGES:
            yield answer, elapsed_days(day, answer.day)


def _made_fit(parameters: Sequence[float]) -> Parameters:
    """A fit's numbers as the model takes them."""
    # Single precision puts a parameter at its bound a hair beyond it.
    found = [round(float(each), 6) for each in parameters]
    # fsrs-rs lets a better first answer leave the same stability as a worse one where too few tell them apart.
    alike = [better for better in range(1, 4) if found[better] == found[better - 1]]
    for better in alike:
        found[better] = round(found[better - 1] * _APART, 6)
    return tuple(found)
