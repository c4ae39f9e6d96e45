"""S1: the one late reminder of a day, for who has a streak worth keeping and has answered nothing yet."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.delivery import Kind, Later
from bot.domain.learners import Learner
from bot.domain.moments import Occurrence
from bot.domain.streak import LATE_GAP, Streak, late_window
from bot.services.choosing import Question, Where, choose
from bot.storage import deliveries, habit, learners
from bot.storage.database import Database, Transaction
from bot.storage.deliveries import Delivery

LOOKED_BACK = 60
"""Days that tell whether a streak may be worth keeping; all of them are looked at when the reminder is sent."""


@dataclass(frozen=True, slots=True)
class LateOpening:
    """What a late reminder says, to whom: the streak, and a card, or None where nothing is due."""

    learner: Learner
    streak: Streak
    first: Question | None


async def plan_late(tx: Transaction, learner: Learner, daily: Occurrence, not_before: datetime, now: datetime) -> None:
    """Put the late reminder of a day into the outbox along with its daily one, which goes out from `not_before` on.

    None is planned where the two would come close together or fall on different user days, or for a short streak.
    """
    at, _ = late_window(daily.local_date, learner.tz)
    today = learner.day(not_before)
    if at - not_before < LATE_GAP or learner.day(at) != today:
        return
    streak = await habit.load_streak(tx, learner.id, today, since=today - LOOKED_BACK)
    if streak.worth_keeping:
        await deliveries.plan(
            tx,
            key=f"{Kind.LATE}:{learner.id}:{daily.local_date.isoformat()}",
            kind=Kind.LATE,
            learner_id=learner.id,
            not_before=at,
            now=now,
        )


class LateReminders:
    """Late reminders, when they are to be sent."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def opening(self, delivery: Delivery, now: datetime) -> LateOpening | Later | None:
        """What to say now, in the reader's language; None where the day is done, or over, or nobody wants to hear it.

        It is the learner's own evening that counts, also where they live by another zone since it was planned.
        """
        learner = await learners.load(self._db, delivery.learner_id) if delivery.learner_id is not None else None
        if learner is None or learner.blocked_at is not None:
            return None
        subscription = await deliveries.load_subscription(self._db, learner.id)
        if subscription is None or subscription.paused or not subscription.late_reminder:
            return None
        begins, ends = late_window(date.fromisoformat(delivery.key.rpartition(":")[2]), learner.tz)
        if now < begins:
            return Later(begins, "it is not evening yet where the learner is")
        if now >= ends:
            return None
        streak = await habit.load_streak(self._db, learner.id, learner.day(now))
        if streak.done or streak.paused or not streak.worth_keeping:
            return None
        first = await choose(self._db, learner, Where(), now)
        return LateOpening(learner, streak, first if isinstance(first, Question) else None)
