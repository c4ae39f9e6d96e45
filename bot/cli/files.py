"""Reading what a person points at: files and folders, each fault one clear line."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.domain.topics import Topics
from bot.parsing import Document, Piece, Unreadable, read_document
from bot.parsing.reading import SUFFIXES

_HIDDEN = "."
_NUMBERS = re.compile(r"([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or what is already known to be wrong with it. `name` is its path below what was given."""

    path: Path
    name: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What there is to read, and how many files of other kinds lie in the folders that were given."""

    found: list[Found]
    passed_over: int

    @property
    def passed_over_in_words(self) -> str:
        """For a summary; empty where there was none."""
        return f", {self.passed_over} of other kinds passed over" if self.passed_over else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that was not read, by its path as it was given or found, and why."""

    name: str
    reason: str


def find_files(paths: Sequence[Path]) -> Search:
    """Every file given, and every file of a known kind in the folders given, in a stable order and each once.

    No two have the same name: of files whose names are alike, the later ones carry more of their path.
    """
    seen: set[str] = set()
    names: set[str] = set()
    found = []
    passed_over = 0
    for path in paths:
        for each in _below(path):
            if each is None:
                passed_over += 1
                continue
            real = os.path.realpath(each.path)
            if real in seen:
                continue
            seen.add(real)
            name = _name_not_in(names, each)
            names.add(name)
            found.append(Found(each.path, name, each.fault))
    return Search(found, passed_over)


def read(found: Found, topics: Topics) -> Iterator[Piece | Fault]:
    """What stands in a file, piece by piece; a fault ends it, and what came before holds."""
    name = printable(str(found.path))
    if found.fault is not None:
        yield Fault(name, found.fault)
        return
    try:
        yield from read_document(_document(found), topics)
    except Unreadable as unreadable:
        yield Fault(name, unreadable.reason)
    except OSError as error:
        yield Fault(name, _cannot(error))


def document(found: Found) -> Document:
    """A file as a document. Raises Unreadable and OSError, as its stream may, too."""
    if found.fault is not None:
        raise Unreadable(found.fault)
    return _document(found)


def complain(fault: Fault) -> None:
    """One line on stderr."""
    print(f"sobes: {fault.name}: {fault.reason}", file=sys.stderr)


def printable(name: str) -> str:
    """A file's name on one line in valid UTF-8: line ends, undecodable bytes and invisible marks as escapes."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in name
    )


def _below(path: Path) -> Iterator[Found | None]:
    """The files of one argument; None for each of another kind by its name."""
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield Found(path, printable(path.name), _cannot(error))
        return
    if not is_folder:
        yield Found(path, printable(path.name))
        return
    top = path.resolve().name
    barred: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=barred.append):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for file in (Path(folder, name) for name in sorted(names, key=_in_order) if not name.startswith(_HIDDEN)):
            is_known = file.suffix.lower() in SUFFIXES
            yield Found(file, printable(f"{top}/{file.relative_to(path)}")) if is_known else None
    for refusal in barred:
        closed = Path(refusal.filename)
        yield Found(closed, printable(f"{top}/{closed.relative_to(path)}"), _cannot(refusal))


def _in_order(name: str) -> list[tuple[bool, int, str]]:
    """The parts of an export in the order of their numbers: messages2.html before messages10.html."""
    stem, dot, suffix = name.rpartition(".")
    parts = [*_NUMBERS.split(stem if dot else suffix), f"{dot}{suffix}" if dot else ""]
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _name_not_in(names: set[str], found: Found) -> str:
    """Longer and longer ends of the path until the name is free; real paths differ, so one of them is."""
    if found.name not in names:
        return found.name
    parts = found.path.absolute().parts
    longer = (printable(str(Path(*parts[start:]))) for start in reversed(range(len(parts))))
    return next(name for name in longer if len(name) > len(found.name) and name not in names)


def _document(found: Found) -> Document:
    with _open(found.path) as opened:
        return Document(found.name, os.fstat(opened.fileno()).st_size, lambda: _open(found.path))


def _open(path: Path) -> BinaryIO:
    # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    opened = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: PTH123, SIM115 - a descriptor, for the caller
    if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
        opened.close()
        raise Unreadable("is no regular file")
    return opened


def _cannot(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"
