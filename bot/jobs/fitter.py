"""The process that fits parameters: `python -m bot.jobs.fitter` reads an order on stdin and answers on stdout.

A process of its own, since the package holds the interpreter's lock for as long as it computes. It runs at low
priority and ends itself after LONGEST seconds, also where nobody waits for it any more.
"""

import os
import signal
import sys
from collections.abc import Sequence

from bot.domain.fitting import Answered, Fit, Item, Verdict, attempt, is_worse_than_defaults, items_of, states_of
from bot.domain.ids import ConceptId
from bot.domain.memory import DEFAULT_PARAMETERS, Rating
from bot.services.fit_exchange import Ending, Order, Result, read_letter, write_result

LONGEST = 60
"""O2: seconds that a fit may take."""

PACKAGE = "fsrs_rs_python"
"""Not needed for anything else, so that it may be missing."""

_LONGEST_HISTORY = 256
"""The package leaves longer ones out, after they were copied."""


def main() -> None:
    """Answer one order."""
    os.nice(10)
    signal.alarm(LONGEST)
    order, lines = read_letter(sys.stdin.buffer.read())
    answers = [Answered(history, at, day, Rating(rating)) for _, history, at, day, rating in lines]
    sys.stdout.buffer.write(write_result(obey(order, answers, fit)))
    sys.stdout.buffer.flush()


def obey(order: Order, answers: Sequence[Answered], fit: Fit) -> Result:
    """O5, then O3, as ordered; and what memory is under the set that comes of it."""
    result = _decide(order, answers, fit)
    if not order.replay or (result.ending in (Ending.KEPT, Ending.REJECTED) and (order.check or order.fit)):
        return result
    states = states_of(answers, result.parameters)
    return Result(
        result.ending,
        result.parameters,
        result.items,
        result.before,
        result.after,
        tuple((ConceptId(history), *state) for history, state in states.items() if history > 0),
    )


def _decide(order: Order, answers: Sequence[Answered], fit: Fit) -> Result:
    if order.check and is_worse_than_defaults(answers, order.parameters):
        return Result(Ending.REVERTED, DEFAULT_PARAMETERS, len(items_of(answers)))
    if not order.fit:
        return Result(Ending.KEPT, order.parameters, len(items_of(answers)))
    tried = attempt(answers, order.parameters, fit)
    match tried.verdict:
        case Verdict.EARLY:
            return Result(Ending.KEPT, order.parameters, tried.items)
        case Verdict.REJECTED:
            return Result(Ending.REJECTED, tried.parameters, tried.items, tried.before, tried.after)
        case Verdict.ACCEPTED:
            return Result(Ending.ACCEPTED, tried.parameters, tried.items, tried.before, tried.after)


def fit(items: Sequence[Item]) -> list[float]:
    """21 parameters by fsrs-rs, from its own defaults: the same for the same items."""
    from fsrs_rs_python import FSRS, FSRSItem, FSRSReview  # noqa: PLC0415 - an optional package

    reviews: dict[int, list[FSRSReview]] = {}
    given = []
    for item in items:
        if item.length > _LONGEST_HISTORY:
            continue
        known = reviews.setdefault(id(item.history), [])
        known += [FSRSReview(int(rating), days) for rating, days in item.history[len(known) : item.length]]
        given.append(FSRSItem(known[: item.length]))
    return FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(given)


if __name__ == "__main__":
    main()
