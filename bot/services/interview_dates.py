"""The days of a learner's interviews: what each asks for, what will be known on it, and what comes after it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.errors import Refused
from bot.domain.forecasting import Estimate, Forecast, first_ratings, if_going_on, if_stopped
from bot.domain.ids import ConceptId
from bot.domain.interview_date import FARTHEST, InterviewDate, Pacing, Phase, aimed_retention, coming, pacing
from bot.domain.learners import QUESTIONS_A_DAY_CHOICES
from bot.domain.plans import Candidate, DaySettings, Seen
from bot.domain.statistics import Known
from bot.domain.workload import DAYS_AHEAD, Pace
from bot.services import stats
from bot.services.day_plan import settings_of
from bot.services.work import Work
from bot.storage import interview_dates, queue, statistics, terms
from bot.storage.database import Transaction
from bot.storage.interview_dates import StoredDate
from bot.storage.queue import Scope

MOST_DATES = 5

FORECAST_DAYS = 366
"""How many days ahead it is worked out what comes of going on: farther off it takes seconds and tells little."""

PACE_DAYS = 14
"""The present pace is that of so many days before today."""

_NEARLY_ALL = 0.97
"""A forecast counts in rounded numbers: with so many of the cards all are seen."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a date asks for and what is expected of it, on user day `today`.

    `number` is 0 for one that is not kept yet, `kept` says that it is kept just as it is here. `planned` lives by the
    caps `questions` and `minutes`; `present` at the present `pace` in questions a day, where that is known: both None
    beyond FORECAST_DAYS and on the day itself. `short_of` is the cap that leaves cards unseen, `will_see` how many are
    seen all the same, `raise_to` the questions a day that would be enough, or nearer to it.
    """

    date: InterviewDate
    number: int
    kept: bool
    today: int
    phase: Phase
    pacing: Pacing
    questions: int
    minutes: int | None
    stopped: Estimate
    planned: Forecast | None
    present: Forecast | None
    pace: int
    short_of: Literal["questions", "minutes"] | None
    will_see: int
    raise_to: int | None


class InterviewDates:
    """A learner's interviews."""

    async def all(self, work: Work) -> tuple[StoredDate, ...]:
        """Those that have not passed, nearest first."""
        today = work.learner.day(work.now)
        found = await interview_dates.of_learner(work.db, work.learner.id)
        return tuple(each for each in found if each.date.day >= today)

    async def outlook(self, work: Work, number: int) -> Outlook:
        """What is expected of a date that is kept; raises Refused where it is gone."""
        stored = next((each for each in await self.all(work) if each.id == number), None)
        if stored is None:
            raise Refused("date-gone")
        return await _outlook(work, stored.date, number, kept=True)

    async def proposed(self, work: Work, day: int, topics: frozenset[str] | None, number: int = 0) -> Outlook:
        """The same of a date as it would be, new or in place of the one of that number; nothing is kept.

        Raises Refused for a day that has passed or is too far off, and where that date is gone.
        """
        date, kept = await self.possible(work, day, topics, number)
        return await _outlook(work, date, number, kept=kept is not None and kept.date == date)

    async def possible(
        self, work: Work, day: int, topics: frozenset[str] | None, number: int
    ) -> tuple[InterviewDate, StoredDate | None]:
        """The date alone, and what is kept under its number; raises Refused as `proposed` does."""
        kept = next((each for each in await self.all(work) if each.id == number), None)
        if number and kept is None:
            raise Refused("date-gone")
        return _date(work, day, topics, kept), kept

    async def keep(self, work: Work, day: int, topics: frozenset[str] | None, number: int = 0) -> int:
        """Keep a date as it was proposed; its number. To keep the same one again changes nothing.

        Raises Refused as `proposed` does, and for more than MOST_DATES.
        """
        learner = work.learner
        today = learner.day(work.now)

        async def unit(tx: Transaction) -> int:
            known = await interview_dates.of_learner(tx, learner.id)
            kept = next((each for each in known if each.id == number), None)
            if number and kept is None:
                raise Refused("date-gone")
            date = _date(work, day, topics, kept)
            if kept is not None:
                await interview_dates.replace(tx, learner.id, number, date)
                return number
            same = next((each for each in known if (each.date.day, each.date.topics) == (day, topics)), None)
            if same is not None:
                return same.id
            if sum(each.date.day >= today for each in known) >= MOST_DATES:
                raise Refused("date-too-many", limit=MOST_DATES)
            return await interview_dates.add(tx, learner.id, date)

        return await work.write(unit)

    async def remove(self, work: Work, number: int) -> InterviewDate:
        """Forget a date, and say which it was; raises Refused where it is gone."""
        learner = work.learner

        async def unit(tx: Transaction) -> InterviewDate:
            for each in await interview_dates.of_learner(tx, learner.id):
                if each.id == number:
                    await interview_dates.remove(tx, learner.id, number)
                    return each.date
            raise Refused("date-gone")

        return await work.write(unit)

    async def end_passed(self, work: Work) -> InterviewDate | None:
        """E4: end what has passed; the newest of these, once, to ask how it went."""
        learner = work.learner
        today = learner.day(work.now)

        async def unit(tx: Transaction) -> InterviewDate | None:
            known = await interview_dates.of_learner(tx, learner.id)
            passed = [each for each in known if each.date.day < today]
            for each in passed:
                await interview_dates.remove(tx, learner.id, each.id)
            return passed[-1].date if passed else None

        known = await interview_dates.of_learner(work.db, learner.id)
        return await work.write(unit) if any(each.date.day < today for each in known) else None

    async def numbers(self, work: Work) -> stats.Stats:
        """The learner's numbers, with what will be known on the nearest date, at the pace of the plan of a day."""
        learner, db = work.learner, work.db
        today = learner.day(work.now)
        by = await terms.load(db, learner.id)
        nearest = next(iter(coming(by.dates, today)), None)
        scope = Scope(learner.id, today, learner.card_languages)
        new_a_day = learner.new_a_day
        if nearest is None:
            unseen = await statistics.count_unseen(db, scope, new_a_day * DAYS_AHEAD)
        else:
            counts = await interview_dates.unseen_by_topic(db, scope)
            unseen = sum(counts.values())
            if nearest.phase(today) is Phase.PACED:
                wanted = sum(count for topic, count in counts.items() if nearest.covers(topic))
                paced = min(nearest.new_a_day(wanted, today), learner.questions_a_day)
                # What the date is not about fills the rest of the usual number.
                new_a_day = max(new_a_day, paced) if wanted < unseen else paced
        done = await queue.done_today(db, learner.id, today)
        pace = Pace(
            retention=aimed_retention(nearest, today, learner.retention, by.own),
            new_a_day=new_a_day,
            unseen=unseen,
            cap=learner.questions_a_day,
            new_today=max(0, new_a_day - done.new),
        )
        return await stats.gather(work, date=nearest.day if nearest else None, pace=pace, own=by.own)


