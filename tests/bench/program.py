"""The whole program: the bot is a process of its own, its Telegram and its learners live in this one, over HTTP."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bot.clock import utc_now
from bot.playground.changes import Kind
from bot.playground.person import Person
from bot.playground.server import BotApiServer
from bot.settings import ROOT
from bot.storage.opening import open_database
from tests.bench.figures import Figure, latencies
from tests.bench.population import populate
from tests.conftest import TOKEN

STARTS = 5
ALONE = 120
TOGETHER, EACH = 32, 60
"""Learners at once and ratings of each; below the burst that one person may send."""

FIRST_ID = 5_000_000
PATIENCE = 30.0


async def measure_starting(folder: Path) -> list[Figure]:
    """From nothing to the first line of help, and to the first poll."""
    helping = [await _time_help() for _ in range(STARTS)]
    await _prepare(folder, [])
    polling = []
    for _ in range(STARTS):
        async with _telegram() as server:
            begun = perf_counter()
            async with _bot(folder, server):
                polling.append(perf_counter() - begun)
    return [
        Figure(f"start of `python -m bot --help`, median of {STARTS}", median(helping) * 1000, "ms"),
        Figure(f"start of `python -m bot run` until its first poll, median of {STARTS}", median(polling) * 1000, "ms"),
    ]


async def measure_ratings(folder: Path) -> list[Figure]:
    """Presses of Good: from the press to the stopped spinner, after the next question was shown and all is stored."""
    ids = [FIRST_ID + number for number in range(TOGETHER + 1)]
    await _prepare(folder, ids)
    async with _telegram() as server, _bot(folder, server) as process:
        people = [server.person("Somebody", language_code="en", user_id=learner_id) for learner_id in ids]
        await asyncio.sleep(1)
        at_rest = _resident(process)
        begun = perf_counter()
        alone = await _practise(people[0], ALONE)
        alone_took = perf_counter() - begun
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_practise(person, EACH)) for person in people[1:]]
        together_took = perf_counter() - begun
        together = [seconds for task in tasks for seconds in task.result()]
        after = _resident(process)
    ratings = len(alone) + len(together)
    return [
        Figure("ratings over HTTP, 1 learner (each with its Show answer)", len(alone) / alone_took, "1/s"),
        *latencies("a rating over HTTP, 1 learner", alone),
        Figure(f"ratings over HTTP, {TOGETHER} learners at once", len(together) / together_took, "1/s"),
        *latencies(f"a rating over HTTP, {TOGETHER} learners at once", together),
        Figure("memory of the bot at rest", at_rest, "MB"),
        Figure(f"memory of the bot after {ratings} ratings", after, "MB"),
    ]


async def _practise(person: Person, ratings: int) -> list[float]:
    """Seconds that each rating took."""
    await person.send("/quiz", within=PATIENCE)
    took = []
    for _ in range(ratings):
        await _press(person, "Show answer")
        begun = perf_counter()
        await _press(person, "Good")
        took.append(perf_counter() - begun)
    return took


async def _press(person: Person, label: str) -> None:
    query = person.tap(label)
    await person.server.wait_for(lambda: query.answer is not None, PATIENCE)


async def _prepare(folder: Path, learner_ids: list[int]) -> None:
    async with open_database(folder / "sobes.db", backups=folder / "backups", now=utc_now()) as db:
        await populate(db, learner_ids)


@asynccontextmanager
async def _telegram() -> AsyncIterator[BotApiServer]:
    server = BotApiServer(TOKEN, flood=None)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def _bot(folder: Path, server: BotApiServer) -> AsyncIterator[Process]:
    """The bot as its operator starts it; yields once it polls."""
    polled = asyncio.Event()

    def heard(kind: Kind, what: Any) -> None:
        if kind == "call" and what.method == "getUpdates":
            polled.set()

    unwatch = server.telegram.changes.watch(heard)
    # Without the decks that ship: their cards would come between those to measure with.
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / "topics.toml").write_bytes((ROOT / "content" / "topics.toml").read_bytes())
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": server.url,
        "DATABASE_URL": f"sqlite:///{folder / 'sobes.db'}",
        "BACKUP_DIR": str(folder / "backups"),
        "CONTENT_DIR": str(content),
        "ADMIN_IDS": "1",
        "HTTP_PORT": "0",
        "LOG_LEVEL": "warning",
        "PYTHONPATH": str(ROOT),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=os.environ | settings, stdout=DEVNULL
    )
    try:
        await asyncio.wait_for(polled.wait(), PATIENCE)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        unwatch()


async def _time_help() -> float:
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "--help", cwd=ROOT, stdout=DEVNULL)
    await process.wait()
    return perf_counter() - begun


def _resident(process: Process) -> float:
    """Megabytes that are in memory; Linux only, 0 elsewhere."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)
