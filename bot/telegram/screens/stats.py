"""One's numbers: the caption below their picture, and all of them in words."""

from datetime import date, timedelta

from bot.domain.statistics import Calibration, Knowledge, Retention
from bot.services.stats import Stats
from bot.telegram.callbacks.learner import Continue, StatsPage
from bot.telegram.screen import Screen, button
from bot.texts import Translator
from bot.texts.html import Html

_NEXT_DAYS = 7
_TOPICS = 20
_NAME = 60
LASTING = ("below-day", "week", "month", "quarter", "within-year", "over-year")


def date_of(day: int) -> date:
    """The date of a user day."""
    return date(1970, 1, 1) + timedelta(days=day)


def caption(tr: Translator, stats: Stats) -> Screen:
    """The most telling numbers of the picture; the rest is said in `words`."""
    lines = [
        tr.html("stats-title"),
        tr.html("stats-brief-streak", days=stats.streak.days, freezes=stats.streak.freezes),
        tr.html("stats-brief-today", answered=stats.answered_today, due=stats.due),
        *_knowledge(tr, stats),
        *([_retention(tr, stats)] if stats.retention.enough else []),
        tr.html("stats-a-day", count=stats.cards_a_day),
    ]
    look = "light" if stats.dark else "dark"
    return Screen(
        (Html("\n").join(lines),),
        (
            (button(tr.plain("stats-start"), Continue()),),
            (
                button(tr.plain("stats-in-words"), StatsPage(page="words")),
                button(tr.plain(f"stats-{look}"), StatsPage(page=look)),
            ),
        ),
    )


def words(tr: Translator, names: dict[str, str], stats: Stats) -> Screen:
    """Everything that the picture shows; `names` are those of topics by key. Panels without numbers are left out."""
    parts = [
        _now(tr, stats),
        _ahead(tr, stats),
        *([_calibration(tr, stats.calibration)] if stats.calibration is not None else []),
        *([_lasting(tr, stats), _topics(tr, names, stats)] if stats.known.cards else []),
    ]
    text = Html("\n\n").join(Html("\n").join(lines) for lines in parts)
    return Screen((text,), ((button(tr.plain("stats-start"), Continue()),),))


def _now(tr: Translator, stats: Stats) -> list[Html]:
    days = sum(1 for count in stats.answers.values() if count)
    answers = tr.plain("picture-answers", count=sum(stats.answers.values()))
    parts = (("stats-young", stats.young), ("stats-mature", stats.mature))
    return [
        tr.html("stats-title"),
        tr.html("stats-due", count=stats.due),
        tr.html("stats-learned", count=stats.learned),
        tr.html("stats-today", count=stats.answered_today),
        _retention(tr, stats),
        *(_rate(tr, key, found) for key, found in parts if found.enough),
        tr.html("stats-streak", count=stats.streak.days),
        tr.html("stats-longest", count=stats.streak.longest),
        tr.html("stats-freezes", count=stats.streak.freezes),
        *_knowledge(tr, stats),
        tr.html("stats-year", answers=answers, days=days),
    ]


def _retention(tr: Translator, stats: Stats) -> Html:
    if stats.retention.enough:
        return _rate(tr, "stats-retention", stats.retention)
    return tr.html("stats-retention-unknown", count=stats.retention.answers)


def _rate(tr: Translator, key: str, found: Retention) -> Html:
    low, high = found.interval
    numbers = {"percent": found.rate, "low": low, "high": high}
    rounded = {name: round(share * 100) for name, share in numbers.items()}
    return tr.html(key, **rounded, answers=tr.plain("picture-answers", count=found.answers))


def _knowledge(tr: Translator, stats: Stats) -> list[Html]:
    if not stats.known.cards:
        return []
    lines = [tr.html("stats-known", count=round(stats.known.expected), cards=stats.known.cards)]
    if stats.known.by_quiz_alone:
        lines.append(tr.html("stats-by-quiz", count=stats.known.by_quiz_alone))
    if stats.on_date is not None and stats.date is not None:
        on = tr.short_date(date_of(stats.date))
        lines.append(tr.html("stats-on-date", date=on, count=round(stats.on_date.expected)))
    return lines


def _ahead(tr: Translator, stats: Stats) -> list[Html]:
    lines = [tr.html("stats-ahead")]
    for offset, cards in enumerate(stats.ahead[:_NEXT_DAYS]):
        weekday = date_of(stats.today + offset).weekday()
        lines.append(tr.html("stats-day", day=tr.plain(f"daily-day-{weekday}"), count=round(cards)))
    return [*lines, tr.html("stats-a-day", count=stats.cards_a_day)]


def _calibration(tr: Translator, found: Calibration) -> list[Html]:
    lines = [tr.html("stats-calibration")]
    for each in found.bins:
        expected, recalled = round(each.predicted * 100), round(each.observed * 100)
        answers = tr.plain("picture-answers", count=each.answers)
        lines.append(tr.html("stats-bin", expected=expected, recalled=recalled, answers=answers))
    score = {"loss": found.log_loss, "plain": found.baseline_log_loss, "brier": found.brier}
    told = {name: f"{value:.3f}" for name, value in score.items()}
    return [*lines, tr.html("stats-score", **told, flat=f"{found.baseline_brier:.3f}")]


def _lasting(tr: Translator, stats: Stats) -> list[Html]:
    rows = zip(LASTING, stats.by_stability, strict=False)
    lines = [tr.html("stats-row", name=tr.plain(f"picture-{name}"), count=cards) for name, cards in rows]
    return [tr.html("stats-stability"), *lines]


def _topics(tr: Translator, names: dict[str, str], stats: Stats) -> list[Html]:
    return [tr.html("stats-topics"), *(_topic(tr, names, key, known) for key, known in stats.topics[:_TOPICS])]


def _topic(tr: Translator, names: dict[str, str], key: str | None, known: Knowledge) -> Html:
    name = names.get(key, key) if key else tr.plain("picture-no-topic")
    return tr.html("stats-topic", name=name[:_NAME], count=round(known.expected), cards=known.cards)
