"""Knows the lines again that a channel repeats around its posts, also where a number or a tag in them changes."""

import re
from collections.abc import Set as AbstractSet

LONGEST = 120

_CHANGES = re.compile(r"#\w+|\d+")
_KEYS = re.compile(
    r"(?:ответ|вариант|вывод|answer|option|output|result|答案|选项?|输出)\w{0,10}\W{0,6}\d|[=({;}<>\[]", re.IGNORECASE
)
"""The number of a right option, and code: there the number is what is said."""
_TOLD = (".", "\u3002", ";", ",")
"""What tells something ends so; two answers may differ in a number only."""
_MANY_TOLD = re.compile(r"(?:[^\W\d_][\W_]*?){4}|[\u4e00-\u9fff]{2}")


def form_of(line: str) -> str | None:
    """A line with what changes from post to post left out; None where that leaves nothing that one could know again."""
    if (
        len(line) > LONGEST
        or not _CHANGES.search(line)
        or line.endswith(_TOLD)
        or (_KEYS.search(line) and "#" not in line)
    ):
        return None
    form = _CHANGES.sub("#", line)
    return form if _MANY_TOLD.search(form) else None


def is_repeated(line: str, repeated: AbstractSet[str]) -> bool:
    """Whether a line is one of those that a channel repeats, or has the form of some of them."""
    if line in repeated:
        return True
    form = form_of(line)
    return form is not None and form in repeated
