"""FSRS-6 in closed formulas, for planning: chances of recall, and memory after an answer not yet given.

`bot.domain.memory` alone changes a stored memory; here ten thousand cards are weighed in one go, for which its
library is too slow. A test holds the two equal. Sources: the FSRS-6 paper's formulas as in py-fsrs 6.3.2.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.memory import DEFAULT_PARAMETERS, MAXIMUM_INTERVAL, Rating
from bot.domain.own_curve import EVERYBODY, OwnCurve

FIRST_RATINGS = (0.24, 0.094, 0.495, 0.171)
"""How often a new card is rated AGAIN, HARD, GOOD, EASY: the averages of many learners that fsrs-rs starts from."""

PASS_RATINGS = (0.224, 0.631, 0.145)
"""How often a recalled card is rated HARD, GOOD, EASY: from the same place."""

_LEAST_STABILITY = 0.001
_ABSENT = 4.0  # seconds that a card never costs less than, so that a gain can be divided by them


@dataclass(frozen=True, slots=True)
class Seconds:
    """What a question is expected to take, in seconds: a new card, one that is recalled, one that is not.

    The defaults are those of fsrs-rs 6.6 (`state_rating_costs`), averaged over FIRST_RATINGS and PASS_RATINGS.
    """

    new: float = 15.2
    passed: float = 13.1
    failed: float = 19.4

    @classmethod
    def of(cls, new: Sequence[float], passed: Sequence[float], failed: Sequence[float]) -> "Seconds":
        """A learner's own times, one number an answer; few stay near the defaults. Over 120 is left out (G8)."""
        default = cls()
        return cls(_own(new, default.new), _own(passed, default.passed), _own(failed, default.failed))


def _own(seconds: Sequence[float], default: float) -> float:
    kept = [each for each in seconds if 0 < each <= 120]
    # As if twenty answers had been seen before: a handful of slow evenings does not turn the plan around.
    return max((sum(kept) + 20 * default) / (len(kept) + 20), _ABSENT)


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The curves of one set of parameters and one learner's departure from them. Made by `forgetting`.

    `decay` is positive, `factor` scales time. A learner's chance of recall is FSRS's raised to `own.power`; the
    memory itself changes by FSRS's chance alone, as in `bot.domain.memory`.
    """

    parameters: tuple[float, ...]
    decay: float
    factor: float
    own: OwnCurve

    def recall(self, stability: float, elapsed: float) -> float:
        """The learner's chance of recall so many days after the last answer."""
        return math.pow(1.0 + self.factor * elapsed / stability, -self.decay * self.own.power(stability))

    def nominal(self, stability: float, elapsed: float) -> float:
        """The chance of recall by FSRS alone."""
        return math.pow(1.0 + self.factor * elapsed / stability, -self.decay)

    def interval(self, stability: float, retention: float) -> int:
        """Whole days after which FSRS's chance of recall has fallen to `retention`: at least 1, without fuzz."""
        days = round(stability / self.factor * (math.pow(retention, -1.0 / self.decay) - 1.0))
        return min(max(days, 1), MAXIMUM_INTERVAL)

    def first(self, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after the first answer ever."""
        return max(self.parameters[rating - 1], _LEAST_STABILITY), min(max(self._start(rating), 1.0), 10.0)

    def after(self, stability: float, difficulty: float, elapsed: int, rating: Rating) -> tuple[float, float]:
        """Stability and difficulty after an answer `elapsed` days, at least 1, after the last."""
        w = self.parameters
        passed, failed = self._grown(stability, difficulty, 1.0 - self.nominal(stability, elapsed))
        if rating is Rating.AGAIN:
            after = failed
        else:
            ease = {Rating.HARD: w[15], Rating.EASY: w[16]}.get(rating, 1.0)
            after = max(stability + (passed - stability) * ease, _LEAST_STABILITY)
        step = difficulty + (10.0 - difficulty) * -w[6] * (rating - 3) / 9.0
        harder = w[7] * self._start(Rating.EASY) + (1.0 - w[7]) * step
        return after, min(max(harder, 1.0), 10.0)

    def gain_of_new(self, days: int) -> float:
        """The chance of recall, in so many days, that a first answer today brings: nothing unseen is known."""
        chances = (self.recall(self.first(rating)[0], days) for rating in Rating)
        return sum(share * chance for share, chance in zip(FIRST_RATINGS, chances, strict=True))

    def gain(self, stability: float, difficulty: float, elapsed: int, days: int) -> tuple[float, float]:
        """Q2: what an answer today adds to the chance of recall in `days` days, and the chance of recall today.

        A pass counts as GOOD. `elapsed` days have gone by since the last answer, at least 1; `days` is at least 1.
        """
        now = 1.0 + self.factor * elapsed / stability
        passed, failed = self._grown(stability, difficulty, 1.0 - math.pow(now, -self.decay))
        power, later = -self.decay * self.own.power(stability), self.factor * days
        recall = math.pow(now, power)
        if_passed = math.pow(1.0 + later / passed, -self.decay * self.own.power(passed))
        if_failed = math.pow(1.0 + later / failed, -self.decay * self.own.power(failed))
        without = math.pow(now + later / stability, power)
        return recall * if_passed + (1.0 - recall) * if_failed - without, recall

    def _grown(self, stability: float, difficulty: float, forgot: float) -> tuple[float, float]:
        """The stability after GOOD and after AGAIN."""
        w = self.parameters
        gain = math.exp(w[8]) * (11.0 - difficulty) * math.pow(stability, -w[9]) * math.expm1(forgot * w[10])
        kept = math.pow(difficulty, -w[12]) * (math.pow(stability + 1.0, w[13]) - 1.0) * math.exp(forgot * w[14])
        failed = min(w[11] * kept, stability / math.exp(w[17] * w[18]))
        return stability * (1.0 + gain), max(failed, _LEAST_STABILITY)

    def _start(self, rating: Rating) -> float:
        return self.parameters[4] - math.exp(self.parameters[5] * (rating - 1)) + 1.0


@lru_cache(maxsize=64)
def forgetting(parameters: tuple[float, ...] = DEFAULT_PARAMETERS, own: OwnCurve = EVERYBODY) -> Forgetting:
    """The curves of these 21 parameters for a learner."""
    decay = parameters[20]
    return Forgetting(parameters, decay, math.pow(0.9, -1.0 / decay) - 1.0, own)
