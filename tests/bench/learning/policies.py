"""Ways to choose what is asked: the bot's own, and what a learner could use instead.

A policy sees ratings and days, never a memory. It names each day's cards, at most the day's cap of them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Protocol

from bot.domain import memory
from bot.domain.forecasting import first_ratings, if_going_on, if_stopped
from bot.domain.forgetting import forgetting
from bot.domain.ids import ConceptId
from bot.domain.interview_date import InterviewDate, aimed_retention, held_before
from bot.domain.memory import Memory, Rating
from bot.domain.own_curve import EVERYBODY
from bot.domain.planning import plan_day
from bot.domain.plans import Candidate, DaySettings, Seen

TOPICS = 12
OWN = 0.90


class Policy(Protocol):
    """A way to choose."""

    def choose(self, day: int) -> list[int]:
        """The cards of a day, in order."""
        ...

    def note(self, card: int, day: int, rating: int) -> None:
        """A card was answered."""
        ...


class Bot:
    """The bot as it is: its planner, its scheduler, its date mode; first parameters, no fitting."""

    START = datetime(2026, 1, 5, 18, tzinfo=UTC)

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        self.learner = rng.randrange(1, 10**9)
        self.cap = cap
        self.date = InterviewDate(days, 0)
        self.first = [0] * 4
        self.own = EVERYBODY
        self.memories: dict[int, Memory] = {}
        self.candidates = [
            Candidate(ConceptId(card), f"topic {rng.randrange(TOPICS)}", card // 2 if card % 30 < 2 else None)
            for card in range(cards)
        ]

    def choose(self, day: int) -> list[int]:
        return [entry.concept for entry in plan_day(self.candidates, day, self._settings()).entries]

    def note(self, card: int, day: int, rating: int) -> None:
        before = self.memories.get(card)
        if before is None:
            self.first[rating - 1] += 1
        else:
            recall = forgetting().nominal(before.stability, day - before.last_day)
            self.own = self.own.learned(before.stability, recall, passed=rating > 1)
        retention = aimed_retention(self.date, day, OWN, self.own)
        now = self.START + timedelta(days=day)
        after = memory.rate(before, Rating(rating), now=now, day=day, seed=(self.learner, card), retention=retention)
        after = held_before(after, self.date, own=self.own)
        self.memories[card] = after
        asked = self.candidates[card]
        self.candidates[card] = Candidate(asked.concept, asked.topic, asked.family, Seen.of(after))

    def estimate(self) -> float:
        """How many cards the bot tells the learner to know on the date."""
        return if_stopped(self.candidates, self.date, self._settings()).known

    def band(self, day: int) -> tuple[float, float]:
        """What the bot tells in the middle of the time: between these numbers, if you go on like this."""
        first = first_ratings(self.first)
        estimate = if_going_on(self.candidates, day, self.date, self._settings(), first=first).estimate
        return estimate.low, estimate.high

    def _settings(self) -> DaySettings:
        return DaySettings(questions=self.cap, dates=(self.date,), own=self.own)


class QuizBot:
    """What quiz bots do: questions of the day drawn from the whole bank."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        self.rng, self.bank, self.cap = rng, range(cards), cap

    def choose(self, day: int) -> list[int]:
        return self.rng.sample(self.bank, self.cap)

    def note(self, card: int, day: int, rating: int) -> None:
        pass


class Cycle:
    """A shuffled deck from front to back, again and again."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        self.deck, self.cap, self.at = rng.sample(range(cards), cards), cap, 0

    def choose(self, day: int) -> list[int]:
        asked = [self.deck[(self.at + place) % len(self.deck)] for place in range(self.cap)]
        self.at += self.cap
        return asked

    def note(self, card: int, day: int, rating: int) -> None:
        pass


class CycleAndFailed(Cycle):
    """The shuffled deck, and what was failed comes again tomorrow."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        super().__init__(rng, cards, days, cap)
        self.failed: list[int] = []

    def choose(self, day: int) -> list[int]:
        asked, self.failed = self.failed[: self.cap], self.failed[self.cap :]
        taken = set(asked)
        while len(asked) < self.cap:
            card = self.deck[self.at % len(self.deck)]
            self.at += 1
            if card not in taken:
                asked.append(card)
                taken.add(card)
        return asked

    def note(self, card: int, day: int, rating: int) -> None:
        if rating == 1:
            self.failed.append(card)


