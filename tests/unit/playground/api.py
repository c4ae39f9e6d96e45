"""A client that knows nothing but HTTP and JSON, and a time that stands still until told to move."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.playground.server import BotApiServer

TOKEN = "42:TEST"


class Time:
    """A clock for the server; `pass_by` moves both of its hands."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 21, 9, tzinfo=UTC)
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"] is True, self.body
        return self.body["result"]

    @property
    def refused(self) -> tuple[int, str]:
        assert self.body["ok"] is False, self.body
        assert self.status == self.body["error_code"]
        return self.status, self.body["description"]


class Api:
    """Calls as JSON."""

    def __init__(self, server: BotApiServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    def address(self, method: str, token: str = TOKEN) -> str:
        return f"{self.server.url}/bot{token}/{method}"

    async def __call__(self, method: str, **parameters: Any) -> Answer:
        async with self.session.post(self.address(method), json=parameters) as response:
            return Answer(response.status, await response.json())
