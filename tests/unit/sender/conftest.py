"""A sender, and the server that it talks to."""

import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.telegram.pace import Pace
from bot.telegram.sender import ApiSession, Sender
from tests.unit.sender.stage import TOKEN, Scene, Stage, Telegram, Time


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    await telegram.server.start_server()
    yield telegram
    telegram.closing.set()
    await telegram.server.close()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    sessions: list[ApiSession] = []

    def build(url: str, *, timeout: float = 5.0, connect_timeout: float = 5.0, limit: int = 100) -> Scene:
        server = TelegramAPIServer.from_base(url)
        session = ApiSession(server, timeout=timeout, connect_timeout=connect_timeout, limit=limit)
        sessions.append(session)
        time = Time()
        pace = Pace(25, time.monotonic, time.sleep)
        bot = Bot(TOKEN, session=session)
        return Scene(Sender(bot, pace, time.now, lambda: 0.0, time.sleep), pace, bot, time)

    yield build
    for session in sessions:
        # aiogram's own close waits a quarter of a second for TLS, which nobody speaks here.
        if session._session is not None:
            await session._session.close()


@pytest.fixture
def scene(telegram: Telegram, stage: Stage) -> Scene:
    return stage(str(telegram.server.make_url("/")))


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port whose queue of connections is full, so that the next one is never made."""
    with socket.socket() as listener, socket.socket() as first, socket.socket() as second:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for client in (first, second):
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
