"""Rich messages as Telegram sends them, read from JSON: aiogram takes too long to decode nested ones.

https://core.telegram.org/bots/api#richmessage
"""

from collections.abc import Iterator
from typing import Any

from bot.domain.markup import Mark, MarkKind
from bot.parsing.channel_posts import Said

DEEPEST = 16
"""Levels of blocks and styles; what stands deeper is left out."""

_STYLES: dict[str, MarkKind] = {"bold": "bold", "italic": "italic", "strikethrough": "strike", "code": "code"}
_TEXTS = ("paragraph", "heading", "footer", "pullquote", "expandable_blockquote")
_INSTEAD = ("expression", "alternative_text")
"""Where a text without `text` has its words."""


def read_rich(message: object) -> tuple[Said, ...]:
    """The words of a rich message; hidden is what stands in a block that unfolds at a tap. Takes any JSON."""
    blocks = message.get("blocks") if isinstance(message, dict) else None
    return tuple(_blocks(blocks, hidden=False, depth=0))


def _blocks(blocks: object, *, hidden: bool, depth: int) -> Iterator[Said]:
    for block in blocks if isinstance(blocks, list) and depth < DEEPEST else ():
        if isinstance(block, dict):
            yield from _block(block, hidden=hidden, depth=depth + 1)


def _block(block: dict[str, Any], *, hidden: bool, depth: int) -> Iterator[Said]:
    kind = block.get("type")
    if kind == "pre":
        yield Said(_plain(block.get("text"), depth), (Mark("pre", str(block.get("language") or "")),), hidden)
        yield Said("\n", (), hidden)
    elif kind in _TEXTS:
        hidden = hidden or kind == "expandable_blockquote"
        yield from _text(block.get("text"), (), hidden=hidden, depth=depth)
        yield Said("\n\n", (), hidden)
    elif kind == "details":
        yield from _text(block.get("summary"), (), hidden=hidden, depth=depth)
        yield Said("\n", (), hidden)
        yield from _blocks(block.get("blocks"), hidden=True, depth=depth)
    elif kind == "list":
        items = block.get("items")
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                yield Said(f"{item.get('label') or '•'} ", (), hidden)
                yield from _blocks(item.get("blocks"), hidden=hidden, depth=depth)
    elif kind == "table":
        yield from _table(block.get("cells"), hidden=hidden, depth=depth)
    elif kind == "mathematical_expression":
        yield Said(f"{block.get('expression') or ''}\n\n", (), hidden)
    else:
        yield from _blocks(block.get("blocks"), hidden=hidden, depth=depth)
        caption = block.get("caption")
        if isinstance(caption, dict):
            yield from _text(caption.get("text"), (), hidden=hidden, depth=depth)
            yield Said("\n\n", (), hidden)


def _table(rows: object, *, hidden: bool, depth: int) -> Iterator[Said]:
    for row in rows if isinstance(rows, list) else ():
        cells = [cell for cell in row if isinstance(cell, dict)] if isinstance(row, list) else []
        for number, cell in enumerate(cells):
            if number:
                yield Said(" | ", (), hidden)
            yield from _text(cell.get("text"), (), hidden=hidden, depth=depth)
        yield Said("\n", (), hidden)
    yield Said("\n", (), hidden)


def _text(text: object, marks: tuple[Mark, ...], *, hidden: bool, depth: int) -> Iterator[Said]:
    if depth >= DEEPEST:
        return
    if isinstance(text, str):
        yield Said(text, marks, hidden)
    elif isinstance(text, list):
        for part in text:
            yield from _text(part, marks, hidden=hidden, depth=depth + 1)
    elif isinstance(text, dict):
        kind = text.get("type")
        inner = text.get("text", next((text[name] for name in _INSTEAD if name in text), None))
        style = _STYLES.get(kind) if isinstance(kind, str) else None
        if kind == "url":
            marks = (*marks, Mark("link", str(text.get("url") or "")))
        elif style and all(mark.kind != style for mark in marks):
            marks = (*marks, Mark(style))
        yield from _text(inner, marks, hidden=hidden or kind == "spoiler", depth=depth + 1)


def _plain(text: object, depth: int) -> str:
    return "".join(said.text for said in _text(text, (), hidden=False, depth=depth))
