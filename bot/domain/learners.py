"""A person who practises, and what they may do."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cards import Language
from bot.domain.ids import LearnerId
from bot.domain.memory import DEFAULT_PARAMETERS, PARAMETERS_VERSION
from bot.domain.moments import ROLLOVER, Hold, day_starts, held_day, hold_after

NEW_A_DAY = 10
NEW_A_DAY_CHOICES = (5, 10, 15, 20, 30)

QUESTIONS_A_DAY = 20
"""Q1: the cap of who has chosen none."""

QUESTIONS_A_DAY_CHOICES = (10, 15, 20, 30, 50, 100)
MINUTES_A_DAY_CHOICES = (10, 20, 30, 60)
NO_LIMIT = 0
"""On a button in place of minutes a day: as long as the questions take."""

ROLLOVER_HOURS = range(13)
"""Local hours at which a user day may begin: from midnight to noon."""

OFFER_DAILY_AFTER = 3
"""Rated cards before the daily reminder is offered: by then the person has seen what would come."""


class Role(StrEnum):
    """Who may change the questions. Owners make editors."""

    OWNER = "owner"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Learner:
    """Settings of one person. `zone` is an IANA name; `buttons` is how many ratings are shown, 2 or 4.

    `news` is False for who wants no broadcasts. `rollover` is the local time at which a user day begins, a whole hour;
    `hold` keeps a day that was going on when the zone or the rollover was changed. `parameters` are the memory model's
    for this person, or `parameters_shared` with others; what is remembered stands in the database by these.
    `questions_a_day` and `minutes_a_day` are the caps of a day's plan; None is no cap in minutes.
    Before user day
    `catching_up_until` what fell due in a break is cleared, and nothing new is begun.
    """

    id: LearnerId
    language: Language
    card_languages: tuple[Language, ...]
    zone: str
    buttons: int
    new_a_day: int
    retention: float
    daily_offered_at: datetime | None
    started_at: datetime
    blocked_at: datetime | None = None
    news: bool = True
    rollover: time = ROLLOVER
    hold: Hold | None = None
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    parameters_version: int = PARAMETERS_VERSION
    parameters_shared: bool = False
    questions_a_day: int = QUESTIONS_A_DAY
    minutes_a_day: int | None = None
    catching_up_until: int | None = None

    def catches_up(self, day: int) -> bool:
        """Q10: whether what fell due in a break is still being cleared on a user day."""
        return self.catching_up_until is not None and day < self.catching_up_until

    @property
    def tz(self) -> ZoneInfo:
        """The zone that local dates and the user day are reckoned in."""
        return ZoneInfo(self.zone)

    def day(self, now: datetime) -> int:
        """T1, T3: the user day, in days since 1970-01-01, that an instant belongs to for this learner."""
        return held_day(now, self.tz, self.rollover, self.hold)

    def day_starts(self, day: int) -> datetime:
        """The first instant, in UTC, of a user day to come; a day that is held ends before the next begins."""
        begins = day_starts(day, self.tz, self.rollover)
        if self.hold is not None and day == self.hold.day + 1:
            return max(begins, self.hold.until)
        return begins

    def living_by(self, now: datetime, *, zone: str | None = None, rollover: time | None = None) -> "Learner":
        """The same learner by another zone (an IANA name) or rollover from `now` on; the day that goes on is kept."""
        moved = replace(self, zone=zone or self.zone, rollover=self.rollover if rollover is None else rollover)
        hold = hold_after(now, (self.tz, self.rollover, self.hold), moved.tz, moved.rollover)
        return replace(moved, hold=hold)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the bot waits for from a person, such as the text of a new question; buttons carry all else."""

    waiting_for: str
    data: dict[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever sent an update: perhaps a learner, perhaps staff, perhaps in the middle of something.

    `name` is known of staff alone, as it was last seen.
    """

    id: LearnerId
    learner: Learner | None = None
    role: Role | None = None
    conversation: Conversation | None = None
    name: str | None = None

    @property
    def edits(self) -> bool:
        """May change questions."""
        return self.role is not None

    @property
    def owns(self) -> bool:
        """May also make editors."""
        return self.role is Role.OWNER


def spoken(language_code: str | None, default: Language) -> Language:
    """The interface language for Telegram's `language_code`, an IETF tag such as `ru` or `zh-hans`, or none."""
    match (language_code or "").lower().split("-")[0]:
        case "en":
            return "en"
        case "ru" | "be" | "uk" | "kk":
            return "ru"
        case "zh":
            return "zh"
    return default
