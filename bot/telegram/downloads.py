"""Files that people sent to the bot, fetched from Telegram."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import BinaryIO

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import GetFile
from aiohttp import ClientError

from bot.telegram.sender import Blocked, Sender

log = logging.getLogger(__name__)

TRIES = 3
SILENCE = 30
"""Seconds without a byte after which a try is given up."""

_PIECE = 256 * 1024


class NotDownloaded(Exception):
    """Telegram does not have the file, or does not give it."""


class Downloads:
    """Fetches files; at most `limit` bytes of each."""

    def __init__(
        self, bot: Bot, sender: Sender, limit: int, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._limit = limit
        self._sleep = sleep

    async def fetch(self, file_id: str, into: BinaryIO) -> int:
        """Write the file into a seekable stream; its bytes. Raises NotDownloaded."""
        for attempt in range(1, TRIES + 1):
            try:
                return await self._try(file_id, into)
            # The text of these errors may hold the address, which has the token in it.
            except (ClientError, TimeoutError, OSError) as error:
                log.warning("a file cannot be fetched (%s), try %s", type(error).__name__, attempt)
            await self._sleep(2.0**attempt)
        raise NotDownloaded

    async def _try(self, file_id: str, into: BinaryIO) -> int:
        try:
            found = await self._sender.reply(GetFile(file_id=file_id))
        except (AiogramError, Blocked):
            raise NotDownloaded from None
        if found is None or found.file_path is None:
            raise NotDownloaded
        into.seek(0)
        into.truncate()
        url = self._bot.session.api.file_url(self._bot.token, found.file_path)
        size = 0
        async for piece in self._bot.session.stream_content(url, timeout=SILENCE, chunk_size=_PIECE):
            size += len(piece)
            if size > self._limit:
                raise NotDownloaded
            into.write(piece)
        into.flush()
        return size
