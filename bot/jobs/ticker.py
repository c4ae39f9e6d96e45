"""The metronome: APScheduler only wakes us; what is due, and when, stands in our tables."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import utc_now
from bot.jobs.workers import guarded

PLAN_EVERY_SECONDS = 5
UPKEEP_EVERY_HOURS = 1
FIRST_UPKEEP_AFTER = timedelta(seconds=30)
"""Soon, so that a program restarted every day keeps house too; not at once, when people wait for answers."""

LONGEST_END = 10.0
"""Seconds that a job under way gets to finish when the block ends."""


@asynccontextmanager
async def ticking(
    plan: Callable[[], Awaitable[object]], upkeep: Callable[[], Awaitable[object]]
) -> AsyncIterator[None]:
    """Call `plan` every few seconds, `upkeep` soon and then every hour, until the block ends.

    A late tick is made up once; a job that is under way at the end is waited for.
    """
    under_way: set[asyncio.Task[Any]] = set()
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    soon = utc_now() + FIRST_UPKEEP_AFTER
    scheduler.add_job(_seen(plan, "planning", under_way), "interval", seconds=PLAN_EVERY_SECONDS)
    scheduler.add_job(_seen(upkeep, "upkeep", under_way), "interval", hours=UPKEEP_EVERY_HOURS, next_run_time=soon)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        # A job that was started in this turn of the loop shows itself in the next; shutdown() would cancel it.
        await asyncio.sleep(0)
        if under_way:
            await asyncio.wait(under_way, timeout=LONGEST_END)
        scheduler.shutdown(wait=False)


def _seen(
    call: Callable[[], Awaitable[object]], what: str, under_way: set[asyncio.Task[Any]]
) -> Callable[[], Coroutine[Any, Any, None]]:
    async def job() -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a job runs in a task")
        under_way.add(task)
        try:
            await guarded(call, what)()
        finally:
            under_way.discard(task)

    return job
