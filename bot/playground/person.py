"""A person at the other end of the chat, played by a script: writes, presses, reads the screen, blocks.

A call that waits returns when the bot is done with it: a press when its callback query was answered, a message when
the bot made a call for the chat; and then no call came for a short while. It raises AssertionError with the last
calls if that does not happen `within` so many seconds.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.chats import CallbackAnswer, CallbackQuery, Chat, Message, User
from bot.playground.client import Client
from bot.playground.poll_editor import PollDraft

if TYPE_CHECKING:
    from bot.playground.server import BotApiServer

TIMEOUT = 5.0
SILENCE = 0.2
"""Seconds without a call that count as no answer."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message as a person sees it. `html` is its text with entities as tags; buttons are rows of labels."""

    message_id: int
    text: str
    html: str
    buttons: list[list[str]]


class Person:
    """Somebody in one chat: their private chat with the bot, or a group (see `at`)."""

    def __init__(self, server: "BotApiServer", user: User, chat: Chat) -> None:
        self.server = server
        self.user = user
        self.chat = chat
        self.client = Client(server.telegram, user)

    @property
    def id(self) -> int:
        """Telegram's numeric id."""
        return self.user.id

    def at(self, chat: Chat) -> "Person":
        """The same person in a group, as a member of it."""
        chat.members.setdefault(self.id, "member")
        return Person(self.server, self.user, chat)

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat, own messages too, oldest first."""
        return self.chat.visible()

    @property
    def screens(self) -> list[Screen]:
        """What the bot has said and not deleted, oldest first."""
        return [_screen(message) for message in self.messages if _said_by_bot(message)]

    @property
    def screen(self) -> Screen:
        """The newest message of the bot. Raises AssertionError if there is none."""
        for message in reversed(self.messages):
            if _said_by_bot(message):
                return _screen(message)
        raise AssertionError(f"the bot has said nothing; the last calls:\n{self.server.ledger.tail()}")

    @property
    def toast(self) -> str:
        """The text of the last answered press; empty if it only stopped the spinner, or nothing was pressed."""
        answer = self._last_answer()
        return answer.text if answer else ""

    @property
    def alert(self) -> bool:
        """Whether that text was a dialog instead of a toast."""
        answer = self._last_answer()
        return answer is not None and answer.alert

    async def send(self, text: str, *, answered: bool = True, within: float = TIMEOUT) -> None:
        """Write a message and wait for the answer; with `answered` False make sure that there is none."""
        mark = len(self.server.ledger)
        self.say(text)
        await self._answer_to_message(mark, answered=answered, within=within)

    async def open_link(self, payload: str, *, answered: bool = True, within: float = TIMEOUT) -> None:
        """Open a deep link to the bot, given in full or as its payload."""
        await self.send(f"/start {payload.rpartition('start=')[2]}", answered=answered, within=within)

    async def send_document(
        self, name: str, content: bytes, *, caption: str = "", answered: bool = True, within: float = TIMEOUT
    ) -> None:
        """Send a file and wait likewise."""
        mark = len(self.server.ledger)
        self.client.send_files(self.chat, [self.server.telegram.add_file(name, content)], caption=caption)
        await self._answer_to_message(mark, answered=answered, within=within)

    async def send_poll(self, poll: PollDraft, *, answered: bool = True, within: float = TIMEOUT) -> None:
        """Make a poll or quiz in the app, send it and wait likewise."""
        mark = len(self.server.ledger)
        self.client.send_poll(self.chat, poll)
        await self._answer_to_message(mark, answered=answered, within=within)

    async def forward(self, post: Message, *, answered: bool = True, within: float = TIMEOUT) -> None:
        """Forward a message to this chat and wait likewise."""
        mark = len(self.server.ledger)
        self.client.forward(post, self.chat)
        await self._answer_to_message(mark, answered=answered, within=within)

    async def edit(self, message: Message, text: str, *, answered: bool = True, within: float = TIMEOUT) -> None:
        """Change an own message and wait likewise."""
        mark = len(self.server.ledger)
        self.client.edit(message, text)
        await self._answer_to_message(mark, answered=answered, within=within)

    async def press(
        self, label: str, *, message: Screen | Message | int | None = None, within: float = TIMEOUT
    ) -> None:
        """Press the newest button whose text starts with `label` (on `message`, if given) and wait."""
        await self._answer_to([self.tap(label, message=message)], within)

    async def tap_twice(self, label: str, *, within: float = TIMEOUT) -> None:
        """Press a button twice before the bot can answer."""
        await self._answer_to([self.tap(label), self.tap(label)], within)

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write a message and go on at once."""
        return self.client.write(self.chat, text, reply_to=reply_to)

    def tap(self, label: str, *, message: Screen | Message | int | None = None) -> CallbackQuery:
        """Press a button and go on at once. Raises AssertionError with what can be pressed if it is not there."""
        messages = self.messages
        if message is not None:
            wanted = message if isinstance(message, int) else _message_id(message)
            messages = [one for one in messages if one.id == wanted]
        for shown in reversed(messages):
            for button in (button for row in shown.inline_keyboard for button in row):
                if button["text"].startswith(label):
                    if "callback_data" not in button:
                        raise AssertionError(f"{button['text']!r} is no callback button: {button}")
                    return self.client.press(shown, button["callback_data"])
        visible = [_screen(one).buttons for one in messages if one.inline_keyboard]
        raise AssertionError(f"no button starts with {label!r}; there are {visible}")

    def vote(self, message: Message, *options: int) -> None:
        """Vote in a poll, by the indexes of its options; see `Client.vote`."""
        self.client.vote(message, options)

    def block(self) -> None:
        """Block the bot: it may not write any more, and is told."""
        self.client.block()

    def unblock(self) -> None:
        """Take the block back."""
        self.client.unblock()

    async def _answer_to_message(self, mark: int, *, answered: bool, within: float) -> None:
        if not answered:
            with suppress(AssertionError):
                await self.server.wait_for(lambda: self._called_since(mark), SILENCE)
            await self.server.settle(within)
            if self._called_since(mark):
                raise AssertionError(f"no answer was expected; the last calls:\n{self.server.ledger.tail()}")
            return
        await self.server.wait_for(lambda: self._called_since(mark), within)
        await self.server.settle(within)

    def _called_since(self, mark: int) -> bool:
        return any(
            call.chat_id == self.chat.id and call.method != "sendChatAction" for call in self.server.ledger.since(mark)
        )

    async def _answer_to(self, queries: list[CallbackQuery], within: float) -> None:
        await self.server.wait_for(lambda: all(query.answer is not None for query in queries), within)
        await self.server.settle(within)

    def _last_answer(self) -> CallbackAnswer | None:
        for query in reversed(self.server.telegram.callbacks.values()):
            if query.user is self.user and query.answer is not None:
                return query.answer
        return None


def _said_by_bot(message: Message) -> bool:
    return message.by_bot and message.service is None


def _message_id(message: Screen | Message) -> int:
    return message.id if isinstance(message, Message) else message.message_id


def _screen(message: Message) -> Screen:
    labels = [[button["text"] for button in row] for row in message.inline_keyboard]
    return Screen(message.id, message.text, message.html, labels)
