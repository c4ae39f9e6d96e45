"""Screens that change by themselves, while something is done that takes a while."""

import html
import logging

from aiogram.exceptions import AiogramError
from aiogram.methods import EditMessageText
from aiogram.types import LinkPreviewOptions

from bot.domain.ids import LearnerId
from bot.telegram.screen import TAG, Drawn, Screen, Seen
from bot.telegram.sender import Blocked, CannotEdit, Sender

log = logging.getLogger(__name__)


class Redrawing:
    """Draws over messages in private chats that nobody has pressed; `drawn` is what presses are held against."""

    def __init__(self, sender: Sender, drawn: Drawn) -> None:
        self._sender = sender
        self._drawn = drawn

    async def draw(self, chat_id: LearnerId, message_id: int | None, screen: Screen) -> bool:
        """Show a screen of one part in a message that is there; False where that cannot be done any more."""
        if message_id is None:
            return False
        wanted = Seen.of(html.unescape(TAG.sub("", screen.parts[0])), screen.markup)
        if self._drawn.get(chat_id, message_id) == wanted:
            return True
        method = EditMessageText(
            chat_id=chat_id,
            message_id=message_id,
            text=screen.parts[0],
            parse_mode="HTML",
            reply_markup=screen.markup,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        try:
            await self._sender.reply(method)
        except (AiogramError, Blocked, CannotEdit) as error:
            log.warning("a message cannot be drawn anew (%s)", type(error).__name__)
            return False
        self._drawn.put(chat_id, message_id, wanted)
        return True
