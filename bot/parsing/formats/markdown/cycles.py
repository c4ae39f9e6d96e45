"""Names that a document repeats for the parts of its questions, whatever words it has for them: "Front" and "Back"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.parsing.formats.markdown import surroundings, words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import asks, plain

FEWEST = 3
"""How often a name must stand in a document to be one of its parts."""

MOSTLY = 0.6
"""Share of the places of a name below which something asks, or the same other name comes next."""

_LONGEST = 40
_BOLD = re.compile(r"\s*(\*\*|__)([^*_\n]+?)\1\s*[:：]?\s*")


def named_parts(blocks: Sequence[Block], links: Mapping[str, str]) -> list[Block]:
    """The blocks with the repeated names of questions and answers set as such, where something asks below one name and
    the same other name always follows; names that are known stay."""
    written = Counter(block.text for block in blocks if block.kind in ("heading", "paragraph"))
    names = [_name(block, links) if written[block.text] >= FEWEST else None for block in blocks]
    counts = Counter(name for name in names if name)
    repeated = {name for name, count in counts.items() if count >= FEWEST}
    if len(repeated) < 2:
        return list(blocks)
    places = [at for at, name in enumerate(names) if name in repeated]
    pair = _pair(blocks, names, places, links)
    if pair is None:
        return list(blocks)
    asked, answer = pair
    found: list[Block] = []
    for block, name in zip(blocks, names, strict=True):
        if name == asked:
            found.append(Block("heading", block.line, "Question", level=block.level or 6))
        elif name == answer:
            found.append(Block("paragraph", block.line, "**Answer:**"))
        else:
            found.append(block)
    return found


def _name(block: Block, links: Mapping[str, str]) -> str | None:
    """What a heading or a line in bold says, where it is short and asks nothing."""
    if block.kind not in ("heading", "paragraph") or len(block.text) > _LONGEST:
        return None
    if block.kind == "paragraph" and _BOLD.fullmatch(block.text) is None:
        return None
    bold = _BOLD.fullmatch(block.text)
    name = plain(bold[2] if bold else block.text, links).strip(" :：").casefold()
    return name if name and asks(name) < 1 else None


def _pair(
    blocks: Sequence[Block], names: Sequence[str | None], places: Sequence[int], links: Mapping[str, str]
) -> tuple[str, str] | None:
    """The name above what asks, and the name that comes next."""
    following: dict[str, Counter[str]] = {}
    asking: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for at, after in zip(places, [*places[1:], None], strict=True):
        name = names[at] or ""
        total[name] += 1
        inside = blocks[at + 1 : after]
        asking[name] += any(_asks(block, links) for block in inside[:2])
        if after is not None:
            following.setdefault(name, Counter())[names[after] or ""] += 1
    for name, count in total.items():
        if asking[name] < MOSTLY * count or _is_known(name):
            continue
        answer, times = following.get(name, Counter()).most_common(1)[0] if name in following else ("", 0)
        if answer != name and times >= MOSTLY * count and asking[answer] < MOSTLY * total[answer]:
            return name, answer
    return None


def _is_known(name: str) -> bool:
    return (
        words.QUESTION_LABEL.fullmatch(name) is not None
        or words.UNNAMED.fullmatch(name) is not None
        or surroundings.CHROME.fullmatch(name) is not None
        or words.FURTHER.fullmatch(name) is not None
    )


def _asks(block: Block, links: Mapping[str, str]) -> bool:
    return block.kind == "paragraph" and asks(plain(block.text, links)) >= 1
