"""Topics of the decks: their names in three languages and the words that give them away."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.cards import Language

HEADLINE_WEIGHT = 3.0
NAME_WEIGHT = 2.0
CLASSIFIED_LENGTH = 6000
BEGINNING = 2
SHORTEST_NAME = 2
MOST_WORDS = 50_000
_WORD_STARTS = re.compile(r"[a-z0-9_]+|[а-яё]+|[\u4e00-\u9fff]")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; `terms` are words that speak for it: whole words in Latin, beginnings of words in Cyrillic, any
    substring in Chinese. A term may be listed by several topics and then counts less for each."""

    key: str
    names: Mapping[Language, str]
    terms: tuple[str, ...] = ()


class Topics:
    """All topics, in the order in which they are shown."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = {topic.key: topic for topic in topics}
        if len(self._topics) != len(topics):
            raise ValueError("two topics have the same key")
        self._owners: dict[str, list[str]] = {}
        for topic in topics:
            for term in dict.fromkeys(term.lower() for term in topic.terms):
                self._owners.setdefault(term, []).append(topic.key)
        self._by_beginning: dict[str, list[str]] = {}
        for term in sorted(self._owners, key=lambda term: (-len(term), term)):
            self._by_beginning.setdefault(term[:BEGINNING], []).append(term)
        self._begun_by: dict[str, tuple[str, ...]] = {}
        self._shares = {
            term: [(key, (NAME_WEIGHT if self._is_name(key, term) else 1.0) / len(owners)) for key in owners]
            for term, owners in self._owners.items()
        }

    def __iter__(self) -> Iterator[Topic]:
        return iter(self._topics.values())

    def __len__(self) -> int:
        return len(self._topics)

    def get(self, key: str) -> Topic | None:
        """The topic with this key, or None."""
        return self._topics.get(key)

    def find(self, words: str) -> Topic | None:
        """The topic a person means: its key, its name or the beginning of a word of its name, in any language and
        letter case, or one of its terms; None where nothing fits or several do equally well."""
        wanted = " ".join(words.lower().split())
        if len(wanted) < SHORTEST_NAME and not _HAN.search(wanted):
            return None
        names = {key: [key, *(name.lower() for name in topic.names.values())] for key, topic in self._topics.items()}
        for fits in (_equals, _begins, _contains):
            found = [key for key, called in names.items() if any(fits(name, wanted) for name in called)]
            if found:
                return self._topics[found[0]] if len(found) == 1 else None
        owners = self._owners.get(wanted, [])
        return self._topics[owners[0]] if len(owners) == 1 else None

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The distinct terms of any topic that occur in a text, in order of first occurrence."""
        return tuple(self._spotted(text))

    def classify(self, text: str, tags: Iterable[str] = ()) -> str | None:
        """The key of the topic that a text speaks about most, or None. The first line (a title or question) and the
        tags weigh three times as much as the rest, and a word of a topic's own name twice as much as another term."""
        headline, _, rest = text[:CLASSIFIED_LENGTH].partition("\n")
        scores: dict[str, float] = {}
        for part, weight in ((f"{headline}\n{' , '.join(tags)}", HEADLINE_WEIGHT), (rest, 1.0)):
            for term in self._spotted(part):
                for key, share in self._shares[term]:
                    scores[key] = scores.get(key, 0.0) + weight * share
        most = max(scores.values(), default=0.0)
        return next((key for key in self._topics if scores.get(key) == most), None) if most >= 1.0 else None

    def _is_name(self, key: str, term: str) -> bool:
        return any(term in name.lower() for name in self._topics[key].names.values())

    def _candidates(self, word: str) -> tuple[str, ...]:
        """The terms that may begin with a word, the longest first; remembered, as texts are made of the same words."""
        terms = self._begun_by.get(word)
        if terms is None:
            alike = self._by_beginning.get(word[:BEGINNING], ()) if len(word) >= BEGINNING else self._by_letter(word)
            terms = tuple(term for term in alike if _may_begin(term, word))
            if len(self._begun_by) >= MOST_WORDS:
                self._begun_by.clear()
            self._begun_by[word] = terms
        return terms

    def _by_letter(self, letter: str) -> list[str]:
        alike = [term for term in self._owners if term.startswith(letter)]
        return sorted(alike, key=lambda term: (-len(term), term))

    def _spotted(self, text: str) -> dict[str, None]:
        """The terms of a text in the order of the first time each is met, the longest at each place: "git revert" is
        not also "git"."""
        found: dict[str, None] = {}
        lowered, free = text.lower(), 0
        begun_by = self._begun_by
        for word in _WORD_STARTS.finditer(lowered):
            terms = begun_by.get(word[0])
            if terms is None:
                terms = self._candidates(word[0])
            if not terms or (start := word.start()) < free:
                continue
            for term in terms:
                if lowered.startswith(term, start) and _ends_well(term, lowered, start + len(term)):
                    free = start + len(term)
                    found[term] = None
                    break
        return found


def _may_begin(term: str, word: str) -> bool:
    """Whether a term may stand where a whole word of a text begins: as its beginning, or with it as the first word."""
    first = _WORD_STARTS.match(term)
    if first is not None and first[0] == word:
        return True
    return word.startswith(term) and not term[-1].isascii()


def _ends_well(term: str, text: str, end: int) -> bool:
    """Latin terms are whole words; Cyrillic ones may go on with an ending; Chinese has no word ends."""
    return not term[-1].isascii() or text[end : end + 1] not in _LATIN


def _equals(name: str, wanted: str) -> bool:
    return name == wanted


def _begins(name: str, wanted: str) -> bool:
    return name.startswith(wanted)


def _contains(name: str, wanted: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(wanted)}", name) is not None or (
        _HAN.search(wanted) is not None and wanted in name
    )
