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
)
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.continued import (
    answer_by_number,
    bare_items,
    count_in,
    counted_items,
    ends_unanswered,
    goes_on_asking,
    goes_on_counting,
    is_broken_off,
    opens_answers,
)
from bot.parsing.formats.markdown.rhythm import lines_that_ask, take_under_labels
from bot.parsing.formats.markdown.tables import leads_of_rows
from bot.parsing.formats.markdown.titles import folded_name, further_question, label_rest, plain, read_title

_LABELLED_LINE = re.compile(
    r"\n\s*\**(?:q|(?:main |follow[- ]?up )?que(?:s|stion)?|вопрос|в(?=:)|问题?|题目|interviewer|интервьюер|面试官)"
    r"\s{0,2}(?:\d{0,4}|[一二三四五六七八九十]{1,3})\s{0,2}(?:[:：]|\.\s)",
    re.IGNORECASE,
)
_COUNTED_LINE = re.compile(r"\n\s*(?:<b>|<strong>|\*\*|__)\s*\d{1,3}[.)]\s", re.IGNORECASE)
_BOLD_LINE = re.compile(r"\n\s*\*\*[^\n]{1,300}\*\*[ \t]*(?=\n|$)")

LEAST_NUMBERED = 3
"""Numbered lines that ask, from which on a few lines in bold that ask as well stand in their answers."""

FEWEST_REGULAR = 4
"""Items with a text below each of them, from which on all count as questions where most of them ask."""

LEAST_QUOTED = 3
"""Quotations that ask, from which on they are taken for the questions of a text."""

AHEAD = 30
"""Blocks of an answer behind which the next numbered item is looked for."""


def find_leads(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Lead]:
    """The questions in a stretch of text, in its order; none where nothing in it is set apart as one."""
    if not blocks:
        return []
    blocks = [part for block in blocks for part in _at_labels(block)]
    told, wanted = _told(blocks, links)
    leads: list[Lead] = []
    current: Lead | None = None
    answering = False
    for at, (block, line) in enumerate(zip(blocks, told, strict=True)):
        if leads and opens_answers(block, leads):
            answering, current = True, None
            continue
        if answering and block.kind == "list" and answer_by_number(block, leads):
            continue
        if current is not None and _belongs_below(block, current, links):
            current.blocks.append(block)
            continue
        goes_on = is_broken_off(block, blocks[at + 1 : at + AHEAD])
        found, current_next = _begun(block, line, wanted, links, leads, goes_on=goes_on)
        if found:
            leads += found
            current = current_next
        elif current is not None:
            current.blocks.append(block)
    return leads


def _told(blocks: Sequence[Block], links: Mapping[str, str]) -> tuple[Sequence[Lead | None], frozenset[Shape]]:
    """For each block what it may ask, and the shapes that stand for questions here."""
    told = [
        lead_of_paragraph(block, after, links)
        if block.kind in ("paragraph", "heading")
        else lead_of_quote(block, links)
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]
    count_in(told)
    take_under_labels(blocks, told, links)
    wanted = _wanted(blocks, told, links)
    if "bold" in wanted and _outnumbered(told, wanted, counted_items(blocks, links)):
        wanted = frozenset({"item", "labelled"})
    elif "item" in wanted and not any(block.kind == "list" and _items(block, links) for block in blocks):
        told = lines_that_ask(blocks, links)
        wanted = frozenset({"marked", "lone"})
    elif "bold" in wanted:
        lines = lines_that_ask(blocks, links)
        if _outnumbered(told, wanted, sum(line is not None for line in lines)):
            told, wanted = lines, frozenset({"marked", "lone"})
    return told, wanted


def _outnumbered(told: Sequence[Lead | None], wanted: frozenset[Shape], others: int) -> bool:
    """Whether lines in bold that ask stand in the answers of far more questions of another shape."""
    here = sum(lead is not None and lead.shape in wanted for lead in told)
    return others >= LEAST_NUMBERED and others > 2 * here


def _belongs_below(block: Block, lead: Lead, links: Mapping[str, str]) -> bool:
    """Whether a block answers the question above: a folded part, bullets behind a numbered item at the margin."""
    if block.kind == "details":
        return _is_part(block, links)
    numbered = lead.shape == "item" and bool(lead.title.number)
    return block.kind == "list" and numbered and not block.children[0].info[:1].isdigit()


