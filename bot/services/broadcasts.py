"""What owners tell all learners: sent off once, stopped at any time, counted to the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.cards import LANGUAGES, Language
from bot.domain.delivery import Kind, Outcome, Rejected, State
from bot.domain.errors import Refused
from bot.domain.ids import BroadcastId
from bot.domain.learners import Learner, Role
from bot.services import rights
from bot.services.work import Work
from bot.storage import audit, broadcasts, deliveries, learners, staff
from bot.storage.audit import Action
from bot.storage.broadcasts import Broadcast, Ending
from bot.storage.database import Database, Reader, Transaction
from bot.storage.deliveries import Delivery

TIME_TO_STOP = timedelta(seconds=30)
"""Between an owner's Send and the first message."""

PLAN_BATCH = 500
MOST_WAITING = 4000
"""Planned ahead of the sender: more than the highest rate sends between two looks of the planner, and few enough to be
taken back in one transaction."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A broadcast that is being written. `number` tells its text from an earlier one; `language` None is for all."""

    number: int
    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many can be told something in one language of the interface."""

    language: Language
    people: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be told something now: neither who blocked the bot nor who muted news."""

    shares: tuple[Share, ...]

    def of(self, language: Language | None) -> int:
        """How many speak a language; None is for all."""
        return sum(each.people for each in self.shares if language in (None, each.language))


class Broadcasts:
    """For owners alone."""

    def require_owner(self, work: Work, *, pressed: bool = False) -> None:
        """To everybody else this is a command, or a button, like any unknown one; raises Refused.

        What an owner had begun to write is given up where the role was taken away.
        """
        rights.require_owner(work, "broadcast", pressed=pressed)

    async def audience(self, work: Work) -> Audience:
        """Who could be told something now."""
        found = await broadcasts.audience(work.db)
        return Audience(tuple(Share(language, found.get(language, 0)) for language in LANGUAGES))

    async def current(self, work: Work) -> Broadcast | None:
        """The broadcast that waits or is under way, whoever sent it off."""
        return await broadcasts.unfinished(work.db)

    async def send(self, work: Work, wording: Wording) -> Broadcast:
        """Send it off: it begins after TIME_TO_STOP. Raises Refused where another one is under way, or for nobody."""

        async def unit(tx: Transaction) -> Broadcast:
            await rights.require_owner_still(tx, work)
            if await broadcasts.unfinished(tx) is not None:
                raise Refused("broadcast-another")
            found = await broadcasts.audience(tx)
            recipients = sum(found.values()) if wording.language is None else found.get(wording.language, 0)
            if not recipients:
                raise Refused("broadcast-nobody")
            added = await broadcasts.add(
                tx,
                wording.text,
                wording.language,
                made_by=work.person.id,
                recipients=recipients,
                send_at=work.now + TIME_TO_STOP,
                now=work.now,
            )
            after: dict[str, str | int] = {"to": wording.language or "all", "recipients": recipients}
            # Only now, and with it: where it is refused, the text waits for another try.
            await learners.store_conversation(tx, work.person.id, None, work.now)
            await audit.write(tx, Action.BROADCAST, actor=work.person.id, subject=added, now=work.now, after=after)
            return await _loaded(tx, added)

        sent = await work.write(unit)
        work.expect_nothing()
        return sent

    async def stop(self, work: Work, broadcast_id: BroadcastId) -> Broadcast:
        """Stop it, whoever sent it off; what is over stays as it ended. Raises Refused where there is none."""

        async def unit(tx: Transaction) -> Broadcast:
            await rights.require_owner_still(tx, work)
            found = await broadcasts.load(tx, broadcast_id)
            if found is None:
                raise Refused("refused-old-button")
            if found.stage not in ("waiting", "sending"):
                return found
            line = await audit.write(
                tx, Action.BROADCAST_STOPPED, actor=work.person.id, subject=broadcast_id, now=work.now
            )
            await broadcasts.note_stop(tx, broadcast_id, line)
            await broadcasts.move_on(tx, broadcast_id, "stopping")
            await _end_if_over(tx, found, work.now)
            return await _loaded(tx, broadcast_id)

        return await work.write(unit)

    async def look(self, work: Work, broadcast_id: BroadcastId) -> Broadcast | None:
        """A broadcast as it stands now."""
        return await broadcasts.load(work.db, broadcast_id)


