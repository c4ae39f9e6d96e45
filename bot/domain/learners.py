"""A person who practises, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cards import Language
from bot.domain.ids import LearnerId

NEW_A_DAY = 10
NEW_A_DAY_CHOICES = (5, 10, 15, 20, 30)
OFFER_DAILY_AFTER = 3
"""Rated cards before the daily reminder is offered: by then the person has seen what would come."""


class Role(StrEnum):
    """Who may change the questions. Owners make editors."""

    OWNER = "owner"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Learner:
    """Settings of one person. `zone` is an IANA name; `buttons` is how many ratings are shown, 2 or 4.

    `news` is False for who wants no broadcasts.
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

    @property
    def tz(self) -> ZoneInfo:
        """The zone that local dates and the user day are reckoned in."""
        return ZoneInfo(self.zone)


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
