"""Posts as they stand in a chat and in the database, without a schedule that would have made them."""

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from bot.playground.chats import Chat, Message
from bot.storage.database import to_ms
from tests.conftest import TOKEN, World
from tests.unit.playground.api import Api

OPTIONS = ("the right one", "nearly", "far off", "nonsense")
RIGHT = 0


@dataclass(frozen=True)
class Post:
    """A quiz in a chat. `row` is the publication's; the link below it is `p_<key>`."""

    row: int
    key: str
    message: Message

    @property
    def link(self) -> str:
        return f"p_{self.key}"


async def connect(world: World, chat: Chat, *, by_staff: bool = True) -> None:
    """Make a chat known to the bot, with a schedule that plans nothing."""
    now = to_ms(world.clock())
    await world.change(
        "INSERT INTO chats (chat_id, kind, title, by_staff, connected_at) VALUES (?, ?, ?, ?, ?)",
        chat.id,
        chat.kind,
        chat.title,
        int(by_staff),
        now,
    )
    await world.change(
        "INSERT INTO schedules (chat_row, zone, minutes, weekdays, lang, state, created_at) "
        "SELECT id, 'UTC', '[600]', 127, 'en', 'paused', ? FROM chats WHERE chat_id = ?",
        now,
        chat.id,
    )


async def post(world: World, chat: Chat, card_id: int, *, options: Sequence[str] = OPTIONS) -> Post:
    """Post a quiz in a connected chat; the first option is right. Anonymous in a channel, as Telegram wants it."""
    async with aiohttp.ClientSession() as session:
        api = Api(world.server, session)
        async with session.post(
            api.address("sendPoll", TOKEN),
            json={
                "chat_id": chat.id,
                "question": f"A quiz about card {card_id}",
                "options": list(options),
                "type": "quiz",
                "correct_option_ids": [RIGHT],
                "is_anonymous": chat.kind == "channel",
            },
        ) as response:
            sent = (await response.json())["result"]
    count = world.rows("SELECT COUNT(*) AS posts FROM publications")[0]["posts"]
    key = f"key{count + 1}"
    texts = ", ".join(f'"{option}"' for option in options)
    await world.change(
        "INSERT INTO publications (key, schedule_id, chat_row, slot, due_at, state, card_id, revision, form, "
        "message_id, poll_id, options, sent_at) "
        "SELECT ?, s.id, c.id, ?, ?, 'sent', ?, 1, 'quiz', ?, ?, ?, ? "
        "FROM chats AS c JOIN schedules AS s ON s.chat_row = c.id WHERE c.chat_id = ?",
        key,
        f"slot {count + 1}",
        to_ms(world.clock()),
        card_id,
        sent["message_id"],
        sent["poll"]["id"],
        f'{{"texts": [{texts}], "right": {RIGHT}}}',
        to_ms(world.clock()),
        chat.id,
    )
    (row,) = world.rows("SELECT id FROM publications WHERE key = ?", key)
    return Post(row["id"], key, chat.visible()[-1])


def totals(world: World, made: Post) -> str | None:
    """Votes per option as they are stored."""
    (row,) = world.rows("SELECT totals FROM publications WHERE id = ?", made.row)
    told: str | None = row["totals"]
    return told
