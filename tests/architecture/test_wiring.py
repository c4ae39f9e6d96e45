"""Every handler can be called, every button is handled, and nobody waits for what nothing takes."""

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, CommandObject
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Poll, PollAnswer

from bot.telegram import callbacks
from bot.telegram.dispatcher import ALLOWED_UPDATES, ELSEWHERE, ROUTERS
from bot.telegram.filters import Waiting
from bot.telegram.handlers.welcome import last_router
from bot.telegram.middlewares import HandlerData
from tests.architecture import repository

EVENTS = {
    "message": Message,
    "callback_query": CallbackQuery,
    "my_chat_member": ChatMemberUpdated,
    "poll": Poll,
    "poll_answer": PollAnswer,
    "channel_post": Message,
    "edited_channel_post": Message,
}
TOLD_APART = {"AddChoice"}
"""Buttons with a second handler for when the bot no longer waits for their choice."""


@dataclass(frozen=True)
class Handler:
    """A registered handler: where, for which kind of update, behind which filters."""

    router: str
    event: str
    registered: HandlerObject

    @property
    def name(self) -> str:
        return f"{self.router}.{self.registered.callback.__name__}"

    @property
    def filters(self) -> list[Any]:
        return [each.callback for each in self.registered.filters or []]

    @property
    def button(self) -> type[CallbackData] | None:
        return next((each.callback_data for each in self.filters if isinstance(each, CallbackQueryFilter)), None)

    @property
    def commands(self) -> list[str]:
        given = [each for each in self.filters if isinstance(each, Command)]
        return [command for each in given for command in each.commands if isinstance(command, str)]

    def may_ask_for(self) -> dict[str, Any]:
        """Parameters and their types: what our middleware hands over, and what the filters add."""
        extra: dict[str, Any] = {}
        if self.commands:
            extra["command"] = CommandObject
        if self.button is not None:
            extra["callback_data"] = self.button
        return get_type_hints(HandlerData) | extra


def handlers() -> list[Handler]:
    """In the order in which aiogram asks them."""
    return [
        Handler(router.name, event, registered)
        for router in (*ROUTERS, *ELSEWHERE, last_router)
        for event, observer in router.observers.items()
        for registered in observer.handlers
    ]


def buttons() -> list[type[CallbackData]]:
    """Every kind of button; the bases that they share have no prefix."""
    modules = [import_module(f"{callbacks.__name__}.{each.name}") for each in iter_modules(callbacks.__path__)]
    found = [each for module in modules for _, each in inspect.getmembers(module, inspect.isclass)]
    return [each for each in found if issubclass(each, CallbackData) and each is not CallbackData and each.__prefix__]


@pytest.mark.parametrize("handler", handlers(), ids=lambda handler: handler.name)
def test_a_handler_asks_only_for_what_it_will_get(handler: Handler) -> None:
    parameters = list(inspect.signature(handler.registered.callback).parameters)
    types = get_type_hints(handler.registered.callback)
    assert inspect.iscoroutinefunction(handler.registered.callback)
    assert types.pop(parameters[0]) is EVENTS[handler.event], "the event comes first, and by its own type"
    del types["return"]
    assert set(types) == set(parameters[1:]), "every parameter has a type"
    given = handler.may_ask_for()
    assert types == {name: given.get(name, "nobody gives this") for name in types}


def test_the_handlers_are_asked_for_all_updates_that_are_polled_and_no_others() -> None:
    assert {handler.event for handler in handlers()} == set(ALLOWED_UPDATES)


def test_no_two_kinds_of_button_begin_alike() -> None:
    prefixes = Counter(each.__prefix__ for each in buttons())
    assert prefixes.total() > 15
    assert [prefix for prefix, count in prefixes.items() if count > 1] == []


@pytest.mark.parametrize("button", buttons(), ids=lambda button: button.__name__)
def test_a_button_is_handled_exactly_once(button: type[CallbackData]) -> None:
    asked = [handler for handler in handlers() if handler.button is button]
    for_all = [handler for handler in asked if len(handler.filters) == 1]
    assert len(for_all) == 1
    assert asked[-1] is for_all[0], "the handler without further conditions comes last, else the others never run"
    assert (len(asked) > 1) == (button.__name__ in TOLD_APART)
    rules = [each.rule for handler in asked for each in handler.filters if isinstance(each, CallbackQueryFilter)]
    assert rules == [None] * len(asked), "a magic filter costs a thread hop: decide in the handler"


def test_what_nothing_else_takes_is_answered_last() -> None:
    takes_all = [handler.name for handler in handlers() if not handler.filters]
    assert takes_all == [handler.name for handler in handlers()[-len(takes_all) :]]
    assert {handler.event for handler in handlers() if not handler.filters} == set(ALLOWED_UPDATES)


def test_no_filter_is_a_plain_function() -> None:
    """aiogram runs those in a thread, for every update."""
    slow = [
        handler.name
        for handler in handlers()
        for each in handler.registered.filters or []
        if each.magic is not None or not each.awaitable
    ]
    assert slow == []


def waited_for() -> Iterator[tuple[str, str]]:
    """Where the bot begins to wait, and for what."""
    for path, tree in repository.trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "expect":
                what = node.args[0]
                yield f"{path}:{node.lineno}", ast.literal_eval(what)


def test_whatever_the_bot_waits_for_is_taken() -> None:
    taken = [
        each._what
        for handler in handlers()
        if handler.event == "message"
        for each in handler.filters
        if isinstance(each, Waiting)
    ]
    asked = list(waited_for())
    assert len(asked) > 3
    nobody = [(place, what) for place, what in asked if not any(f"{what}-".startswith(f"{each}-") for each in taken)]
    assert nobody == []
