"""When a card that was failed today comes back: rule T6. Pure, so that a restart changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ConceptId

CARDS_BETWEEN = 3
"""T6: a failed card may come back before its ten minutes are over once so many others were answered."""


@dataclass(frozen=True, slots=True)
class Step:
    """A failed card that waits: `due_at` ends its ten minutes, `failed_after` counts cards answered since."""

    concept_id: ConceptId
    due_at: datetime
    failed_after: int


def step_to_ask(steps: Sequence[Step], now: datetime, *, others: bool) -> Step | None:
    """The failed card to ask now, None where none is: `others` says whether another card could be asked instead.

    T6: a step comes after ten minutes or CARDS_BETWEEN other cards, or early when nothing else is left; the card
    failed just now is never the very next question: others come first, and with no others it waits its time.
    """
    ready = [step for step in steps if _is_ready(step, now)]
    if not ready and not others:
        ready = [step for step in steps if step.failed_after > 0] or [step for step in steps if step.due_at <= now]
    return min(ready, key=lambda step: (step.due_at, step.concept_id), default=None)


def _is_ready(step: Step, now: datetime) -> bool:
    return step.failed_after >= CARDS_BETWEEN or (step.failed_after > 0 and step.due_at <= now)
