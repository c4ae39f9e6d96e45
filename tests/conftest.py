"""A world for end-to-end tests: the whole bot over real HTTP, a fixed cast, and a clock that can be moved."""

import asyncio
import gc
import logging
import os
import socket
import sqlite3
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import certifi
import pytest
from pydantic import SecretStr

from bot import app
from bot.app import Running, run
from bot.cli.running import GC_THRESHOLDS
from bot.clock import monotonic
from bot.domain.cards import CardContent, Language, key_of_question
from bot.jobs import ticker
from bot.playground.flood import FloodRule
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from bot.settings import ROOT, Settings
from bot.storage import cards
from bot.storage.database import Transaction
from bot.storage.migrate import migrate
from bot.storage.opening import open_database
from bot.storage.sqlite import SqliteDatabase, open_sqlite
from bot.telegram import pace
from bot.telegram.updates import Intake
from bot.texts import Texts

TOKEN = "42:TEST-token-of-a-test"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday, in the middle of everybody's user day."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Tests wait for timers and sockets half of the time: two workers for each core."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """What is there now stays: without this each full collection goes through all of aiogram and every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


TENFOLD_RULE = FloodRule(per_chat=10, overall=300, group_per_minute=200)
"""Telegram's limits over time and the bot's own pace, both ten times as fast: tests need not wait for seconds."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


def card(number: int, lang: Language = "en", **fields: Any) -> CardContent:
    """A card that nothing else resembles."""
    question = fields.pop("question", f"What is the answer to question number {number} ({lang})?")
    content: dict[str, Any] = {
        "key": key_of_question(lang, question),
        "concept": key_of_question(lang, question),
        "lang": lang,
        "question": question,
        "answer": f"Answer number {number}.",
        "topic": "asyncio",
    }
    return CardContent(**(content | fields))


def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database to copy."""
    path = tmp_path_factory.mktemp("template") / "sobes.db"
    asyncio.run(migrate(path, backups=path.parent / "backups", now=START))
    return path


@pytest.fixture
async def db(tmp_path: Path, template: Path) -> AsyncIterator[SqliteDatabase]:
    """An open database of its own."""
    path = tmp_path / "sobes.db"
    path.write_bytes(template.read_bytes())
    opened = await open_sqlite(path)
    yield opened
    await opened.close()


async def add_cards(db: SqliteDatabase, contents: Sequence[CardContent], now: datetime = START) -> list[int]:
    """Publish cards; their row numbers."""

    async def unit(tx: Transaction) -> list[int]:
        return [await cards.insert(tx, content, None, now) for content in contents]

    return await db.write(unit)


class Telegram(BotApiServer):
    """A server that also knows when the bot in this process has nothing left to do."""

    intake: Intake | None = None

    async def settle(self, within: float = 5.0) -> None:
        """As the server's own; besides, until the bot has taken in and handled every update."""
        deadline = monotonic() + within
        while True:
            await super().settle(within)
            idle = self.intake is None or (not len(self.telegram.updates) and self.intake._idle.is_set())
            if idle or monotonic() > deadline:
                return
            await asyncio.sleep(0.002)


class Errors(logging.Handler):
    """Collects what the program logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


class World:
    """Telegram, the bot, and people. The bot runs in this process and is reached through HTTP alone.

    A test that makes Telegram refuse a call, or the bot log an error, sets `refusals_expected` or
    `errors_expected`; in all others these fail the test at its end.
    """

    def __init__(self, folder: Path, server: Telegram, clock: Clock) -> None:
        self.folder = folder
        self.server = server
        self.clock = clock
        self.settings = Settings(
            bot_token=SecretStr(TOKEN),
            bot_api_url=server.url,
            database_url=SecretStr(f"sqlite:///{folder / 'sobes.db'}"),
            backup_dir=folder / "backups",
            content_dir=ROOT / "content",
            http_port=0,
        )
        self.refusals_expected = False
        self.errors_expected = False
        self.running: Running | None = None
        self._task: asyncio.Task[None] | None = None

    def person(self, name: str, language_code: str | None = "en") -> Person:
        """Somebody with a private chat."""
        return self.server.person(name, language_code=language_code)

    async def publish(self, *contents: CardContent) -> list[int]:
        """Put cards into the database while the bot does not run."""
        settings = self.settings
        async with open_database(settings.database_path, backups=settings.backup_dir, now=self.clock()) as db:
            return await add_cards(db, contents, self.clock())

    async def start(self, **changed: Any) -> Running:
        """Start the bot; returns when it polls."""
        self.settings = self.settings.model_copy(update=changed)
        ready: asyncio.Future[Running] = asyncio.get_running_loop().create_future()

        async def started(running: Running) -> None:
            ready.set_result(running)

        self._task = asyncio.get_running_loop().create_task(run(self.settings, clock=self.clock, started=started))
        await asyncio.wait((self._task, ready), return_when=asyncio.FIRST_COMPLETED, timeout=20)
        if self._task.done():
            self._task.result()
        self.running = await ready
        await asyncio.wait_for(self.running.polled.wait(), 10)
        await self.server.settle()
        return self.running

    async def stop(self) -> None:
        """Stop it as SIGTERM does; what comes next is a while later."""
        self.server.limit(TENFOLD_RULE)
        self.server.intake = None
        if self.running is not None and self._task is not None:
            self.running.stop.set()
            await self._task
            self.running = self._task = None

    async def restart(self) -> None:
        """Stop and start again."""
        await self.stop()
        await self.start()

    async def change(self, sql: str, *values: object) -> None:
        """Change the database behind the back of a bot that is stopped."""
        connection = sqlite3.connect(self.settings.database_path)
        try:
            with connection:
                connection.execute(sql, values)
        finally:
            connection.close()

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """What the database holds, by a connection of the test's own."""
        connection = sqlite3.connect(self.settings.database_path)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(sql, values)]
        finally:
            connection.close()


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """Read once instead of at each start of a bot: that takes as long as all the rest of a start."""
    context = ssl.create_default_context(cafile=certifi.where())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ssl, "create_default_context", lambda **_: context)
        yield


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Compiled once: that takes longer than all else at the start of a bot."""
    return Texts()


@pytest.fixture
async def world(
    tmp_path: Path, clock: Clock, template: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """A world whose bot is not started yet; at the end, no call may have been refused that the test did not expect."""
    monkeypatch.setattr(ticker, "PLAN_EVERY_SECONDS", 0.1)
    (tmp_path / "sobes.db").write_bytes(template.read_bytes())
    server = Telegram(TOKEN, clock, settle=0.01, flood=TENFOLD_RULE)
    monkeypatch.setattr(pace, "_PRIVATE", (0.1, 3))

    class KnownIntake(Intake):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            server.intake = self

    monkeypatch.setattr(app, "Intake", KnownIntake)
    monkeypatch.setattr(app, "Texts", lambda: texts)
    await server.start()
    made = World(tmp_path, server, clock)
    errors = Errors()
    logging.getLogger().addHandler(errors)
    yield made
    await made.stop()
    await server.stop()
    logging.getLogger().removeHandler(errors)
    if not made.refusals_expected:
        refused = "\n".join(map(str, server.ledger.refusals()))
        assert not refused, f"Telegram refused:\n{refused}"
    if not made.errors_expected:
        assert not errors.found, "\n".join(errors.found)
