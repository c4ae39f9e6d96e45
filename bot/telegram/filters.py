"""Conditions for handlers. They are coroutines: aiogram sends any other callable through a thread for each update."""

from pathlib import PurePath

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.parsing.reading import SUFFIXES
from bot.services.work import Work
from bot.telegram.commands import EDITOR, LEARNER, OWNER
from bot.telegram.membership import Membership

_COMMANDS = frozenset(("start", *LEARNER, *EDITOR, *OWNER))


class PrivateChat(Filter):
    """The message, or the message of the button, stands in a private chat."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event if isinstance(event, Message) else event.message
        return message is not None and message.chat.type == "private"


class IsForwarded(Filter):
    """The message was forwarded, or is a poll or quiz."""

    async def __call__(self, event: Message) -> bool:
        return event.forward_origin is not None or event.poll is not None


class Waiting(Filter):
    """The bot waits for something from this person: for `what`, or for anything that begins with it and a dash.

    A command of the bot is a command, not what was waited for.
    """

    def __init__(self, what: str) -> None:
        self._what = what

    async def __call__(self, event: Message | CallbackQuery, work: Work) -> bool:
        waiting = work.conversation
        if waiting is None or (isinstance(event, Message) and _command(event.text or "") in _COMMANDS):
            return False
        return waiting.waiting_for == self._what or waiting.waiting_for.startswith(f"{self._what}-")


def _command(text: str) -> str:
    """The name of a command such as `/quiz@bot asyncio`; empty where it is none."""
    return text[1:].split(maxsplit=1)[0].partition("@")[0].lower() if text[:1] == "/" and text[1:].strip() else ""


class Elsewhere(Filter):
    """It happened in a group or channel."""

    async def __call__(self, event: Message | ChatMemberUpdated) -> bool:
        return event.chat.type != "private"


class CommandElsewhere(Filter):
    """A command of that name in a group, to this bot or to any."""

    def __init__(self, name: str) -> None:
        self._name = name

    async def __call__(self, event: Message, membership: Membership) -> bool:
        text = event.text or ""
        # What a channel posts comes into its discussion group by itself: nobody there gave a command.
        if event.chat.type == "private" or event.is_automatic_forward or _command(text) != self._name:
            return False
        named = text.split(maxsplit=1)[0].partition("@")[2]
        return named.lower() in ("", membership.username.lower())


class ChatChanges(Filter):
    """A service message that tells of another number, name or kind of the group it stands in."""

    async def __call__(self, event: Message) -> bool:
        told = (event.migrate_to_chat_id, event.migrate_from_chat_id, event.new_chat_title, event.forum_topic_created)
        return event.chat.type != "private" and any(each is not None for each in told)


class SendsFile(Filter):
    """The message is a file; a forwarded one only of a kind that is read by its name, as others are posts."""

    async def __call__(self, event: Message) -> bool:
        document = event.document
        if document is None or event.animation is not None:
            return False
        return event.forward_origin is None or PurePath(document.file_name or "").suffix.lower() in SUFFIXES - {""}


class SharesChat(Filter):
    """A chat was chosen with a key that asked for one."""

    async def __call__(self, event: Message) -> bool:
        return event.chat_shared is not None
