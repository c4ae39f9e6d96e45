"""Finds the questions of a page whose form nobody has told of: the document repeats its own.

Lines that begin alike are tried together (`line_leads`), and lines that ask without any lead; the reading is taken
that explains most of what the document asks and leaves least of it over.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.parsing.blocks import Line, asks, content, ends_sentence, is_fence, is_short
from bot.parsing.joined_answers import Asked
from bot.parsing.line_leads import label_alone, lead_of
from bot.parsing.page_furniture import is_end
from bot.parsing.question_heads import HEAD_LINE, Head, answered_at_once, opens_answer, puts_a_question
from bot.parsing.question_words import points_back

FEWEST = 3
FEWEST_BARE = 4
FEWEST_MARKED = 5
"""So many lines with a question mark are told from the items of lists that begin like them."""
MOSTLY = 0.7
ASKING = 0.6
LEFT_OVER = 0.5
"""What a question that a reading does not explain costs it."""
EXTRA = 0.25
BEGINS_ALIKE = 1.2
"""So many more questions are found without regard to blank lines: then the page does not set its own apart."""
HARDLY = 0.2
SELDOM = 0.1
SPOKEN = 0.5
"""Of the answers below lines that only ask, so many hold a sentence: names alone are the menus of a page."""
LOOKED_AT = 6
MENU_LINE = 48
ONCE = 1.4

_OFFERS = re.compile(
    r"вариант|option|choice|选项|選項|пример|example|例如|示例|код$|code$"
    r"|^label (?:true|false|yes|no|да|нет|верно|неверно|对|错|正确|错误)$",
    re.IGNORECASE,
)
"""Labels of what is no answer, however often they stand first."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line, what it begins with, and whether it asks."""

    index: int
    form: str
    text: str
    asks: bool
    apart: bool


def inferred_heads(lines: Sequence[Line]) -> list[Head]:
    """The heads of the reading that explains the page best; none where no reading is regular enough."""
    seen = _seen(lines)
    asking = sum(asks(each.text) for each in seen)
    best: list[Head] = []
    score = 0.0
    for heads in _readings(seen):
        worth = worth_of(heads, lines, asking) * (1 if _is_bare(heads, lines) else BEGINS_ALIKE)
        if worth > score:
            best, score = heads, worth
    return best


def worth_of(heads: Sequence[Head], lines: Sequence[Line], asking: int) -> float:
    """How much of a page a reading explains, less what it leaves over; 0 for one that is not regular."""
    if len(heads) < FEWEST or sum(head.asks for head in heads) < ASKING * len(heads):
        return 0.0
    ends = [head.index for head in heads[1:]] + [len(lines)]
    told = [content(lines[head.index + 1 : end])[:LOOKED_AT] for head, end in zip(heads, ends, strict=True)]
    answered = sum(bool(below) or answered_at_once(head.text) for head, below in zip(heads, told, strict=True))
    if answered > HARDLY * len(heads) and _is_bare(heads, lines):
        spoken = sum(any(ends_sentence(line.text) or len(line.bare) > MENU_LINE for line in below) for below in told)
        if spoken + sum(answered_at_once(head.text) for head in heads) < SPOKEN * answered:
            return 0.0
    if HARDLY * len(heads) < answered < MOSTLY * len(heads):
        return 0.0
    explained = sum(head.asks for head in heads)
    return explained - LEFT_OVER * max(0, asking - explained) - LEFT_OVER * (len(heads) - explained)


def _is_bare(heads: Sequence[Head], lines: Sequence[Line]) -> bool:
    return bool(heads) and heads[0].text == lines[heads[0].index].bare


def _seen(lines: Sequence[Line]) -> list[_Seen]:
    found = []
    repeated = Counter(line.bare for line in lines if len(line.text) <= MENU_LINE)
    fenced, apart = False, True
    for index, line in enumerate(lines):
        text = line.text
        if is_fence(text):
            fenced = not fenced
        if not text.strip():
            apart = True
            continue
        if not fenced and len(text) <= HEAD_LINE:
            found.append(_look(lines, index, apart, repeats=repeated[text.strip()] >= FEWEST))
        apart = False
    return found


