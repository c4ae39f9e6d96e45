"""Emoji and dashes back from what is left of them where UTF-8 was read as a code page of one byte to a character."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from bot.parsing.blocks import is_emoji

FEWEST = 3
"""Who writes about broken texts shows one or two of them."""

_CONTINUE = range(0x80, 0xC0)
_PAGES = ("cp1252", "cp1251", "cp874")
_LOST = {2: b"\x9d\x8f\x8d\x90\x81", 3: b"\x8d\x9d\x8f\x90\x81"}
"""Bytes that stand for nothing on the pages that lose some; by how many are left, those of common signs first."""
_WHOLE_PAGE = "cp1251"
_LEADS = ("\xf0\x9f", "\xe2\x80")
"""The first two bytes of an emoji and of a dash, as characters."""


class _Page(NamedTuple):
    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    bytes_of: dict[int, int]


def ungarbled(text: str) -> str:
    """The text with the signs that can be told from what they were read as; a text without such is given as it is."""
    if text.isascii():
        return text
    for page in _pages():
        # One sign is looked for faster than two.
        if sum(text.count(sign) for sign in page.signs if sign[1] in text) >= FEWEST:
            return page.pattern.sub(partial(_whole, page), text)
    return text


def _whole(page: _Page, match: re.Match[str]) -> str:
    read = match[0]
    told = bytes(page.bytes_of[ord(character)] for character in read)
    if (meant := told.decode(errors="ignore")) and _is_sign(meant):
        return meant
    # What stood for nothing may have been left out: then the sign lacks a byte.
    for at in range(len(told), 0, -1):
        for lost in _LOST.get(len(told), b""):
            meant = (told[:at] + bytes((lost,)) + told[at:]).decode(errors="ignore")
            if len(meant) == 1 and is_emoji(meant):
                return meant
    return read


def _is_sign(meant: str) -> bool:
    return len(meant) == 1 and ("\u2000" <= meant <= "\u303f" or meant >= "\ufe00")


@lru_cache(maxsize=1)
def _pages() -> tuple[_Page, ...]:
    return tuple(map(_page, _PAGES))


def _page(name: str) -> _Page:
    """What each byte of a page looks like; what it leaves out is read as the page of the West, or as a control sign."""
    forms: dict[int, set[str]] = {}
    for byte in range(0x80, 0x100):
        found = (bytes((byte,)).decode(page, "ignore") for page in (name, "cp1252", "latin-1"))
        forms[byte] = {next(form for form in found if form)}
        if byte in range(0x80, 0xA0):
            forms[byte].add(chr(byte))
    bytes_of = {ord(form): byte for byte, each in forms.items() for form in each}
    cut = "".join(re.escape(form) for byte in _CONTINUE for form in sorted(forms[byte]))
    three = "".join(form for byte in (0xE2, 0xE3, 0xEF) for form in forms[byte])
    four = "".join(forms[0xF0])
    signs = tuple(first + second for lead in _LEADS for first in forms[ord(lead[0])] for second in forms[ord(lead[1])])
    lost = 0 if name == _WHOLE_PAGE else 1
    return _Page(signs, re.compile(f"{four}[{cut}]{{{3 - lost},3}}|[{three}][{cut}]{{{2 - lost},2}}"), bytes_of)
