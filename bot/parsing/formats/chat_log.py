"""Messages copied out of a messenger: a line with a name and a time above each, or both in front of the text.

Where several people write it is a talk, and talk gives no cards. Where one channel writes, each message is a post.
"""

import re
from collections import Counter
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import Line
from bot.parsing.harvest import Harvest

FEWEST_STAMPS = 2
NAME_LINE = 60
SPEAKERS = 2

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_ABOVE = re.compile(rf"^(.{{1,{NAME_LINE}}}?),? \[(?:{_DATE},? )?{_TIME}\]:?\s*$")
_BEFORE = re.compile(rf"^(?:\[{_DATE},? {_TIME}\] |{_DATE},? {_TIME} - )([^:]{{1,{NAME_LINE}}}): (?=\S)")
_WROTE = re.compile(
    rf"^(.{{1,{NAME_LINE}}}?) (?:написал(?:а|\(а\))?|пишет|сказал(?:а|\(а\))?|wrote|said|writes|发表于.*|写道|说)"
    r"\s?[:：]\s*$"
)
_REPLY = re.compile(
    r"^\[(?:в ответ на|in reply to|回复|photo|фото|video|видео|sticker|стикер|forwarded from|переслано от).*\]\s*$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"^([^\W\d_][\w.-]{1,19}(?: [^\W\d_][\w.-]{0,19})?): (?=\S)")


def is_chat_log(lines: Sequence[Line]) -> bool:
    """Whether the text is made of messages with a name and a time each."""
    stamps = 0
    for line in lines:
        stamps += _stamp(line.text) is not None
        if stamps >= FEWEST_STAMPS:
            return True
    return False


def _stamp(text: str) -> re.Match[str] | None:
    if len(text) > NAME_LINE * 2 and not text.startswith(("[", "0", "1", "2", "3")):
        return None
    if ":" not in text[: NAME_LINE * 2]:
        return None
    return _ABOVE.match(text) or _WROTE.match(text) or _BEFORE.match(text[: NAME_LINE * 3])


def is_talk(lines: Sequence[Line]) -> bool:
    """Whether the text is what people say to each other: names before colons come back on most of its lines."""
    names: Counter[str] = Counter()
    said = 0
    for line in lines:
        text = line.text
        if not text.strip():
            continue
        said += 1
        match = _SAYS.match(text[: NAME_LINE * 2]) if ": " in text[: NAME_LINE + 2] else None
        if match and not _is_label(text):
            names[match[1]] += 1
    speakers = {name: count for name, count in names.items() if count > 1}
    return len(speakers) >= SPEAKERS and sum(names.values()) * 2 >= said and sum(speakers.values()) * 2 >= said


def _is_label(text: str) -> bool:
    head = text[: NAME_LINE * 2]
    return any(pattern.match(head) for pattern in (lexicon.QUESTION_LABEL, lexicon.FULL_LABEL, lexicon.SHORT_LABEL))


def without_stamps(lines: Sequence[Line], harvest: Harvest) -> tuple[list[Line], frozenset[str]]:
    """The messages of one channel, parted by lines that are the edges given back; nothing where people talk."""
    people = {match[1].strip() for line in lines if (match := _stamp(line.text))}
    if len(people) != 1:
        harvest.drop(lines, "talk of several people")
        return [], frozenset()
    kept: list[Line] = []
    edges: set[str] = set()
    for line in lines:
        match = _stamp(line.text)
        if match is None:
            if not _REPLY.match(line.text):
                kept.append(line)
            continue
        name = match[1].strip()
        edges.add(name)
        kept.append(Line(line.number, name))
        rest = line.text[match.end() :]
        if rest.strip():
            kept.append(Line(line.number, rest))
    return kept, frozenset(edges)
