"""Documents that ask in several languages first and answer then: "Question (EN)", "Вопрос (RU)", "Answer (EN)"."""

import re
from collections.abc import Sequence

from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.tidy import Lost

_NAMED = re.compile(
    r"\W*(?:(question|вопрос|问题)|answer|ответ|答案|回答)\s?[(（\[]([a-z]{2}|中文|英文)[)）\]]\W*", re.IGNORECASE
)


def paired(blocks: Sequence[Block], lost: list[Lost]) -> Sequence[Block]:
    """The blocks with each answer below the question in its language, and without the parts that belong to neither;
    what goes is added to `lost`. Other documents stay as they are."""
    parts = _parts(blocks)
    asked = {part[0].text: part for part in parts if _language(part[0], question=True)}
    answers = {language: part for part in parts if (language := _language(part[0], question=False))}
    told = [part for part in asked.values() if _language(part[0], question=True) in answers and len(part) > 1]
    if not told:
        return blocks
    head = [block for block in blocks if block.line < min(part[0].line for part in told)]
    ordered = [block for block in head if block.kind == "matter" or (block.kind == "heading" and block.level == 1)]
    for heading, first, *rest in told:
        answer = answers[_language(heading, question=True) or ""]
        inside = first.children[0] if first.kind == "quote" and first.children else first
        ordered.append(Block("heading", heading.line, f"Q: {' '.join(inside.text.split())}", level=2))
        ordered += [*(first.children[1:] if first.kind == "quote" else ()), *rest]
        ordered += [Block("heading", answer[0].line, "Answer", level=3), *answer[1:]]
    used = {id(part) for part in [*asked.values(), *answers.values()]}
    lost += [
        Lost(part[0].line, part[0].text, "part that neither asks nor answers")
        for part in parts
        if id(part) not in used and part[0].kind == "heading" and part[0] not in ordered
    ]
    return ordered


def _language(block: Block, *, question: bool) -> str | None:
    """The language that a heading names for a question, or for an answer."""
    named = _NAMED.fullmatch(block.text[:60]) if block.kind == "heading" else None
    return named[2].lower() if named and (named[1] is not None) == question else None


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks parted at the headings that name a question or an answer, or stand no lower than the last of them."""
    parts: list[list[Block]] = []
    level = 6
    for block in blocks:
        if block.kind == "rule":
            continue
        named = block.kind == "heading" and _NAMED.fullmatch(block.text[:60]) is not None
        if not parts or named or (block.kind == "heading" and block.level <= level):
            parts.append([])
            level = block.level if named else 6
        parts[-1].append(block)
    return parts
