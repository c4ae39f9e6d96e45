"""A choice form made of what cards say: the right option from the card's answer, three wrong ones from neighbours'."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.cards import CardContent, Choice
from bot.domain.enriching import NotProposed, Proposed, Reason
from bot.domain.enriching.options import Option, gives_away, options_in
from bot.domain.enriching.prose import Statement, statements, stems, utf16_length

WHY = 200
"""UTF-16 units of an explanation: https://core.telegram.org/bots/api#sendpoll."""

OTHERS = 3
LENGTHS = (0.6, 1.67)
"""How short and how long a wrong option may be beside the right one."""

TRUE_HERE = 0.35
"""From this share of its words in the card's answer on, a borrowed statement may be true for the card too."""

SAME_QUESTION, SAME_ANSWER = 0.35, 0.3
"""From this share of common words on, another card may ask the same."""

ALIKE = 0.4
"""From this share of common words on, two options may say the same."""

_NEAR = 2
"""Words of this answer that a statement about another topic must hold: else it is plainly about something else."""

_LONGEST_QUESTION = 400
"""UTF-16 units: a longer one tells a task of several parts."""

_CHAPTERS = 3
"""An answer with so many headings answers several questions."""

_LATEST = 2
"""What stands later than the third statement of an answer, or in its second half, may be a side note, or be about
something that only looks like what was asked for."""

_RIGHTS, _WRONGS = 8, 16
"""How many candidates are tried and combined."""

