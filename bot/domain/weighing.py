"""Which cards make it into a day: gain per second, quotas of new cards, caps, families. Rules Q1 to Q6, E1, E5."""

import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.forgetting import forgetting
from bot.domain.ids import ConceptId
from bot.domain.interview_date import WARM_UP, InterviewDate, Phase, coming, governing, surely_hasty
from bot.domain.plans import Candidate, DaySettings, Entry, Kind, LeftOut, SoFar

HORIZON = 30
"""Q2: days ahead at which a gain is measured where no date is to come."""

STARVING_AFTER = 14
"""Q3: days overdue after which a card gets one of every GUARDED reviews."""

GUARDED = 5

FRESH = 2
"""Days of stability, and since the last answer: a card failed or met so lately is lost for most learners unless it is
asked again at once, which a curve with a flat tail does not see. Measured: 10 of 300 cards more for novices.
"""

OVERLOAD = 2
"""Q4: with more due cards than this many days' questions, and no date, nothing new is begun."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate: its gain per second at its horizon, the seconds expected, and how many days it is overdue."""

    candidate: Candidate
    rate: float
    seconds: float
    overdue: int = 0
    fresh: bool = False

    @property
    def is_new(self) -> bool:
        """Never asked before."""
        return self.candidate.seen is None

    @property
    def entry(self) -> Entry:
        """As a line of the plan."""
        each = self.candidate
        return Entry(each.concept, Kind.NEW if self.is_new else Kind.REVIEW, self.seconds, each.topic, each.family)


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be asked today: `seen` by gain where a date is near, `due` those of them that are due, `unseen`."""

    seen: list[Weighed]
    due: list[Weighed]
    unseen: list[Weighed]


def weigh(candidates: Iterable[Candidate], day: int, settings: DaySettings, done: SoFar) -> Pool:
    """Q2: everything that may still be asked today with its gain per second; cards that are not due only where a
    date is so near that they count.
    """
    curve, costs = forgetting(settings.parameters, settings.own), settings.seconds
    dates = coming(settings.dates, day)
    counts_all = bool(dates) and dates[0].phase(day) is not Phase.PACED
    passed, failed = costs.passed, costs.failed
    gone = set(done.concepts | done.aside)
    days_of: dict[str, int] = {}
    new_of: dict[int, float] = {}
    pool = Pool([], [], [])
    for each in candidates:
        if each.concept in gone:
            continue
        gone.add(each.concept)
        days = days_of.get(each.topic)
        if days is None:
            date = governing(dates, each.topic, day)
            days = days_of[each.topic] = max(1, date.day - day) if date else HORIZON
        seen = each.seen
        if seen is None:
            if days not in new_of:
                new_of[days] = curve.gain_of_new(days) / costs.new
            pool.unseen.append(Weighed(each, new_of[days], costs.new))
        elif seen.last_day < day and (seen.due_day <= day or counts_all):
            gain, recall = curve.gain(seen.stability, seen.difficulty, day - seen.last_day, days)
            seconds = recall * passed + (1.0 - recall) * failed
            fresh = seen.stability < FRESH and day - seen.last_day <= FRESH
            weighed = Weighed(each, gain / seconds, seconds, day - seen.due_day, fresh)
            pool.seen.append(weighed)
            if weighed.overdue >= 0:
                pool.due.append(weighed)
    return pool


Shares = dict[InterviewDate | None, int]


def new_shares(pool: Pool, day: int, settings: DaySettings, done: SoFar, dates: Sequence[InterviewDate]) -> Shares:
    """Q4, E5: how many new cards are reserved for each date to come, and for what belongs to none, with those answered.

    None for a date in its last days: there new cards stand in one ranking with the others.
    """
    topics = Counter(each.candidate.topic for each in pool.unseen)
    topics.update(entry.topic for entry in done.answered if entry.kind is Kind.NEW)
    unseen: Shares = dict.fromkeys([*dates, None], 0)
    for topic, cards in topics.items():
        unseen[governing(dates, topic, day)] += cards
    shares: Shares = {}
    left = settings.questions
    for date in dates:
        paced = date.phase(day) is Phase.PACED
        shares[date] = min(left, date.new_a_day(unseen[date], day)) if paced else 0
        left -= shares[date]
    free = settings.new_a_day - sum(shares.values())
    due = len(pool.due) + done.count(Kind.REVIEW)
    shares[None] = max(0, min(unseen[None], free, _room_for_new(due, settings.questions, left)))
    return shares


def _room_for_new(due: int, questions: int, left: int) -> int:
    """Q4: without a date, reviews that are due keep half of the day, and a great backlog all of it."""
    if due > OVERLOAD * questions:
        return 0
    return min(left, max(questions - due, (questions + 1) // 2))


class Picker:
    """Takes cards into a day while the caps and the families allow it."""

    def __init__(self, day: int, settings: DaySettings, done: SoFar, phase: Phase | None) -> None:
        # E1: on the last two days before an interview there is a warm-up only.
        cap = min(settings.questions, WARM_UP) if phase is Phase.WARM_UP else settings.questions
        self.taken: list[Weighed] = []
        self._day = day
        self._hasty = surely_hasty(settings.own)
        self._done = done
        self._questions = max(cap - len(done.answered), done.more)
        self._seconds = math.inf
        if settings.minutes is not None:
            left = settings.minutes * 60 - sum(entry.seconds for entry in done.answered)
            self._seconds = max(left, done.more * max(settings.seconds.new, settings.seconds.failed))
        self._families = set(done.families)
        self._concepts: set[ConceptId] = set()

    def take_best(self, weighed: Iterable[Weighed]) -> None:
        """E1: whatever gains most in a second; what gains nothing is not asked. Who clearly forgets faster than FSRS
        thinks is asked what is FRESH first.
        """
        for each in sorted(weighed, key=_freshest_first if self._hasty else _best_first):
            if each.rate > 0:
                self._take(each)

    def take_new(self, pool: Pool, shares: Shares, at_most: float = math.inf) -> None:
        """Q4: the reserved new cards in their order, so many for each date and `at_most` in all; Q6: a review of the
        same family that gains more keeps its place.
        """
        dates = [date for date in shares if date is not None]
        best: dict[int | None, float] = {}
        for each in pool.due:
            best[each.candidate.family] = max(best.get(each.candidate.family, 0.0), each.rate)
        best.pop(None, None)
        asked = [entry.topic for entry in self._done.answered if entry.kind is Kind.NEW]
        asked += [each.candidate.topic for each in self.taken if each.is_new]
        used = Counter(governing(dates, topic, self._day) for topic in asked)
        date_of: dict[str, InterviewDate | None] = {}
        for each in pool.unseen:
            if self._questions <= 0 or used.total() >= at_most:
                return
            topic = each.candidate.topic
            if topic not in date_of:
                date_of[topic] = governing(dates, topic, self._day)
            date = date_of[topic]
            if used[date] < shares[date] and each.rate >= best.get(each.candidate.family, 0.0):
                used[date] += self._take(each)

    def take_due(self, due: Iterable[Weighed], *, dated: bool) -> None:
        """Q2: by gain per second, before a date after those that are FRESH; Q3: the first of every five is the one
        longest overdue, if that is too long.
        """
        by_gain = deque(sorted(due, key=_freshest_first if dated else _best_first))
        starving = deque(
            sorted((each for each in by_gain if each.overdue > STARVING_AFTER), key=lambda each: -each.overdue)
        )
        reviews = self._done.count(Kind.REVIEW)
        while self._questions > 0 and by_gain:
            guarded = reviews % GUARDED == 0 and starving
            reviews += self._take(starving.popleft() if guarded else by_gain.popleft())

    def _take(self, each: Weighed) -> bool:
        family, concept = each.candidate.family, each.candidate.concept
        fits = self._questions > 0 and each.seconds <= self._seconds
        if not fits or concept in self._concepts or family in self._families:
            return False
        self._questions -= 1
        self._seconds -= each.seconds
        self._concepts.add(concept)
        if family is not None:
            self._families.add(family)
        self.taken.append(each)
        return True

    def left_out(self, pool: Pool) -> LeftOut:
        """What is not taken of what is due or new, and why."""
        due = [each for each in pool.due if each.candidate.concept not in self._concepts]
        family = sum(each.candidate.family in self._families for each in due)
        over = len(due) - family
        new = sum(each.candidate.concept not in self._concepts for each in pool.unseen)
        if self._questions > 0:
            return LeftOut(minutes=over, family=family, new=new)
        return LeftOut(cap=over, family=family, new=new)


def _best_first(each: Weighed) -> tuple[float, int]:
    return -each.rate, -each.overdue


def _freshest_first(each: Weighed) -> tuple[bool, float, int]:
    return not each.fresh, -each.rate, -each.overdue
