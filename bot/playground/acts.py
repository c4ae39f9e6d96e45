"""What the page can ask for in somebody's name: JSON in, JSON out, and words for a person where it cannot be done."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.playground.cast import Cast
from bot.playground.chats import Chat, Message
from bot.playground.client import Client, Impossible
from bot.playground.fields import Json
from bot.playground.poll_editor import PollDraft
from bot.playground.server import BotApiServer
from bot.playground.typed import typed

_SLOW = 3.0
"""Seconds."""


class _Act(BaseModel, ABC):
    """One act; its fields are the JSON of the request."""

    model_config = ConfigDict(extra="forbid")

    @abstractmethod
    def do(self, stage: "Stage") -> Json:
        """Carry it out. Raises Impossible."""


class Stage:
    """The server and its cast, as the acts need them."""

    def __init__(self, server: BotApiServer, cast: Cast) -> None:
        self.server = server
        self.cast = cast

    def client(self, person: int) -> Client:
        """The app of one of the cast. Raises Impossible."""
        for client in self.cast.people.values():
            if client.user.id == person:
                return client
        raise Impossible("There is no such person; the playground may have been started anew.")

    def chat(self, chat_id: int) -> Chat:
        """A chat. Raises Impossible."""
        chat = self.server.telegram.chats.get(chat_id)
        if chat is None:
            raise Impossible("There is no such chat; the playground may have been started anew.")
        return chat

    def message(self, chat_id: int, message_id: int) -> Message:
        """A message that was not deleted. Raises Impossible."""
        message = self.chat(chat_id).messages.get(message_id)
        if message is None or message.deleted:
            raise Impossible("The message is gone.")
        return message

    def act(self, name: str, body: object) -> Json:
        """Carry an act out. Raises Impossible with what is wrong with it."""
        model = _ACTS.get(name)
        if model is None:
            raise Impossible(f"There is no act called {name!r}.")
        try:
            act = model.model_validate(body)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            raise Impossible(f"{name}: {fault['msg']} at {'.'.join(map(str, fault['loc']))}") from error
        return act.do(self)


class _Send(_Act):
    person: int
    chat: int
    text: str
    reply_to: int | None = None

    def do(self, stage: Stage) -> Json:
        body = typed(self.text)
        reply = stage.message(self.chat, self.reply_to) if self.reply_to else None
        chat = stage.chat(self.chat)
        message = stage.client(self.person).write(chat, body.text, entities=body.entities, reply_to=reply)
        return {"message": message.id}


class _Edit(_Act):
    person: int
    chat: int
    message: int
    text: str

    def do(self, stage: Stage) -> Json:
        body = typed(self.text)
        message = stage.message(self.chat, self.message)
        stage.client(self.person).edit(message, body.text, entities=body.entities)
        return {}


class _Delete(_Act):
    person: int
    chat: int
    message: int

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).delete(stage.message(self.chat, self.message))
        return {}


class _Press(_Act):
    person: int
    chat: int
    message: int
    row: int = Field(ge=0)
    column: int = Field(ge=0)

    def do(self, stage: Stage) -> Json:
        message = stage.message(self.chat, self.message)
        try:
            button = message.inline_keyboard[self.row][self.column]
        except IndexError:
            raise Impossible("The button is gone.") from None
        if "callback_data" not in button:
            raise Impossible("This button asks the bot for nothing.")
        return {"query_id": stage.client(self.person).press(message, button["callback_data"]).id}


class _PressRich(_Act):
    person: int
    chat: int
    message: int
    data: str

    def do(self, stage: Stage) -> Json:
        message = stage.message(self.chat, self.message)
        if self.data not in _callback_data(message.rich):
            raise Impossible("The button is gone.")
        return {"query_id": stage.client(self.person).press(message, self.data).id}


class _Vote(_Act):
    person: int
    chat: int
    message: int
    options: list[int]

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).vote(stage.message(self.chat, self.message), self.options)
        return {}


class _SendPoll(_Act):
    person: int
    chat: int
    question: str
    options: list[str]
    correct: int | None = None
    explanation: str = ""
    anonymous: bool = True

    def do(self, stage: Stage) -> Json:
        draft = PollDraft(self.question, self.options, self.correct, self.explanation, self.anonymous)
        return {"message": stage.client(self.person).send_poll(stage.chat(self.chat), draft).id}


class _Forward(_Act):
    person: int
    chat: int
    message: int
    to_chat: int

    def do(self, stage: Stage) -> Json:
        message = stage.message(self.chat, self.message)
        return {"message": stage.client(self.person).forward(message, stage.chat(self.to_chat)).id}


class _React(_Act):
    person: int
    chat: int
    message: int
    emoji: str | None

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).react(stage.message(self.chat, self.message), self.emoji)
        return {}


class _Block(_Act):
    person: int

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).block()
        return {}


class _Unblock(_Act):
    person: int

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).unblock()
        return {}


class _SetLanguage(_Act):
    person: int
    language_code: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")

    def do(self, stage: Stage) -> Json:
        stage.client(self.person).set_language(self.language_code)
        return {}


class _Open(_Act):
    person: int
    payload: str = Field(pattern=r"^[A-Za-z0-9_-]{0,64}$")

    def do(self, stage: Stage) -> Json:
        client = stage.client(self.person)
        chat = stage.chat(client.user.id)
        if chat.blocked:
            client.unblock()
        return {"message": client.write(chat, f"/start {self.payload}".rstrip()).id}


class _SeatBot(_Act):
    person: int
    chat: int
    status: str
    rights: list[str] | None = None

    def do(self, stage: Stage) -> Json:
        rights = None if self.rights is None else frozenset(self.rights)
        stage.client(self.person).seat_bot(stage.chat(self.chat), self.status, rights)
        return {}


class _ShareChat(_Act):
    person: int
    request_id: int
    shared: int

    def do(self, stage: Stage) -> Json:
        return {"message": stage.client(self.person).share_chat(self.request_id, stage.chat(self.shared)).id}


class _Fault(_Act):
    kind: Literal["429", "500", "502", "close", "lost", "hang", "slow"]
    method: str | None = None
    times: int = Field(default=1, ge=1, le=1000)

    def do(self, stage: Stage) -> Json:
        faults = stage.server.faults
        method, times = self.method or None, self.times
        ways: dict[str, Callable[[], object]] = {
            "429": lambda: faults.flood(3, method=method, times=times),
            "500": lambda: faults.refuse(500, "Internal Server Error", method=method, times=times),
            "502": lambda: faults.gateway(method=method, times=times),
            "close": lambda: faults.close(method=method, times=times),
            "lost": lambda: faults.close(method=method, times=times, execute=True),
            "hang": lambda: faults.hang(method=method, times=times),
            "slow": lambda: faults.slow(_SLOW, method=method, times=times),
        }
        ways[self.kind]()
        return {}


class _ClearFaults(_Act):
    def do(self, stage: Stage) -> Json:
        stage.server.faults.clear()
        return {}


_ACTS: dict[str, type[_Act]] = {
    "send": _Send,
    "edit": _Edit,
    "delete": _Delete,
    "press": _Press,
    "press_rich": _PressRich,
    "vote": _Vote,
    "send_poll": _SendPoll,
    "forward": _Forward,
    "react": _React,
    "block": _Block,
    "unblock": _Unblock,
    "language": _SetLanguage,
    "open": _Open,
    "membership": _SeatBot,
    "share_chat": _ShareChat,
    "fault": _Fault,
    "faults_clear": _ClearFaults,
}


def _callback_data(rich: Any) -> set[str]:
    """What the buttons inside a rich message send, at any depth."""
    if isinstance(rich, dict):
        own = {rich["callback_data"]} if isinstance(rich.get("callback_data"), str) else set[str]()
        return own.union(*map(_callback_data, rich.values()))
    if isinstance(rich, list):
        return set[str]().union(*map(_callback_data, rich))
    return set()
