"""The headings of a page: those that its list of contents names again, and the titles of its parts."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.parsing.blocks import LABEL_LINE, SHORT_LINE, Line, asks, ends_sentence, is_short
from bot.parsing.line_leads import lead_of
from bot.parsing.page_furniture import is_end
from bot.parsing.question_heads import Head, opens_answer, puts_a_question

FEWEST = 3
MOST_MET = 3
"""What stands in more places is a note below every question, not the name of one."""
MOST_MISSED = 1
"""Lines between two entries of a list of contents that name no heading."""
ENOUGH_ASK, MOSTLY_ASK = 0.4, 0.7
TOP_LINES = 150
TAIL = 4

_PART = re.compile(
    r"вопрос|задач|собесед|interview|question|quiz|面试|試題|试题|题目|真题|введение|вступлен|предислов|заключ|итог"
    r"|вывод|содержан"
    r"|introduction|overview|conclusion|summary|final|contents|前言|简介|目录|总结|结语|faq|уров|level|junior|middle"
    r"|senior",
    re.IGNORECASE,
)

_TWO_WORDS = re.compile(r"\S\s+\S|[\u4e00-\u9fff]{3}")
_WORDY = re.compile(r"\S+\s+\S+\s+\S|[\u4e00-\u9fff]{4}")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings stand that a list of contents names, and the end of that list."""

    places: tuple[int, ...]
    listed_to: int


def listed_headings(lines: Sequence[Line]) -> Headings | None:
    """The headings that are named in their order near the top of a page; None where there is no such list."""
    full = [index for index, line in enumerate(lines) if line.text.strip()]
    tails = {_tail(lines[index].text) for index in full[:TOP_LINES]}
    met: dict[str, list[int]] = {}
    for index in full:
        text = lines[index].text
        # Most lines end as no line of a list of contents does: nothing else of them needs to be looked at.
        if len(text) <= LABEL_LINE * 2 and _tail(text) in tails and (name := _name(text)):
            met.setdefault(name, []).append(index)
    met = {name: places for name, places in met.items() if len(places) <= MOST_MET}
    start = 0
    while start < min(len(full), TOP_LINES):
        found, end = _list_from(lines, full, start, met)
        if len(found) >= FEWEST and found[0] > full[end - 1] and not _stand_together(lines, found):
            return Headings(tuple(found), full[end - 1])
        start += 1
    return None


def _stand_together(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether nothing stands between most headings: then they are buttons that the page repeats."""
    near = sum(not any(line.text.strip() for line in lines[one + 1 : other]) for one, other in pairwise(places))
    return near * 2 >= len(places) - 1


def _tail(text: str) -> str:
    return text.rstrip()[-TAIL:].casefold()


def _list_from(
    lines: Sequence[Line], full: Sequence[int], start: int, met: dict[str, list[int]]
) -> tuple[list[int], int]:
    """The headings that lines name one after the other, from a line on, and where these lines end."""
    found: list[int] = []
    missed, end, at = 0, start, start
    while at < len(full) and missed <= MOST_MISSED and (not found or full[at] < found[0]):
        floor = found[-1] if found else full[at]
        places = met.get(_name(lines[full[at]].text), [])
        after = bisect_right(places, floor)
        later = places[after] if after < len(places) else None
        if later is None:
            if not found:
                break
            missed += 1
        else:
            found.append(later)
            missed, end = 0, at + 1
        at += 1
    return found, end


def _name(text: str) -> str:
    """What a heading says without its number or sign."""
    for _ in range(2):
        lead = lead_of(text)
        if lead is None or not lead.rest or lead.form.startswith("label"):
            break
        text = lead.rest
    return re.sub(r"\W+", " ", text).strip().casefold()


def asking_headings(headings: Headings, lines: Sequence[Line], known: Sequence[Head]) -> list[Head]:
    """The headings that are questions: those that ask, and where enough do those that name a topic with text below it,
    and no question of its own."""
    heads = []
    asking = {place for place in headings.places if puts_a_question(_said(lines[place]))}
    if len(asking) < max(2, ENOUGH_ASK * len(headings.places)):
        return []
    wordy = _TWO_WORDS if len(asking) > MOSTLY_ASK * len(headings.places) else _WORDY
    for place, end in zip(headings.places, (*headings.places[1:], len(lines)), strict=True):
        text = _said(lines[place])
        told = any(line.text.strip() for line in lines[place + 1 : end])
        within = any(place < head.index < end for head in known)
        # A heading above all that ask, or of a word or two, is one of a part.
        names = told and not within and place > min(asking) and wordy.search(text) is not None
        names = names and not _PART.search(text) and not is_end(text)
        named = place in asking and not asks(lines[place].text) and _PART.search(text) is not None
        if (place in asking and not named) or names:
            heads.append(Head(place, None, text, place in asking))
    return heads


def _said(line: Line) -> str:
    lead = lead_of(line.text)
    return lead.rest if lead and lead.number is not None and lead.rest else line.bare


def titles_above(heads: Sequence[Head], lines: Sequence[Line]) -> list[int]:
    """The numbered titles that stand right above questions, counted on from one to the next."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index in _above(heads, lines):
        text = lines[index].text
        lead = lead_of(text) if is_short(text) and not ends_sentence(text) and not opens_answer(text) else None
        if lead and lead.number is not None and lead.rest:
            found.setdefault(lead.form, []).append((index, lead.number))
    titles = [each for each in found.values() if [number for _, number in each] == list(range(1, len(each) + 1))]
    return [index for each in titles if len(each) >= FEWEST for index, _ in each]


def named_above(heads: Sequence[Head], lines: Sequence[Line]) -> list[int]:
    """The lines below the first question that say in words of their own what a line above it says, and no other one
    does: headings of parts."""
    first = heads[0].index
    above = {name: line for line in lines[max(0, first - TOP_LINES) : first] if (name := _heading_name(line.text))}
    if not above:
        return []
    asked = {head.index for head in heads}
    tails = {_tail(line.text) for line in above.values()}
    found: dict[str, list[int]] = {}
    for index in range(first + 1, len(lines)):
        text = lines[index].text
        if len(text) > SHORT_LINE or _tail(text) not in tails or index in asked:
            continue
        if (name := _heading_name(text)) in above:
            found.setdefault(name, []).append(index)
    return [places[0] for places in found.values() if len(places) == 1]


def _heading_name(text: str) -> str:
    """What a line says that may be a heading; nothing for any other line."""
    if not is_short(text) or asks(text) or ends_sentence(text) or opens_answer(text):
        return ""
    name = _name(text)
    return name if _WORDY.search(name) else ""


def _above(heads: Sequence[Head], lines: Sequence[Line]) -> Iterator[int]:
    """The line above each head that is none itself."""
    known = {head.index for head in heads}
    for head in heads:
        at = head.index - 1
        while at >= 0 and not lines[at].text.strip():
            at -= 1
        if at >= 0 and at not in known:
            yield at
