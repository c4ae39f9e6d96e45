"""/daily: three taps to a reminder, and its settings."""

import re
import unicodedata
from dataclasses import replace
from datetime import time

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.moments import offsets_now
from bot.services.daily import Daily
from bot.services.habit import Habit
from bot.services.welcome import Welcome, live_in
from bot.services.work import Work
from bot.storage.deliveries import Subscription
from bot.telegram.callbacks import NO_REMINDER
from bot.telegram.callbacks.learner import (
    DailyCity,
    DailyClock,
    DailyDay,
    DailyPage,
    DailyPause,
    DailySize,
    DailyTime,
)
from bot.telegram.filters import Waiting
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import daily as screens
from bot.telegram.screens.welcome import settings as settings_screen
from bot.texts import Translator
from bot.texts.cities import find_city

router = Router(name="daily")

_MINUTES = frozenset(map(str, range(NO_REMINDER, screens.DAY)))

# 7:45, 07.45, 7h45, 19, 7:45 pm, 8点30分; folded before, so that full-width signs count too.
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.\-h点时時]\s*(?:(\d{2})\s*分?)?)?\s*(?:([ap])\.?m\.?)?")


@router.message(Command("daily"))
async def daily_command(message: Message, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit) -> None:
    """What is set, or the first tap."""
    await show.send(await _main(work, tr, daily, habit))


async def _main(work: Work, tr: Translator, daily: Daily, habit: Habit) -> Screen:
    subscription, pause = await daily.get(work), await habit.paused(work)
    if subscription is None:
        return screens.times(tr, pause, settings=True)
    return screens.summary(tr, work.learner, subscription, pause)


@router.callback_query(DailyPage.filter())
async def page(
    query: CallbackQuery, callback_data: DailyPage, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit
) -> None:
    """A page of the settings."""
    wanted, _, minute = callback_data.page.partition("-city-")
    match wanted:
        case "later":
            await show.screen(Screen((tr.html("daily-offer-closed"),)))
        case "time":
            await show.screen(screens.times(tr))
        case "type-time":
            work.expect("daily-time")
            await show.screen(Screen((tr.html("daily-type-time"),)))
        case "type" if minute in _MINUTES:
            work.expect("daily-city", {"minute": minute})
            await show.screen(Screen((tr.html("daily-type-city"),)))
        case _:
            await show.screen(await _settings_page(wanted, work, tr, daily, habit))


async def _settings_page(wanted: str, work: Work, tr: Translator, daily: Daily, habit: Habit) -> Screen:
    subscription = await daily.get(work)
    match wanted:
        case "pause":
            return screens.pauses(tr, subscribed=subscription is not None)
        case "zone" if subscription is None:
            return screens.clocks(tr, NO_REMINDER, work.now)
        case _ if subscription is None:
            return await _main(work, tr, daily, habit)
        case "zone":
            return screens.clocks(tr, _minute(subscription.at), work.now)
        case "days":
            return screens.days(tr, subscription)
        case "size":
            return screens.sizes(tr, subscription)
        case "late":
            return screens.late_settings(tr, subscription)
        case "late-on" | "late-off":
            await daily.change(work, lambda now: replace(now, late_reminder=wanted == "late-on"))
        case "off" | "resume":
            await daily.change(work, lambda now: replace(now, paused=wanted == "off"))
    return await _main(work, tr, daily, habit)


@router.callback_query(DailyPause.filter())
async def pause(
    query: CallbackQuery, callback_data: DailyPause, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit
) -> None:
    """A pause of so many days begins, or the one that is going on ends."""
    if callback_data.days:
        await habit.pause(work, callback_data.days)
    else:
        await habit.resume(work)
    await show.screen(await _main(work, tr, daily, habit))


@router.callback_query(DailyTime.filter())
async def choose_time(
    query: CallbackQuery, callback_data: DailyTime, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit
) -> None:
    """The first tap; the last one where the zone is known already."""
    await show.screen(await _time_chosen(callback_data.minute, work, tr, daily, habit))


@router.message(Waiting("daily-time"))
async def type_time(message: Message, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit) -> None:
    """A time that was typed."""
    minute = read_time(message.text or "")
    if minute is None:
        raise Refused("daily-time-unknown")
    work.expect_nothing()
    await show.send(await _time_chosen(minute, work, tr, daily, habit))


async def _time_chosen(minute: int, work: Work, tr: Translator, daily: Daily, habit: Habit) -> Screen:
    if await daily.get(work) is None:
        return screens.clocks(tr, minute, work.now)
    await daily.change(work, lambda now: replace(now, at=_time(minute), paused=False))
    return await _main(work, tr, daily, habit)


@router.callback_query(DailyClock.filter())
async def choose_clock(query: CallbackQuery, callback_data: DailyClock, work: Work, tr: Translator, show: Show) -> None:
    """The second tap."""
    await show.screen(screens.cities(tr, callback_data.minute, callback_data.offset, work.now))


@router.callback_query(DailyCity.filter())
async def choose_city(
    query: CallbackQuery,
    callback_data: DailyCity,
    work: Work,
    tr: Translator,
    show: Show,
    daily: Daily,
    habit: Habit,
    welcome: Welcome,
) -> None:
    """The third tap: the reminder is set, or from /settings the time zone alone."""
    minute, zone = callback_data.minute, callback_data.zone
    await show.screen(await _zone_chosen(minute, zone, work, tr, (daily, habit, welcome)))


@router.message(Waiting("daily-city"))
async def type_city(
    message: Message, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit, welcome: Welcome
) -> None:
    """A city that was typed."""
    known = [zone for _, zones in offsets_now(work.now) for zone in zones]
    zone = find_city(message.text or "", known)
    if zone is None or work.conversation is None:
        raise Refused("daily-zone-unknown")
    minute = int(work.conversation.data["minute"])
    work.expect_nothing()
    await show.send(await _zone_chosen(minute, zone, work, tr, (daily, habit, welcome)))


async def _zone_chosen(
    minute: int, zone: str, work: Work, tr: Translator, services: tuple[Daily, Habit, Welcome]
) -> Screen:
    daily, habit, welcome = services
    if minute == NO_REMINDER:
        return settings_screen(tr, await welcome.change(work, live_in(zone, work.now)))
    learner, _ = await daily.subscribe(work, _time(minute), zone)
    return await _main(work.seen_as(learner), tr, daily, habit)


@router.callback_query(DailyDay.filter())
async def choose_day(
    query: CallbackQuery, callback_data: DailyDay, work: Work, tr: Translator, show: Show, daily: Daily
) -> None:
    """A day of the week goes in or out."""

    def change(subscription: Subscription) -> Subscription:
        weekdays = subscription.weekdays ^ {callback_data.day}
        if not weekdays:
            raise Refused("daily-last-day")
        return replace(subscription, weekdays=weekdays)

    await show.screen(screens.days(tr, await daily.change(work, change)))


@router.callback_query(DailySize.filter())
async def choose_size(
    query: CallbackQuery, callback_data: DailySize, work: Work, tr: Translator, show: Show, daily: Daily, habit: Habit
) -> None:
    """How many cards at a time."""
    await daily.change(work, lambda now: replace(now, size=callback_data.size))
    await show.screen(await _main(work, tr, daily, habit))


def read_time(text: str) -> int | None:
    """The minute of the day that somebody typed, or None."""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
