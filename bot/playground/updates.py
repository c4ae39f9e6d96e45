"""Updates that wait for the bot, by polling or webhook: at least once, in order of id."""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.playground.changes import Changes
from bot.playground.fields import Json

LONGEST_POLL = 50
"""Seconds; a longer `timeout` counts as this."""

_REMEMBERED = 500
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to; seconds since 1970 for the last error."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Poll:
    """One waiting getUpdates; `verdict` is set by a newer one or by a webhook that ends it."""

    verdict: str | None = None


class UpdateQueue:
    """The queue behind getUpdates and the webhook. An update stays until it is confirmed."""

    def __init__(self, begin: int, changes: Changes) -> None:
        self._changes = changes
        self._next = begin
        self._waiting: deque[Json] = deque()
        self._latest: deque[Json] = deque(maxlen=_REMEMBERED)
        self._again: deque[Json] = deque()
        self._news = asyncio.Event()
        self.allowed: tuple[str, ...] = ()
        self.webhook: Webhook | None = None
        self.confirmed = begin - 1
        """Every update up to this id was confirmed by the bot (or dropped)."""
        self.poller: Poll | None = None
        self.closed = False
        """Set when the server stops: nobody waits any longer."""

    def __len__(self) -> int:
        return len(self._again) + len(self._waiting)

    def push(self, kind: str, payload: Json) -> Json | None:
        """Queue an update; None if the bot did not ask for this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _NOT_BY_DEFAULT
        if not wanted:
            return None
        return self.push_raw({kind: payload})

    def push_raw(self, fields: Json) -> Json:
        """Queue whatever is given, with the next id in front."""
        update = {"update_id": self._next, **fields}
        self._next += 1
        self._waiting.append(update)
        self._latest.append(update)
        self._changes.tell("update", update)
        self.wake()
        return update

    def latest(self, count: int) -> list[Json]:
        """The newest updates, confirmed or not, oldest first; at most 500 are remembered."""
        return list(self._latest)[-count:]

    def redeliver(self, update: Json) -> None:
        """Deliver an update once more under the id it had, whatever was confirmed meanwhile."""
        self._again.append(update)
        self.wake()

    def wake(self) -> None:
        """Let everyone who waits look again."""
        self._news.set()
        self._news = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Until there is news, at most `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return

    def confirm(self, offset: int) -> None:
        """Forget updates below `offset`; a negative one keeps only that many from the end."""
        if offset < 0:
            offset = self._waiting[offset]["update_id"] if len(self._waiting) > -offset else 0
        before = self.confirmed
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self.confirmed = self._waiting.popleft()["update_id"]
        if self.confirmed != before:
            self._changes.tell("confirmed", self.confirmed)
            self.wake()

    def done(self, update: Json) -> None:
        """One update was confirmed."""
        (self._again if update in self._again else self._waiting).remove(update)
        self.confirmed = max(self.confirmed, update["update_id"])
        self._changes.tell("confirmed", self.confirmed)
        self.wake()

    def drop_all(self) -> None:
        """Forget what waits (`drop_pending_updates`)."""
        self._again.clear()
        self.confirm(self._next)

    def first(self) -> Json | None:
        """The update to deliver next; it stays."""
        return next(iter(self._again), None) or next(iter(self._waiting), None)

    def batch(self, limit: int) -> list[Json]:
        """What one getUpdates returns: redeliveries, which are then over, and the oldest that wait, which stay."""
        again = [self._again.popleft() for _ in range(min(limit, len(self._again)))]
        room = min(limit - len(again), len(self._waiting))
        return again + [self._waiting[index] for index in range(room)]

    def close(self) -> None:
        """End every wait for good."""
        self.closed = True
        self.wake()

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember `allowed_updates`; None leaves it, an empty list asks for the default again."""
        if kinds is not None:
            self.allowed = tuple(kinds)
