"""Made-up learners whose memory follows hidden parameters, asked on the days that the bot's belief names."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.fitting import Answered, Parameters, states_of
from bot.domain.memory import DEFAULT_PARAMETERS, Rating, interval_for, recall, step

STEEP = (0.07, 0.4, 0.7, 2.5, *DEFAULT_PARAMETERS[4:20], 0.5)
"""Somebody who forgets everything sooner than the defaults say."""

FLAT = (0.6, 4.0, 7.0, 25.0, *DEFAULT_PARAMETERS[4:])
"""Somebody who holds everything longer."""

State = tuple[float, float]
NEW_A_DAY = 10
DAY_MS = 86_400_000


@dataclass
class Forgetful:
    """Somebody who learns ten new cards a day and answers whatever falls due; a failed card is asked once more.

    `true` is how this person forgets, `belief` how the bot thinks that they do; for each answer to foretell, `chances`
    has the true chance of recall and whether it came, `guesses` what the bot believed then.
    """

    true: Parameters
    chance: random.Random
    belief: Parameters = DEFAULT_PARAMETERS
    day: int = 20_000
    log: list[Answered] = field(default_factory=list)
    chances: list[tuple[float, bool]] = field(default_factory=list)
    guesses: list[tuple[float, bool]] = field(default_factory=list)
    _real: dict[int, State] = field(default_factory=dict)
    _believed: dict[int, State] = field(default_factory=dict)
    _last: dict[int, int] = field(default_factory=dict)
    _due: dict[int, set[int]] = field(default_factory=dict)

    def answer(self, count: int) -> list[Answered]:
        """Live until at least so many answers are given; the whole log."""
        while len(self.log) < count:
            self._live_a_day()
        return self.log

    def believe(self, belief: Parameters) -> None:
        """The bot takes other parameters: due dates stay, as rule O4 has it."""
        self.belief = belief
        self._believed = states_of(self.log, belief)

    def _live_a_day(self) -> None:
        self.day += 1
        for concept in sorted(self._due.pop(self.day, ())):
            self._ask(concept)
        seen = len(self._last)
        for concept in range(seen + 1, seen + 1 + NEW_A_DAY):
            self._ask(concept)

    def _ask(self, concept: int) -> None:
        for rating, elapsed in self._given(concept):
            self.log.append(Answered(concept, self.day * DAY_MS, self.day, rating))
            self._real[concept] = step(self._real.get(concept), rating, elapsed, parameters=self.true)
            self._believed[concept] = step(self._believed.get(concept), rating, elapsed, parameters=self.belief)
        self._last[concept] = self.day
        days = max(1, round(interval_for(self._believed[concept][0], 0.9, parameters=self.belief)))
        self._due.setdefault(self.day + days, set()).add(concept)

    def _given(self, concept: int) -> Iterator[tuple[Rating, int]]:
        elapsed = self.day - self._last.get(concept, self.day)
        if concept in self._real:
            known = recall(self._real[concept][0], elapsed, parameters=self.true)
            came = self.chance.random() < known
            self.chances.append((known, came))
            self.guesses.append((recall(self._believed[concept][0], elapsed, parameters=self.belief), came))
        else:
            came = self.chance.random() < 0.76
        yield self._rating(came=came), elapsed
        if not came:
            yield Rating.GOOD, 0

    def _rating(self, *, came: bool) -> Rating:
        if not came:
            return Rating.AGAIN
        return self.chance.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (0.15, 0.7, 0.15))[0]


def lived(true: Parameters, answers: int, seed: int = 3) -> list[Answered]:
    """The first answers of somebody."""
    return Forgetful(true, random.Random(seed)).answer(answers)[:answers]  # noqa: S311 - a made-up person
