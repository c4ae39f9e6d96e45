"""The plan of a learner's day: made once for a scope, kept, and gone on with after each answer."""

import json
from dataclasses import dataclass, replace

from bot.domain.ids import ConceptId
from bot.domain.interview_date import coming
from bot.domain.learners import Learner
from bot.domain.planning import plan_day, remainder
from bot.domain.plans import Candidate, DaySettings, Kind, Plan, SoFar
from bot.storage import day_plans, queue, terms
from bot.storage.database import Reader, Transaction
from bot.storage.day_plans import StoredPlan
from bot.storage.queue import Scope
from bot.storage.terms import LearnerTerms

_ANY_DAY = 2**31
"""A user day after all others."""


@dataclass(frozen=True, slots=True)
class Today:
    """What is left of the plan of this user day. `made` is to be kept: there was none, or it holds no more."""

    plan: Plan
    so_far: SoFar
    made: StoredPlan | None = None


async def todays(db: Reader, learner: Learner, scope: Scope, until: int) -> Today:
    """The plan of the scope's user day, after what was answered; on request it goes on to `until` answers.

    It is made anew where it was not made yet, where what it depended on has changed, where something else was
    answered meanwhile, and where it ends: perhaps there are new cards. What cannot be asked any more falls out.
    """
    by = await terms.load(db, learner.id)
    rules = _rules(learner, by, until)
    stored = await day_plans.load(db, learner.id, _name(scope), scope.day)
    so_far = await _so_far(db, scope, until)
    if stored is not None and stored.rules == rules and _still_holds(stored, so_far):
        planned = {entry.concept for entry in stored.plan.entries}
        gone = planned - await queue.askable(db, scope, planned)
        left = remainder(stored.plan, replace(so_far, aside=frozenset(gone)))
        if left.entries:
            return Today(left, so_far)
    settings = await settings_of(db, learner, by, scope.day)
    plan = plan_day(await candidates(db, scope, settings, so_far.more), scope.day, settings, so_far)
    return Today(plan, so_far, StoredPlan(rules, plan, so_far.concepts))


async def go_on(tx: Transaction, learner: Learner, day: int, answers: int) -> None:
    """Let a day go on by so many answers, whatever its caps."""
    given = await day_plans.answered(tx, learner.id, day, DaySettings().seconds)
    await queue.go_on_until(tx, learner.id, day, len(given) + answers)


async def keep(tx: Transaction, learner: Learner, scope: Scope, today: Today) -> None:
    """Store the plan where it was made anew."""
    if today.made is not None:
        await day_plans.store(tx, learner.id, _name(scope), today.made)


async def settings_of(db: Reader, learner: Learner, by: LearnerTerms, day: int) -> DaySettings:
    """What the plan of a learner's user day is made by."""
    return DaySettings(
        questions=learner.questions_a_day,
        minutes=learner.minutes_a_day,
        # Q10: with a date the quota of new cards stays.
        new_a_day=0 if learner.catches_up(day) and not coming(by.dates, day) else learner.new_a_day,
        dates=by.dates,
        parameters=by.parameters,
        seconds=await day_plans.pace(db, learner.id),
        own=by.own,
    )


async def candidates(db: Reader, scope: Scope, settings: DaySettings, more: int = 0) -> list[Candidate]:
    """What the plan may be made of: of the cards that are not due, only those that a date may ask for; and so many new
    ones that their quota comes out as if all were there.
    """
    dates = coming(settings.dates, scope.day)
    days = max((date.day - scope.day + 1 for date in dates), default=1)
    # Others of a family that is asked already take no place: some to spare.
    enough = (settings.questions + settings.new_a_day) * days + more + settings.questions
    found = await queue.seen(db, scope, _ANY_DAY if dates else scope.day)
    unseen = await queue.unseen(db, scope, enough)
    if len(unseen) == enough and not (scope.topic or scope.deck):
        # E5: what a date is about may stand behind all these.
        for topic in sorted({topic for date in dates for topic in date.topics or ()}):
            unseen += await queue.unseen(db, replace(scope, topic=topic), enough)
    found += unseen
    # A deck is asked in its own order, not by topics in turn.
    return found if scope.deck is None else [replace(each, topic="") for each in found]


async def _so_far(db: Reader, scope: Scope, until: int) -> SoFar:
    seconds = DaySettings().seconds
    answered = await day_plans.answered(db, scope.learner_id, scope.day, seconds)
    skipped = await day_plans.skipped(db, scope.learner_id, scope.day)
    return SoFar(answered, skipped=skipped, until=until)


def _still_holds(stored: StoredPlan, so_far: SoFar) -> bool:
    """Whether the answers since it was made are its own, and those from before still stand."""
    planned = {entry.concept for entry in stored.plan.entries}
    return stored.counted <= so_far.concepts <= planned | stored.counted


def _rules(learner: Learner, by: LearnerTerms, until: int) -> str:
    dates = [[date.day, date.since, sorted(date.topics) if date.topics is not None else None] for date in by.dates]
    caps = [learner.questions_a_day, learner.minutes_a_day, learner.new_a_day, learner.catching_up_until, until]
    return json.dumps([caps, dates, learner.card_languages, by.version])


def _name(scope: Scope) -> str:
    languages = ",".join(scope.languages)
    return f"{scope.topic or ''}/{scope.deck or ''}/{languages}"


def left_of(plan: Plan) -> tuple[list[ConceptId], list[ConceptId]]:
    """The reviews and the new cards that are still to come."""
    reviews = [entry.concept for entry in plan.entries if entry.kind is not Kind.NEW]
    return reviews, [entry.concept for entry in plan.entries if entry.kind is Kind.NEW]
