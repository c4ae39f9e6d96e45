"""Where a text may be cut without breaking what a reader takes for one character."""

import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_LONGEST_GRAPHEME = 64
"""Longer clusters are decoration (stacked accents); they may be cut."""


def cut_before(text: str, index: int, lowest: int) -> int:
    """The last place at or before `index` where no grapheme is broken; `index` itself if none is above `lowest`.

    A working part of Unicode's UAX 29: combining marks, variation selectors, emoji joined by ZWJ, skin tones and
    flags stay whole. At most 64 characters are looked back on.
    """
    floor = max(lowest, index - _LONGEST_GRAPHEME)
    place = index
    while place > floor and place < len(text) and _joined(text, place, lowest):
        place -= 1
    return place if place > floor else index


def _joined(text: str, index: int, lowest: int) -> bool:
    before, after = text[index - 1], text[index]
    if after == "\n" or before == "\n":
        return False
    if _ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after)[0] == "M" or _is_skin_tone(after):
        return True
    if not (_is_flag_letter(before) and _is_flag_letter(after)):
        return False
    return _flag_letters(text, lowest, index) % 2 == 1


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters(text: str, lowest: int, end: int) -> int:
    """How many stand in a row right before `end`: two make a flag."""
    start = end
    while start > lowest and _is_flag_letter(text[start - 1]):
        start -= 1
    return end - start


def first_words(text: str, limit: int) -> str:
    """`text` on one line, cut at a word to at most `limit` characters (code points) with an ellipsis.

    Languages without spaces are cut at a character. `limit` is at least 2.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = cut_before(line, limit - 1, 0)
    space = line.rfind(" ", 0, end + 1)
    if space > end // 2:
        end = space
    return line[:end].rstrip(" ,;:—-") + "…"
