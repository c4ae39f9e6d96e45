"""Which card a learner is asked next, or why there is none."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cards import LANGUAGES, Card, Language
from bot.domain.catching_up import Backlog
from bot.domain.hints import Hint, hints_of
from bot.domain.ids import ConceptId
from bot.domain.learners import Learner
from bot.domain.memory import Memory
from bot.domain.picking import Step, step_to_ask
from bot.domain.plans import Kind, LeftOut
from bot.services import day_plan
from bot.services.day_plan import Today
from bot.storage import cards, decks, deliveries, memories, own_words, queue
from bot.storage.database import Reader, Transaction
from bot.storage.own_words import OwnWords
from bot.storage.queue import Scope

MORE = 10
"""How many cards come at once to who asks for more than the day's plan."""


@dataclass(frozen=True, slots=True)
class Where:
    """The bounds of a session; travels in buttons.

    `topic` is a topic's key, `deck` a deck's: a session has one of them at most. `daily` is set in a session that a
    daily reminder opened: the answers that had been given on that day when it came, so that the session ends after
    the subscription's number of cards.
    """

    topic: str | None = None
    daily: int | None = None
    deck: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A card to be asked. `version` is that of the memory as it was when asked, 0 for a new card.

    `due_left` and `new_left` count what the learner could be asked on this day, this card included. `set_left` is how
    many answers a daily reminder's set still takes, None outside of one. `changed` says that the learner answered the
    card last before its answer began to say something else. `wording` is the question in the learner's own words,
    `hints` are all there are, of which `shown` many are told.
    """

    card: Card
    version: int
    where: Where
    due_left: int
    new_left: int
    is_new: bool
    set_left: int | None = None
    changed: bool = False
    wording: str | None = None
    hints: tuple[Hint, ...] = ()
    shown: int = 0

    @classmethod
    def of(cls, card: Card, memory: Memory | None, words: OwnWords, where: Where | None = None) -> "Question":
        """A card asked by itself, of which a learner has this memory and these words of their own."""
        changed_at = card.answer_changed_at
        changed = memory is not None and changed_at is not None and memory.last_at < changed_at
        version = memory.version if memory else 0
        hints = hints_of(card.content, words.hint)
        asked = cls(card, version, where or Where(), 0, 0, memory is None, changed=changed)
        return replace(asked, wording=words.wording, hints=hints)

    @property
    def left(self) -> int:
        """How many cards are still to come: today or, in a daily reminder's set, in that."""
        today = self.due_left + self.new_left
        return today if self.set_left is None else min(today, self.set_left)


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing is left now. `next_at` is when something falls due, `days` how many user days off that is.

    `more` is how many could be had all the same, `asked_for` the answers that the day went on to already; `left_out` is
    what the caps of the day have no room for.
    """

    where: Where
    answered: int
    next_at: datetime | None
    days: int
    more: int
    asked_for: int
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class DailyDone:
    """The cards of the daily reminder are answered; `left` others could still be had today."""

    where: Where
    answered: int
    left: int


Next = Question | Done | DailyDone | Backlog


async def ask(db: Reader, learner: Learner, card: Card, where: Where | None = None) -> Question:
    """One card asked by itself."""
    memory = await memories.load(db, learner.id, card.concept_id)
    return Question.of(card, memory, await own_words.load(db, learner.id, card.concept_id), where)


async def choose(db: Reader, learner: Learner, where: Where, now: datetime) -> Next:
    """Pick what to ask by the plan of the day: a pure decision over what the database holds, so that a restart
    changes nothing."""
    next_, _ = await _choose(db, learner, where, now)
    return next_


async def choose_and_keep(tx: Transaction, learner: Learner, where: Where, now: datetime) -> Next:
    """The same, and keep the plan where it was made for that."""
    next_, keep = await _choose(tx, learner, where, now)
    await keep(tx)
    return next_


_Keep = Callable[[Transaction], Awaitable[None]]


async def _choose(db: Reader, learner: Learner, where: Where, now: datetime) -> tuple[Next, _Keep]:
    day = learner.day(now)
    deck = await decks.open_deck(db, where.deck) if where.deck else None
    if deck is None:
        # A deck that was removed or emptied meanwhile leaves a session of everything.
        where = replace(where, deck=None)
    scope = Scope(learner.id, day, _languages(learner, where), where.topic, deck.id if deck else None)
    done = await queue.done_today(db, learner.id, day)
    today = await day_plan.todays(db, learner, scope, done.until)

    async def keep(tx: Transaction) -> None:
        await day_plan.keep(tx, learner, scope, today)

    steps = await queue.steps(db, scope)
    wanted = await queue.wanted(db, scope)
    reviews, new = day_plan.left_of(today.plan)
    due_left = len({*reviews, *(step.concept_id for step in steps), *(each.concept_id for each in wanted if each.seen)})
    new_left = len({*new, *(each.concept_id for each in wanted if not each.seen)})
    set_left = await _left_in_set(db, learner, where, done)
    if due_left + new_left and set_left == 0:
        return DailyDone(where, done.answers, due_left + new_left), keep
    found = _next_concept(today, steps, wanted, now)
    if found is not None:
        concept, seen = found
        asked = await _question(db, learner, where, concept, seen=seen)
        return replace(asked, due_left=due_left, new_left=new_left, set_left=set_left), keep
    next_at = min((step.due_at for step in steps), default=None) or await _next_day(db, learner, scope)
    return Done(
        where=where,
        answered=done.answers,
        next_at=next_at,
        days=learner.day(next_at) - day if next_at else 0,
        more=min(today.plan.left_out.askable, MORE),
        asked_for=done.until,
        left_out=today.plan.left_out,
    ), keep


def _next_concept(
    today: Today, steps: Sequence[Step], wanted: Sequence[queue.Wanted], now: datetime
) -> tuple[ConceptId, bool] | None:
    """The concept to ask and whether it was answered before: what was asked for, a failed card, the plan. What was
    skipped comes when all else is done."""
    skipped = today.so_far.skipped
    for late in (False, True):
        first = next((each for each in wanted if (each.concept_id in skipped) is late), None)
        if first is not None:
            return first.concept_id, first.seen
        entry = next((each for each in today.plan.entries if (each.concept in skipped) is late), None)
        waiting = [each for each in steps if late or each.concept_id not in skipped]
        step = step_to_ask(waiting, now, others=entry is not None)
        if step is not None:
            return step.concept_id, True
        if entry is not None:
            return entry.concept, entry.kind is not Kind.NEW
    return None


def _languages(learner: Learner, where: Where) -> tuple[Language, ...]:
    """The learner's own; whoever opened a deck wants its cards in whatever language they are."""
    others = (language for language in LANGUAGES if where.deck and language not in learner.card_languages)
    return (*learner.card_languages, *others)


async def _question(db: Reader, learner: Learner, where: Where, concept_id: ConceptId, *, seen: bool) -> Question:
    card = await cards.of_concept(db, concept_id, _languages(learner, where), learner.id)
    if card is None:
        raise RuntimeError(f"concept {concept_id} was queued without a card that can be read")
    memory = await memories.load(db, learner.id, concept_id) if seen else None
    return Question.of(card, memory, await own_words.load(db, learner.id, concept_id), where)


async def _left_in_set(db: Reader, learner: Learner, where: Where, done: queue.Done) -> int | None:
    """How many answers the daily reminder's set still takes; None outside of one."""
    subscription = await deliveries.load_subscription(db, learner.id) if where.daily is not None else None
    if where.daily is None or subscription is None:
        return None
    # What was taken back since the reminder came makes the set no larger.
    return max(0, subscription.size - max(0, done.answers - where.daily))


async def _next_day(db: Reader, learner: Learner, scope: Scope) -> datetime | None:
    """When the first day begins on which something falls due; what cannot be asked any more today waits for it."""
    day = await queue.next_due(db, scope)
    return learner.day_starts(max(day, scope.day + 1)) if day is not None else None
