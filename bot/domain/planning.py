"""The plan of a day: which cards a learner is asked, in what order, and what had to be left out. Rules Q1 to Q8, Q10.

A pure function of the cards, the day and the settings, called again with what was answered meanwhile. Steps of ten
minutes (T6) are not planned: they come in between, and count towards the caps once they are answered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.interview_date import Phase, coming
from bot.domain.ordering import spread
from bot.domain.plans import Candidate, DaySettings, Entry, Kind, Plan, SoFar
from bot.domain.weighing import Picker, Weighed, new_shares, weigh


def plan_day(candidates: Iterable[Candidate], day: int, settings: DaySettings, so_far: SoFar | None = None) -> Plan:
    """The plan of user day `day`, or what is left of it after `so_far`.

    `candidates` is all that may be asked, without what is suspended: every concept seen, due or not, and those never
    asked in the order in which they should be met. A concept given twice counts once, the first time.
    """
    done = so_far or SoFar()
    dates = coming(settings.dates, day)
    nearest = dates[0] if dates else None
    phase = nearest.phase(day) if nearest else None
    pool = weigh(candidates, day, settings, done)
    pick = Picker(day, settings, done, phase)
    if nearest and phase is not Phase.PACED:
        wanted = [each for each in pool.seen if nearest.covers(each.candidate.topic)]
        if phase is Phase.FINAL:
            wanted += [each for each in pool.unseen if nearest.covers(each.candidate.topic)]
        pick.take_best(wanted)
    quota = 0
    if phase is not Phase.WARM_UP:
        shares = new_shares(pool, day, settings, done, dates)
        quota = sum(shares.values())
        pick.take_new(pool, shares)
        pick.take_due(pool.due, dated=nearest is not None)
        if done.more:
            new = done.count(Kind.NEW) + sum(each.is_new for each in pick.taken)
            most = new + max(0, done.more - len(pick.taken))
            pick.take_new(pool, dict.fromkeys(shares, most), most)
    taken_new = sum(each.is_new for each in pick.taken) + done.count(Kind.NEW)
    return Plan(
        day=day,
        entries=_ordered(pick.taken, done),
        new_quota=max(quota, taken_new),
        due=len(pool.due),
        left_out=pick.left_out(pool),
        date=nearest,
    )


def remainder(plan: Plan, so_far: SoFar) -> Plan:
    """A stored plan without what was answered or put aside since, its order mended; cheap, and never longer.

    Answers beside the plan count: their families and topics, and the place they took under the caps, for which
    `plan_day` is to be asked. What `so_far.until` asks for needs `plan_day` too.
    """
    gone = so_far.concepts | so_far.aside
    families = so_far.families
    left = [entry for entry in plan.entries if entry.concept not in gone and entry.family not in families]
    return replace(plan, entries=_mixed(left, so_far))


def _ordered(taken: Sequence[Weighed], done: SoFar) -> tuple[Entry, ...]:
    return _mixed([each.entry for each in taken], done)


def _mixed(entries: Sequence[Entry], done: SoFar) -> tuple[Entry, ...]:
    """Q7, Q8; what was skipped comes last."""
    first = [entry for entry in entries if entry.concept not in done.skipped]
    last = [entry for entry in entries if entry.concept in done.skipped]
    mixed = spread(
        [(entry.topic, entry) for entry in first if entry.kind is Kind.REVIEW],
        [(entry.topic, entry) for entry in first if entry.kind is Kind.NEW],
        reviews_done=done.count(Kind.REVIEW),
        new_done=done.count(Kind.NEW),
        last_topics=[entry.topic for entry in done.answered],
    )
    return (*mixed, *last)
