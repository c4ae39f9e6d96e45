"""Which card a chat gets next. A pure function of the cards there are and what the chat has seen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import CardId, ConceptId

APART = timedelta(days=30)
"""Cards that ask the same thing in other words, or in another language, are at least so far apart."""

Group = str | ConceptId
"""What cards that ask the same thing share: the name of their variant group, else their concept."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that a schedule may post."""

    card_id: CardId
    group: Group


@dataclass(frozen=True, slots=True)
class Use:
    """How often a chat has had a card, and when last."""

    card_id: CardId
    group: Group
    times: int
    last: datetime


class History:
    """What a chat has seen, by whichever of its schedules; `record` adds to it."""

    def __init__(self, uses: Iterable[Use] = ()) -> None:
        self._uses: dict[CardId, Use] = {}
        self._by_group: dict[Group, dict[CardId, Use]] = {}
        for use in uses:
            self._put(use)

    def copy(self) -> "History":
        """The same, to be gone on with apart from this one."""
        return History(self._uses.values())

    def record(self, candidate: Candidate, at: datetime) -> None:
        """The chat has a card once more, at that instant."""
        before = self._uses.get(candidate.card_id, Use(candidate.card_id, candidate.group, 0, at))
        self._put(replace(before, times=before.times + 1, last=max(before.last, at)))

    def times(self, card_id: CardId) -> int:
        """How often the chat has had this card."""
        use = self._uses.get(card_id)
        return use.times if use else 0

    def waits(self, candidate: Candidate, at: datetime) -> bool:
        """Whether at that instant another card of its group is less than APART away."""
        uses = self._by_group.get(candidate.group)
        # Most cards have no variants: there are many, and each is looked at.
        if uses is None or (len(uses) == 1 and candidate.card_id in uses):
            return False
        return any(use.card_id != candidate.card_id and abs(at - use.last) < APART for use in uses.values())

    def _put(self, use: Use) -> None:
        self._uses[use.card_id] = use
        self._by_group.setdefault(use.group, {})[use.card_id] = use


def ranked(candidates: Sequence[Candidate], history: History, at: datetime) -> list[Candidate]:
    """The cards that may be posted at that instant, the one to post first; `candidates` come in the schedule's order.

    No card comes twice before all have come once, and so on: the least used first. A card waits while another one
    of its group is less than APART away. A card whose less used variant only waits like that comes last, as it would
    make that one wait longer.
    """
    free, order = _free(candidates, history, at)
    return sorted(free, key=order)


def choose(candidates: Sequence[Candidate], history: History, at: datetime) -> Candidate | None:
    """The card to post at that instant, the first of `ranked`, or None where none may be."""
    for candidate in candidates:
        # Nothing is used less than a card that was never used.
        if not history.times(candidate.card_id) and not history.waits(candidate, at):
            return candidate
    free, order = _free(candidates, history, at)
    return min(free, key=order, default=None)


def _free(
    candidates: Sequence[Candidate], history: History, at: datetime
) -> tuple[list[Candidate], Callable[[Candidate], tuple[bool, int]]]:
    """The cards that need not wait, and what they are to be ordered by."""
    waiting: dict[Group, int] = {}
    free = []
    for candidate in candidates:
        if history.waits(candidate, at):
            times = history.times(candidate.card_id)
            waiting[candidate.group] = min(times, waiting.get(candidate.group, times))
        else:
            free.append(candidate)

    def order(candidate: Candidate) -> tuple[bool, int]:
        times = history.times(candidate.card_id)
        return waiting.get(candidate.group, times) < times, times

    return free, order
