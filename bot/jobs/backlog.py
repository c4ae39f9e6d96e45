"""What is done one thing after another, beside everything else, as long as there is something to do."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.jobs.workers import RETRY_SECONDS, Failed, guarded


class Backlog:
    """Calls `do_next` until it says that nothing is left, and again whenever `waiting` is set."""

    def __init__(self, do_next: Callable[[], Awaitable[bool]], waiting: asyncio.Event, what: str) -> None:
        self._do_next = guarded(do_next, what)
        self._waiting = waiting

    async def run(self) -> None:
        """Until cancelled: what is begun is taken up again at the next start."""
        while True:
            self._waiting.clear()
            more = await self._do_next()
            if isinstance(more, Failed):
                await asyncio.sleep(RETRY_SECONDS)
            elif not more:
                await self._waiting.wait()
