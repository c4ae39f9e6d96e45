"""The text of large files line by line: one encoding, a bounded line, memory that does not grow."""

import codecs
import io
from collections.abc import Iterator

from bot.parsing.documents import Document
from bot.parsing.text import Unreadable, decode

LONGEST_LINE = 8 * 1024 * 1024
"""Characters. A longer line was written by no person."""

LARGEST_LEGACY = 64 * 1024 * 1024
"""Bytes of a file whose encoding has to be guessed."""


def decoded_head(head: bytes, *, cut: bool = True, strict: bool = False) -> str | None:
    """The beginning of a text, with unix line ends; None where it is none.

    `cut` says that the bytes may end in the middle of a character or line. With `strict`, raises Unreadable instead.
    """
    try:
        encoding = _encoding(head, cut=cut)
    except Unreadable:
        if strict:
            raise
        return None
    text = head.decode(encoding, "ignore").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_lines(document: Document) -> Iterator[str]:
    """The lines of a document with their ends as they are; the last one perhaps has none.

    Raises Unreadable for what is no text, and with its number where a line is absurdly long.
    """
    encoding = _encoding(document.head(), cut=document.size > len(document.head()))
    with document.open() as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text:
        number = 0
        while True:
            line = text.readline(LONGEST_LINE)
            if not line:
                return
            number += 1
            if len(line) >= LONGEST_LINE:
                raise Unreadable(f"line {number} is longer than {LONGEST_LINE // 2**20} MB: no list of questions")
            yield line.removeprefix("\ufeff") if number == 1 else line


def _encoding(head: bytes, *, cut: bool) -> str:
    """The codec of a text by its beginning; raises Unreadable."""
    text = decode(head)
    for mark, codec in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")):
        if head.startswith(mark):
            return codec
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for codec in ("utf-8", "cp1251", "gb18030", "utf-16-le", "utf-16-be"):
        if _reads_as(head, codec, text, cut=cut):
            return codec
    return "utf-8"


def _reads_as(head: bytes, codec: str, text: str, *, cut: bool) -> bool:
    decoder = codecs.getincrementaldecoder(codec)("strict" if codec == "utf-8" else "replace")
    try:
        read = decoder.decode(head, final=not cut)
    except UnicodeDecodeError:
        return False
    plain = read.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.startswith(plain[: len(plain) - 4]) if cut else text == plain
