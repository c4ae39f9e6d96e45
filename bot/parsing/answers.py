"""Turns the lines of an answer into Markdown: lists, numbered steps, code in fences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.domain.markup import shows_something
from bot.parsing.blocks import BULLET, NUMBERED, Line, is_fence, leads_with_emoji, trimmed
from bot.parsing.code import Code, find_code, guess_language

MAX_NESTING = 4
LIKE_EACH_OTHER = frozenset(("javascript", "java", "csharp", "php", "c", "go"))
"""Languages whose first line alone may speak for another of them."""


class Answer(NamedTuple):
    """Markdown and the number of code blocks in it."""

    markdown: str
    code_blocks: int


def as_markdown(lines: Sequence[Line], *, single_lines: bool = False, all_fenced: bool = False) -> Answer:
    """The Markdown of an answer. Unfenced code comes out fenced with its language, byte for byte; fences that are
    there stay, with a language added where it can be told. Lines of which nothing can be seen give nothing.

    `all_fenced`: no code stands outside of fences, so that none is looked for.
    """
    body = trimmed(lines)
    if not body:
        return Answer("", 0)
    if len(body) == 1 and (bare := body[0].bare)[0].isalpha() and not single_lines and shows_something(bare):
        return Answer(bare, 0)
    if not any(shows_something(line.text) for line in body):
        return Answer("", 0)
    writer = _Writer()
    code_at = {} if all_fenced else {code.start: code for code in find_code(body, single_lines=single_lines)}
    index = 0
    while index < len(body):
        if is_fence(body[index].text):
            index = writer.copy_fence(body, index)
        elif code := code_at.get(index):
            writer.fence(body, code)
            index = code.end
        else:
            writer.prose(body[index].text)
            index += 1
    return Answer("\n".join(writer.lines).strip("\n"), writer.code_blocks)


@dataclass(slots=True)
class _Writer:
    lines: list[str] = field(default_factory=list)
    code_blocks: int = 0
    levels: list[tuple[int, str]] = field(default_factory=list)
    step_indent: str = ""
    last: str = "blank"

    def fence(self, body: Sequence[Line], code: Code) -> None:
        text = "\n".join(line.text for line in body[code.start : code.end])
        mark = "````" if "```" in text else "```"
        self._open_block()
        language = code.language
        if not language or language in LIKE_EACH_OTHER:
            language = guess_language(text) or language
        self.lines += [f"{mark}{language}", text, mark, ""]
        self.code_blocks += 1

    def copy_fence(self, body: Sequence[Line], start: int) -> int:
        """Copies a fenced block; gives the index behind it. A fence that never closes is closed at the end."""
        opening = body[start].text.strip()
        mark = opening[: len(opening) - len(opening.lstrip(opening[0]))]
        end = start + 1
        while end < len(body) and not body[end].text.strip().startswith(mark):
            end += 1
        text = "\n".join(line.text for line in body[start + 1 : end])
        language = opening[len(mark) :].strip() or guess_language(text)
        self._open_block()
        self.lines += [f"{mark}{language}", text, mark, ""]
        self.code_blocks += 1
        return end + 1

    def prose(self, text: str) -> None:
        bare = text.strip()
        if not bare:
            self._blank()
        elif bare[0].isalpha():
            self._plain(bare)
        elif bullet := BULLET.match(text):
            self._bullet(len(bullet[1].expandtabs(4)), bullet[2], text[bullet.end() :].strip(" \t\ufe0f"))
        elif number := NUMBERED.match(text):
            self._step(number[2], number[3], text[number.end() :].strip())
        else:
            self._plain(bare)

    def _open_block(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.levels.clear()
        self.step_indent, self.last = "", "blank"

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.step_indent, self.last = "", "blank"

    def _bullet(self, indent: int, mark: str, rest: str) -> None:
        kind = (indent, mark)
        if kind in self.levels:
            del self.levels[self.levels.index(kind) + 1 :]
        else:
            while self.levels and self.levels[-1][0] > indent:
                self.levels.pop()
            self.levels.append(kind)
        depth = min(len(self.levels), MAX_NESTING) - 1
        self.lines.append(f"{self.step_indent}{'  ' * depth}- {rest}")
        self.last = "bullet"

    def _step(self, number: str, sign: str, rest: str) -> None:
        if self.last != "blank":
            self.lines.append("")
        sign = sign if sign in ".)" else "."
        self.lines.append(f"{number}{sign} {rest}")
        self.levels.clear()
        self.step_indent, self.last = " " * (len(number) + 2), "step"

    def _plain(self, bare: str) -> None:
        # Markdown would read a line right after a list item as part of that item.
        if self.last == "bullet":
            self.lines.append("")
        if leads_with_emoji(bare):
            self.step_indent = ""
        self.lines.append(f"{self.step_indent}{bare}")
        self.levels.clear()
        self.last = "plain"
