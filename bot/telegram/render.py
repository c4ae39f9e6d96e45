"""Marked-up text to Telegram's classic HTML, in one message or in pieces."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from bot.domain.markup import Block, Mark, MarkKind, Run, cut_before, lay_out, shows_something
from bot.telegram.limits import ENTITIES, utf16_length
from bot.texts.html import Html, escape, printable, spoiler

PIECE_ENTITIES = ENTITIES - 10
"""Marks in one piece; the rest is for what a screen puts around it."""

_TAGS: dict[MarkKind, tuple[str, str]] = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "strike": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "quote": ("<blockquote>", "</blockquote>"),
}
_TAG = re.compile(r"<[^>]*>")
_SENTENCE_END = re.compile(r"[.!?…][\"»”)]*(?=\s)|[。！？；][”」』）]*")
_WORD_END = re.compile(r"\s|[，、：]")
_WHITE_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")


def render(blocks: tuple[Block, ...]) -> Html:
    """The whole text as HTML; longer than one message may be, if the text is."""
    return _html(_runs(blocks))


def visible_length(html: Html) -> int:
    """UTF-16 units that Telegram counts for `html`: tags are free, an entity such as `&lt;` counts as one."""
    text = _TAG.sub("", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    return utf16_length(text)


def split(blocks: tuple[Block, ...], *, first: int, rest: int, hidden: bool = False) -> list[Html]:
    """The text in pieces: the first of at most `first` visible UTF-16 units, the others of at most `rest`.

    Every piece is whole HTML with something to see in it; there is none when the text shows nothing. A piece ends,
    in this order of wishes, between paragraphs, lines, sentences, words; code only between lines unless one line
    alone is too long. No piece has more than `PIECE_ENTITIES` marks. `hidden` pieces show once they are tapped; code
    in them looks like words, as Telegram lets no spoiler cover what is marked as code.
    Raises ValueError for a limit below 2, the size of one character.
    """
    if min(first, rest) < 2:
        raise ValueError(f"no text fits into {min(first, rest)} UTF-16 units")
    text = _Cuttable(_hideable(_runs(blocks)) if hidden else _runs(blocks))
    pieces: list[Html] = []
    start = text.skip_blank(0)
    while start < len(text.text):
        end = text.cut(start, rest if pieces else first, rest)
        piece = text.between(start, end)
        if shows_something("".join(run.text for run in piece)):
            pieces.append(spoiler(_html(piece)) if hidden else _html(piece))
        start = text.skip_blank(end)
    return pieces


def _runs(blocks: tuple[Block, ...]) -> list[Run]:
    return [Run(printable(text), marks) for text, marks in lay_out(blocks)]


def _hideable(runs: Sequence[Run]) -> list[Run]:
    """https://core.telegram.org/bots/api#formatting-options: a spoiler can be part of anything but code."""
    return [
        Run(text, tuple(mark for mark in marks if mark.kind not in ("code", "pre", "quote"))) for text, marks in runs
    ]


def _html(runs: Sequence[Run]) -> Html:
    parts: list[str] = []
    opened: tuple[Mark, ...] = ()
    for text, marks in runs:
        kept = _shared(opened, marks)
        parts.extend(_closing(mark) for mark in reversed(opened[kept:]))
        parts.extend(_opening(mark) for mark in marks[kept:])
        parts.append(escape(text))
        opened = marks
    parts.extend(_closing(mark) for mark in reversed(opened))
    return Html("".join(parts))


