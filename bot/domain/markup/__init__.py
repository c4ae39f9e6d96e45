"""Our Markdown subset: text → nodes (`parse_markdown`) → runs of marked text (`lay_out`) → text (`write_markdown`).

Nothing here knows Telegram; `bot.telegram.render` turns runs into messages.
"""

from bot.domain.markup.graphemes import cut_before, first_words
from bot.domain.markup.layout import Mark, MarkKind, Run, lay_out, plain_text
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
)
from bot.domain.markup.parse import parse_markdown, source_blocks
from bot.domain.markup.visible import shows_something
from bot.domain.markup.write import write_markdown

__all__ = [
    "Block",
    "Bold",
    "Code",
    "CodeBlock",
    "Heading",
    "Inline",
    "Italic",
    "Item",
    "Link",
    "ListBlock",
    "Mark",
    "MarkKind",
    "Paragraph",
    "Quote",
    "Rule",
    "Run",
    "Strike",
    "Text",
    "cut_before",
    "first_words",
    "lay_out",
    "parse_markdown",
    "plain_text",
    "shows_something",
    "source_blocks",
    "write_markdown",
]
