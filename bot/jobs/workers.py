"""The delivery worker: claims, commits, and only then touches the network."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from bot.clock import Clock
from bot.domain.delivery import Outcome, Rejected
from bot.domain.errors import Fatal
from bot.services.outbox import Outbox
from bot.storage.database import Unavailable
from bot.storage.deliveries import Delivery

T = TypeVar("T")

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Deliveries under way at a time: a chat that answers slowly holds up nobody else."""

BULK_AT_ONCE = AT_ONCE // 2
"""Of these, what tells many the same: everything else that comes due meanwhile finds room at once."""

IDLE_SECONDS = 5.0
RETRY_SECONDS = 1.0


class Planner(Protocol):
    """What turns moments into deliveries."""

    async def plan(self, now: datetime) -> int:
        """Put what is due at `now` into the outbox; how much that was."""
        ...


class DeliveryWorker:
    """Sends what is due until it is stopped; what was claimed is finished first."""

    def __init__(
        self,
        outbox: Outbox,
        planners: Sequence[Planner],
        send: Callable[[Delivery], Awaitable[Outcome | None]],
        clock: Clock,
    ) -> None:
        self._outbox = outbox
        self._planners = planners
        self._send = send
        self._clock = clock
        self._wake = asyncio.Event()
        self._stopping = False
        self._under_way = 0
        self._bulk_under_way = 0
        self._ended = 0

    async def plan(self) -> None:
        """Turn moments that have come into deliveries, and get to work on them at once."""
        for planner in self._planners:
            planned = await guarded(partial(planner.plan, self._clock()), "planning")()
            if not isinstance(planned, Failed) and planned:
                self._wake.set()

    def look_again(self) -> None:
        """Something was planned that nobody should wait for."""
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Work until stopped."""
        async with asyncio.TaskGroup() as sending:
            while not self._stopping:
                self._wake.clear()
                if self._under_way < AT_ONCE:
                    await guarded(lambda: self._claim(sending), "claiming deliveries")()
                await self._rest()

    async def _claim(self, sending: asyncio.TaskGroup) -> None:
        self._ended = 0
        room, bulk = AT_ONCE - self._under_way, BULK_AT_ONCE - self._bulk_under_way
        for delivery in await self._outbox.claim(self._clock(), room, bulk):
            self._under_way += 1
            self._bulk_under_way += delivery.bulk
            sending.create_task(self._deliver(delivery))

    async def _rest(self) -> None:
        """Until there is a reason to look again, or it is time to."""
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            outcome = await guarded(lambda: self._send(delivery), f"delivery {delivery.id}")()
            # A bug of ours, which the log has: sending it again would meet it again.
            settled = Rejected("a bug") if isinstance(outcome, Failed) else outcome
            await self._settle(delivery, settled)
        finally:
            self._under_way -= 1
            self._bulk_under_way -= delivery.bulk
            self._ended += 1
            # Counted since the last claim: however many hang, those that go on make room for others.
            if self._under_way == 0 or self._ended >= AT_ONCE // 4:
                self._wake.set()

    async def _settle(self, delivery: Delivery, outcome: Outcome | None) -> None:
        """A bug in what follows from a delivery is logged, and the delivery settled without it."""
        settle = partial(self._outbox.settle, delivery, outcome)
        stored = guarded(lambda: self._store(settle, delivery), f"what follows from delivery {delivery.id}")
        if isinstance(await stored(), Failed):
            await self._store(partial(settle, alone=True), delivery)

    async def _store(self, settle: Callable[[datetime], Awaitable[None]], delivery: Delivery) -> None:
        while True:
            try:
                await settle(self._clock())
            except Unavailable as error:
                if self._stopping:
                    log.warning("delivery %s is settled at the next start: %s", delivery.id, error)
                    return
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return


class Failed:
    """What a guarded call gives when it raised: the log has the rest."""


def guarded(call: Callable[[], Awaitable[T]], what: str) -> Callable[[], Coroutine[Any, Any, T | Failed]]:
    """A call that logs what it raises and lets its loop go on; only what must end the program gets through."""

    async def run() -> T | Failed:
        try:
            return await call()
        except Fatal:
            raise
        except Exception:
            log.exception("%s failed", what)
            return Failed()

    return run
