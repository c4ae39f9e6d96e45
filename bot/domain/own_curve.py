"""How a learner's forgetting departs from the curve that everybody starts with, learned from plain answers.

Cheap and without the fitting of all parameters: two numbers, changed a little by every first answer of a day. A
learner's chance of recall is R ** power, with R that of FSRS and power = exp(level + slope * ln(stability / 10)).
"""

import math
from dataclasses import dataclass

TYPICAL = 10.0
"""Days of stability at which `level` alone speaks."""

LEAST, MOST = 0.2, 6.0
"""Powers beyond are no learner's but a mistake's, such as of a thumb that always presses Good."""

_SURE = 0.995  # an expectation is never taken for more certain than this


@dataclass(frozen=True, slots=True)
class OwnCurve:
    """One learner's departure, and how uncertain it still is (a covariance). The default departs by nothing."""

    level: float = 0.0
    slope: float = 0.0
    level_variance: float = 0.25
    slope_variance: float = 0.03
    covariance: float = 0.0

    def power(self, stability: float) -> float:
        """What the chance of recall by FSRS is raised to; below 1 for somebody who forgets less."""
        power = math.exp(self.level + self.slope * math.log(stability / TYPICAL))
        if power < LEAST:
            return LEAST
        if power > MOST:
            return MOST
        return power

    def learned(self, stability: float, recall: float, *, passed: bool) -> "OwnCurve":
        """After an answer to a card of this stability, recalled with chance `recall` by FSRS: a step of an extended
        Kalman filter. For first answers of a day, at least a day after the last (G10).
        """
        if recall >= _SURE:
            return self
        power = self.power(stability)
        expected = min(max(math.pow(recall, power), 1 - _SURE), _SURE)
        by_level = expected * math.log(expected)
        by_slope = by_level * math.log(stability / TYPICAL)
        level_gain = self.level_variance * by_level + self.covariance * by_slope
        slope_gain = self.covariance * by_level + self.slope_variance * by_slope
        noise = expected * (1 - expected) + by_level * level_gain + by_slope * slope_gain
        surprise = (passed - expected) / noise
        return OwnCurve(
            self.level + level_gain * surprise,
            self.slope + slope_gain * surprise,
            self.level_variance - level_gain * level_gain / noise,
            self.slope_variance - slope_gain * slope_gain / noise,
            self.covariance - level_gain * slope_gain / noise,
        )


EVERYBODY = OwnCurve()