class BroadcastPlanner:
    """A broadcast from the planner's and the sender's side."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def plan(self, now: datetime) -> int:
        """Plan the next deliveries of a broadcast whose time has come, or end it; how many were planned."""
        planned = 0
        while (found := await broadcasts.unfinished(self._db)) is not None and found.send_at <= now:
            more = await self._db.write(partial(_plan_batch, now=now))
            planned += more
            if not more:
                break
        return planned

    async def letter(self, delivery: Delivery) -> tuple[Learner, str] | None:
        """Whom to tell what; None where it was stopped, or this learner is not to be told any more."""
        learner = await learners.load(self._db, delivery.learner_id) if delivery.learner_id is not None else None
        found = await broadcasts.load(self._db, _broadcast_of(delivery))
        if learner is None or learner.blocked_at is not None or not learner.news:
            return None
        return (learner, found.text) if found is not None and found.stage == "sending" else None

    async def is_sending(self, delivery: Delivery) -> bool:
        """Whether its broadcast was not stopped: what only waits for its turn is not sent then."""
        found = await broadcasts.load(self._db, _broadcast_of(delivery))
        return found is not None and found.stage == "sending"

    async def report(self, delivery: Delivery) -> tuple[Learner, Broadcast] | None:
        """Which owner to tell how it went; None where they own the bot no more, or blocked it."""
        if delivery.learner_id is None or await staff.role_of(self._db, delivery.learner_id) is not Role.OWNER:
            return None
        learner = await learners.load(self._db, delivery.learner_id)
        found = await broadcasts.load(self._db, _broadcast_of(delivery))
        if learner is None or learner.blocked_at is not None or found is None:
            return None
        return learner, found

    async def settled(
        self, tx: Transaction, delivery: Delivery, outcome: Outcome | None, state: State, _: datetime
    ) -> None:
        """Count how a delivery ended; one that is tried again is not counted yet."""
        ending: Ending | None = None
        match state:
            case State.SENT:
                ending = "sent"
            case State.GONE:
                ending = "blocked"
            case State.UNKNOWN:
                ending = "unknown"
            case State.CANCELLED if isinstance(outcome, Rejected):
                ending = "failed"
        if ending is not None:
            await broadcasts.count(tx, _broadcast_of(delivery), ending)


async def _plan_batch(tx: Transaction, *, now: datetime) -> int:
    # Read in the transaction: it may have been stopped since somebody looked.
    found = await broadcasts.unfinished(tx)
    if found is None or found.send_at > now:
        return 0
    if found.stage == "waiting":
        if found.made_by is None or await staff.role_of(tx, found.made_by) is not Role.OWNER:
            # Nobody has got it yet, and whoever sent it off may not do so any more.
            await broadcasts.finish(tx, found.id, "stopped", now)
            return 0
        await broadcasts.move_on(tx, found.id, "sending")
    room = MOST_WAITING - await broadcasts.waiting(tx)
    if found.stage != "stopping" and not found.all_planned and room > 0:
        return await broadcasts.plan_next(tx, found, min(PLAN_BATCH, room), now)
    await _end_if_over(tx, found, now)
    return 0


async def _end_if_over(tx: Transaction, found: Broadcast, now: datetime) -> None:
    """Finish a broadcast of which nothing waits or is under way any more, and plan to tell its maker."""
    broadcast = await _loaded(tx, found.id)
    if broadcast.stage == "stopping":
        await broadcasts.cancel_waiting(tx, now)
    elif not broadcast.all_planned or await broadcasts.waiting(tx):
        return
    if await broadcasts.under_way(tx):
        return
    await broadcasts.finish(tx, broadcast.id, "stopped" if broadcast.stage == "stopping" else "done", now)
    told = broadcast.made_by
    stopped_unseen = found.stage == "waiting" and broadcast.stopper_id == told
    if told is not None and not stopped_unseen and await learners.load(tx, told) is not None:
        key = f"{Kind.BROADCAST_DONE}:{broadcast.id}"
        await deliveries.plan(tx, key=key, kind=Kind.BROADCAST_DONE, learner_id=told, not_before=now, now=now)


async def _loaded(tx: Reader, broadcast_id: BroadcastId) -> Broadcast:
    found = await broadcasts.load(tx, broadcast_id)
    if found is None:
        raise RuntimeError(f"broadcast {broadcast_id} is not there")
    return found


def _broadcast_of(delivery: Delivery) -> BroadcastId:
    return BroadcastId(int(delivery.key.split(":")[1]))