def _shared(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> int:
    """How many marks both begin with."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _opening(mark: Mark) -> str:
    if mark.kind == "link":
        return f'<a href="{escape(mark.value)}">'
    if mark.kind == "pre":
        return f'<pre><code class="language-{escape(mark.value)}">' if mark.value else "<pre>"
    return _TAGS[mark.kind][0]


def _closing(mark: Mark) -> str:
    if mark.kind == "link":
        return "</a>"
    if mark.kind == "pre":
        return "</code></pre>" if mark.value else "</pre>"
    return _TAGS[mark.kind][1]


class _Cuttable:
    """Runs as one string, with what is needed to choose a good place to cut it."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.text = "".join(run.text for run in runs)
        self._runs = runs
        self._starts: list[int] = []
        place = 0
        for run in runs:
            self._starts.append(place)
            place += len(run.text)

    def between(self, start: int, end: int) -> list[Run]:
        """The runs of `text[start:end]` without the white space at its end."""
        end = start + len(self.text[start:end].rstrip())
        found: list[Run] = []
        for number in range(self._run_at(start), len(self._runs)):
            place = self._starts[number]
            if place >= end:
                break
            text, marks = self._runs[number]
            found.append(Run(text[max(start - place, 0) : end - place], marks))
        return found

    def skip_blank(self, place: int) -> int:
        """The next place where something stands; the indentation of a line of code counts as something."""
        while place < len(self.text):
            number = self._run_at(place)
            if _is_pre(self._runs[number]):
                return _end_of(_BLANK_LINES, self.text, place)
            end = _end_of(_WHITE_SPACE, self.text, place, self._starts[number] + len(self._runs[number].text))
            if end == place:
                break
            place = end
        return place

    def cut(self, start: int, units: int, whole: int) -> int:
        """Where the piece that begins at `start` ends, beyond `start` and within `units`.

        A code block of at most `whole` units is left to the next piece if that leaves no great gap in this one.
        """
        end = self._marks_reach(start, self._reach(start, units))
        if end == len(self.text):
            return end
        window = end - start
        code = self._run_around(end, "pre")
        moved = self._starts[code] if code is not None else start
        if code is not None and moved > start + window // 4 and utf16_length(self._runs[code].text) <= whole:
            return moved
        for lowest in (start + window // 2, start):
            for find in (self._paragraph_end, self._line_end, self._sentence_end, self._word_end):
                place = find(lowest, end)
                if place is not None:
                    return place
        spaces = [found.start() for found in _WHITE_SPACE.finditer(self.text, start + 1, end)]
        return spaces[-1] if spaces else cut_before(self.text, end, start)

    def _reach(self, start: int, units: int) -> int:
        window = self.text[start : start + units]
        if window.isascii():
            return start + len(window)
        # Half a surrogate pair at the end is ignored, so it falls to the next piece.
        return start + len(window.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def _marks_reach(self, start: int, end: int) -> int:
        """`end`, or an earlier place where the marks since `start` become too many."""
        count = 0
        opened: tuple[Mark, ...] = ()
        for number in range(self._run_at(start), len(self._runs)):
            if self._starts[number] >= end:
                break
            marks = self._runs[number].marks
            count += len(marks) - _shared(opened, marks)
            if count > PIECE_ENTITIES:
                return self._starts[number]
            opened = marks
        return end

    def _paragraph_end(self, lowest: int, end: int) -> int | None:
        bound = end + 2
        while (place := self.text.rfind("\n\n", lowest + 1, bound)) >= 0:
            code = self._run_around(place, "pre")
            if code is None:
                return place
            bound = self._starts[code]
        return None

    def _line_end(self, lowest: int, end: int) -> int | None:
        place = self.text.rfind("\n", lowest + 1, end + 1)
        return place if place >= 0 else None

    def _sentence_end(self, lowest: int, end: int) -> int | None:
        return self._last(_SENTENCE_END, lowest, end)

    def _word_end(self, lowest: int, end: int) -> int | None:
        return self._last(_WORD_END, lowest, end)

    def _last(self, pattern: re.Pattern[str], lowest: int, end: int) -> int | None:
        """The end of the last match outside code; white space may begin at `end`, as a piece loses it anyway."""
        for found in reversed(list(pattern.finditer(self.text, lowest, end + 1))):
            place = found.start() if found[0].isspace() else found.end()
            if lowest < place <= end and self._run_around(place, "pre", "code") is None:
                return place
        return None

    def _run_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _run_around(self, place: int, *kinds: MarkKind) -> int | None:
        """The number of the run of one of `kinds` that a cut at `place` would break."""
        if place >= len(self.text):
            return None
        number = self._run_at(place)
        marks = self._runs[number].marks
        inside = self._starts[number] < place and bool(marks) and marks[-1].kind in kinds
        return number if inside else None


def _is_pre(run: Run) -> bool:
    return bool(run.marks) and run.marks[-1].kind == "pre"


def _end_of(pattern: re.Pattern[str], text: str, place: int, bound: int | None = None) -> int:
    found = pattern.match(text, place, len(text) if bound is None else bound)
    return found.end() if found else place
