"""Bullets that a page's text lost: signs on lines of their own above what they mark, and Word's letter "o"."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import Line

FEWEST = 3
SIGN_LINE = 9
"""Characters: a sign with some blanks around it."""
_ALONE = frozenset("-–—•◦▪‣·●○■□*")
_LETTER = re.compile(r"^(\s*)o\s+(?=\S)")


def with_bullets(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, each sign that stands alone joined with what it marks, and a letter that stands for a sign as one."""
    alone = sum(line.text.strip() in _ALONE for line in lines if len(line.text) <= SIGN_LINE)
    if alone >= FEWEST:
        lines = _joined(lines)
    letters = sum(line.text.lstrip()[:2] == "o " for line in lines)
    if letters < FEWEST:
        return lines
    return [
        Line(line.number, _LETTER.sub(r"\1○ ", line.text)) if line.text.lstrip()[:2] == "o " else line for line in lines
    ]


def _joined(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    sign = ""
    for line in lines:
        bare = line.text.strip()
        if bare in _ALONE:
            sign = bare
        elif sign and bare:
            kept.append(Line(line.number, f"{sign} {bare}"))
            sign = ""
        else:
            kept.append(line)
    return kept
