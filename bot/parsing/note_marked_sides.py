"""Cards of notes whose sides begin with signs: `? question`, and `?? answer` behind it or on the lines below."""

import re
from collections.abc import Sequence

from bot.parsing.note_blocks import HEADING, NoteLine
from bot.parsing.note_outline import OutlineCard

FEWEST = 2
LONGEST_LINE = 5_000
"""Characters of a question with its answer behind it."""

_QUESTION = re.compile(r"\s{0,3}\?\s+(?=\S)")
_ANSWER = re.compile(r"(?:^|(?<=\s))\?\?\s+(?=\S)")
_MARKED = re.compile(r"==(?=\S)((?:(?!==).){1,400})(?<=\S)==")


def marked_sides(lines: Sequence[NoteLine]) -> list[OutlineCard]:
    """The cards; none where hardly one is written so."""
    if sum("?? " in line.text for line in lines) < FEWEST:
        return []
    cards: list[OutlineCard] = []
    at = 0
    while at < len(lines):
        opens = None if lines[at].is_code else _QUESTION.match(lines[at].text[:LONGEST_LINE])
        if opens is None:
            at += 1
            continue
        end = _end(lines, at)
        card = _card(lines[at:end], opens.end())
        cards += [card] if card else []
        at = end if card else at + 1
    return cards if len(cards) >= FEWEST else []


def _end(lines: Sequence[NoteLine], start: int) -> int:
    """The index behind a card: it ends at a blank line above no code, a heading, the next card, or a plugin's note."""
    at = start + 1
    while at < len(lines):
        line = lines[at]
        is_blank = not line.is_code and not line.text.strip()
        if is_blank and not any(below.is_code for below in lines[at + 1 : at + 2]):
            break
        if not line.is_code and (
            HEADING.match(line.text) or _QUESTION.match(line.text) or line.text.lstrip().startswith("<!--")
        ):
            break
        at += 1
    return at


def _card(lines: Sequence[NoteLine], begin: int) -> OutlineCard | None:
    texts = [lines[0].text[begin:], *(line.text for line in lines[1:])]
    for at, text in enumerate(texts):
        found = None if lines[at].is_code else _ANSWER.search(text[:LONGEST_LINE])
        if found is None:
            continue
        question = "\n".join([*texts[:at], text[: found.start()]]).strip()
        answer = "\n".join([text[found.end() :], *texts[at + 1 :]]).strip()
        if not question:
            return None
        shown = _MARKED.sub(r"\1", question), _MARKED.sub(r"\1", answer)
        return OutlineCard(lines[0].number, lines[-1].number, *shown, ())
    return None
