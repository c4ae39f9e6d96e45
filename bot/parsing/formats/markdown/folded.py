"""Folded parts (`<details>`), wherever HTML, lists and paragraphs of a document open and close them."""

import re
from collections.abc import Iterable, Sequence

from bot.parsing.formats.markdown.blocks import NESTING, Block, reread
from bot.parsing.formats.markdown.foreign import brought_home

_TAG = re.compile(r"(`+)(?s:.{0,300}?)\1|<(/?)(details|summary)\b[^>]{0,200}>", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_LEAD = re.compile(r"(?:\s|</?(?:br|p|b|strong|div)\s{0,9}/?>)+", re.IGNORECASE)
_LOOSE_TAG = re.compile(r"</?(?:br|p|b|strong|div)\s{0,9}/?>", re.IGNORECASE)


def fold(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with each folded part made one block of kind `details`: `summary`, and `children` as its body.

    One that is never closed ends at the next heading or folded part.
    """
    folder = _Folder()
    for block in brought_home(blocks):
        folder.take(block)
    return folder.closed()


class _Folder:
    def __init__(self) -> None:
        self._found: list[Block] = []
        self._open: list[Block] = []
        self._in_summary = False
        self._too_deep = 0

    def take(self, block: Block) -> None:
        if block.kind == "list":
            self._take_list(block)
        elif block.kind == "quote":
            block.children = fold(block.children)
            self._put(block)
        elif block.kind in ("html", "paragraph") and "<" in block.text and _tags(block.text):
            self._take_text(block)
        else:
            self._put(block)

    def closed(self) -> list[Block]:
        while self._open:
            part = self._open.pop()
            cut = next(
                (at for at, each in enumerate(part.children) if each.kind in ("heading", "details")), len(part.children)
            )
            rest, part.children = part.children[cut:], part.children[:cut]
            self._sink().extend(rest)
        return self._found

    def _sink(self) -> list[Block]:
        if not self._open:
            return self._found
        return self._open[-1].summary if self._in_summary else self._open[-1].children

    def _put(self, block: Block) -> None:
        self._sink().append(block)

    def _take_text(self, block: Block) -> None:
        at = 0
        for tag in _tags(block.text):
            self._piece(block, block.text[at : tag.start()])
            at = tag.end()
            closes, name = bool(tag[2]), tag[3].lower()
            if name == "summary":
                self._in_summary = not closes and bool(self._open)
            elif closes:
                self._close()
            else:
                self._begin(block.line + block.text.count("\n", 0, tag.start()))
        self._piece(block, block.text[at:])

    def _begin(self, line: int) -> None:
        if len(self._open) == NESTING:
            self._too_deep += 1
            return
        part = Block("details", line)
        self._put(part)
        self._open.append(part)
        self._in_summary = False

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._open:
            self._open.pop()
            self._in_summary = False

    def _piece(self, block: Block, text: str) -> None:
        bare = text.strip("\n") if _FENCE.search(text) else _without_loose_tags(text)
        if not bare.strip():
            return
        if block.kind == "html" and "\n" in bare and not bare.lstrip().startswith("<"):
            for each in reread(bare, block.line):
                self._put(each)
        else:
            kind = block.kind if bare.lstrip().startswith("<") else "paragraph"
            self._put(Block(kind, block.line, bare))

    def _take_list(self, block: Block) -> None:
        """A list may begin or end in the middle of a folded part; it is cut there."""
        gathered: list[Block] = []
        for item in block.children:
            balance = _balance(item)
            if balance == 0:
                item.children = fold(item.children)
                gathered.append(item)
                continue
            if balance > 0:
                self._flush(block, gathered)
                for child in item.children:
                    self.take(child)
                continue
            tail = _cut_tail(item)
            gathered.append(item)
            self._flush(block, gathered)
            self._take_text(Block("html", item.line, tail))
        self._flush(block, gathered)

    def _flush(self, block: Block, gathered: list[Block]) -> None:
        if gathered:
            self._put(Block("list", gathered[0].line, level=block.level, children=list(gathered)))
            gathered.clear()


def _without_loose_tags(text: str) -> str:
    """A text without line breaks and tags of whole paragraphs at either end."""
    lead = _LEAD.match(text)
    bare = text[lead.end() :].rstrip() if lead else text.rstrip()
    while bare.endswith(">") and _LOOSE_TAG.fullmatch(bare, bare.rfind("<")):
        bare = bare[: bare.rfind("<")].rstrip()
    return bare


def _tags(text: str) -> list[re.Match[str]]:
    return [tag for tag in _TAG.finditer(text) if tag[3]]


def _texts(blocks: Sequence[Block]) -> Iterable[str]:
    for block in blocks:
        if block.kind in ("html", "paragraph") and "<" in block.text:
            yield block.text
        elif block.children:
            yield from _texts(block.children)


def _balance(item: Block) -> int:
    """How many folded parts and summaries an item opens more than it closes."""
    return sum(-1 if tag[2] else 1 for text in _texts(item.children) for tag in _tags(text))


def _cut_tail(item: Block) -> str:
    """Takes off what stands in an item from the tag on that closes more than the item opened."""
    last = item
    while last.children:
        last = last.children[-1]
    depth = 0
    for tag in _tags(last.text):
        depth += -1 if tag[2] else 1
        if depth < 0:
            tail = last.text[tag.start() :]
            last.text = last.text[: tag.start()].rstrip()
            return tail
    return ""
