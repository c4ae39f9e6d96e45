"""One schedule: its pages, its settings, and the posts to come."""

import re
from datetime import timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import ScheduleId
from bot.domain.moments import offsets_now
from bot.services.chats import Chats
from bot.services.library import Library
from bot.services.schedules import Change, Schedules, ScheduleView
from bot.services.work import Work
from bot.storage.chats import ConnectedChat
from bot.telegram.callbacks.owner import ScheduleDo, SchedulePage, SchedulePost, ScheduleSet
from bot.telegram.filters import Waiting
from bot.telegram.handlers.daily import read_time
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import schedule as screens
from bot.telegram.screens.daily import DAY
from bot.texts import Translator
from bot.texts.cities import find_city

router = Router(name="schedule")

_SLOT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)

# https://core.telegram.org/api/links#message-links: of a private chat by its inner number, of a public one by its name.
_THREAD_LINK = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/(?:c/(\d{1,15})|(\w{4,32}))/(\d{1,10})(?:/\d{1,10})?(?:\?\S*)?"
)
_SUPERGROUPS_FROM = -1_000_000_000_000
"""Bot API's number of a supergroup is this less its inner number."""


@router.callback_query(SchedulePage.filter())
async def page(
    query: CallbackQuery,
    callback_data: SchedulePage,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    library: Library,
) -> None:
    """A page of a schedule, or a question for what has to be typed."""
    chats.require(work, pressed=True)
    view = await schedules.look(work, ScheduleId(callback_data.schedule))
    named = {"schedule": str(view.schedule.id), "version": str(view.schedule.version)}
    match callback_data.page:
        case "type-time":
            work.expect("schedule-time", named)
            await show.send(Screen((tr.html("schedule-send-time"),)))
        case "type-zone":
            work.expect("schedule-zone", named)
            await show.send(Screen((tr.html("schedule-send-zone"),)))
        case "type-thread":
            work.expect("schedule-thread", named)
            await show.send(Screen((tr.html("schedule-send-thread"),)))
        case wanted:
            await show.screen(await _page(wanted, view, work, tr, schedules, library))


async def _page(
    wanted: str, view: ScheduleView, work: Work, tr: Translator, schedules: Schedules, library: Library
) -> Screen:
    match wanted:
        case "topic":
            return screens.subjects(tr, library.topics, view)
        case "deck":
            return screens.choose_deck(tr, view, await schedules.decks_for(work, view))
        case "zone":
            return screens.clocks(tr, view, work.now)
        case "time" | "days" | "lang" | "level" | "first" | "answer" | "keep" | "thread" | "posts" | "post-now":
            return _PAGES[wanted](tr, view)
    offset = re.fullmatch(r"zone-(\d{1,4})", wanted)
    if offset and any(int(each / timedelta(minutes=1)) % DAY == int(offset[1]) for each, _ in offsets_now(work.now)):
        return screens.cities(tr, view, int(offset[1]), work.now)
    return screens.main(tr, library.topics, view)


@router.callback_query(ScheduleSet.filter())
async def change(
    query: CallbackQuery,
    callback_data: ScheduleSet,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    library: Library,
) -> None:
    """One setting. Times and days can be tapped one after another; all others lead back to the schedule."""
    chats.require(work, pressed=True)
    schedule_id, field = ScheduleId(callback_data.schedule), callback_data.field
    done = await schedules.set(work, schedule_id, callback_data.version, field, callback_data.value)
    await _tell_stale(done, tr, show)
    await show.screen(_PAGES[field](tr, done.view) if field in ("time", "days") else _main(tr, library, done))


@router.callback_query(ScheduleDo.filter())
async def do(
    query: CallbackQuery,
    callback_data: ScheduleDo,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    library: Library,
) -> None:
    """Pause, resume, stop and undo that; post by hand."""
    chats.require(work, pressed=True)
    if show.moved_on:
        return
    schedule_id, version = ScheduleId(callback_data.schedule), callback_data.version
    match callback_data.act:
        case "pause":
            done = await schedules.turn(work, schedule_id, version, "paused")
        case "resume":
            done = await schedules.turn(work, schedule_id, version, "on")
        case "stop":
            was_paused = (await schedules.look(work, schedule_id)).schedule.state == "paused"
            done = await schedules.turn(work, schedule_id, version, "stopped")
            if not done.stale:
                await show.screen(screens.stopped(tr, done.view, paused=was_paused))
                return
        case "undo":
            done = await schedules.restore(work, schedule_id, version, "on")
        case "undopaused":
            done = await schedules.restore(work, schedule_id, version, "paused")
        case "sure":
            done = await schedules.post_now(work, schedule_id, version)
            if not done.stale:
                await show.toast(tr.plain("schedule-posted"))
        case _:
            raise Refused("refused-old-button")
    await _tell_stale(done, tr, show)
    await show.screen(_main(tr, library, done))


