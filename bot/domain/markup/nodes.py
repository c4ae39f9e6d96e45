"""What a marked-up text consists of. Nodes are values: frozen, comparable, free of Telegram."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; a line break is a newline character."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong emphasis; never directly or indirectly inside another `Bold`."""

    content: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Italic:
    """Emphasis; never directly or indirectly inside another `Italic`."""

    content: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strike:
    """Struck-out words; never directly or indirectly inside another `Strike`."""

    content: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture; `url` has the scheme http, https or tg. Never inside another `Link`."""

    content: "tuple[Inline, ...]"
    url: str


Inline: TypeAlias = Text | Bold | Italic | Strike | Code | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text that belong together."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 to 6."""

    content: tuple[Inline, ...]
    level: int


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code or a table on lines of its own, without the last line end; `language` is a name or empty."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list; `marker` is what stands before it (`1.`, `2)`, `+`), None means a bullet."""

    blocks: "tuple[Block, ...]"
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet list or a numbered one; a `tight` list has no empty lines between its items."""

    items: tuple[Item, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block: TypeAlias = Paragraph | Heading | CodeBlock | ListBlock | Quote | Rule


def plain_inline(content: tuple[Inline, ...]) -> str:
    """The words of `content` without any markup."""
    return "".join(node.text if isinstance(node, Text | Code) else plain_inline(node.content) for node in content)
