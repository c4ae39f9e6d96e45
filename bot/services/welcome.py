"""Starting, coming back, and settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from bot.domain.cards import LANGUAGES, Language
from bot.domain.errors import Refused
from bot.domain.ids import LearnerId
from bot.domain.learners import (
    MINUTES_A_DAY_CHOICES,
    NEW_A_DAY,
    NEW_A_DAY_CHOICES,
    NO_LIMIT,
    QUESTIONS_A_DAY_CHOICES,
    Learner,
    spoken,
)
from bot.domain.moments import find_zone
from bot.services import daily
from bot.services.work import Work
from bot.storage import learners
from bot.storage.database import Database, Transaction


class Welcome:
    """The learner's own settings. `default_language` serves those whose language is not spoken here."""

    def __init__(self, default_language: Language, default_zone: str) -> None:
        self._default_language = default_language
        self._default_zone = default_zone

    def language_of(self, learner: Learner | None, language_code: str | None) -> Language:
        """The language to speak with somebody; a learner's own choice goes before what Telegram says."""
        return learner.language if learner else spoken(language_code, self._default_language)

    async def start(self, work: Work, language_code: str | None) -> Learner:
        """Make a learner of whoever pressed start, or bring one back who had blocked the bot."""
        known = work.person.learner

        async def unit(tx: Transaction) -> Learner:
            learner = replace(known, blocked_at=None) if known else self._new(work.person.id, language_code, work.now)
            await learners.store(tx, learner)
            if known is not None and known.blocked_at is not None:
                await daily.plan_again(tx, learner, work.now)
            return learner

        if known is not None and known.blocked_at is None:
            return known
        return await work.write(unit)

    async def change(self, work: Work, how: Callable[[Learner], Learner]) -> Learner:
        """Change a learner's settings."""
        learner = how(work.learner)

        async def unit(tx: Transaction) -> Learner:
            await learners.store(tx, learner)
            if learner.zone != work.learner.zone:
                await daily.plan_again(tx, learner, work.now)
            return learner

        return await work.write(unit)

    def _new(self, learner_id: LearnerId, language_code: str | None, now: datetime) -> Learner:
        language = spoken(language_code, self._default_language)
        return Learner(
            id=learner_id,
            language=language,
            card_languages=(language,),
            zone=self._default_zone,
            buttons=2,
            new_a_day=NEW_A_DAY,
            retention=0.9,
            daily_offered_at=None,
            started_at=now,
        )


def speak(language: Language, *, cards_too: bool) -> Callable[[Learner], Learner]:
    """Change the interface language; with `cards_too`, as in the greeting, also the cards' where it was the same."""

    def change(learner: Learner) -> Learner:
        own = cards_too and learner.card_languages == (learner.language,)
        return replace(learner, language=language, card_languages=(language,) if own else learner.card_languages)

    return change


def read_also(language: Language) -> Callable[[Learner], Learner]:
    """Take a language of cards in or out; the last one stays."""

    def change(learner: Learner) -> Learner:
        chosen = set(learner.card_languages) ^ {language} or {language}
        ordered = sorted(chosen, key=lambda code: (code != learner.language, LANGUAGES.index(code)))
        return replace(learner, card_languages=tuple(ordered))

    return change


def live_in(zone: str, now: datetime) -> Callable[[Learner], Learner]:
    """Move to a time zone, an IANA name; raises Refused for an unknown one."""
    name = find_zone(zone)
    if name is None:
        raise Refused("daily-zone-unknown")
    return lambda learner: learner.living_by(now, zone=name)


def allow_a_day(what: str, amount: str) -> Callable[[Learner], Learner] | None:
    """Change how many `new` cards, `questions` or `minutes` a day takes; None where that cannot be chosen.

    NO_LIMIT is no limit in minutes.
    """
    match what:
        case "new" if amount in map(str, NEW_A_DAY_CHOICES):
            return lambda learner: replace(learner, new_a_day=int(amount))
        case "questions" if amount in map(str, QUESTIONS_A_DAY_CHOICES):
            return lambda learner: replace(learner, questions_a_day=int(amount))
        case "minutes" if amount in map(str, (NO_LIMIT, *MINUTES_A_DAY_CHOICES)):
            return lambda learner: replace(learner, minutes_a_day=int(amount) or None)
    return None


def begin_days_at(hour: int, now: datetime) -> Callable[[Learner], Learner]:
    """Begin user days at another local hour, one of ROLLOVER_HOURS."""
    return lambda learner: learner.living_by(now, rollover=time(hour))


async def mark_blocked(db: Database, learner_id: LearnerId, now: datetime) -> None:
    """The person blocked the bot: seen when a reply was refused, outside any update's transaction."""

    async def unit(tx: Transaction) -> None:
        await learners.mark_blocked(tx, learner_id, now)

    await db.write(unit)
