"""Markdown as question lists on GitHub are written: headings, folded answers, bold lines, lists, labels, tables.

Read by tokens, so that nothing in code is a heading and code keeps every character. A document is taken as a whole: a
page of a program, an article, a change log or a list of links gives nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing.blocks import Line
from bot.parsing.documents import Document, Piece
from bot.parsing.formats.markdown.blocks import read_blocks
from bot.parsing.formats.markdown.folded import fold
from bot.parsing.formats.markdown.foreign import brought_home
from bot.parsing.formats.markdown.leads import find_leads
from bot.parsing.formats.markdown.questions import questions_in
from bot.parsing.formats.markdown.quoted import unquoted
from bot.parsing.formats.markdown.tidy import Lost, tidy
from bot.parsing.formats.markdown.verdict import Asked
from bot.parsing.harvest import Find, Harvest
from bot.parsing.items import Authored, Dropped, Parsed
from bot.parsing.score import Evidence
from bot.parsing.text import Unreadable, decode
from bot.parsing.variants import merge_repeats

LARGEST = 8 * 1024 * 1024
"""Bytes of one document: blocks are kept until the end, because a document is judged as a whole."""

LOOKED_AT = 16 * 1024
"""Characters from the beginning by which a document is told to be Markdown."""

_SHAPES = {
    "heading": "heading of a question list",
    "folded": "summary of a folded part",
    "bold": "line in bold",
    "numbered bold": "numbered line in bold",
    "numbered": "numbered line",
    "labelled": "labelled as a question",
    "plain": "line above a labelled answer",
    "marked": "line with the same sign in front as the others that ask",
    "lone": "line of its own that asks, as others do",
    "quoted": "quotation that asks",
    "item": "item of a list",
    "row": "row of a table of questions and answers",
}
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_TEXT_SUFFIXES = (".txt", ".text", "")
_STRUCTURE = re.compile(
    r"^ {0,3}#{1,6}[ \t]|<details|<summary|<h[1-6]\b|^\s*(?:\d+[.)]|[-*+])?\s*\*\*|^\|.*\|\s*$|^\s*(?:\d+[.)]|[-*+]) "
    r"|^\S[^\n]{1,120}\n(?:={3,}|-{3,})[ \t]*$|^\d{1,3}[、．]|\A\s*#\w|^:[a-z0-9_+-]{2,40}:",
    re.MULTILINE,
)
_HEADING = re.compile(r"(?:\A|\n[ \t]*\n)#{1,6} +[^\W_]")
_OPENS = re.compile(
    r"^[ \t>]*(?:```|~~~|<(?:pre|script|style|textarea|\?|!(?!--[^\n]*-->)))", re.MULTILINE | re.IGNORECASE
)
"""What may hold lines that only look like headings. Above it a heading is told without reading the blocks."""

_FOLDED = re.compile(r"<details[^>]*>\s*<summary", re.IGNORECASE)
_SECOND_HEADING = re.compile(r"^#{2,6} \S.*[?？]\s*#*\s*$", re.MULTILINE)


def matches(name: str, head: bytes) -> bool:
    """Whether a document of this name that begins with these bytes is Markdown with headings, folded parts, or lines
    set apart as questions; a file of another name only where nothing else is likely."""
    lower = name.lower()
    suffix = "." + lower.rpartition(".")[2] if "." in lower.rpartition("/")[2] else ""
    if suffix not in _SUFFIXES and suffix not in _TEXT_SUFFIXES:
        return False
    try:
        text = decode(head)
    except Unreadable:
        return False
    if suffix in _TEXT_SUFFIXES:
        return len(_FOLDED.findall(text)) > 1 or len(_SECOND_HEADING.findall(text)) > 2
    if _STRUCTURE.search(text) is None:
        return False
    heading = _HEADING.search(text)
    if heading is not None and _OPENS.search(text, 0, heading.start()) is None:
        return True
    blocks, links = read_blocks(text[:LOOKED_AT])
    blocks = list(brought_home(blocks))
    if any(block.kind in ("heading", "matter", "table") or "<details" in block.text for block in blocks):
        return True
    return len(find_leads(unquoted(tidy(fold(blocks), links, []), links), links)) > 1


def read(document: Document, topics: Topics) -> Iterator[Piece]:
    """The document as one piece. Raises Unreadable where it is larger than a person's list of questions can be."""
    if document.size > LARGEST:
        raise Unreadable(
            f"is too large for Markdown: {document.size // 2**20} MB, at most {LARGEST // 2**20} MB;"
            " split it at a heading",
            "large",
        )
    with document.open() as stream:
        text = decode(stream.read(LARGEST))
    parsed = parse(text, file=document.name, topics=topics)
    yield Piece(text, parsed.items, parsed.dropped)


def parse(text: str, *, file: str | None, topics: Topics) -> Parsed:
    """The cards and drafts in a Markdown text. `file` goes into the sources, and its name helps to judge the text."""
    blocks, links = read_blocks(text)
    matter = next((block.text for block in blocks[:1] if block.kind == "matter"), "")
    lost: list[Lost] = []
    body = unquoted(tidy(fold(blocks), links, lost), links)
    asked = questions_in(body, links, file or "", text, matter, lost)
    harvest = Harvest(file, topics)
    harvest.finds += [_find(each) for each in asked]
    hints = {each.line + 1: each.card.hint for each in asked if each.card.hint}
    items = [
        replace(item, authored=Authored(hint=hints[item.source.line])) if item.source.line in hints else item
        for item in harvest.items()
    ]
    if not items:
        return Parsed((), (Dropped(text.strip(), "no list of questions and answers", Source(file, 1)),))
    for each in lost:
        harvest.drop([Line(each.line + 1, each.text)], each.reason)
    return Parsed(tuple(merge_repeats(items)), tuple(harvest.losses()))


def _find(asked: Asked) -> Find:
    evidence = Evidence()
    evidence.add(_SHAPES[asked.shape], 0.5)
    if asked.title.asks >= 2:
        evidence.add("asks with a question mark or a label", 0.5)
    elif asked.title.asks >= 1:
        evidence.add("begins as a question does", 0.4)
    if asked.title.number:
        evidence.add("numbered", 0.2)
    if asked.card.answer is None:
        evidence.against("no answer follows", 0.5)
    else:
        evidence.add("an answer follows", 0.5)
    if asked.card.options is not None:
        evidence.add("offers options", 0.2)
    return Find(
        kind="draft" if asked.card.answer is None else "qa",
        question=asked.card.question,
        line=asked.line + 1,
        evidence=evidence,
        answer=asked.card.answer,
        code_blocks=asked.card.code_blocks,
        context=asked.context,
        difficulty=asked.level,
        options=asked.card.options,
    )
