"""Made-up people who learn: what they recall, how they rate themselves, how fast they forget.

None of it is the bot's: the formulas are written anew, the parameters differ from person to person, and one kind of
memory is not of the FSRS family at all. Days count from 0; nobody is asked a card twice on one day.
"""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol

FSRS_6 = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835),
    *(0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
FSRS_5 = (
    *(0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395),
    *(0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621, 0.0, 0.5),
)
# How much people differ in each parameter from the fifth on, as fsrs-rs has it for its regularisation.
DEVIATIONS = (0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14)
BOUNDS = (
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5), (0.001, 5.0)),
    *((0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0), (0.0, 2.0), (0.0, 2.0), (0.0, 0.8)),
)
SPREAD = 0.7
FIRST = (0.24, 0.094, 0.495, 0.171)
NOVICE_FIRST = (0.60, 0.10, 0.25, 0.05)
PASSED = (0.224, 0.631, 0.145)
NEW_SECONDS = (19.58, 18.79, 13.78, 10.71)
REVIEW_SECONDS = (19.38, 17.59, 12.38, 8.94)


class Learner(Protocol):
    """Somebody with a memory of numbered cards."""

    def recall(self, card: int, day: int) -> float:
        """The true chance of recall; 0 for a card never asked."""
        ...

    def ask(self, card: int, day: int) -> int:
        """Ask a card: the rating 1 to 4 that the person gives is returned, and the memory changes."""
        ...


def habit(shares: Sequence[float], rng: Random) -> tuple[float, ...]:
    """One person's shares around the average: a Dirichlet draw as firm as thirty answers."""
    drawn = [rng.gammavariate(30 * share, 1.0) for share in shares]
    return tuple(each / sum(drawn) for each in drawn)


class FsrsLearner:
    """A memory of the FSRS family with parameters of its own; half of the people use two buttons only."""

    def __init__(self, rng: Random, cards: int, parameters: Sequence[float], first: Sequence[float]) -> None:
        self.rng = rng
        self.w = spread(parameters, rng)
        self.first = habit(first, rng)
        self.passed = habit(PASSED, rng)
        self.two_buttons = rng.random() < 0.5
        self.decay = -self.w[20]
        self.factor = 0.9 ** (1.0 / self.decay) - 1.0
        self.stability = [0.0] * cards
        self.difficulty = [0.0] * cards
        self.last = [0] * cards

    def recall(self, card: int, day: int) -> float:
        stability = self.stability[card]
        return (1.0 + self.factor * (day - self.last[card]) / stability) ** self.decay if stability else 0.0

    def ask(self, card: int, day: int) -> int:
        w, stability = self.w, self.stability[card]
        if not stability:
            rating = self.rng.choices((1, 2, 3, 4), self.first)[0]
            self.stability[card] = w[rating - 1]
            self.difficulty[card] = min(max(w[4] - math.exp(w[5] * (rating - 1)) + 1.0, 1.0), 10.0)
        else:
            recall = self.recall(card, day)
            rating = self.rng.choices((2, 3, 4), self.passed)[0] if self.rng.random() < recall else 1
            self._remember(card, rating, stability, recall)
        self.last[card] = day
        return 3 if self.two_buttons and rating > 1 else rating

    def _remember(self, card: int, rating: int, stability: float, recall: float) -> None:
        w, difficulty = self.w, self.difficulty[card]
        if rating == 1:
            after = w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0) * math.exp((1.0 - recall) * w[14])
            after = min(after, stability / math.exp(w[17] * w[18]))
        else:
            ease = (w[15], 1.0, w[16])[rating - 2]
            gain = (11.0 - difficulty) * stability ** -w[9] * (math.exp((1.0 - recall) * w[10]) - 1.0)
            after = stability * (1.0 + math.exp(w[8]) * gain * ease)
        self.stability[card] = max(after, 0.01)
        step = difficulty - w[6] * (rating - 3) * (10.0 - difficulty) / 9.0
        easiest = w[4] - math.exp(w[5] * 3) + 1.0
        self.difficulty[card] = min(max(w[7] * easiest + (1.0 - w[7]) * step, 1.0), 10.0)


