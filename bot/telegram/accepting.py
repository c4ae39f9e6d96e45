"""Imports that are accepted or taken back at once, with a message that tells how far that is."""

import asyncio

from bot.clock import Clock, monotonic
from bot.services.accepting import Accepting
from bot.storage.acceptances import Acceptance
from bot.telegram.importing import DRAW_EVERY
from bot.telegram.redrawing import Redrawing
from bot.telegram.screens import imports as screens
from bot.texts import Texts

PAUSE = 0.25
"""Seconds in which an answer of Telegram to a drawing that was begun has come."""


class AcceptingAloud:
    """Does what `Accepting` has begun, batch by batch."""

    def __init__(self, accepting: Accepting, redrawing: Redrawing, texts: Texts, clock: Clock) -> None:
        self._accepting = accepting
        self._redrawing = redrawing
        self._texts = texts
        self._clock = clock
        self._drawn_at = monotonic()

    async def do_next(self) -> bool:
        """One batch; False where nothing is under way."""
        acceptance = await self._accepting.step(self._clock())
        if acceptance is None:
            return await self._tell_of_an_end()
        is_time = acceptance.is_under_way and monotonic() - self._drawn_at >= DRAW_EVERY
        if is_time and self._accepting.may_draw(acceptance):
            await self._draw(acceptance)
            self._drawn_at = monotonic()
        return True

    async def _tell_of_an_end(self) -> bool:
        """Draw what came to its end, perhaps before a restart; False where all of it is told."""
        ended = await self._accepting.untold()
        if ended is None:
            return False
        # Whoever draws into the message just now draws how it ended; that has to be known before it is compared.
        await asyncio.sleep(PAUSE)
        if self._accepting.may_draw(ended):
            await self._draw(ended)
        await self._accepting.tell(ended)
        return True

    async def _draw(self, acceptance: Acceptance) -> None:
        offer = await self._accepting.find(acceptance.import_id, self._clock())
        reader = await self._accepting.reader(acceptance)
        if offer is not None and reader is not None:
            screen = screens.acceptance(self._texts[reader.language], offer, acceptance)
            await self._redrawing.draw(reader.id, acceptance.message_id, screen)
