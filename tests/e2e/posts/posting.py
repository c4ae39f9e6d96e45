"""What tests of scheduled posts do and look at again and again."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.person import Person
from tests.conftest import World


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


async def connect(world: World, chat: Chat, by: Person) -> int:
    """Connect a chat while the bot is stopped; its row number."""
    await world.change(
        "INSERT INTO chats (chat_id, kind, title, username, forum, by_staff, connected_by, connected_at) "
        "VALUES (?, ?, ?, ?, ?, 1, ?, 0)",
        chat.id,
        chat.kind,
        chat.title,
        chat.username,
        int(chat.topics is not None),
        by.id,
    )
    return int(world.rows("SELECT MAX(id) AS id FROM chats")[0]["id"])


async def schedule(world: World, chat_row: int, by: Person, next_at: str, **more: Any) -> int:
    """Give a chat a schedule while the bot is stopped: at ten in Berlin unless `more` says otherwise; its number."""
    values: dict[str, Any] = {
        "chat_row": chat_row,
        "zone": "Europe/Berlin",
        "minutes": json.dumps([600]),
        "weekdays": 127,
        "lang": "en",
        "next_at": ms(at(next_at)),
        "made_by": by.id,
        "created_at": 0,
        **more,
    }
    columns, marks = ", ".join(values), ", ".join("?" for _ in values)
    await world.change(f"INSERT INTO schedules ({columns}) VALUES ({marks})", *values.values())  # noqa: S608
    return int(world.rows("SELECT MAX(id) AS id FROM schedules")[0]["id"])


def states(world: World) -> list[tuple[str, str, str | None]]:
    """What became of each moment."""
    rows = world.rows("SELECT slot, state, reason FROM publications ORDER BY id")
    return [(row["slot"], row["state"], row["reason"]) for row in rows]


async def until(world: World, state: str, count: int = 1) -> None:
    """Until so many moments are in that state."""
    sql = "SELECT COUNT(*) AS number FROM publications WHERE state = ?"
    await world.server.wait_for(lambda: world.rows(sql, state)[0]["number"] == count)


async def word(world: World, person: Person, begin: str) -> None:
    """Until somebody is told something."""
    await world.server.wait_for(lambda: any(screen.text.startswith(begin) for screen in person.screens))
    await world.server.settle()


def posts(chat: Chat) -> list[Message]:
    """What the bot has said in a chat and not taken away."""
    return [message for message in chat.visible() if message.by_bot and message.service is None]
