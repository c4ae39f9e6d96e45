"""Numbers of learners who never were, to draw and to put into words."""

import math
import random
from dataclasses import replace

from bot.domain.forgetting import forgetting
from bot.domain.memory import DEFAULT_PARAMETERS
from bot.domain.statistics import Known, Predicted, Retention, by_topic, calibration, knowledge, stability_histogram
from bot.domain.streak import streak
from bot.domain.workload import Pace, Waiting, workload
from bot.parsing.topics import read_topics
from bot.services.stats import YEAR, Stats
from bot.settings import ROOT

TODAY = 20_500
TOPICS = read_topics(ROOT / "content" / "topics.toml")
_CURVES = forgetting(DEFAULT_PARAMETERS)


def nothing() -> Stats:
    """Of somebody who has just begun."""
    return _stats([], {}, Retention(0, 0))


def some(cards: int, answers_a_day: int, days: int, *, date: int | None = None) -> Stats:
    """Of somebody who has met so many cards, and practised on most of so many days."""
    chance = random.Random(cards)  # noqa: S311 - a made-up learner
    keys = [topic.key for topic in TOPICS]
    known = [
        Known(
            chance.choice(keys),
            math.exp(chance.gauss(2.6, 1.4)),
            chance.uniform(2, 9),
            TODAY + int(chance.expovariate(0.05)),
            TODAY - chance.randint(0, 25),
            by_quiz_alone=chance.random() < 0.1,
        )
        for _ in range(cards)
    ]
    practised = {
        TODAY - back: max(1, int(chance.gauss(answers_a_day, answers_a_day / 3)))
        for back in range(days)
        if chance.random() < 0.9
    }
    stats = _stats(known, practised, Retention(9 * cards // 10, cards // 10))
    if date is None:
        return stats
    return replace(stats, date=TODAY + date, on_date=knowledge(known, TODAY + date, _CURVES))


def _stats(known: list[Known], practised: dict[int, int], retention: Retention) -> Stats:
    groups = [
        Predicted(each.answers, round(each.answers * chance / 205), each.answers * chance / 200)
        for chance, each in _bins(retention)
    ]
    waiting = [Waiting(each.due_day, each.last_day, each.stability, each.difficulty) for each in known]
    return Stats(
        today=TODAY,
        due=sum(each.due_day <= TODAY for each in known),
        learned=sum(each.stability >= 21 for each in known),
        streak=streak(sorted(practised), [], TODAY),
        answers={day: count for day, count in practised.items() if day > TODAY - YEAR},
        ahead=workload(waiting, Pace(0.9, 10, 300), TODAY, _CURVES),
        young=retention,
        mature=retention,
        calibration=calibration(groups),
        by_stability=stability_histogram(known),
        topics=by_topic(known, TODAY, _CURVES),
        known=knowledge(known, TODAY, _CURVES),
        date=None,
        on_date=None,
        dark=False,
    )


def _bins(retention: Retention) -> list[tuple[int, Retention]]:
    return [(chance, Retention(retention.answers // 8, 0)) for chance in range(120, 200, 2)]
