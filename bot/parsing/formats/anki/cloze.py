"""Texts with gaps, `{{c1::hidden::hint}}`, read as Anki reads them."""

import re
from dataclasses import dataclass, field

GAP = "[…]"
DEEPEST = 8
"""Gaps within gaps, as Anki allows them; a deeper one is text."""

_TOKEN = re.compile(r"\{\{c\d+(?:,\d+)*::|\}\}")


@dataclass(frozen=True, slots=True)
class Gapped:
    """The HTML with each gap as `[…]` or `[hint]`, and what the gaps hide, in their order."""

    text: str
    hidden: tuple[str, ...]


@dataclass(slots=True)
class _Gap:
    text: list[str] = field(default_factory=list)
    hint: str | None = None


def with_gaps(html: str) -> Gapped:
    """A gap that never closes stays as it was written."""
    shown: list[str] = []
    hidden: list[str] = []
    gaps: list[_Gap] = []
    opened = 0
    at = 0
    for token in _TOKEN.finditer(html):
        _put(html[at : token.start()], gaps, shown)
        at = token.end()
        if token[0] != "}}" and len(gaps) < DEEPEST:
            if not gaps:
                opened = token.start()
            gaps.append(_Gap())
        elif token[0] == "}}" and gaps:
            gap = gaps.pop()
            text = "".join(gap.text)
            if gaps:
                gaps[-1].text.append(text)
            else:
                hidden.append(text)
                shown.append(f"[{gap.hint}]" if gap.hint else GAP)
        else:
            _put(token[0], gaps, shown)
    if gaps:
        shown.append(html[opened:])
    else:
        _put(html[at:], gaps, shown)
    return Gapped("".join(shown), tuple(dict.fromkeys(hidden)))


def _put(text: str, gaps: list[_Gap], shown: list[str]) -> None:
    if not gaps:
        shown.append(text)
        return
    text, mark, hint = text.partition("::")
    gaps[-1].text.append(text)
    if mark:
        gaps[-1].hint = hint
