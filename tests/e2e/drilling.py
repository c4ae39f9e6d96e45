"""What tests of asking and rating do again and again."""

from typing import Any

from bot.domain.cards import CardContent
from bot.playground.person import Person
from tests.conftest import World


async def begin(world: World, *contents: CardContent, language: str | None = "en") -> Person:
    """A learner who has just started a bot with these cards."""
    await world.publish(*contents)
    await world.start()
    alice = world.person("Alice", language)
    await alice.send("/start")
    return alice


async def answer(person: Person, rating: str = "Good") -> None:
    """Look, and rate."""
    await person.press("Show answer")
    await person.press(rating)


def labels(person: Person) -> list[str]:
    """All buttons under the newest message."""
    return [label for row in person.screen.buttons for label in row]


def memory(world: World) -> dict[str, Any]:
    """The only memory there is."""
    (row,) = world.rows("SELECT * FROM memories")
    return row


def everything(world: World) -> dict[str, list[dict[str, Any]]]:
    """All that learning has left in the database."""
    tables = ("memories", "set_aside", "day_quotas", "learners", "subscriptions")
    found = {table: world.rows(f"SELECT * FROM {table}") for table in tables}  # noqa: S608 - named above
    return {**found, "reviews": world.rows("SELECT * FROM reviews WHERE undone_at IS NULL")}
