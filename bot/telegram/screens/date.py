"""Screens of interview dates: when and of what, what that asks for, and what will be known on the day."""

from aiogram.types import InlineKeyboardButton

from bot.domain.forecasting import Estimate
from bot.domain.interview_date import WARM_UP, InterviewDate, Phase
from bot.domain.topics import Topics
from bot.services.interview_dates import Outlook
from bot.services.library import Shelf
from bot.storage.interview_dates import StoredDate
from bot.telegram.callbacks.learner import DatePlan
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens.stats import date_of
from bot.texts import Translator
from bot.texts.html import Html

WEEKS = (1, 2, 4, 6, 8, 12)
WENT = ("well", "so-so", "badly")
CAP = "cap"
NO_MINUTES = "no-minutes"


def when(tr: Translator, today: int, number: int = 0, topics: int = 0) -> Screen:
    """On which day it is: a first date, or the one of that `number` moved; `topics` as a button carries them."""
    weeks = [
        button(
            tr.plain("date-weeks", count=count),
            DatePlan(act="show", number=number, day=today + 7 * count, topics=topics),
        )
        for count in WEEKS
    ]
    typed = button(tr.plain("date-other-day"), DatePlan(act="type", number=number, topics=topics))
    return Screen((tr.html("date-when"),), (*in_rows(weeks, 3), (typed,)))


def dates(tr: Translator, found: tuple[StoredDate, ...], today: int) -> Screen:
    """Several dates."""
    rows = tuple(
        (
            button(
                tr.plain("date-row", day=tr.day(date_of(each.date.day)), when=_in_days(tr, each.date.day - today)),
                DatePlan(act="open", number=each.id),
            ),
        )
        for each in found
    )
    return Screen((tr.html("date-list"),), (*rows, (_another(tr),)))


def outlook(tr: Translator, topics: Topics, found: Outlook, *, others: bool) -> Screen:
    """What a date asks for and what to expect, in words; and what can be done about it. `others` are there too."""
    on = date_of(found.date.day)
    parts = [
        Html("\n").join(
            (
                tr.html("date-title", day=tr.day(on), when=_in_days(tr, found.pacing.days)),
                _scope(tr, topics, found.date),
            )
        )
    ]
    if found.pacing.cards:
        parts += [Html("\n").join(_pacing(tr, found)), Html("\n").join(_estimates(tr, found))]
    else:
        parts.append(tr.html("date-no-cards"))
    return Screen((Html("\n\n").join(parts),), _rows(tr, topics, found, others=others))


def subjects(tr: Translator, shelf: Shelf, topics: Topics, number: int, day: int, chosen: int) -> Screen:
    """The topics of a date's scope; `chosen` are those so far, as bits."""
    choices = []
    for place, topic in enumerate(topics):
        counts = {each.key: count for each, count in shelf.topics}
        bit = 1 << place
        if topic.key not in counts and not chosen & bit:
            continue
        name = tr.plain("topics-row", name=topic.names[tr.language], count=counts.get(topic.key, 0))
        label = tr.plain("daily-chosen", name=name) if chosen & bit else name
        choices.append(button(label, DatePlan(act="topics", number=number, day=day, topics=chosen ^ bit)))
    every = tr.plain("date-everything")
    everything = button(
        every if chosen else tr.plain("daily-chosen", name=every), DatePlan(act="topics", number=number, day=day)
    )
    done = button(tr.plain("date-done"), DatePlan(act="show", number=number, day=day, topics=chosen))
    return Screen((tr.html("date-choose-topics"),), (*in_rows(choices, 2), (everything,), (done,)))


def removed(tr: Translator, topics: Topics, gone: InterviewDate) -> Screen:
    """A date was removed."""
    back = DatePlan(act="keep", day=gone.day, topics=bits(topics, gone.topics))
    return Screen((tr.html("date-removed"),), ((button(tr.plain("date-put-back"), back),),))


def ask(tr: Translator, topics: Topics, ended: InterviewDate) -> Screen:
    """After an interview: how it went."""
    answers = tuple(button(tr.plain(f"date-{how}"), DatePlan(act=how)) for how in WENT)
    moved = button(tr.plain("date-was-moved"), DatePlan(act="when", topics=bits(topics, ended.topics)))
    return Screen((tr.html("date-ask", day=tr.day(date_of(ended.day))),), (answers, (moved,)))


