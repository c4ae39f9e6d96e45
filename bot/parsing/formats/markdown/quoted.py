"""Quotations that hold the questions of a document together with their answers."""

from collections.abc import Mapping, Sequence

from bot.parsing.formats.markdown.asking import lead_of_paragraph
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import read_title

FEWEST = 3
"""Questions in quotations, each with something below it, from which on a document is taken to be set in them."""


def unquoted(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Block]:
    """The blocks with such quotations dissolved, where these hold most of what the document quotes at length."""
    long = [block for block in blocks if block.kind == "quote" and _is_long(block.children)]
    asked = {id(block): _questions(block.children, links) for block in long}
    asking = sum(count > 0 for count in asked.values())
    if sum(asked.values()) < FEWEST or asking * 2 < len(long):
        return list(blocks)
    found: list[Block] = []
    for block in blocks:
        found += block.children if asked.get(id(block)) else [block]
    return found


def _is_long(blocks: Sequence[Block]) -> bool:
    """Whether a quotation holds more than one line."""
    return len(blocks) > 1 or any("\n" in block.text for block in blocks)


def _questions(blocks: Sequence[Block], links: Mapping[str, str]) -> int:
    """How many questions a quotation holds; 0 where it does not begin with one."""
    told = [_asks(block, links) for block in blocks]
    return sum(told) if told[0] else 0


def _asks(block: Block, links: Mapping[str, str]) -> bool:
    """Whether a block is set as a question: a heading or a line with a label, in bold, or with a number."""
    if block.kind == "heading":
        title = read_title(block.text, links)
        return title.labelled or title.asks >= 1
    lead = lead_of_paragraph(block, None, links) if block.kind == "paragraph" else None
    return lead is not None and (lead.shape == "labelled" or lead.title.asks >= 1)
