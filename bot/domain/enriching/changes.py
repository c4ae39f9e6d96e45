"""Small changes that make a true statement false: an opposite, another term or number, a negation more or less.

A change is made in one place, so what is said stays grammatical and as long as it was. None is made where the other
word stands in the statement too: then both are being compared, and the change might say the same again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.cards import Language
from bot.domain.enriching.negations import negations
from bot.domain.enriching.numbers import numbers
from bot.domain.enriching.sites import WEIGHT, Kind
from bot.domain.enriching.swaps import opposites, table, terms


@dataclass(frozen=True, slots=True)
class Change:
    """What a statement says with other words in one place; `weight` is how good a wrong option it makes, 1 the best.

    Changes of one place have the same `start`.
    """

    text: str
    start: int
    end: int
    new: str
    kind: Kind
    weight: float


_NEGATIVE: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not?|never|cannot|nobody|nothing|none|nor|without|neither|no longer)\b|n['’]t\b", re.IGNORECASE
    ),
    "ru": re.compile(r"\b(?:не|ни\w*|нет|нельзя|без|никогда|вместо)\b", re.IGNORECASE),
    "zh": re.compile("[不没别无未非]|除非|而不"),
}
_WHETHER = re.compile(r"\bwhether\b|\bли\b|是否|\bhow\b|\bwhat\b", re.IGNORECASE)


def changes(text: str, lang: Language, asked: str) -> list[Change]:
    """Every change of a statement. Numbers that the question `asked` names stay: the reader knows them.

    Where something is denied, another word may be denied as truly: there only the negation is changed. What is asked
    inside the statement ("whether …") stays.
    """
    found: list[Change] = []
    taken: list[tuple[int, int]] = []
    denies = [each.span() for each in _NEGATIVE[lang].finditer(text)]
    asks = _WHETHER.search(text)
    stop = asks.start() if asks else len(text)
    for site in (*terms(text), *opposites(text, lang), *numbers(text, asked), *negations(text, lang)):
        start, end = site.start, site.end
        if end > stop or any(start < to and at < end for at, to in taken):
            continue
        if not _is_in_other_clause(text, start, end, denies):
            continue
        taken.append((start, end))
        found += [Change(_put(text, start, end, new), start, end, new, site.kind, site.weight) for new in site.news]
    return found if denies else found + _exchanged(text, lang)


def _exchanged(text: str, lang: Language) -> list[Change]:
    """Two opposites that stand in two clauses, each in the other's place: what is said of one is said of the other."""
    found = []
    for pattern, news_of in (table(None), table(lang)):
        seen = list(pattern.finditer(text))
        words = [each[0] if each[0] in news_of else each[0].casefold() for each in seen]
        for one, other in combinations(range(len(seen)), 2):
            fits = words[other] in {new.casefold() for new in news_of[words[one]]} | set(news_of[words[one]])
            once = words.count(words[one]) == words.count(words[other]) == 1
            if fits and once and _APART.search(text[seen[one].end() : seen[other].start()]):
                new = _put(_put(text, *seen[other].span(), words[one]), *seen[one].span(), words[other])
                place = seen[one].start(), seen[other].end()
                found.append(Change(new, *place, words[other], "opposite", WEIGHT["opposite"]))
    return found


def _is_in_other_clause(text: str, start: int, end: int, denies: Sequence[tuple[int, int]]) -> bool:
    """Whether each negation but that between `start` and `end` stands in a clause of its own, a comma or more away."""
    return all(_CLAUSE.search(text[min(end, to) : max(start, at)]) for at, to in denies if at < start or to > end)


def both(one: Change, other: Change, text: str) -> str | None:
    """The statement with two changes; None where the second could undo the first: only names and numbers are apart
    from everything, other words only when each stands in a clause of its own."""
    if (one.start < other.end and other.start < one.end) or "condition" in (one.kind, other.kind):
        return None
    if any(each.text != _put(text, each.start, each.end, each.new) for each in (one, other)):
        return None
    first, second = sorted((one, other), key=lambda each: each.start)
    apart = (
        {one.kind, other.kind} & {"number", "term"}
        or {one.new, other.new} & _PLACES
        or _CLAUSE.search(text[first.end : second.start])
    )
    if not apart:
        return None
    return _put(_put(text, second.start, second.end, second.new), first.start, first.end, first.new)


_PLACES = frozenset(("inside", "outside", "внутри", "вне", "снаружи", "изнутри", "in a separate", "в отдельной"))
"""Where something is done is apart from what is done."""

_CLAUSE = re.compile(r"[,;:—，；：]|\b(?:and|but|so|and then|и|а|но)\b")
_APART = re.compile("[,;，；]")


def _put(text: str, start: int, end: int, new: str) -> str:
    """The text with other words in a place: a capital stays one, an article fits what follows."""
    new = new[:1].upper() + new[1:] if text[start:end][:1].isupper() and new[:1].islower() else new
    before = text[:start]
    if match := re.search(r"\b([Aa])(n?) $", before):
        wanted = "n" if new[:1].casefold() in "aeiou" and not new.startswith(("uni", "use", "one")) else ""
        before = before[: match.start()] + match[1] + wanted + " "
    return before + new + text[end:]
