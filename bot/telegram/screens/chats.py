"""Screens of the channels and groups that the bot posts in."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import (
    ChatAdministratorRights,
    InlineKeyboardButton,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.domain.chats import SeenChat
from bot.domain.learners import Learner
from bot.domain.markup import first_words, shows_something
from bot.services.reports import PostsPage
from bot.services.schedules import ChatView
from bot.storage.chats import ConnectedChat
from bot.storage.schedules import Schedule
from bot.telegram.callbacks.editor import ChatCards, DecksPage
from bot.telegram.callbacks.owner import ChatPage, ConnectChat, ConnectFeed, FeedPage, SchedulePage, SchedulesPage
from bot.telegram.screen import Screen, button, in_rows
from bot.telegram.screens import report
from bot.telegram.screens.daily import day_names
from bot.texts import Translator
from bot.texts.cities import city
from bot.texts.html import Html, bold, printable

CHANNEL_REQUEST, GROUP_REQUEST, FEED_REQUEST = 1, 2, 3
"""By which Telegram's answer names the key that was pressed."""

TITLE = 40
"""Characters of a chat's title, so that it fits a button."""

_NO_RIGHTS = dict.fromkeys(
    (
        *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
        *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
        *("can_delete_stories", "can_send_welcome_messages"),
    ),
    False,
)
_POSTS = ChatAdministratorRights(**_NO_RIGHTS, can_post_messages=True)
"""All that is needed in a channel: see `SeenChat`. Whoever connects one must have that right too."""

_RUNS = ChatAdministratorRights(**_NO_RIGHTS | {"can_manage_chat": True})
"""Every administrator has this one."""


def mine(tr: Translator, chats: Sequence[ConnectedChat]) -> Screen:
    """The chats that somebody runs, each a button."""
    rows = [(button(tr.plain("schedule-open", title=title_of(tr, each)), ChatPage(chat=each.row)),) for each in chats]
    connect = button(tr.plain("schedule-connect"), SchedulesPage(connect=True))
    text = tr.html("schedule-chats") if chats else tr.html("schedule-chats-none")
    return Screen((text,), (*rows, (connect,)))


def pick(tr: Translator) -> Screen:
    """Keys by which Telegram lets somebody choose a chat, and puts the bot there with just what it needs."""
    channel = KeyboardButtonRequestChat(
        request_id=CHANNEL_REQUEST,
        chat_is_channel=True,
        user_administrator_rights=_POSTS,
        bot_administrator_rights=_POSTS,
        request_title=True,
    )
    # As a member: a bot that administrates a group is sent everything that is written there.
    group = KeyboardButtonRequestChat(
        request_id=GROUP_REQUEST,
        chat_is_channel=False,
        user_administrator_rights=_RUNS,
        bot_is_member=True,
        request_title=True,
    )
    # Every administrator has one right at least, and none is needed to be sent what a channel posts.
    feed = KeyboardButtonRequestChat(
        request_id=FEED_REQUEST,
        chat_is_channel=True,
        user_administrator_rights=_RUNS,
        bot_administrator_rights=_RUNS,
        request_title=True,
    )
    keys = [
        [KeyboardButton(text=tr.plain("schedule-pick-channel"), request_chat=channel)],
        [KeyboardButton(text=tr.plain("schedule-pick-group"), request_chat=group)],
        [KeyboardButton(text=tr.plain("schedule-pick-feed"), request_chat=feed)],
        [KeyboardButton(text=tr.plain("schedule-pick-cancel"))],
    ]
    keyboard = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)
    return Screen((tr.html("schedule-pick"),), keyboard=keyboard)


def picked_nothing(tr: Translator) -> Screen:
    """The keys go."""
    return Screen((tr.html("schedule-pick-over"),), keyboard=ReplyKeyboardRemove())


def connected(tr: Translator, chat: ConnectedChat, *, again: bool) -> Screen:
    """It is done, and the keys go."""
    text = tr.html("schedule-connected-already" if again else "schedule-connected", title=title_of(tr, chat))
    return Screen((text,), keyboard=ReplyKeyboardRemove())


def unseen(tr: Translator) -> Screen:
    """Telegram does not let the bot look at the chat that was chosen."""
    return Screen((tr.html("schedule-cannot-see"),), keyboard=ReplyKeyboardRemove())


