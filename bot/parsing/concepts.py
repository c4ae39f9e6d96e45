"""Concepts of a TOML deck: what one thing is called in several languages, as a card for each of them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.domain.cards import LANGUAGES, Language, Source
from bot.domain.exporting import FIELDS, TEXTS
from bot.parsing.items import Dropped
from bot.parsing.own_cards import Told, unknown_field

SHARED = ("key", "topic", "level", "tags", "references", "likes", "heat", "asked", "verified", "variant_group")
"""What may stand above the languages of a concept; all but the key also in one of them, for that language alone."""

_OF_A_LANGUAGE = tuple(name for name in FIELDS if name not in ("key", "concept", "lang", "source"))
_CONCEPT = re.compile(r"^[ \t]*\[\[[ \t]*concepts[ \t]*\]\]", re.MULTILINE)
_LANGUAGE = re.compile(rf"^[ \t]*\[[ \t]*concepts[ \t]*\.[ \t]*({'|'.join(LANGUAGES)})[ \t]*\]", re.MULTILINE)
_LINE_END = re.compile(r"\n")
_FIELD = re.compile(r"^[ \t]*([a-z_]+)[ \t]*[=.]", re.MULTILINE)


class Places:
    """Where the concepts of a deck stand, from its text and the same text with everything between quotes masked."""

    def __init__(self, text: str, outline: str) -> None:
        self._text, self._outline = text, outline
        self._ends = [found.start() for found in _LINE_END.finditer(text)]
        starts = [found.start() for found in _CONCEPT.finditer(outline)]
        cards = outline.find("\n[[", starts[-1]) if starts else -1
        self.sections = list(pairwise((*starts, len(text) if cards < 0 else cards + 1)))

    def line(self, at: int) -> int:
        """The number of the line at a place in the text, from 1."""
        return bisect_left(self._ends, at) + 1

    def languages(self, section: tuple[int, int]) -> dict[str, tuple[int, int]]:
        """From where to where each language of a concept is told."""
        heads = [(found.start(), found[1]) for found in _LANGUAGE.finditer(self._outline, *section)]
        ends = [*(start for start, _ in heads[1:]), section[1]]
        return {lang: (start, end) for (start, lang), end in zip(heads, ends, strict=False)}

    def fields(self, section: tuple[int, int]) -> dict[str, int]:
        """The line of each field in a part of the text."""
        found = {each[1]: each.start(1) for each in reversed([*_FIELD.finditer(self._outline, *section)])}
        return {name: self.line(at) for name, at in found.items()}

    def raw(self, *sections: tuple[int, int]) -> str:
        """Parts of the text as they are."""
        return "\n\n".join(self._text[slice(*section)].strip() for section in sections)


def told_of_concepts(
    file: str, concepts: Sequence[object], defaults: Mapping[str, object], places: Places
) -> Iterator[Told | Dropped]:
    """The cards of each concept, and what is wrong with its frame. `defaults` hold for what says nothing else."""
    known = len(places.sections) == len(concepts)
    for number, concept in enumerate(concepts):
        section = places.sections[number] if known else None
        line = places.line(section[0]) if section else None
        key = concept.get("key") if isinstance(concept, dict) else None
        if not isinstance(concept, dict) or not isinstance(key, str) or not key:
            what = "a table is expected"
            if isinstance(concept, dict):
                what = "the key must be a text" if concept.get("key") else "the key is missing"
            raw = places.raw(section) if section else repr(concept)
            yield Dropped(raw, f"concept {number + 1}: {what}", Source(file, line))
            continue
        yield from _Concept(file, key, concept, defaults, places, section).told()


class _Concept:
    def __init__(
        self,
        file: str,
        key: str,
        told: Mapping[str, object],
        defaults: Mapping[str, object],
        places: Places,
        section: tuple[int, int] | None,
    ) -> None:
        self._file, self._key, self._told, self._defaults = file, key, told, defaults
        self._places = places
        self._languages = places.languages(section) if section else {}
        first = min((start for start, _ in self._languages.values()), default=section[1] if section else 0)
        self._head = (section[0], first) if section else None
        self._lines = places.fields(self._head) if self._head else {}
        self._above = places.raw(self._head) if self._head else key

    def told(self) -> Iterator[Told | Dropped]:
        """A card for each language that is there; fields that stand in a wrong place are told and left out."""
        for name in sorted(self._told.keys() - {*SHARED, *LANGUAGES}):
            belongs = name in _OF_A_LANGUAGE
            yield self._fault(
                f"{name} belongs into the languages" if belongs else unknown_field(name, (*SHARED, *LANGUAGES)),
                self._lines.get(name),
            )
        if not any(lang in self._told for lang in LANGUAGES):
            yield self._fault(f"holds none of {', '.join(LANGUAGES)}", None)
        for lang in LANGUAGES:
            body = self._told.get(lang)
            if isinstance(body, dict):
                yield from self._in_language(lang, body)
            elif body is not None:
                yield self._fault(f"{lang} must be a table", self._lines.get(lang))

    def _in_language(self, lang: Language, body: Mapping[str, object]) -> Iterator[Told | Dropped]:
        section = self._languages.get(lang)
        lines = self._lines | (self._places.fields(section) if section else {})
        line = self._places.line(section[0]) if section else self._line()
        for name in sorted(body.keys() & (set(FIELDS) - set(_OF_A_LANGUAGE))):
            yield self._fault(f"{lang}: {name} cannot be another in each language", lines.get(name, line))
        own = {name: value for name, value in body.items() if name in _OF_A_LANGUAGE or name not in FIELDS}
        shared = {name: self._told[name] for name in SHARED if name in self._told}
        fields: dict[str, object] = {**self._defaults, **shared, **own}
        fields |= {"key": f"{self._key}-{lang}", "concept": self._key, "lang": lang}
        fields["source"] = {"file": self._file, "line": line}
        raw = self._places.raw(self._head, section) if self._head and section else repr(body)
        yield Told(trimmed(fields), raw, f"concept {self._key}, {lang}", line, lines)

    def _line(self) -> int | None:
        return self._places.line(self._head[0]) if self._head else None

    def _fault(self, what: str, line: int | None) -> Dropped:
        return Dropped(self._above, f"concept {self._key}: {what}", Source(self._file, line or self._line()))


def trimmed(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a card; a text between triple quotes ends with the line end before them."""
    return {
        name: value.strip("\n") if name in TEXTS and isinstance(value, str) else value for name, value in fields.items()
    }
