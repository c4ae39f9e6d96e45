"""The first opening of a day after a break: a finite plan for what is due, instead of a wall. Rule Q10."""

from dataclasses import replace

from bot.domain.catching_up import A_DAY, Backlog, catch_up, choices
from bot.domain.errors import Refused
from bot.domain.interview_date import Phase, coming
from bot.domain.learners import QUESTIONS_A_DAY_CHOICES, Learner
from bot.storage import learners, queue, statistics, terms
from bot.storage.database import Reader, Transaction
from bot.storage.queue import Scope

BREAK = 3
"""User days without an answer that make a break."""

AHEAD = 7
"""What falls due over so many days tells how much comes in a day."""


async def after_break(db: Reader, learner: Learner, day: int) -> Backlog | None:
    """What to choose from, where nothing was answered for a BREAK and more is due than the day takes."""
    last = await statistics.last_day(db, learner.id)
    if last is None or day - last <= BREAK or learner.catches_up(day):
        return None
    nearest = next(iter(coming((await terms.load(db, learner.id)).dates, day)), None)
    if nearest is not None and nearest.phase(day) is not Phase.PACED:
        # E1: shortly before an interview what gains most there is asked, not what is due.
        return None
    due, inflow = await _due_and_inflow(db, learner, day)
    if due <= learner.questions_a_day:
        return None
    others = (each for each in A_DAY if each != learner.questions_a_day)
    offered = choices(due, inflow, others)
    return Backlog(due, learner.questions_a_day, offered) if offered else None


async def take_on(tx: Transaction, learner: Learner, day: int, questions: int) -> Learner:
    """Set how many questions a day take, and that nothing new is begun until what is due is cleared; raises Refused for
    a number that cannot be chosen."""
    if questions not in QUESTIONS_A_DAY_CHOICES:
        raise Refused("refused-old-button")
    due, inflow = await _due_and_inflow(tx, learner, day)
    plan = catch_up(due, questions, inflow)
    changed = replace(learner, questions_a_day=questions, catching_up_until=day + plan.days if plan else None)
    await learners.store(tx, changed)
    return changed


async def _due_and_inflow(db: Reader, learner: Learner, day: int) -> tuple[int, float]:
    falls_due = await queue.due_per_day(db, Scope(learner.id, day, learner.card_languages), day + AHEAD)
    return falls_due.pop(day, 0), sum(falls_due.values()) / AHEAD
