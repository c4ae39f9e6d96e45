"""What a learner's answers and memories amount to: rules S2 and S4 to S7. Pure; the numbers come from storage.

Days are user days since 1970-01-01, chances of recall are from 0 to 1.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.forgetting import Forgetting

RETENTION_DAYS = 30
ENOUGH_ANSWERS = 20
"""S2: fewer answers than this say nothing about retention."""

ENOUGH_IN_BIN = 30
"""S4: answers in each bin of a calibration, at least."""

STABILITY_ENDS = (1, 7, 30, 90, 365)
"""S5: days at which one column of the histogram ends and the next begins."""

GUESSED_RIGHT = 0.25
"""S6: a quarter of the answers among four options is right by luck: so much less counts a card known from these."""

CORRECTED_FROM = 200
"""S7: answers that a correction is fitted on; the newest quarter of them decides whether it is of use."""

_Z = 1.959963984540054  # of the normal distribution, for an interval of 95 %
_SURE = 1e-6
_SHRINKING = 4.0  # a prior for S7's shift: as if it were 0 with a standard deviation of 0.5


@dataclass(frozen=True, slots=True)
class Retention:
    """S2: first answers of a day to cards met on an earlier day: how many were right, how many wrong."""

    passed: int
    failed: int

    def __add__(self, other: "Retention") -> "Retention":
        return Retention(self.passed + other.passed, self.failed + other.failed)

    @property
    def answers(self) -> int:
        """How many there were."""
        return self.passed + self.failed

    @property
    def enough(self) -> bool:
        """Whether there are so many answers that a rate may be shown."""
        return self.answers >= ENOUGH_ANSWERS

    @property
    def rate(self) -> float:
        """The share that was right; 0 where nothing was answered."""
        return self.passed / self.answers if self.answers else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true rate lies with a confidence of 95 %, by Wilson's score; everything where nothing is known.

        E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
        """
        if not self.answers:
            return 0.0, 1.0
        squared = _Z**2 / self.answers
        middle = (self.rate + squared / 2) / (1 + squared)
        half = math.sqrt(self.rate * (1 - self.rate) * squared + squared**2 / 4) / (1 + squared)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Predicted:
    """Answers whose chance of recall was about the same when they were given: `chances` is the sum of these."""

    answers: int
    passed: int
    chances: float


@dataclass(frozen=True, slots=True)
class Bin:
    """A point of a calibration: the mean predicted chance, the share that was right, the number of answers."""

    predicted: float
    observed: float
    answers: int

    @property
    def standard_error(self) -> float:
        """How far the share may lie from a right prediction by chance alone."""
        return math.sqrt(self.predicted * (1 - self.predicted) / self.answers)


@dataclass(frozen=True, slots=True)
class Calibration:
    """S4: how predictions, as they were logged, compare with answers. The baselines always predict the mean."""

    bins: tuple[Bin, ...]
    answers: int
    log_loss: float
    brier: float
    baseline_log_loss: float
    baseline_brier: float

    @property
    def off_by(self) -> float:
        """The mean distance between predicted and observed over all answers, from 0 to 1."""
        return sum(abs(each.predicted - each.observed) * each.answers for each in self.bins) / self.answers


def calibration(groups: Iterable[Predicted]) -> Calibration | None:
    """S4, of groups with rising chances and narrow enough to stand for their answers; None for too few answers."""
    found = [each for each in groups if each.answers]
    answers = sum(each.answers for each in found)
    if answers < ENOUGH_IN_BIN:
        return None
    mean = sum(each.passed for each in found) / answers
    pairs = [(each.chances / each.answers, each) for each in found]
    return Calibration(
        bins=tuple(_bins(found)),
        answers=answers,
        log_loss=sum(_log_loss(chance, each.passed, each.answers) for chance, each in pairs) / answers,
        brier=sum(_brier(chance, each.passed, each.answers) for chance, each in pairs) / answers,
        baseline_log_loss=_log_loss(mean, mean, 1),
        baseline_brier=mean * (1 - mean),
    )


def _bins(groups: list[Predicted]) -> Iterable[Bin]:
    # Of answers enough for two bins, each begins with its share of them; a rest too small joins the last one.
    total = sum(each.answers for each in groups)
    size = max(ENOUGH_IN_BIN, math.ceil(total / 10))
    left = total
    gathered: list[Predicted] = []
    for each in groups:
        gathered.append(each)
        have = sum(one.answers for one in gathered)
        if have >= size and left - have >= ENOUGH_IN_BIN:
            yield _bin(gathered)
            left -= have
            gathered = []
    if gathered:
        yield _bin(gathered)


