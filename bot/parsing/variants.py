"""Finds items that are the same (repeats) and items that ask the same in other words (variants)."""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer

from bot.parsing.counters import merged
from bot.parsing.items import Item
from bot.parsing.text import fold

SAME_QUESTION = 0.80
ANSWER_FLOOR = 0.08
LONG_QUESTION = 12
LONG_TOGETHER = 0.37
LONG_ANSWERS = 0.33
"""Measured on about 100 real and own posts in three languages: pairs of scenario questions that ask the same reach .41
over question and answer together and .43 over the answers; look-alikes with another answer stay below .26 and .20,
other pairs below .33 and .38, but for those that an editor might group as well."""
COMMON = 200
RAREST = 24
MOST_CANDIDATES = 40
"""These three bound the work per item in a large set; a word found in more than COMMON questions proves little."""
COMPARED_LENGTH = 4000

_WORD = re.compile(r"[a-zа-я0-9_+#]+(?:[.-][a-zа-я0-9_+#]+)*|[\u4e00-\u9fff]+")
_STOP = frozenset(
    _WORD.findall(
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от "
        "меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был до вас опять вам ведь там "
        "потом себя может они тут где есть для мы тебя их чем сам чтоб без чего раз тоже себе под будет тогда "
        "кто этот того потому этого какой почти мой тем чтобы нее были куда зачем всех можно при об хоть "
        "после над больше тот через эти нас про всего какая много этой перед том такой им более всегда это "
        "the a an of to in is are and or for on with as at by be it its this that you your how what why when "
        "which do does would can could should will from into if not no there has have had was were than then "
        "so such we our i they their them"
    )
)
_STEMMERS = {"ru": snowballstemmer.stemmer("russian"), "en": snowballstemmer.stemmer("english")}


@dataclass(frozen=True, slots=True)
class _Bag:
    """Unit vectors of an item's question, answer and both together; `words` counts the question's content words."""

    question: Mapping[str, float]
    answer: Mapping[str, float]
    both: Mapping[str, float]
    words: int


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_STEMMERS["ru" if word[0] >= "а" else "en"].stemWord(word))


def stems(text: str) -> list[str]:
    """Stems of Russian and English words without stop words, and pairs of neighbouring Chinese characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text[:COMPARED_LENGTH])):
        if "\u4e00" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif word not in _STOP:
            found.append(_stem(word))
    return found


def likeness(one: str, other: str) -> float:
    """How many of two questions' words are shared, between 0 and 1."""
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) / (len(first | second) or 1)


def merge_repeats(items: Iterable[Item]) -> list[Item]:
    """The items with repeats merged into their first sighting: same question after folding, and the same answer or
    none. `repeats` adds up; each counter keeps its larger value, since a page shows one count twice."""
    kept: list[Item] = []
    places: dict[tuple[bool, str], dict[str | None, int]] = {}
    for item in items:
        # Where each answer to this question was first seen; None stands for a sighting without any.
        answers = places.setdefault((item.kind == "outline", fold(item.question)), {})
        answer = fold(item.answer) if item.answer else None
        at = answers.get(answer)
        if at is None and answers and answer is None:
            at = next(iter(answers.values()))
        elif at is None and None in answers:
            at = answers[answer] = answers.pop(None)
        if at is None:
            answers[answer] = len(kept)
            kept.append(item)
        else:
            kept[at] = _merge(kept[at], item)
    return kept


def _merge(first: Item, second: Item) -> Item:
    fuller = first if first.answer or not second.answer else second
    counters = merged(first.reactions, second.reactions)
    heats = [item.heat for item in (first, second) if item.heat is not None]
    return replace(
        fuller,
        source=replace(first.source, channel=first.source.channel or second.source.channel),
        reactions=counters,
        likes=sum(counters.values()) if counters else None,
        heat=max(heats, default=None),
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        repeats=first.repeats + second.repeats,
        confidence=max(first.confidence, second.confidence),
    )


def group_variants(items: Sequence[Item]) -> list[Item]:
    """All items with repeats merged and `variant_group` set where several ask the same in other words.

    Questions of one language are compared by TF-IDF over stems; long scenario questions by their answers, because two
    scenarios can look alike and have different causes. A group's name depends on its questions only, not on the order
    of files. Candidates come from an index of words, so that the work stays far below all pairs.
    """
    kept = merge_repeats(items)
    bags = _bags(kept)
    parents = list(range(len(kept)))
    for one, other in _candidates(kept, bags):
        if _asks_the_same(bags[one], bags[other]):
            parents[_root(parents, other)] = _root(parents, one)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(kept)):
        groups[_root(parents, index)].append(index)
    names = {root: name_of_group(kept[index].question for index in members) for root, members in groups.items()}
    named = {index: names[root] for root, members in groups.items() if len(members) > 1 for index in members}
    return [replace(item, variant_group=named.get(index)) for index, item in enumerate(kept)]


def name_of_group(questions: Iterable[str]) -> str:
    """The name of the group of these questions, in whatever order they come."""
    least = min(map(fold, questions))
    return f"v-{hashlib.sha256(least.encode()).hexdigest()[:12]}"


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _bags(items: Sequence[Item]) -> list[_Bag]:
    texts = [(stems(item.question), stems(item.answer or "")) for item in items]
    spread = Counter(stem for question, answer in texts for stem in {*question, *answer})
    weights = {stem: 1 + math.log((1 + len(items)) / (1 + seen)) for stem, seen in spread.items()}
    return [
        _Bag(_unit(question, weights), _unit(answer, weights), _unit(question + answer, weights), len(set(question)))
        for question, answer in texts
    ]


def _unit(words: Sequence[str], weights: Mapping[str, float]) -> dict[str, float]:
    counts = Counter(words)
    vector = {stem: (1 + math.log(seen)) * weights[stem] for stem, seen in counts.items()}
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {stem: value / length for stem, value in vector.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * large[stem] for stem, value in small.items() if stem in large)


def _candidates(items: Sequence[Item], bags: Sequence[_Bag]) -> Iterator[tuple[int, int]]:
    """Pairs of one language whose questions share at least two of their rarer words."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.kind != "outline":
            for stem in bags[index].question:
                places[item.lang, stem].append(index)
    for index, item in enumerate(items):
        found = (places[item.lang, stem] for stem in bags[index].question if item.kind != "outline")
        rare = sorted((here for here in found if len(here) <= COMMON), key=len)[:RAREST]
        shared = Counter(other for here in rare for other in here if other < index)
        yield from ((other, index) for other, words in shared.most_common(MOST_CANDIDATES) if words > 1)


def _asks_the_same(one: _Bag, other: _Bag) -> bool:
    question = _cosine(one.question, other.question)
    if not one.answer or not other.answer:
        return question >= SAME_QUESTION
    answer = _cosine(one.answer, other.answer)
    if question >= SAME_QUESTION:
        return answer >= ANSWER_FLOOR
    if min(one.words, other.words) < LONG_QUESTION:
        return False
    return answer >= LONG_ANSWERS and _cosine(one.both, other.both) >= LONG_TOGETHER
