"""Streaks and planned pauses: what makes a day count, and what keeps a streak while nobody practises."""

from datetime import datetime

from bot.domain.errors import Refused
from bot.domain.learners import Learner
from bot.domain.streak import LONGEST_PAUSE, Pause
from bot.services.choosing import Done, Next, Where
from bot.services.daily import plan_again
from bot.services.work import Work
from bot.storage import habit
from bot.storage.database import Transaction


class Habit:
    """Pauses, from the learner's side."""

    async def pause(self, work: Work, days: int) -> Pause:
        """Pause for so many days, today the first of them; raises Refused for less than one or above LONGEST_PAUSE.

        A pause that was going on is replaced; reminders come again when it is over.
        """
        if not 1 <= days <= LONGEST_PAUSE:
            raise Refused("daily-pause-too-long")
        learner, today = work.learner, work.learner.day(work.now)
        pause = Pause(today, today + days)

        async def unit(tx: Transaction) -> Pause:
            await habit.end_pauses(tx, learner.id, today)
            await habit.store_pause(tx, learner.id, pause)
            await plan_again(tx, learner, work.now)
            return pause

        return await work.write(unit)

    async def resume(self, work: Work) -> None:
        """End a pause now: today is a day like any other."""
        learner, today = work.learner, work.learner.day(work.now)

        async def unit(tx: Transaction) -> None:
            await habit.end_pauses(tx, learner.id, today)
            await plan_again(tx, learner, work.now)

        await work.write(unit)

    async def paused(self, work: Work) -> Pause | None:
        """The pause that covers today."""
        return await habit.pause_on(work.db, work.learner.id, work.learner.day(work.now))


async def note_opening(tx: Transaction, learner: Learner, where: Where, then: Next, now: datetime) -> None:
    """S1: on a day on which nothing is due, to open the plan makes the day. Else nothing is stored."""
    if isinstance(then, Done) and not (then.answered or where.topic or where.deck):
        await habit.store_opening(tx, learner.id, learner.day(now), now)