def _bin(groups: list[Predicted]) -> Bin:
    answers = sum(each.answers for each in groups)
    return Bin(sum(each.chances for each in groups) / answers, sum(each.passed for each in groups) / answers, answers)


def _log_loss(chance: float, passed: float, answers: float) -> float:
    sure = min(max(chance, _SURE), 1 - _SURE)
    return -(passed * math.log(sure) + (answers - passed) * math.log(1 - sure))


def _brier(chance: float, passed: float, answers: float) -> float:
    return passed * (1 - chance) ** 2 + (answers - passed) * chance**2


def correction(pairs: Sequence[tuple[float, bool]]) -> float:
    """S7: what to add to the logit of a chance before it is shown; 0 where that would not make it truer.

    `pairs` are predicted chances and whether the card was recalled, oldest first; the newest CORRECTED_FROM count.
    """
    newest = pairs[-CORRECTED_FROM:]
    if len(newest) < CORRECTED_FROM:
        return 0.0
    cut = len(newest) * 3 // 4
    shift = _shift(newest[:cut])
    held_out = newest[cut:]
    better = _loss_of(held_out, shift) < _loss_of(held_out, 0.0)
    return _shift(newest) if better else 0.0


def shifted(chance: float, shift: float) -> float:
    """A chance of recall after a `correction`."""
    if shift == 0.0:
        return chance
    return 1 / (1 + math.exp(-_logit(chance) - shift))


def _logit(chance: float) -> float:
    sure = min(max(chance, _SURE), 1 - _SURE)
    return math.log(sure / (1 - sure))


def _loss_of(pairs: Sequence[tuple[float, bool]], shift: float) -> float:
    return sum(_log_loss(shifted(chance, shift), passed, 1) for chance, passed in pairs)


def _shift(pairs: Sequence[tuple[float, bool]]) -> float:
    """Newton's method on the log loss with a pull to 0: convex, so a few steps are enough."""
    shift = 0.0
    for _ in range(10):
        chances = [shifted(chance, shift) for chance, _ in pairs]
        slope = sum(passed - chance for chance, (_, passed) in zip(chances, pairs, strict=True)) - _SHRINKING * shift
        shift += slope / (sum(chance * (1 - chance) for chance in chances) + _SHRINKING)
    return shift


@dataclass(frozen=True, slots=True)
class Known:
    """A card that was answered and is not suspended; `by_quiz_alone` where it was only ever chosen among options."""

    topic: str | None
    stability: float
    difficulty: float
    due_day: int
    last_day: int
    by_quiz_alone: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """S6: how many of `cards` would be recalled, in expectation. `by_quiz_alone` of them count with reduced weight."""

    expected: float
    cards: int
    by_quiz_alone: int

    @property
    def share(self) -> float:
        """Of the cards met, from 0 to 1."""
        return self.expected / self.cards if self.cards else 0.0


def knowledge(cards: Iterable[Known], day: int, curves: Forgetting, shift: float = 0.0) -> Knowledge:
    """S6 on a day, if nothing is answered until then; `shift` is a `correction`."""
    expected, met, guessed = 0.0, 0, 0
    for each in cards:
        chance = shifted(curves.recall(each.stability, max(0, day - each.last_day)), shift)
        expected += chance * (1 - GUESSED_RIGHT) if each.by_quiz_alone else chance
        met += 1
        guessed += each.by_quiz_alone
    return Knowledge(expected, met, guessed)


def by_topic(
    cards: Iterable[Known], day: int, curves: Forgetting, shift: float = 0.0
) -> list[tuple[str | None, Knowledge]]:
    """Knowledge topic by topic, the one with the most cards first; None gathers cards without a topic."""
    topics: defaultdict[str | None, list[Known]] = defaultdict(list)
    for each in cards:
        topics[each.topic].append(each)
    found = [(topic, knowledge(own, day, curves, shift)) for topic, own in topics.items()]
    return sorted(found, key=lambda each: (-each[1].cards, each[0] or "~"))


def stability_histogram(cards: Iterable[Known]) -> tuple[int, ...]:
    """S5: cards by stability: below a day, then up to each of STABILITY_ENDS, then above the last."""
    counts = [0] * (len(STABILITY_ENDS) + 1)
    for each in cards:
        counts[sum(each.stability >= end for end in STABILITY_ENDS)] += 1
    return tuple(counts)
