"""Wrong options: where they come from, and which three make a quiz that cannot be guessed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.domain.cards import CardContent
from bot.domain.enriching import Reason
from bot.domain.enriching.changes import Change, both, changes
from bot.domain.enriching.options import (
    OPTION,
    Option,
    code_of,
    gives_away,
    option,
    options_in,
    parts_of,
    whole_answer,
)
from bot.domain.enriching.prose import statements, stems
from bot.domain.enriching.sites import Kind

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

_SAID = 0.7
"""From this share of common words on, a changed statement may be what the answer says elsewhere."""

_MISCONCEPTION, _LENT, _LENT_FAR, _TRUE = 1.5, 0.5, 0.35, 0.6
"""What wrong options are worth that are not made of the answer, and by how much less where they are true of something
else; a change of one word of the answer is worth 1 at the best."""

_ONE_PLACE, _SOME, _MIDDLE, _TWICE = 0.3, 0.1, -0.2, -0.1
"""What a form is worth more, or less: where the options differ in one place, or in two independently; where some of
them are changes of the right one; where the right one stands in the middle of three, each changed elsewhere; where two
are made of one statement."""

_WORD = 12
"""UTF-16 units by which options of one word may differ."""

_LENDERS = 40
"""Statements of neighbours that are looked at further."""

_OWN, _REST = 8, 12
"""How many candidates are combined: changes of the right option, and all others."""

_ORIGIN: dict[Kind, Reason] = {
    "opposite": "opposites",
    "term": "opposites",
    "number": "numbers",
    "negation": "negations",
    "condition": "negations",
}

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
class Wrong:
    """A wrong option, how good it is, and the statement that it was made `of` by one change, or by its two `parts`."""

    option: Option
    weight: float
    origin: Reason
    of: str = ""
    change: Change | None = None
    parts: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Three:
    """Wrong options that go together, and how good they are."""

    options: tuple[Wrong, ...]
    worth: float


def made_of(card: CardContent) -> list[Wrong]:
    """The card's misconceptions, and statements of its answer with one change each that makes them false."""
    made = [Wrong(option(each.text), _MISCONCEPTION, "misconceptions", each.text) for each in card.misconceptions]
    said = [each for statement in statements(card.answer, card.lang) for each in parts_of(statement, card.lang)]
    said += whole_answer(card)
    true = {each.text.casefold() for each in said}
    for each in dict.fromkeys(said):
        made += [
            Wrong(option(change.text), change.weight, _ORIGIN[change.kind], each.text, change)
            for change in changes(each.text, card.lang, card.question)
            if change.text.casefold() not in true and not _is_said(change, each.text, card)
        ]
    return made


def lent_to(card: CardContent, neighbours: Sequence[CardContent]) -> list[Wrong]:
    """What other cards say about something else, as it is and made false, the nearest first: nothing of a card that may
    ask the same."""
    asked = stems(card.question)
    answer = stems(f"{card.question} {card.short_answer or ''} {card.answer}")
    kinds = _kinds(card.question)
    found: dict[str, tuple[float, bool, Wrong]] = {}
    for distance, other in enumerate(neighbours):
        if _may_ask_the_same(card, other, asked, answer):
            continue
        near = card.topic is not None and other.topic == card.topic
        alike = bool(kinds & _kinds(other.question))
        for each in (*_lendable(other), *whole_answer(other)):
            here = len(each.words & answer) / (len(each.words) or 1)
            about = len(each.words & asked)
            if here < TRUE_HERE and (near or about or len(each.words & answer) >= _NEAR):
                rank = 2 * near + alike + 2 * here + about - 0.05 * distance
                wrong = Wrong(each, _LENT if near else _LENT_FAR, "same-topic" if near else "near-topic")
                found.setdefault(each.text.casefold(), (rank, near or about > 0, wrong))
    nearest = sorted(found.values(), key=lambda each: -each[0])[:_LENDERS]
    lent = [replace(wrong, weight=wrong.weight * _TRUE) for _, _, wrong in nearest]
    for _, may_be_changed, wrong in nearest:
        for change in changes(wrong.option.text, card.lang, card.question) if may_be_changed else ():
            text = option(change.text)
            lent.append(replace(wrong, option=text, weight=wrong.weight * change.weight, change=change))
    return lent


def best_three(right: Option, source: str, candidates: Iterable[Wrong], asked: frozenset[str]) -> Three | None:
    """The best three beside a right option that was taken from the statement `source`."""
    shortest, longest = (share * right.length for share in LENGTHS)
    if right.length <= _WORD:
        shortest, longest = 1, right.length + _WORD
    fit = [each for each in candidates if shortest <= each.option.length <= longest and each.option.length <= OPTION]
    own = sorted((each for each in fit if each.of == right.text), key=lambda each: -each.weight)[:_OWN]
    own += [each for each in _doubled(right.text, own) if each.option.length <= OPTION]
    rest = [
        each
        for each in fit
        if (each.of and each.of.casefold() not in source.casefold()) or (not each.of and each.option.form == right.form)
        if _share(each.option.words, right.words) < ALIKE
    ]
    rest.sort(key=lambda each: -each.weight - 0.1 * sum(map(bool.__eq__, each.option.features, right.features)))
    found = [
        Three(three, _worth(right, three))
        for three in combinations((*own, *rest[:_REST]), OTHERS)
        if _go_together(right, three)
        and (_is_one_place(right, three) or not gives_away(right, [each.option for each in three], asked))
    ]
    return max(found, key=lambda three: three.worth, default=None)


