"""Markdown to blocks: headings, paragraphs, code, lists, folded parts; inline markup stays as it was written.

Only block rules of markdown-it run, so that what stands in code is never a heading and code keeps every character.
"""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from bot.parsing.formats.markdown.containers import FENCED, unboxed
from bot.parsing.text import Unreadable

Kind = Literal["heading", "paragraph", "code", "html", "table", "rule", "quote", "list", "item", "details", "matter"]

CHUNK = 2_000
"""Lines that are parsed at once, since the library's tokens take far more than the text; then the next heading behind a
blank line begins another chunk, after as many lines again the next blank line, after that any line outside code."""

MOST_TOKENS = 400_000
"""What one document may come to: about 5 MB of ordinary text. All of its blocks are in memory at once."""

NESTING = 12
"""Levels of quotes and lists that are kept; what is deeper is left out."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TOO_DEEP = re.compile(rf"^(?![-* \t]*$)(?:[ \t]*(?:[-*+]|\d{{1,9}}[.)])(?=[ \t])){{{NESTING},}}.*$", re.MULTILINE)
"""A line of a dozen list marks and more: the library would leave out everything behind it."""

_LONE_NUMBER = re.compile(r"^ {0,3}(\d{1,3}[.)])[ \t]*\n(?=[^\W\d_])", re.MULTILINE)
MOST_LONE = 3
"""Numbers on lines of their own, from which on they are taken for those of the lines below."""

_LOOSE_HEADING = re.compile(r"^(#{2,6})(?=[^\s#!])([^\n]{2,200})$", re.MULTILINE)
_LOOSE_TITLE = re.compile(r"\A\ufeff?\s*#(?=[^\W\d_])([^\n#]{2,120} [^\n#]{2,120})$", re.MULTILINE)
"""A title that the sign is glued to, on the first line; one word alone is a tag."""

_HEADING = re.compile(r"#{1,6}[ \t]")

_BRACKETED = re.compile(r"^([QA])\)(?=[ \t]+\S)", re.MULTILINE)
_OPTION_B = re.compile(r"^[ \t]*B\)[ \t]", re.MULTILINE)
MOST_BRACKETED = 3
"""Lines with "Q)" and with "A)" in front, from which on these are labels, where no option "B)" stands."""


@dataclass(slots=True)
class Block:
    """A block and its first line (from 0). `text` is the source of its inline content, or the code as it shows.

    `info` is a language of code, or what stands before a list item; `level` that of a heading, or 1 in a list whose
    items are set apart. Rows of a table, summary and body of a folded part, items of a list are in `rows`, `summary`
    and `children`.
    """

    kind: Kind
    line: int
    text: str = ""
    info: str = ""
    level: int = 0
    children: "list[Block]" = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    summary: "list[Block]" = field(default_factory=list)


_NEEDED = {"table": "|", "blockquote": ">", "html_block": "<", "reference": "]:"}
"""Rules that find nothing in a text without these signs; trying them at each line is slow."""


@cache
def _parser(unneeded: tuple[str, ...]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING * 2}).enable("table")
    parser.use(front_matter_plugin)
    parser.disable(["inline", "text_join", *unneeded])
    return parser


def _tokens(text: str, env: MutableMapping[str, Any]) -> list[Token]:
    return _parser(tuple(rule for rule, sign in _NEEDED.items() if sign not in text)).parse(text, env)


def read_blocks(text: str) -> tuple[list[Block], dict[str, str]]:
    """The blocks of a text, and where its named links lead. Headings that begin list items stand on the top level,
    with the item's number before them and the rest of the item behind them.

    Raises Unreadable where there are more of them than memory should hold.
    """
    blocks: list[Block] = []
    links: dict[str, str] = {}
    size = 0
    for line, chunk in _chunks(_joined_numbers(_TOO_DEEP.sub("", text))):
        env: dict[str, dict[str, dict[str, str]]] = {}
        tokens = _tokens(chunk, env)
        size += len(tokens)
        if size > MOST_TOKENS:
            raise Unreadable(
                f"has too many parts for one Markdown document at line {line + 1}; split it at a heading", "large"
            )
        blocks += _hoisted(_Reader(tokens, line).blocks(len(tokens)))
        links |= {name.casefold(): target["href"] for name, target in env.get("references", {}).items()}
    return blocks, links


def _joined_numbers(text: str) -> str:
    """The text with each number that a page sets on a line of its own before the line below it."""
    text = _LOOSE_TITLE.sub(lambda found: found[0].replace("#", "# ", 1), text, count=1)
    text = _labelled(unboxed(text))
    if len(_LONE_NUMBER.findall(text)) < MOST_LONE:
        return text
    parts = FENCED.split(text)
    parts[::2] = [_LONE_NUMBER.sub(r"\n\1 ", part) for part in parts[::2]]
    return "".join(parts)


def _labelled(text: str) -> str:
    """The text with the labels "Q)" and "A)" set as "Q:" and "A:"."""
    if "\nQ)" not in text or _OPTION_B.search(text) is not None:
        return text
    signs = [found[1] for found in _BRACKETED.finditer(text)]
    told = min(signs.count("Q"), signs.count("A"))
    return _BRACKETED.sub(r"\1:", text) if told >= MOST_BRACKETED else text


def reread(text: str, line: int) -> list[Block]:
    """The blocks of a piece of text that stands at this line."""
    tokens = _tokens(text, {})
    return _hoisted(_Reader(tokens, line).blocks(len(tokens)))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces of some thousand lines, each with the number of its first line; code stays whole."""
    lines = text.split("\n")
    start, fence = 0, ""
    for number, line in enumerate(lines):
        size = number - start
        if size > CHUNK and not fence:
            blank = not lines[number - 1].strip()
            if (blank and (size > 2 * CHUNK or _HEADING.match(line))) or size > 4 * CHUNK:
                yield start, "\n".join(lines[start:number])
                start = number
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
    yield start, "\n".join(lines[start:])


