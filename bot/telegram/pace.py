"""How fast messages may leave: one rate for all chats, one for each chat, and the pauses Telegram asks for."""

import asyncio
import math
from collections.abc import Awaitable, Callable

from bot.clock import monotonic

Chat = int | str
"""A chat as methods name it: a numeric id (groups and channels are negative) or `@name`."""

# A late wake-up is made good up to this much, so the mean stays at the rate without a burst.
_LATE = 0.02
# Replies push bulk messages back by no more than this, so that neither stops the other for good.
_PATIENCE = 1.0
# Seconds per message and burst. Telegram: 1 message/s in a chat, 20 a minute in a group; 3 + 17 make 20.
_PRIVATE = (1.0, 3)
_GROUP = (60 / 17, 3)
# Telegram does not say whether one chat or the whole bot is flooding; so many chats refused in a row tell.
_CHATS_IN_A_ROW = 3
_SWEEP_EVERY = 60.0


class Pace:
    """Waits so that no limit is met. Times are monotonic seconds; waiting tasks go in the order they came.

    `rate` is messages per second over all chats. Replies to people do not wait for it, but each takes a slot
    from the bulk. Not shared between processes.
    """

    def __init__(
        self,
        rate: float,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._interval = 1 / rate
        self._clock = now
        self._seen = now()
        self._sleep = sleep
        self._gate = asyncio.Lock()
        self._next = self._seen
        self._chat_next: dict[Chat, float] = {}
        self._chat_floods: dict[Chat, float] = {}
        self._flood = self._seen
        self._refused_in_a_row: set[Chat] = set()
        self._swept = self._seen

    async def bulk(self, chat: Chat) -> None:
        """Wait for the turn of a message that nobody is waiting for."""
        await self._chat_turn(chat)
        while True:
            await self.flood_over(chat)
            async with self._gate:
                await self._bulk_turn()
            if not self.held(chat):
                return

    async def reply(self, chat: Chat) -> None:
        """Wait for the turn of a message that answers a person: only the chat's own rate and floods hold it."""
        await self._chat_turn(chat)
        await self.flood_over(chat)
        now = self._now()
        self._next = min(max(self._next, now - _LATE) + self._interval, max(self._next, now + _PATIENCE))

    async def flood_over(self, chat: Chat | None) -> None:
        """Wait until neither this chat nor the whole bot is told to pause."""
        while (wait := self.held(chat)) > 0:
            await self._sleep(wait)

    def held(self, chat: Chat | None) -> float:
        """Seconds of pause left for this chat (None: for the whole bot); 0 when there is none."""
        now = self._now()
        own = self._flood if chat is None else self._chat_floods.get(chat, self._flood)
        return max(0.0, max(own, self._flood) - now)

    def busy(self, chat: Chat) -> float:
        """Seconds until one more message could leave for this chat: a pause, or the turns of those that wait."""
        return max(self.held(chat), self._chat_next.get(chat, -math.inf) - self._now())

    def refused(self, chat: Chat, retry_after: float) -> None:
        """Telegram answered 429: pause this chat for `retry_after` seconds.

        The whole bot pauses when several chats in a row are refused, until the first of them may go on. A
        pause is never cut short by a later, shorter one.
        """
        until = self._now() + retry_after
        self._chat_floods[chat] = max(self._chat_floods.get(chat, until), until)
        self._refused_in_a_row = {each for each in self._refused_in_a_row if self.held(each)} | {chat}
        if len(self._refused_in_a_row) >= _CHATS_IN_A_ROW:
            first = min(self._chat_floods.get(each, until) for each in self._refused_in_a_row)
            self._flood = max(self._flood, first)

    def accepted(self) -> None:
        """Telegram executed a call: the bot as a whole is not flooding."""
        self._refused_in_a_row.clear()

    def _now(self) -> float:
        """Monotonic time. A machine whose clock was set back all the same begins anew: no wait may last for days."""
        now = self._clock()
        if now < self._seen:
            self._next = self._flood = self._swept = now
            self._chat_next.clear()
            self._chat_floods.clear()
        self._seen = now
        return now

    async def _bulk_turn(self) -> None:
        latest = max(self._next, self._now()) + _PATIENCE
        while (wait := min(self._next, latest) - self._now()) > 0:
            await self._sleep(wait)
        now = self._now()
        self._next = max(min(self._next, now), now - _LATE) + self._interval

    async def _chat_turn(self, chat: Chat) -> None:
        now = self._now()
        self._sweep(now)
        interval, burst = _GROUP if isinstance(chat, str) or chat < 0 else _PRIVATE
        slot = max(self._chat_next.get(chat, -math.inf), now - (burst - 1) * interval)
        self._chat_next[chat] = slot + interval
        if slot > now:
            await self._sleep(slot - now)

    def _sweep(self, now: float) -> None:
        """Forget chats whose allowance is full again and pauses that are over: memory follows recent chats."""
        if now < self._swept + _SWEEP_EVERY:
            return
        self._swept = now
        full = _GROUP[0] * _GROUP[1]
        self._chat_next = {chat: at for chat, at in self._chat_next.items() if at > now - full}
        self._chat_floods = {chat: at for chat, at in self._chat_floods.items() if at > now}
