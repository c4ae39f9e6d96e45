"""Which lines of a page are its questions: in the forms that are known, or in the one that the page repeats itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.topics import Topics
from bot.parsing.adverts import find_footers, promotes, technical
from bot.parsing.blocks import LABEL_LINE, Line, asks, content, is_short
from bot.parsing.channel_page import posts_shown
from bot.parsing.inferred_heads import inferred_heads, worth_of
from bot.parsing.joined_answers import Asked
from bot.parsing.joined_parts import with_joined_parts
from bot.parsing.number_runs import numbered_heads
from bot.parsing.page_furniture import without_furniture
from bot.parsing.page_sections import asking_headings, listed_headings, named_above, titles_above
from bot.parsing.question_heads import Head, heads_above_answers, labelled_heads, opens_answer
from bot.parsing.question_parts import QUESTION_HEAD

FEWEST = 2
FEWEST_NUMBERED = 3
SOME, FEW_ASK = 5, 0.25
MANY, SOME_ASK = 8, 0.34
"""A run of so many numbered heads, growing and answered, is one of questions where only so many of them ask: under a
title that says so, and under none."""
INSIDE = 3
"""So many numbered heads to a labelled one, and the labels are those of parts of an answer."""
CLEARLY_MORE = 1.3
LONG = 4000
"""Lines: of a longer page no other reading is tried where the known one explains what is asked."""
MOST_EDGES = 8
"""Of a page: what its head, menus and foot have in common with the edges of posts."""
TOP_LINES = 8
SURE = 0.7
NEARLY = 0.9
MOSTLY_ASK = 0.6
LOOKED_AT = 60
BELOW = 6
TECHNICAL_SHARE = 0.3
HEADS_FOR_AN_EDGE = 4
"""A line of reactions or views among fewer questions than this comes from a channel or a question bank."""

_MAY_BE_NUMBERED = re.compile(r"[^\w\s]{0,4} ?\d")
_SAYS_SOMETHING = re.compile(r"\w")
_TITLE = re.compile(r"面试|面試|题|interview|question|quiz|собес|вопрос|интервью|тест", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebText:
    """The lines of a page and the heads of its questions, in their order; not `sure` where another shape that fits
    comes first. At `cuts` an answer ends though no question begins."""

    lines: list[Line]
    heads: list[Head]
    kind: str
    sure: bool = True
    cuts: frozenset[int] = frozenset()

    def asked(self) -> list[Asked]:
        """Each question with the lines below it, up to the next one or to the heading of another part (`cuts`)."""
        starts = [head.index for head in self.heads]
        found = []
        for head, end in zip(self.heads, [*starts[1:], len(self.lines)], strict=True):
            cut = next((at for at in range(head.index + 1, end) if at in self.cuts), end) if self.cuts else end
            found.append(Asked(head, self.lines[head.index], self.lines[head.index + 1 : cut]))
        return found


def as_web_text(lines: Sequence[Line], topics: Topics, name: str | None = None) -> WebText | None:
    """The page where the text is one of labelled or numbered questions; None for any other text. `name` of the file
    may say what it is about."""
    plain = with_joined_parts(without_furniture(lines))
    titled = _is_titled(plain) or _TITLE.search(name or "") is not None
    page = _page(plain, titled=titled)
    edges = posts_shown(lines) if titled or page else 0
    if titled and edges <= MOST_EDGES:
        page = _with_headings(page, _better(page, plain), plain)
    if page is None or (edges and _is_channel(lines, page, edges)):
        return None
    told = page.kind != "form" and ((titled and page.sure) or _is_titled(page.lines))
    return page if told or _speaks_of_programming(page, topics) else None


def _is_channel(lines: Sequence[Line], page: WebText, edges: int) -> bool:
    """Whether too many edges of posts stand below the first question, or readers of a channel are counted."""
    if edges >= len(lines):
        return True
    first = page.lines[page.heads[0].index].number
    below = posts_shown([line for line in lines if line.number >= first])
    return below * HEADS_FOR_AN_EDGE > (0 if page.kind == "form" else len(page.heads))


def _better(page: WebText | None, lines: list[Line]) -> WebText | None:
    """The page in the reading that the document's own form gives, where that explains clearly more of it."""
    asking = sum(asks(line.text) for line in lines)
    known = len(page.heads) if page else 0
    if len(lines) > LONG and asking <= known * CLEARLY_MORE:
        return page
    heads = inferred_heads(lines)
    if not heads or worth_of(heads, lines, asking) <= known * CLEARLY_MORE + 1:
        return page
    bare = heads[0].text == lines[heads[0].index].bare
    if bare and any(map(_SAYS_SOMETHING.search, find_footers(lines))):
        return page
    if bare and not _is_titled(lines[: heads[0].index]) and _is_titled(lines[heads[0].index + 1 : heads[1].index]):
        # The title stands below it: no question but a menu's entry.
        heads = heads[1:]
    return WebText(lines, heads, "form", sure=not bare)


