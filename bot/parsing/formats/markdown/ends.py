"""What stands behind the last question of a document: a last word, comments, tags, a notice of rights."""

from collections.abc import Sequence

from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.tidy import SHORT, Lost
from bot.parsing.page_furniture import is_end

END_BLOCKS = 12
"""How many blocks the end of a page has at most."""


def without_footer(blocks: Sequence[Block], lost: list[Lost]) -> Sequence[Block]:
    """The blocks without a last word behind the last rule: a line or two in italics, in bold or behind a picture."""
    end = len(blocks)
    while end and (
        (blocks[end - 1].kind == "paragraph" and surroundings.CHAT.match(blocks[end - 1].text))
        or (end > 1 and blocks[end - 1].kind == "list" and _asks_on(blocks[end - 2], last=end == len(blocks)))
    ):
        end -= 1
        lost.append(Lost(blocks[end].line, blocks[end].text, "last word of the document"))
    blocks = _without_goodbye(_without_end(_without_goodbye(blocks[:end], lost), lost), lost)
    rule = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind == "rule"), None)
    tail = blocks[rule + 1 :] if rule is not None else ()
    if not 0 < len(tail) <= 2 or not all(map(_is_last_word, tail)):
        return blocks
    lost += [Lost(block.line, block.text, "last word of the document") for block in tail]
    return blocks[:rule]


def _without_goodbye(blocks: Sequence[Block], lost: list[Lost]) -> Sequence[Block]:
    end = len(blocks)
    while end > 1 and _says_goodbye(blocks[end - 1]):
        end -= 1
        lost.append(Lost(blocks[end].line, blocks[end].text, "last word of the document"))
    return blocks[:end]


def _without_end(blocks: Sequence[Block], lost: list[Lost]) -> Sequence[Block]:
    """The blocks without what a page puts below its text: comments, tags, the notice of its rights."""
    size = 0
    end = len(blocks)
    for at in range(len(blocks) - 1, max(0, len(blocks) - END_BLOCKS), -1):
        block = blocks[at]
        if block.kind not in ("paragraph", "list", "rule", "quote"):
            break
        first = block.children[0] if block.kind == "quote" and block.children else block
        size += len(first.text)
        if first.kind == "paragraph" and len(first.text) <= SHORT and size <= 2 * SHORT and is_end(first.text):
            end = at
    lost += [Lost(block.line, block.text, "end of the page") for block in blocks[end:]]
    return blocks[:end]


def _says_goodbye(block: Block) -> bool:
    short = block.kind == "paragraph" and len(block.text) <= SHORT // 2 and "`" not in block.text
    return short and surroundings.LAST_CALL.search(block.text) is not None


def _is_last_word(block: Block) -> bool:
    if block.kind == "quote" and len(block.children) == 1:
        block = block.children[0]
    if block.kind != "paragraph" or len(block.text) > SHORT:
        return False
    return surroundings.LAST_WORD.match(block.text) is not None or surroundings.NEXT_STEP.match(block.text) is not None


def _asks_on(block: Block, *, last: bool) -> bool:
    return (
        (not last or " I " in block.text)
        and block.kind == "paragraph"
        and block.text.rstrip().endswith(":")
        and surroundings.CHAT.match(block.text) is not None
    )
