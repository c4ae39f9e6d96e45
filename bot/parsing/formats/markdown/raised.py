"""Items of numbered lists that are questions on a par with the headings above: they fill a gap in the numbers of these,
or a list of answered questions begins again at one below a heading that asks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.parsing.formats.markdown.asking import Lead, lead_of_item
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import Title, asks, plain, read_title

FEWEST = 5
"""Answered questions of a list that counts from one, from which on it is no part of the answer above."""

Raised = dict[int, list[Lead]]
"""The questions of a list by the list's place among the blocks."""


def raised(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Block]:
    """The blocks with such items set as headings."""
    heads = [(at, read_title(block.text, links)) for at, block in enumerate(blocks) if block.kind == "heading"]
    if len(heads) < 2 or not any(map(_is_counted, blocks)):
        return list(blocks)
    given, blocks = blocks, [part for block in blocks for part in _parted(block)]
    if len(blocks) > len(given):
        heads = [(at, read_title(block.text, links)) for at, block in enumerate(blocks) if block.kind == "heading"]
    levels: dict[int, int] = {}
    found: Raised = {}
    for level, leads in [*_in_gaps(blocks, heads, links), *_begun_again(blocks, heads, links)]:
        if found.keys().isdisjoint(leads):
            found |= leads
            levels |= dict.fromkeys(leads, level)
    if not found:
        return list(given)
    result: list[Block] = []
    for at, block in enumerate(blocks):
        if at not in found:
            result.append(block)
            continue
        for item, lead in zip(block.children, found[at], strict=True):
            result.append(Block("heading", item.line, f"{item.info} {lead.title.text}", level=levels[at]))
            result += lead.blocks
    return result


def _parted(block: Block) -> list[Block]:
    """A list in parts where its numbers leave some out, because its last items belong to another count."""
    if not _is_counted(block):
        return [block]
    numbers = [int(digits) if (digits := item.info.rstrip(".)")).isdecimal() else 0 for item in block.children]
    cuts = [at for at, (before, after) in enumerate(pairwise(numbers), 1) if after > before + 1]
    if not cuts:
        return [block]
    edges = [0, *cuts, len(numbers)]
    parts = [block.children[start:end] for start, end in pairwise(edges)]
    return [Block("list", part[0].line, level=block.level, children=part) for part in parts]


def _in_gaps(
    blocks: Sequence[Block], heads: Sequence[tuple[int, Title]], links: Mapping[str, str]
) -> Iterator[tuple[int, Raised]]:
    """The levels of two numbered headings, with the items between them that carry just the numbers missing."""
    numbered = [(at, title.number[0]) for at, title in heads if len(title.number) == 1]
    for (start, above), (end, below) in pairwise(numbered):
        level = blocks[start].level
        if below - above < 2 or blocks[end].level != level:
            continue
        leads, last = _counting(blocks, range(start + 1, end), links, above + 1)
        if leads and last + 1 == below:
            yield level, leads


def _begun_again(
    blocks: Sequence[Block], heads: Sequence[tuple[int, Title]], links: Mapping[str, str]
) -> Iterator[tuple[int, Raised]]:
    """The levels of headings that ask, with the items below them that count answered questions from one."""
    asking = Counter(blocks[at].level for at, title in heads if title.asks >= 1)
    ends = [*(at for at, _ in heads[1:]), len(blocks)]
    for (start, title), end in zip(heads, ends, strict=True):
        level = blocks[start].level
        if title.asks < 1 or asking[level] < 2:
            continue
        leads, last = _counting(blocks, range(start + 1, end), links, 1)
        bare = sum(not lead.blocks for each in leads.values() for lead in each[:-1])
        bare += sum(not each[-1].blocks and (at + 1 == end or at + 1 in leads) for at, each in leads.items())
        if last >= FEWEST and bare * 5 <= last:
            yield level, leads


def _counting(blocks: Sequence[Block], places: range, links: Mapping[str, str], first: int) -> tuple[Raised, int]:
    """The lists among some blocks whose items go on counting from a number and all ask, and the last number."""
    found: Raised = {}
    for at in places:
        block = blocks[at]
        if not _is_counted(block) or block.children[0].info.rstrip(".)") != str(first):
            continue
        # Reading a whole list is slow, and most lists below a heading begin with what asks nothing.
        if not _may_ask(block.children[0]):
            continue
        leads = [lead_of_item(item, links) for item in block.children]
        told = [lead for lead in leads if lead is not None and lead.title.asks >= 1]
        numbers = [lead.title.number for lead in told]
        if len(told) == len(leads) and numbers == [(first + step,) for step in range(len(told))]:
            found[at] = told
            first += len(told)
    return found, first - 1


def _may_ask(item: Block) -> bool:
    first = item.children[0] if item.children else None
    return first is not None and first.kind == "paragraph" and asks(plain(first.text.partition("\n")[0], {})) >= 1


def _is_counted(block: Block) -> bool:
    return block.kind == "list" and bool(block.children) and block.children[0].info[:1].isdigit()
