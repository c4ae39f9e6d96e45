"""What a person sees: text and keyboard, and the one way to bring it to them."""

import asyncio
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.clock import monotonic
from bot.telegram import limits
from bot.telegram.render import visible_length
from bot.telegram.sender import CannotEdit, Sender
from bot.texts.html import Html

T = TypeVar("T")

Rows = tuple[tuple[InlineKeyboardButton, ...], ...]
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TAG = re.compile("<[^>]*>")
_REMEMBERED_FOR = 10.0
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Screen:
    """One message, or several for a long answer; the keyboard stands under the last.

    `keyboard` changes the keys below the chat instead: for a screen without `rows`, and sent, not drawn over another.
    """

    parts: tuple[Html, ...]
    rows: Rows = ()
    keyboard: ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None

    def noting(self, note: Html | None) -> "Screen":
        """The same screen with a line above it, in a message of its own where the first one is full."""
        if note is None:
            return self
        first = Html("\n\n").join((note, self.parts[0]))
        if visible_length(first) > limits.MESSAGE_TEXT:
            return replace(self, parts=(note, *self.parts))
        return replace(self, parts=(first, *self.parts[1:]))

    @property
    def markup(self) -> InlineKeyboardMarkup | None:
        """The keyboard as Telegram takes it."""
        return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in self.rows]) if self.rows else None


def button(label: str, callback: CallbackData) -> InlineKeyboardButton:
    """A button that tells the bot something."""
    return InlineKeyboardButton(text=label, callback_data=callback.pack())


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> Rows:
    """Buttons side by side, `width` to a row."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def send_screen(
    chat_id: int,
    text: Html,
    markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None,
) -> SendMessage:
    """The call that shows one message."""
    return SendMessage(
        chat_id=chat_id, text=text, parse_mode="HTML", reply_markup=markup, link_preview_options=_NO_PREVIEW
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a message: its text without markup, and its buttons with what they send."""

    text: str
    buttons: tuple[tuple[tuple[str, str | None], ...], ...]

    @classmethod
    def of(cls, text: str, markup: InlineKeyboardMarkup | None) -> "Seen":
        """As Telegram would show it."""
        rows = markup.inline_keyboard if markup else []
        return cls(text.strip(), tuple(tuple((each.text, each.callback_data) for each in row) for row in rows))


