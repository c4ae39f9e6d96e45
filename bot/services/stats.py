"""What a learner has achieved, in numbers."""

from dataclasses import dataclass

from bot.domain.memory import Rating
from bot.domain.moments import user_day
from bot.services.work import Work
from bot.storage import memories, queue
from bot.storage.queue import Scope

RETENTION_DAYS = 30
ENOUGH_ANSWERS = 20
"""Fewer first answers than this say nothing about retention (rule S2)."""

DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Stats:
    """`retention` in 0..1 over the first answers of each day in the last 30, None while there are too few.

    `ahead` counts what falls due on today and the six user days after it; overdue cards count for today.
    """

    due: int
    learned: int
    answered_today: int
    retention: float | None
    first_answers: int
    streak: int
    ahead: tuple[int, ...]


async def gather(work: Work) -> Stats:
    """The learner's numbers on this user day."""
    learner = work.learner
    day = user_day(work.now, learner.tz)
    scope = Scope(learner.id, day, learner.card_languages)
    first = await _first_answers(work, day)
    per_day = await queue.due_per_day(work.db, scope, day + DAYS_AHEAD - 1)
    done = await queue.done_today(work.db, learner.id, day)
    return Stats(
        due=per_day.get(day, 0),
        learned=await memories.count_learned(work.db, learner.id),
        answered_today=done.answers,
        retention=sum(first) / len(first) if len(first) >= ENOUGH_ANSWERS else None,
        first_answers=len(first),
        streak=streak(await memories.days_practised(work.db, learner.id), day),
        ahead=tuple(per_day.get(day + offset, 0) for offset in range(DAYS_AHEAD)),
    )


def streak(days: list[int], today: int) -> int:
    """Days practised in a row up to today or, while today is still open, yesterday; `days` newest first."""
    if not days or days[0] < today - 1:
        return 0
    return next((count for count, day in enumerate(days) if day != days[0] - count), len(days))


async def _first_answers(work: Work, day: int) -> list[bool]:
    """Whether each concept was known at its first answer of each day, at least a day after the one before."""
    seen: set[tuple[int, int]] = set()
    passed = []
    for answer in await memories.answers_since(work.db, work.learner.id, day - RETENTION_DAYS + 1):
        if (answer.day, answer.concept_id) in seen:
            continue
        seen.add((answer.day, answer.concept_id))
        if answer.elapsed:
            passed.append(answer.rating is not Rating.AGAIN)
    return passed
