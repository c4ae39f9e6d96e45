"""Questions that nothing but the rhythm of a text sets apart: short lines of one kind, each with its answer below."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.asking import Lead
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import label_rest, read_title

FEWEST = 3
"""Lines of one kind that ask, from which on that kind stands for questions."""

LONGEST = 200
"""Characters of such a line."""

MOSTLY = 0.6
"""Share of the lines with one sign in front that ask, from which on all of them count."""

LONGEST_ANSWER = 12
"""Blocks between two such lines, on average: more is a text in which somebody asks now and then."""

_SIGN = re.compile(r"[^\w\s`*_\[\](){}<>|\"'«»“”‘’$\\/&@#~^=+,.:;!?-]{1,4}")


def lines_that_ask(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Lead | None]:
    """For each block the question that it is, by the kind of line that asks again and again: with the same sign in
    front, or with nothing but a question mark at its end; all None where no kind does."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        kind = _kind(block)
        if kind is not None and at + 1 < len(blocks):
            kinds[kind].append(at)
    leads: list[Lead | None] = [None] * len(blocks)
    for kind, places in sorted(kinds.items(), key=lambda each: (each[0] == "", -len(each[1]))):
        titles = {at: read_title(blocks[at].text, links) for at in places}
        asking = sum(title.asks >= 1 for title in titles.values())
        is_kind = asking >= max(FEWEST, MOSTLY * len(places)) and _is_regular(blocks, places)
        if not is_kind:
            continue
        for at in places:
            leads[at] = Lead(titles[at], blocks[at].line, "marked" if kind else "lone")
        break
    return leads


def take_under_labels(blocks: Sequence[Block], told: list[Lead | None], links: Mapping[str, str]) -> None:
    """Lines that ask nothing count as questions above the label of an answer, where such labels follow lines that ask
    again and again."""
    if sum(lead is not None and lead.shape == "plain" for lead in told) < FEWEST:
        return
    for at, (block, below) in enumerate(pairwise(blocks)):
        lead = told[at]
        asks_nothing = lead is None or lead.shape == "counted"
        if (
            asks_nothing
            and block.kind == below.kind == "paragraph"
            and "\n" not in block.text
            and len(block.text) <= LONGEST
        ):
            title = read_title(block.text, links)
            if (
                title.text
                and label_rest(words.ANSWER_LABEL, below.text) is not None
                and label_rest(words.ANSWER_LABEL, title.text) is None
            ):
                told[at] = Lead(title, block.line, "plain")


def _kind(block: Block) -> str | None:
    """What sets a line apart as one that may ask: the sign in front of it, or "" for a question mark at its end."""
    if block.kind != "paragraph" or "\n" in block.text or len(block.text) > LONGEST:
        return None
    sign = _SIGN.match(block.text)
    if sign is not None:
        return sign[0].strip("\ufe0f")
    return "" if block.text.rstrip(" *_").endswith(("?", "？")) else None


def _is_regular(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether each of the lines but the last has something of its own below, and not too much of it."""
    gaps = [
        sum(block.kind != "rule" for block in blocks[start + 1 : end])
        for start, end in zip(places, [*places[1:], len(blocks)], strict=True)
    ]
    answered = sum(gap > 0 for gap in gaps)
    return answered >= max(FEWEST, MOSTLY * len(places)) and sum(gaps) <= LONGEST_ANSWER * len(places)
