"""A Bot API server that says what it is told to, and a time that passes by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.methods import (
    EditMessageText,
    SendMessage,
)
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.telegram.pace import Pace
from bot.telegram.sender import Sender

TOKEN = "123456789:" + "canary-canary-canary-canary-canary1"

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def says(status: int, body: dict[str, Any] | str) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        return web.json_response(body, status=status)

    return answer


def refuses(status: int, description: str, **parameters: int) -> Answer:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return says(status, body)


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 501, "date": 0, "chat": {"id": 7, "type": "private"}, **more}


ACCEPTS = says(200, {"ok": True, "result": message()})

YES = says(200, {"ok": True, "result": True})


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def break_off(request: web.Request) -> web.StreamResponse:
    """Promise a hundred bytes and hang up after ten."""
    answer = web.StreamResponse(headers={"Content-Length": "100"})
    await answer.prepare(request)
    await answer.write(b'{"ok": tru')
    return await hang_up(request)


class Telegram:
    """A Bot API server that answers what it is told to, in turn, and remembers every call."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.closing = asyncio.Event()
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._call)
        self.server = TestServer(app)

    async def silence(self, request: web.Request) -> web.StreamResponse:
        await self.closing.wait()
        return web.Response()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        self.calls.append((request.match_info["method"], dict(await request.post())))
        answer = self.answers.pop(0) if self.answers else ACCEPTS
        return await answer(request)


class Time:
    """Wall clock and monotonic clock in one; sleeping moves both at once."""

    def __init__(self) -> None:
        self.at = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.at

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.at)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += max(0.0, seconds)


@dataclass
class Scene:
    sender: Sender
    pace: Pace
    bot: Bot
    time: Time


Stage = Callable[..., Scene]


def card(chat: int | str = 7) -> SendMessage:
    return SendMessage(chat_id=chat, text="What is the GIL?")


def edit() -> EditMessageText:
    return EditMessageText(chat_id=7, message_id=5, text="A lock")
