"""Screens of cutting a draft in two."""

from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something, source_blocks
from bot.storage.drafts import Draft
from bot.telegram.callbacks.editor import OnDraft, SplitAt, SplitPage
from bot.telegram.screen import Screen, button, in_rows
from bot.texts import Translator
from bot.texts.html import Html

BLOCKS_A_PAGE = 10
QUESTION, BLOCK = 300, 120
"""Characters of each that a line shows."""


def can_be_split(shown: Draft) -> bool:
    """A quiz is one question, whatever its answer says."""
    return shown.offered is None and shows_something(shown.content.answer)


def split(tr: Translator, shown: Draft, start: int) -> Screen:
    """Where a draft can be cut in two: the blocks of its answer, some at a time."""
    blocks = source_blocks(shown.content.answer)
    page = list(enumerate(blocks))[start : start + BLOCKS_A_PAGE]
    lines = [tr.html("review-split-block", number=number + 1, text=_words(block, BLOCK)) for number, block in page]
    numbers = [
        button(str(number + 1), SplitAt(draft=shown.id, version=shown.version, block=number)) for number, _ in page
    ]
    turning = [
        button(label, SplitPage(draft=shown.id, version=shown.version, start=at))
        for label, at in (
            (tr.plain("review-split-before"), start - BLOCKS_A_PAGE),
            (tr.plain("review-split-after"), start + BLOCKS_A_PAGE),
        )
        if 0 <= at < len(blocks)
    ]
    back = button(tr.plain("review-act-back"), OnDraft(draft=shown.id, version=shown.version, act="show"))
    head = tr.html("review-split-where", question=_words(shown.content.question, QUESTION))
    rows = (*in_rows(numbers, 5), *((tuple(turning),) if turning else ()), (back,))
    return Screen((Html("\n\n").join((head, *lines)),), rows)


def _words(text: str, limit: int) -> str:
    words = first_words(plain_text(parse_markdown(text)), limit)
    return words if shows_something(words) else "…"
