"""Blocks to our Markdown: code in fences at the margin with every character kept, the rest as the author set it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.parsing.code import guess_language
from bot.parsing.formats.markdown.blocks import Block, reread
from bot.parsing.formats.markdown.clean import unwrapped

_LANGUAGE = re.compile(r"\{?\.?([A-Za-z0-9][A-Za-z0-9+#_.-]{0,30})")
_TICKS = re.compile("`{3,}")
_CODE_SIGNS = re.compile(r"[{}();=<>\[\]|$\\]|^\s*(?:#|//|>>>|@|\$ |def |class |import |from )", re.MULTILINE)
_FOREIGN = re.compile(r"[\u4e00-\u9fff\u0400-\u04ff]")
_ASIDE = re.compile(r"(?:#|//|/\*|--\s|<!--).*|\"[^\"]*\"|'[^']*'|“[^”]*”")
_ENDS_CODE = re.compile(r"[{}\[\];()=,\\>]$|^(?:\$|>>>|#!|<[a-z]+[ >]|\w+\.\w+\()")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown and the number of code blocks in it."""

    markdown: str
    code_blocks: int


def write(blocks: Sequence[Block]) -> Written:
    """The blocks as Markdown, without rules at either end."""
    body = list(blocks)
    while body and body[0].kind == "rule":
        del body[0]
    while body and body[-1].kind == "rule":
        body.pop()
    writer = _Writer()
    for block in body:
        writer.block(block, _Frame())
    return Written("\n".join(writer.lines).strip("\n"), writer.code_blocks)


@dataclass(slots=True)
class _Frame:
    """Where a container's content stands. Code goes to the margin and takes what follows in its containers with it."""

    indent: str = ""
    quote: str = ""
    above: "_Frame | None" = None


@dataclass(slots=True)
class _Writer:
    lines: list[str] = field(default_factory=list)
    code_blocks: int = 0

    def block(self, block: Block, frame: _Frame) -> None:
        """Writes a block as a paragraph of its own."""
        match block.kind:
            case "code":
                self._code(block, frame)
            case "list":
                self._list(block, frame)
            case "quote" | "details" | "item":
                self._container(block, frame)
            case "table":
                self._table(block, frame)
            case "rule":
                self._text("---", frame)
            case "heading":
                self._text(f"{'#' * block.level} {block.text.strip()}", frame)
            case _:
                self._text(unwrapped(block.text), frame)

    def _container(self, block: Block, frame: _Frame) -> None:
        if block.summary:
            self._text(f"**{' '.join(unwrapped(each.text) for each in block.summary).strip('*')}**", frame)
        inner = _Frame(frame.indent, f"{frame.quote}> ", frame) if block.kind == "quote" else frame
        for child in block.children:
            self.block(child, inner)

    def _gap(self, frame: _Frame) -> None:
        if self.lines and self.lines[-1].strip("> "):
            inside = frame.quote and self.lines[-1].startswith(frame.quote.rstrip())
            self.lines.append(frame.quote.rstrip() if inside else "")

    def _text(self, text: str, frame: _Frame) -> None:
        if not text.strip():
            return
        self._gap(frame)
        self.lines += [f"{frame.quote}{frame.indent}{line}".rstrip() for line in text.split("\n")]

    def _code(self, block: Block, frame: _Frame) -> None:
        if block.info == "indented" and (not _CODE_SIGNS.search(block.text) or _is_prose(block.text)):
            for each in reread(block.text.strip(), block.line) if _LIST.match(block.text) else ():
                self.block(each, frame)
            if not _LIST.match(block.text):
                self._text(unwrapped(block.text), frame)
            return
        if not block.text.strip():
            return
        named = None if block.info == "indented" else _LANGUAGE.match(block.info)
        mark = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(block.text))])
        if self.lines and self.lines[-1].strip():
            self.lines.append("")
        self.lines += [f"{mark}{named[1].lower() if named else guess_language(block.text)}", block.text, mark, ""]
        self.code_blocks += 1
        outer: _Frame | None = frame
        while outer is not None:
            outer.indent = ""
            outer = outer.above

    def _list(self, block: Block, frame: _Frame) -> None:
        self._gap(frame)
        # "1. 1. 1." leaves the counting to the reader, which does not work once code stands between the items.
        repeated = len({item.info for item in block.children}) == 1
        for number, item in enumerate(block.children):
            if number and (block.level or (self.lines and not self.lines[-1].strip())):
                self._gap(frame)
            marker = f"{_number(item.info, number if repeated else 0)} " if item.info[:1].isdigit() else "- "
            inner = _Frame(frame.indent + " " * len(marker), frame.quote, frame)
            first, *rest = item.children or [Block("paragraph", item.line, "")]
            if first.kind in ("paragraph", "html", "heading"):
                head, *more = unwrapped(first.text).split("\n")
                self.lines.append(f"{frame.quote}{frame.indent}{marker}{head}".rstrip())
                self.lines += [f"{frame.quote}{inner.indent}{line}".rstrip() for line in more]
            else:
                rest = [first, *rest]
            for child in rest:
                if child.kind == "list" and not block.level and not child.level:
                    self._tight(child, inner)
                else:
                    self.block(child, inner)

    def _tight(self, block: Block, frame: _Frame) -> None:
        """A list right below the line of its item."""
        mark = len(self.lines)
        self._list(block, frame)
        if mark < len(self.lines) and not self.lines[mark].strip("> "):
            del self.lines[mark]

    def _table(self, block: Block, frame: _Frame) -> None:
        rows = [[" ".join(cell.split()) for cell in row] for row in block.rows]
        if not rows:
            return
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        self._text("\n".join(lines), frame)


def _is_prose(text: str) -> bool:
    """Whether what is set in like code is Russian or Chinese prose: every line says something outside remarks and
    strings, and none ends as a line of a program does."""
    return all(_says(line.strip()) for line in text.split("\n") if line.strip())


def _says(line: str) -> bool:
    told = _ASIDE.sub("", line)
    letters = len(_FOREIGN.findall(told))
    return letters * 2 >= max(len(told), 16) or (letters >= 4 and not _ENDS_CODE.search(line))


def _number(info: str, plus: int) -> str:
    digits = info.rstrip(".)")
    return f"{int(digits) + plus}{info[len(digits) :]}"
