"""Lists of questions that something breaks off, and what numbers tell: a question left out, answers that follow."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.asking import Lead, lead_of_item
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import label_rest

COUNTED_ON = 3
"""Numbered lines that ask, from which on the numbers behind them are those of questions."""


def count_in(told: Sequence[Lead | None]) -> None:
    """Numbered lines that ask nothing count as questions where just their numbers are missing before one that asks; so
    do lines in bold without a number that stand alone where one is missing."""
    bold = [lead for lead in told if lead is not None and lead.shape in ("bold", "numbered bold")]
    for above, alone, below in zip(bold, bold[1:], bold[2:], strict=False):
        if alone.shape == "bold" and above.title.number and below.title.number == (above.title.number[0] + 2,):
            alone.shape = "numbered bold"
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
    _count_on(told)


def _count_on(told: Sequence[Lead | None]) -> None:
    """What goes on with the numbers of lines that ask, counted from one without a gap, asks as well."""
    lines = [lead for lead in told if lead is not None and lead.shape in ("numbered", "counted")]
    counted = 0
    for lead in lines:
        if lead.title.number == (counted + 1,) and (lead.shape == "numbered" or counted >= COUNTED_ON):
            counted += 1
            lead.shape = "numbered"


def is_broken_off(block: Block, after: Sequence[Block]) -> bool:
    """Whether a list is broken off by an answer: the next numbered list begins with the next number."""
    if block.kind != "list" or not after or (after[0].kind == "list" and after[0].children[0].info[:1].isdigit()):
        return False
    following = next((each for each in after if each.kind == "list" and each.children[0].info[:1].isdigit()), None)
    last = block.children[-1].info.rstrip(".)")
    first = following.children[0].info.rstrip(".)") if following else ""
    return last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1


def goes_on_counting(block: Block, above: Sequence[Lead]) -> bool:
    """Whether a list begins with the number behind that of the last question, which was an item as well."""
    digits = block.children[0].info.rstrip(".)")
    last = above[-1] if len(above) > 1 and above[-1].shape == "item" else None
    return last is not None and digits.isdecimal() and last.title.number == (int(digits) - 1,)


def goes_on_asking(block: Block, lead: Lead, links: Mapping[str, str]) -> bool:
    """Whether bullets of which the first asks stand behind the code that an item above asks about."""
    if lead.shape != "item" or not lead.blocks or any(each.kind != "code" for each in lead.blocks):
        return False
    first = lead_of_item(block.children[0], links)
    return first is not None and first.title.asks >= 0.5


def ends_unanswered(leads: Sequence[Lead]) -> bool:
    """Whether only the last question of a list has nothing below it: what stands there is not far enough in."""
    return len(leads) > 2 and not leads[-1].blocks and all(lead.blocks for lead in leads[:-1])


def bare_items(block: Block, links: Mapping[str, str]) -> list[Lead]:
    """All items of a list as questions."""
    found = [lead for item in block.children if (lead := lead_of_item(item, links)) is not None]
    for lead in found:
        lead.shape = "item"
    return found


def counted_items(blocks: Sequence[Block], links: Mapping[str, str]) -> int:
    """How many lists of one numbered item that asks stand between other blocks and count on."""
    alone = [block.children[0] for block in blocks if block.kind == "list" and len(block.children) == 1]
    counted = [item for item in alone if item.info[:1].isdigit()]
    leads = [lead_of_item(item, links) for item in counted] if len(counted) > 2 else []
    numbers = [lead.title.number for lead in leads if lead is not None and lead.title.asks >= 1]
    return sum(after > before for before, after in pairwise(numbers)) + 1 if numbers else 0


def opens_answers(block: Block, leads: Sequence[Lead]) -> bool:
    """Whether the answers to a list of numbered questions follow under a heading of their own."""
    if block.kind not in ("heading", "paragraph") or len(block.text) > 60 or len(leads) < 2:
        return False
    return label_rest(words.ANSWER_LABEL, block.text) == "" and not any(lead.blocks for lead in leads)


def answer_by_number(block: Block, leads: Sequence[Lead]) -> bool:
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
