"""The text of a Telegram post: its lines, what of them is code or hidden, and any stretch of it as Markdown."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple

from bot.domain.markup import Mark, Run, write_markdown
from bot.parsing.blocks import Line, is_fence
from bot.parsing.own_labels import NO_LABELS, OwnLabels
from bot.parsing.text import unix_line_ends

MOST_STRETCHES = 1_000
"""Telegram allows 100 in a message. What is cut into more pieces is read without their formatting."""

LINK_SIGN = " 🔗"
"""Stands behind a line with a link where adverts are judged."""

LITERAL = -1
"""Stands for code that the author fenced in plain text."""

_WRAPS = {"bold": "**", "italic": "*", "strike": "~~"}
# Beside these a mark opens and closes as it is; anything else is left to `write_markdown`, which checks what comes out.
_EASY_OUTSIDE = frozenset(" \t\u00a0")
_HARD_INSIDE = re.compile(r"[\\`*_\[\]~<>|]")
_HARD_ADDRESS = re.compile(r"[\s()<>\\]")
_WEB = re.compile(r"(?:https?|tg)://", re.IGNORECASE)
_FANCY = re.compile("[\U0001d400-\U0001d7ff]+")
_SIGN = re.compile(r"\w")
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
_TICKS = re.compile("`+")
_NO_CUTS: Mapping[int, int] = {}
_ENDS_HIDDEN = ("\n", ".", "!", ";", ")")


class Said(NamedTuple):
    """A stretch of a post under the same formatting; `hidden` under a spoiler, or in a quote or block that unfolds.

    In `marks`, `pre` is always the only one.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    hidden: bool = False


_END = Said("")


class Stretch(NamedTuple):
    """Formatting from one place of a post to another, in characters."""

    start: int
    end: int
    said: Said


@dataclass(slots=True)
class PostText:
    """The lines of a post. By their place: `code` is the number of the block that a line of code belongs to (0: no
    code), `hidden` whether a line has to be unfolded to be read. A border of what is hidden is a line end. `own` are
    the labels of its channel."""

    lines: list[str]
    code: list[int]
    hidden: list[bool]
    starts: Sequence[int] = ()
    marked: Sequence[Stretch] = ()
    languages: Sequence[str] = ()
    own: OwnLabels = NO_LABELS
    _by_line: dict[int, list[Stretch]] = field(default_factory=dict)

    @property
    def has_blocks(self) -> bool:
        return any(self.code)

    def judged(self, place: int) -> Line:
        """The line as adverts are judged by it: a link is a contact, whatever it is called."""
        line = self.lines[place]
        return Line(place + 1, line + LINK_SIGN if self.has_link(place) else line)

    def has_link(self, place: int) -> bool:
        """Whether a part of the line leads somewhere."""
        return any(mark.kind == "link" for stretch in self.on(place) for mark in stretch.said.marks)

    def is_link(self, place: int) -> bool:
        """Whether nothing but links stands on the line."""
        here = [stretch for stretch in self.on(place) if any(mark.kind == "link" for mark in stretch.said.marks)]
        if not here:
            return False
        text, offset = self.lines[place], self.starts[place]
        links = sum(min(each.end, offset + len(text)) - max(each.start, offset) for each in here)
        if 0 < links >= len(text.strip()) - 4:
            return True
        words = (offset + found.start() for found in _SIGN.finditer(text))
        return links > 0 and all(any(each.start <= at < each.end for each in here) for at in words)

    def is_bold(self, place: int) -> bool:
        """Whether the line is in bold from its first letter on."""
        if not self.marked:
            return False
        line = self.lines[place]
        first = _SIGN.search(line)
        at = self.starts[place] + first.start() if first else -1
        return any(
            stretch.start <= at < stretch.end and any(mark.kind == "bold" for mark in stretch.said.marks)
            for stretch in self.on(place)
        )

    def markdown(self, places: range, *, marks: frozenset[str], cuts: Mapping[int, int] = _NO_CUTS) -> list[Line]:
        """The lines as Markdown with code in fences; of marks only these kinds. `cuts` says how many characters to
        leave out at the beginning of a line."""
        start, end = places.start, places.stop
        found: list[Line] = []
        place = start
        while place < end:
            block = self.code[place]
            if block == 0:
                found.append(Line(place + 1, self._inline(place, cuts.get(place, 0), marks)))
                place += 1
                continue
            last = place
            while last < end and self.code[last] == block:
                last += 1
            found += self._fenced(place, last, block)
            place = last
        return found

    def _fenced(self, start: int, end: int, block: int) -> list[Line]:
        code = [Line(place + 1, self.lines[place]) for place in range(start, end)]
        if block == LITERAL:
            return code
        longest = max((len(ticks) for line in code for ticks in _TICKS.findall(line.text)), default=0)
        fence = "`" * max(3, longest + 1)
        opening = Line(code[0].number, fence + self.languages[block - 1])
        return [opening, *code, Line(code[-1].number, fence)]

    def on(self, place: int) -> Sequence[Stretch]:
        """What is marked on a line."""
        if self.marked and not self._by_line:
            for stretch in self.marked:
                last = bisect_left(self.starts, stretch.end)
                for each in range(bisect_right(self.starts, stretch.start) - 1, last):
                    self._by_line.setdefault(each, []).append(stretch)
        return self._by_line.get(place, ())

    def _inline(self, place: int, cut: int, kinds: frozenset[str]) -> str:
        text = self.lines[place]
        here = self.on(place)
        if not here:
            return text[cut:]
        offset = self.starts[place]
        written: list[str] = []
        at = cut
        for start, end, said in here:
            low, high = max(start - offset, at), min(end - offset, len(text))
            marks = tuple(mark for mark in said.marks if mark.kind in kinds)
            if high <= low or not marks:
                continue
            written.append(text[at:low])
            outside = (text[low - 1 : low] or " ") + (text[high : high + 1] or " ")
            written.append(_wrapped(text[low:high], marks, outside))
            at = high
        written.append(text[at:])
        return "".join(written)


