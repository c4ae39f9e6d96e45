"""The clinic: what a learner can do about cards that slip away again and again (rule Q13)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.cards import Card, CardContent, key_of_question
from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.domain.leeches import FIRST_LAPSES, is_leech, lapses
from bot.domain.markup import shows_something
from bot.services.work import Work
from bot.storage import cards, history, memories, own_words, queue, steps
from bot.storage.database import Reader, Transaction
from bot.storage.own_words import OwnWords

PAUSE_DAYS = 14
LONGEST_WORDING = 1000
LONGEST_HALF = 3500
"""Characters of what a learner writes: a question or a hint; a question with its answer."""

LISTED = 20
"""How many cards the clinic shows at a time: those forgotten most often."""

Words = Literal["wording", "hint"]


@dataclass(frozen=True, slots=True)
class Patient:
    """A card that slips away: how many times it was forgotten, and what the learner has said of it themselves."""

    card: Card
    lapses: int
    words: OwnWords


@dataclass(frozen=True, slots=True)
class Ward:
    """The learner's leeches, those forgotten most often first; `more` are not shown."""

    patients: tuple[Patient, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FirstHalf:
    """The first of two cards has come: the second is waited for."""


@dataclass(frozen=True, slots=True)
class Split:
    """Two private cards have taken a card's place."""

    card: Card


class Clinic:
    """For learners, about their own cards."""

    async def ward(self, work: Work) -> Ward:
        """The cards that are leeches now and are not put aside for good."""
        learner = work.learner
        day = learner.day(work.now)
        found: list[Patient] = []
        for concept_id in await memories.often_forgotten(work.db, learner.id, FIRST_LAPSES):
            count = lapses(await history.of_concept(work.db, learner.id, concept_id))
            aside = await memories.aside(work.db, learner.id, concept_id, day)
            card = await cards.of_concept(work.db, concept_id, learner.card_languages, learner.id)
            if card is not None and is_leech(count) and aside not in ("known", "suspended"):
                words = await own_words.load(work.db, learner.id, concept_id)
                found.append(Patient(card, count, words))
        found.sort(key=lambda patient: (-patient.lapses, patient.card.id))
        return Ward(tuple(found[:LISTED]), max(0, len(found) - LISTED))

    async def patient(self, work: Work, card_id: CardId) -> Patient:
        """One card; raises Refused where it is gone, or is no leech."""
        return await _patient(work.db, work, card_id)

    async def ask_for(self, work: Work, card_id: CardId, what: Words | Literal["split"]) -> None:
        """Wait for the learner's own wording or hint, or for the first of two cards."""
        await self.patient(work, card_id)
        card = {"card": str(card_id)}
        match what:
            case "wording":
                work.expect("clinic-wording", card)
            case "hint":
                work.expect("clinic-hint", card)
            case "split":
                work.expect("clinic-split", card)

    async def say(self, work: Work, what: Words, text: str) -> Patient:
        """Keep the wording or hint that was waited for; raises Refused for one that is empty or too long."""
        card_id = _waiting(work)
        told = _within(text, LONGEST_WORDING)
        work.expect_nothing()
        return await self._word(work, card_id, lambda words: replace(words, **{what: told}))

    async def unsay(self, work: Work, card_id: CardId) -> Patient:
        """Take the learner's own words away: the card is asked as it is."""
        return await self._word(work, card_id, lambda _: OwnWords())

    async def _word(self, work: Work, card_id: CardId, how: Callable[[OwnWords], OwnWords]) -> Patient:
        learner = work.learner

        async def unit(tx: Transaction) -> Patient:
            patient = await _patient(tx, work, card_id)
            concept = patient.card.concept_id
            words = how(patient.words)
            day = learner.day(work.now)
            await steps.note(tx, learner.id, concept, "words", card_id=card_id, day=day, now=work.now)
            await own_words.store(tx, learner.id, concept, words, work.now)
            return replace(patient, words=words)

        return await work.write(unit)

    async def pause(self, work: Work, card_id: CardId) -> Card:
        """Let a card rest for PAUSE_DAYS; memory stays as it is."""
        day = work.learner.day(work.now)
        return await self._put_aside(work, card_id, "buried", day + PAUSE_DAYS)

    async def _put_aside(self, work: Work, card_id: CardId, how: memories.Aside, until_day: int | None) -> Card:
        learner = work.learner
        day = learner.day(work.now)

        async def unit(tx: Transaction) -> Card:
            card = (await _patient(tx, work, card_id)).card
            await steps.note(tx, learner.id, card.concept_id, "aside", card_id=card_id, day=day, now=work.now)
            await memories.put_aside(tx, learner.id, card.concept_id, how, until_day, work.now)
            return card

        return await work.write(unit)

    async def split(self, work: Work, text: str) -> FirstHalf | Split:
        """Take one of two cards: its question in the first line, the answer below.

        With the second both are made, for this learner alone, and the card itself is suspended. Raises Refused where
        the text has no such form, or is too long.
        """
        question, answer = _half(text)
        card_id = _waiting(work)
        waiting = work.conversation
        first = waiting.data if waiting is not None else {}
        if "question" not in first:
            work.expect("clinic-split", {"card": str(card_id), "question": question, "answer": answer})
            return FirstHalf()
        work.expect_nothing()
        halves = ((first["question"], first["answer"]), (question, answer))
        return await work.write(_splitting(work, card_id, halves))


def _splitting(
    work: Work, card_id: CardId, halves: tuple[tuple[str, str], tuple[str, str]]
) -> Callable[[Transaction], Awaitable[Split]]:
    learner = work.learner
    day = learner.day(work.now)

    async def unit(tx: Transaction) -> Split:
        card = (await _patient(tx, work, card_id)).card
        made = []
        for place, (question, answer) in enumerate(halves):
            # Another learner, or the same one later, may split a card into the same words.
            key = key_of_question(card.content.lang, f"{learner.id} {work.now.isoformat()} {place} {question}")
            content = CardContent(
                key=key,
                concept=key,
                lang=card.content.lang,
                question=question,
                answer=answer,
                topic=card.content.topic,
                tags=card.content.tags,
                level=card.content.level,
                source=card.content.source,
            )
            half = await cards.insert(tx, content, None, work.now, owner=learner.id)
            stored = await cards.load(tx, half)
            if stored is None:
                raise RuntimeError("a card vanished inside a transaction")
            made.append((half, stored.concept_id))
            await queue.want(tx, learner.id, stored.concept_id, work.now)
        await steps.note(
            tx,
            learner.id,
            card.concept_id,
            "split",
            card_id=card_id,
            day=day,
            now=work.now,
            made=tuple(made),
        )
        await memories.put_aside(tx, learner.id, card.concept_id, "suspended", None, work.now)
        return Split(card)

    return unit


async def _patient(db: Reader, work: Work, card_id: CardId) -> Patient:
    card = await cards.load(db, card_id)
    if card is None:
        raise Refused("drill-card-gone")
    count = lapses(await history.of_concept(db, work.learner.id, card.concept_id))
    if not is_leech(count):
        raise Refused("clinic-not-needed")
    return Patient(card, count, await own_words.load(db, work.learner.id, card.concept_id))


def _waiting(work: Work) -> CardId:
    waiting = work.conversation
    if waiting is None or "card" not in waiting.data:
        raise Refused("refused-old-button")
    return CardId(int(waiting.data["card"]))


def _within(text: str, longest: int) -> str:
    told = text.strip()
    if not shows_something(told):
        raise Refused("clinic-empty")
    if len(told) > longest:
        raise Refused("clinic-too-long", limit=longest)
    return told


def _half(text: str) -> tuple[str, str]:
    question, _, answer = _within(text, LONGEST_HALF).partition("\n")
    if not shows_something(answer):
        raise Refused("clinic-split-form")
    return _within(question, LONGEST_WORDING), answer.strip()