class DueFirst(ABC):
    """Reviews in the order they fall due, then new cards with what is left of the cap."""

    NEW_A_DAY = 20

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        self.cap = cap
        self.due: dict[int, int] = {}
        self.unseen = rng.sample(range(cards), cards)

    def choose(self, day: int) -> list[int]:
        due = sorted((due, card) for card, due in self.due.items() if due <= day)
        asked = [card for _, card in due][: self.cap]
        new = min(self.cap - len(asked), self.NEW_A_DAY)
        asked += self.unseen[:new]
        del self.unseen[:new]
        return asked

    def note(self, card: int, day: int, rating: int) -> None:
        self.due[card] = day + self.interval(card, day, rating)

    @abstractmethod
    def interval(self, card: int, day: int, rating: int) -> int:
        """Days until the card is due again."""


class Leitner(DueFirst):
    """Five boxes of 1, 2, 4, 8 and 16 days."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        super().__init__(rng, cards, days, cap)
        self.box = [0] * cards

    def interval(self, card: int, day: int, rating: int) -> int:
        self.box[card] = 1 if rating == 1 else min(self.box[card] + 1, 5)
        return int(2 ** (self.box[card] - 1))


class Sm2(DueFirst):
    """SuperMemo 2, in which Anki's first scheduler has its roots."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        super().__init__(rng, cards, days, cap)
        self.ease = [2.5] * cards
        self.passes = [0] * cards
        self.last = [0] * cards

    def interval(self, card: int, day: int, rating: int) -> int:
        quality = (1, 3, 4, 5)[rating - 1]
        self.ease[card] = max(self.ease[card] + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02), 1.3)
        self.passes[card] = 0 if rating == 1 else self.passes[card] + 1
        fixed = (1, 1, 6)
        passes = self.passes[card]
        self.last[card] = fixed[passes] if passes < 3 else round(self.last[card] * self.ease[card])
        return self.last[card]


class Fsrs90(DueFirst):
    """Anki's defaults: FSRS-6 at a retention of 0.90, reviews first, twenty new cards a day."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        super().__init__(rng, cards, days, cap)
        self.states: dict[int, tuple[float, float, int]] = {}

    def interval(self, card: int, day: int, rating: int) -> int:
        curve = forgetting()
        state = self.states.get(card)
        if state is None:
            stability, difficulty = curve.first(Rating(rating))
        else:
            stability, difficulty = curve.after(state[0], state[1], day - state[2], Rating(rating))
        self.states[card] = stability, difficulty, day
        return curve.interval(stability, 0.90)


class Greedy(Fsrs90):
    """A reference: every day whatever gains most at the date, by FSRS-6; it knows the date, and looks one day ahead."""

    def __init__(self, rng: Random, cards: int, days: int, cap: int) -> None:
        super().__init__(rng, cards, days, cap)
        self.days = days

    def choose(self, day: int) -> list[int]:
        curve, ahead = forgetting(), self.days - day
        asked = self.unseen[: self.cap]
        del self.unseen[: self.cap]
        if len(asked) < self.cap:
            gains = [
                (curve.gain(stability, difficulty, day - last, ahead)[0], card)
                for card, (stability, difficulty, last) in self.states.items()
            ]
            asked += [card for _, card in sorted(gains, reverse=True)[: self.cap - len(asked)]]
        return asked


Maker = Callable[[Random, int, int, int], Policy]
"""Makes a policy from its luck, the number of cards, the days until the date and the questions a day."""

RIVALS: dict[str, Maker] = {
    "random": QuizBot,
    "cycle": Cycle,
    "leitner": Leitner,
    "sm2": Sm2,
    "fsrs .90": Fsrs90,
}
"""What a learner could use instead."""

REFERENCES: dict[str, Maker] = {"cycle+failed": CycleAndFailed, "greedy": Greedy}
"""Strong ways of which no program is known, shown beside the rivals."""
