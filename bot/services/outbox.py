"""The outbox, from the workers' side: what is claimed, and how each attempt ended."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.domain.delivery import Gone, Kind, Later, Moved, Outcome, Sent, State, Unknown, after
from bot.storage import deliveries, learners
from bot.storage.database import Database, Transaction
from bot.storage.deliveries import Delivery

LEASE = timedelta(minutes=5)
"""Longer than any attempt takes, its wait for a turn included."""

Settled = Callable[[Transaction, Delivery, Outcome | None, State, datetime], Awaitable[None]]
"""Told in the transaction that records how an attempt ended, and in which state that left the delivery."""


class Outbox:
    """Deliveries of every kind; `settled` holds what else is to be recorded for some of them."""

    def __init__(self, db: Database, settled: Mapping[Kind, Settled] | None = None) -> None:
        self._db = db
        self._settled = settled or {}

    async def claim(self, now: datetime, limit: int, bulk: int | None = None) -> list[Delivery]:
        """Take what is due, `bulk` at most of what tells many the same; committed before anything is sent."""

        async def unit(tx: Transaction) -> list[Delivery]:
            return await deliveries.claim(tx, now, now + LEASE, limit, bulk)

        return await self._db.write(unit)

    async def recover(self, now: datetime) -> int:
        """At start, while nobody else works: an earlier run's claims may or may not have been sent; how many."""

        async def unit(tx: Transaction) -> int:
            lost = await deliveries.leased(tx)
            for delivery in lost:
                await self._record(tx, delivery, Unknown("the program stopped in the middle"), now)
            return len(lost)

        return await self._db.write(unit)

    async def settle(self, delivery: Delivery, outcome: Outcome | None, now: datetime, *, alone: bool = False) -> None:
        """Record how an attempt ended; None means that there was nothing to send.

        With `alone`, nothing else is recorded: for when a bug in that stands in the way.
        """

        async def unit(tx: Transaction) -> None:
            await self._record(tx, delivery, outcome, now, alone=alone)

        await self._db.write(unit)

    async def _record(
        self, tx: Transaction, delivery: Delivery, outcome: Outcome | None, now: datetime, *, alone: bool = False
    ) -> None:
        kind = Kind(delivery.kind)
        state = State.CANCELLED if outcome is None else after(outcome, delivery.unknowns, kind)
        await _settle(tx, delivery, outcome, state, now)
        if kind in self._settled and not alone:
            await self._settled[kind](tx, delivery, outcome, state, now)


async def _settle(tx: Transaction, delivery: Delivery, outcome: Outcome | None, state: State, now: datetime) -> None:
    match outcome:
        case None:
            await deliveries.settle(tx, delivery.id, state, now, reason="nothing to do")
        case Sent(message_id=message_id):
            await deliveries.settle(tx, delivery.id, state, now, message_id=message_id)
        case Later(not_before=not_before, reason=reason):
            await deliveries.settle(tx, delivery.id, state, now, not_before=not_before, reason=reason)
        case Moved(new_chat_id=chat_id):
            await deliveries.move_chat(tx, delivery.id, chat_id)
            await deliveries.settle(tx, delivery.id, state, now, not_before=now)
        case Unknown(reason=reason):
            await deliveries.settle(tx, delivery.id, state, now, unknown=True, reason=reason)
        case _:
            await deliveries.settle(tx, delivery.id, state, now, reason=outcome.reason)
            if isinstance(outcome, Gone) and delivery.learner_id is not None:
                await learners.mark_blocked(tx, delivery.learner_id, now)