_KINDS = {
    "why": re.compile(
        r"\b(?:why|cause|reason)\b|\b(?:почему|отчего|зачем|откуда|причин\w*)\b|为什么|为何|原因|怎么回事",
        re.IGNORECASE,
    ),
    "how": re.compile(r"\bhow\b|\bкак\b|чем (?:будете|сним|леч)|怎么|如何|怎样|办法", re.IGNORECASE),
    "difference": re.compile(r"\b(?:difference|differ|compare|instead of|or)\b|отлич|разниц|区别|还是", re.IGNORECASE),
    "definition": re.compile(r"\bwhat (?:is|are|does)\b|\bчто такое\b|什么是|叫什么", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Right:
    option: Option
    source: Statement
    rank: float
    short: bool


@dataclass(frozen=True, slots=True)
class _Wrong:
    option: Option
    rank: float
    same_topic: bool


def choice_form(card: CardContent, neighbours: Sequence[CardContent]) -> Proposed[Choice] | NotProposed:
    """A choice form for a card whose neighbours (same language, same or near topic, nearest first) lend wrong options.

    A wrong option is a true statement about something else. So none comes from a card that may ask the same, nor holds
    words that this answer holds too; and the right one must not give itself away.
    """
    if not _asks_one_thing(card):
        return NotProposed("broad")
    explained = [(right, why) for right in _rights(card)[:_RIGHTS] if (why := _why(card, right))]
    if not explained:
        return NotProposed("no-statement")
    asked = stems(card.question)
    pool = _wrongs(card, neighbours, asked)
    if len(pool) < OTHERS:
        return NotProposed("few-neighbours")
    for right, why in explained:
        three = _best_three(right.option, pool, asked)
        if three is not None:
            choice = Choice(right.option.text, tuple(each.option.text for each in three), why)
            near = all(each.same_topic for each in three)
            reasons: tuple[Reason, ...] = (
                "short-answer" if right.short else "sentence",
                "same-topic" if near else "near-topic",
            )
            return Proposed(choice, reasons)
    return NotProposed("gives-away")


def _asks_one_thing(card: CardContent) -> bool:
    chapters = sum(each.kind == "heading" for each in statements(card.answer, card.lang))
    short = utf16_length(card.question) <= _LONGEST_QUESTION and chapters < _CHAPTERS
    return short and any(sign in card.question for sign in "?？")


def _rights(card: CardContent) -> list[_Right]:
    """What could be the right option, the best first: early, from the short answer, about what was asked."""
    asked = stems(card.question)
    found: dict[str, _Right] = {}
    for text, short in ((card.short_answer or "", True), (card.answer, False)):
        said = statements(text, card.lang)
        whole = " ".join(each.text for each in said).casefold()
        for place, statement in enumerate(said[: _LATEST + 1]):
            for option in options_in(statement, card.lang):
                if whole.find(option.text.casefold()) > len(whole) / 2:
                    continue
                about = len(option.words & asked) / (len(asked) or 1)
                rank = 0.5 * short + 2 / (2 + place) + about
                found.setdefault(option.text.casefold(), _Right(option, statement, rank, short))
    return sorted(found.values(), key=lambda right: -right.rank)


def _wrongs(card: CardContent, neighbours: Sequence[CardContent], asked: frozenset[str]) -> list[_Wrong]:
    answer = stems(f"{card.question} {card.short_answer or ''} {card.answer}")
    kinds = _kinds(card.question)
    found: dict[str, _Wrong] = {}
    for distance, other in enumerate(neighbours):
        if _may_ask_the_same(card, other, asked, answer):
            continue
        same_topic = card.topic is not None and other.topic == card.topic
        alike = bool(kinds & _kinds(other.question))
        for option in (each for said in statements(other.answer, other.lang) for each in options_in(said, other.lang)):
            here = len(option.words & answer) / (len(option.words) or 1)
            about = len(option.words & asked)
            if here < TRUE_HERE and (same_topic or about or len(option.words & answer) >= _NEAR):
                rank = 2 * same_topic + alike + 2 * here + about - 0.05 * distance
                found.setdefault(option.text.casefold(), _Wrong(option, rank, same_topic))
    return sorted(found.values(), key=lambda wrong: -wrong.rank)


def _may_ask_the_same(card: CardContent, other: CardContent, asked: frozenset[str], answer: frozenset[str]) -> bool:
    if other.concept == card.concept or (card.variant_group and other.variant_group == card.variant_group):
        return True
    theirs = stems(f"{other.question} {other.short_answer or ''} {other.answer}")
    return _share(asked, stems(other.question)) >= SAME_QUESTION or _share(answer, theirs) >= SAME_ANSWER


def _best_three(right: Option, pool: Iterable[_Wrong], asked: frozenset[str]) -> tuple[_Wrong, ...] | None:
    shortest, longest = (share * right.length for share in LENGTHS)
    fit = [
        each
        for each in pool
        if shortest <= each.option.length <= longest
        and each.option.form == right.form
        and _share(each.option.words, right.words) < ALIKE
    ]
    fit.sort(key=lambda each: -each.rank - 0.3 * sum(map(bool.__eq__, each.option.features, right.features)))
    for three in combinations(fit[:_WRONGS], OTHERS):
        options = [each.option for each in three]
        apart = all(_share(one.words, other.words) < ALIKE for one, other in combinations(options, 2))
        if apart and not gives_away(right, options, asked):
            return three
    return None


def _why(card: CardContent, right: _Right) -> str | None:
    """Whole sentences of the answer that say more than the right option, as many as fit: the one it was taken from,
    where it says more, and those that follow it."""
    said = [each for each in statements(card.answer, card.lang) if each.kind != "heading"]
    at = next((place for place, each in enumerate(said) if each.text == right.source.text), -1)
    longer = utf16_length(right.source.text) > right.option.length + 2
    taken: list[str] = []
    gap = "" if card.lang == "zh" else " "
    for each in ([right.source] if longer else []) + said[at + 1 :]:
        text = (
            each.text
            if each.text.endswith((".", "。", "!", "！"))
            else each.text + ("。" if card.lang == "zh" else ".")
        )
        if utf16_length(gap.join((*taken, text))) > WHY:
            break
        taken.append(text)
    return gap.join(taken) or None


def _kinds(question: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(question))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Common words among all words of both, between 0 and 1."""
    return len(one & other) / (len(one | other) or 1)
