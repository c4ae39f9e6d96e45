"""Runs of marked text back to Markdown: the way in for what people type."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from bot.domain.markup.layout import Mark, Run, lay_out
from bot.domain.markup.nodes import CodeBlock, Link, Paragraph, Text
from bot.domain.markup.parse import parse_markdown

_CODE = Mark("code")
_SIGNS = {"bold": "**", "italic": "*", "strike": "~~"}
# WORD JOINER shows nothing; marks beside it open and close as beside a letter of another alphabet than ASCII.
_JOINER = "\u2060"
_NO_BREAK_SPACE = "\u00a0"
_TAB_WIDTH = 4

_SPACES = re.compile(r"\s+|\S+")
_TICKS = re.compile("`+")
# No mark begins or ends at a star or a low line between two ASCII letters or digits.
_MARKUP = re.compile(r"\\(?!\s|[^\W_])|[`\[\]~<|]|(?<![A-Za-z0-9])[*_]|[*_](?![A-Za-z0-9])|!(?=\[|$)")
_LINE_START = re.compile(r"^(?=[-+#>])|^(\d{1,9})(?=[.)])")
# Below a line with a bar this makes a table, and no backslash can hide it.
_TABLE_RULE = re.compile(r"^(?=:[-:]*$)")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\x00-\x20\x7f]")
_ADDRESS_MARKUP = re.compile(r"[\\()]|&(?=#?\w+;)")


class _Piece(NamedTuple):
    text: str
    marks: frozenset[Mark]


class _Way(NamedTuple):
    """How to write: with the signs of Markdown hidden by backslashes, with joiners inside the marks."""

    hidden: bool
    joined: bool


_PLAINEST = _Way(hidden=False, joined=False)
_HIDDEN = (_Way(hidden=True, joined=False), _Way(hidden=True, joined=True))
_WAYS = (_PLAINEST, _Way(hidden=False, joined=True), *_HIDDEN)

_Line = list[_Piece]
_PLAIN: frozenset[Mark] = frozenset()


def write_markdown(runs: Iterable[Run]) -> str:
    """Markdown that lays out as `runs`: what looks like a mark in their text shows as itself.

    Backslashes stand only in lines that would not show as they are. What Markdown cannot carry is brought into shape:
    a quote or code block begins a paragraph; blank lines in a row become one, and none stay at the edges of a block;
    white space goes at the end of a line, at both ends of the text and beside a block, elsewhere at the beginning of
    a line it becomes no-break spaces (a tab: four); white space loses marks that do not go on behind it.
    An invisible U+2060 stands where Markdown would allow no mark, or would not leave text alone.
    A link to where `parse_markdown` allows none is text; what belongs into no address is percent-encoded in one.
    """
    blocks: list[str] = []
    begins_line = False
    for around, runs_around in groupby(_with_links_that_work(runs), key=_around):
        group = list(runs_around)
        if around is not None and around.kind == "pre":
            blocks += _fence("".join(run.text for run in group), around.value)
        else:
            paragraphs = [_paragraph(lines) for lines in _paragraphs(group, indented=begins_line)]
            blocks += _quoted(paragraphs) if around else paragraphs
        begins_line = group[-1].text.endswith("\n")
    return "\n\n".join(blocks)


def _quoted(paragraphs: Sequence[str]) -> list[str]:
    if not paragraphs:
        return []
    return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(paragraphs).split("\n"))]


def _with_links_that_work(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        marks = [
            Mark("link", _NOT_IN_ADDRESS.sub(_percent, mark.value)) if mark.kind == "link" else mark
            for mark in run.marks
        ]
        yield Run(run.text, tuple(mark for mark in marks if mark.kind != "link" or _leads_somewhere(mark.value)))


def _leads_somewhere(url: str) -> bool:
    return parse_markdown(f"[x]({_destination(url)})") == (Paragraph((Link((Text("x"),), url),)),)


def _percent(found: re.Match[str]) -> str:
    return quote(found[0])


def _destination(url: str) -> str:
    return _ADDRESS_MARKUP.sub(_backslash, url)


def _backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _around(run: Run) -> Mark | None:
    """The block that a run stands in; code in a quote stands for itself, as it is laid out."""
    kinds = {mark.kind: mark for mark in run.marks}
    return kinds.get("pre") or kinds.get("quote")


def _fence(text: str, language: str) -> list[str]:
    lines = text.rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    if not lines:
        return []
    code = "\n".join(lines)
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
    named, nameless = (f"{fence}{name}\n{code}\n{fence}" for name in (language, ""))
    return [named if parse_markdown(named) == (CodeBlock(code, language.lower()),) else nameless]


def _paragraphs(runs: Iterable[Run], *, indented: bool) -> Iterator[list[_Line]]:
    """The paragraphs' lines; `indented` says whether spaces at the very beginning are the indentation of a line."""
    lines: list[_Line] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        marks = frozenset(mark for mark in run.marks if mark.kind != "quote")
        lines[-1].append(_Piece(first, marks))
        lines += [[_Piece(other, marks)] for other in others]
    tidy = [_tidy(line, indented=indented or number > 0) for number, line in enumerate(lines)]
    return (list(group) for blank, group in groupby(tidy, key=lambda line: not line) if not blank)