class Drawn:
    """What was drawn into messages a moment ago: the second press of a doubled tap still names the old screen.

    Only to spare Telegram edits that would change nothing; held in memory, for seconds of the monotonic clock.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._drawn: dict[tuple[int, int], tuple[float, Seen]] = {}

    def get(self, chat_id: int, message_id: int) -> Seen | None:
        """What a message shows, if it was drawn just now."""
        at, seen = self._drawn.get((chat_id, message_id), (0.0, None))
        return seen if self._now() - at < _REMEMBERED_FOR else None

    def put(self, chat_id: int, message_id: int, seen: Seen) -> None:
        """An edit was carried out."""
        self._drawn.pop((chat_id, message_id), None)
        self._drawn[chat_id, message_id] = self._now(), seen
        if len(self._drawn) > _REMEMBERED:
            del self._drawn[next(iter(self._drawn))]


class Show:
    """Brings screens to the person whose update is being answered."""

    def __init__(self, sender: Sender, drawn: Drawn, chat_id: int | None, query: CallbackQuery | None = None) -> None:
        self._sender = sender
        self._drawn = drawn
        self._chat = chat_id
        self._query = query
        self._answered = query is None
        message = query.message if query else None
        # A message too old for Telegram to show us can still be edited by its number.
        self._message_id = message.message_id if message else None

    @property
    def has_button(self) -> bool:
        """A button was pressed, and its spinner still turns."""
        return self._query is not None and not self._answered

    @property
    def has_chat(self) -> bool:
        """There is a private chat to answer in."""
        return self._chat is not None

    @property
    def message_id(self) -> int | None:
        """The message whose button was pressed."""
        return self._message_id

    @property
    def moved_on(self) -> bool:
        """The message was drawn anew since this press, which was the second of a doubled tap."""
        message = self._query.message if self._query else None
        if not isinstance(message, Message):
            return False
        just_drawn = self._drawn.get(message.chat.id, message.message_id)
        return just_drawn not in (None, Seen.of(message.text or "", message.reply_markup))

    @property
    def _chat_id(self) -> int:
        if self._chat is None:
            raise RuntimeError("a screen was shown outside a private chat")
        return self._chat

    @property
    def _seen(self) -> Seen | None:
        """What the message whose button was pressed shows now, as far as that is known."""
        message = self._query.message if self._query else None
        if message is None:
            return None
        just_drawn = self._drawn.get(message.chat.id, message.message_id)
        if just_drawn is None and isinstance(message, Message):
            return Seen.of(message.text or "", message.reply_markup)
        return just_drawn

    async def after_card(self, following: Screen, parts: int) -> None:
        """What comes in place of a card whose answer stands in so many messages; below a long one, which is left to be
        read."""
        if parts <= 1:
            await self.screen(following)
        else:
            await self.close()
            await self.send(following)

    async def screen(self, screen: Screen) -> None:
        """Replace the message whose button was pressed; send anew where there is none, or it cannot be edited.

        Nothing is done where the message shows the screen already: that was a doubled tap.
        """
        if self._message_id is None:
            await self.send(screen)
            return
        markup = screen.markup if len(screen.parts) == 1 else None
        wanted = Seen.of(html.unescape(TAG.sub("", screen.parts[0])), markup)
        if wanted == self._seen:
            return
        try:
            edited = await self._call(
                EditMessageText(
                    chat_id=self._chat_id,
                    message_id=self._message_id,
                    text=screen.parts[0],
                    parse_mode="HTML",
                    reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                )
            )
        except CannotEdit:
            await self.send(screen)
            return
        if edited is None:
            return
        self._drawn.put(self._chat_id, self._message_id, wanted)
        if len(screen.parts) > 1:
            await self.send(replace(screen, parts=screen.parts[1:]))

    async def send(self, screen: Screen) -> int | None:
        """Send a new message, or several; the number of the last, None where it is not known to be there."""
        for text in screen.parts[:-1]:
            await self._call(send_screen(self._chat_id, text))
        sent = await self._call(send_screen(self._chat_id, screen.parts[-1], screen.keyboard or screen.markup))
        return sent.message_id if sent is not None else None

    async def rows(self, screen: Screen) -> None:
        """Change only the keyboard of the message whose button was pressed."""
        if self._message_id is None:
            return
        seen = self._seen
        wanted = Seen.of(seen.text if seen else "", screen.markup)
        if wanted == seen:
            return
        try:
            edited = await self._call(
                EditMessageReplyMarkup(chat_id=self._chat_id, message_id=self._message_id, reply_markup=screen.markup)
            )
        except CannotEdit:
            return
        if edited is not None and seen is not None:
            self._drawn.put(self._chat_id, self._message_id, wanted)

    async def close(self) -> None:
        """Take the buttons from the message that was pressed: it stays to be read."""
        await self.rows(Screen(()))

    async def document(self, name: str, content: bytes, caption: Html) -> None:
        """Send a file."""
        await self._call(
            SendDocument(
                chat_id=self._chat_id,
                document=BufferedInputFile(content, name),
                caption=caption,
                parse_mode="HTML",
            )
        )

    async def picture(self, content: bytes, screen: Screen, *, anew: bool = False) -> None:
        """Show a PNG with a screen of one part as its caption; unless `anew`, in place of the one that was pressed."""
        photo = BufferedInputFile(content, "picture.png")
        caption = screen.parts[0]
        if self._message_id is not None and not anew:
            media = InputMediaPhoto(media=photo, caption=caption, parse_mode="HTML")
            try:
                await self._call(
                    EditMessageMedia(
                        chat_id=self._chat_id, message_id=self._message_id, media=media, reply_markup=screen.markup
                    )
                )
            except CannotEdit:
                await self.picture(content, screen, anew=True)
            return
        await self._call(
            SendPhoto(
                chat_id=self._chat_id, photo=photo, caption=caption, parse_mode="HTML", reply_markup=screen.markup
            )
        )

    async def drawing(self) -> None:
        """Say that a picture is on its way; it is shown for five seconds, or until the picture comes."""
        await self._call(SendChatAction(chat_id=self._chat_id, action="upload_photo"))

    async def toast(self, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the button's spinner, once; `alert` stays until it is closed, for what matters.

        A text goes before the screen: the first call for that stops the spinner without one.
        """
        if self._answered or self._query is None:
            return
        self._answered = True
        await self._sender.reply(
            AnswerCallbackQuery(callback_query_id=self._query.id, text=text, show_alert=alert or None)
        )

    async def _call(self, method: TelegramMethod[T]) -> T | None:
        """`Sender.reply`; the first call of a press stops its spinner meanwhile, as an edit may have to wait."""
        if not self.has_button:
            return await self._sender.reply(method)
        # Both to their end: a refused edit must not leave the spinner turning.
        showing = self._sender.reply(method)
        result, stopped = await asyncio.gather(showing, self.toast(), return_exceptions=True)
        for outcome in (result, stopped):
            if isinstance(outcome, BaseException):
                raise outcome
        return cast("T | None", result)
