"""What kind of card comes next. A pure function of counts and pending steps, so a restart changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.domain.ids import ConceptId

CARDS_BETWEEN = 3
"""T6: a failed card may come back before its ten minutes are over once so many others were answered."""

REVIEWS_PER_NEW = 4
"""However many reviews wait, at least one card in five is new until the day's new cards are used up."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """A learner's user day so far. Steps are in none of the counts; skipped cards are still in `due_left` and
    `new_left`, and whoever fetches the card takes them last. `new_left` is the quota left, with what was asked
    for on top, and no more than there are new cards.
    """

    new_done: int
    reviews_done: int
    new_left: int
    due_left: int


@dataclass(frozen=True, slots=True)
class Step:
    """A failed card that waits: `due_at` ends its ten minutes, `failed_after` counts cards answered since."""

    concept_id: ConceptId
    due_at: datetime
    failed_after: int


class Kind(Enum):
    """Where the next card comes from."""

    STEP = auto()
    DUE = auto()
    NEW = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Pick:
    """The choice: `concept_id` comes with STEP; `next_step_at` with NOTHING, where a step is still to come."""

    kind: Kind
    concept_id: ConceptId | None = None
    next_step_at: datetime | None = None


def next_kind(counts: DayCounts, steps: Sequence[Step], now: datetime) -> Pick:
    """What to ask next.

    T6: a step comes after ten minutes or CARDS_BETWEEN other cards, or early when nothing else is left; the card
    failed just now is never the very next question: others come first, and with no others it waits its time.
    """
    ready = [step for step in steps if _is_ready(step, now)]
    if ready:
        return _pick_step(ready)
    if counts.due_left > 0 or counts.new_left > 0:
        return Pick(_due_or_new(counts))
    last_resort = [step for step in steps if step.failed_after > 0] or [step for step in steps if step.due_at <= now]
    if last_resort:
        return _pick_step(last_resort)
    return Pick(Kind.NOTHING, next_step_at=min((step.due_at for step in steps), default=None))


def _is_ready(step: Step, now: datetime) -> bool:
    return step.failed_after >= CARDS_BETWEEN or (step.failed_after > 0 and step.due_at <= now)


def _pick_step(steps: Sequence[Step]) -> Pick:
    first = min(steps, key=lambda step: (step.due_at, step.concept_id))
    return Pick(Kind.STEP, concept_id=first.concept_id)


def _due_or_new(counts: DayCounts) -> Kind:
    if counts.new_left <= 0:
        return Kind.DUE
    if counts.due_left <= 0:
        return Kind.NEW
    # Reviews stand at 0/R, 1/R, ..., new cards at 1/(N+1), 2/(N+1), ...: merged, a review first on a tie.
    new = counts.new_done + counts.new_left
    reviews = min(counts.reviews_done + counts.due_left, REVIEWS_PER_NEW * new)
    if counts.reviews_done * (new + 1) <= (counts.new_done + 1) * reviews:
        return Kind.DUE
    return Kind.NEW
