"""Sixty made-up learners whose parameters nobody told the bot: does the nightly fit find them, and harm nobody?

Each lives through some thousand answers; whenever rule O1 says so, a fit is tried as the bot does it. Compared is how
well answers were foretold by the sets in use at the time, by the defaults, and by the learner's true memory.
`python -m tests.prove_parameters [LEARNERS [ANSWERS]]` prints figures; exit code 1 where somebody was harmed.
"""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import exp

from bot.domain.fitting import (
    LEAST_ANSWERS,
    Parameters,
    Verdict,
    attempt,
    foretold,
    is_due,
    is_to_be_checked,
    is_worse_than_defaults,
    log_loss,
)
from bot.domain.memory import DEFAULT_PARAMETERS, is_valid
from bot.jobs.fitter import fit
from tests.forgetful import Forgetful

LEARNERS, ANSWERS = 60, 6_000
SPREAD = 0.7
DEVIATIONS = (
    *(6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3),
    *(0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""How far people's parameters lie apart: PARAMS_STDDEV of fsrs-rs 6."""

WORSE = 1.002
"""Beyond this share of the defaults' log loss a learner counts as harmed: less is chance."""


@dataclass(frozen=True, slots=True)
class Life:
    """What became of one learner: log losses from the first attempt on, and how many sets were tried and taken."""

    defaults: float
    used: float
    truth: float
    tried: int
    taken: int
    reverted: int


def made_up(chance: random.Random) -> Parameters:
    """Somebody's hidden parameters: as far from the defaults as people are, and such as FSRS-6 allows."""
    while True:
        drawn = [
            default + chance.gauss(0, SPREAD * deviation)
            for default, deviation in zip(DEFAULT_PARAMETERS[4:], DEVIATIONS[4:], strict=True)
        ]
        # First stabilities lie apart by factors, and a better answer leaves the higher one.
        first = sorted(default * exp(chance.gauss(0, SPREAD)) for default in DEFAULT_PARAMETERS[:4])
        if is_valid(parameters := (*first, *drawn)):
            return parameters


def live(seed: int, answers: int) -> Life:
    """A learner's whole life with the bot."""
    chance = random.Random(seed)  # noqa: S311 - a made-up person
    learner = Forgetful(made_up(chance), chance)
    tried = tried_day = taken = reverted = checked = 0
    current = DEFAULT_PARAMETERS
    learner.answer(LEAST_ANSWERS)
    begun = len(learner.chances)
    while len(learner.log) < answers:
        given = len(learner.log)
        if current != DEFAULT_PARAMETERS and is_to_be_checked(given, checked):
            checked = given
            if is_worse_than_defaults(learner.log, current):
                current, reverted = DEFAULT_PARAMETERS, reverted + 1
                learner.believe(current)
        if is_due(given, tried, day=learner.day, tried_day=tried_day or None):
            found = attempt(learner.log, current, fit)
            if found.verdict is not Verdict.EARLY:
                tried, tried_day = given, learner.day
            if found.verdict is Verdict.ACCEPTED:
                current, taken, checked = found.parameters, taken + 1, given
                learner.believe(current)
        learner.answer(given + 1)
    defaults = foretold(learner.log, DEFAULT_PARAMETERS)[begun:]
    return Life(
        log_loss(defaults), log_loss(learner.guesses[begun:]), log_loss(learner.chances[begun:]), tried, taken, reverted
    )


def figures(lives: list[Life]) -> Iterator[str]:
    """What they say together."""
    defaults, used, truth = (
        sum(getattr(life, which) for life in lives) / len(lives) for which in ("defaults", "used", "truth")
    )
    harmed = [life for life in lives if life.used > WORSE * life.defaults]
    yield f"{len(lives)} learners; log loss: defaults {defaults:.4f}, fitted {used:.4f}, truth {truth:.4f}"
    yield f"gap closed: {(defaults - used) / (defaults - truth):.0%}"
    yield f"harmed: {len(harmed)} ({', '.join(f'{life.used - life.defaults:+.4f}' for life in harmed) or 'none'})"
    taken, reverted = (sum(getattr(life, which) for life in lives) / len(lives) for which in ("taken", "reverted"))
    yield f"sets taken a learner: {taken:.1f}, taken back: {reverted:.2f}"


def main() -> int:
    """Print the figures; 1 where somebody was harmed."""
    learners, answers = (*map(int, sys.argv[1:3]), *(LEARNERS, ANSWERS)[len(sys.argv) - 1 :])
    with ProcessPoolExecutor() as pool:
        lives = list(pool.map(live, range(learners), [answers] * learners))
    for line in figures(lives):
        sys.stdout.write(f"{line}\n")
    return 1 if any(life.used > WORSE * life.defaults for life in lives) else 0


if __name__ == "__main__":
    sys.exit(main())
