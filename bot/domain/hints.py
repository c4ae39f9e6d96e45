"""What Hint shows, and how much of the answer that gives away. Pure functions of a card."""

import re
import unicodedata
from dataclasses import dataclass

from bot.domain.cards import CardContent

MOST_HINTS = 2
"""After the second hint an answer counts as not recalled (G7): a third has no use."""

COVER = "·"

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint, in our Markdown subset; `reveals` says that it tells a point that a good answer must contain."""

    text: str
    reveals: bool


def hints_of(content: CardContent, own: str | None = None) -> tuple[Hint, ...]:
    """The hints of a card in their order, at most MOST_HINTS: the learner's own, the card's, its first key point.

    Of the key point half of each word is covered.
    """
    found = [Hint(text, _tells_a_point(text, content)) for text in (own, content.hint) if text and text.strip()]
    if content.key_points:
        point = content.key_points[0].text
        covered = half_covered(point)
        found.append(Hint(covered, covered == point))
    return tuple(found[:MOST_HINTS])


def half_covered(text: str) -> str:
    """The first half of each word, with a dot for every further character."""
    return _WORD.sub(lambda word: _covered(word[0]), text)


def _covered(word: str) -> str:
    shown = (len(word) + 1) // 2
    return word[:shown] + COVER * (len(word) - shown)


def _tells_a_point(hint: str, content: CardContent) -> bool:
    words = f" {_plain(hint)} "
    told = (said for point in content.key_points for said in (point.text, *point.synonyms))
    return any(f" {_plain(said)} " in words for said in told if _plain(said))


def _plain(text: str) -> str:
    # A Chinese character is a word of its own.
    spaced = re.sub(r"([\u3400-\u9fff])", r" \1 ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_WORD.findall(spaced))
