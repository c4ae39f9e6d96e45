"""What print leaves in a text where its pages turn: numbers of pages with the running titles above and below them."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import LABEL_LINE, Line, asks
from bot.parsing.question_heads import opens_answer

FEWEST = 2
MOSTLY = 0.5
NEAR = 3
"""Lines with something on them, above and below the number of a page."""

LONGEST_NUMBER = 32

_NUMBER = r"\W{0,3}\d{1,4}(?:\s?(?:/|of|из|共)\s?\d{1,4})?[^\w.)）、．]{0,3}"
_TURN = re.compile(
    rf"(?:page|стр(?:аница|\.)?|p\.|第)\s?{_NUMBER}(?:页.{{0,12}})?$|page \d{{1,4}}: \S.*$|{_NUMBER}$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2}")


def without_turned_pages(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without running titles, and without the numbers of pages that these stand around."""
    full = [index for index, line in enumerate(lines) if line.text.strip()]
    turns = [place for place, index in enumerate(full) if _turns(lines[index].text)]
    if len(turns) < FEWEST:
        return lines
    around = [{place + step for step in range(-NEAR, NEAR + 1) if 0 <= place + step < len(full)} for place in turns]
    met = Counter(said for index in full if (said := _said(lines[index])))
    running = {said for said, count in met.items() if count >= max(FEWEST, MOSTLY * len(turns))}
    gone: set[int] = set()
    for place, places in zip(turns, around, strict=True):
        titles = {each for each in places if _said(lines[full[each]]) in running}
        if titles:
            gone |= {full[each] for each in {place, *titles}}
    return [line for index, line in enumerate(lines) if index not in gone] if gone else lines


def _turns(text: str) -> bool:
    if len(text) > (LABEL_LINE if text[:4].lower() == "page" else LONGEST_NUMBER):
        return False
    return _TURN.match(text.strip()) is not None


def _said(line: Line) -> str:
    """A line that may be a running title, with its numbers all alike; nothing for any other."""
    bare = line.bare
    if (
        len(bare) > LABEL_LINE
        or not _WORD.search(bare)
        or asks(bare)
        or opens_answer(bare)
        or lexicon.BUTTON.match(bare)
    ):
        return ""
    return _DIGITS.sub("0", bare)
