"""The daily reminder: what a learner subscribes to, when it comes, and what it opens with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

from bot.domain.delivery import Kind, Later
from bot.domain.errors import Refused
from bot.domain.learners import Learner
from bot.domain.moments import (
    EVERY_DAY,
    LATE_AFTER,
    LONGEST_GAP,
    due_occurrence,
    find_zone,
    occurrence_following,
    when_late,
)
from bot.services.choosing import Question, Where, choose
from bot.services.late_reminders import plan_late
from bot.services.work import Work
from bot.storage import deliveries, habit, learners, queue
from bot.storage.database import Database, Transaction
from bot.storage.deliveries import Delivery, Subscription

SIZES = (5, 10, 20, 30)
DEFAULT_SIZE = 10
PLAN_BATCH = 200
LONGEST_WAIT = timedelta(weeks=1) + LONGEST_GAP
"""No rule waits longer for its next moment: each has a day of the week."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a daily reminder says: its first card, which knows how many there are, to whom."""

    learner: Learner
    first: Question


class Daily:
    """Subscriptions, from the learner's side."""

    async def get(self, work: Work) -> Subscription | None:
        """The learner's subscription, or None."""
        return await deliveries.load_subscription(work.db, work.learner.id)

    async def subscribe(self, work: Work, at: time, zone: str) -> tuple[Learner, Subscription]:
        """Start the reminder, or move it, in a zone the learner has named; raises Refused for an unknown zone."""
        name = find_zone(zone)
        if name is None:
            raise Refused("daily-zone-unknown")
        moved = work.learner.living_by(work.now, zone=name)
        learner = replace(moved, daily_offered_at=moved.daily_offered_at or work.now)

        async def unit(tx: Transaction) -> Subscription:
            await learners.store(tx, learner)
            before = await deliveries.load_subscription(tx, learner.id)
            wanted = before or Subscription(learner.id, at, EVERY_DAY, DEFAULT_SIZE)
            return await _store(tx, learner, replace(wanted, at=at, paused=False), work.now)

        return learner, await work.write(unit)

    async def change(self, work: Work, how: Callable[[Subscription], Subscription]) -> Subscription:
        """Change days, size or pause of an existing subscription; raises Refused where there is none."""
        learner = work.learner

        async def unit(tx: Transaction) -> Subscription:
            subscription = await deliveries.load_subscription(tx, learner.id)
            if subscription is None:
                raise Refused("daily-none")
            return await _store(tx, learner, how(subscription), work.now)

        return await work.write(unit)


async def plan_again(tx: Transaction, learner: Learner, now: datetime) -> None:
    """Recompute the next moment after the zone changed or the learner came back."""
    subscription = await deliveries.load_subscription(tx, learner.id)
    if subscription is not None:
        await _store(tx, learner, subscription, now)


class DailyPlanner:
    """Subscriptions, from the planner's side: what comes when, and what it opens with."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def plan(self, now: datetime) -> int:
        """Turn moments that have come into deliveries, and move each subscription on; how many were planned."""
        planned = 0
        while await deliveries.due_subscriptions(self._db, now, 1):
            planned += await self._db.write(partial(_plan_batch, now=now))
        return planned

    async def correct(self, now: datetime) -> int:
        """At start: plan anew what a clock that ran ahead has put off beyond any rule; how many."""

        async def unit(tx: Transaction) -> int:
            corrected = 0
            for subscription in await deliveries.subscriptions_beyond(tx, now + LONGEST_WAIT):
                learner = await learners.load(tx, subscription.learner_id)
                if learner is not None:
                    # A planned pause puts off, too.
                    corrected += await _store(tx, learner, subscription, now) != subscription
            return corrected

        return await self._db.write(unit)

    async def opening(self, delivery: Delivery, now: datetime) -> Opening | Later | None:
        """What to say now, in the reader's language.

        None where there is nothing to do, or nobody to tell, or newer cards are on their way, or the learner has
        answered today already or has paused (S1). What is late by more than LATE_AFTER (after a stop, or a long
        silence of Telegram's) waits for the morning.
        """
        learner = await learners.load(self._db, delivery.learner_id) if delivery.learner_id is not None else None
        if learner is None or learner.blocked_at is not None:
            return None
        subscription = await deliveries.load_subscription(self._db, learner.id)
        if subscription is None or subscription.paused or await deliveries.newer_daily(self._db, delivery):
            return None
        if now - delivery.planned_at > LATE_AFTER:
            moment = when_late(now, learner.tz, subscription.next_at)
            if moment is None or moment > now:
                return Later(moment, "late: waits for the morning") if moment else None
        today = learner.day(now)
        done = await queue.done_today(self._db, learner.id, today)
        if done.answers or await habit.pause_on(self._db, learner.id, today):
            return None
        first = await choose(self._db, learner, Where(daily=done.answers), now)
        return Opening(learner, first) if isinstance(first, Question) else None


async def _plan_batch(tx: Transaction, *, now: datetime) -> int:
    # Read in the transaction: a learner may have paused since somebody looked.
    batch = await deliveries.due_subscriptions(tx, now, PLAN_BATCH)
    return sum([await _plan_one(tx, subscription, now) for subscription in batch])


async def _plan_one(tx: Transaction, subscription: Subscription, now: datetime) -> int:
    learner = await learners.load(tx, subscription.learner_id)
    if learner is None or subscription.next_at is None:
        return 0
    last = await deliveries.last_daily(tx, learner.id, now)
    due = due_occurrence(
        subscription.rule(learner.tz), subscription.next_at, now, last=last.local_date if last else None
    )
    await deliveries.set_next(tx, learner.id, due.next_at)
    if due.deliver is None:
        return 0
    not_before = due.not_before or now
    planned = await deliveries.plan(
        tx,
        key=f"daily:{learner.id}:{due.deliver.local_date.isoformat()}",
        kind=Kind.DAILY,
        learner_id=learner.id,
        not_before=not_before,
        now=now,
    )
    if planned and subscription.late_reminder:
        await plan_late(tx, learner, due.deliver, not_before, now)
    return planned


async def _store(tx: Transaction, learner: Learner, subscription: Subscription, now: datetime) -> Subscription:
    planned = not subscription.paused and learner.blocked_at is None
    last = await deliveries.last_daily(tx, learner.id, now)
    pause = await habit.pause_on(tx, learner.id, learner.day(now))
    # A moment right when the pause ends is after it.
    after = learner.day_starts(pause.until_day) - timedelta(microseconds=1) if pause else now
    next_at = occurrence_following(subscription.rule(learner.tz), after, last).instant if planned else None
    stored = replace(subscription, next_at=next_at)
    await deliveries.store_subscription(tx, stored)
    return stored
