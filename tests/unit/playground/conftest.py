from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground.person import Person
from bot.playground.server import BotApiServer
from tests.unit.playground.api import TOKEN, Api, Time


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def server(time: Time) -> AsyncIterator[BotApiServer]:
    """A server without limits over time, whose clock stands still."""
    server = BotApiServer(TOKEN, time.now, monotonic=time.monotonic, flood=None)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(server: BotApiServer, session: aiohttp.ClientSession) -> Api:
    return Api(server, session)


@pytest.fixture
def alice(server: BotApiServer) -> Person:
    """Somebody who has written to the bot."""
    alice = server.person("Alice", language_code="en")
    alice.say("/start")
    return alice
