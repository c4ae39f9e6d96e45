"""Counting what a reader reads."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.domain.cards import Language
from bot.domain.markup import Block, CodeBlock, ListBlock, Quote, parse_markdown, plain_text

parsed = lru_cache(maxsize=16)(parse_markdown)
"""Several rules read the same text, one after another."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9_./-]+")
_WORD = re.compile(r"\S*\w\S*")


def count(text: str, lang: Language) -> int:
    """Words; in Chinese, characters, with a Latin word as one."""
    if lang == "zh":
        return len(_HAN.findall(text)) + len(_LATIN.findall(text))
    return len(_WORD.findall(text))


def prose(markdown: str) -> str:
    """What a text in our Markdown says, without its code."""
    return "\n".join(_said(parsed(markdown)))


def code(blocks: tuple[Block, ...]) -> Iterator[CodeBlock]:
    """Every block of code."""
    for block in blocks:
        match block:
            case CodeBlock():
                yield block
            case ListBlock(items=items):
                for item in items:
                    yield from code(item.blocks)
            case Quote(blocks=inner):
                yield from code(inner)


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case CodeBlock():
                continue
            case ListBlock(items=items):
                for item in items:
                    yield from _said(item.blocks)
            case Quote(blocks=inner):
                yield from _said(inner)
            case _:
                yield plain_text((block,))
