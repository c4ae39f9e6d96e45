"""Reaction counters, popularity and difficulty, as pages and exports print them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.domain.cards import Level
from bot.parsing import lexicon
from bot.parsing.blocks import ends_sentence, is_emoji

COUNTER_LINE = 200
MOST_SIGNS = 80
EYES = "👁"
"""Counts views on channel pages; it is no reaction that Telegram offers."""
NO_REACTION = f"{EYES}\ufe0f\u20e3\u200d"

_UNIT = r"тыс\.?|млн\.?|[KkКкMmМмWw万千亿萬億]"
_NUMBER = rf"(\d{{1,3}}(?:[\u00a0\u202f ,]\d{{3}})+|\d+(?:[.,]\d+)?)\s*({_UNIT})?"
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(_NUMBER)
_HEAT = re.compile(
    rf"^\W*(?:{_NUMBER}\s*(?:{lexicon.HEAT_WORD})|(?:{lexicon.HEAT_WORD}|{EYES}\ufe0f?)\s*[:\uff1a]?\s*{_NUMBER})(.*)$",
    re.IGNORECASE,
)
_DIFFICULTY = re.compile(rf"^\W*(?:{lexicon.DIFFICULTY_WORD})\W*(\w*)", re.IGNORECASE)
_THOUSANDS_GROUPED = re.compile(r"\d{1,3}(?:[\u00a0\u202f ,]\d{3})+")


def count(digits: str, unit: str | None) -> int:
    """A printed number and its unit (K, тыс., 万 …) as an integer."""
    key = (unit or "").lower().rstrip(".")
    factor = lexicon.THOUSANDS.get(key) or lexicon.MILLIONS.get(key) or 1
    if _THOUSANDS_GROUPED.fullmatch(digits) and not (factor > 1 and digits.count(",") == 1):
        return int(re.sub(r"\D", "", digits)) * factor
    return round(float(digits.replace(",", ".")) * factor)


def reactions(text: str) -> dict[str, int] | None:
    """The counters of a line made of nothing else, such as ❤4👍1 or 4 ❤ 1 👍; None for any other line."""
    first = text[:1] if text[:1] > " " else text.lstrip()[:1]
    if not first or len(text) > 2 * COUNTER_LINE or not (first.isdigit() or is_emoji(first)):
        return None
    counted = _counted(text.strip())
    return dict(counted) if counted else None


@lru_cache(maxsize=4096)
def _counted(bare: str) -> tuple[tuple[str, int], ...] | None:
    if len(bare) > COUNTER_LINE or _DIGIT.search(bare) is None:
        return None
    signs, numbers = _signs_and_numbers(bare)
    if len(numbers) == len(signs) + 1:
        # The sign of the first count, an emoji of the channel's own, is not in the text.
        del numbers[0]
    if not signs or len(signs) != len(numbers) or any(sign[0] in NO_REACTION for sign in signs):
        return None
    found: dict[str, int] = {}
    for sign, number in zip(signs, numbers, strict=True):
        key = sign.rstrip("\ufe0f\ufe0e")
        found[key] = found.get(key, 0) + number
    return tuple(found.items())


def _signs_and_numbers(bare: str) -> tuple[list[str], list[int]]:
    """The emoji and numbers that stand in turn on a line; nothing where it holds more than that."""
    signs: list[str] = []
    numbers: list[int] = []
    ahead = (0, 1) if is_emoji(bare[0]) else (-1, 0)
    position = 0
    while position < len(bare):
        if bare[position].isspace():
            position += 1
        elif is_emoji(bare[position]):
            end = position
            while end < len(bare) and is_emoji(bare[end]):
                end += 1
            signs.append(bare[position:end])
            position = end
        elif match := _COUNT.match(bare, position):
            numbers.append(count(match[1], match[2]))
            position = match.end()
        else:
            return [], []
        if len(signs) - len(numbers) not in ahead or len(signs) > MOST_SIGNS:
            return [], []
    return signs, numbers


def split_trailing_reactions(text: str) -> tuple[str, dict[str, int]]:
    """A line and the counters that were glued to its end."""
    start = len(text)
    while start and len(text) - start < COUNTER_LINE:
        character = text[start - 1]
        if not (character.isdigit() or character.isspace() or is_emoji(character) or character in ".,KkКк"):
            break
        start -= 1
    while start < len(text) and not is_emoji(text[start]):
        start += 1
    suffix, rest = text[start:], text[:start]
    found = reactions(suffix) if rest.strip() else None
    if not found or not (ends_sentence(rest) or " " not in suffix.strip()):
        return text, {}
    return rest.rstrip(), found


def merged(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """The counters of two sightings of one post: the larger of each, since a page shows them twice."""
    return {sign: max(first.get(sign, 0), second.get(sign, 0)) for sign in {**first, **second}}


def heat(text: str) -> tuple[int, str] | None:
    """Views or heat that a line begins with, and what stands behind it on the line; None for any other line."""
    return _heat(text) if len(text) <= COUNTER_LINE else None


@lru_cache(maxsize=4096)
def _heat(text: str) -> tuple[int, str] | None:
    match = _HEAT.match(text) if _DIGIT.search(text) else None
    if match is None:
        return None
    digits, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
    rest = match[5].strip()
    # A sentence that begins with a number of views is text, not a counter.
    return None if len(rest) > 40 else (count(digits, unit), rest)


def difficulty(text: str) -> Level | None:
    """The level a label such as "难度:中等" or "Difficulty: hard" names; None where the value is missing or unknown."""
    match = _DIFFICULTY.match(text) if len(text) <= COUNTER_LINE else None
    return lexicon.DIFFICULTY.get(match[1].lower()) if match else None


def is_difficulty(text: str) -> bool:
    """Whether a short line is a label of difficulty, with or without its value."""
    match = _DIFFICULTY.match(text) if len(text) <= 40 else None
    return match is not None and (not match[1] or match[1].lower() in lexicon.DIFFICULTY)
