"""Screens of the daily reminder: the three taps, its settings, and what it opens with."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from bot.domain.learners import Learner
from bot.domain.moments import EVERY_DAY, offsets_now
from bot.domain.topics import Topics
from bot.services.daily import SIZES, Opening
from bot.storage.deliveries import Subscription
from bot.telegram.callbacks.learner import DailyCity, DailyClock, DailyDay, DailyPage, DailySize, DailyTime
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens import drill
from bot.texts import Translator
from bot.texts.cities import city

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


def times(tr: Translator) -> Screen:
    """The first tap."""
    choices = [button(f"{at:%H:%M}", DailyTime(minute=at.hour * 60 + at.minute)) for at in TIMES]
    choices.append(button(tr.plain("daily-other-time"), DailyPage(page="type-time")))
    return Screen((tr.html("daily-when"),), in_rows(choices, 4))


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


def summary(tr: Translator, learner: Learner, subscription: Subscription) -> Screen:
    """What is set, and what can be changed."""
    state = tr.html("daily-paused")
    if subscription.next_at is not None:
        local = subscription.next_at.astimezone(learner.tz)
        state = tr.html("daily-next", when=f"{tr.plain(f'daily-day-{local.weekday()}')} {local:%H:%M}")
    text = tr.html(
        "daily-set",
        time=f"{subscription.at:%H:%M}",
        city=city(learner.zone, tr.language),
        days=day_names(tr, subscription.weekdays),
        size=subscription.size,
        state=state,
    )
    pause = "resume" if subscription.paused else "pause"
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
            (button(tr.plain(f"daily-{pause}"), DailyPage(page=pause)),),
        ),
    )


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


def day_names(tr: Translator, weekdays: Iterable[int]) -> str:
    """The days in their order, or that it is every day."""
    chosen = frozenset(weekdays)
    if chosen == EVERY_DAY:
        return tr.plain("daily-every-day")
    return tr.listed([tr.plain(f"daily-day-{day}") for day in sorted(chosen)])


def _marked(tr: Translator, name: str, *, chosen: bool) -> str:
    return tr.plain("daily-chosen", name=name) if chosen else name


def _back(tr: Translator) -> Rows:
    return ((button(tr.plain("daily-back"), DailyPage(page="main")),),)
