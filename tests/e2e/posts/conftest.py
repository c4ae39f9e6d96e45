"""A worker that never waits, and an owner who has started the bot."""

import pytest

from bot.jobs import workers
from bot.playground.person import Person
from bot.telegram import pace
from tests.conftest import World


@pytest.fixture(autouse=True)
def impatient(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks again at once, and nobody waits for the next message: stories move days at a time."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(pace, "_PRIVATE", (0.01, 3))
    monkeypatch.setattr(pace, "_GROUP", (0.01, 3))
    world.server.limit(None)


@pytest.fixture
async def owner(world: World) -> Person:
    """Olga owns the bot, and has started it."""
    olga = world.person("Olga", "en")
    world.settings = world.settings.model_copy(update={"admin_ids": (olga.id,)})
    await world.start()
    await olga.send("/start")
    await world.stop()
    return olga