def _wrapped(text: str, marks: tuple[Mark, ...], outside: str) -> str:
    """A piece of a line under its marks; `outside` is the character before it and the one behind it."""
    bare = text.strip()
    if not bare or "quote" in (mark.kind for mark in marks):
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    kind, value = marks[0].kind, marks[0].value
    if kind == "link" and (not _WEB.match(value) or bare == value or value.endswith(f"//{bare}")):
        return text
    if len(marks) == 1:
        if kind == "code" and "`" not in bare:
            return f"{lead}`{bare}`{tail}"
        hard = _HARD_INSIDE.search(bare)
        if kind == "link" and not hard and not _HARD_ADDRESS.search(value):
            return f"{lead}[{bare}]({value}){tail}"
        if kind in _WRAPS and not hard and _EASY_OUTSIDE.issuperset((lead or outside[0]) + (tail or outside[1])):
            return f"{lead}{_WRAPS[kind]}{bare}{_WRAPS[kind]}{tail}"
    before, behind = ("" if each.isspace() else each for each in outside)
    alone = write_markdown([Run(before, ()), Run(bare, marks), Run(behind, ())])
    if before and not alone.startswith(before):
        return text
    return f"{lead}{alone.removeprefix(before).removesuffix(behind)}{tail}"


def lay_lines(said: Sequence[Said]) -> PostText:
    """The lines of what was said; a block of code, and what is hidden, begin and end lines of their own."""
    if len(said) > MOST_STRETCHES:
        said = [Said("".join(part.text for part in said))]
    if any(_FANCY.search(part.text) for part in said):
        said = [part._replace(text=_FANCY.sub(_plain, part.text)) for part in said]
    if any("\r" in part.text for part in said):
        said = [part._replace(text=unix_line_ends(part.text)) for part in said]
    if not any(part.marks or part.hidden for part in said):
        plain = "".join(part.text for part in said).split("\n")
        return _with_fences(PostText(plain, [0] * len(plain), [False] * len(plain)))
    writer = _Writer()
    for number, part in enumerate(said):
        writer.add(part, said[number + 1] if number + 1 < len(said) else _END)
    return writer.laid()


