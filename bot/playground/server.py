"""A Bot API server on this machine: real HTTP, Telegram's limits and refusals, faults on demand."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.clock import Clock, monotonic, utc_now
from bot.playground.calling import NOT_FOUND, Calling, answer, method_named
from bot.playground.changes import Kind
from bot.playground.chats import Chat, Message, User
from bot.playground.detection import detected
from bot.playground.faults import Fault, Faults
from bot.playground.fields import Json
from bot.playground.flood import TELEGRAMS_RULE, Flood, FloodRule
from bot.playground.ledger import Call, Ledger
from bot.playground.methods.files import LARGEST_UPLOAD
from bot.playground.person import Person
from bot.playground.refusal import Refusal
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText
from bot.playground.webhook import post_updates
from bot.playground.wire import Request, read_request

CALLBACK_LIFETIME = 15.0
"""Seconds within which a callback query must be answered."""

_LOOK_AGAIN = 0.02
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
"""How this machine reaches itself where the server listens on every address."""

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ROOM_FOR_FORM = 1024 * 1024


class BotApiServer:
    """One bot and its Telegram, in memory. `flood` None turns the limits over time off, for benchmarks."""

    def __init__(
        self,
        token: str,
        clock: Clock = utc_now,
        *,
        monotonic: Callable[[], float] = monotonic,
        flood: FloodRule | None = TELEGRAMS_RULE,
        callback_lifetime: float = CALLBACK_LIFETIME,
        settle: float = 0.05,
    ) -> None:
        self.token = token
        self._revoked = False
        self.clock = clock
        bot = User(int(token.partition(":")[0]), "Sobes", username="sobes_test_bot", is_bot=True)
        self.telegram = Telegram(bot, clock, monotonic, callback_lifetime)
        self.ledger = Ledger(self.telegram.changes)
        self.faults = Faults()
        self.settle_for = settle
        self._calling = Calling(self.telegram, self.ledger, self.faults)
        self._monotonic = monotonic
        self.limit(flood)
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()
        self._last_call = 0.0
        self.url = ""
        self.telegram.changes.watch(self._note_change)

    async def start(
        self, port: int = 0, host: str = "127.0.0.1", *, extend: Callable[[web.Application], None] | None = None
    ) -> None:
        """Listen; port 0 takes a free one. `url` is then the base for the bot. `extend` may add routes of its own."""
        app = web.Application(client_max_size=LARGEST_UPLOAD + _ROOM_FOR_FORM)
        if extend is not None:
            extend(app)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.router.add_route("*", "/{rest:.*}", _nothing_here)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        reached = _LOOPBACK.get(host, host)
        self.url = f"http://{f'[{reached}]' if ':' in reached else reached}:{self._runner.addresses[0][1]}"
        # The server is no part of the bot: it lives outside the bot's TaskGroup and ends with stop().
        loop = asyncio.get_running_loop()
        posting = post_updates(self.telegram.updates, self.clock, self._calling.take_reply)
        self._tasks = [loop.create_task(posting), loop.create_task(self.telegram.voting.close_in_time())]

    async def stop(self) -> None:
        """End what waits and close the port."""
        self.telegram.updates.close()
        for task in self._tasks:
            task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def limit(self, rule: FloodRule | None) -> None:
        """From now on these limits over time hold, none where None; what was sent before does not count."""
        self._calling.flood = Flood(rule, self._monotonic) if rule else None

    def revoke(self) -> None:
        """Take the token back: 401 for everything from now on; a poll that waits ends empty."""
        self._revoked = True
        self.telegram.updates.wake()

    def person(
        self,
        first_name: str,
        *,
        language_code: str | None = None,
        username: str | None = None,
        user_id: int | None = None,
    ) -> Person:
        """Somebody new with a private chat, in which nothing was said yet."""
        user = self.telegram.new_user(first_name, user_id=user_id, username=username, language_code=language_code)
        return Person(self, user, self.telegram.chats[user.id])

    def group(self, title: str, *people: Person, bot_is: str = "member") -> Chat:
        """A group with these people and the bot in it."""
        chat = self.telegram.new_chat("supergroup", title)
        chat.members.update({person.id: "member" for person in people})
        chat.members[self.telegram.bot.id] = bot_is
        return chat

    def channel(self, title: str, *, username: str | None = None, bot_is: str = "administrator") -> Chat:
        """A channel with the bot in it."""
        chat = self.telegram.new_chat("channel", title, username)
        chat.members[self.telegram.bot.id] = bot_is
        return chat

    def post(self, channel: Chat, text: str) -> Message:
        """A post that somebody else wrote in the channel; the bot hears of it if it is in there."""
        message = self.telegram.add_message(channel, None, FormattedText(text, tuple(detected(text))))
        if channel.members.get(self.telegram.bot.id) in ("administrator", "creator", "member"):
            self.telegram.updates.push("channel_post", message.as_json())
        return message

    def edit_post(self, message: Message, text: str) -> None:
        """Such a post was edited."""
        message.body = FormattedText(text, tuple(detected(text)))
        self.telegram.edited(message)
        self.telegram.updates.push("edited_channel_post", message.as_json())

    def push(self, update: Json) -> Json:
        """Queue anything as an update, well formed or not; an `update_id` is given unless it has one."""
        return self.telegram.updates.push_raw(update)

    def replay(self, update: Json) -> None:
        """Deliver an update once more."""
        self.telegram.updates.redeliver(update)

    async def wait_for(self, predicate: Callable[[], bool], within: float = 5.0) -> None:
        """Until `predicate` holds, looked at after every call and every 20 ms.

        Raises AssertionError with the last calls after `within` seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not predicate():
            changed, left = self._changed, deadline - loop.time()
            if left <= 0:
                raise AssertionError(f"nothing of the kind in {within} s; the last calls:\n{self.ledger.tail()}")
            await _until(changed.wait(), min(left, _LOOK_AGAIN))

    async def settle(self, within: float = 5.0) -> None:
        """Until no call is under way and none has come for a short while."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while True:
            quiet_at = self._last_call + self.settle_for
            now = loop.time()
            if not self.ledger.in_flight and now >= quiet_at:
                return
            if now >= deadline:
                raise AssertionError(f"still busy after {within} s; the last calls:\n{self.ledger.tail()}")
            await _until(self._changed.wait(), deadline - now if self.ledger.in_flight else quiet_at - now)

    def _note_change(self, kind: Kind, what: Any) -> None:
        if kind == "call" and what.method != "getUpdates":
            self._last_call = asyncio.get_running_loop().time()
        self._changed.set()
        self._changed = asyncio.Event()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            self._check_token(request.match_info["token"])
            method = method_named(name)
        except Refusal as refusal:
            return _respond(*answer(self._calling.refused(name, refusal)))
        try:
            raw: Request | Refusal = await read_request(request)
        except Refusal as refusal:
            raw = refusal
        call, parameters = self._calling.begin(method, raw)
        try:
            fault = await self._calling.carry_out(
                call, method, parameters, lambda: _alive(request) and not self._revoked
            )
            return await _ending(fault, call, request)
        finally:
            self._calling.end(call)

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise NOT_FOUND
        if token != self.token or self._revoked:
            raise Refusal(401, "Unauthorized", kind="state")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        wanted = request.match_info["path"]
        file = next((file for file in self.telegram.files.values() if file.path == wanted), None)
        if request.match_info["token"] != self.token or file is None:
            return _respond(NOT_FOUND.as_json(), 404)
        return web.Response(body=file.content, content_type=file.mime_type)


def _alive(request: web.Request) -> bool:
    """Whether the caller still listens: False once a killed poller's connection is gone."""
    return request.transport is not None and not request.transport.is_closing()


async def _gone(request: web.Request) -> None:
    """Until the caller gives up."""
    while _alive(request):  # noqa: ASYNC110 - aiohttp has no event for a lost connection
        await asyncio.sleep(_LOOK_AGAIN)


async def _until(waiting: Awaitable[Any], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return


async def _nothing_here(_: web.Request) -> web.StreamResponse:
    return _respond(NOT_FOUND.as_json(), 404)


def _respond(body: Json, status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


async def _ending(fault: Fault | None, call: Call, request: web.Request) -> web.StreamResponse:
    """What the caller gets."""
    if fault is not None and fault.ending == "hang":
        await _gone(request)
    if fault is not None and fault.ending != "answer":
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault is not None and fault.status is not None:
        return web.Response(body=fault.body, status=fault.status, content_type=fault.content_type)
    return _respond(*answer(call))
