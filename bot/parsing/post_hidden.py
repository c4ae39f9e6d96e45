"""Joins what is hidden in a post where its formatting parts it: Telegram hides no code, so that a spoiler with code in
it comes in pieces with the code bare between them."""

from collections.abc import Iterable, Sequence

from bot.parsing.post_text import MOST_STRETCHES, Said

_OF_CODE = frozenset(("code", "pre"))


def hidden_whole(said: Sequence[Said]) -> Sequence[Said]:
    """The stretches, with those hidden too that are formatted and lie between two hidden ones, and inline code that
    fills the rest of the line of a hidden one."""
    if len(said) > MOST_STRETCHES or not any(part.hidden for part in said):
        return said
    found = list(said)
    for at, part in enumerate(found):
        if part.hidden or not part.marks:
            continue
        before = found[at - 1] if at else None
        below = found[at + 1] if at + 1 < len(found) else None
        inside = _is_hidden(reversed(found[:at])) and _is_hidden(found[at + 1 :])
        if inside or (_is_code(part) and (_ends_the_line(before, below) or _begins_the_line(before, below))):
            found[at] = part._replace(hidden=True)
    return found


def _is_hidden(parts: Iterable[Said]) -> bool:
    """Whether the first of some stretches is hidden, those with nothing but line ends left out."""
    near = next((part for part in parts if part.text.strip()), None)
    return near is not None and near.hidden


def _is_code(part: Said) -> bool:
    return "\n" not in part.text and any(mark.kind in _OF_CODE for mark in part.marks)


def _ends_the_line(before: Said | None, below: Said | None) -> bool:
    return (
        before is not None
        and before.hidden
        and not before.text.endswith("\n")
        and (below is None or below.text.startswith("\n"))
    )


def _begins_the_line(before: Said | None, below: Said | None) -> bool:
    return (
        before is not None
        and not before.hidden
        and before.text.endswith("\n")
        and below is not None
        and below.hidden
        and not below.text.startswith("\n")
    )
