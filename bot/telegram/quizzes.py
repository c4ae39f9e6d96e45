"""A card's choice form as a native quiz poll: everything fits uncut, or there is no quiz."""

import hashlib
import re
from dataclasses import dataclass

from bot.domain.cards import CardContent
from bot.domain.markup import Block, CodeBlock, Heading, Paragraph, lay_out, parse_markdown, plain_text, shows_something
from bot.telegram import limits
from bot.telegram.limits import utf16_length
from bot.texts.html import printable

FEWEST_OPTIONS = 2

_ASKS = re.compile(r"[?？][\"»”)]*$")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz as sendPoll takes it, plain text throughout: no parse mode may touch `List<String>`.

    `right` is the place of the right option; `description` stands above the options.
    """

    question: str
    description: str | None
    options: tuple[str, ...]
    right: int
    explanation: str | None


def quiz(content: CardContent, seed: str) -> Quiz | None:
    """The quiz of a card, its options in an order that depends on `seed` alone; None where it has none that fits."""
    choice = content.choice
    asked = _question(parse_markdown(content.question))
    if choice is None or asked is None:
        return None
    right = _clean(choice.right)
    options = tuple(sorted((right, *map(_clean, choice.others)), key=lambda text: _rank(seed, text)))
    explanation = _clean(choice.why)
    fits = (
        FEWEST_OPTIONS <= len(options) <= limits.POLL_OPTIONS
        and all(shows_something(text) and utf16_length(text) <= limits.POLL_OPTION for text in options)
        # Telegram trims and joins white space: options must differ after that.
        and len({" ".join(text.split()) for text in options}) == len(options)
        and utf16_length(explanation) <= limits.POLL_EXPLANATION
        and explanation.count("\n") <= limits.POLL_EXPLANATION_LINE_FEEDS
    )
    if not fits:
        return None
    head, rest = asked
    return Quiz(head, rest or None, options, options.index(right), explanation or None)


def _question(blocks: tuple[Block, ...]) -> tuple[str, str] | None:
    """The question and what belongs into the description: code, a table, a long scenario; None where it does not fit.

    A link would lose its address.
    """
    if any(mark.kind == "link" for run in lay_out(blocks) for mark in run.marks):
        return None
    whole = _clean(plain_text(blocks))
    if not any(isinstance(block, CodeBlock) for block in blocks) and utf16_length(whole) <= limits.POLL_QUESTION:
        return (whole, "") if shows_something(whole) else None
    pieces = [(_clean(plain_text((block,))), isinstance(block, Paragraph | Heading)) for block in blocks]
    if len(pieces) == 1:
        pieces = [(sentence.strip(), pieces[0][1]) for sentence in _SENTENCE_ENDS.split(whole)]
    heads = [
        text
        for text, is_words in pieces
        if is_words and shows_something(text) and utf16_length(text) <= limits.POLL_QUESTION
    ]
    if not heads:
        return None
    head = next(filter(_ASKS.search, heads), heads[0])
    before, _, after = whole.partition(head)
    rest = "\n\n".join(part for part in (before.strip(), after.strip("\n").rstrip()) if part.strip())
    return (head, rest) if utf16_length(rest) <= limits.POLL_DESCRIPTION else None


def _clean(text: str) -> str:
    return printable(text).strip()


def _rank(seed: str, text: str) -> str:
    return hashlib.sha256(f"{seed} {text}".encode()).hexdigest()