def _date(work: Work, day: int, topics: frozenset[str] | None, kept: StoredDate | None) -> InterviewDate:
    """E4: moved to another day the phases are counted anew, with other topics alone they are not."""
    today = work.learner.day(work.now)
    if day < today:
        raise Refused("date-past")
    if day - today > FARTHEST:
        raise Refused("date-too-far")
    if kept is not None and kept.date.day == day:
        return replace(kept.date, topics=topics)
    return InterviewDate(day, today, topics)


async def _outlook(work: Work, date: InterviewDate, number: int, *, kept: bool) -> Outlook:
    learner, db = work.learner, work.db
    today = learner.day(work.now)
    settings = await settings_of(db, learner, await terms.load(db, learner.id), today)
    scope = Scope(learner.id, today, learner.card_languages)
    counts = await interview_dates.unseen_by_topic(db, scope)
    unseen = sum(count for topic, count in counts.items() if date.covers(topic))
    met = _met(each for each in await statistics.known(db, scope) if date.covers(each.topic or ""))
    cards = len(met) + unseen
    planned = present = None
    pace = await _pace(work)
    if 0 < date.day - today <= FORECAST_DAYS:
        first = first_ratings(await interview_dates.first_answers(db, learner.id))
        found = [*met, *await _unseen(work, scope, date, settings)]
        planned = await asyncio.to_thread(if_going_on, found, today, date, settings, first=first)
        if pace:
            present = await asyncio.to_thread(if_going_on, found, today, date, settings, questions=pace, first=first)
    asks = pacing(date, cards=cards, unseen=unseen, today=today, questions=learner.questions_a_day)
    short_of, will_see = _seen_before(asks, date.phase(today), settings, planned)
    return Outlook(
        date=date,
        number=number,
        kept=kept,
        today=today,
        phase=date.phase(today),
        pacing=asks,
        questions=learner.questions_a_day,
        minutes=learner.minutes_a_day,
        stopped=replace(if_stopped(met, date, settings), cards=cards),
        planned=planned,
        present=present,
        pace=pace,
        short_of=short_of,
        will_see=will_see,
        raise_to=_enough(date, asks, today, learner.questions_a_day),
    )


def _met(known: Iterable[Known]) -> list[Candidate]:
    """Cards that were answered. Which concept each is does not matter here: they are numbered below zero."""
    return [
        Candidate(
            ConceptId(-place),
            each.topic or "",
            None,
            Seen(each.stability, each.difficulty, each.last_day, each.due_day),
        )
        for place, each in enumerate(known, 1)
    ]


def _seen_before(
    asks: Pacing, phase: Phase, settings: DaySettings, planned: Forecast | None
) -> tuple[Literal["questions", "minutes"] | None, int]:
    """Q5: the cap that leaves cards unseen, and how many cards will have been seen."""
    will_see = asks.cards - asks.unseen + asks.will_see
    if settings.minutes is not None and planned is not None and planned.seen < _NEARLY_ALL * will_see:
        return "minutes", planned.seen
    if phase is Phase.WARM_UP or asks.works:
        return None, will_see
    return "questions", will_see


def _enough(date: InterviewDate, asks: Pacing, today: int, questions: int) -> int | None:
    """The least number of questions a day that shows all cards, else the largest there is; None for no more."""
    larger = [each for each in QUESTIONS_A_DAY_CHOICES if each > questions]
    for each in larger:
        if pacing(date, cards=asks.cards, unseen=asks.unseen, today=today, questions=each).works:
            return each
    return larger[-1] if larger else None


async def _unseen(work: Work, scope: Scope, date: InterviewDate, settings: DaySettings) -> list[Candidate]:
    """As many as can be met before the date, and no more."""
    limit = settings.questions * max(1, date.learning_days(scope.day))
    if date.topics is None:
        return await queue.unseen(work.db, scope, limit)
    return [
        each
        for topic in sorted(date.topics)
        for each in await queue.unseen(work.db, replace(scope, topic=topic), limit)
    ]


async def _pace(work: Work) -> int:
    """Questions a day over the last PACE_DAYS before today, or since the learner's first; 0 where there were none."""
    today = work.learner.day(work.now)
    answers = await statistics.answers_per_day(work.db, work.learner.id, today - PACE_DAYS)
    answers.pop(today, None)
    begun = max(today - PACE_DAYS, work.learner.day(work.learner.started_at))
    return round(sum(answers.values()) / max(1, today - begun))
