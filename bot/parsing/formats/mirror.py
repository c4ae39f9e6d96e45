"""Shape (c): posts as mirrors show them: an address, a date of update, the post, the channel's name.

The address stays as the source. What stands under it is a long post of sections, or plain text of a channel.
"""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import ADDRESS, Line, content, matches_label, trimmed
from bot.parsing.formats.dump import read_dump
from bot.parsing.harvest import Harvest
from bot.parsing.sections import has_sections, read_sections

ADDRESS_LINE = 240
TOP_LINES = 3
UPDATE_WITHIN = 3


def is_mirror(lines: Sequence[Line]) -> bool:
    """Whether the text begins with a mirror's address, or holds one with a date of update."""
    return bool(_starts(lines))


def _address(line: Line) -> re.Match[str] | None:
    return ADDRESS.match(line.text) if len(line.text) <= ADDRESS_LINE and "/" in line.text else None


def _starts(lines: Sequence[Line]) -> list[int]:
    """Indexes of the address lines that open a post."""
    top = {line.number for line in content(lines[: TOP_LINES * 4])[:TOP_LINES]}
    return [
        index for index, line in enumerate(lines) if _address(line) and (line.number in top or _updated(lines, index))
    ]


def _updated(lines: Sequence[Line], index: int) -> bool:
    below = content(lines[index + 1 : index + 2 * UPDATE_WITHIN])[:UPDATE_WITHIN]
    return any(_is_update(line) for line in below)


def _is_update(line: Line) -> bool:
    return matches_label(lexicon.UPDATE_LINE, line.text)


def read_mirror(lines: Sequence[Line], harvest: Harvest) -> None:
    """Adds the long post, or the plain posts, under each address."""
    starts = _starts(lines)
    if content(lines[: starts[0]]):
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        _read_post(lines[start:end], harvest)


def _read_post(lines: Sequence[Line], harvest: Harvest) -> None:
    body = trimmed(lines)
    head: list[Line] = []
    while body and (_address(body[0]) or _is_update(body[0]) or not body[0].text.strip()):
        head.append(body.pop(0))
    harvest.drop(head, "address or date of the mirror: kept as the source")
    before = len(harvest.finds)
    if has_sections(body):
        read_sections(body, harvest)
    else:
        read_dump(body, harvest)
    address = next((match for line in head if (match := _address(line))), None)
    if address is None:
        return
    for find in harvest.finds[before:]:
        parts = [part for part in address[2].split("/") if part]
        find.url = address.string.strip()
        find.post = parts[-1] if len(parts) > 1 else None
        find.channel = find.channel or parts[0]