def _with_headings(known_page: WebText | None, page: WebText | None, lines: list[Line]) -> WebText | None:
    """The page with the questions among the headings that its list of contents names, and its other headings as cuts;
    of the questions in a known form those stay that stand below no other."""
    headings = listed_headings(lines)
    if headings is None:
        cuts = (*titles_above(page.heads, lines), *named_above(page.heads, lines)) if page else ()
        return replace(page, cuts=frozenset(cuts)) if page else None
    known = [head for head in (known_page.heads if known_page else []) if head.index > headings.listed_to]
    asking = asking_headings(headings, lines, known)
    own = {head.index for head in asking}
    ends = (*headings.places[1:], len(lines))
    apart = [
        head
        for head in known
        if not any(place in own and place <= head.index < end for place, end in zip(headings.places, ends, strict=True))
    ]
    heads = sorted([*asking, *apart], key=lambda head: head.index)
    if len(heads) < FEWEST_NUMBERED:
        return page
    return WebText(lines, heads, page.kind if page else "form", cuts=frozenset(headings.places))


def numbered_part(lines: Sequence[Line], topics: Topics) -> WebText | None:
    """The questions of one post that puts several of them with their answers, numbered; None for any other post."""
    if sum(_MAY_BE_NUMBERED.match(line.text) is not None for line in lines) < FEWEST_NUMBERED:
        return None
    heads = numbered_heads(lines)
    if len(heads) < FEWEST_NUMBERED or sum(head.asks for head in heads) < MOSTLY_ASK * len(heads):
        return None
    if any(asks(line.text) for line in lines[: heads[0].index]):
        return None
    if not lines[heads[0].index].text[:1].isdigit() and all(asks(head.text) for head in heads):
        # A question mark under a sign is told from others without their numbers.
        return None
    end = len(lines)
    while end > heads[-1].index and (not lines[end - 1].text.strip() or promotes(lines[end - 1].text)):
        end -= 1
    page = WebText(list(lines[:end]), heads, "number")
    answered = sum(bool(content(each.body)) for each in page.asked())
    told = _is_titled(lines[: heads[0].index]) or _speaks_of_programming(page, topics)
    return page if answered >= SURE * len(heads) and told else None


def _is_titled(lines: Sequence[Line]) -> bool:
    return any(_TITLE.search(line.text[:LABEL_LINE]) for line in content(lines[: TOP_LINES * 3])[:TOP_LINES])


def _speaks_of_programming(page: WebText, topics: Topics) -> bool:
    """Whether enough of the questions, with what stands right below them, hold technical words."""
    looked_at = page.heads[:LOOKED_AT]
    said = (page.lines[head.index : head.index + BELOW] for head in looked_at)
    signs = (technical("\n".join(line.text for line in lines)[:QUESTION_HEAD], topics) for lines in said)
    return sum(found > 0 for found in signs) >= TECHNICAL_SHARE * len(looked_at)


def _page(lines: list[Line], *, titled: bool) -> WebText | None:
    labelled = labelled_heads(lines)
    answers = sum(bool(line.text) and opens_answer(line.text) for line in lines)
    numbers = {head.number for head in labelled if head.number is not None}
    bare = sum(head.number is None and not head.text for head in labelled)
    numbered = numbered_heads(lines)
    inside = labelled and len(numbered) >= INSIDE * len(labelled) and numbered[0].index < labelled[0].index
    if len(labelled) >= FEWEST and (answers or len(numbers) >= FEWEST) and (not bare or answers >= bare) and not inside:
        return WebText(lines, labelled, "label")
    if not bare and len(labelled) >= SOME and not inside and _is_told(lines, labelled):
        return WebText(lines, labelled, "label", sure=False)
    fewest = FEWEST if answers >= FEWEST else FEWEST_NUMBERED
    share = sum(head.asks for head in numbered) / (len(numbered) or 1)
    if len(numbered) >= fewest and share >= (0.4 if titled else 0.6):
        return WebText(lines, numbered, "number", sure=share >= SURE)
    many, few_ask = (SOME, FEW_ASK) if titled else (MANY, SOME_ASK)
    regular = len(numbered) >= many and share >= few_ask and _is_one_run(lines, numbered)
    if regular or (len(numbered) >= FEWEST_NUMBERED and share and _stands_out(lines, numbered)):
        return WebText(lines, numbered, "number", sure=False)
    if answers >= FEWEST and not find_footers(lines):
        above = heads_above_answers(lines)
        if len(above) >= FEWEST and all(head.asks for head in above):
            return WebText(lines, above, "answer", sure=False)
    return None


def _is_told(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether nearly all heads ask, and text stands below nearly all of them."""
    ends = [head.index for head in heads[1:]] + [len(lines)]
    told = sum(bool(content(lines[head.index + 1 : end])) for head, end in zip(heads, ends, strict=True))
    return min(told, sum(head.asks for head in heads)) >= NEARLY * len(heads)


def _stands_out(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether the heads alone begin at the margin, and all that stands below them is set in."""
    starts = {head.index for head in heads}
    if any(lines[start].text[0].isspace() for start in starts):
        return False
    below = [
        line.text[0].isspace()
        for at, line in enumerate(lines)
        if at > heads[0].index and at not in starts and line.text.strip()
    ]
    return len(below) >= len(heads) and sum(below) >= NEARLY * len(below)


def _is_one_run(lines: Sequence[Line], heads: Sequence[Head]) -> bool:
    """Whether numbers only grow from the first one on, over short heads of which nearly all have a text of their own
    below: questions that their author only named."""
    numbers = [head.number or 0 for head in heads]
    grows = numbers[0] <= FEWEST and all(one < other for one, other in pairwise(numbers))
    if not grows or any(not is_short(head.text) for head in heads):
        return False
    ends = [head.index for head in heads[1:]] + [len(lines)]
    below = [content(lines[head.index + 1 : end]) for head, end in zip(heads, ends, strict=True)]
    return sum(map(bool, below)) >= SURE * len(heads)
