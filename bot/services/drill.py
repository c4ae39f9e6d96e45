"""The drill: what an answer does to memory, what is put aside, and what can be taken back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ConceptId
from bot.domain.learners import OFFER_DAILY_AFTER, Learner
from bot.domain.memory import Memory, Rating, futures
from bot.domain.moments import day_starts, user_day
from bot.services import answers
from bot.services.choosing import MORE_NEW, Next, Question, Where, choose
from bot.services.work import Work
from bot.storage import cards, deliveries, learners, memories, queue
from bot.storage.database import Reader, Transaction
from bot.storage.memories import Aside

LINES = 30
"""How much of a post is shown as a card's source."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A card with its answer, and what each rating would do on this user day."""

    card: Card
    version: int
    day: int
    where: Where
    futures: dict[Rating, Memory]
    now: datetime


@dataclass(frozen=True, slots=True)
class Rated:
    """What a press did. `recomputed` says that the interval differs from the button's, since a new day had begun."""

    card: Card
    rating: Rating
    after: Memory
    day: int
    recomputed: bool
    offer_daily: bool
    then: Next


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be done with a card besides answering it.

    `step` names the learner's last step, for Undo; `aside` says how the card is kept out of the plan, if it is.
    """

    card: Card
    step: int
    aside: Aside | None


@dataclass(frozen=True, slots=True)
class Stale:
    """The press came too late: the card was answered since. Nothing was changed."""

    then: Next


class Drill:
    """What a learner can do with cards."""

    async def next(self, work: Work, where: Where) -> Next:
        """The card to ask now, or why there is none."""
        return await choose(work.db, work.learner, where, work.now)

    async def ask(self, work: Work, key: str) -> Question:
        """One card by its public key; raises Refused where there is none."""
        card = await cards.by_key(work.db, key)
        if card is None:
            raise Refused("drill-card-gone")
        memory = await memories.load(work.db, work.learner.id, card.concept_id)
        return Question.of(card, memory)

    async def ask_by_id(self, work: Work, card_id: CardId) -> Question:
        """One card by its row number, as search results give it; raises Refused where there is none."""
        card = await _card(work.db, card_id)
        memory = await memories.load(work.db, work.learner.id, card.concept_id)
        return Question.of(card, memory)

    async def reveal(self, work: Work, card_id: CardId, where: Where) -> Answer:
        """The answer of a card, with the four futures that its buttons offer."""
        card = await _card(work.db, card_id)
        learner = work.learner
        memory = await memories.load(work.db, learner.id, card.concept_id)
        day = answers.day_of_answer(learner, memory, work.now)
        return Answer(
            card=card,
            version=memory.version if memory else 0,
            day=day,
            where=where,
            futures=futures(
                memory, now=work.now, day=day, seed=(learner.id, card.concept_id), retention=learner.retention
            ),
            now=work.now,
        )

    async def rate(
        self,
        work: Work,
        card_id: CardId,
        rating: Rating,
        *,
        seen_version: int,
        seen_day: int,
        where: Where,
        latency: timedelta | None = None,
    ) -> Rated | Stale:
        """Count an answer once, and choose the next card, in one transaction."""
        learner = work.learner

        async def unit(tx: Transaction) -> Rated | Stale:
            card = await _card(tx, card_id)
            before = await memories.load(tx, learner.id, card.concept_id)
            if (before.version if before else 0) != seen_version:
                return Stale(await choose(tx, learner, where, work.now))
            day = answers.day_of_answer(learner, before, work.now)
            counted = await answers.count(tx, learner, card, before, rating, mode="self", now=work.now, latency=latency)
            if counted is None:
                return Stale(await choose(tx, learner, where, work.now))
            after, _ = counted
            offer = await _offer_daily(tx, learner, work.now)
            then = await choose(tx, learner, where, work.now)
            return Rated(card, rating, after, day, day != seen_day, offer, then)

        return await work.write(unit)

    async def put_aside(self, work: Work, card_id: CardId, how: Aside, where: Where) -> Next:
        """Skip to the end of today's plan, bury until tomorrow, suspend, or suspend as known; then the next card.

        Memory stays as it is, and nothing is logged.
        """
        learner = work.learner
        day = user_day(work.now, learner.tz)

        async def unit(tx: Transaction) -> Next:
            card = await _card(tx, card_id)
            until = day + 1 if how in ("buried", "skipped") else None
            await memories.put_aside(tx, learner.id, card.concept_id, how, until, work.now)
            return await choose(tx, learner, where, work.now)

        return await work.write(unit)

    async def take_back(self, work: Work, card_id: CardId) -> None:
        """Put a card that was put aside into the plan again."""
        learner = work.learner

        async def unit(tx: Transaction) -> None:
            card = await _card(tx, card_id)
            await memories.return_aside(tx, learner.id, card.concept_id)

        await work.write(unit)

    async def menu(self, work: Work, card_id: CardId) -> Menu:
        """What can be done with a card; raises Refused where it is gone."""
        learner = work.learner
        day = user_day(work.now, learner.tz)
        card = await _card(work.db, card_id)
        step = await memories.last_step(work.db, learner.id, day=day, day_began=day_starts(day, learner.tz))
        return Menu(card, step, await memories.aside(work.db, learner.id, card.concept_id, day))

    async def more_new(self, work: Work, where: Where, seen_extra: int) -> Next:
        """Raise today's number of new cards, unless that was done since the person saw the offer, and go on."""
        learner = work.learner
        day = user_day(work.now, learner.tz)

        async def unit(tx: Transaction) -> Next:
            done = await queue.done_today(tx, learner.id, day)
            if done.extra_new <= seen_extra:
                await queue.add_extra_new(tx, learner.id, day, MORE_NEW)
            return await choose(tx, learner, replace(where, daily=None), work.now)

        return await work.write(unit)

    async def undo(self, work: Work, step: int | None = None) -> tuple[Rating | None, Question]:
        """Take back the last rating, or putting-aside, of this user day.

        A button names the `step` that the person saw as the last. Raises Refused when there is none, or that one
        was taken back already or is no longer the last.
        """
        learner = work.learner
        day = user_day(work.now, learner.tz)

        async def unit(tx: Transaction) -> tuple[Rating | None, Question]:
            undone = await memories.undo_last(
                tx, learner.id, day=day, day_began=day_starts(day, learner.tz), now=work.now, step=step
            )
            if undone is None:
                raise Refused("undo-too-late" if step else "undo-nothing")
            card = await _undone_card(tx, learner, undone.card_id, undone.concept_id)
            memory = await memories.load(tx, learner.id, card.concept_id)
            return undone.rating, Question.of(card, memory)

        return await work.write(unit)

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

        Empty where the card was written here. Raises Refused where the card is gone.
        """
        card = await _card(work.db, card_id)
        body = await cards.found_in(work.db, card_id) or ""
        start = (card.content.source.line or 1) - 1
        return card, "\n".join(body.splitlines()[start : start + LINES])


async def _card(db: Reader, card_id: CardId) -> Card:
    card = await cards.load(db, card_id)
    if card is None:
        raise Refused("drill-card-gone")
    return card


async def _undone_card(db: Reader, learner: Learner, card_id: CardId | None, concept_id: ConceptId) -> Card:
    if card_id is not None:
        return await _card(db, card_id)
    card = await cards.of_concept(db, concept_id, learner.card_languages, learner.id)
    if card is None:
        raise Refused("drill-card-gone")
    return card


async def _offer_daily(tx: Transaction, learner: Learner, now: datetime) -> bool:
    """Once, after the third rated card, to those who have no subscription."""
    if learner.daily_offered_at is not None:
        return False
    if await memories.count_answers(tx, learner.id, OFFER_DAILY_AFTER) < OFFER_DAILY_AFTER:
        return False
    await learners.store(tx, replace(learner, daily_offered_at=now))
    return await deliveries.load_subscription(tx, learner.id) is None
