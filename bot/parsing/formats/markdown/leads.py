"""Questions without headings of their own: folded parts, bold lines, items of lists, labels, rows of tables."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.parsing.formats.markdown import surroundings, words
from bot.parsing.formats.markdown.asking import (
    Lead,
    Shape,
    lead_of_item,
    lead_of_paragraph,
    lead_of_quote,
    leads_of_rows,
)
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import folded_name, further_question, label_rest, plain, read_title

_LABELLED_LINE = re.compile(
    r"\n\s*\**(?:q|(?:main |follow[- ]?up )?que(?:s|stion)?|вопрос|в(?=:)|问题?|题目)"
    r"\s{0,2}\d{0,4}\s{0,2}(?:[:：]|\.\s)",
    re.IGNORECASE,
)
_COUNTED_LINE = re.compile(r"\n\s*(?:<b>|<strong>|\*\*|__)\s*\d{1,3}[.)]\s", re.IGNORECASE)

LEAST_QUOTED = 3
"""Quotations that ask, from which on they are taken for the questions of a text."""

AHEAD = 30
"""Blocks of an answer behind which the next numbered item is looked for."""


def find_leads(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Lead]:
    """The questions in a stretch of text, in its order; none where nothing in it is set apart as one."""
    if not blocks:
        return []
    blocks = [part for block in blocks for part in _at_labels(block)]
    told = [
        lead_of_paragraph(block, after, links)
        if block.kind in ("paragraph", "heading")
        else lead_of_quote(block, links)
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]
    _count_in(told)
    wanted = _wanted(blocks, told, links)
    leads: list[Lead] = []
    current: Lead | None = None
    answering = False
    for at, (block, line) in enumerate(zip(blocks, told, strict=True)):
        if leads and _opens_answers(block, leads):
            answering, current = True, None
            continue
        if answering and block.kind == "list" and _answer_by_number(block, leads):
            continue
        if current is not None and _belongs_below(block, current, links):
            current.blocks.append(block)
            continue
        found, current_next = _begun(block, line, wanted, links, goes_on=_goes_on(block, blocks[at + 1 : at + AHEAD]))
        if found:
            leads += found
            current = current_next
        elif current is not None:
            current.blocks.append(block)
    return leads


def _count_in(told: Sequence[Lead | None]) -> None:
    """Numbered lines that ask nothing count as questions where just their numbers are missing before one that asks."""
    between: list[Lead] = []
    last: tuple[int, ...] = ()
    for lead in told:
        if lead is None or lead.shape not in ("numbered", "counted"):
            continue
        number = lead.title.number
        if lead.shape == "counted":
            between.append(lead)
            continue
        gap = [(*number[:-1], at) for at in range(last[-1] + 1 if last else 1, number[-1])]
        if gap and [each.title.number for each in between] == gap:
            for each in between:
                each.shape = "numbered"
        between, last = [], number


def _goes_on(block: Block, after: Sequence[Block]) -> bool:
    """Whether a list is broken off by an answer: the next numbered list begins with the next number."""
    if block.kind != "list" or not after or after[0].kind == "list":
        return False
    following = next((each for each in after if each.kind == "list" and each.children[0].info[:1].isdigit()), None)
    last = block.children[-1].info.rstrip(".)")
    first = following.children[0].info.rstrip(".)") if following else ""
    return last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1


def _belongs_below(block: Block, lead: Lead, links: Mapping[str, str]) -> bool:
    """Whether a block answers the question above: a folded part, bullets behind a numbered item at the margin."""
    if block.kind == "details":
        return _is_part(block, links)
    numbered = lead.shape == "item" and bool(lead.title.number)
    return block.kind == "list" and numbered and not block.children[0].info[:1].isdigit()


def _opens_answers(block: Block, leads: Sequence[Lead]) -> bool:
    """Whether the answers to a list of numbered questions follow under a heading of their own."""
    if block.kind not in ("heading", "paragraph") or len(block.text) > 60 or len(leads) < 2:
        return False
    return label_rest(words.ANSWER_LABEL, block.text) == "" and not any(lead.blocks for lead in leads)


def _answer_by_number(block: Block, leads: Sequence[Lead]) -> bool:
    """Gives each item of a list to the question of the same number; says whether there were any."""
    waiting = {lead.title.number[-1]: lead for lead in leads if lead.title.number and not lead.blocks}
    found = False
    for item in block.children:
        digits = item.info.rstrip(".)")
        lead = waiting.get(int(digits)) if digits.isdecimal() else None
        if lead is not None:
            lead.blocks = list(item.children)
            found = True
    return found


def _at_labels(block: Block) -> list[Block]:
    """A paragraph cut where a line of it begins with the label of a question, or as its first line with a number in
    bold."""
    if block.kind != "paragraph" or "\n" not in block.text:
        return [block]
    pattern = _COUNTED_LINE if _COUNTED_LINE.match(f"\n{block.text[:40]}") else _LABELLED_LINE
    if pattern.search(block.text, 1) is None:
        return [block]
    parts: list[Block] = []
    for line, text in enumerate(block.text.split("\n")):
        if not parts or pattern.match(f"\n{text}"):
            parts.append(Block("paragraph", block.line + line, text))
        else:
            parts[-1].text += f"\n{text}"
    return parts


def _begun(
    block: Block, told: Lead | None, wanted: frozenset[Shape], links: Mapping[str, str], *, goes_on: bool = False
) -> tuple[list[Lead], Lead | None]:
    """The questions that a block holds, and the one that what follows belongs to; `goes_on` says that the numbers of a
    list go on in a later one."""
    if block.kind == "details" and _is_part(block, links):
        return ([] if folds_answer(block, links) else _inside(block.children, None, links)), None
    if block.kind == "details":
        return _folded(block, links), None
    if block.kind == "table":
        return leads_of_rows(block, links), None
    if block.kind == "list" and ("item" in wanted or _holds_folded(block, links)):
        found = _items(block, links)
        return found, found[-1] if found and (len(block.children) == 1 or goes_on) else None
    if told is not None and told.shape in wanted:
        return [told], told
    return [], None


def _wanted(blocks: Sequence[Block], told: Sequence[Lead | None], links: Mapping[str, str]) -> frozenset[Shape]:
    """The shapes that stand for questions here: the strongest that occur, so that lists in answers stay there."""
    shapes = Counter(lead.shape for lead in told if lead is not None)
    bold = shapes["bold"]
    asking = sum(lead is not None and lead.shape == "bold" and lead.title.asks >= 1 for lead in told)
    if shapes.get("labelled", 0) > 1 or (shapes.get("labelled") and not bold):
        return frozenset({"labelled", "plain"})
    if bold and (asking * 2 >= bold or shapes.get("numbered bold")):
        return frozenset(
            {"bold", "numbered bold", "labelled"} if not shapes.get("numbered bold") else {"numbered bold", "labelled"}
        )
    if shapes.get("numbered bold"):
        return frozenset({"numbered bold", "labelled"})
    if shapes.get("numbered", 0) > 1 or shapes.get("plain"):
        return frozenset({"numbered", "plain", "labelled"})
    if shapes["quoted"] >= LEAST_QUOTED:
        return frozenset({"quoted", "labelled"})
    folded = any(block.kind == "details" and not _is_part(block, links) for block in blocks)
    return frozenset() if folded else frozenset({"item", "labelled"})


def _is_part(block: Block, links: Mapping[str, str]) -> bool:
    """A folded part that names itself an answer, a hint, a list of contents or nothing."""
    text = plain(" ".join(each.text for each in block.summary[:1]), links)
    if folded_name(text) or surroundings.CONTENTS.fullmatch(text[:60]):
        return True
    return label_rest(words.OTHER_LABEL, text) is not None


def folds_answer(block: Block, links: Mapping[str, str]) -> bool:
    """Whether a folded part is named an answer."""
    text = plain(" ".join(each.text for each in block.summary[:1]), links)
    return folded_name(text) == "answer" and words.ANSWER_LABEL.match(text) is not None


def _holds_folded(block: Block, links: Mapping[str, str]) -> bool:
    """Whether items of a list begin with a folded question."""
    firsts = (item.children[0] for item in block.children if item.children)
    return any(first.kind == "details" and not _is_part(first, links) for first in firsts)


def _folded(block: Block, links: Mapping[str, str]) -> list[Lead]:
    """The question of a folded part, or those inside where it folds a whole chapter."""
    first, *more = block.summary
    head, _, rest = first.text.partition("\n")
    title = read_title(first.text if not more else head, links)
    if more and rest.strip():
        more.insert(0, Block("paragraph", first.line, rest))
    inside = [each for each in block.children if each.kind == "details" and not _is_part(each, links)]
    headings = [read_title(each.text, links) for each in block.children if each.kind == "heading"]
    if len(inside) > 1 or (title.asks < 1 and (inside or sum(each.asks >= 1 for each in headings) > 1)):
        return _inside(block.children, title.text, links)
    return [Lead(title, block.line, "folded", list(block.children), aside=more)]


def _inside(blocks: Sequence[Block], context: str | None, links: Mapping[str, str]) -> list[Lead]:
    """The questions of a chapter that is folded away, under its headings or else wherever they stand."""
    if not any(block.kind == "heading" and read_title(block.text, links).asks >= 1 for block in blocks):
        leads = find_leads(blocks, links)
        for lead in leads:
            lead.context = lead.context or context
        return leads
    leads = []
    for block in blocks:
        if block.kind == "heading":
            title = read_title(block.text, links)
            leads.append(Lead(title, block.line, "folded", context=context))
        elif leads:
            leads[-1].blocks.append(block)
    return leads


def _items(block: Block, links: Mapping[str, str]) -> list[Lead]:
    """The questions among the items of a list, and of the lists below them."""
    told = [lead_of_item(item, links) for item in block.children]
    sure = sum(lead is not None and lead.title.asks >= 1 for lead in told)
    ordered = all(item.info[:1].isdigit() for item in block.children)
    found: list[Lead] = []
    for item, lead in zip(block.children, told, strict=True):
        named = lead is not None and (lead.shape == "bold" or ordered) and sure * 2 >= len(told) and sure > 1
        surely = lead is not None and lead.title.asks >= (1 if sure * 2 >= len(told) else 2)
        if lead is not None and (surely or named):
            lead.shape = "item"
            inner = [child for child in lead.blocks if child.kind == "list"]
            nested = [each for child in inner for each in _items(child, links)]
            entries = sum(len(child.children) for child in inner)
            asked_inside = sum(each.title.asks >= 2 or further_question(each.title.text) for each in nested)
            if nested and asked_inside * 2 >= entries and len(inner) == len(lead.blocks):
                lead.blocks = [child for child in lead.blocks if child.kind != "list"]
                found += [lead, *nested]
            else:
                found.append(lead)
            continue
        for child in item.children:
            inside = _items(child, links) if child.kind == "list" else []
            if child.kind == "details" and not _is_part(child, links):
                inside = _folded(child, links)
            for each in inside:
                each.context = each.context or (lead.title.text if lead else None)
            found += inside
    return found
