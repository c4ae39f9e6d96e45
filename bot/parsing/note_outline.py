"""Outlines of bullets in which `#card` marks a question and the bullets below it answer, as Logseq keeps them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

TAB = 4
"""Columns of a tab."""
MOST_DEPTH = 40

_BULLET = re.compile(r"([ \t]*)[-*+](?:[ ]+(.*))?$")
# The sign stands first, so that a text is searched for it and nothing else.
_CARD = re.compile(r"#(?<![\w#/]#)(?i:card|flashcard|\[\[card\]\])(?![\w/-])")
_TAGS = re.compile(r"(?:(?<!\s)\s+|^)#(\[\[[^\[\]]{1,60}\]\]|[^\s#]{1,60})")
_PROPERTY = re.compile(r"\s*[A-Za-z][\w.-]{0,40}::(?:\s|$)")
_BLOCK_ID = re.compile(r"(?:^|(?<!\s)\s+)\^[A-Za-z0-9-]{3,40}\s*$")
_LOG = re.compile(r"\s*:(LOGBOOK|PROPERTIES|END):", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```+|~~~+)")


@dataclass(slots=True)
class Block:
    """A bullet: its line, how far in it stands, its own lines and the bullets below it."""

    number: int
    depth: int
    lines: list[str] = field(default_factory=list)
    below: list["Block"] = field(default_factory=list)
    above: "Block | None" = None


@dataclass(frozen=True, slots=True)
class OutlineCard:
    """A card of an outline, and the numbers of the first and the last line of the marked bullet; `question` is empty
    for a heading above cards."""

    line: int
    end: int
    question: str
    answer: str
    tags: tuple[str, ...]


def outline_cards(text: str) -> list[OutlineCard]:
    """The cards of an outline; none where no bullet is marked."""
    if not _CARD.search(text):
        return []
    return [card for block in _blocks(text.split("\n")) if (card := _card(block)) is not None]


def _blocks(lines: Sequence[str]) -> list[Block]:
    """Every bullet in its order."""
    blocks: list[Block] = []
    open_: list[Block] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        found = None if fence else _BULLET.match(line)
        if found:
            depth = len(found[1].expandtabs(TAB))
            while open_ and open_[-1].depth >= depth:
                open_.pop()
            block = Block(number, depth, [found[2] or ""], above=open_[-1] if open_ else None)
            if open_ and len(open_) < MOST_DEPTH:
                open_[-1].below.append(block)
            open_.append(block)
            blocks.append(block)
            fence = _fence(found[2] or "", fence)
        elif open_:
            if not fence and line.strip() and not line[:1].isspace():
                open_.clear()
                continue
            fence = _fence(line, fence)
            open_[-1].lines.append(line)
    return blocks


def _fence(line: str, fence: str) -> str:
    found = _FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found[1]
    return "" if found[1].startswith(fence) else fence


def _card(block: Block) -> OutlineCard | None:
    said = _said(block)
    if not _CARD.search("\n".join(said)):
        return None
    tags = [tag for line in said for tag in _TAGS.findall(line)]
    asked = [_plain(line) for line in said]
    asked = [line for line in asked if line.strip()]
    if not asked and block.above is not None:
        # The mark stands in a bullet of its own below the question.
        asked = [line for each in _said(block.above) if (line := _plain(each)).strip()]
    if block.below and all(_CARD.search("\n".join(_said(each))) for each in block.below if _says(each)):
        # A bullet above nothing but cards is their heading.
        return OutlineCard(block.number, block.number, "", "", ())
    below = [each for each in block.below if _says(each)]
    answer = list(_shown(below))
    if not answer:
        asked, answer = asked[:1], asked[1:]
    plain = tuple(tag.strip("[]").casefold() for tag in tags if not _CARD.match(f"#{tag}"))
    return OutlineCard(block.number, _last(block), "\n".join(asked).strip(), "\n".join(answer).strip(), plain)


def _says(block: Block) -> bool:
    return any(line.strip() for line in _said(block))


def _last(block: Block) -> int:
    deepest = block
    while deepest.below:
        deepest = deepest.below[-1]
    return deepest.number + len(deepest.lines) - 1


def _plain(line: str) -> str:
    """A line of a question without its marks."""
    return _BLOCK_ID.sub("", _TAGS.sub("", _CARD.sub("", line))).rstrip()


def _said(block: Block) -> list[str]:
    """The lines of a bullet, moved to its left edge, without what the program notes for itself."""
    first, *rest = block.lines
    said = [] if _PROPERTY.match(first) else [first]
    log = False
    for line in rest:
        mark = _LOG.match(line)
        if mark:
            log = mark[1].upper() != "END"
        elif not log and not _PROPERTY.match(line):
            said.append(_moved(line, block.depth + 2))
    while said and not said[-1].strip():
        said.pop()
    return said


def _moved(line: str, columns: int) -> str:
    """The line without so many columns of blanks."""
    at = column = 0
    while at < len(line) and line[at] in " \t" and column < columns:
        column += TAB - column % TAB if line[at] == "\t" else 1
        at += 1
    return line[at:]


def _shown(blocks: Sequence[Block], depth: int = 0) -> Iterator[str]:
    """Bullets as Markdown; one that stands alone has no bullet, code stands at the left edge."""
    alone = depth == 0 and len(blocks) == 1
    for block in blocks:
        said = _said(block)
        if not any(line.strip() for line in said) and not block.below:
            continue
        edge = "  " * depth
        fence = ""
        for place, shown in enumerate(said):
            line = shown if fence else _CARD.sub("", shown).rstrip()
            was = fence
            fence = _fence(line, fence)
            if was or fence:
                yield line
            elif place == 0:
                yield line if alone else f"{edge}- {line}"
            else:
                yield line if alone else f"{edge}  {line}"
        yield from _shown(block.below, depth if alone else depth + 1)
