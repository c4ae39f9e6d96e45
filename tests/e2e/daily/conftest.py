"""Alice, who has started the bot, and a worker that never waits."""

import pytest

from bot.jobs import workers
from bot.playground.person import Person
from bot.telegram import pace
from tests.conftest import World, card


@pytest.fixture(autouse=True)
def impatient(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks again at once, and nobody waits a second for the next message: stories move days at a time."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(pace, "_PRIVATE", (0.01, 3))
    world.server.limit(None)


@pytest.fixture
async def alice(world: World) -> Person:
    """Alice has started the bot; twenty cards can be asked."""
    await world.publish(*(card(number) for number in range(20)), *(card(number, "ru") for number in range(20)))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    return alice
