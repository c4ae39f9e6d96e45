"""The zip around an Anki collection: the one entry that matters is unpacked, the rest is looked at by name only."""

import io
import stat
import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import zstandard

from bot.parsing.documents import Document
from bot.parsing.text import Unreadable

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
SQLITE_MAGIC = b"SQLite format 3\x00"

LARGEST = 1024 * 1024 * 1024
"""Bytes of a collection: about a million notes with ten years of reviews."""

SMALL = 64 * 1024 * 1024
LARGEST_RATIO = 100
"""A collection above SMALL bytes may be this many times larger than it was packed; real ones stay below 20."""

LARGEST_CONTENTS = 8 * 1024 * 1024
"""Bytes of a zip's table of contents: over 100,000 pictures and sounds."""

WIDEST_WINDOW = 32 * 1024 * 1024
"""Bytes that zstd may look back on; Anki writes 2 MB."""

_BROKEN = (BadZipFile, EOFError, NotImplementedError, ValueError, struct.error, zlib.error, zstandard.ZstdError)
"""What reading a zip raises where the file lies."""

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_GENERATIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_OTHERS = (
    ("word/", "a Word document: save it as plain text or Markdown"),
    ("xl/", "an Excel workbook: save the sheet as CSV"),
    ("ppt/", "a PowerPoint presentation: save it as plain text"),
    ("META-INF/container.xml", "an EPUB book: save its text as plain text"),
    ("content.opf", "an EPUB book: save its text as plain text"),
    ("content.xml", "an OpenDocument file: save a text as plain text, a table as CSV"),
    ("AndroidManifest.xml", "an Android app"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("data.edn", "a Mochi deck: export it as Markdown or CSV"),
)


class _Careful(io.BufferedReader):
    """A stream that hands out no more at once than a table of contents may take: zipfile reads that in one go."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LARGEST_CONTENTS:
            raise Unreadable(f"its list of contents alone takes {size // 2**20} MB: no Anki package has so many files")
        return super().read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if offset < 0 and whence == io.SEEK_SET:
            raise BadZipFile("its parts point outside of it")
        return super().seek(offset, whence)


@contextmanager
def collection_of(document: Document) -> Iterator[Path]:
    """The SQLite file of a package in a folder of its own, both gone afterwards.

    Raises Unreadable for what is broken, locked, no Anki package, or larger than anything honest.
    """
    with tempfile.TemporaryDirectory(prefix="sobes-", ignore_cleanup_errors=True) as folder:
        # Names inside a package are never used as paths.
        path = Path(folder, "collection")
        with document.open() as stream, path.open("xb") as unpacked:
            head = stream.read(len(SQLITE_MAGIC))
            stream.seek(0)
            if head == SQLITE_MAGIC:
                _copy(stream, unpacked, document.size)
            elif head.startswith(ZIP_MAGIC):
                _unpack(stream, unpacked)
            else:
                if not head:
                    raise Unreadable("the file is empty", "empty")
                raise Unreadable("is no Anki package, whatever its name says")
        with path.open("rb") as unpacked:
            if unpacked.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
                raise Unreadable("the collection in this package is no SQLite file: export the deck from Anki again")
        yield path


def _unpack(stream: BinaryIO, unpacked: IO[bytes]) -> None:
    try:
        with _Careful(cast("io.RawIOBase", stream)) as careful, ZipFile(careful) as archive:
            entry = _collection_in(archive.infolist())
            with archive.open(entry) as packed:
                if entry.filename.endswith("b"):
                    window = zstandard.ZstdDecompressor(max_window_size=WIDEST_WINDOW)
                    with window.stream_reader(packed, read_across_frames=True, closefd=False) as opened:
                        _copy(opened, unpacked, entry.compress_size)
                else:
                    _copy(packed, unpacked, entry.compress_size)
    except _BROKEN as error:
        told = str(error).strip().lower()
        why = "its list of contents is missing" if "not a zip" in told else told or "its end is missing"
        raise Unreadable(f"the package is cut short or broken ({why}): fetch it or export it again", "cut") from error


def _copy(source: IO[bytes], target: IO[bytes], packed: int) -> None:
    """Counts what really comes out: the sizes that a package states are not to be trusted."""
    allowed = min(LARGEST, max(SMALL, packed * LARGEST_RATIO))
    written = 0
    while chunk := source.read(_CHUNK):
        written += len(chunk)
        if written > allowed:
            raise Unreadable(
                f"unpacks to over {allowed // 2**20} MB from {max(1, packed // 2**10)} KB, as no honest collection does"
            )
        target.write(chunk)


def _collection_in(entries: list[ZipInfo]) -> ZipInfo:
    """The newest generation there is: beside it, the older ones hold a single note that says "please update"."""
    named = [entry for entry in entries if entry.filename in _GENERATIONS]
    if not named:
        raise Unreadable(_what_it_is({entry.filename for entry in entries}))
    if len({entry.filename for entry in named}) < len(named):
        raise Unreadable("holds two collections of one name: export the deck from Anki again")
    entry = min(named, key=lambda each: _GENERATIONS.index(each.filename))
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable("is locked with a password: send it without one", "locked")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable(f"{entry.filename} in it is a link, not a file: export the deck from Anki again")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("is packed in a way that Anki does not use: export the deck from Anki again")
    return entry


def _what_it_is(names: set[str]) -> str:
    for mark, what in _OTHERS:
        if any(name == mark or (mark.endswith("/") and name.startswith(mark)) for name in names):
            return f"is {what}"
    if not names:
        return "is an empty zip archive"
    return "is a zip archive but no Anki package: unpack it and give the files in it"
