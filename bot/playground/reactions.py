"""Reactions: an emoji that somebody puts under a message."""

from collections import Counter

from bot.playground.chats import Message, User
from bot.playground.fields import Json
from bot.playground.membership import RUNNING
from bot.playground.telegram import Telegram

_LISTED = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮
💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡
🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻
👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿
🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
EMOJI = frozenset(_LISTED.split())
"""Every emoji of ReactionTypeEmoji."""


def react(telegram: Telegram, message: Message, user: User, emoji: str | None) -> None:
    """Somebody's reaction to a message, None to take it back. The bot hears of others' where it runs the chat, and in
    private; in a channel it hears only how many there are.
    """
    before = message.reactions.pop(user.id, None)
    if emoji is not None:
        message.reactions[user.id] = emoji
    telegram.touched(message)
    chat = message.chat
    if user is telegram.bot or before == emoji:
        return
    if chat.kind != "private" and chat.members.get(telegram.bot.id) not in RUNNING:
        return
    told: Json = {"chat": chat.as_json(), "message_id": message.id, "date": int(telegram.clock().timestamp())}
    if chat.kind == "channel":
        counts = Counter(message.reactions.values())
        told["reactions"] = [{"type": _shown(one)[0], "total_count": number} for one, number in counts.items()]
        telegram.updates.push("message_reaction_count", told)
        return
    told |= {"user": user.as_json(), "old_reaction": _shown(before), "new_reaction": _shown(emoji)}
    telegram.updates.push("message_reaction", told)


def _shown(emoji: str | None) -> list[Json]:
    return [] if emoji is None else [{"type": "emoji", "emoji": emoji}]
