"""One learner's days with one policy, and many of them on all cores."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

from tests.bench.learning.learners import KINDS, NEW_SECONDS, REVIEW_SECONDS
from tests.bench.learning.policies import REFERENCES, RIVALS, Bot, Maker

CARDS = 300
BOT = "sobes"
WEEK_OFF = "sobes, a week off"
BAND_AT = (60, 20)
"""Days and questions a day of the cells in which the band is asked for: it costs as much as a third of a life."""

POLICIES: dict[str, Maker] = {BOT: Bot, WEEK_OFF: Bot, **RIVALS, **REFERENCES}


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of learner, days until the date, questions a day."""

    kind: str
    days: int
    cap: int


@dataclass(frozen=True, slots=True)
class Life:
    """What came of it: cards known on the day, questions asked, hours spent.

    The bot's alone: `estimate` of the cards known; `band_held` is 1 where the truth on the day was inside the band
    told at half time; `over` counts days with a plan above the cap.
    """

    known: float
    questions: int
    hours: float
    estimate: float = 0.0
    band_held: float = 0.0
    over: int = 0


def live(cell: Cell, policy: str, number: int, seed: str, *, bands: bool = False) -> Life:
    """The learner `number` of a cell with a policy. The same learner, by parameters and luck's seed, meets them all."""
    learner = KINDS[cell.kind](Random(f"{seed} learner {cell.kind} {number}"), CARDS)  # noqa: S311 - no secret
    rng = Random(f"{seed} policy {number}")  # noqa: S311 - the same
    chooser = POLICIES[policy](rng, CARDS, cell.days, cell.cap)
    off = range(cell.days // 2, cell.days // 2 + 7) if policy == WEEK_OFF else range(0)
    questions, seconds, over, band = 0, 0.0, 0, None
    met: set[int] = set()
    for day in range(cell.days):
        if day in off:
            continue
        if bands and isinstance(chooser, Bot) and day == cell.days // 2:
            band = chooser.band(day)
        asked = chooser.choose(day)
        over += len(asked) > cell.cap or len(set(asked)) < len(asked)
        for card in asked:
            rating = learner.ask(card, day)
            chooser.note(card, day, rating)
            seconds += (REVIEW_SECONDS if card in met else NEW_SECONDS)[rating - 1]
            met.add(card)
        questions += len(asked)
    known = sum(learner.recall(card, cell.days) for card in range(CARDS))
    held = float(band is not None and band[0] <= known <= band[1])
    estimate = chooser.estimate() if isinstance(chooser, Bot) else 0.0
    return Life(known, questions, seconds / 3600, estimate, held, over)


@dataclass(frozen=True, slots=True)
class Mean:
    """The means over a cell's learners; `bias` is the own estimate minus the truth."""

    known: float
    questions: float
    hours: float
    bias: float
    band_held: float
    over: int

    @property
    def per_question(self) -> float:
        """Cards known for each question asked."""
        return self.known / max(self.questions, 1.0)


Results = dict[Cell, dict[str, Mean]]

Job = tuple[Cell, str, int, str]


def run(
    cells: Sequence[Cell], policies: Sequence[str], learners: int, seed: str, workers: int | None = None
) -> Results:
    """Every policy in every cell, by so many processes: 0 is this one alone, None is one for each core."""
    jobs = [(cell, policy, learners, seed) for cell in cells for policy in policies]
    # The longest first, so that no core waits for another at the end.
    jobs.sort(key=lambda job: job[0].days * job[0].cap * (20 if job[1] in (BOT, WEEK_OFF) else 1), reverse=True)
    count = os.cpu_count() or 1 if workers is None else workers
    if count == 0:
        means = [_mean(job) for job in jobs]
    else:
        with get_context("fork").Pool(count) as pool:
            means = pool.map(_mean, jobs, chunksize=1)
    results: Results = {cell: {} for cell in cells}
    for (cell, policy, _, _), mean in zip(jobs, means, strict=True):
        results[cell][policy] = mean
    return results


def _mean(job: Job) -> Mean:
    cell, policy, learners, seed = job
    bands = policy == BOT and (cell.days, cell.cap) == BAND_AT
    lives = [live(cell, policy, number, seed, bands=bands) for number in range(learners)]
    return Mean(
        known=sum(life.known for life in lives) / learners,
        questions=sum(life.questions for life in lives) / learners,
        hours=sum(life.hours for life in lives) / learners,
        bias=sum(life.estimate - life.known for life in lives) / learners if policy == BOT else 0.0,
        band_held=sum(life.band_held for life in lives) / learners,
        over=sum(life.over for life in lives),
    )
