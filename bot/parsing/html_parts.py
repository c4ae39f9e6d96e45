"""A long HTML page cut into its messages while it is read, so that memory does not grow with its size."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

CHUNK = 256 * 1024
LARGEST_PART = 256 * 1024
"""Characters of one message with all its markup; of a longer one only the beginning is read."""

MOST_TAGS = 8_000
"""Of one message. The parser's time grows with the square of what stands open at once."""


def parts(stream: BinaryIO, border: re.Pattern[str]) -> Iterator[str]:
    """The page cut before each match of `border`; first comes what stands above the first one."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    waiting = ""
    for chunk in _chunks(stream):
        waiting += decoder.decode(chunk, final=not chunk)
        begin = 0
        for match in border.finditer(waiting):
            if match.start() > begin:
                yield waiting[begin : min(match.start(), begin + LARGEST_PART)]
                begin = match.start()
        waiting = waiting[begin:]
        if len(waiting) > 2 * LARGEST_PART:
            waiting = waiting[:LARGEST_PART] + waiting[-LARGEST_PART:]
    yield waiting[:LARGEST_PART]


def node_of(part: str) -> LexborNode | None:
    """The root of a part of a page; None for what no message is."""
    return None if part.count("<") > MOST_TAGS else LexborHTMLParser(part).root


def text_of(node: LexborNode | None) -> str:
    """The words of a node on one line; empty for none."""
    return " ".join(node.text().split()) if node else ""


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
    yield b""
