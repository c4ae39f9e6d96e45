"""Lines of a note with flashcards: what of them is code, headings, and where the text of a card begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.blocks import HASHTAGS

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
DECK_TAG = re.compile(r"(?:^|\s)#(flashcards?(?:/[^\s#]+)?)(?=\s|$)", re.IGNORECASE)
CARD_TAG = re.compile(
    r"(?:(?<!\S)#card|(?<=\S )#flashcard)(?P<way>[-/](?:reverse|spaced))?(?P<tags>(?:\s+#[^\s#]+)*)\s*$", re.IGNORECASE
)
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)$")


@dataclass(frozen=True, slots=True)
class NoteLine:
    number: int
    text: str
    is_code: bool


def lines_of(text: str) -> list[NoteLine]:
    """The lines, with what is code marked; front matter is code here, as no card stands in it."""
    lines: list[NoteLine] = []
    fence = ""
    front = text.startswith("---\n")
    for number, line in enumerate(text.split("\n"), 1):
        if front:
            lines.append(NoteLine(number, line, is_code=True))
            front = number == 1 or line.rstrip() != "---"
            continue
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            lines.append(NoteLine(number, line, is_code=True))
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if found:
            fence = found[1]
        lines.append(NoteLine(number, line, is_code=bool(found)))
    return lines


def title_of(heading: re.Match[str]) -> str:
    return heading[2].rstrip().rstrip("#").rstrip()


def ends_section(line: NoteLine, level: int) -> bool:
    if line.is_code:
        return False
    if "#" not in line.text:
        return False
    heading = HEADING.match(line.text)
    return (heading is not None and len(heading[1]) <= level) or CARD_TAG.search(line.text) is not None


def above(lines: Sequence[NoteLine], index: int) -> int:
    """The index of the first line of the paragraph that ends before `index`; blank lines between are passed over."""
    at = index
    while at > 0 and not lines[at - 1].text.strip() and not lines[at - 1].is_code:
        at -= 1
    start = at
    while start > 0:
        line = lines[start - 1]
        if not line.is_code and (not line.text.strip() or _stops(line.text)):
            break
        start -= 1
    return start if start < at else index


def below(lines: Sequence[NoteLine], start: int) -> int:
    """The index behind the answer that begins at `start`: it ends at a blank line outside of code, or at `+++`.

    Code behind a blank line, and whatever a colon announces, still belongs to it.
    """
    at = start
    while at < len(lines) and not lines[at].text.strip() and not lines[at].is_code:
        at += 1
    while at < len(lines):
        line = lines[at]
        if not line.is_code and (HEADING.match(line.text) or line.text.strip() in ("+++", "---")):
            break
        if not line.is_code and not line.text.strip():
            further = next((n for n in range(at, min(at + 3, len(lines))) if lines[n].text.strip()), at)
            announced = at > start and lines[at - 1].text.rstrip().endswith((":", "："))
            if further == at or not (lines[further].is_code or announced) or _stops(lines[further].text):
                break
            at = further
        at += 1
    return at


def _stops(text: str) -> bool:
    bare = text.strip()
    return (
        HEADING.match(text) is not None
        or bare in ("---", "***", "___", "+++")
        or bare.startswith(("<!--SR:", "^"))
        or (bare.startswith("#") and (DECK_TAG.sub("", text).strip() == "" or HASHTAGS.match(bare) is not None))
    )