def _plain(fancy: re.Match[str]) -> str:
    """Letters that some channels write headings with, as plain ones; each is one character still."""
    return unicodedata.normalize("NFKC", fancy[0])


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    size: int = 0
    last: str = "\n"
    closing: bool = False
    marked: list[Stretch] = field(default_factory=list)
    blocks: list[Stretch] = field(default_factory=list)
    unfolded: list[Stretch] = field(default_factory=list)

    def add(self, said: Said, following: Said) -> None:
        text = said.text
        kinds = [mark.kind for mark in said.marks]
        is_block = "pre" in kinds or ("code" in kinds and "\n" in text.strip("\n"))
        if is_block:
            text = text.strip("\n")
        if not text:
            return
        if self.closing and not text.startswith("\n"):
            self._put("\n")
        self.closing = False
        borders = said.hidden and (self._goes_on_hidden() or self.last == "\n" or not _goes_on(following))
        if (is_block or (borders and not self._goes_on_hidden())) and self.last != "\n":
            self._put("\n")
        start = self.size
        self._put(text)
        stretch = Stretch(start, self.size, said)
        if is_block:
            self.blocks.append(stretch)
            self.closing = True
        elif said.marks:
            self.marked.append(stretch)
        if borders:
            self.unfolded.append(stretch)
            self.closing = self.closing or not (following.hidden or following.text.startswith(_ENDS_HIDDEN))

    def _goes_on_hidden(self) -> bool:
        return bool(self.unfolded) and self.unfolded[-1].end >= self.size - 1

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)
        self.last = text[-1]

    def laid(self) -> PostText:
        lines = "".join(self.parts).split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        code, hidden = [0] * len(lines), [False] * len(lines)
        languages = []
        for number, block in enumerate(self.blocks, start=1):
            told = next((mark.value for mark in block.said.marks if mark.kind == "pre"), "")
            languages.append(told if _LANGUAGE.fullmatch(told) else "")
            for place in range(bisect_right(starts, block.start) - 1, bisect_right(starts, block.end - 1)):
                code[place] = number
        for stretch in self.unfolded:
            for place in range(bisect_right(starts, stretch.start) - 1, bisect_right(starts, stretch.end - 1)):
                hidden[place] = True
        laid = PostText(lines, code, hidden, starts, self.marked, languages)
        if any(mark.kind == "code" for stretch in self.marked for mark in stretch.said.marks):
            _join_lines_of_code(laid, languages)
        return _with_fences(laid)


def _join_lines_of_code(text: PostText, languages: list[str]) -> None:
    """Lines next to each other that are nothing but code each are a block that was marked line by line."""
    places = [place for place in range(len(text.lines)) if _is_code_line(text, place)]
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        if len(run) > 1:
            languages.append("")
            for place in run:
                text.code[place] = len(languages)


def _is_code_line(text: PostText, place: int) -> bool:
    line = text.lines[place]
    if not line.strip() or text.code[place]:
        return False
    start = text.starts[place] + len(line) - len(line.lstrip())
    end = text.starts[place] + len(line.rstrip())
    return any(
        stretch.start <= start and stretch.end >= end and any(mark.kind == "code" for mark in stretch.said.marks)
        for stretch in text.on(place)
    )


def _goes_on(following: Said) -> bool:
    """Whether words follow on the same line that are not hidden."""
    return not following.hidden and _SIGN.search(following.text.partition("\n")[0]) is not None


def _with_fences(text: PostText) -> PostText:
    fenced = False
    for place, line in enumerate(text.lines):
        if not fenced and "```" not in line and "~~~" not in line:
            continue
        if text.code[place]:
            continue
        if is_fence(line):
            fenced = not fenced
            text.code[place] = LITERAL
        elif fenced:
            text.code[place] = LITERAL
    return text
