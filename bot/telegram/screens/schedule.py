"""Screens of one schedule: what it is, its settings, and the posts to come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from string import digits

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.domain.moments import EVERY_DAY, offsets_now
from bot.domain.topics import Topics
from bot.services.programme import Coming
from bot.services.schedule_settings import FIRSTS, KEEP_DAYS, REVEAL_HOURS
from bot.services.schedules import ScheduleView
from bot.storage.decks import Deck
from bot.storage.schedules import Schedule
from bot.telegram import limits
from bot.telegram.callbacks.owner import ChatPage, ScheduleDo, SchedulePage, SchedulePost, ScheduleSet
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens.chats import times_of, title_of
from bot.telegram.screens.daily import CITIES_SHOWN, DAY, day_names, zones_with_clock
from bot.texts import Translator
from bot.texts.cities import city
from bot.texts.html import Html

USUAL_TIMES = (*range(7 * 60, 23 * 60, 60),)
"""Minutes after midnight that have a button."""

QUESTION = 80
"""Characters of a question in a list."""

DECKS_SHOWN = 60
CHANGES = ("time", "days", "zone", "lang", "topic", "level", "deck", "first", "answer", "keep")
"""Pages of settings, in the order of their buttons."""


def main(tr: Translator, topics: Topics, view: ScheduleView) -> Screen:
    """What is set, what comes next, and all that can be changed."""
    schedule = view.schedule
    lines = [
        tr.html("schedule-title", title=title_of(tr, view.chat)),
        tr.html("schedule-says-time", times=times_of(tr, schedule), city=city(schedule.zone, tr.language)),
        tr.html("schedule-says-days", days=day_names(tr, schedule.weekdays)),
        tr.html("schedule-says-cards", cards=_cards(tr, topics, view)),
        tr.html(f"schedule-says-{schedule.first}"),
        _answer(tr, schedule),
        tr.html("schedule-says-keep" if schedule.keep_days else "schedule-says-stay"),
    ]
    if view.chat.forum:
        lines.append(_thread(tr, schedule))
    lines += [Html(""), _stock(tr, view), *_state(tr, view)]
    return Screen((Html("\n").join(lines),), _main_rows(tr, view))


def _main_rows(tr: Translator, view: ScheduleView) -> Rows:
    schedule = view.schedule
    pages = [*CHANGES, "thread"] if view.chat.forum else [*CHANGES]
    changes = [
        button(tr.plain(f"schedule-change-{page}"), SchedulePage(schedule=schedule.id, page=page)) for page in pages
    ]
    turn = "resume" if schedule.state == "paused" else "pause"
    posts = button(tr.plain("schedule-posts"), SchedulePage(schedule=schedule.id, page="posts"))
    by_hand = button(tr.plain("schedule-post-now"), SchedulePage(schedule=schedule.id, page="post-now"))
    return (
        (posts, by_hand),
        *in_rows(changes, 2),
        (_do(tr, schedule, turn), _do(tr, schedule, "stop")),
        (button(tr.plain("schedule-back"), ChatPage(chat=view.chat.row)),),
    )


def times(tr: Translator, view: ScheduleView) -> Screen:
    """Hours that most choose and those that are chosen, marked; a tap puts one in or takes it out."""
    schedule = view.schedule
    minutes = sorted({*USUAL_TIMES, *schedule.minutes})
    choices = [
        _set(tr, schedule, "time", str(each), f"{each // 60:02}:{each % 60:02}", chosen=each in schedule.minutes)
        for each in minutes
    ]
    typed = button(tr.plain("schedule-type-time"), SchedulePage(schedule=schedule.id, page="type-time"))
    text = tr.html("schedule-choose-time", city=city(schedule.zone, tr.language))
    return Screen((text,), (*in_rows(choices, 4), (typed,), *_back(tr, schedule)))


def days(tr: Translator, view: ScheduleView) -> Screen:
    """Days of the week, chosen ones marked."""
    choices = [
        _set(tr, view.schedule, "days", str(day), tr.plain(f"daily-day-{day}"), chosen=day in view.schedule.weekdays)
        for day in sorted(EVERY_DAY)
    ]
    return Screen((tr.html("schedule-choose-days"),), (*in_rows(choices, 4), *_back(tr, view.schedule)))


def clocks(tr: Translator, view: ScheduleView, now: datetime) -> Screen:
    """Every local time that somebody on earth has now: the one where the readers are leads to its cities."""
    offsets = sorted({int(offset / timedelta(minutes=1)) % DAY for offset, _ in offsets_now(now)})
    labels = sorted((f"{now + timedelta(minutes=offset):%H:%M}", offset) for offset in offsets)
    choices = [
        button(label, SchedulePage(schedule=view.schedule.id, page=f"zone-{offset}")) for label, offset in labels
    ]
    return Screen(
        (tr.html("schedule-choose-clock", city=city(view.schedule.zone, tr.language)),),
        (*in_rows(choices, 4), (_type_zone(tr, view.schedule),), *_back(tr, view.schedule)),
    )


def cities(tr: Translator, view: ScheduleView, offset: int, now: datetime) -> Screen:
    """Cities whose clocks show that time; `offset` is in minutes, modulo a day."""
    zones = zones_with_clock(offset, now)[:CITIES_SHOWN]
    choices = [
        _set(tr, view.schedule, "zone", zone, city(zone, tr.language), chosen=zone == view.schedule.zone)
        for zone in zones
    ]
    rows = (*in_rows(choices, 2), (_type_zone(tr, view.schedule),), *_back(tr, view.schedule))
    return Screen((tr.html("schedule-choose-city"),), rows)


def languages(tr: Translator, view: ScheduleView) -> Screen:
    """In which language the cards are."""
    schedule = view.schedule
    choices = [
        _set(tr, schedule, "lang", each, tr.plain(f"language-{each}"), chosen=each == schedule.lang)
        for each in LANGUAGES
    ]
    return Screen((tr.html("schedule-choose-lang"),), (*in_rows(choices, 3), *_back(tr, schedule)))


def subjects(tr: Translator, topics: Topics, view: ScheduleView) -> Screen:
    """One topic, or all of them."""
    schedule = view.schedule
    everything = _set(tr, schedule, "topic", "", tr.plain("schedule-all-topics"), chosen=schedule.topic is None)
    choices = [
        _set(tr, schedule, "topic", each.key, each.names[tr.language], chosen=each.key == schedule.topic)
        for each in topics
    ]
    rows = ((everything,), *in_rows(choices, 2), *_back(tr, schedule))
    return Screen((tr.html("schedule-choose-topic"),), rows)


def levels(tr: Translator, view: ScheduleView) -> Screen:
    """One level, or all of them."""
    schedule = view.schedule
    everything = _set(tr, schedule, "level", "", tr.plain("schedule-all-levels"), chosen=schedule.level is None)
    choices = [
        _set(tr, schedule, "level", each, tr.plain(f"level-{each}"), chosen=each == schedule.level) for each in LEVELS
    ]
    return Screen((tr.html("schedule-choose-level"),), ((everything,), *in_rows(choices, 3), *_back(tr, schedule)))


def choose_deck(tr: Translator, view: ScheduleView, decks: Sequence[Deck]) -> Screen:
    """One deck, or all cards."""
    schedule = view.schedule
    everything = _set(tr, schedule, "deck", "", tr.plain("schedule-all-cards"), chosen=schedule.deck is None)
    choices = [
        _set(tr, schedule, "deck", str(each.id), _deck_title(tr, each), chosen=each.id == schedule.deck)
        for each in decks[:DECKS_SHOWN]
    ]
    text = tr.html("schedule-choose-deck" if decks else "schedule-no-decks")
    return Screen((text,), ((everything,), *in_rows(choices, 1), *_back(tr, schedule)))


def orders(tr: Translator, view: ScheduleView) -> Screen:
    """What comes first."""
    schedule = view.schedule
    choices = [
        _set(tr, schedule, "first", each, tr.plain(f"schedule-first-{each}"), chosen=each == schedule.first)
        for each in FIRSTS
    ]
    return Screen((tr.html("schedule-choose-first"),), (*in_rows(choices, 1), *_back(tr, schedule)))


def answers(tr: Translator, view: ScheduleView) -> Screen:
    """Where the answer of a card without choices stands."""
    schedule, hours = view.schedule, view.schedule.reveal_hours
    hidden = _set(tr, schedule, "answer", "", tr.plain("schedule-answer-spoiler"), chosen=hours is None)
    choices = [
        _set(tr, schedule, "answer", str(each), tr.plain("schedule-answer-later", hours=each), chosen=each == hours)
        for each in REVEAL_HOURS
    ]
    return Screen((tr.html("schedule-choose-answer"),), ((hidden,), *in_rows(choices, 2), *_back(tr, schedule)))


def keeping(tr: Translator, view: ScheduleView) -> Screen:
    """Whether posts are removed again."""
    schedule, kept = view.schedule, view.schedule.keep_days
    stay = _set(tr, schedule, "keep", "", tr.plain("schedule-keep-always"), chosen=kept is None)
    go = _set(tr, schedule, "keep", str(KEEP_DAYS), tr.plain("schedule-keep-day"), chosen=kept is not None)
    return Screen((tr.html("schedule-choose-keep"),), ((stay,), (go,), *_back(tr, schedule)))


def threads(tr: Translator, view: ScheduleView) -> Screen:
    """In which topic of a forum it posts: the bot is told of one by a link, as Telegram has no list of them."""
    schedule = view.schedule
    general = _set(tr, schedule, "thread", "", tr.plain("schedule-thread-general"), chosen=schedule.thread_id is None)
    typed = button(tr.plain("schedule-type-thread"), SchedulePage(schedule=schedule.id, page="type-thread"))
    return Screen((_thread(tr, schedule),), ((general,), (typed,), *_back(tr, schedule)))


def posts(tr: Translator, view: ScheduleView) -> Screen:
    """The posts to come, and what can be done about each."""
    lines = [tr.html("schedule-posts-title", city=city(view.schedule.zone, tr.language))]
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    for number, coming in enumerate(view.ahead, 1):
        lines.append(_post(tr, view, number, coming))
        acts = ["back", "other"] if coming.change else ["skip", "other"]
        if coming.card is None and coming.change is None:
            acts = ["skip"]
        rows.append(tuple(_post_button(tr, view.schedule, number, coming, act) for act in acts))
    lines.append(_stock(tr, view))
    while visible_length(Html("\n").join(lines)) > limits.MESSAGE_TEXT:
        lines.pop()
    return Screen((Html("\n").join(lines),), (*rows, *_back(tr, view.schedule)))


def ask_post(tr: Translator, view: ScheduleView) -> Screen:
    """Asked once before something is posted by hand."""
    sure = button(tr.plain("schedule-sure"), _doing(view.schedule, "sure"))
    text = tr.html("schedule-ask-post", title=title_of(tr, view.chat))
    return Screen((text,), ((sure,), *_back(tr, view.schedule)))


def stopped(tr: Translator, view: ScheduleView, *, paused: bool) -> Screen:
    """A schedule that was stopped; `paused` is what it goes back to."""
    undo = button(tr.plain("schedule-undo"), _doing(view.schedule, "undopaused" if paused else "undo"))
    back = button(tr.plain("schedule-back"), ChatPage(chat=view.chat.row))
    return Screen((tr.html("schedule-stopped", title=title_of(tr, view.chat)),), ((undo, back),))


def _cards(tr: Translator, topics: Topics, view: ScheduleView) -> str:
    schedule = view.schedule
    topic = topics.get(schedule.topic) if schedule.topic else None
    words = [
        tr.plain(f"language-{schedule.lang}"),
        topic.names[tr.language] if topic else tr.plain("schedule-all-topics"),
        tr.plain(f"level-{schedule.level}") if schedule.level else tr.plain("schedule-all-levels"),
    ]
    if view.deck is not None:
        removed, title = view.deck.removed, _deck_title(tr, view.deck)
        words.append(tr.plain("schedule-deck-removed" if removed else "schedule-of-deck", title=title))
    return tr.listed(words)


def _answer(tr: Translator, schedule: Schedule) -> Html:
    if schedule.reveal_hours is None:
        return tr.html("schedule-says-spoiler")
    return tr.html("schedule-says-later", hours=schedule.reveal_hours)


def _thread(tr: Translator, schedule: Schedule) -> Html:
    if schedule.thread_id is None:
        return tr.html("schedule-says-general")
    return tr.html("schedule-says-thread", thread=str(schedule.thread_id))


def _stock(tr: Translator, view: ScheduleView) -> Html:
    if view.stock.cards == 0:
        return tr.html("schedule-stock-none")
    if view.stock.unseen == 0:
        return tr.html("schedule-stock-again", count=view.stock.cards)
    return tr.html("schedule-stock", count=view.stock.unseen)


def _state(tr: Translator, view: ScheduleView) -> list[Html]:
    lines = []
    if view.chat.trouble is not None:
        lines.append(tr.html(f"schedule-trouble-{view.chat.trouble}"))
    if view.schedule.state == "paused":
        lines.append(tr.html("schedule-paused"))
    elif view.ahead and view.chat.trouble is None:
        lines.append(tr.html("schedule-next", when=_moment(tr, view, view.ahead[0]), what=_what(tr, view.ahead[0])))
    return lines


def _post(tr: Translator, view: ScheduleView, number: int, coming: Coming) -> Html:
    when, what = _moment(tr, view, coming), _what(tr, coming)
    by_hand = coming.change == "other"
    return tr.html("schedule-post-changed" if by_hand else "schedule-post", number=number, when=when, what=what)


def _what(tr: Translator, coming: Coming) -> str:
    if coming.card is not None:
        asked = plain_text(parse_markdown(coming.card.content.question))
        return first_words(asked, QUESTION) if shows_something(asked) else "…"
    return tr.plain("schedule-skipped" if coming.change == "skipped" else "schedule-no-card")


def _moment(tr: Translator, view: ScheduleView, coming: Coming) -> str:
    local = coming.slot.at.astimezone(view.schedule.tz)
    return f"{tr.plain(f'daily-day-{local.weekday()}')} {local:%Y-%m-%d %H:%M}"


def _post_button(tr: Translator, schedule: Schedule, number: int, coming: Coming, act: str) -> InlineKeyboardButton:
    slot = "".join(char for char in coming.slot.name if char in digits)
    data = SchedulePost(schedule=schedule.id, version=schedule.version, slot=slot, act=act)
    return button(tr.plain(f"schedule-post-{act}", number=number), data)


def _deck_title(tr: Translator, deck: Deck) -> str:
    return first_words(deck.title, 40) if any(map(str.isalnum, deck.title)) else tr.plain("schedule-deck-nameless")


def _set(
    tr: Translator, schedule: Schedule, field: str, value: str, label: str, *, chosen: bool
) -> InlineKeyboardButton:
    name = tr.plain("daily-chosen", name=label) if chosen else label
    return button(name, ScheduleSet(schedule=schedule.id, version=schedule.version, field=field, value=value))


def _doing(schedule: Schedule, act: str) -> ScheduleDo:
    return ScheduleDo(schedule=schedule.id, version=schedule.version, act=act)


def _do(tr: Translator, schedule: Schedule, act: str) -> InlineKeyboardButton:
    return button(tr.plain(f"schedule-do-{act}"), _doing(schedule, act))


def _type_zone(tr: Translator, schedule: Schedule) -> InlineKeyboardButton:
    return button(tr.plain("schedule-type-zone"), SchedulePage(schedule=schedule.id, page="type-zone"))


def _back(tr: Translator, schedule: Schedule) -> Rows:
    return ((button(tr.plain("schedule-back"), SchedulePage(schedule=schedule.id)),),)
