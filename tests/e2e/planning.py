"""Waiting for the planner, which looks by itself."""

import asyncio
from datetime import datetime

import pytest

from bot.jobs import workers
from bot.services.daily import DailyPlanner
from tests.conftest import World


async def quiet(world: World, looks: int = 3) -> None:
    """Long enough for the planners and the worker to have looked a few times; the daily one is asked first."""
    done = 0
    plan = DailyPlanner.plan

    async def counted(self: DailyPlanner, now: datetime) -> int:
        nonlocal done
        planned = await plan(self, now)
        done += 1
        return planned

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DailyPlanner, "plan", counted)
        await world.server.wait_for(lambda: done >= looks)
    await asyncio.sleep(2 * workers.IDLE_SECONDS)
    await world.server.settle()