def _look(lines: Sequence[Line], index: int, apart: bool, *, repeats: bool) -> _Seen:
    text = lines[index].text
    lead = lead_of(text)
    alone = label_alone(text) if repeats else None
    if alone:
        below = next((line.bare for line in lines[index + 1 : index + 3] if line.text.strip()), "")
        return _Seen(index, alone, "", puts_a_question(below), apart)
    if lead is None or lead.number is not None:
        return _Seen(index, "", text.strip(), _asks_alone(text.strip()), apart)
    return _Seen(index, lead.form, lead.rest, puts_a_question(lead.rest), apart)


def _asks_alone(bare: str) -> bool:
    if opens_answer(bare) or not puts_a_question(bare):
        return False
    return asks(bare) or answered_at_once(bare) or (is_short(bare) and not points_back(bare))


def _readings(seen: Sequence[_Seen]) -> Iterator[list[Head]]:
    forms: dict[str, list[_Seen]] = {}
    for each in seen:
        if each.form:
            forms.setdefault(each.form, []).append(each)
    for members in forms.values():
        count = len(members)
        if count < FEWEST:
            continue
        yield _heads(members)
        asking = [each for each in members if each.asks]
        if _is_dialogue(members):
            yield _heads(members[::2])
        marked = len(asking) >= FEWEST_MARKED and all(asks(each.text) for each in asking)
        if len(asking) < count <= len(asking) * 2 and (marked or _takes_turns(members)):
            yield _heads(asking)
    bare = _above_foot([each for each in seen if not each.form and each.asks], seen)
    set_apart = [each for each in bare if each.apart]
    if len(set_apart) >= FEWEST_BARE and len(bare) - len(set_apart) <= EXTRA * len(bare):
        yield _heads(set_apart)
    elif len(bare) >= FEWEST_BARE:
        yield _heads(bare)


def _above_foot(bare: Sequence[_Seen], seen: Sequence[_Seen]) -> Sequence[_Seen]:
    """The lines that ask, without the few that stand below the end of the page: names of its other pages."""
    places = [each.index for each in bare]
    least = places[-1 - int(EXTRA * len(places))] if places else 0
    end = next((mark.index for mark in seen if mark.index > least and is_end(mark.text)), None)
    return bare if end is None else bare[: bisect_left(places, end)]


def _is_dialogue(members: Sequence[_Seen]) -> bool:
    """Whether each second line of those that begin alike asks, or names what it asks about, and the others do not."""
    first, second = members[::2], members[1::2]
    return (
        len(first) == len(second) >= FEWEST_MARKED
        and sum(each.asks for each in first) >= ASKING * len(first)
        and sum(each.asks for each in second) <= SELDOM * len(second)
    )


def _takes_turns(members: Sequence[_Seen]) -> bool:
    """Whether questions and answers begin alike, one after the other."""
    turns = sum(one.asks and not other.asks for one, other in pairwise(members))
    return turns >= MOSTLY * sum(each.asks for each in members)


def _heads(members: Sequence[_Seen]) -> list[Head]:
    return [Head(each.index, None, each.text, each.asks) for each in members]


def mark_answers(asked: Sequence[Asked]) -> None:
    """Labels the answers of a page as such where they all begin alike, in a way of the page's own."""
    answered = [each for each in asked if content(each.body)]
    if sum(any(opens_answer(line.text) for line in each.body if line.text) for each in answered) * 2 > len(answered):
        return
    met: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for each in answered:
        forms = [form for line in content(each.body)[:LOOKED_AT] if (form := _form(line.text))]
        met.update(set(forms))
        times.update(forms)
    for form in [form for form in met if _OFFERS.search(form)]:
        del met[form]
    form, count = max(met.items(), key=lambda item: item[1], default=("", 0))
    if count < FEWEST or count < MOSTLY * len(answered) or times[form] > ONCE * count:
        return
    for each in answered:
        at = next((at for at, line in enumerate(each.body) if _form(line.text) == form), None)
        if at is None or not _may_part(each, at):
            continue
        lead = lead_of(each.body[at].text)
        each.body[at] = Line(each.body[at].number, f"Answer: {lead.rest if lead else ''}")


def _may_part(asked: Asked, at: int) -> bool:
    """Whether what stands between the question and a label may be part of the question."""
    above = content(asked.body[:at])
    return not above or asks(above[-1].text) or not ends_sentence(above[-1].text)


def _form(text: str) -> str | None:
    lead = lead_of(text)
    if lead is not None and lead.number is None:
        return lead.form
    return label_alone(text) if lead is None else None
