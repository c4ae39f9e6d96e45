"""The level of a question where a page glues it to the question: "[junior] …", "… (Middle)", "…？初级", "…?easy"."""

import re

from bot.domain.cards import Level
from bot.parsing import lexicon

_WORDS: dict[str, Level] = {
    **lexicon.DIFFICULTY,
    "mid": "middle",
    "intern": "junior",
    "basic": "junior",
    "entry": "junior",
    "expert": "senior",
    "джун": "junior",
    "джуниор": "junior",
    "мидл": "middle",
    "миддл": "middle",
    "сеньор": "senior",
    "сениор": "senior",
    "基础": "junior",
    "进阶": "middle",
    "较难": "senior",
}
_ANY = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True))
_AT_BEGINNING = re.compile(rf"^\s*[\[(（【<]\s*({_ANY})\+?\s*[\])）】>]\s*[:：.–—-]?\s*", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?:\s*[\[(（【<]\s*(?:level|уровень|难度)?\s*[:：]?\s*({_ANY})\+?\s*[\])）】>]|(?<=[?？.。])\s*({_ANY})|\s[|—–-]\s({_ANY}))\s*$",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(rf"\W*((?i:{_ANY}))(?![a-zа-яё])")


def level_in_front(text: str) -> Level | None:
    """The level that a note begins with, glued to what follows ("BeginnerCommon") or not."""
    match = _IN_FRONT.match(text)
    return _level(match[1]) if match else None


def split_level(text: str) -> tuple[str, Level | None]:
    """A question without the level glued to either end of it, and the level."""
    match = _AT_BEGINNING.match(text)
    if match and match.end() < len(text):
        return text[match.end() :], _level(match[1])
    match = _AT_END.search(text[-40:])
    if match:
        word = match[1] or match[2] or match[3]
        return text[: len(text) - len(match.group())].rstrip(), _level(word)
    return text, None


def _level(word: str) -> Level:
    return _WORDS[word.lower()]
