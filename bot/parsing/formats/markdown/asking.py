"""A question that one paragraph or one list item asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.cards import Level
from bot.parsing import lexicon
from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import Title, asks, label_rest, read_title

_BOLD = re.compile(r"\s*(?:\[[ xX]\]\s*)?(\*\*|__)(?=\S)(.{2,600}?)\s*\1[ \t]*(.*)", re.DOTALL)
_TICK = re.compile(r"^\s*(?::[a-z0-9_+-]{2,40}:\s*)+(?=\S)")
"""Pictures by their names, as people set them before questions: ":white_check_mark:"."""

_COUNTED = re.compile(r"[^\w`]{0,8}\d")
_AFTER_BOLD = re.compile(r"^\s*(?:[-–—:：.]+(?=\s|$))?\s*")
_NAME = re.compile(r"\s*[➤➜►▶▸■◆★🔹🔸🔷🔶]\s*[^\n.!?:;=。？！：；]{1,60}")
"""A line that names the questions below it, which Markdown takes for the end of the item above."""

_LINKED = re.compile(r"\[[^\[\]]*+\]\(http", re.IGNORECASE)
_HTTP_ONLY = re.compile(r"\W*(?:\[[^\[\]]*\]\(http[^()]*\)\W*)+")

WRAPPED = 3
"""Lines that a question may be wrapped over."""

UNWRAPPED = 40
"""Characters of a line that nobody wraps so early: it ends there because it is meant to."""

Shape = str
"""How a question stands out: folded, labelled, bold, numbered, plain, marked, lone, quoted, item, row; "counted" is a
number before what asks nothing."""


@dataclass(slots=True)
class Lead:
    """A question and the blocks that answer it; `aside` are blocks of the question."""

    title: Title
    line: int
    shape: Shape
    blocks: list[Block] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    context: str | None = None
    level: Level | None = None


def lead_of_paragraph(block: Block, after: Block | None, links: Mapping[str, str]) -> Lead | None:
    """The question that a paragraph is or begins with."""
    text = _TICK.sub("", block.text, count=1)
    bold = _BOLD.match(text)
    if bold is None and not (
        "?" in text[:700]
        or "？" in text[:700]
        or ":" in text[:24]
        or "：" in text[:24]
        or _COUNTED.match(text)
        or text[:1] in "①②③④⑤⑥⑦⑧⑨⑩第"
        or text[:2].lower() in ("q.", "q1")
    ):
        return None
    head, rest = (bold[2], bold[3]) if bold else (text.partition("\n")[0], text.partition("\n")[2])
    tail, _, below = rest.partition("\n") if bold else ("", "", rest)
    title = read_title(head, links)
    if bold and tail.startswith((":", "：")) and (whole := read_title(f"{head}{tail}", links)).labelled:
        title, tail = whole, ""
    if bold and not title.text and tail.strip():
        # Only the label is bold: "**Q1:** What …?"
        title, tail = read_title(f"{head} {tail}", links), ""
    if bold and not title.text:
        return None
    level = _level(tail)
    answer = _AFTER_BOLD.sub("", tail, count=1) if tail and level is None and any(c.isalnum() for c in tail) else ""
    below = "\n".join(part for part in (answer, below) if part.strip())
    shape = _shape(title, bold=bold is not None, after=after, below=below)
    if shape is None or len(head) > 600:
        return None
    blocks = [Block("paragraph", block.line + 1, below)] if below.strip() else []
    return Lead(title, block.line, shape, blocks, level=level)


def lead_of_quote(block: Block, links: Mapping[str, str]) -> Lead | None:
    """The question that is all of a quotation."""
    only = block.children[0] if block.kind == "quote" and len(block.children) == 1 else None
    if only is None or only.kind != "paragraph" or "\n" in only.text:
        return None
    title = read_title(only.text, links)
    return Lead(title, block.line, "quoted") if title.asks >= 1 and title.text else None


def _shape(title: Title, *, bold: bool, after: Block | None, below: str) -> Shape | None:
    if title.labelled and title.text:
        return "labelled"
    if label_rest(words.ANSWER_LABEL, title.text) is not None or label_rest(words.OTHER_LABEL, title.text) is not None:
        return None
    if bold:
        if title.number and (title.asks > 0 or len(title.text) <= 120):
            return "numbered bold"
        return "bold" if title.asks >= 1 else None
    if title.number:
        return "numbered" if title.asks >= 1 else "counted"
    answered = label_rest(words.ANSWER_LABEL, below) is not None or (
        after is not None
        and after.kind == "paragraph"
        and not below
        and label_rest(words.ANSWER_LABEL, after.text) is not None
    )
    return "plain" if title.asks >= 1 and answered else None


def _level(tail: str) -> Level | None:
    return lexicon.DIFFICULTY.get(tail.strip(" ()[]*_`-–—").lower())


def lead_of_item(item: Block, links: Mapping[str, str]) -> Lead | None:
    if not item.children or item.children[0].kind != "paragraph":
        return None
    first, *rest = item.children
    text = first.text
    if _HTTP_ONLY.fullmatch(text[:2000]) or _LINKED.match(text):
        return None
    bold = _BOLD.match(text)
    if bold:
        head, below = bold[2], _AFTER_BOLD.sub("", bold[3], count=1)
        level = _level(bold[3].partition("\n")[0])
        below = bold[3].partition("\n")[2] if level else below
    else:
        head, below = _question_lines(text)
        below = "" if _NAME.fullmatch(below) else below
        level = None
    if not bold and not below and not rest:
        head, below = _at_question_mark(head)
    if len(head) > 600:
        return None
    number = f"{item.info} " if item.info[:1].isdigit() else ""
    title = read_title(number + head, links)
    if bold and not title.text and title.labelled and below:
        # Only the label is bold: "- **Q:** What …?"
        tail, _, below = below.partition("\n")
        title = read_title(f"{number}{head} {tail}", links)
    if not title.text or label_rest(words.ANSWER_LABEL, title.text) is not None:
        return None
    blocks = [Block("paragraph", first.line, below)] if any(c.isalnum() or c == "`" for c in below) else []
    return Lead(title, item.line, "bold" if bold else "item", [*blocks, *_named_answer(rest)], level=level)


def _named_answer(blocks: list[Block]) -> list[Block]:
    """The blocks below a question, out of a list whose only item is named the answer."""
    only = blocks[0].children if len(blocks) == 1 and blocks[0].kind == "list" else []
    first = only[0].children[0] if len(only) == 1 and only[0].children else None
    named = first is not None and first.kind == "paragraph" and label_rest(words.ANSWER_LABEL, first.text) is not None
    return only[0].children if named else blocks


def _question_lines(text: str) -> tuple[str, str]:
    """The lines of an item that ask, and those below; all of them ask where nothing tells them apart."""
    first, _, below = text.partition("\n")
    if not below or first.rstrip().endswith(("?", "？")) or first.endswith(("  ", "\\", ":", "：")):
        return first, below
    lines = text.split("\n")
    named = next((at for at, line in enumerate(lines) if at and label_rest(words.ANSWER_LABEL, line) is not None), None)
    if named is not None and named <= WRAPPED:
        return " ".join(" ".join(lines[:named]).split()), "\n".join(lines[named:])
    mark = next((at for at, line in enumerate(lines[:WRAPPED]) if line.rstrip().endswith(("?", "？"))), None)
    if mark is not None:
        return " ".join(" ".join(lines[: mark + 1]).split()), "\n".join(lines[mark + 1 :])
    if len(first) <= UNWRAPPED or (first.rstrip().endswith((".", "。")) and asks(first) >= 1):
        return first, below
    return " ".join(text.split()), ""


def _at_question_mark(text: str) -> tuple[str, str]:
    """A line parted behind its only question mark, where a sentence follows that asks nothing."""
    head, mark, rest = text.partition("?" if "?" in text else "？")
    sentence = _AFTER_BOLD.sub("", rest, count=1).strip()
    answers = len(sentence.split()) > 3 or (len(sentence) > 10 and not sentence.isascii())
    if not mark or "[" in head or not answers or ("`" in head and head.count("`") % 2) or asks(sentence) > 0:
        return text, ""
    return head + mark, sentence
