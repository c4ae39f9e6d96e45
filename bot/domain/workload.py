"""S3: how many cards each of the coming days will bring, in expectation.

What is due, the new cards of each day, and what comes of both within the days looked at: a passed card returns after
its interval, a failed one is asked again on that day until it is recalled and returns after a short one. Days are user
days; same-day repetitions are not counted again.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.forgetting import FIRST_RATINGS, Forgetting
from bot.domain.memory import Rating

DAYS_AHEAD = 30

# Cards of about the same stability (within a sixth of its logarithm) and difficulty are carried as one.
_PER_LOG = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """Cards that fall due on `due_day`; `cards` may be a part of one where it stands for a chance."""

    due_day: int
    last_day: int
    stability: float
    difficulty: float
    cards: float = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """What a learner takes on: new cards a day while any are `unseen`, at most `cap` cards a day if that is set.

    `new_today` is what is left of them for today, where that is another number.
    """

    retention: float
    new_a_day: int
    unseen: int
    cap: int | None = None
    new_today: int | None = None


def workload(
    waiting: Iterable[Waiting], pace: Pace, today: int, curves: Forgetting, days: int = DAYS_AHEAD
) -> tuple[float, ...]:
    """The expected number of cards on `today` and each of the days after it, `days` in all; overdue cards are today's.

    With a cap, new cards come first (Q4) and what finds no room waits for the next day.
    """
    pool: defaultdict[int, list[Waiting]] = defaultdict(list)
    for each in waiting:
        if each.due_day < today + days:
            pool[max(each.due_day, today)].append(each)
    unseen: float = pace.unseen
    ahead = []
    for day in range(today, today + days):
        wanted = pace.new_today if day == today and pace.new_today is not None else pace.new_a_day
        new = min(float(wanted), unseen, math.inf if pace.cap is None else pace.cap)
        unseen -= new
        room = math.inf if pace.cap is None else pace.cap - new
        taken, left = _take(_merged(pool.pop(day, [])), room)
        pool[day + 1] += left
        ahead.append(new + sum(each.cards for each in taken))
        for each in (*_after_new(new, day, curves, pace), *_after_reviews(taken, day, curves, pace)):
            if each.due_day < today + days:
                pool[each.due_day].append(each)
    return tuple(ahead)


def _take(waiting: list[Waiting], room: float) -> tuple[list[Waiting], list[Waiting]]:
    """What is asked today, the longest due first, and what has to wait."""
    taken, left = [], []
    for each in sorted(waiting, key=lambda each: each.due_day):
        now = min(each.cards, room)
        room -= now
        if now > 0:
            taken.append(_part(each, now))
        if now < each.cards:
            left.append(_part(each, each.cards - now))
    return taken, left


def _part(each: Waiting, cards: float) -> Waiting:
    return Waiting(each.due_day, each.last_day, each.stability, each.difficulty, cards)


def _merged(waiting: list[Waiting]) -> list[Waiting]:
    groups: defaultdict[tuple[int, int, int, int], list[Waiting]] = defaultdict(list)
    for each in waiting:
        size = round(math.log(max(each.stability, 0.01)) * _PER_LOG)
        groups[each.due_day, each.last_day, size, round(each.difficulty)].append(each)
    return [_as_one(group) if len(group) > 1 else group[0] for group in groups.values()]


def _as_one(group: list[Waiting]) -> Waiting:
    cards = sum(each.cards for each in group)
    stability = sum(each.stability * each.cards for each in group) / cards
    difficulty = sum(each.difficulty * each.cards for each in group) / cards
    return Waiting(group[0].due_day, group[0].last_day, stability, difficulty, cards)


def _after_new(cards: float, day: int, curves: Forgetting, pace: Pace) -> Iterable[Waiting]:
    if cards <= 0:
        return
    for share, rating in zip(FIRST_RATINGS, Rating, strict=True):
        stability, difficulty = curves.first(rating)
        if rating is Rating.AGAIN:
            stability = _recalled_at_last(stability, curves)
        yield _returns(stability, difficulty, cards * share, day, curves, pace)


def _after_reviews(taken: list[Waiting], day: int, curves: Forgetting, pace: Pace) -> Iterable[Waiting]:
    for each in taken:
        elapsed = max(day - each.last_day, 1)
        recall = curves.recall(each.stability, elapsed)
        passed = curves.after(each.stability, each.difficulty, elapsed, Rating.GOOD)
        yield _returns(*passed, each.cards * recall, day, curves, pace)
        failed, harder = curves.after(each.stability, each.difficulty, elapsed, Rating.AGAIN)
        yield _returns(_recalled_at_last(failed, curves), harder, each.cards * (1 - recall), day, curves, pace)


def _returns(stability: float, difficulty: float, cards: float, day: int, curves: Forgetting, pace: Pace) -> Waiting:
    return Waiting(day + curves.interval(stability, pace.retention), day, stability, difficulty, cards)


def _recalled_at_last(stability: float, curves: Forgetting) -> float:
    """After GOOD on the same day: FSRS-6's short-term stability, which a pass never lowers."""
    w = curves.parameters
    return float(stability * max(1.0, math.exp(w[17] * w[18]) * stability ** -w[19]))
