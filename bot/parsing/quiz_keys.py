"""Options of a quiz and its key, in the ways that files write them: a place, a letter, the words themselves, a mark."""

import ast
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.parsing.text import fold

Base = Literal[0, 1]
"""What the first option is called where a file counts them."""

MOST_OPTIONS = 12
LONGEST_WRITTEN = 5_000
"""Characters of options that stand in one cell."""

_LETTER = re.compile(
    r"\(?(?:option|choice|answer|вариант|ответ|选项|答案)?[\s_]*([a-hA-H]|[абвгАБВГ])[\s.):]*", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:(?:option|choice|answer|вариант|ответ|选项)[\s_]*)?(\d{1,2})[.)]?", re.IGNORECASE)
_LETTERED = re.compile(r"\s*\(?([A-Ha-hА-Га-г])\s*[.):、．]+\s*(?=\S)")
_ADDRESS = re.compile(r"https?:|/\S*\.\w{2,4}$")
_LATIN = "abcdefgh"
_CYRILLIC = "абвг"
_APART = re.compile(r"\s*[,;|/&、，]\s*|\s+(?:and|и|和)\s+")
_RIGHT = ("iscorrect", "correct", "isright", "right", "istrue", "isanswer", "answer", "valid", "правильный", "верно")
_WORDS = (
    "text",
    "label",
    "option",
    "answer",
    "content",
    "title",
    "value",
    "body",
    "choice",
    "name",
    "текст",
    "文本",
    "内容",
)


_OPTION_NAMES = ("id", "key", "label", "letter", "code", "option_id", "optionid", "index", "value")


@dataclass(frozen=True, slots=True)
class Offer:
    """Options as they are shown, without their letters, the places (from 0) of those that carry a mark of being right
    themselves, and the names that the file has for them, where it has any."""

    options: tuple[str, ...]
    marked: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


def offered(value: object) -> Offer | None:
    """The options in a value of any shape; None where there are not at least two."""
    if not value:
        return None
    if isinstance(value, Mapping):
        if (paired := _paired_lists(value)) is not None:
            return paired
        found = [_words(each) for each in value.values() if each is not None] if _is_lettered(value) else []
        names = tuple(str(name).strip() for name, each in value.items() if each is not None)
        return Offer(tuple(found), names=names) if _fit(found) else None
    if isinstance(value, str):
        return offered(written) if (written := _written(value)) is not None else _apart(value)
    if not isinstance(value, Sequence) or isinstance(value, bytes):
        return None
    if value and all(map(_is_paired, value)):
        value = [{"text": told, "correct": mark} for told, mark in value]
    found = [_words(each) for each in value]
    if not _fit(found):
        return None
    marked = tuple(place for place, each in enumerate(value) if _is_marked(each))
    names = tuple(_name(each) for each in value)
    return Offer(_without_letters(found), marked, names if all(names) and len(set(names)) == len(names) else ())


def _paired_lists(value: Mapping[str, object]) -> Offer | None:
    """The options of `{"text": ["one", "two"], "label": ["A", "B"]}`."""
    texts, labels = value.get("text"), value.get("label")
    if not isinstance(texts, list) or not isinstance(labels, list) or len(texts) != len(labels):
        return None
    found = tuple(map(_words, texts))
    return Offer(found, names=tuple(str(label) for label in labels)) if _fit(found) else None


def keyed_places(offer: Offer, key: object, base: Base | None) -> tuple[int, ...]:
    """The same as `right_places`, for a key that may say what the file calls the option."""
    if offer.names and isinstance(key, str | int) and not isinstance(key, bool):
        wanted = str(key).strip()
        if wanted in offer.names:
            return (offer.names.index(wanted),)
    return right_places(offer.options, key, base)


def right_places(options: Sequence[str], key: object, base: Base | None) -> tuple[int, ...]:
    """The places of the options that a key names; () where it names none.

    `base` says how the file counts; None stands for not known, then a number names nothing, unless it is an option
    itself.
    """
    if isinstance(key, bool):
        return _same(options, "true" if key else "false") or _same(options, "верно" if key else "неверно")
    if isinstance(key, int | float):
        place = int(key) - (base or 0)
        return (place,) if base is not None and 0 <= place < len(options) else ()
    if isinstance(key, str):
        listed = _written(key) if key.lstrip()[:1] == "[" else None
        return _named(options, key, base) or (right_places(options, listed, base) if listed else ())
    if isinstance(key, Mapping):
        ticks = [str(value).casefold() for value in key.values()]
        if ticks and set(ticks) <= {"true", "false"}:
            return tuple(place for place, tick in enumerate(ticks[: len(options)]) if tick == "true")
        return right_places(options, _words(key), base)
    if isinstance(key, Sequence):
        places = [right_places(options, each, base) for each in key]
        return tuple(dict.fromkeys(place for each in places for place in each)) if all(places) else ()
    return ()


def numbers_in(options: Sequence[str], key: object) -> list[int]:
    """The numbers by which a key names options, if it does; by them a file shows how it counts."""
    if isinstance(key, bool):
        return []
    if isinstance(key, int | float):
        return [int(key)]
    if isinstance(key, str):
        listed = _written(key) if key.lstrip()[:1] == "[" else None
        if listed:
            return numbers_in(options, listed)
        number = _NUMBER.fullmatch(key.strip())
        return [int(number[1])] if number and not _same(options, key) else []
    if isinstance(key, Sequence):
        return [number for each in key for number in numbers_in(options, each)]
    return []