def likest_three(right: Option, card: CardContent, neighbours: Sequence[CardContent], *, is_code: bool) -> list[Wrong]:
    """Three that are surely wrong and as like the right option as can be had, though it may be guessed among them;
    fewer where there are no three. A line of code stands among lines of code."""
    asked = stems(card.question)
    answer = stems(f"{card.question} {card.short_answer or ''} {card.answer}")
    made = [] if is_code else made_of(card)
    for other in neighbours:
        if not _may_ask_the_same(card, other, asked, answer):
            origin: Reason = "same-topic" if card.topic and card.topic == other.topic else "near-topic"
            made += [
                Wrong(each, _LENT_FAR, origin)
                for each in (code_of(other) if is_code else (*_lendable(other), *whole_answer(other)))
                if is_code or len(each.words & answer) < TRUE_HERE * (len(each.words) or 1)
            ]
    taken: list[Wrong] = []
    for each in sorted(made, key=lambda wrong: -wrong.weight - _likeness(right, wrong.option)):
        if each.option.length <= OPTION and all(
            _share(each.option.words, other.words) < ALIKE and each.option.text.casefold() != other.text.casefold()
            for other in (right, *(wrong.option for wrong in taken))
            if each.of != right.text
        ):
            taken.append(each)
        if len(taken) == OTHERS:
            break
    return taken


def _lendable(other: CardContent) -> list[Option]:
    return [each for statement in statements(other.answer, other.lang) for each in options_in(statement, other.lang)]


def _likeness(one: Option, other: Option) -> float:
    """Between 0 and 3: the same form, the same signs, the same length."""
    signs = sum(map(bool.__eq__, one.features, other.features)) / len(one.features)
    lengths = sorted((one.length, other.length))
    return (one.form == other.form) + signs + lengths[0] / (lengths[1] or 1)


def _doubled(text: str, own: Sequence[Wrong]) -> list[Wrong]:
    """What two changes at once make of a statement, where it stays wrong."""
    found = []
    for one, other in combinations(own, 2):
        said = both(one.change, other.change, text) if one.change and other.change else None
        if said is not None:
            weight = min(one.weight, other.weight)
            found.append(Wrong(option(said), weight, one.origin, text, parts=(one.option, other.option)))
    return found


def _go_together(right: Option, three: Sequence[Wrong]) -> bool:
    """All different; what two changes made stands beside what each of them makes. What is true
    of something else stands among its like: beside false options it might be taken for true."""
    options = {each.option for each in three}
    if len({each.option.text.casefold() for each in three}) < OTHERS:
        return False
    if any(part not in options for each in three for part in each.parts):
        return False
    others = [each for each in three if each.of != right.text]
    true = sum(each.change is None and not each.of for each in three)
    if true not in (0, OTHERS):
        return False
    return all(
        _share(one.option.words, other.option.words) < ALIKE or (one.of and one.of == other.of)
        for one, other in combinations(others, 2)
    )


def _worth(right: Option, three: Sequence[Wrong]) -> float:
    worth = sum(each.weight for each in three) / OTHERS
    own = [each for each in three if each.of == right.text]
    if any(each.parts for each in own) or _is_one_place(right, three):
        return worth + _ONE_PLACE
    if len(own) == OTHERS:
        return worth + _MIDDLE
    sources = {each.of or each.option.text for each in three}
    return worth + (_SOME if own else 0) + (0 if len(sources) == OTHERS else _TWICE)


def _is_one_place(right: Option, three: Sequence[Wrong]) -> bool:
    """Whether all options differ in one word or number alone: then nothing else sets one of them apart."""
    places = [each.change.start for each in three if each.change is not None and each.of == right.text]
    return len(places) == OTHERS and len(set(places)) == 1


def _is_said(change: Change, source: str, card: CardContent) -> bool:
    """Whether another statement of the answer, of nearly the same words, holds the new word too."""
    words, new = stems(change.text), change.new.casefold()
    said = (each.text for each in statements(card.answer, card.lang) if source.casefold() not in each.text.casefold())
    return any(new and new in each.casefold() and _share(words, stems(each)) >= _SAID for each in said)


def _may_ask_the_same(card: CardContent, other: CardContent, asked: frozenset[str], answer: frozenset[str]) -> bool:
    if other.concept == card.concept or (card.variant_group and other.variant_group == card.variant_group):
        return True
    theirs = stems(f"{other.question} {other.short_answer or ''} {other.answer}")
    return _share(asked, stems(other.question)) >= SAME_QUESTION or _share(answer, theirs) >= SAME_ANSWER


def _kinds(question: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(question))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Common words among all words of both, between 0 and 1."""
    return len(one & other) / (len(one | other) or 1)
