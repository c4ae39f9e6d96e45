"""Who lives in the playground: four people, a group with all of them, and a channel that the bot can post in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.chats import Chat
from bot.playground.client import Client
from bot.playground.telegram import Telegram

LANGUAGES = ("en", "ru", "zh-hans", "de")
"""What a person of the playground may set their Telegram to: the last is one that the bot does not speak."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people by their role, and the chats that they share; the owner runs both."""

    people: dict[str, Client]
    group: Chat
    channel: Chat

    @property
    def owner(self) -> Client:
        """Who runs the bot, the group and the channel."""
        return self.people["owner"]


def gather(telegram: Telegram, posts: Sequence[str] = ()) -> Cast:
    """Make the people and their chats; the owner writes `posts` into the channel. The bot hears where it was seated
    and what was posted, as at Telegram.
    """
    people = {
        role: Client(telegram, telegram.new_user(name, username=username, language_code=language))
        for role, name, username, language in (
            ("owner", "Olivia", "olivia_owner", "en"),
            ("learner", "Alice", "alice_learns", "en"),
            ("second_learner", "Борис", "boris_learns", "ru"),
            ("stranger", "小雨", None, "zh-hans"),
        )
    }
    owner = people["owner"]
    group = telegram.new_chat("supergroup", "Interview club")
    channel = telegram.new_chat("channel", "A question a day", "a_question_a_day")
    for chat in (group, channel):
        chat.members.update({client.user.id: "member" for client in people.values()})
        chat.members[owner.user.id] = "creator"
    owner.seat_bot(group, "member")
    owner.seat_bot(channel, "administrator")
    for post in posts:
        owner.write(channel, post)
    return Cast(people, group, channel)