def _hoisted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those list items dissolved that begin with a heading."""
    found: list[Block] = []
    for block in chain.from_iterable(map(_loose_headings, blocks)):
        leads = [item for item in block.children if item.children and item.children[0].kind == "heading"]
        if block.kind != "list" or not leads:
            found.append(block)
            continue
        for item in block.children:
            if item in leads:
                head = item.children[0]
                head.text = f"{item.info} {head.text}" if item.info[:1].isdigit() else head.text
                found += item.children
            else:
                found.append(Block("list", item.line, level=block.level, children=[item]))
    return found


def _loose_headings(block: Block) -> list[Block]:
    """A paragraph parted at lines such as "##Name", which are meant for headings."""
    if block.kind != "paragraph" or _LOOSE_HEADING.search(block.text) is None:
        return [block]
    parts: list[Block] = []
    for number, line in enumerate(block.text.split("\n")):
        if head := _LOOSE_HEADING.match(line):
            parts.append(Block("heading", block.line + number, head[2], level=len(head[1])))
        elif parts and parts[-1].kind == "paragraph":
            parts[-1].text += f"\n{line}"
        else:
            parts.append(Block("paragraph", block.line + number, line))
    return parts


class _Reader:
    """Walks the library's flat list of block tokens."""

    def __init__(self, tokens: Sequence[Token], line: int) -> None:
        self._tokens = tokens
        self._first = line
        self._at = 0

    def blocks(self, end: int) -> list[Block]:
        """Everything up to the token numbered `end`, which is left standing."""
        found: list[Block] = []
        while self._at < end:
            token = self._tokens[self._at]
            self._at += 1
            block = self._block(token)
            if block is not None:
                found.append(block)
        return found

    def _block(self, token: Token) -> Block | None:
        line = self._first + (token.map[0] if token.map else 0)
        match token.type:
            case "fence" | "code_block":
                info = "indented" if token.type == "code_block" else token.info.strip()
                return Block("code", line, token.content.removesuffix("\n"), info)
            case "html_block":
                return Block("html", line, token.content)
            case "hr":
                return Block("rule", line)
            case "front_matter":
                return Block("matter", line, token.content)
            case "paragraph_open" | "heading_open":
                content = self._tokens[self._at].content
                self._at += 2
                if token.type == "paragraph_open":
                    return Block("paragraph", line, content)
                return Block("heading", line, content, level=int(token.tag[1]))
            case "blockquote_open" | "bullet_list_open" | "ordered_list_open" | "list_item_open" | "table_open":
                return self._container(token, line)
        return None

    def _container(self, token: Token, line: int) -> Block:
        end = self._at
        while self._tokens[end].level > token.level:
            end += 1
        if token.type == "table_open":
            block = self._table(line, end)
        elif token.type == "blockquote_open":
            block = Block("quote", line, children=self.blocks(end))
        elif token.type == "list_item_open":
            block = Block("item", line, info=token.info + token.markup, children=self.blocks(end))
        else:
            inside = self._tokens[self._at : end]
            own = token.level + 2
            loose = any(each.level == own and each.type == "paragraph_open" and not each.hidden for each in inside)
            block = Block("list", line, level=int(loose), children=self.blocks(end))
        self._at = end + 1
        return block

    def _table(self, line: int, end: int) -> Block:
        block = Block("table", line)
        for token in self._tokens[self._at : end]:
            if token.type == "tr_open":
                block.rows.append([])
            elif token.type == "inline":
                block.rows[-1].append(token.content.strip())
        return block
