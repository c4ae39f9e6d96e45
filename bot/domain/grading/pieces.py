"""A typed text as prose alone, cut into sentences and their parts."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 4000
"""Characters of an answer that are read."""

_RAW = 20_000
_FENCE = re.compile(r"`{3,}.*?(?:`{3,}|\Z)|^[ \t]*~{3,}.*?(?:^[ \t]*~{3,}|\Z)", re.MULTILINE | re.DOTALL)
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ud800-\\uf8ff]"
)
_MARKS = re.compile(r"\*\*|__(?=\W|$)|~~|`|^[ \t]*(?:[-*+•>]|#{1,6})[ \t]+|\*(?=\w)|(?<=\w)\*", re.MULTILINE)
_END = re.compile(
    r"[.!?…]+(?=\s|$|[\u3400-\u9fff])|[。;\n]+"
    r"|, (?=(?:and|but|whereas|while|in fact|actually|а|но|зато|на самом деле)\s)"
    r"|,(?=而(?![且是])|但|其实|实际上?|事实上)"
)
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|т\.\s?[едпк]|напр|см|др)$", re.IGNORECASE)


def fold(text: str) -> str:
    """At most LONGEST characters of prose: without fenced code, marks and invisible characters, NFKC, ё as е."""
    bare = _FENCE.sub("\n", text[:_RAW])
    bare = unicodedata.normalize("NFKC", bare[:LONGEST])[:LONGEST]
    return _MARKS.sub("", _INVISIBLE.sub("", bare)).replace("ё", "е").replace("Ё", "Е").replace("’", "'")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Sentences and their parts; each with whether its sentence goes on behind it."""
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.start()]
        if end[0][0] == "." and _ABBREVIATED.search(piece):
            continue
        if piece.strip():
            yield piece, end[0].startswith(",")
        start = end.end()
    if text[start:].strip():
        yield text[start:], False
