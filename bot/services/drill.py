"""The drill: what an answer does to memory, what is put aside, and what can be taken back."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.domain.cards import Card, Language
from bot.domain.errors import Refused
from bot.domain.hints import hints_of
from bot.domain.ids import CardId
from bot.domain.learners import OFFER_DAILY_AFTER, Learner
from bot.domain.leeches import is_leech, lapses, leech_event
from bot.domain.memory import Memory, Rating
from bot.domain.ratings import best_after_hints
from bot.services import answers, day_plan
from bot.services.answers import Given
from bot.services.catching_up import after_break, take_on
from bot.services.choosing import MORE, Next, Question, Where, ask, choose_and_keep
from bot.services.deck_files import SHELF
from bot.services.habit import note_opening
from bot.services.undoing import TakenBack, take_back
from bot.services.work import Work
from bot.storage import cards, deliveries, history, learners, memories, own_words, queue, steps, terms
from bot.storage.database import Reader, Transaction
from bot.storage.memories import Aside

LINES = 30
"""How much of a post is shown as a card's source."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card with its answer, and what each rating would do on this user day.

    After so many `hints` no rating is better than `best` (rule G7).
    """

    card: Card
    version: int
    day: int
    where: Where
    futures: dict[Rating, Memory]
    now: datetime
    hints: int = 0
    best: Rating = Rating.EASY


@dataclass(frozen=True, slots=True)
class Rated:
    """What a press did. `recomputed` says why something else was counted than the button promised, if so.

    `leech` is how many times the card was forgotten, where that makes it one now (rule Q13).
    """

    card: Card
    rating: Rating
    after: Memory
    day: int
    recomputed: Literal["new day", "changed"] | None
    offer_daily: bool
    then: Next
    leech: int | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be done with a card besides answering it.

    `step` names the learner's last step, for Undo; `aside` says how the card is kept out of the plan, if it is;
    `seen` whether there is a memory of it, which could begin anew.
    `others` are the cards that ask the same in other languages.
    """

    card: Card
    step: int
    aside: Aside | None
    seen: bool = False
    others: tuple[tuple[Language, CardId], ...] = ()


@dataclass(frozen=True, slots=True)
class Stale:
    """The press came too late: the card was answered since. Nothing was changed."""

    then: Next


