"""Drawing beside the event loop: one picture at a time, however many ask."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date

from bot.plots.learning import draw
from bot.plots.loading import CannotDraw
from bot.plots.palette import DARK, LIGHT
from bot.services.stats import Stats
from bot.texts import Translator

log = logging.getLogger(__name__)


class Painter:
    """Draws in a thread. Where matplotlib cannot be loaded there are no pictures, and the log says so once."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._can_draw = True

    async def learning(
        self, stats: Stats, tr: Translator, names: dict[str, str], on: date, begins: Callable[[], Awaitable[None]]
    ) -> bytes | None:
        """The picture of somebody's numbers as PNG; None where nothing can be drawn here.

        `names` are those of topics by key, `on` is the date of the user day. `begins` is called when its turn comes.
        """
        async with self._turn:
            if not self._can_draw:
                return None
            await begins()
            try:
                return await asyncio.to_thread(draw, stats, tr, names, on, DARK if stats.dark else LIGHT)
            except CannotDraw as error:
                self._can_draw = False
                log.warning("/stats comes without pictures: %s", error)
                return None
