"""The one door for documents: the first format that knows one reads it, piece by piece."""

from collections.abc import Iterator
from typing import Protocol

from bot.domain.topics import Topics
from bot.parsing.documents import Document, Piece
from bot.parsing.formats import (
    anki,
    delimited,
    flashcards,
    json_cards,
    markdown,
    own_markdown,
    plain_text,
    telegram_html,
    telegram_json,
    telegram_preview,
    toml_decks,
    web_page,
)


class Format(Protocol):
    """A module of `formats` that reads whole documents."""

    def matches(self, name: str, head: bytes, /) -> bool:
        """Whether a document of this name that begins with these bytes is of this format; never raises."""

    def read(self, document: Document, topics: Topics, /) -> Iterator[Piece]:
        """The pieces of the document in its order, each as soon as it is read.

        Raises Unreadable with the place in it where the rest cannot be read; the pieces given before hold.
        """


FORMATS: tuple[Format, ...] = (
    anki,
    telegram_json,
    telegram_preview,
    telegram_html,
    web_page,
    own_markdown,
    toml_decks,
    json_cards,
    delimited,
    flashcards,
    markdown,
)
"""In the order in which they are asked; what none of them knows is plain text."""

SUFFIXES = frozenset(
    {
        "",
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".apkg",
        ".colpkg",
        ".csv",
        ".tsv",
        ".json",
        ".jsonl",
        ".ndjson",
        ".toml",
        ".html",
        ".htm",
    }
)
"""What is read in a folder; a file that is named itself is read whatever it is called."""


def read_document(document: Document, topics: Topics) -> Iterator[Piece]:
    """Everything in a document, whatever its format; memory does not grow with its size where the format can be
    streamed. Raises Unreadable, also in the middle: what was given before holds."""
    head = document.head()
    known = (form.read for form in FORMATS if form.matches(document.name, head))
    yield from next(known, plain_text.read)(document, topics)
