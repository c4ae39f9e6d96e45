"""Which card a learner is asked next, or why there is none."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cards import LANGUAGES, Card, Language
from bot.domain.ids import ConceptId
from bot.domain.learners import Learner
from bot.domain.memory import Memory
from bot.domain.moments import day_starts, user_day
from bot.domain.picking import DayCounts, Kind, next_kind
from bot.storage import cards, decks, deliveries, memories, queue
from bot.storage.database import Reader
from bot.storage.queue import Scope

MORE_NEW = 10
"""How many new cards come at once to who asks for more than the daily number."""


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
    card last before its answer began to say something else.
    """

    card: Card
    version: int
    where: Where
    due_left: int
    new_left: int
    is_new: bool
    set_left: int | None = None
    changed: bool = False

    @classmethod
    def of(cls, card: Card, memory: Memory | None, where: Where | None = None) -> "Question":
        """A card asked by itself, of which a learner has this memory."""
        changed_at = card.answer_changed_at
        changed = memory is not None and changed_at is not None and memory.last_at < changed_at
        version = memory.version if memory else 0
        return cls(card, version, where or Where(), 0, 0, memory is None, changed=changed)

    @property
    def left(self) -> int:
        """How many cards are still to come: today or, in a daily reminder's set, in that."""
        today = self.due_left + self.new_left
        return today if self.set_left is None else min(today, self.set_left)


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing is left now. `next_at` is when something falls due, `days` how many user days off that is.

    `more` is how many new cards could be had, `extra` how many were asked for already today.
    """

    where: Where
    answered: int
    next_at: datetime | None
    days: int
    more: int
    extra: int


@dataclass(frozen=True, slots=True)
class DailyDone:
    """The cards of the daily reminder are answered; `left` others could still be had today."""

    where: Where
    answered: int
    left: int


Next = Question | Done | DailyDone


async def choose(db: Reader, learner: Learner, where: Where, now: datetime) -> Next:
    """Pick what to ask: a pure decision over what the database holds, so that a restart changes nothing."""
    day = user_day(now, learner.tz)
    deck = await decks.open_deck(db, where.deck) if where.deck else None
    if deck is None:
        # A deck that was removed or emptied meanwhile leaves a session of everything.
        where = replace(where, deck=None)
    scope = Scope(learner.id, day, _languages(learner, where), where.topic, deck.id if deck else None)
    done = await queue.done_today(db, learner.id, day)
    quota = max(0, learner.new_a_day + done.extra_new - done.new)
    set_left = await _left_in_set(db, learner, where, done)
    for skipped_too in (False, True):
        steps = await queue.steps(db, scope, skipped_too=skipped_too)
        due = await queue.due(db, scope, skipped_too=skipped_too)
        new = await queue.unseen(db, scope, quota, skipped_too=skipped_too) if quota else []
        wanted = await queue.wanted(db, scope, skipped_too=skipped_too)
        due_left = len({*due, *(step.concept_id for step in steps), *(each.concept_id for each in wanted if each.seen)})
        new_left = len({*new, *(each.concept_id for each in wanted if not each.seen)})
        left = due_left + new_left
        if left and set_left == 0:
            return DailyDone(where, done.answers, left)
        if wanted:
            asked = await _question(db, learner, where, wanted[0].concept_id, seen=wanted[0].seen)
            return replace(asked, due_left=due_left, new_left=new_left, set_left=set_left)
        counts = DayCounts(new_done=done.new, reviews_done=done.reviewed, new_left=len(new), due_left=len(due))
        pick = next_kind(counts, steps, now)
        if pick.kind is not Kind.NOTHING:
            concept = pick.concept_id or (due[0] if pick.kind is Kind.DUE else new[0])
            seen = pick.kind is not Kind.NEW
            asked = await _question(db, learner, where, concept, seen=seen)
            return replace(asked, due_left=due_left, new_left=new_left, set_left=set_left)
    next_at = pick.next_step_at or await _next_day(db, learner, scope)
    return Done(
        where=where,
        answered=done.answers,
        next_at=next_at,
        days=user_day(next_at, learner.tz) - day if next_at else 0,
        more=len(await queue.unseen(db, scope, MORE_NEW)),
        extra=done.extra_new,
    )


def _languages(learner: Learner, where: Where) -> tuple[Language, ...]:
    """The learner's own; whoever opened a deck wants its cards in whatever language they are."""
    others = (language for language in LANGUAGES if where.deck and language not in learner.card_languages)
    return (*learner.card_languages, *others)


async def _question(db: Reader, learner: Learner, where: Where, concept_id: ConceptId, *, seen: bool) -> Question:
    card = await cards.of_concept(db, concept_id, _languages(learner, where), learner.id)
    if card is None:
        raise RuntimeError(f"concept {concept_id} was queued without a card that can be read")
    memory = await memories.load(db, learner.id, concept_id) if seen else None
    return Question.of(card, memory, where)


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
    return day_starts(max(day, scope.day + 1), learner.tz) if day is not None else None