def lacking(tr: Translator, chat: SeenChat) -> Screen:
    """What must be given to the bot before it can post."""
    lines = [tr.html("schedule-lacks", title=title_of(tr, chat))]
    lines += [tr.html(f"schedule-lack-{each}") for each in chat.lacks]
    lines.append(tr.html("schedule-lacks-then"))
    text = Html("\n").join(lines)
    if chat.lacks == ("post",):
        return Screen((text,), ((_read_only(tr, chat),),))
    return Screen((text,), keyboard=ReplyKeyboardRemove())


def added(tr: Translator, chat: SeenChat) -> Screen:
    """The bot was added somewhere by somebody who may have schedules: the next step."""
    make = button(tr.plain("schedule-make-first"), ConnectChat(chat=chat.chat_id))
    reading = ((_read_only(tr, chat),),) if chat.kind == "channel" else ()
    return Screen((tr.html("schedule-added", title=title_of(tr, chat)),), ((make,), *reading))


def chat(tr: Translator, shown: ChatView) -> Screen:
    """A chat, its schedules, and what can be done."""
    found = shown.chat
    lines = [bold(title_of(tr, found))]
    if found.trouble is not None:
        lines.append(tr.html(f"schedule-trouble-{found.trouble}"))
    lines += [_line(tr, number, each) for number, each in enumerate(shown.schedules, 1)]
    if not shown.schedules:
        lines.append(tr.html("schedule-chat-empty"))
    opening = [
        button(tr.plain("schedule-open-number", number=number), SchedulePage(schedule=each.id))
        for number, each in enumerate(shown.schedules, 1)
    ]
    new = button(tr.plain("schedule-new"), ChatPage(chat=found.row, act="new", seen=shown.newest))
    leave = button(tr.plain("schedule-leave"), ChatPage(chat=found.row, act="leave"))
    posted = button(tr.plain("schedule-past"), ChatPage(chat=found.row, act="past"))
    own_decks = button(tr.plain("decks-of-chat"), DecksPage(chat=found.row))
    own_cards = button(tr.plain("edit-of-chat"), ChatCards(chat=found.row))
    back = button(tr.plain("schedule-all-chats"), SchedulesPage())
    feed = ((button(tr.plain("feed-open"), FeedPage(chat=found.row)),),) if found.kind == "channel" else ()
    return Screen(
        (Html("\n").join(lines),),
        (*in_rows(opening, 2), (new,), *feed, (own_cards, own_decks), (posted,), (leave, back)),
    )


def past(tr: Translator, reader: Learner, shown: ConnectedChat, page: PostsPage) -> Screen:
    """What was posted in a chat, with what readers did."""
    turning = []
    if not page.newest:
        turning.append(button(tr.plain("admins-newest"), ChatPage(chat=shown.row, act="past")))
    if page.older is not None:
        turning.append(button(tr.plain("admins-older"), ChatPage(chat=shown.row, act="past", seen=page.older)))
    back = button(tr.plain("schedule-back"), ChatPage(chat=shown.row))
    return replace(report.posts(tr, reader, page), rows=(*in_rows(turning, 2), (back,)))


def left(tr: Translator, shown: ConnectedChat) -> Screen:
    """A chat that was disconnected."""
    undo = button(tr.plain("schedule-undo"), ChatPage(chat=shown.row, act="undo"))
    back = button(tr.plain("schedule-all-chats"), SchedulesPage())
    return Screen((tr.html("schedule-left", title=title_of(tr, shown)),), ((undo, back),))


def _read_only(tr: Translator, chat: SeenChat) -> InlineKeyboardButton:
    return button(tr.plain("feed-connect"), ConnectFeed(chat=chat.chat_id))


def title_of(tr: Translator, named: ConnectedChat | SeenChat) -> str:
    """A chat's title on one line without signs that turn the text around; its number where there is none."""
    clean = "".join(char for char in printable(named.title) if char.isprintable() or char.isspace())
    if any(map(str.isalnum, clean)) or shows_something(clean):
        return first_words(clean, TITLE)
    return tr.plain("schedule-nameless", id=str(named.chat_id))


def _line(tr: Translator, number: int, schedule: Schedule) -> Html:
    return tr.html(
        "schedule-row-paused" if schedule.state == "paused" else "schedule-row",
        number=number,
        times=times_of(tr, schedule),
        days=day_names(tr, schedule.weekdays),
        city=city(schedule.zone, tr.language),
    )


def times_of(tr: Translator, schedule: Schedule) -> str:
    """The times of a schedule."""
    return tr.listed([f"{minute // 60:02}:{minute % 60:02}" for minute in schedule.minutes])
