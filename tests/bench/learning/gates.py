"""What the bot has to reach, and whether it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from tests.bench.learning.lives import BOT, CARDS, WEEK_OFF, Cell, Results
from tests.bench.learning.policies import REFERENCES, RIVALS

SHARE_OF_BEST = 0.97
OVER_RANDOM = 1.15
OVER_CYCLE = 1.03
PER_QUESTION = 1.5
MISSED_WEEK = 0.05
BIAS = {"flat": 0.05, "novice": 0.10}
MISSED_WEEK_AT = (60, 20)
"""Days and questions a day of the cells in which the week in the middle is missed: an ordinary preparation."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand, the worst value found and where, and whether that is enough."""

    name: str
    found: str
    reached: bool


def share_of_best(results: Results, cell: Cell, *, references: bool = False) -> float:
    """The bot's cards known on the day as a share of the best rival's, or its own if that is the best."""
    means = results[cell]
    others = [mean.known for name, mean in means.items() if name in RIVALS or (references and name in REFERENCES)]
    return means[BOT].known / max(means[BOT].known, *others)


def check(results: Results) -> list[Gate]:
    """All gates that the cells at hand can tell of."""
    return [*_known(results), *_questions(results), *_estimates(results), *_safety(results)]


def _known(results: Results) -> Iterable[Gate]:
    worst = min(results, key=lambda cell: share_of_best(results, cell))
    share = share_of_best(results, worst)
    yield Gate(
        f"known on the day at least {SHARE_OF_BEST} of the best in every cell",
        f"worst {share:.3f} at {_named(worst)}",
        share >= SHARE_OF_BEST,
    )
    for rival, least in (("random", OVER_RANDOM), ("cycle", OVER_CYCLE)):
        kinds = {cell.kind for cell in results}
        for kinds_here in ({kind for kind in kinds if kind != "two_traces"}, kinds & {"two_traces"}):
            ratios = [
                means[BOT].known / means[rival].known for cell, means in results.items() if cell.kind in kinds_here
            ]
            if ratios:
                where = ", ".join(sorted(kinds_here))
                yield Gate(
                    f"on average at least {least} x {rival}", f"{fmean(ratios):.3f} ({where})", fmean(ratios) >= least
                )


def _questions(results: Results) -> Iterable[Gate]:
    ratios = {
        cell: means[BOT].per_question / means["cycle"].per_question
        for cell, means in results.items()
        if (cell.days, cell.cap) == (90, 30)
    }
    if ratios:
        worst = min(ratios, key=ratios.__getitem__)
        yield Gate(
            f"at 90 x 30 at least {PER_QUESTION} x the cycle's cards known per question",
            f"worst {ratios[worst]:.2f} at {_named(worst)}",
            ratios[worst] >= PER_QUESTION,
        )


def _estimates(results: Results) -> Iterable[Gate]:
    for kind, most in BIAS.items():
        biases = {cell: abs(means[BOT].bias) / CARDS for cell, means in results.items() if cell.kind == kind}
        if biases:
            worst = max(biases, key=biases.__getitem__)
            yield Gate(
                f"own estimate within {most:.0%} of the cards ({kind})",
                f"worst {biases[worst]:.1%} at {_named(worst)}",
                biases[worst] <= most,
            )


def _safety(results: Results) -> Iterable[Gate]:
    over = sum(means[BOT].over for means in results.values())
    yield Gate("no plan above its cap, no card twice a day", f"{over} plans", over == 0)
    costs = {cell: 1 - means[WEEK_OFF].known / means[BOT].known for cell, means in results.items() if WEEK_OFF in means}
    if costs:
        worst, mean = max(costs, key=costs.__getitem__), fmean(costs.values())
        yield Gate(
            f"a missed week costs at most {MISSED_WEEK:.0%} on average",
            f"{mean:.1%}, worst {costs[worst]:.1%} at {_named(worst)}",
            mean <= MISSED_WEEK,
        )


def _named(cell: Cell) -> str:
    return f"{cell.kind} {cell.days} x {cell.cap}"