def thanks(tr: Translator, how: str) -> Screen:
    """The learner has said how it went, one of WENT."""
    said = tr.html("date-thanks-badly" if how == "badly" else "date-thanks")
    return Screen((Html("\n").join((said, tr.html("date-over"))),))


def bits(topics: Topics, chosen: frozenset[str] | None) -> int:
    """A scope as a button carries it; 0 is everything."""
    return sum(1 << place for place, topic in enumerate(topics) if chosen is not None and topic.key in chosen)


def scope_of(topics: Topics, carried: int) -> frozenset[str] | None:
    """The scope that a button carries."""
    return frozenset(topic.key for place, topic in enumerate(topics) if carried & (1 << place)) or None


def _scope(tr: Translator, topics: Topics, on: InterviewDate) -> Html:
    if on.topics is None:
        return tr.html("date-scope-all")
    names = [topic.names[tr.language] for topic in topics if topic.key in on.topics]
    return tr.html("date-scope", topics=tr.listed(names))


def _pacing(tr: Translator, found: Outlook) -> list[Html]:
    asks = found.pacing
    minutes = max(1, round(found.planned.minutes_a_day)) if found.planned else 0
    lines = []
    if found.phase is Phase.WARM_UP:
        lines.append(tr.html("date-warm-up", count=WARM_UP))
    elif found.phase is Phase.FINAL:
        lines.append(tr.html("date-final"))
    elif not asks.unseen:
        lines.append(tr.html("date-all-met", cards=asks.cards))
    elif minutes:
        lines.append(tr.html("date-pacing", cards=asks.cards, days=asks.days, new=asks.new_a_day, minutes=minutes))
    else:
        lines.append(tr.html("date-pacing-far", cards=asks.cards, days=asks.days, new=asks.new_a_day))
    if found.short_of == "questions":
        lines.append(tr.html("date-short-questions", questions=found.questions, seen=found.will_see, cards=asks.cards))
    elif found.short_of == "minutes":
        lines.append(tr.html("date-short-minutes", minutes=found.minutes or 0, seen=found.will_see, cards=asks.cards))
    return lines


def _estimates(tr: Translator, found: Outlook) -> list[Html]:
    lines = [tr.html("date-estimates"), tr.html("date-if-stopped", **_band(found.stopped))]
    if found.present is not None:
        lines.append(tr.html("date-if-going-on", questions=found.pace, **_band(found.present.estimate)))
    if found.planned is not None and found.pace != found.questions:
        lines.append(tr.html("date-if-planned", questions=found.questions, **_band(found.planned.estimate)))
    return lines


def _band(estimate: Estimate) -> dict[str, int]:
    return {"known": round(estimate.known), "low": round(estimate.low), "high": round(estimate.high)}


def _rows(tr: Translator, topics: Topics, found: Outlook, *, others: bool) -> Rows:
    carried = {"number": found.number, "day": found.date.day, "topics": bits(topics, found.date.topics)}

    def act(key: str, name: str) -> InlineKeyboardButton:
        return button(tr.plain(key), DatePlan(act=name, **carried))

    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if not found.kept:
        rows.append((act("date-change" if found.number else "date-start", "keep"),))
    if found.short_of == "questions" and found.raise_to is not None:
        raised = DatePlan(act=CAP, amount=found.raise_to, **carried)
        rows.append((button(tr.plain("date-raise", count=found.raise_to), raised),))
    if found.short_of == "minutes":
        rows.append((act("date-no-limit", NO_MINUTES),))
    rows.append((act("date-move", "when"), act("date-topics", "topics")))
    if found.kept:
        rows.append((act("date-remove", "remove"), _another(tr)))
    if others:
        rows.append((button(tr.plain("date-all"), DatePlan(act="list")),))
    return tuple(rows)


def _another(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("date-another"), DatePlan(act="when"))


def _in_days(tr: Translator, days: int) -> str:
    if days < 1:
        return tr.plain("date-today")
    return tr.plain("when-tomorrow") if days == 1 else tr.plain("when-days", count=days)
