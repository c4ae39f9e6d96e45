"""One call of the bot, from its bytes to what it brings about: checked, counted, carried out, noted."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.playground.faults import Fault, Faults
from bot.playground.fields import Json
from bot.playground.flood import Flood
from bot.playground.ledger import Call, Ledger
from bot.playground.methods import METHODS, Method
from bot.playground.methods.receiving import get_updates
from bot.playground.parameters import Parameters, read_parameters
from bot.playground.refusal import Refusal, bad_request
from bot.playground.telegram import Telegram
from bot.playground.wire import Request, Upload, read_body, refuse_lone_surrogates

NOT_FOUND = Refusal(404, "Not Found")

_NO_REPLIES = ("setwebhook", "deletewebhook", "close", "logout")
_POLL = Method("getUpdates", lambda *_: None)


def method_named(name: str) -> Method:
    """A method by its name in any case. Raises Refusal for one that does not exist."""
    method = _POLL if name.lower() == _POLL.name.lower() else METHODS.get(name.lower())
    if method is None:
        raise NOT_FOUND
    return method


class Calling:
    """What carries calls out on one Telegram."""

    def __init__(self, telegram: Telegram, ledger: Ledger, faults: Faults) -> None:
        self._telegram = telegram
        self._ledger = ledger
        self._faults = faults
        self.flood: Flood | None = None

    def refused(self, name: str, refusal: Refusal) -> Call:
        """Note a call that could not even be read: its token or its method is wrong."""
        call = self._ledger.begin(self._telegram.clock(), name, {}, None)
        call.refusal = refusal
        self._ledger.end(call)
        return call

    def begin(self, method: Method, raw: Request | Refusal) -> tuple[Call, Parameters]:
        """Note a call, and what is wrong with its parameters. `end` must follow."""
        asked: Parameters = {}
        refusal = raw if isinstance(raw, Refusal) else None
        if isinstance(raw, Request):
            asked = raw.parameters
            try:
                asked = read_parameters(method.name, raw)
            except Refusal as error:
                refusal = error
        shown = {name: _shown(value) for name, value in asked.items()}
        call = self._ledger.begin(self._telegram.clock(), method.name, shown, self._chat_id(asked))
        call.refusal = refusal
        return call, asked

    async def carry_out(
        self, call: Call, method: Method, parameters: Parameters, alive: Callable[[], bool]
    ) -> Fault | None:
        """Do what was asked, unless the rules or a scripted fault are against it; the fault decides what the caller
        gets. `alive` says whether the caller still listens.
        """
        fault = self._faults.take(method.name, call.chat_id)
        if fault is not None:
            call.faulty = True
            await asyncio.sleep(fault.delay)
        if call.refusal is None and (fault is None or fault.execute):
            try:
                call.result = await self._run(method, parameters, alive)
                call.executed = True
            except Refusal as refusal:
                call.refusal = refusal
        return fault

    def end(self, call: Call) -> None:
        """A call is over, whatever the caller got."""
        self._ledger.end(call)

    async def take_reply(self, body: bytes, content_type: str) -> None:
        """A call that the bot's webhook answered with; its result is told to nobody. A body that names no method is
        none. Methods whose result matters, and those about the webhook itself, Telegram passes over.
        """
        try:
            fields, files = read_body(body, content_type)
            refuse_lone_surrogates(fields)
        except Refusal:
            return
        name = str(fields.pop("method", ""))
        if not name:
            return
        try:
            if name.lower().startswith("get") or name.lower() in _NO_REPLIES:
                raise bad_request(f"{name} can't be the answer to an update")
            method = method_named(name)
        except Refusal as refusal:
            self.refused(name, refusal)
            return
        call, parameters = self.begin(method, Request(fields, files))
        try:
            await self.carry_out(call, method, parameters, lambda: True)
        finally:
            self.end(call)

    async def _run(self, method: Method, parameters: Parameters, alive: Callable[[], bool]) -> Any:
        self._telegram.voting.close_due()
        if method is _POLL:
            return await get_updates(self._telegram, parameters, alive)
        if method.sends is not None and self.flood is not None:
            self.flood.count(self._telegram.reachable_chat(parameters["chat_id"]), method.sends(parameters))
        return method.run(self._telegram, parameters)

    def _chat_id(self, parameters: Parameters) -> int | None:
        """The chat that a call is about, also where it only names a pressed button."""
        chat_id = str(parameters.get("chat_id"))
        if chat_id.removeprefix("-").isdecimal():
            return int(chat_id)
        query = self._telegram.callbacks.get(str(parameters.get("callback_query_id")))
        return query.message.chat.id if query else None


def _shown(value: Any) -> Any:
    """A parameter for the ledger: a file by its name and size."""
    if isinstance(value, Upload):
        return f"<{value.name}: {len(value.content)} bytes>"
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if isinstance(value, dict):
        return {name: _shown(inner) for name, inner in value.items()}
    return value


def answer(call: Call) -> tuple[Json, int]:
    """The body of the answer to a call, and its status."""
    if call.refusal is not None:
        return call.refusal.as_json(), call.refusal.code
    return {"ok": True, "result": call.result}, 200
