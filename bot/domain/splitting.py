"""A text that holds two questions, cut into two: at a paragraph of its answer, or before words that a person names."""

import re
from dataclasses import dataclass

from bot.domain.markup import Heading, Paragraph, parse_markdown, source_blocks

_FENCED = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_LEADING = re.compile(r"(?:^|(?<=\n))[ \t]*(?:#{1,6}|[-*+•]|\d{1,3}[.)])[ \t]*\Z")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+|[ \t]+#+[ \t]*$")
_WHOLLY_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1", re.DOTALL)
_RULE = re.compile(r"\s*(?:^[ \t]*(?:[-*_][ \t]*){3,}$\s*)+\Z", re.MULTILINE)
_ASKS = re.compile(r"[?？][\"»”)*_`]*$")
_MARKS = ("**", "__", "~~", "*", "_", "`")


@dataclass(frozen=True, slots=True)
class Half:
    """A question and its answer, Markdown; either may be empty."""

    question: str
    answer: str


def cut_at_block(question: str, answer: str, number: int) -> tuple[Half, Half] | None:
    """Cut before block `number` (from 0) of the answer: it is the second question, unless it is code or a list.

    None where the answer has no such block.
    """
    blocks = source_blocks(answer)
    if not 0 <= number < len(blocks):
        return None
    asked, told = _asked(blocks[number])
    rest = "".join((told, *blocks[number + 1 :]))
    return Half(question, _ended("".join(blocks[:number]))), Half(asked, rest.strip("\n").rstrip())


def cut_at_words(question: str, answer: str, words: str) -> tuple[Half, Half] | None:
    """Cut before `words`, which are the second question: the first place that has them, white space aside.

    None where they stand neither in the answer, code apart, nor behind the beginning of the question.
    """
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(pieces))
    code = [found.span() for found in _FENCED.finditer(answer)]
    for found in pattern.finditer(answer):
        if any(start <= found.start() < end for start, end in code):
            continue
        before, after = _unmarked(answer[: found.start()], answer[found.end() :])
        return Half(question, _ended(before)), Half(found[0], after.strip("\n").rstrip())
    place = pattern.search(question)
    if place is None or not question[: place.start()].strip():
        return None
    return Half(question[: place.start()].rstrip(), ""), Half(question[place.start() :], answer)


def _asked(block: str) -> tuple[str, str]:
    """A block as a question, and what of it is answer: a heading or a paragraph asks, or the first line of one."""
    (node, *others) = parse_markdown(block) or (None,)
    if others or not isinstance(node, Heading | Paragraph):
        return "", block
    text = _HEADING.sub("", block.strip()) if isinstance(node, Heading) else block.strip()
    asked, _, told = text.partition("\n")
    if not told or not _ASKS.search(asked.strip()):
        asked, told = text, ""
    bold = _WHOLLY_BOLD.fullmatch(asked.strip())
    return (bold[2] if bold else asked.strip()), f"{told}\n\n" if told else ""


def _ended(text: str) -> str:
    """A text whose end was cut off: rules and blank lines that led on to the rest go."""
    return _RULE.sub("", text).strip("\n").rstrip()


def _unmarked(before: str, after: str) -> tuple[str, str]:
    """Signs of formatting that stood around the words alone go with them."""
    for mark in _MARKS:
        if before.endswith(mark) and after.startswith(mark):
            before, after = before.removesuffix(mark), after.removeprefix(mark)
    return _LEADING.sub("", before), after
