"""Screens of the daily reminder: the three taps, its settings, and what it opens with."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from aiogram.types import InlineKeyboardButton

from bot.domain.learners import Learner
from bot.domain.moments import EVERY_DAY, offsets_now
from bot.domain.streak import LATE_AT, PAUSES, WORTH_KEEPING, Pause
from bot.domain.topics import Topics
from bot.services.daily import SIZES, Opening
from bot.services.late_reminders import LateOpening
from bot.storage.deliveries import Subscription
from bot.telegram.callbacks.learner import (
    Continue,
    DailyCity,
    DailyClock,
    DailyDay,
    DailyPage,
    DailyPause,
    DailySize,
    DailyTime,
)
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens import drill
from bot.texts import Translator
from bot.texts.cities import city
from bot.texts.html import Html

TIMES = (time(7), time(8), time(9), time(10), time(12), time(13), time(18), time(19), time(20), time(21), time(22))
CITIES_SHOWN = 12
DAY = 24 * 60


def offer(tr: Translator) -> Screen:
    """Asked once, after the third rated card."""
    return Screen(
        (tr.html("daily-offer"),),
        (
            (
                button(tr.plain("daily-offer-yes"), DailyPage(page="time")),
                button(tr.plain("daily-offer-later"), DailyPage(page="later")),
            ),
        ),
    )


def times(tr: Translator, pause: Pause | None = None, *, settings: bool = False) -> Screen:
    """The first tap; with `settings` it stands for all there is to set where nothing is yet, a pause too."""
    choices = [button(f"{at:%H:%M}", DailyTime(minute=at.hour * 60 + at.minute)) for at in TIMES]
    choices.append(button(tr.plain("daily-other-time"), DailyPage(page="type-time")))
    rows = in_rows(choices, 4)
    if not settings:
        return Screen((tr.html("daily-when"),), rows)
    return Screen((tr.html("daily-when"),), (*rows, _pause_row(tr, pause))).noting(_paused_until(tr, pause))


def clocks(tr: Translator, minute: int, now: datetime) -> Screen:
    """The second tap: every local time that somebody on earth has now, each once."""
    offsets = sorted({int(offset / timedelta(minutes=1)) % DAY for offset, _ in offsets_now(now)})
    labels = sorted((f"{now + timedelta(minutes=offset):%H:%M}", offset) for offset in offsets)
    choices = [button(label, DailyClock(minute=minute, offset=offset)) for label, offset in labels]
    return Screen((tr.html("daily-clock"),), in_rows(choices, 4))


def cities(tr: Translator, minute: int, offset: int, now: datetime) -> Screen:
    """The third tap: cities whose clocks show the chosen time, the likeliest first."""
    zones = zones_with_clock(offset, now)[:CITIES_SHOWN]
    choices = [button(city(zone, tr.language), DailyCity(minute=minute, zone=zone)) for zone in zones]
    other = button(tr.plain("daily-other-city"), DailyPage(page=f"type-city-{minute}"))
    return Screen((tr.html("daily-city"),), (*in_rows(choices, 2), (other,)))


def zones_with_clock(offset: int, now: datetime) -> list[str]:
    """Zones whose clocks show the time of this offset (minutes, modulo a day), whatever their date is."""
    return [
        zone for shift, zones in offsets_now(now) if int(shift / timedelta(minutes=1)) % DAY == offset for zone in zones
    ]


def summary(tr: Translator, learner: Learner, subscription: Subscription, pause: Pause | None = None) -> Screen:
    """What is set, and what can be changed; `pause` covers today."""
    state = tr.html("daily-paused")
    if subscription.next_at is not None:
        local = subscription.next_at.astimezone(learner.tz)
        state = tr.html("daily-next", when=f"{tr.plain(f'daily-day-{local.weekday()}')} {local:%H:%M}")
    late = "on" if subscription.late_reminder else "off"
    text = tr.html(
        "daily-set",
        time=f"{subscription.at:%H:%M}",
        city=city(learner.zone, tr.language),
        days=day_names(tr, subscription.weekdays),
        size=subscription.size,
        late=tr.plain(f"daily-late-{late}"),
        state=_paused_until(tr, pause) or state,
    )
    resume = (button(tr.plain("daily-resume"), DailyPage(page="resume")),)
    return Screen(
        (text,),
        (
            (
                button(tr.plain("daily-change-time"), DailyPage(page="time")),
                button(tr.plain("daily-change-zone"), DailyPage(page="zone")),
            ),
            (
                button(tr.plain("daily-change-days"), DailyPage(page="days")),
                button(tr.plain("daily-change-size"), DailyPage(page="size")),
            ),
            (button(tr.plain("daily-change-late"), DailyPage(page="late")),),
            resume if subscription.paused else _pause_row(tr, pause),
        ),
    )


def pauses(tr: Translator, *, subscribed: bool) -> Screen:
    """For how long; who has a reminder can switch it off for an unknown time instead."""
    choices = tuple(button(tr.plain("daily-pause-days", count=days), DailyPause(days=days)) for days in PAUSES)
    off = ((button(tr.plain("daily-pause-off"), DailyPage(page="off")),),) if subscribed else ()
    return Screen((tr.html("daily-pause-how-long"),), (choices, *off, *_back(tr)))


def late_settings(tr: Translator, subscription: Subscription) -> Screen:
    """Whether a second reminder comes in the evening, and when it would."""
    choices = [
        button(
            _marked(tr, tr.plain(f"daily-late-{name}"), chosen=subscription.late_reminder == on), DailyPage(page=page)
        )
        for name, page, on in (("on", "late-on", True), ("off", "late-off", False))
    ]
    text = tr.html("daily-late-how", time=f"{LATE_AT:%H:%M}", days=WORTH_KEEPING)
    return Screen((text,), (tuple(choices), *_back(tr)))


def days(tr: Translator, subscription: Subscription) -> Screen:
    """Days of the week, chosen ones marked."""
    choices = [
        button(_marked(tr, tr.plain(f"daily-day-{day}"), chosen=day in subscription.weekdays), DailyDay(day=day))
        for day in sorted(EVERY_DAY)
    ]
    return Screen((tr.html("daily-which-days"),), (*in_rows(choices, 4), *_back(tr)))


def sizes(tr: Translator, subscription: Subscription) -> Screen:
    """How many cards at a time."""
    choices = [button(_marked(tr, str(size), chosen=size == subscription.size), DailySize(size=size)) for size in SIZES]
    return Screen((tr.html("daily-how-many"),), (*in_rows(choices, 4), *_back(tr)))


def opening(tr: Translator, topics: Topics, reminder: Opening) -> Screen:
    """How many cards the set holds, how many wait in all, and the first one."""
    first = reminder.first
    told = tr.html("daily-opening", cards=first.left, due=first.due_left, new=first.new_left)
    return drill.question(tr, topics, first).noting(told)


def late(tr: Translator, topics: Topics, reminder: LateOpening) -> Screen:
    """That one card makes the day, and that card; where nothing is due, that a look at the plan does."""
    told = tr.html("daily-late", days=reminder.streak.days)
    if reminder.streak.freezes:
        told = Html(" ").join((told, tr.html("daily-late-freeze")))
    if reminder.first is not None:
        return drill.question(tr, topics, reminder.first).noting(told)
    text = Html("\n\n").join((told, tr.html("daily-late-nothing-due")))
    return Screen((text,), ((button(tr.plain("stats-start"), Continue()),),))


def day_names(tr: Translator, weekdays: Iterable[int]) -> str:
    """The days in their order, or that it is every day."""
    chosen = frozenset(weekdays)
    if chosen == EVERY_DAY:
        return tr.plain("daily-every-day")
    return tr.listed([tr.plain(f"daily-day-{day}") for day in sorted(chosen)])


def _marked(tr: Translator, name: str, *, chosen: bool) -> str:
    return tr.plain("daily-chosen", name=name) if chosen else name


def _pause_row(tr: Translator, pause: Pause | None) -> tuple[InlineKeyboardButton, ...]:
    if pause is None:
        return (button(tr.plain("daily-pause"), DailyPage(page="pause")),)
    return (button(tr.plain("daily-pause-end"), DailyPause(days=0)),)


def _paused_until(tr: Translator, pause: Pause | None) -> Html | None:
    if pause is None:
        return None
    on = date.fromordinal(date(1970, 1, 1).toordinal() + pause.until_day)
    return tr.html("daily-paused-until", day=tr.plain(f"daily-day-{on.weekday()}"), date=tr.short_date(on))


def _back(tr: Translator) -> Rows:
    return ((button(tr.plain("daily-back"), DailyPage(page="main")),),)