class Drill:
    """What a learner can do with cards."""

    async def next(self, work: Work, where: Where) -> Next:
        """The card to ask now, or why there is none; where nothing is due, to have looked makes the day (S1).

        Before the first card after a break it is asked how to catch up (Q10).
        """
        learner = work.learner

        async def unit(tx: Transaction) -> Next:
            backlog = await after_break(tx, learner, learner.day(work.now)) if where == Where() else None
            if backlog is not None:
                return backlog
            then = await choose_and_keep(tx, learner, where, work.now)
            await note_opening(tx, learner, where, then, work.now)
            return then

        return await work.write(unit)

    async def catch_up(self, work: Work, questions: int | None) -> Next:
        """Begin after a break, with so many questions a day from now on or, with None, as many as before."""
        learner = work.learner

        async def unit(tx: Transaction) -> Next:
            now = learner if questions is None else await take_on(tx, learner, learner.day(work.now), questions)
            return await choose_and_keep(tx, now, Where(), work.now)

        return await work.write(unit)

    async def ask(self, work: Work, key: str) -> Question:
        """One card by its public key; raises Refused where there is none."""
        card = await cards.by_key(work.db, key)
        if card is None:
            raise Refused("drill-card-gone")
        return await ask(work.db, work.learner, card)

    async def ask_by_id(self, work: Work, card_id: CardId, where: Where | None = None, *, shown: int = 0) -> Question:
        """One card by its row number, with so many of its hints; raises Refused where there is none."""
        asked = await ask(work.db, work.learner, await _card(work.db, card_id), where)
        return replace(asked, shown=min(shown, len(asked.hints)))

    async def reveal(self, work: Work, card_id: CardId, where: Where, *, hints: int = 0) -> Answer:
        """The answer of a card, with the four futures that its buttons offer; `hints` is how many were shown."""
        card = await _card(work.db, card_id)
        learner = work.learner
        memory = await memories.load(work.db, learner.id, card.concept_id)
        return Answer(
            card=card,
            version=memory.version if memory else 0,
            day=answers.day_of_answer(learner, memory, work.now),
            where=where,
            futures=await answers.outlook(work.db, learner, card, memory, work.now),
            now=work.now,
            hints=hints,
            best=await _best(work.db, learner, card, hints),
        )

    async def rate(
        self, work: Work, card_id: CardId, given: Given, *, seen_version: int, seen_day: int, where: Where
    ) -> Rated | Stale:
        """Count an answer once, and choose the next card, in one transaction.

        The interval that was promised holds on the day it was seen on. Hints lower the rating (rule G7).
        """
        learner = work.learner

        async def unit(tx: Transaction) -> Rated | Stale:
            card = await _card(tx, card_id)
            before = await memories.load(tx, learner.id, card.concept_id)
            if (before.version if before else 0) != seen_version:
                return Stale(await choose_and_keep(tx, learner, where, work.now))
            day = answers.day_of_answer(learner, before, work.now)
            rating = min(given.rating, await _best(tx, learner, card, given.hints))
            promised = given.interval if day == seen_day and rating is given.rating else None
            counted = await answers.count(
                tx, learner, card, before, replace(given, rating=rating, interval=promised), work.now
            )
            if counted is None:
                return Stale(await choose_and_keep(tx, learner, where, work.now))
            after, _ = counted
            leech = await _leech_event(tx, learner, card, before, after)
            offer = leech is None and await _offer_daily(tx, learner, work.now)
            then = await choose_and_keep(tx, learner, where, work.now)
            return Rated(card, rating, after, day, _recomputed(given, rating, after, day, seen_day), offer, then, leech)

        return await work.write(unit)

    async def put_aside(self, work: Work, card_id: CardId, how: Aside, where: Where, *, days: int = 1) -> Next:
        """Skip to the end of today's plan, bury for `days`, suspend, or suspend as known; then the next card.

        Memory stays as it is, and nothing is logged.
        """
        learner = work.learner
        day = learner.day(work.now)

        async def unit(tx: Transaction) -> Next:
            card = await _card(tx, card_id)
            until = day + days if how in ("buried", "skipped") else None
            if how != "skipped":
                await steps.note(tx, learner.id, card.concept_id, "aside", card_id=card.id, day=day, now=work.now)
            await memories.put_aside(tx, learner.id, card.concept_id, how, until, work.now)
            return await choose_and_keep(tx, learner, where, work.now)

        return await work.write(unit)

    async def take_back(self, work: Work, card_id: CardId) -> None:
        """Put a card that was put aside into the plan again."""
        learner = work.learner

        async def unit(tx: Transaction) -> None:
            card = await _card(tx, card_id)
            day = learner.day(work.now)
            if await memories.aside(tx, learner.id, card.concept_id, day) is not None:
                await steps.note(tx, learner.id, card.concept_id, "returned", card_id=card.id, day=day, now=work.now)
            await memories.return_aside(tx, learner.id, card.concept_id)

        await work.write(unit)

    async def start_over(self, work: Work, card_id: CardId, where: Where) -> Next:
        """Forget what is remembered of a card: it is asked again as a new one, next. Raises Refused for a new one."""
        learner = work.learner

        async def unit(tx: Transaction) -> Next:
            card = await _card(tx, card_id)
            concept = card.concept_id
            if await memories.load(tx, learner.id, concept) is None:
                raise Refused("drill-too-late")
            version = (await terms.load(tx, learner.id)).version
            day = learner.day(work.now)
            await steps.note(
                tx, learner.id, concept, "reset", card_id=card.id, day=day, now=work.now, parameters=version
            )
            await memories.forget(tx, learner.id, concept)
            await memories.return_aside(tx, learner.id, concept)
            await queue.want(tx, learner.id, concept, work.now)
            return await choose_and_keep(tx, learner, where, work.now)

        return await work.write(unit)

    async def menu(self, work: Work, card_id: CardId) -> Menu:
        """What can be done with a card; raises Refused where it is gone."""
        learner = work.learner
        day = learner.day(work.now)
        card = await _card(work.db, card_id)
        step = await steps.last_step(work.db, learner.id, day)
        memory = await memories.load(work.db, learner.id, card.concept_id)
        aside = await memories.aside(work.db, learner.id, card.concept_id, day)
        others = await cards.in_other_languages(work.db, card, learner.id)
        return Menu(card, step, aside, seen=memory is not None, others=others)

    async def more(self, work: Work, where: Where, seen: int) -> Next:
        """Raise today's number of questions, unless that was done since the person saw the offer, and go on."""
        learner = work.learner
        day = learner.day(work.now)

        async def unit(tx: Transaction) -> Next:
            done = await queue.done_today(tx, learner.id, day)
            if done.until <= seen:
                await day_plan.go_on(tx, learner, day, MORE)
            return await choose_and_keep(tx, learner, replace(where, daily=None), work.now)

        return await work.write(unit)

    async def undo(self, work: Work, step: int | None = None) -> TakenBack:
        """Take back the last thing the learner did; see `undoing.take_back`."""
        return await take_back(work, step)

    async def report(self, work: Work, card_id: CardId, reason: str) -> None:
        """Tell the editors that a card is wrong; the same complaint counts once."""
        learner = work.learner

        async def unit(tx: Transaction) -> None:
            card = await _card(tx, card_id)
            await queue.report(tx, learner.id, card.id, reason, work.now)

        await work.write(unit)

    async def card(self, work: Work, card_id: CardId) -> Card:
        """A card by its row number; raises Refused where it is gone."""
        return await _card(work.db, card_id)

    async def origin(self, work: Work, card_id: CardId) -> tuple[Card, str]:
        """A card and the post it was made of, verbatim; of a long document LINES from where the card stands in it.

        Empty where the card was written here or is one of a deck. Raises Refused where the card is gone.
        """
        card = await _card(work.db, card_id)
        if (await cards.source_key(work.db, card_id) or "").startswith(SHELF):
            return card, ""
        body = await cards.found_in(work.db, card_id) or ""
        start = (card.content.source.line or 1) - 1
        return card, "\n".join(body.splitlines()[start : start + LINES])


