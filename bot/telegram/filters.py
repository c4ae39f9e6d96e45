"""Conditions for handlers. They are coroutines: aiogram sends any other callable through a thread for each update."""

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.services.work import Work
from bot.telegram.commands import EDITOR, LEARNER, OWNER

_COMMANDS = frozenset(("start", *LEARNER, *EDITOR, *OWNER))


class PrivateChat(Filter):
    """The message, or the message of the button, stands in a private chat."""

    async def __call__(self, event: Message | CallbackQuery) -> bool:
        message = event if isinstance(event, Message) else event.message
        return message is not None and message.chat.type == "private"


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
