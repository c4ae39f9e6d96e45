"""What a learner will know on the day of an interview: an estimate with a band, never a promise. Rule E3.

Deterministic: the same cards, day and settings give the same numbers. "If you go on like this" lives the remaining days
through with the planner itself; chances become answers by rounding that carries the rest on, so that nothing is drawn.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.forgetting import FIRST_RATINGS, PASS_RATINGS, Forgetting, forgetting
from bot.domain.ids import ConceptId
from bot.domain.interview_date import SURE, InterviewDate, aimed_retention
from bot.domain.memory import Rating
from bot.domain.planning import plan_day
from bot.domain.plans import Candidate, DaySettings, Kind, Seen

BAND_80 = 1.2816
"""Standard deviations on each side of the middle that hold 80 % of a normal distribution."""

MOST_CARDS = 400
"""More cards are thinned out evenly before days are lived through, and so are the questions; chats must not wait."""

LEAST_ASKED = 5
"""As many questions a day are left at least: fewer cannot be shared out between new cards and reviews."""

_DOUBT = 0.45
"""The least deviation of the own curve's level that remains however much was answered: so wide that four of five bands
hold the truth in `make bench-learning`."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many of `cards` are expected to be known on the date; four of five such bands hold the truth."""

    known: float
    low: float
    high: float
    cards: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes of going on at the present pace: `seen` of the cards asked at least once before the date."""

    estimate: Estimate
    seen: int
    questions_a_day: float
    minutes_a_day: float


def first_ratings(counts: Sequence[int]) -> tuple[float, ...]:
    """A learner's shares of AGAIN, HARD, GOOD, EASY at first sight, from how often each was given; few count little."""
    total = sum(counts) + 20
    return tuple((count + 20 * share) / total for count, share in zip(counts, FIRST_RATINGS, strict=True))


def if_stopped(candidates: Iterable[Candidate], date: InterviewDate, settings: DaySettings) -> Estimate:
    """What will be known on the date, of its scope, if nothing is asked any more; a card never asked is not known."""
    scope = [each for each in candidates if date.covers(each.topic)]
    return _estimate([each.seen for each in scope if each.seen], date, settings, len(scope))


def if_going_on(
    candidates: Iterable[Candidate],
    day: int,
    date: InterviewDate,
    settings: DaySettings,
    *,
    questions: int | None = None,
    first: Sequence[float] = FIRST_RATINGS,
) -> Forecast:
    """What will be known on the date with `questions` a day (the present pace; the cap where None) from `day` on.

    `first` is how the learner rates new cards (`first_ratings`). On the date itself nothing is asked. Takes tens of
    milliseconds.
    """
    scope = [each for each in candidates if date.covers(each.topic)]
    asked = settings.questions if questions is None else questions
    within_reach = [each for each in scope if each.seen is None][: asked * date.learning_days(day)]
    kept = [each for each in scope if each.seen] + within_reach
    every = max(1, min(math.ceil(len(kept) / MOST_CARDS), asked // LEAST_ASKED))
    cards = {each.concept: each for each in kept[::every]}
    minutes = None if settings.minutes is None else settings.minutes / every
    thinned = replace(settings, questions=round(asked / every), minutes=minutes, dates=(date,))
    life = _Life(cards, date, thinned, first)
    for today in range(day, date.day):
        life.live(today)
    seen = [each.seen for each in life.cards.values() if each.seen]
    days, scale = max(1, date.day - day), len(kept) / max(1, len(cards))
    estimate = _estimate(seen, date, settings, len(scope), scale)
    minutes_a_day = life.seconds * every / days / 60
    return Forecast(estimate, round(len(seen) * scale), life.questions * every / days, minutes_a_day)


def _estimate(
    seen: Sequence[Seen], date: InterviewDate, settings: DaySettings, cards: int, scale: float = 1.0
) -> Estimate:
    curve = forgetting(settings.parameters, settings.own)
    chances = [curve.recall(each.stability, max(0, date.day - each.last_day)) for each in seen]
    known = scale * sum(chances)
    luck = scale * sum(chance * (1 - chance) for chance in chances)
    # All cards err together where the learner forgets faster or slower than is thought by now.
    together = scale * sum(-chance * math.log(chance) for chance in chances if chance > 0)
    doubt = math.sqrt(settings.own.level_variance + _DOUBT**2)
    half = BAND_80 * math.sqrt(luck + (doubt * together) ** 2)
    return Estimate(known, max(0.0, known - half), min(float(cards), known + half), cards)


class _Life:
    """The days to come, with answers as often right as the chances say."""

    def __init__(
        self, cards: dict[ConceptId, Candidate], date: InterviewDate, settings: DaySettings, first: Sequence[float]
    ) -> None:
        self.cards = cards
        self.questions = 0
        self.seconds = 0.0
        self._date = date
        self._settings = settings
        self._first = first
        self._curve: Forgetting = forgetting(settings.parameters, settings.own)
        self._owed = {Kind.NEW: [0.0] * 4, Kind.REVIEW: [0.0] * 4}

    def live(self, today: int) -> None:
        """Plan a day and answer it."""
        for entry in plan_day(self.cards.values(), today, self._settings).entries:
            card = self.cards[entry.concept]
            self.cards[entry.concept] = Candidate(card.concept, card.topic, card.family, self._answer(card.seen, today))
            self.questions += 1
            self.seconds += entry.seconds

    def _answer(self, seen: Seen | None, today: int) -> Seen:
        curve = self._curve
        if seen is None:
            stability, difficulty = curve.first(self._rating(Kind.NEW, self._first))
        else:
            elapsed = today - seen.last_day
            recall = curve.recall(seen.stability, elapsed)
            rating = self._rating(Kind.REVIEW, (1 - recall, *(recall * share for share in PASS_RATINGS)))
            stability, difficulty = curve.after(seen.stability, seen.difficulty, elapsed, rating)
        retention = aimed_retention(self._date, today, 0.9, self._settings.own)
        due = today + curve.interval(stability, retention)
        if due > self._date.day and curve.recall(stability, self._date.day - today) < SURE:
            due = self._date.day
        return Seen(stability, difficulty, today, due)

    def _rating(self, kind: Kind, shares: Sequence[float]) -> Rating:
        owed = self._owed[kind]
        for place, share in enumerate(shares):
            owed[place] += share
        place = max(range(4), key=owed.__getitem__)
        owed[place] -= 1
        return Rating(place + 1)
