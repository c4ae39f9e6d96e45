"""Finds the run of numbered lines that are the questions of a page, however its numbers are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bot.parsing.blocks import Line, asks, ends_sentence, is_short
from bot.parsing.line_leads import lead_of
from bot.parsing.page_furniture import is_end
from bot.parsing.question_heads import HEAD_LINE, MOST_ASKED_LINES, Head, opens_answer, puts_a_question

FEWEST_ONES = 3
MOSTLY = 0.8
LEAP = 3.0
GAP, SMALL_GAP = 0.6, 0.3
RESTART = 1.0
TIGHT = 0.05
WIDEST_GAP = 20
DEEP_INDENT = 4
FEWEST_OF_SERIES = 2
FROM_SECOND = 2
_SERIES_FORM = "series"
_LETTERED = re.compile(r"digits [b-z]0\W?")
"""Questions under a letter; A counts answers."""
_BARE_NUMBERS = ("digits 0", "deep 0")
_MAY_BE_NUMBERED = re.compile(
    r"[^\n]{0,16}?[\d①-⑳🔟]|[^\w\s]{0,2}第?[一二三四五六七八九十]|[^\w\s]{0,2}[IVXL]{1,6}[.)]"
)
_GLUED_QUESTION = re.compile(r"[?？]\s?(?:[a-z]{4,12}|[\u4e00-\u9fff]{2})?$", re.IGNORECASE)
"""What a number that is glued to its text must be followed by: a question, with its level glued to its end or not."""


class _Raw(NamedTuple):
    at: int
    number: int
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class _Numbered:
    index: int
    number: int
    form: str
    text: str
    asks: bool
    weight: float


def numbered_heads(lines: Sequence[Line]) -> list[Head]:
    """The longest run of numbered lines that may be the questions of a page, without the numbered parts of answers.

    Lines that ask weigh most; a step to the next number costs nothing, any other step does. Where only few of the
    lines ask, there is no such run. Where a site lost its count, so that each question is number one, these are it.
    """
    forms: dict[str, list[_Numbered]] = {}
    numbered = _numbered(lines)
    for each in numbered:
        forms.setdefault(each.form, []).append(each)
    if series := _series(forms):
        forms[_SERIES_FORM] = series
    best: list[_Numbered] = []
    score = 0.0
    for form, members in forms.items():
        if form.startswith("deep 0") and sum(each.asks for each in members) < FEWEST_ONES:
            continue
        for chain, weight in (_chain(members), _ones(members)):
            if weight > score:
                best, score = chain, weight
    best = _from_one(best, numbered)
    return [Head(each.index, each.number, each.text, each.asks) for each in best]


def _series(forms: dict[str, list[_Numbered]]) -> list[_Numbered]:
    """The questions of parts that are each counted under a letter of its own ("Q1 … Q7, B1 … B4"), one part below the
    other; none where there are no such parts."""
    parts = sorted(
        (
            members
            for form, members in forms.items()
            if _LETTERED.fullmatch(form)
            and len(members) >= FEWEST_OF_SERIES
            and [each.number for each in members] == list(range(1, len(members) + 1))
            and sum(each.asks for each in members) * 2 >= len(members)
        ),
        key=lambda members: members[0].index,
    )
    if len(parts) < FEWEST_OF_SERIES or any(one[-1].index > other[0].index for one, other in pairwise(parts)):
        return []
    return [each for members in parts for each in members]


def _from_one(chain: list[_Numbered], numbered: Sequence[_Numbered]) -> list[_Numbered]:
    """A run that begins with its second question, with the first one in front, whose number is written otherwise."""
    if not chain or chain[0].number != FROM_SECOND:
        return chain
    above = [each for each in numbered if each.index < chain[0].index and each.asks and each.text]
    return [above[-1], *chain] if above and above[-1].number == 1 and above[-1].weight == 1 else chain


def _ones(members: Sequence[_Numbered]) -> tuple[list[_Numbered], float]:
    """The questions that are all called number one, where nearly all that ask are."""
    asking = [each for each in members if each.asks]
    ones = [each for each in asking if each.number == 1]
    if len(ones) < FEWEST_ONES or len(ones) < MOSTLY * len(asking):
        return [], 0.0
    return ones, sum(each.weight for each in ones)


def _numbered(lines: Sequence[Line]) -> list[_Numbered]:
    raw = [each for index, line in enumerate(lines) if (each := _raw(index, line.text))]
    found: list[_Numbered] = []
    for place, (index, number, form, text) in enumerate(raw):
        after = raw[place + 1].at if place + 1 < len(raw) else len(lines)
        # Of a number alone, what it asks stands on the line below.
        said = text or next((line.bare for line in lines[index + 1 : index + 3] if line.text.strip()), "")
        if not text and is_end(said):
            continue
        asking = (asks(said) if not text and "digits 0" in form else puts_a_question(said)) and not opens_answer(said)
        answered = not asking and any(
            opens_answer(lines[at].text) for at in range(index + 1, min(after, index + 1 + MOST_ASKED_LINES * 2))
        )
        tight = _is_tight(lines, raw, place)
        weight = 1.0 if asking or answered else TIGHT if tight else 0.35
        found.append(_Numbered(index, number, form, text, asking or answered, weight))
    return found


def _raw(index: int, text: str) -> _Raw | None:
    if not text or len(text) > HEAD_LINE or not _MAY_BE_NUMBERED.match(text.lstrip()):
        return None
    lead = lead_of(text)
    if lead is None or lead.number is None:
        return None
    indent = len(text) - len(text.lstrip())
    depth = "" if not indent else "i" if indent < DEEP_INDENT else "I"
    rest = lead.rest.strip(" *_")
    if lead.form in _BARE_NUMBERS and rest and not (puts_a_question(rest) or _GLUED_QUESTION.search(rest)):
        # "3 ways to do it" is a sentence; "3 Garbage collection" names what it is about.
        names = lead.rest[0].isupper() or not lead.rest[0].isascii()
        if not names or not is_short(rest) or ends_sentence(rest):
            return None
    return _Raw(index, lead.number, f"{lead.form}{depth}{'' if rest else ' alone'}", rest)


def _is_tight(lines: Sequence[Line], raw: Sequence[_Raw], place: int) -> bool:
    """Whether a numbered line stands in a list whose items follow each other at once."""
    index, number, style, _ = raw[place]
    near = [raw[at] for at in (place - 1, place + 1) if 0 <= at < len(raw)]
    return any(
        other[2] == style
        and abs(other[1] - number) == 1
        and not any(lines[at].text.strip() for at in range(min(index, other[0]) + 1, max(index, other[0])))
        for other in near
    )


def _chain(members: Sequence[_Numbered]) -> tuple[list[_Numbered], float]:
    """The heaviest run: each next number follows the last one, or the run starts again at a price."""
    scores: list[float] = []
    before: list[int] = []
    ending: dict[int, int] = {}
    top = -1
    for place, each in enumerate(members):
        score, previous = each.weight, -1
        step = ending.get(each.number - 1)
        if step is not None and scores[step] + each.weight > score:
            score, previous = scores[step] + each.weight, step
        price = RESTART if each.number == 1 or each.number % 100 == 1 else LEAP
        if top >= 0 and members[top].number < each.number <= members[top].number + WIDEST_GAP:
            price = GAP if each.asks else SMALL_GAP if each.weight > TIGHT else price
        if top >= 0 and scores[top] + each.weight - price > score:
            score, previous = scores[top] + each.weight - price, top
        scores.append(score)
        before.append(previous)
        if each.number not in ending or score >= scores[ending[each.number]]:
            ending[each.number] = place
        if top < 0 or score >= scores[top]:
            top = place
    chain: list[_Numbered] = []
    at = top
    while at >= 0:
        chain.append(members[at])
        at = before[at]
    return chain[::-1], scores[top] if top >= 0 else 0.0
