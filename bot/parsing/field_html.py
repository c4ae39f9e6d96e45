"""Our Markdown as the HTML that Anki keeps in a field."""

import html
import re
from collections.abc import Iterable

from bot.domain.markup import (
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
    Strike,
    Text,
    parse_markdown,
)

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Anki typesets `\(…\)`, `\[…\]`, `[$]…` and `[latex]…` and plays `[sound:…]`; an empty element between shows nothing.
_FORMULA = re.compile(r"(\\)(?=[(\[])|(\[)(?=\$|latex\]|sound:|anki:)")
_MEDIA = re.compile(r"(\[)(?=\$|latex\]|sound:|anki:)")
_NUMBER = re.compile(r"(\d{1,9})[.)]")


def to_html(markdown: str) -> str:
    """What the text shows, as HTML for a field: code in `<pre><code class="language-…">`, one paragraph alone without
    a tag around it."""
    blocks = parse_markdown(markdown)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _inlines(blocks[0].content)
    return "".join(map(_block, blocks))


def escaped(text: str) -> str:
    """Plain text as HTML, its line ends as `<br>`."""
    return _FORMULA.sub(r"\1\2<span></span>", html.escape(_CONTROLS.sub("", text), quote=False)).replace("\n", "<br>")


def listed(entries: Iterable[str]) -> str:
    """Plain texts as a bullet list; empty where there are none."""
    inside = "".join(f"<li>{escaped(entry)}</li>" for entry in entries)
    return f"<ul>{inside}</ul>" if inside else ""


def link(address: str, label: str | None = None) -> str:
    """A link, with its address as its text unless something else is to stand there."""
    return f'<a href="{html.escape(_CONTROLS.sub("", address))}">{escaped(label or address)}</a>'


def _block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return f"<p>{_inlines(content)}</p>"
        case Heading(content, level):
            return f"<h{level}>{_inlines(content)}</h{level}>"
        case CodeBlock(text, language):
            kind = f' class="language-{html.escape(language)}"' if language else ""
            return f"<pre><code{kind}>{_code(text)}</code></pre>"
        case ListBlock(items, _):
            return _list(items)
        case Quote(inner):
            return f"<blockquote>{''.join(map(_block, inner))}</blockquote>"
        case _:
            return "<hr>"


def _list(items: tuple[Item, ...]) -> str:
    number = _NUMBER.fullmatch(items[0].marker or "")
    start = f' start="{number[1]}"' if number and number[1] != "1" else ""
    opening, closing = (f"<ol{start}>", "</ol>") if number else ("<ul>", "</ul>")
    return f"{opening}{''.join(f'<li>{_entry(item.blocks)}</li>' for item in items)}{closing}"


def _entry(blocks: tuple[Block, ...]) -> str:
    """A paragraph that begins an entry stands bare, as editors write it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return _inlines(blocks[0].content) + "".join(map(_block, blocks[1:]))
    return "".join(map(_block, blocks))


def _inlines(content: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, content))


def _inline(node: Inline) -> str:
    match node:
        case Text(text):
            return escaped(text)
        case Code(text):
            return f"<code>{_code(text)}</code>"
        case Bold(inner):
            return f"<b>{_inlines(inner)}</b>"
        case Italic(inner):
            return f"<i>{_inlines(inner)}</i>"
        case Strike(inner):
            return f"<s>{_inlines(inner)}</s>"
        case Link(inner, address):
            return f'<a href="{html.escape(_CONTROLS.sub("", address))}">{_inlines(inner)}</a>'


def _code(text: str) -> str:
    return _MEDIA.sub(r"\1<span></span>", html.escape(_CONTROLS.sub("", text), quote=False))
