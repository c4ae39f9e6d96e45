"""Reading what a person points at: files and folders, each fault one clear line."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.text import Unreadable, decode

LARGEST = 64 * 1024 * 1024
"""Bytes of one text file. Anything larger is no collection of posts that a person has made."""

SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
"""What is read in a folder; a file that is named itself is read whatever it is called."""

_HIDDEN = "."


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
class ReadFile:
    """A file that was read: its name below what was given, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that was not read, by its path as it was given or found, and why."""

    name: str
    reason: str


def find_files(paths: Sequence[Path]) -> Search:
    """Every file given, and every text file in the folders given, in a stable order and each once.

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


def read(found: Found) -> ReadFile | Fault:
    """The text of a file, or why there is none."""
    reason = found.fault
    if reason is None:
        try:
            return ReadFile(found.name, decode(_bytes(found.path)))
        except Unreadable as unreadable:
            reason = unreadable.reason
        except OSError as error:
            reason = _cannot(error)
    return Fault(printable(str(found.path)), reason)


def complain(fault: Fault) -> None:
    """One line on stderr."""
    print(f"sobes: {fault.name}: {fault.reason}", file=sys.stderr)


def printable(name: str) -> str:
    """A file's name on one line in valid UTF-8: line ends, undecodable bytes and invisible marks as escapes."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in name
    )


def _below(path: Path) -> Iterator[Found | None]:
    """The files of one argument; None for each that is no text by its name."""
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
        for file in (Path(folder, name) for name in sorted(names) if not name.startswith(_HIDDEN)):
            is_text = file.suffix.lower() in SUFFIXES
            yield Found(file, printable(f"{top}/{file.relative_to(path)}")) if is_text else None
    for refusal in barred:
        closed = Path(refusal.filename)
        yield Found(closed, printable(f"{top}/{closed.relative_to(path)}"), _cannot(refusal))


def _name_not_in(names: set[str], found: Found) -> str:
    """Longer and longer ends of the path until the name is free; real paths differ, so one of them is."""
    if found.name not in names:
        return found.name
    parts = found.path.absolute().parts
    longer = (printable(str(Path(*parts[start:]))) for start in reversed(range(len(parts))))
    return next(name for name in longer if len(name) > len(found.name) and name not in names)


def _bytes(path: Path) -> bytes:
    # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as opened:  # noqa: PTH123 - a descriptor
        about = os.fstat(opened.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("is no regular file")
        if about.st_size > LARGEST:
            raise Unreadable(f"is too large: {about.st_size // 2**20} MB, at most {LARGEST // 2**20} MB")
        return opened.read(LARGEST)


def _cannot(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"
