"""A text that was typed, and where in it something is said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.domain.grading.roots import reduced
from bot.domain.grading.thesaurus import kinds
from bot.domain.grading.typos import SHORTEST, alike, prefixed
from bot.domain.grading.words import Sentence, Word, read

NOUGHT = "\x00"
MOST_OF = 0.66
HALF_OF = 0.5
LOOSE_FROM = 4
"""Chinese characters of a phrase that may stand otherwise in an answer, if so much of its pairs is there."""

LONG_WORD = 8
"""Letters of a word that may be two written as one: it is also found as it stands."""

REMEMBERED = 4096
"""Words that were asked for, of a question that many answers are compared with."""

Places = dict[int, list[bool]]
"""The sentences that hold something; for each time whether it is negated there."""


@dataclass(frozen=True, slots=True)
class Need:
    """A word or some Chinese characters that must occur.

    `wholes` are names and phrases that stand for the word as well; `han_negated` tells of each character whether it is
    denied.
    """

    keys: tuple[str, ...]
    negated: bool | None
    han: str = ""
    han_negated: tuple[bool | None, ...] = ()
    wholes: tuple[str, ...] = ()


class Said:
    """What somebody said, to be asked where something occurs. `known` are stems that are no slips of the fingers."""

    def __init__(self, text: str, known: frozenset[str] = frozenset()) -> None:
        self.sentences = read(text)
        self._known = known
        self._found: dict[Need, tuple[Places, Places]] = {}
        self._likes: dict[str, list[str]] = {}
        self._index: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for word in sentence.words:
                self._add(number, _keys(word), word.negated)
            for joined in sentence.joined:
                words = sentence.words[joined.start : joined.end]
                self._add(number, (joined.key,), either(word.negated for word in words))
            self._add(number, map(keyword, sentence.keywords), negated=False)
        self._units = [_units(sentence) for sentence in self.sentences]
        for number, units in enumerate(self._units):
            for unit in units:
                if unit.raw[0] >= "\u3400":
                    self._add(number, unit.keys, unit.negated)

    def _add(self, number: int, keys: Iterable[str], negated: bool | None) -> None:
        hits = [(number, True), (number, False)] if negated is None else [(number, negated)]
        for key in keys:
            self._index[key] += hits

    def where(self, need: Need) -> tuple[Places, Places]:
        """The sentences that have it, and those that have about half of it (Chinese phrases only)."""
        found = self._found.get(need)
        if found is None:
            found = self._han(need) if need.han else (self._words((*need.keys, *need.wholes)), {})
            self._found[need] = found
        return found

    def flags(self, keys: tuple[str, ...]) -> Places:
        """Where a word, or a pair of Chinese characters, occurs."""
        return self._words(keys)

    def has(self, keys: tuple[str, ...]) -> bool:
        """Whether it occurs anywhere, negated or not."""
        for key in keys:
            if key in self._index:
                return True
        stem = keys[0]
        return stem[0] < "\u3400" and (reduced(stem) in self._index or bool(self._like(stem)))

    @cached_property
    def units(self) -> list[Word]:
        """What is counted of it, again and again if it is said so: words, and pairs of Chinese characters."""
        return [unit for units in self._units for unit in units]

    def units_of(self, numbers: Iterable[int]) -> list[Word]:
        """The units of some sentences; those beyond the last are none."""
        return [unit for number in numbers if number < len(self._units) for unit in self._units[number]]

    def _words(self, keys: tuple[str, ...]) -> Places:
        places: Places = {}
        hits = [hit for key in (*keys, reduced(keys[0])) for hit in self._index.get(key, ())]
        if not hits:
            hits = [hit for key in self._like(keys[0]) for hit in self._index[key]]
        for number, negated in hits:
            places.setdefault(number, []).append(negated)
        return places

    def _like(self, stem: str) -> list[str]:
        """Stems that may be this one, mistyped."""
        if len(stem) < SHORTEST:
            return []
        found = self._likes.get(stem)
        if found is None:
            if len(self._likes) >= REMEMBERED:
                self._likes.clear()
            unknown = self._unknown
            found = [key for key in unknown.get(stem[0], ()) if alike(stem, key)]
            found += [key for key in prefixed(stem) if key in unknown.get(key[0], ())]
            self._likes[stem] = found
        return found

    @cached_property
    def _unknown(self) -> dict[str, list[str]]:
        """Stems that may be mistyped ones, by their first letters."""
        found = {word.keys[0] for each in self.sentences for word in each.words if _may_be_mistyped(word)}
        by_letter: dict[str, list[str]] = {}
        for stem in sorted(found - self._known):
            by_letter.setdefault(stem[0], []).append(stem)
        return by_letter

    def _han(self, need: Need) -> tuple[Places, Places]:
        whole: Places = {}
        part: Places = {}
        for number, sentence in enumerate(self.sentences):
            if not sentence.han:
                continue
            denied = _denied(need.han, need.han_negated, sentence)
            if denied:
                whole[number] = [each != bool(need.negated) for each in denied]
            elif len(need.han) >= LOOSE_FROM:
                share, opposed = _loosely(need, sentence)
                if share >= MOST_OF:
                    whole[number] = [opposed != bool(need.negated)]
                elif share >= HALF_OF and not opposed:
                    part[number] = [bool(need.negated)]
        return whole, part


def keyword(word: str) -> str:
    """The key of a function word that is a word of a programming language."""
    return f"`{word}`"


def either(negated: Iterable[bool | None]) -> bool | None:
    """Whether any of several words is negated, or none is and one counts either way."""
    found = set(negated)
    return True if True in found else None if None in found else False


def _keys(word: Word) -> Iterable[str]:
    """What a word is found by: a name also as what it is one of."""
    kind = kinds().get(word.key)
    found = {*word.keys, reduced(word.keys[0])}
    if kind is not None:
        found.add(kind)
    if len(word.raw) >= LONG_WORD:
        found.add(word.raw)
    return found


def _units(sentence: Sentence) -> list[Word]:
    found = [word for word in sentence.words if not _is_group(word.raw)]
    for at in range(len(sentence.han) - 1):
        pair = sentence.han[at : at + 2]
        if NOUGHT in pair:
            continue
        one, other = sentence.han_words[at : at + 2]
        if _is_apart(one, sentence) and _is_apart(other, sentence):
            continue
        found.append(Word(pair, (pair,), either(sentence.han_negated[at : at + 2])))
    return found


def _is_apart(word: int | None, sentence: Sentence) -> bool:
    """Whether a character stands for a word in other letters."""
    return word is not None and not _is_group(sentence.words[word].raw)


def _is_group(raw: str) -> bool:
    return raw >= "\ue000"


def _may_be_mistyped(word: Word) -> bool:
    return len(word.keys[0]) >= SHORTEST and len(word.keys) == 1


def _denied(phrase: str, negated: tuple[bool | None, ...], sentence: Sentence) -> list[bool]:
    """For each time that a phrase occurs, whether any of it is denied there that is not meant to be, or the reverse."""
    found, at = [], sentence.han.find(phrase)
    meant = negated or (False,) * len(phrase)
    while at >= 0:
        flags = sentence.han_negated[at : at + len(phrase)]
        found.append(any(None not in each and each[0] != each[1] for each in zip(flags, meant, strict=True)))
        at = sentence.han.find(phrase, at + 1)
    return found


def _loosely(need: Need, sentence: Sentence) -> tuple[float, bool]:
    """The share of the phrase's pairs of characters that the sentence has, and whether one is there only denied."""
    hits, opposed = 0, False
    for at in range(len(need.han) - 1):
        pair = need.han[at : at + 2]
        if pair in sentence.han:
            hits += 1
            opposed = opposed or all(_denied(pair, need.han_negated[at : at + 2], sentence))
    return hits / (len(need.han) - 1), opposed
