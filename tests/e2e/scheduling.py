"""People who run channels and groups, for the tests of /schedule."""

from typing import Any

from bot.playground.chats import CallbackAnswer, Chat, ChatKind
from bot.playground.person import Person
from tests.conftest import World

OLGA = 77_001
UNKNOWN = "I do not understand that. /quiz asks the next question, /help tells what I can do."
OLD_BUTTON = "This button is too old to work. /quiz asks the next question, /help tells what I can do."
NOT_ADMIN = "Telegram does not name you as an administrator who may post there. Nothing was changed."
CHANGED = "Something has changed meanwhile; nothing was done. Here is how it stands now."
CHANNEL_KEY, GROUP_KEY = 1, 2
POSTING = frozenset({"can_manage_chat", "can_post_messages"})


async def owner(world: World, **settings: object) -> Person:
    """The owner of a bot that has begun."""
    await world.start(admin_ids=(OLGA,), **settings)
    olga = world.server.person("Olga", language_code="en", user_id=OLGA)
    await olga.send("/start")
    return olga


def place(person: Person, kind: ChatKind = "channel", title: str = "Daily Python", username: str | None = None) -> Chat:
    """A channel or group of somebody's own, without the bot."""
    chat = person.server.telegram.new_chat(kind, title, username)
    chat.members[person.id] = "creator"
    return chat


async def settled(world: World) -> None:
    """The bot has heard of everything and answered it."""
    await world.server.settle()


async def seat(world: World, person: Person, chat: Chat, status: str, rights: frozenset[str] | None = None) -> None:
    """Give the bot a place in a chat, and wait until it has heard of it."""
    person.client.seat_bot(chat, status, rights)
    await settled(world)


async def connect(world: World, person: Person, chat: Chat) -> None:
    """Choose a chat by the key that asks for one, as Telegram's app does: the bot is put there first."""
    await person.send("/schedule")
    await person.press("Connect a channel or group")
    if chat.members.get(world.server.telegram.bot.id) is None:
        channel = chat.kind == "channel"
        person.client.seat_bot(chat, "administrator" if channel else "member", POSTING if channel else None)
    await share(world, person, chat)


async def share(world: World, person: Person, chat: Chat, request: int | None = None) -> None:
    """Answer the key, and wait for the bot."""
    key = CHANNEL_KEY if chat.kind == "channel" else GROUP_KEY
    mark = len(world.server.ledger)
    person.client.share_chat(request or key, chat)
    await world.server.wait_for(lambda: any(call.chat_id == person.id for call in world.server.ledger.since(mark)))
    await settled(world)


async def with_schedule(world: World, person: Person, kind: ChatKind = "channel") -> Chat:
    """A connected chat with a new schedule, whose screen the person sees."""
    chat = place(person, kind)
    await connect(world, person, chat)
    await person.press("New schedule")
    return chat


def schedules(world: World) -> list[dict[str, Any]]:
    """The schedules as they are stored."""
    return world.rows("SELECT * FROM schedules ORDER BY id")


async def raw_press(world: World, person: Person, data: str) -> CallbackAnswer:
    """Send what a button could send, whoever was shown it."""
    message = next(each for each in reversed(person.messages) if each.by_bot)
    query = person.client.press(message, data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()
    assert query.answer is not None
    return query.answer