@router.callback_query(SchedulePost.filter())
async def change_post(
    query: CallbackQuery,
    callback_data: SchedulePost,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
) -> None:
    """A post to come: skip it, take another card, or take that back."""
    chats.require(work, pressed=True)
    found = _SLOT.fullmatch(callback_data.slot)
    if found is None:
        raise Refused("refused-old-button")
    slot = f"{found[1]}-{found[2]}-{found[3]}T{found[4]}:{found[5]}"
    schedule_id = ScheduleId(callback_data.schedule)
    done = await schedules.change_post(work, schedule_id, callback_data.version, slot, callback_data.act)
    await _tell_stale(done, tr, show)
    await show.screen(screens.posts(tr, done.view))


@router.message(Waiting("schedule-time"))
async def type_time(
    message: Message, work: Work, tr: Translator, show: Show, chats: Chats, schedules: Schedules
) -> None:
    """A time that was typed."""
    chats.require(work, pressed=False)
    minute = read_time(message.text or "")
    if minute is None:
        raise Refused("schedule-time-unknown")
    schedule_id, version = _asked(work)
    work.expect_nothing()
    done = await schedules.add_time(work, schedule_id, version, minute)
    await _send(screens.times(tr, done.view), done, tr, show)


@router.message(Waiting("schedule-zone"))
async def type_zone(
    message: Message, work: Work, tr: Translator, show: Show, chats: Chats, schedules: Schedules, library: Library
) -> None:
    """A city or zone that was typed."""
    chats.require(work, pressed=False)
    zone = find_city(message.text or "", [zone for _, zones in offsets_now(work.now) for zone in zones])
    if zone is None:
        raise Refused("schedule-zone-unknown")
    schedule_id, version = _asked(work)
    work.expect_nothing()
    done = await schedules.set(work, schedule_id, version, "zone", zone)
    await _send(_main(tr, library, done), done, tr, show)


@router.message(Waiting("schedule-thread"))
async def type_thread(
    message: Message, work: Work, tr: Translator, show: Show, chats: Chats, schedules: Schedules, library: Library
) -> None:
    """A link into the topic of the forum in which to post."""
    chats.require(work, pressed=False)
    schedule_id, version = _asked(work)
    view = await schedules.look(work, schedule_id)
    thread = thread_of(message.text or "", view.chat)
    if thread is None:
        raise Refused("schedule-thread-unknown")
    work.expect_nothing()
    done = await schedules.set(work, schedule_id, version, "thread", str(thread))
    await _send(_main(tr, library, done), done, tr, show)


def thread_of(link: str, chat: ConnectedChat) -> int | None:
    """The topic of this forum that a link leads into; None for anything else."""
    found = _THREAD_LINK.fullmatch(link.strip())
    if found is None:
        return None
    inner, name, thread = found.groups()
    if inner is not None:
        return int(thread) if _SUPERGROUPS_FROM - int(inner) == chat.chat_id else None
    return int(thread) if chat.username is not None and name.lower() == chat.username.lower() else None


_PAGES = {
    "time": screens.times,
    "days": screens.days,
    "lang": screens.languages,
    "level": screens.levels,
    "first": screens.orders,
    "answer": screens.answers,
    "keep": screens.keeping,
    "thread": screens.threads,
    "posts": screens.posts,
    "post-now": screens.ask_post,
}


def _asked(work: Work) -> tuple[ScheduleId, int]:
    if work.conversation is None:
        raise Refused("refused-unknown")
    return ScheduleId(int(work.conversation.data["schedule"])), int(work.conversation.data["version"])


def _main(tr: Translator, library: Library, done: Change) -> Screen:
    return screens.main(tr, library.topics, done.view)


async def _tell_stale(done: Change, tr: Translator, show: Show) -> None:
    """Why nothing was done; the second press of a doubled tap needs no word."""
    if done.stale and not show.moved_on:
        await show.toast(tr.plain("schedule-changed"))


async def _send(screen: Screen, done: Change, tr: Translator, show: Show) -> None:
    await show.send(screen.noting(tr.html("schedule-changed") if done.stale else None))