async def _card(db: Reader, card_id: CardId) -> Card:
    card = await cards.load(db, card_id)
    if card is None:
        raise Refused("drill-card-gone")
    return card


def _recomputed(
    given: Given, rating: Rating, after: Memory, day: int, seen_day: int
) -> Literal["new day", "changed"] | None:
    """Why something else was counted than the button promised, where that is so."""
    if day != seen_day:
        return "new day"
    kept = given.interval is None or rating is Rating.AGAIN or after.due_day - day == given.interval
    return None if kept and rating is given.rating else "changed"


async def _best(db: Reader, learner: Learner, card: Card, hints: int) -> Rating:
    """G7: the best rating after so many hints."""
    if not hints:
        return Rating.EASY
    words = await own_words.load(db, learner.id, card.concept_id)
    told = hints_of(card.content, words.hint)[:hints]
    return best_after_hints(hints, revealed=any(hint.reveals for hint in told))


async def _leech_event(
    tx: Transaction, learner: Learner, card: Card, before: Memory | None, after: Memory
) -> int | None:
    """Q13: how many times the card was forgotten, where this answer made it a leech; not counted before it can be."""
    if before is None or after.lapses == before.lapses or not is_leech(after.lapses):
        return None
    log = await history.of_concept(tx, learner.id, card.concept_id)
    count = lapses(log)
    return count if leech_event(lapses(log[:-1]), count) else None


async def _offer_daily(tx: Transaction, learner: Learner, now: datetime) -> bool:
    """Once, after the third rated card, to those who have no subscription."""
    if learner.daily_offered_at is not None:
        return False
    if await memories.count_answers(tx, learner.id, OFFER_DAILY_AFTER) < OFFER_DAILY_AFTER:
        return False
    await learners.store(tx, replace(learner, daily_offered_at=now))
    return await deliveries.load_subscription(tx, learner.id) is None
