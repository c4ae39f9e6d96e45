"""aiogram's dispatcher: one explicit order of routers, our middleware around every update."""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.telegram.filters import PrivateChat
from bot.telegram.handlers import card_menu, clinic, daily, date, drill, forwards, library, stats, studying, welcome
from bot.telegram.handlers.admin import (
    add,
    admins,
    broadcast,
    chats,
    decks,
    edit,
    enrich,
    feeds,
    imports,
    publication,
    report,
    review,
    schedule,
    split,
)
from bot.telegram.middlewares import Answering, HandlerData
from bot.telegram.sender import ApiSession

ALLOWED_UPDATES = (
    "message",
    "callback_query",
    "my_chat_member",
    "poll",
    "poll_answer",
    "channel_post",
    "edited_channel_post",
)

# Commands before what the bot waits for: /cancel must work anywhere. The one that takes everything comes last.
ROUTERS: tuple[Router, ...] = (
    welcome.router,
    drill.router,
    card_menu.router,
    clinic.router,
    library.router,
    stats.router,
    admins.router,
    broadcast.router,
    chats.router,
    schedule.router,
    publication.router,
    add.router,
    edit.router,
    enrich.router,
    split.router,
    review.router,
    report.router,
    decks.router,
    daily.router,
    date.router,
    feeds.router,
    imports.router,
    forwards.router,
)

ELSEWHERE: tuple[Router, ...] = (chats.elsewhere_router, studying.elsewhere_router, feeds.elsewhere_router)
"""What happens outside private chats."""


def make_bot(token: str, api_url: str) -> Bot:
    """A client of the Bot API server at `api_url`. No parse mode is set: poll texts must arrive as they are."""
    session = ApiSession(TelegramAPIServer.from_base(api_url))
    return Bot(token, session=session, default=DefaultBotProperties())


def make_dispatcher(answering: Answering, data: dict[str, Any]) -> Dispatcher:
    """A dispatcher that hands `data` to handlers by name; conversations are ours, aiogram's FSM is off."""
    missing = set(HandlerData.__annotations__) - {"work", "tr", "show", "rich"} - set(data)
    if missing:
        raise ValueError(f"handlers may ask for {', '.join(sorted(missing))}, which nobody gives them")
    dispatcher = Dispatcher(disable_fsm=True, **data)
    dispatcher.update.outer_middleware(answering)
    private = _one_router("private", ROUTERS)
    private.message.filter(PrivateChat())
    private.callback_query.filter(PrivateChat())
    dispatcher.include_routers(private, _one_router("elsewhere", (*ELSEWHERE, welcome.last_router)))
    return dispatcher


def _one_router(name: str, routers: Sequence[Router]) -> Router:
    """The handlers of all of them, in order.

    aiogram attaches a router to one dispatcher in the life of a process, and asks twenty routers slower than one.
    """
    one = Router(name=name)
    for router in routers:
        for kind, observer in router.observers.items():
            one.observers[kind].handlers.extend(observer.handlers)
    return one
