"""Files that editors sent: fetched, read with a message that tells how far that is, and told once at the end."""

import asyncio
import logging
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteMessage, SendDocument
from aiogram.types import BufferedInputFile

from bot.clock import Clock, monotonic
from bot.domain.delivery import Outcome, Sent
from bot.parsing import Document
from bot.services.accepting import Accepting
from bot.services.chat_imports import ChatImports, Reading
from bot.storage.chat_imports import ChatImport
from bot.storage.database import Unavailable
from bot.storage.deliveries import Delivery
from bot.telegram.downloads import Downloads, NotDownloaded
from bot.telegram.redrawing import Redrawing
from bot.telegram.screen import send_screen
from bot.telegram.screens import imports as screens
from bot.telegram.sender import Blocked, CannotEdit, Sender
from bot.texts import Texts, Translator

log = logging.getLogger(__name__)

DRAW_EVERY = 2.0
"""Seconds between two edits of the message that tells how far it is."""

LOOK_EVERY = 0.5
"""Seconds after which /cancel is noticed at the latest."""

ALBUM_QUIET = 1.5
"""Seconds without one more file after which an album is complete."""

STORAGE_PAUSE = 2.0


class Importing:
    """Reads what `ChatImports` has queued, one import at a time, and sends what it has planned."""

    def __init__(
        self,
        imports: ChatImports,
        accepting: Accepting,
        downloads: Downloads,
        sender: Sender,
        redrawing: Redrawing,
        texts: Texts,
        clock: Clock,
        planned: Callable[[], None],
    ) -> None:
        self._imports = imports
        self._accepting = accepting
        self._downloads = downloads
        self._sender = sender
        self._redrawing = redrawing
        self._texts = texts
        self._clock = clock
        self._planned = planned

    async def do_next(self) -> bool:
        """Read the import whose turn it is to its end; False where none waits."""
        job = await self._imports.begin()
        if job is None:
            return False
        learner = await self._imports.reader(job.person_id)
        tr = self._texts[learner.language if learner is not None else "en"]
        left: ChatImport | None = job
        while left is not None and left.stage != "stopping":
            if left.next_file is None:
                if left.album is not None and (wait := ALBUM_QUIET - self._imports.quiet_for(left)) > 0:
                    await asyncio.sleep(wait)
                if await self._imports.finish(left, self._clock()):
                    break
                left = await self._imports.again(left)
            else:
                left = await self._read(Reading.begun(left, left.next_file), tr)
        if left is not None and left.stage == "stopping":
            await self._imports.finish(left, self._clock())
        self._planned()
        return True

    async def _read(self, reading: Reading, tr: Translator) -> ChatImport | None:
        try:
            async with asyncio.TaskGroup() as group:
                taking = group.create_task(self._take(reading))
                watching = group.create_task(self._watch(reading, taking, tr))
                await asyncio.wait((taking,))
                watching.cancel()
        except BaseExceptionGroup as failed:
            # As itself, so that what must end the program does.
            raise failed.exceptions[0] from None
        # Stopped by its editor: a program that ends cancels this task too, and never comes here.
        return await self._imports.settle(reading, "stopped", self._clock()) if taking.cancelled() else taking.result()

    async def _take(self, reading: Reading) -> ChatImport | None:
        while True:
            try:
                with tempfile.TemporaryDirectory(prefix="sobes-") as folder:
                    return await self._take_in(reading, Path(folder) / "file")
            except Unavailable as error:
                log.warning("an import has to wait: %s", error)
            await asyncio.sleep(STORAGE_PAUSE)

    async def _take_in(self, reading: Reading, path: Path) -> ChatImport | None:
        def opened() -> BinaryIO:
            return path.open("rb")

        try:
            with path.open("wb") as into:
                size = await self._downloads.fetch(reading.file.file_id, into)
        except NotDownloaded:
            return await self._imports.settle(reading, "lost", self._clock())
        reading.is_fetched = True
        return await self._imports.read(reading, Document(reading.file.name, size, opened), self._clock)

    async def _watch(self, reading: Reading, taking: asyncio.Task[ChatImport | None], tr: Translator) -> None:
        """Tell how far it is, as seldom as Telegram likes it; stop where the editor wants it no more."""
        shown, at, can_draw = None, monotonic(), True
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if not await self._imports.look(reading):
                reading.is_wanted = False
                if not reading.is_fetched:
                    taking.cancel()
                return
            screen = screens.progress(tr, reading.how_far)
            if can_draw and screen != shown and monotonic() - at >= DRAW_EVERY:
                can_draw = await self._redrawing.draw(reading.job.person_id, reading.job.message_id, screen)
                shown, at = screen, monotonic()

    async def tell(self, delivery: Delivery) -> Outcome | None:
        """One attempt to say what became of the files; None when there is nobody to tell."""
        told = await self._imports.told(delivery)
        if told is None:
            return None
        job, tr = told.job, self._texts[told.to.language]
        offer = await self._accepting.find(job.import_id, self._clock()) if job.import_id is not None else None
        screen = screens.summary(tr, job, offer)
        outcome = await self._sender.deliver(
            send_screen(delivery.chat_id, screen.parts[0], screen.markup), delivery.attempts
        )
        if isinstance(outcome, Sent) and job.message_id is not None:
            with suppress(AiogramError, Blocked, CannotEdit):
                await self._sender.reply(DeleteMessage(chat_id=delivery.chat_id, message_id=job.message_id))
        return outcome

    async def tell_losses(self, delivery: Delivery) -> Outcome | None:
        """One attempt to send the list of what was dropped."""
        told = await self._imports.told(delivery)
        if told is None:
            return None
        content = await self._imports.losses(told.job)
        method = SendDocument(
            chat_id=delivery.chat_id,
            document=BufferedInputFile(content, "dropped.txt"),
            caption=self._texts[told.to.language].html("import-losses"),
            parse_mode="HTML",
        )
        return await self._sender.deliver(method, delivery.attempts)
