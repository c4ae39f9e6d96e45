"""What people send that is no text."""

from typing import Any

from bot.playground.person import Person
from bot.playground.typed import typed
from tests.conftest import World


async def send_sticker(world: World, person: Person) -> None:
    """Send a sticker and wait for the answer."""
    said = len(person.screens)
    message = world.server.telegram.add_message(person.chat, person.user, typed("x"))
    bare = {name: value for name, value in message.as_json().items() if name not in ("text", "entities")}
    sticker: dict[str, Any] = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
    sticker |= {"is_animated": False, "is_video": False}
    world.server.telegram.updates.push("message", {**bare, "sticker": sticker})
    await world.server.wait_for(lambda: len(person.screens) > said)
