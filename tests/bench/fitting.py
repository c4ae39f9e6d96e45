"""What a fit at night costs those who are awake: rule O2."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import monotonic
from bot.domain.ids import LearnerId
from bot.jobs.fitting import is_installed, run_fitter
from bot.services.parameters import PersonalParameters
from bot.storage.migrate import migrate
from bot.storage.sqlite import open_sqlite
from tests.bench.figures import Figure
from tests.forgetful import DAY_MS, STEEP, lived
from tests.reviewed import store_log

ANSWERS = 100_000
LEARNER = LearnerId(101)
TICK = 0.001


async def measure_fitting(folder: Path) -> list[Figure]:
    """A learner with 100,000 answers is fitted; the event loop is asked every millisecond whether it is free."""
    if not is_installed():
        return []
    path = folder / "sobes.db"
    await migrate(path, backups=folder, now=datetime(2026, 3, 1, tzinfo=UTC))
    db = await open_sqlite(path)
    log = lived(STEEP, ANSWERS)
    await store_log(db, LEARNER, log)
    night = datetime.fromtimestamp((log[-1].day + 1) * DAY_MS / 1000, UTC) + timedelta(hours=4.5)
    personal = PersonalParameters(db, run_fitter, shared=False)
    (task,) = [task async for task in personal.tasks(night)]
    idle = await _lag_while(asyncio.sleep(3))
    began = monotonic()
    busy = await _lag_while(personal.attend(task, night))
    took = monotonic() - began
    await db.close()
    return [
        Figure("fit of 100,000 answers, in a process beside", took, "s"),
        Figure("event loop late at worst meanwhile", busy * 1000, "ms"),
        Figure("event loop late at worst without a fit", idle * 1000, "ms"),
    ]


async def _lag_while(work: Coroutine[None, None, object]) -> float:
    """Seconds by which a millisecond's sleep was late at worst while `work` went on."""
    worst = 0.0
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        while not task.done():
            asleep = monotonic()
            await asyncio.sleep(TICK)
            worst = max(worst, monotonic() - asleep - TICK)
    return worst
