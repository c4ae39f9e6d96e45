"""Finds items that are the same (repeats) and items that ask the same in other words (variants)."""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.parsing.counters import merged
from bot.parsing.fingerprints import Fingerprint, fingerprint, unpacked
from bot.parsing.items import Item
from bot.parsing.likeness import Weighed, Weights, closest, compare
from bot.parsing.stems import stems
from bot.parsing.text import fold

LOOKED_THROUGH = 2000
"""Occurrences of an item's rarest stems that are looked through for others: this bounds the work for each item."""

RAREST = 24
CANDIDATES = 20


def likeness(one: str, other: str) -> float:
    """How many of two questions' words are shared, between 0 and 1."""
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) / (len(first | second) or 1)


def merge_repeats(items: Iterable[Item]) -> list[Item]:
    """The items with repeats merged into their first sighting: same question after folding, and the same answer or
    none. `repeats` adds up; each counter keeps its larger value, since a page shows one count twice."""
    kept: list[Item] = []
    repeats = Repeats()
    for item in items:
        at = repeats.place(item)
        if at is None:
            kept.append(item)
        else:
            kept[at] = merge(kept[at], item)
    return kept


class Repeats:
    """Remembers what was seen, in a few hundred bytes for each, so that a repeat is known."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._answered: dict[tuple[int, int], int] = {}
        self._bare: dict[int, int] = {}
        self._count = 0

    def place(self, item: Item) -> int | None:
        """The number of the item that this one repeats, counted from 0 among those that repeat none; else None."""
        asked = _number(f"{item.kind == 'outline'}{fold(item.question)}")
        if not item.answer:
            at = self._first.get(asked)
            if at is None:
                self._bare[asked] = self._count
        else:
            answer = (asked, _number(fold(item.answer)))
            at = self._answered.get(answer)
            if at is None:
                # What stood there without an answer gets its first one.
                at = self._bare.pop(asked, None)
                self._answered[answer] = self._count if at is None else at
        if at is None:
            self._first.setdefault(asked, self._count)
            self._count += 1
        return at


def merge(first: Item, second: Item) -> Item:
    """Two sightings of one item, as the first with what only the second has."""
    fuller = first if first.answer or not second.answer else second
    counters = merged(first.reactions, second.reactions)
    heats = [item.heat for item in (first, second) if item.heat is not None]
    likes = [item.likes for item in (first, second) if item.likes is not None]
    return replace(
        fuller,
        source=replace(first.source, channel=first.source.channel or second.source.channel),
        reactions=counters,
        likes=sum(counters.values()) if counters else max(likes, default=None),
        heat=max(heats, default=None),
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        repeats=first.repeats + second.repeats,
        confidence=max(first.confidence, second.confidence),
    )


def group_variants(items: Sequence[Item]) -> list[Item]:
    """All items with repeats merged and `variant_group` set where several ask the same in other words.

    A group's name depends on its questions only, not on the order of files.
    """
    kept = merge_repeats(items)
    index = VariantIndex()
    for item in kept:
        index.add(item)
    groups = index.groups()
    return [replace(item, variant_group=groups.get(number)) for number, item in enumerate(kept)]


class VariantIndex:
    """Fingerprints of many items, and which of them share words: half a kilobyte for each item.

    Questions of one language are compared by TF-IDF over stems; long scenario questions by their answers, because two
    scenarios can look alike and have different causes. Candidates come from an index of words, so that the work stays
    far below all pairs.
    """

    def __init__(self) -> None:
        self._packed: list[bytes | None] = []
        self._words = array("H")
        self._folded: list[bytes] = []
        self._places: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._seen: Counter[int] = Counter()

    def add(self, item: Item) -> None:
        """The next item; what its group will be called depends on its question."""
        number = len(self._packed)
        self._folded.append(_digest(fold(item.question)))
        if item.kind == "outline":
            self._packed.append(None)
            self._words.append(0)
            return
        print_ = fingerprint(item.lang, item.question, item.answer)
        self._packed.append(print_.packed())
        self._words.append(max(1, min(len(print_.question), 65_535)))
        self._seen.update(print_.question.keys() | print_.answer.keys())
        for stem in print_.question:
            self._places[stem].append(number)

    def groups(self) -> dict[int, str]:
        """The name of the group of each item that asks what another one asks, by the item's number."""
        parents = list(range(len(self._packed)))
        weights = Weights(len(self._packed), self._seen)
        for number, packed in enumerate(self._packed):
            if packed is None:
                continue
            card = Weighed(unpacked(0, packed), weights)
            near = ((other, self._weighed(other, weights)) for other in self._candidates(number, card.print))
            for other, candidate in closest(card, near):
                found = compare(card, candidate)
                if found is not None and found.variant:
                    parents[_root(parents, number)] = _root(parents, other)
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(parents)):
            members[_root(parents, number)].append(number)
        return {
            number: _name(min(self._folded[each] for each in group))
            for group in members.values()
            if len(group) > 1
            for number in group
        }

    def _weighed(self, number: int, weights: Weights) -> Weighed:
        return Weighed(unpacked(0, self._packed[number] or b""), weights)

    def _candidates(self, number: int, card: Fingerprint) -> Iterator[int]:
        """Items before this one that share its rarer stems, those with the largest part in common first."""
        shared: Counter[int] = Counter()
        for stem in rarest(card.question, {stem: len(self._places[stem]) - 1 for stem in card.question}):
            shared.update(self._places[stem])
        found = ((other, count) for other, count in shared.items() if other < number)
        ranked = sorted(found, key=lambda pair: (-pair[1] * pair[1] / self._words[pair[0]], pair[0]))
        return (other for other, _ in ranked[:CANDIDATES])


def rarest(question: Iterable[int], places: Mapping[int, int]) -> list[int]:
    """The stems of a question that are worth looking up, the rarest first; `places` counts the questions of each."""
    chosen: list[int] = []
    through = 0
    known = sorted((places[stem], stem) for stem in question if places.get(stem))
    for count, stem in known[:RAREST]:
        through += count
        # One stem alone may be looked through for longer: without it there is nothing to go by.
        if through > (LOOKED_THROUGH if chosen else 4 * LOOKED_THROUGH):
            break
        chosen.append(stem)
    return chosen


def name_of_group(questions: Iterable[str]) -> str:
    """The name of the group of these questions, in whatever order they come."""
    return _name(min(_digest(fold(question)) for question in questions))


def _name(digest: bytes) -> str:
    return f"v-{digest.hex()[:12]}"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8])


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
