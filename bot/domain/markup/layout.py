"""Nodes to runs of marked text: the one place that decides line breaks, bullets and margins."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.domain.markup.nodes import (
    Block,
    Bold,
    Code,
    CodeBlock,
    Heading,
    Inline,
    Italic,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strike,
    Text,
)

MarkKind = Literal["bold", "italic", "strike", "code", "link", "pre", "quote"]

_BULLETS = ("•", "◦")
_RULE = "———"
_ITEM_MARGIN = "   "
_QUOTE_MARGIN = "> "


@dataclass(frozen=True, slots=True)
class Mark:
    """How a run looks; `value` is the address of a link or the language of a `pre`, else empty."""

    kind: MarkKind
    value: str = ""


class Run(NamedTuple):
    """Text under the same marks, outermost first.

    A kind occurs at most once in `marks`; `pre` is always the only mark, only `quote` may stand before `code`.
    """

    text: str
    marks: tuple[Mark, ...]


def lay_out(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """The whole text as runs; neighbours never have equal marks and no run is empty."""
    writer = _Writer()
    writer.blocks(blocks, "", (), gap="\n\n")
    return _tidy(writer.runs)


def plain_text(blocks: tuple[Block, ...]) -> str:
    """What a reader sees, without any marks: for search, previews and screen readers."""
    return "".join(run.text for run in lay_out(blocks))


class _Writer:
    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._after_marker = False
        self._bullet_depth = 0
        self._quoted = False

    def blocks(self, blocks: tuple[Block, ...], margin: str, marks: tuple[Mark, ...], gap: str) -> None:
        for number, block in enumerate(blocks):
            if number:
                self._put(gap, marks)
            self._block(block, margin, marks)

    def _block(self, block: Block, margin: str, marks: tuple[Mark, ...]) -> None:
        match block:
            case Paragraph(content):
                self._margin(margin, marks)
                self._inlines(content, margin, marks)
            case Heading(content):
                self._margin(margin, marks)
                self._inlines(content, margin, _with(marks, Mark("bold")))
            case CodeBlock(text, language):
                if self._after_marker:
                    self._put("\n", marks)
                    self._after_marker = False
                # Telegram: `pre` lives neither inside another mark nor around one.
                self._put(text, (Mark("pre", language),))
            case ListBlock(items, tight):
                self._list(items, margin, marks, gap="\n" if tight else "\n\n")
            case Quote(inner):
                self._quote(inner, margin, marks)
            case Rule():
                self._margin(margin, marks)
                self._put(_RULE, marks)

    def _list(self, items: tuple[Item, ...], margin: str, marks: tuple[Mark, ...], gap: str) -> None:
        bullet = _BULLETS[self._bullet_depth % len(_BULLETS)]
        self._bullet_depth += 1
        for number, item in enumerate(items):
            if number:
                self._put(gap, marks)
            self._margin(margin, marks)
            self._put((item.marker or bullet) + " ", marks)
            self._after_marker = True
            self.blocks(item.blocks, margin + _ITEM_MARGIN, marks, gap)
            self._after_marker = False
        self._bullet_depth -= 1

    def _quote(self, inner: tuple[Block, ...], margin: str, marks: tuple[Mark, ...]) -> None:
        # Telegram refuses a quote within a quote: the inner one gets the sign that mail uses.
        if self._quoted:
            if self._after_marker:
                self._put(_QUOTE_MARGIN, marks)
            self.blocks(inner, margin + _QUOTE_MARGIN, marks, gap="\n")
            return
        if self._after_marker:
            self._put("\n", marks)
            self._after_marker = False
        self._quoted = True
        self.blocks(inner, "", _with(marks, Mark("quote")), gap="\n\n")
        self._quoted = False

    def _inlines(self, content: tuple[Inline, ...], margin: str, marks: tuple[Mark, ...]) -> None:
        for node in content:
            match node:
                case Text(text):
                    self._put(text.replace("\n", "\n" + margin), marks)
                case Code(text):
                    self._put(text, _code_marks(marks))
                case Bold(inner):
                    self._inlines(inner, margin, _with(marks, Mark("bold")))
                case Italic(inner):
                    self._inlines(inner, margin, _with(marks, Mark("italic")))
                case Strike(inner):
                    self._inlines(inner, margin, _with(marks, Mark("strike")))
                case Link(inner, url):
                    self._inlines(inner, margin, _with(marks, Mark("link", url)))

    def _margin(self, margin: str, marks: tuple[Mark, ...]) -> None:
        if not self._after_marker:
            self._put(margin, marks)
        self._after_marker = False

    def _put(self, text: str, marks: tuple[Mark, ...]) -> None:
        if text:
            self.runs.append(Run(text, marks))


def _with(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    return marks if any(present.kind == mark.kind for present in marks) else (*marks, mark)


def _code_marks(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Telegram lets `code` stand inside a quote only; a link is worth more than the look of its label."""
    if any(mark.kind == "link" for mark in marks):
        return marks
    return (*(mark for mark in marks if mark.kind == "quote"), Mark("code"))


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """White space keeps only the marks that both its neighbours share; equal neighbours become one run."""
    following: list[tuple[Mark, ...]] = []
    marks: tuple[Mark, ...] = ()
    for run in reversed(runs):
        following.append(marks)
        if not run.text.isspace():
            marks = run.marks
    tidy: list[tuple[list[str], tuple[Mark, ...]]] = []
    before: tuple[Mark, ...] = ()
    for run, after in zip(runs, reversed(following), strict=True):
        marks = _shared(_shared(before, run.marks), after) if run.text.isspace() else run.marks
        if tidy and tidy[-1][1] == marks:
            tidy[-1][0].append(run.text)
        else:
            tidy.append(([run.text], marks))
        before = marks
    return tuple(Run("".join(texts), marks) for texts, marks in tidy)


def _shared(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> tuple[Mark, ...]:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return first[:count]
