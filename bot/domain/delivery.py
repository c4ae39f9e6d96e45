"""What may become of one outgoing message: outcomes of an attempt, states of a delivery, the way between."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_BACKOFF = timedelta(seconds=60)
# Doubling from two seconds passes the longest back-off at the sixth attempt.
_LAST_DOUBLING = 6


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has done it; `message_id` is the first message's, `poll_id` Telegram's number of a poll in it."""

    message_id: int
    poll_id: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not executed: try again, but not before this instant (aware, UTC)."""

    not_before: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """This chat cannot be written to: blocked, deactivated, kicked, no rights, not found."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup: not executed here, send it to the new chat."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram refuses the message itself, not the chat; it would refuse it again. A bug of ours, as a rule."""

    reason: str

    @property
    def is_about_topic(self) -> bool:
        """Whether the topic of a forum that it names is gone or closed: no bug, but for people to mend."""
        return any(words in self.reason.lower() for words in ("thread not found", "topic_deleted", "topic_closed"))


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request left, its answer never came: it may have been executed or not."""

    reason: str


Outcome = Sent | Later | Gone | Moved | Rejected | Unknown


class State(StrEnum):
    """Where a delivery stands. Only `due` and a run-out `leased` are ever picked up again."""

    DUE = "due"
    LEASED = "leased"
    SENT = "sent"
    UNKNOWN = "unknown"
    GONE = "gone"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What a delivery is. Its key begins with this word, then a colon and what it is about."""

    DAILY = "daily"
    """A learner's daily card."""
    LATE = "late"
    """A second, late reminder of a streak."""
    JOINED = "joined"
    """Word to an owner that somebody accepted an invitation."""
    PUBLIC = "public"
    """A scheduled post in a channel or group."""
    REVEAL = "reveal"
    """The answer to such a post, as a reply to it."""
    CORRECTION = "correction"
    """A changed card's post, drawn anew."""
    REMOVAL = "removal"
    """An old post, taken away."""
    WORD = "word"
    """Word to those who run a schedule: lost rights, a post of unknown fate, moments that were missed."""
    BROADCAST = "broadcast"
    """What an owner tells every learner."""
    BROADCAST_DONE = "broadcast-done"
    """Word to that owner how it went."""
    IMPORTED = "imported"
    """Word to an editor what became of the files they sent."""
    DROPPED = "dropped"
    """What was dropped of these, as a document."""

    @property
    def is_public(self) -> bool:
        """Shown to many: never sent again by itself once its fate is unknown."""
        return self in (Kind.PUBLIC, Kind.REVEAL)

    @property
    def may_repeat(self) -> bool:
        """Carrying it out twice leaves what once does."""
        return self in (Kind.CORRECTION, Kind.REMOVAL)


def after(outcome: Outcome, unknowns: int, kind: Kind) -> State:
    """The state an attempt leaves its delivery in.

    `unknowns` counts the earlier attempts whose fate stayed unknown; a lease that ran out is one of them. A
    message to one person of unknown fate is sent once more, a public message never by itself; what may be
    repeated is tried until it is known.
    """
    match outcome:
        case Sent():
            return State.SENT
        case Later() | Moved():
            return State.DUE
        case Gone():
            return State.GONE
        case Rejected():
            return State.CANCELLED
        case Unknown():
            again = kind.may_repeat or (unknowns == 0 and not kind.is_public)
            return State.DUE if again else State.UNKNOWN


def backoff(attempt: int, chance: float) -> timedelta:
    """How long to wait after failed attempt number `attempt` (from 1): 1 to 2 s at first, 30 to 60 s at last.

    `chance` in [0, 1) places the wait in the upper half of its range, so that many do not come back at once.
    """
    ceiling = min(LONGEST_BACKOFF, timedelta(seconds=2 ** min(attempt, _LAST_DOUBLING)))
    return ceiling * (1 + chance) / 2
