"""`export`: cards go out into a file that other programs open and that `import` reads again unchanged."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.domain.cards import CardContent
from bot.domain.errors import BadConfiguration
from bot.domain.exporting import write_csv, write_json, write_markdown_cards
from bot.parsing.anki_writing import write_package
from bot.services.exporting import deck_named, outgoing
from bot.settings import read_settings
from bot.storage.snapshot import snapshot

FORMATS = ("apkg", "csv", "json", "md")
NAME = "Sobes"
"""What the deck is called in Anki, and the page in Markdown, where all cards go out."""


def export_cards(file: Path, form: str | None, deck: str | None) -> int:
    """Write the public cards, or those of a deck, in the format given or the one of the file's suffix."""
    chosen = form or file.suffix.lower().removeprefix(".")
    if chosen not in FORMATS:
        raise BadConfiguration(f"{file}: say --format apkg, csv, json or md, or let the name end so")
    if file.is_dir():
        raise BadConfiguration(f"{file} is a folder; a file is needed")
    if not file.parent.is_dir():
        raise BadConfiguration(f"there is no folder {file.parent}")
    with asyncio.Runner() as runner:
        count = _export(runner, read_settings().database_path, file, chosen, deck)
    print(f"{count} cards written to {file}", file=sys.stderr)
    return 0


def _export(runner: asyncio.Runner, database: Path, file: Path, form: str, deck_name: str | None) -> int:
    stack = AsyncExitStack()
    try:
        db = runner.run(stack.enter_async_context(snapshot(database)))
        deck = runner.run(deck_named(db, deck_name)) if deck_name else None
        cards = _Counted(runner, outgoing(db, deck))
        with _replacing(file) as stream:
            _write(cards, stream, form, deck.title if deck else NAME)
    finally:
        runner.run(stack.aclose())
    return cards.count


class _Counted:
    """Pages from the database as one row of cards, for writers that know nothing of waiting."""

    def __init__(self, runner: asyncio.Runner, pages: AsyncIterator[list[tuple[CardContent, datetime]]]) -> None:
        self._runner = runner
        self._pages = pages
        self.count = 0

    def __iter__(self) -> Iterator[tuple[CardContent, datetime]]:
        while page := self._runner.run(self._next()):
            self.count += len(page)
            yield from page

    async def _next(self) -> list[tuple[CardContent, datetime]]:
        return await anext(self._pages, [])


def _write(cards: Iterable[tuple[CardContent, datetime]], stream: BinaryIO, form: str, title: str) -> None:
    if form == "apkg":
        write_package(cards, stream, deck=title if title == NAME else f"{NAME}::{title.replace('::', ' ')}")
        return
    contents = (content for content, _ in cards)
    match form:
        case "csv":
            parts = write_csv(contents)
        case "json":
            parts = write_json(contents)
        case _:
            parts = write_markdown_cards(contents, title)
    stream.writelines(part.encode() for part in parts)


@contextmanager
def _replacing(file: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of an older one only when it is complete."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                yield stream
            unfinished.chmod(0o644)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise BadConfiguration(f"{file} cannot be written: {error.strerror}") from None