def base_of(seen: Iterable[tuple[int, int]]) -> Base | None:
    """How a file counts, by (number, how many options there are) of its keys; None where both ways are possible."""
    numbers = list(seen)
    if any(number == 0 for number, _ in numbers):
        return None if any(number >= count for number, count in numbers) else 0
    return 1 if any(number == count for number, count in numbers) else None


def _named(options: Sequence[str], key: str, base: Base | None) -> tuple[int, ...]:
    key = key.strip()
    same = _same(options, key)
    if same:
        return same
    letter = _LETTER.fullmatch(key)
    if letter:
        return _place(letter[1], len(options))
    number = _NUMBER.fullmatch(key)
    if number:
        return right_places(options, int(number[1]), base)
    lettered = _LETTERED.match(key)
    if lettered:
        # "B) the words of it": the letter counts, where the words agree.
        place = _place(lettered[1], len(options))
        return place if place and fold(options[place[0]]) == fold(key[lettered.end() :]) else ()
    parts = _APART.split(key)
    if len(parts) > 1 and all(parts):
        places = [_named(options, part, base) for part in parts]
        return tuple(dict.fromkeys(place for each in places for place in each)) if all(places) else ()
    if key.isalpha() and key.isupper() and 1 < len(key) <= len(options):
        places = [_place(sign, len(options)) for sign in key]
        return tuple(sorted({place for each in places for place in each})) if all(places) else ()
    return ()


def _same(options: Sequence[str], key: str) -> tuple[int, ...]:
    exact = [place for place, option in enumerate(options) if option.strip() == key.strip()]
    if not exact:
        wanted = fold(key) or key.strip()
        exact = [place for place, option in enumerate(options) if (fold(option) or option.strip()) == wanted]
    return (exact[0],) if len(exact) == 1 else ()


def _place(letter: str, count: int) -> tuple[int, ...]:
    letter = letter.lower()
    place = (_LATIN if letter in _LATIN else _CYRILLIC).find(letter)
    return (place,) if 0 <= place < count else ()


def _written(text: str) -> list[object] | dict[str, object] | None:
    """A list or map that stands in a cell as a program writes it: `['one', 'two']`, `{"A": "one"}`."""
    bare = text.strip()
    if len(bare) > LONGEST_WRITTEN or bare[:1] + bare[-1:] not in ("[]", "{}"):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(bare)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return value if isinstance(value, list | dict) else None
    return None


def _apart(text: str) -> Offer | None:
    """Options in one cell: on lines of their own, or apart by a bar, a semicolon or commas."""
    for sign in ("\n", "||", "|", ";", "；"):
        if sign in text:
            parts = [part.strip() for part in text.split(sign) if part.strip()]
            return Offer(_without_letters(parts)) if _fit(parts) else None
    starts = [found.start() for found in re.finditer(r"(?<![^\s,;])\(?[A-Ha-hА-Га-г][.)、．]\s*(?=\S)", text)]
    if len(starts) < 2 or starts[0]:
        return None
    parts = [text[a:b].strip(" ,;\t") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    stripped = _without_letters(parts)
    return Offer(stripped) if _fit(parts) and stripped != tuple(parts) else None


def _fit(options: Sequence[str]) -> bool:
    return 2 <= len(options) <= MOST_OPTIONS and all(options)


def _without_letters(options: Sequence[str]) -> tuple[str, ...]:
    """The options without the letters in front, where these are in their order."""
    matches = [_LETTERED.match(option) for option in options]
    if all(match and _place(match[1], len(options)) == (number,) for number, match in enumerate(matches)):
        return tuple(option[match.end() :].strip() for option, match in zip(options, matches, strict=True) if match)
    return tuple(options)


def _is_lettered(value: Mapping[str, object]) -> bool:
    keys = [str(key).strip().casefold() for key in value if value[key] not in (None, "")]
    ways = (_LATIN, _CYRILLIC, "12345678", "01234567")
    return any("".join(keys) == way[: len(keys)] for way in ways) or all(_LETTER.fullmatch(key) for key in keys)


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, Mapping):
        plain = {str(key).casefold(): each for key, each in value.items()}
        told = next((plain[word] for word in _WORDS if isinstance(plain.get(word), str | int | float)), None)
        return _words(told) if told is not None else _other_words(plain)
    return ""


def _other_words(option: Mapping[str, object]) -> str:
    """The words of an option under a name of the file's own."""
    texts = [each.strip() for name, each in option.items() if isinstance(each, str) and name not in _OPTION_NAMES]
    told = next((text for text in texts if not _LETTER.fullmatch(text)), texts[0] if texts else "")
    return "" if _ADDRESS.match(told) else told


def _name(option: object) -> str:
    """What a file calls an option beside its words."""
    if not isinstance(option, Mapping):
        return ""
    plain = {str(key).casefold(): each for key, each in option.items()}
    said = next((plain[word] for word in _OPTION_NAMES if isinstance(plain.get(word), str | int)), "")
    return str(said).strip() if str(said).strip() != _words(option) else ""


def _is_paired(option: object) -> bool:
    """Whether an option is written as its words and whether they are right: `["words", true]`."""
    if not isinstance(option, list | tuple) or len(option) != 2 or not isinstance(option[0], str):
        return False
    return isinstance(option[1], bool)


def _is_marked(option: object) -> bool:
    if not isinstance(option, Mapping):
        return False
    for name, value in option.items():
        plain = re.sub(r"[\s_-]", "", str(name)).casefold()
        if plain in _RIGHT and (value is True or value in (1, "true", "True", "yes", "да", "是")):
            return True
        if plain == "fraction" and str(value) in ("1", "100", "1.0", "100.0"):
            return True
    return False
