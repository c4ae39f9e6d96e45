"""Markdown text to nodes."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

from markdown_it.token import Token

from bot.domain.markup.grammar import MAX_NESTING, markdown
from bot.domain.markup.nodes import (
    Block,
    Bold,
    Code,
    CodeBlock,
    Heading,
    Inline,
    Italic,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Text,
    plain_inline,
)

_MARKDOWN = markdown()
_INFO = re.compile(r"([A-Za-z0-9][A-Za-z0-9+#_.-]{0,30})?(?:\s*\{[^{}]*\}|\s+[\w-]+=\S+)*\s*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")
_WRAPS: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {"strong": Bold, "em": Italic, "s": Strike}


def parse_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of `text`; any string is accepted, an empty result means there is nothing to see.

    A line end stays a line end. What is nested deeper than `MAX_NESTING`, and a text that consists of nothing
    but marks, comes back as it was written. Links lead to http, https and tg; others are ordinary text.
    """
    tokens = _MARKDOWN.parse(text)
    # The library drops the content of the deepest level without a word.
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        return _as_written(text)
    return _Reader(tokens).blocks(len(tokens)) or _as_written(text)


def source_blocks(text: str) -> tuple[str, ...]:
    """The outermost blocks of `text` as they are written, each with the blank lines and rules behind it.

    Together they are `text` with its line ends as \\n.
    """
    lines = _LINE.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
    begins = [token.map[0] for token in _MARKDOWN.parse("".join(lines)) if _opens_block(token) and token.map]
    edges = [0, *begins[1:], len(lines)]
    return tuple("".join(lines[start:end]) for start, end in pairwise(edges) if start < end)


def _opens_block(token: Token) -> bool:
    return token.level == 0 and token.nesting >= 0 and token.type != "hr"


def _as_written(text: str) -> tuple[Block, ...]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(Paragraph((Text(part),)) for part in _PARAGRAPH_BREAK.split(text.strip()) if part)


class _Reader:
    """Walks the library's flat list of block tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def blocks(self, end: int) -> tuple[Block, ...]:
        """Everything up to the token numbered `end`, which is left standing."""
        found: list[Block] = []
        while self._at < end:
            block = self._block(self._tokens[self._at])
            if block is not None:
                found.append(block)
        return tuple(found)

    def _block(self, token: Token) -> Block | None:
        self._at += 1
        match token.type:
            case "fence" | "code_block":
                return _code_block(token)
            case "hr":
                return Rule()
            case "table_open":
                return self._table(self._close(token))
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, self._close(token))
            case "blockquote_open":
                end = self._close(token)
                blocks = self.blocks(end)
                self._at = end + 1
                return Quote(blocks) if blocks else Paragraph((Text(token.markup),))
        content = _inlines(self._tokens[self._at].children or ())
        self._at += 2
        if token.type == "heading_open":
            return Heading(content, int(token.tag[1])) if content else Paragraph((Text(token.markup),))
        return Paragraph(content) if content else None

    def _close(self, opening: Token) -> int:
        """The number of the token that closes `opening`, which was just passed."""
        at = self._at
        while self._tokens[at].level > opening.level:
            at += 1
        return at

    def _list(self, opening: Token, end: int) -> ListBlock:
        inside = self._tokens[self._at : end]
        direct = opening.level + 2
        tight = all(token.hidden for token in inside if token.type == "paragraph_open" and token.level == direct)
        numbers = [token.info for token in inside if token.type == "list_item_open" and token.level == direct - 1]
        # "1. 1. 1." is Markdown's way to leave the counting to the reader; other numbers were meant.
        counted = len(numbers) > 1 and len(set(numbers)) == 1
        items: list[Item] = []
        while self._at < end:
            token = self._tokens[self._at]
            self._at += 1
            close = self._close(token)
            number = str(int(token.info) + len(items)) if counted and token.info else token.info
            marker = number + token.markup if number else token.markup
            items.append(Item(self.blocks(close), None if marker in "-*" else marker))
            self._at = close + 1
        self._at = end + 1
        return ListBlock(tuple(items), tight)

    def _table(self, end: int) -> CodeBlock:
        rows: list[list[str]] = []
        for token in self._tokens[self._at : end]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(plain_inline(_inlines(token.children or ())))
        self._at = end + 1
        return CodeBlock(_aligned(rows))


def _code_block(token: Token) -> Block:
    text = token.content.rstrip()
    info = _INFO.fullmatch(token.info.strip())
    if info is None:  # chat habit: the code begins right behind the fence
        text = f"{token.info}\n{text}".rstrip()
    if token.markup and text.endswith(token.markup):
        # The same at the end: the closing fence stands right behind the last line.
        text = text.removesuffix(token.markup).rstrip()
    lines = text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    if not lines:
        return Paragraph((Text(token.markup + token.info),))
    return CodeBlock("\n".join(lines), (info[1] or "").lower() if info else "")


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(map(_columns, column)) for column in zip(*rows, strict=True)]
    lines = [
        " | ".join(cell + " " * (width - _columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(lines)


def _columns(text: str) -> int:
    """How many columns `text` takes in a fixed-width font: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _inlines(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    """Nodes of one line of text. A stack, not recursion: hostile text nests emphasis thousands deep."""
    levels: list[list[Inline]] = [[]]
    opened: list[Token] = []
    active: set[str] = set()
    redundant: set[int] = set()
    for token in tokens:
        if token.nesting > 0:
            if token.tag in active:
                redundant.add(len(opened))
            active.add(token.tag)
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            opening = opened.pop()
            content = levels.pop()
            if len(opened) in redundant:
                redundant.discard(len(opened))
                levels[-1].extend(content)
            else:
                active.discard(opening.tag)
                levels[-1].extend(_wrapped(opening, _joined(content)))
        else:
            levels[-1].extend(_leaf(token, within_link="a" in active))
    return _joined(levels[0])


def _wrapped(opening: Token, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if opening.tag != "a":
        return (_WRAPS[opening.tag](content),) if content else ()
    return _linked(content, str(opening.attrs["href"]), "[")


def _linked(content: tuple[Inline, ...], url: str, bracket: str) -> tuple[Inline, ...]:
    if not url:  # `handlers[name]()` is a call
        return (Text(bracket), *content, Text("]()"))
    return (Link(content or (Text(url),), url),)


def _leaf(token: Token, *, within_link: bool) -> tuple[Inline, ...]:
    match token.type:
        case "code_inline":
            if token.content.isspace():
                return (Text(token.markup + token.content + token.markup),)
            return (Code(token.content),)
        case "softbreak" | "hardbreak":
            return (Text("\n"),)
        case "image":
            alternative = (Text(token.content),) if token.content else ()
            return alternative if within_link else _linked(alternative, str(token.attrs["src"]), "![")
    return (Text(token.content),) if token.content else ()


def _joined(content: list[Inline]) -> tuple[Inline, ...]:
    """`content` with neighbouring pieces of plain text made one."""
    joined: list[Inline] = []
    words: list[str] = []
    for node in content:
        if isinstance(node, Text):
            words.append(node.text)
            continue
        if words:
            joined.append(Text("".join(words)))
            words = []
        joined.append(node)
    if words:
        joined.append(Text("".join(words)))
    return tuple(joined)