def spread(parameters: Sequence[float], rng: Random) -> tuple[float, ...]:
    """One person's parameters: first stabilities by a common and an own factor, the others by DEVIATIONS."""
    common = rng.gauss(0.0, 0.4)
    first = sorted(each * math.exp(common + rng.gauss(0.0, 0.3)) for each in parameters[:4])
    rest = [
        min(max(each + rng.gauss(0.0, SPREAD * deviation), low), high)
        for each, deviation, (low, high) in zip(parameters[4:20], DEVIATIONS, BOUNDS, strict=True)
    ]
    # The tail is what tells the kinds of people apart, so it varies by a quarter and not by the wide deviation.
    return (*first, *rest, min(max(parameters[20] * math.exp(rng.gauss(0.0, 0.25)), 0.1), 0.8))


class TwoTraces:
    """A memory that is not FSRS: a trace that is gone in days beside one that lasts, both exponential.

    What is asked just before it is forgotten lasts longer; a failure leaves mostly the fast trace. Cards differ. In
    the first month it resembles the average learner; later it knows no flat tail.
    """

    FAST = 1.5
    SHARE = (0.6, 0.35, 0.22, 0.1)
    LASTING = (12.0, 30.0, 60.0, 120.0)
    GROWTH = 1.5, 4.0

    def __init__(self, rng: Random, cards: int) -> None:
        self.rng = rng
        self.first = habit(FIRST, rng)
        self.passed = habit(PASSED, rng)
        self.pace = math.exp(rng.gauss(0.0, 0.3))
        self.ease = [math.exp(rng.gauss(0.0, 0.4)) for _ in range(cards)]
        self.fast = [0.0] * cards
        self.lasting = [0.0] * cards
        self.last = [0] * cards

    def recall(self, card: int, day: int) -> float:
        lasting, fast, elapsed = self.lasting[card], self.fast[card], day - self.last[card]
        if not lasting:
            return 0.0
        return fast * math.exp(-elapsed / self.FAST) + (1.0 - fast) * math.exp(-elapsed / lasting)

    def ask(self, card: int, day: int) -> int:
        if not self.lasting[card]:
            rating = self.rng.choices((1, 2, 3, 4), self.first)[0]
            self.fast[card] = self.SHARE[rating - 1]
            self.lasting[card] = self.LASTING[rating - 1] * self.pace * self.ease[card]
        else:
            recall = self.recall(card, day)
            if self.rng.random() < recall:
                rating = self.rng.choices((2, 3, 4), self.passed)[0]
                grown = self.GROWTH[0] + self.GROWTH[1] * (1.0 - recall) * self.ease[card]
                self.lasting[card] = min(self.lasting[card] * grown, 3000.0)
                self.fast[card] *= 0.5
            else:
                rating = 1
                self.lasting[card] = max(self.lasting[card] * 0.6, 5.0 * self.pace)
                self.fast[card] = min(self.fast[card] + 0.3, 0.7)
        self.last[card] = day
        return rating


class FragileTraces(TwoTraces):
    """Forgets far faster than people do on average, and grows slowly: to see what breaks first."""

    SHARE = (0.75, 0.5, 0.3, 0.12)
    LASTING = (6.0, 12.0, 22.0, 45.0)
    GROWTH = 1.3, 3.0


def flat(rng: Random, cards: int) -> Learner:
    """FSRS-6's flat tail."""
    return FsrsLearner(rng, cards, FSRS_6, FIRST)


def steep(rng: Random, cards: int) -> Learner:
    """FSRS-5's steep tail."""
    return FsrsLearner(rng, cards, FSRS_5, FIRST)


def novice(rng: Random, cards: int) -> Learner:
    """The steep tail, and six of ten cards are news."""
    return FsrsLearner(rng, cards, FSRS_5, NOVICE_FIRST)


KINDS: dict[str, Callable[[Random, int], Learner]] = {
    "flat": flat,
    "steep": steep,
    "novice": novice,
    "two_traces": TwoTraces,
    "fragile": FragileTraces,
}
GATED = ("flat", "steep", "novice", "two_traces")
"""The kinds that have to reach the gates."""
