"""Reads a large text in parts that end where a post ends, so that memory does not grow with the file."""

import io
import re
from collections.abc import Iterator

from bot.parsing import lexicon
from bot.parsing.blocks import LABEL_LINE, asks, is_fence, is_short
from bot.parsing.counters import heat, reactions
from bot.parsing.documents import Document
from bot.parsing.text import Unreadable, codec_of

PART = 1_500_000
"""Characters: some thousand posts. The footers of a channel repeat often enough in so many."""
LOOKED_AT = 60_000
SAMPLE_BYTES = 1024 * 1024
DAMAGE_ALLOWED = 0.002

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)


def parts(document: Document) -> Iterator[str]:
    """The text of a document in parts of whole lines, with unix line ends.

    Raises Unreadable, in the middle too, with the line from which on the bytes are no text.
    """
    with document.open() as stream:
        codec = codec_of(stream.read(SAMPLE_BYTES))
    with document.open() as stream, io.TextIOWrapper(stream, codec, errors="replace") as text:
        kept, line = "", 1
        while more := text.read(PART - len(kept)):
            buffer = (kept + more) if kept else more.removeprefix("\ufeff")
            _check(buffer[len(kept) :], line + kept.count("\n"))
            cut = safe_cut(buffer) if len(buffer) >= PART else len(buffer)
            yield buffer[:cut]
            line += buffer.count("\n", 0, cut)
            kept = buffer[cut:]
        if kept:
            yield kept


def _check(text: str, line: int) -> None:
    if "\x00" in text:
        at = line + text.count("\n", 0, text.index("\x00"))
        raise Unreadable(f"not a text: a NUL character in line {at}; what stands above it was read")
    if text.count("\ufffd") > max(10, len(text) * DAMAGE_ALLOWED):
        at = line + text.count("\n", 0, text.index("\ufffd"))
        raise Unreadable(f"not a text in one encoding: broken from line {at} on; what stands above it was read")


def safe_cut(text: str) -> int:
    """Where to cut a text that goes on: behind the end of a post, else before a question, else at a blank line, and
    never inside a fence."""
    floor = max(0, len(text) - LOOKED_AT)
    blank = line_end = None
    end = text.rfind("\n") + 1
    below = text[end:].strip()
    at = end
    while at > floor:
        start = text.rfind("\n", 0, at - 1) + 1
        line = text[start : at - 1] if text[at - 1 : at] == "\n" else text[start:at]
        bare = line.strip()
        if line_end is None:
            line_end = at
        if not bare:
            blank = blank or at
            if below and asks(below):
                return _outside_fences(text, at)
        elif below and is_edge(bare) and not is_edge(below):
            return _outside_fences(text, at)
        below = bare or below
        at = start
    return _outside_fences(text, blank or line_end or len(text))


def is_edge(bare: str) -> bool:
    """Whether a line can only stand at the end of a post."""
    if len(bare) > LABEL_LINE:
        return False
    return reactions(bare) is not None or (is_short(bare) and (heat(bare) is not None or lexicon.is_chrome(bare)))


def _outside_fences(text: str, cut: int) -> int:
    """The same place, or the beginning of the fenced code that it lies in."""
    fences = [match.start() for match in _FENCE.finditer(text, 0, cut) if is_fence(text[match.start() : match.end()])]
    inside = len(fences) % 2 == 1
    # A fence that never closes holds no part back.
    return fences[-1] if inside and fences[-1] > len(text) // 2 else cut
