"""What tests of the daily quiz do and look at again and again."""

from datetime import UTC, datetime

from bot.playground.person import Person
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


def sends(world: World, person: Person) -> int:
    return len(world.server.ledger.calls("sendMessage", person.id))
