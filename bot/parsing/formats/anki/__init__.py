"""Anki packages (`.apkg`, `.colpkg`) of all three generations, and bare collections."""

from collections.abc import Iterator
from contextlib import suppress

from bot.domain.topics import Topics
from bot.parsing.documents import Document, Piece
from bot.parsing.formats.anki.collection import NoteType, open_collection
from bot.parsing.formats.anki.field_contents import Samples, refined, sampled_fields
from bot.parsing.formats.anki.note_types import Reading, Side, reading_of
from bot.parsing.formats.anki.notes import piece_of
from bot.parsing.formats.anki.package import SQLITE_MAGIC, ZIP_MAGIC, collection_of
from bot.parsing.text import Unreadable

_UNKNOWN = Reading((Side((0,), (1,)),), {})


def matches(name: str, head: bytes) -> bool:
    """Any zip archive and any SQLite database: what is no package is refused in words."""
    return head.startswith((*ZIP_MAGIC, SQLITE_MAGIC)) or name.lower().endswith((".apkg", ".colpkg"))


def read(document: Document, topics: Topics) -> Iterator[Piece]:
    """A piece for each note, as it is read; how far the notes were learnt in Anki is not looked at."""
    samples: Samples = {}
    with collection_of(document) as path, open_collection(path) as collection:
        # It stays open: nothing is left behind even by a process that is killed.
        path.unlink()
        types: dict[int, NoteType] = collection.note_types
        with suppress(Unreadable):
            # Whoever reads all notes says where the collection breaks off.
            samples = sampled_fields(collection.notes())
        readings = {number: refined(reading_of(kind), kind, samples.get(number, ())) for number, kind in types.items()}
        for note in collection.notes():
            yield piece_of(
                note,
                types.get(note.type_id),
                readings.get(note.type_id, _UNKNOWN),
                file=document.name,
                topics=topics,
            )
