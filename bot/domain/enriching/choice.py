"""A choice form made of what cards say: the right option from the card's answer, and three wrong ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from bot.domain.cards import CardContent, Choice, Language
from bot.domain.enriching import NotProposed, Proposed, Reason
from bot.domain.enriching.options import Option, anything_said, beginnings_of, code_of, parts_of, whole_answer
from bot.domain.enriching.prose import Statement, statements, stems, utf16_length
from bot.domain.enriching.wrong import OTHERS, best_three, lent_to, likest_three, made_of

WHY = 200
"""UTF-16 units of an explanation: https://core.telegram.org/bots/api#sendpoll."""

_LONGEST_QUESTION = 400
"""UTF-16 units: a longer one tells a task of several parts."""

_CHAPTERS = 3
"""An answer with so many headings answers several questions."""

_PLEASANT: dict[Language, int] = {"en": 75, "ru": 75, "zh": 40}
_PER_UNIT = 0.008
"""From this length on an option is worth less, by so much for each UTF-16 unit: a phone shows some forty."""

_RIGHTS = 16
"""How many statements are tried as the right option."""

_ORIGINS: tuple[Reason, ...] = ("misconceptions", "opposites", "numbers", "negations", "same-topic", "near-topic")


@dataclass(frozen=True, slots=True)
class _Right:
    option: Option
    source: Statement
    rank: float
    short: bool


def choice_form(card: CardContent, neighbours: Sequence[CardContent]) -> Proposed[Choice] | NotProposed:
    """A choice form: a statement of the answer, and three options that are wrong.

    Those are misconceptions of the card, statements of its answer with one word turned into its opposite, or what
    neighbours (same language, same or near topic, nearest first) say about something else. Where much is asked, one
    statement of the answer is to be found among false ones, and nothing is borrowed: it would be true. Where no such
    three go with any statement, those that come nearest are proposed as easy to guess.
    """
    rights = _rights(card)
    asked = stems(card.question)
    one_thing = _asks_one_thing(card)
    candidates = made_of(card) + (lent_to(card, neighbours) if one_thing else [])
    tried = [(right, best_three(right.option, right.source.text, candidates, asked)) for right in rights[:_RIGHTS]]
    found = [(right, three) for right, three in tried if three is not None]
    if not found:
        return _last_resort(card, () if _asks_much(card) else neighbours, rights)
    right, three = max(found, key=lambda each: each[0].rank + each[1].worth)
    others = tuple(each.option.text for each in three.options)
    origins = {each.origin for each in three.options}
    reasons: list[Reason] = ["short-answer" if right.short else "sentence"]
    reasons += [] if one_thing else ["one-of-many"]
    reasons += [origin for origin in _ORIGINS if origin in origins]
    return Proposed(Choice(right.option.text, others, _why(card, right)), tuple(reasons))


def _last_resort(
    card: CardContent, neighbours: Sequence[CardContent], rights: Sequence[_Right]
) -> Proposed[Choice] | NotProposed:
    """The best statement among the likest wrong ones; without one, what leans on words before it, or a piece."""
    beginnings, code = beginnings_of(card), code_of(card)
    leaning = (
        _Right(each, Statement(each.text, "sentence", 0), 0, short=False)
        for each in (*anything_said(card), *beginnings, *code)
    )
    right = next(chain(rights, leaning), None)
    if right is None:
        return NotProposed("no-statement")
    three = likest_three(right.option, card, neighbours, is_code=right.option in code)
    if len(three) < OTHERS:
        return NotProposed("gives-away")
    origins = {each.origin for each in three}
    is_piece = right.option in (*beginnings, *code)
    reasons: list[Reason] = ["easy-to-guess", "piece" if is_piece else "short-answer" if right.short else "sentence"]
    reasons += [origin for origin in _ORIGINS if origin in origins]
    return Proposed(
        Choice(right.option.text, tuple(each.option.text for each in three), _why(card, right)), tuple(reasons)
    )


def _asks_one_thing(card: CardContent) -> bool:
    return not _asks_much(card) and any(sign in card.question for sign in "?？")


def _asks_much(card: CardContent) -> bool:
    chapters = sum(each.kind == "heading" for each in statements(card.answer, card.lang))
    return utf16_length(card.question) > _LONGEST_QUESTION or chapters >= _CHAPTERS


def _rights(card: CardContent) -> list[_Right]:
    """What could be the right option, the best first: early, from the short answer, about what was asked."""
    asked = stems(card.question)
    found: dict[str, _Right] = {}
    for text, short in ((card.short_answer or "", True), (card.answer, False)):
        for place, statement in enumerate(statements(text, card.lang)):
            for option in parts_of(statement, card.lang):
                about = len(option.words & asked) / (len(asked) or 1)
                longer = max(0, option.length - _PLEASANT[card.lang])
                rank = 0.3 * short + 1.7 / (2 + place) + about - _PER_UNIT * longer
                found.setdefault(option.text.casefold(), _Right(option, statement, rank, short))
    for option in whole_answer(card):
        found.setdefault(option.text.casefold(), _Right(option, Statement(option.text, "sentence", 0), 1.0, False))
    return sorted(found.values(), key=lambda right: -right.rank)


def _why(card: CardContent, right: _Right) -> str:
    """Whole sentences of the answer that say more than the right option, as many as fit: the one it was taken from,
    where it says more, and those that follow it; where there are none, those before it, or the option itself."""
    said = [each for each in statements(card.answer, card.lang) if each.kind != "heading"]
    at = next((place for place, each in enumerate(said) if each.text == right.source.text), -1)
    longer = utf16_length(right.source.text) > right.option.length + 2
    after = ([right.source] if longer else []) + said[at + 1 :]
    return (
        _as_fits(after, card) or _as_fits(said[:at][-1:], card) or _as_fits([right.source], card) or right.option.text
    )


def _as_fits(said: Sequence[Statement], card: CardContent) -> str:
    taken: list[str] = []
    gap, stop = ("", "。") if card.lang == "zh" else (" ", ".")
    for each in said:
        text = each.text if each.text.endswith((".", "。", "!", "！")) else each.text + stop
        if utf16_length(gap.join((*taken, text))) > WHY:
            break
        taken.append(text)
    return gap.join(taken)