def _at_labels(block: Block) -> list[Block]:
    """A paragraph cut where a line of it begins with the label of a question, or as its first line with a number in
    bold, or at each of its lines where they are bold."""
    if block.kind != "paragraph" or "\n" not in block.text:
        return [block]
    pattern = _COUNTED_LINE if _COUNTED_LINE.match(f"\n{block.text[:40]}") else _LABELLED_LINE
    if block.text.startswith("**") and len(_BOLD_LINE.findall(f"\n{block.text}")) == block.text.count("\n") + 1:
        pattern = _BOLD_LINE
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
    block: Block,
    told: Lead | None,
    wanted: frozenset[Shape],
    links: Mapping[str, str],
    above: Sequence[Lead],
    *,
    goes_on: bool,
) -> tuple[list[Lead], Lead | None]:
    """The questions that a block holds, and the one that what follows belongs to. `above` are those before it;
    `goes_on` says that the numbers of a list go on in a later one."""
    if block.kind == "details" and _is_part(block, links):
        return ([] if folds_answer(block, links) else _inside(block.children, None, links)), None
    if block.kind == "details":
        return _folded(block, links), None
    if block.kind == "table":
        return leads_of_rows(block, links), None
    if block.kind == "list" and ("item" in wanted or _holds_folded(block, links)):
        counted = goes_on_counting(block, above)
        found = _items(block, links, counted=counted)
        if not found and above and goes_on_asking(block, above[-1], links):
            found = bare_items(block, links)
            return found, found[-1]
        open_end = len(block.children) == 1 or goes_on or counted or ends_unanswered(found)
        return found, found[-1] if found and open_end else None
    if told is not None and told.shape in wanted:
        return [told], told
    return [], None


def _wanted(blocks: Sequence[Block], told: Sequence[Lead | None], links: Mapping[str, str]) -> frozenset[Shape]:
    """The shapes that stand for questions here: the strongest that occur, so that lists in answers stay there."""
    shapes = Counter(lead.shape for lead in told if lead is not None)
    bold = shapes["bold"]
    asking = sum(lead is not None and lead.shape == "bold" and lead.title.asks >= 1 for lead in told)
    if shapes.get("labelled", 0) > 1 or (shapes.get("labelled") and (not bold or _answers_label(blocks, told, links))):
        return frozenset({"labelled", "plain"})
    for shape, least in (("numbered", LEAST_NUMBERED), ("quoted", LEAST_QUOTED)):
        if shapes[shape] >= least and shapes[shape] > 2 * (asking + shapes["numbered bold"]):
            return frozenset({shape, "labelled"})
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


def _answers_label(blocks: Sequence[Block], told: Sequence[Lead | None], links: Mapping[str, str]) -> bool:
    """Whether the first that asks here carries a label, and a labelled answer comes before anything else that asks."""
    for block, lead in zip(blocks, told, strict=True):
        if lead is not None and lead.shape != "labelled":
            return False
        below = [block.text, *(each.text for each in lead.blocks)] if lead is not None else [block.text]
        if block.kind == "paragraph" and any(
            label_rest(words.ANSWER_LABEL, plain(text, links)) is not None for text in below
        ):
            return True
    return False


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


def _items(block: Block, links: Mapping[str, str], *, counted: bool = False) -> list[Lead]:
    """The questions among the items of a list, and of the lists below them; `counted` says that the list goes on with
    the numbers of questions above it."""
    told = [lead_of_item(item, links) for item in block.children]
    sure = sum(lead is not None and lead.title.asks >= 1 for lead in told)
    ordered = all(item.info[:1].isdigit() for item in block.children)
    regular = len(told) >= FEWEST_REGULAR and all(lead is not None and lead.blocks for lead in told)
    found: list[Lead] = []
    for item, lead in zip(block.children, told, strict=True):
        mostly = sure * 2 >= len(told) and sure > 1
        named = lead is not None and (lead.shape == "bold" or ordered or regular) and (mostly or counted)
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
