"""What tests of the daily quiz do and look at again and again."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.jobs import workers
from bot.playground.person import Person
from bot.services.daily import DailyPlanner
from tests.conftest import World


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ms(text: str) -> int:
    return int(at(text).timestamp() * 1000)


async def subscribe(person: Person, hour: str = "09:00", clock: str = "10:00", city: str = "Berlin") -> None:
    await person.send("/daily")
    await person.press(hour)
    await person.press(clock)
    await person.press(city)


def reminders(person: Person) -> list[str]:
    """What came by itself, as it stands in the chat."""
    return [screen.text for screen in person.screens if "Your cards for today" in screen.text]


async def settled(world: World, state: str, count: int = 1) -> None:
    """Until that many deliveries are in that state."""
    sql = "SELECT id FROM deliveries WHERE state = ?"
    await world.server.wait_for(lambda: len(world.rows(sql, state)) == count)


async def quiet(world: World, looks: int = 3) -> None:
    """Long enough for the planner and the worker to have looked a few times."""
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


def sends(world: World, person: Person) -> int:
    return len(world.server.ledger.calls("sendMessage", person.id))