def _tidy(line: _Line, *, indented: bool) -> _Line:
    """The line with its indentation visible, no space at its end, and spaces outside of the marks' edges."""
    words = _words(line)
    if words and words[-1].text.isspace():
        words.pop()
    if words and words[0].text.isspace() and not indented:
        del words[0]
    tidy: _Line = []
    for number, word in enumerate(words):
        text, marks = word
        if text.isspace():
            text = text if number else _indentation(text)
            marks = marks & words[number - 1].marks & words[number + 1].marks if number else _PLAIN
        if tidy and tidy[-1].marks == marks:
            text = tidy.pop().text + text
        tidy.append(_Piece(text, marks))
    return tidy


def _words(line: _Line) -> _Line:
    """Spaces and what stands between them; code is a word of its own."""
    words: _Line = []
    for text, marks in line:
        for word in [text] if _CODE in marks and text.strip() else _SPACES.findall(text):
            if word.isspace() and words and words[-1].text.isspace():
                words[-1] = _Piece(words[-1].text + word, words[-1].marks & marks)
            else:
                words.append(_Piece(word, marks))
    return words


def _indentation(spaces: str) -> str:
    return spaces.replace("\t", " " * _TAB_WIDTH).replace(" ", _NO_BREAK_SPACE)


def _paragraph(lines: Sequence[_Line]) -> str:
    plainest = "\n".join(_written(line, _PLAINEST) for line in lines)
    if _shows(plainest, lines):
        return _anchored(plainest)
    text = "\n".join(_line(line, _WAYS) for line in lines)
    if _shows(text, lines):
        return _anchored(text)
    return _anchored("\n".join(_line(line, _HIDDEN) for line in lines))


def _line(line: _Line, ways: Sequence[_Way]) -> str:
    for way in ways:
        text = _written(line, way)
        if _shows(text, [line]):
            return text
    return _written([_Piece(piece.text, _PLAIN) for piece in line], _HIDDEN[0])


def _anchored(text: str) -> str:
    """Markdown takes white space of any kind off the beginning of a paragraph."""
    return _JOINER + text if text[0].isspace() else text


def _shows(markdown: str, lines: Sequence[_Line]) -> bool:
    """Whether the Markdown is one paragraph that shows the lines, and leaves the next paragraph alone."""
    blocks = parse_markdown(f"{_anchored(markdown)}\n\nx")
    if len(blocks) != 2 or not isinstance(blocks[0], Paragraph) or blocks[1] != Paragraph((Text("x"),)):
        return False
    wanted = [piece for line in lines for piece in (*line, _Piece("\n", _PLAIN))][:-1]
    return _seen(lay_out(blocks[:1])) == _seen(wanted)


def _seen(runs: Iterable[Run | _Piece]) -> tuple[str, list[frozenset[Mark]]]:
    """The text, and the marks of every character that is no white space."""
    shown = [(run.text.replace(_JOINER, ""), frozenset(run.marks)) for run in runs]
    marks = [marks for text, marks in shown for char in text if not char.isspace()]
    return "".join(text for text, _ in shown), marks


def _written(line: _Line, way: _Way) -> str:
    parts: list[str] = []
    opened: list[Mark] = []
    for number, (text, marks) in enumerate(line):
        closing = False
        while not marks.issuperset(opened):
            parts.append(_closing(opened.pop(), way))
            closing = True
        longest_first = sorted(
            marks.difference(opened, {_CODE}), key=lambda mark: (-_reach(line, number, mark), mark.kind)
        )
        if closing and longest_first and way.joined:
            parts.append(_JOINER)
        parts += [_opening(mark, way) for mark in longest_first]
        opened += longest_first
        parts.append(_code(text) if _CODE in marks else _MARKUP.sub(_backslash, text) if way.hidden else text)
    parts += [_closing(mark, way) for mark in reversed(opened)]
    written = "".join(parts)
    return _TABLE_RULE.sub(_JOINER, _LINE_START.sub(r"\1\\", written)) if way.hidden else written


def _reach(line: _Line, start: int, mark: Mark) -> int:
    """Where the mark ends that begins at the piece numbered `start`."""
    return next((number for number in range(start, len(line)) if mark not in line[number].marks), len(line))


def _opening(mark: Mark, way: _Way) -> str:
    if mark.kind == "link":
        return "["
    return _SIGNS[mark.kind] + (_JOINER if way.joined else "")


def _closing(mark: Mark, way: _Way) -> str:
    if mark.kind == "link":
        return f"]({_destination(mark.value)})"
    return (_JOINER if way.joined else "") + _SIGNS[mark.kind]


def _code(text: str) -> str:
    runs = set(map(len, _TICKS.findall(text)))
    ticks = "`" * next(length for length in range(1, len(text) + 2) if length not in runs)
    padded = text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " ")
    return f"{ticks} {text} {ticks}" if padded else f"{ticks}{text}{ticks}"
