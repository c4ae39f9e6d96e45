"""The letters that stand before options, in Latin and Cyrillic, and the key that names some of them."""

import re
from collections.abc import Sequence
from itertools import pairwise

LETTERS = "A-Ha-hА-За-з"
"""What a class of a pattern holds for them."""

_ORDERS = ("abcdefgh", "абвгдежз")
_ALIKE = str.maketrans("авсе", "abce")
"""Cyrillic letters typed for the Latin ones that look the same."""

_MOST_INLINE = 300
_INLINE = re.compile(rf"(?:^|(?<=\s))[(（]?([{LETTERS}])\s?[.、)）．]\s*(?=\S)")


def in_order(signs: Sequence[str]) -> bool:
    """Whether letters follow each other from the first one of their alphabet."""
    told = "".join(signs).casefold()
    return any(order.startswith(order_of) for order in _ORDERS for order_of in (told, told.translate(_ALIKE)))


def places(key: str, signs: Sequence[str], count: int) -> tuple[int, ...]:
    """The places (from 0) of the options that a key names by their letters; none where one of them is no option's.
    Options without letters of their own, `count` of them, go by the Latin ones."""
    order = [sign.casefold() for sign in signs] if all(signs) else list(_ORDERS[0][:count])
    found: set[int] = set()
    for sign in re.findall(rf"[{LETTERS}]", key):
        small = sign.casefold()
        small = small if small in order else small.translate(_ALIKE)
        if small not in order:
            return ()
        found.add(order.index(small))
    return tuple(sorted(found))


def parted_line(line: str) -> list[str]:
    """A line parted before each letter where it holds three options and more: "A. … B. … C. …"; else the line."""
    starts = list(_INLINE.finditer(line[:_MOST_INLINE]))
    if len(starts) < 3 or starts[0].start() > 0 or not in_order([found[1] for found in starts]):
        return [line]
    edges = [found.start() for found in starts] + [len(line)]
    return [line[start:end].strip() for start, end in pairwise(edges)]
