"""The screen of one's numbers."""

from datetime import datetime, timedelta

from bot.domain.learners import Learner
from bot.services.stats import Stats
from bot.telegram.callbacks.learner import Continue
from bot.telegram.screen import Screen, button
from bot.texts import Translator
from bot.texts.html import Html


def numbers(tr: Translator, learner: Learner, stats: Stats, now: datetime) -> Screen:
    """Due, learned, retention, streak, and the next seven days as text."""
    lines = [
        tr.html("stats-title"),
        tr.html("stats-due", count=stats.due),
        tr.html("stats-learned", count=stats.learned),
        tr.html("stats-today", count=stats.answered_today),
    ]
    if stats.retention is None:
        lines.append(tr.html("stats-retention-unknown", count=stats.first_answers))
    else:
        lines.append(tr.html("stats-retention", percent=round(stats.retention * 100), count=stats.first_answers))
    lines += [tr.html("stats-streak", count=stats.streak), Html(""), tr.html("stats-ahead")]
    today = now.astimezone(learner.tz)
    for offset, due in enumerate(stats.ahead):
        weekday = (today + timedelta(days=offset)).weekday()
        lines.append(tr.html("stats-day", day=tr.plain(f"daily-day-{weekday}"), count=due))
    return Screen((Html("\n").join(lines),), ((button(tr.plain("stats-start"), Continue()),),))
