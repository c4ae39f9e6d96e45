"""What a plan of a day is made from and what it says; `bot.domain.planning` makes it. Days are user days."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.forgetting import Seconds
from bot.domain.ids import ConceptId
from bot.domain.interview_date import InterviewDate
from bot.domain.learners import NEW_A_DAY, QUESTIONS_A_DAY
from bot.domain.memory import DEFAULT_PARAMETERS, Memory
from bot.domain.own_curve import EVERYBODY, OwnCurve


class Kind(StrEnum):
    """What a planned or an answered question is. A STEP is the second or third try of a card failed today."""

    NEW = "new"
    REVIEW = "review"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the plan needs of a memory: see `Memory` for the units."""

    stability: float
    difficulty: float
    last_day: int
    due_day: int

    @classmethod
    def of(cls, memory: Memory) -> "Seen":
        """That of a stored memory."""
        return cls(memory.stability, memory.difficulty, memory.last_day, memory.due_day)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept that may be asked, in whatever language; `seen` is None for one never answered.

    `family` is equal for concepts that ask the same thing in other words, None for one that stands alone.
    """

    concept: ConceptId
    topic: str
    family: int | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class DaySettings:
    """What a learner has set. `questions` and `minutes` are the caps of a day, None is no cap in minutes.

    `dates` may hold past ones. `parameters`, `seconds` and `own` are the learner's where known.
    """

    questions: int = QUESTIONS_A_DAY
    minutes: float | None = None
    new_a_day: int = NEW_A_DAY
    dates: tuple[InterviewDate, ...] = ()
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    seconds: Seconds = field(default_factory=Seconds)
    own: OwnCurve = EVERYBODY


@dataclass(frozen=True, slots=True)
class Entry:
    """A planned question; `seconds` is what it is expected to take."""

    concept: ConceptId
    kind: Kind
    seconds: float
    topic: str
    family: int | None = None


@dataclass(frozen=True, slots=True)
class SoFar:
    """What has happened on the day already.

    `answered` are its answers in order, with the seconds each took. `aside` are put aside for the day or longer,
    `skipped` come last. On request the day goes on, whatever the caps, to `until` answers: due cards come first, new
    ones with what is left.
    """

    answered: tuple[Entry, ...] = ()
    aside: frozenset[ConceptId] = frozenset()
    skipped: frozenset[ConceptId] = frozenset()
    until: int = 0

    @property
    def more(self) -> int:
        """How many answers are still to come on request."""
        return max(0, self.until - len(self.answered))

    def count(self, kind: Kind) -> int:
        """How many answers were of a kind."""
        return sum(entry.kind is kind for entry in self.answered)

    @property
    def concepts(self) -> frozenset[ConceptId]:
        """What was asked today."""
        return frozenset(entry.concept for entry in self.answered)

    @property
    def families(self) -> frozenset[int]:
        """Families of which a card was asked today: no other of them follows."""
        return frozenset(entry.family for entry in self.answered if entry.family is not None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many cards that were wanted do not come today, and why.

    `cap`: due cards beyond the day's questions; `minutes`: due or new cards beyond its minutes; `family`: another
    of the family comes or came today; `new`: cards never asked that wait for another day's quota.
    """

    cap: int = 0
    minutes: int = 0
    family: int = 0
    new: int = 0

    @property
    def due(self) -> int:
        """Due cards that the day has no room for."""
        return self.cap + self.minutes

    @property
    def askable(self) -> int:
        """How many could be asked all the same today."""
        return self.due + self.new


@dataclass(frozen=True, slots=True)
class Plan:
    """What is still to be asked, in order. `new_quota` is how many new cards the day has, those answered included.

    `due` is how many cards could be reviewed today, before any cap. `date` is the interview the day works towards.
    """

    day: int
    entries: tuple[Entry, ...]
    new_quota: int
    due: int
    left_out: LeftOut
    date: InterviewDate | None = None

    @property
    def seconds(self) -> float:
        """What all of it is expected to take."""
        return sum(entry.seconds for entry in self.entries)

    @property
    def new(self) -> int:
        """How many of the entries are new cards."""
        return sum(entry.kind is Kind.NEW for entry in self.entries)
