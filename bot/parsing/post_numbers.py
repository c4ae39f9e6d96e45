"""Finds the numbered questions of a post that puts several, where not all of them ask by a mark."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.parsing import post_words
from bot.parsing.blocks import Line, asks, is_short
from bot.parsing.number_runs import numbered_heads
from bot.parsing.post_text import PostText
from bot.parsing.post_titles import asks_clearly, begins_as_questions
from bot.parsing.question_heads import Head

FEWEST = 2
ASKING_SHARE = 0.6
HEADING_LINES = 3

_NUMBERED = re.compile(r"[^\w\n]{0,6}\d")


def may_be_numbered(line: str) -> bool:
    """Whether a number could stand before the words of a line."""
    return _NUMBERED.match(line) is not None


def numbered_question(line: str) -> bool:
    """Whether a line without a question mark looks like one of numbered questions."""
    if not may_be_numbered(line):
        return False
    return any(head.asks or begins_as_questions(head.text) for head in numbered_heads([Line(0, line)]))


def numbered_run(text: PostText, body: range) -> list[int]:
    """The places of the numbered questions of a post, counted one after another, set alike, each with its answer below;
    empty where they may be the parts of one answer, or the steps of a guide."""
    if len(body) < 2 * FEWEST or sum(may_be_numbered(text.lines[place]) for place in body) < FEWEST:
        return []
    lines = [Line(place, "" if text.code[place] else text.lines[place]) for place in body]
    heads = numbered_heads(lines)
    if len(heads) < FEWEST or not _counts_on(heads):
        return []
    places = [body.start + head.index for head in heads]
    if len({text.is_bold(place) for place in places}) > 1 or not _are_answered(text, places, body.stop):
        return []
    asking = sum(head.asks or begins_as_questions(head.text) for head in heads)
    marked = any(asks(head.text) or asks_clearly(head.text) for head in heads)
    if asking < ASKING_SHARE * len(heads) or not (marked or _is_headed(text, range(places[0]))):
        return []
    return places


def _counts_on(heads: Sequence[Head]) -> bool:
    return all(other.number == (one.number or 0) + 1 for one, other in pairwise(heads))


def _are_answered(text: PostText, places: Sequence[int], end: int) -> bool:
    ends = [*places[1:], end]
    return all(
        any(text.lines[below].strip() for below in range(place + 1, stop))
        for place, stop in zip(places, ends, strict=True)
    )


def _is_headed(text: PostText, above: range) -> bool:
    """Whether a heading above says that questions follow."""
    said = [text.lines[place] for place in above if text.lines[place].strip()]
    return (
        len(said) <= HEADING_LINES
        and all(map(is_short, said))
        and any(post_words.INTERVIEWS.search(line) for line in said)
    )
