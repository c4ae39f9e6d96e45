"""Fields that hold HTML, as Anki and web quizzes write them: what a reader sees, as our Markdown."""

import html as entities
import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.domain.markup import Mark, Run, write_markdown
from bot.parsing.html_code import code_language, code_text, fenced, is_block_of_code, is_line_numbers, walk

DEEPEST_BLOCK = 6
"""Levels of lists and quotes that are kept as such; our Markdown understands twice as many tokens and no more."""

DEEPEST = 500
"""Open elements; the parser's time grows with the square of what stands open at once."""

# fmt: off
_LINES = frozenset((
    "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "legend", "main", "nav", "option", "section", "summary", "tbody", "tfoot", "thead",
    "td", "th", "tr",
))
# fmt: on
_PARAGRAPHS = frozenset(("p", "table"))
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("script", "style", "template", "head", "title", "noscript", "iframe", "object", "svg", "button"))
_MARKS: dict[str, Mark] = {
    "b": Mark("bold"),
    "strong": Mark("bold"),
    "i": Mark("italic"),
    "em": Mark("italic"),
    "s": Mark("strike"),
    "del": Mark("strike"),
    "strike": Mark("strike"),
    "code": Mark("code"),
    "kbd": Mark("code"),
    "samp": Mark("code"),
    "tt": Mark("code"),
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>")
_MARKUP = re.compile(r"[\\`*_\[\]~<>|!#&]|^[ \t]*(?:[-+=:]|\d+[.)])", re.MULTILINE)
_COUNTED = re.compile(r"^(?:(\d{1,3})\\([.)] )|\\(- ))", re.MULTILINE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣ")


def to_markdown(html: str) -> str:
    """What a browser would show of an HTML fragment, as Markdown of our subset.

    Lists, quotes, tables, headings, links and code stay; `pre` and `code` of several lines become fences whose text is
    the same character for character (no-break spaces as spaces). A picture is its address or, where it lies beside the
    deck, `[picture: name]`. Scripts and styles are left out. Any string is accepted, in time linear in its length.
    """
    if "<" not in html and "&" not in html:
        return _written([Run(_SPACE.sub(" ", html).strip(" "), ())])
    if _deep(html):
        return _written([Run(entities.unescape(_SPACE.sub(" ", _TAG.sub(" ", html))).strip(), ())])
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    writer = _Writer()
    for opens, node in walk(body, writer.takes_whole):
        if opens:
            writer.open(node)
        else:
            writer.close(node)
    return writer.text()


def has_tags(text: str) -> bool:
    """Whether there is anything in a text that looks like a tag of HTML; what it means is for the caller to decide."""
    return _TAG.search(text) is not None


def without_entities(text: str) -> str:
    """The text with `&quot;`, `&#039;` and the like as the characters that they stand for."""
    return entities.unescape(text)


def _deep(html: str) -> bool:
    if html.count("<") <= DEEPEST:
        return False
    depth = 0
    for closing, tag in _TAG.findall(html):
        depth = max(0, depth - 1) if closing else depth + (tag.lower() not in _VOID)
        if depth > DEEPEST:
            return True
    return False


@dataclass(slots=True)
class _Container:
    """Blocks in the making: the page, a list, an entry of one, or a quote."""

    tag: str
    blocks: list[str] = field(default_factory=list)
    number: int = 1
    tight: bool = True


class _Writer:
    def __init__(self) -> None:
        self._containers = [_Container("body")]
        self._runs: list[Run] = []
        self._marks: list[tuple[str, Mark]] = []
        self._heading = ""

    def text(self) -> str:
        """Everything that was written."""
        self._flush()
        while len(self._containers) > 1:
            self._leave(self._containers[-1].tag)
        return "\n\n".join(self._containers[0].blocks)

    def takes_whole(self, node: LexborNode) -> bool:
        """Whether a node is dealt with together with all that it holds."""
        tag = node.tag or ""
        if tag in _UNSEEN or tag in ("pre", "sup") or is_line_numbers(node):
            return True
        return is_block_of_code(node) or _is_table(node)

    def open(self, node: LexborNode) -> None:
        """Begin an element, or take one that stands for itself."""
        tag = node.tag or ""
        if tag == "-text":
            self._put(_SPACE.sub(" ", node.text_content or ""))
        elif self.takes_whole(node):
            self._take(node, tag)
        elif tag in ("ul", "ol", "li", "blockquote"):
            self._enter(node)
        elif tag in _LINES:
            self._line()
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._flush()
            self._heading = "#" * int(tag[1]) + " " if tag in _HEADINGS else ""
        elif tag in _VOID:
            self._void(node, tag)
        elif (mark := _mark(node)) is not None:
            self._marks.append((tag, mark))

    def close(self, node: LexborNode) -> None:
        """End an element."""
        tag = node.tag or ""
        if self.takes_whole(node):
            return
        if tag in ("ul", "ol", "li", "blockquote"):
            self._leave(tag)
        elif tag in _LINES:
            self._line()
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._flush()
            self._heading = ""
        elif self._marks and self._marks[-1][0] == tag and _mark(node) is not None:
            self._marks.pop()

    def _take(self, node: LexborNode, tag: str) -> None:
        if tag == "sup":
            self._put(_raised(node.text().strip()))
        elif tag == "table":
            self._block(_table(node))
        elif tag in ("pre", "code"):
            self._code(node)

    def _void(self, node: LexborNode, tag: str) -> None:
        if tag == "br":
            self._put("\n")
        elif tag == "img":
            self._picture(node)
        elif tag == "hr":
            self._block("---")

    def _put(self, text: str) -> None:
        if not text:
            return
        marks: dict[str, Mark] = {mark.kind: mark for _, mark in self._marks}
        if "link" in marks:
            marks.pop("code", None)
        elif "code" in marks:
            marks = {"code": marks["code"]}
        self._runs.append(Run(text.replace("\u00a0", " "), tuple(marks.values())))

    def _line(self) -> None:
        """Begin a line, unless one has just begun."""
        if self._runs and not self._runs[-1].text.endswith("\n"):
            self._runs.append(Run("\n", ()))

    def _flush(self) -> None:
        """End the paragraph."""
        text = _written(_tidy(self._runs))
        self._runs = []
        if text:
            if self._heading:
                text = self._heading + " ".join(text.split("\n"))
            self._containers[-1].blocks.append(text)

    def _block(self, text: str) -> None:
        self._flush()
        if text:
            self._containers[-1].blocks.append(text)

    def _code(self, node: LexborNode) -> None:
        code = code_text(node).strip("\n").rstrip()
        if code.strip():
            self._block(fenced(code, code_language(node)))

    def _picture(self, node: LexborNode) -> None:
        address = (node.attributes.get("src") or "").strip()
        name = (node.attributes.get("alt") or "").strip()
        if _WEB.fullmatch(address):
            self._runs.append(Run(name or "picture", (Mark("link", address),)))
        elif address or name:
            self._put(f"[picture: {name or address.rpartition('/')[2][:80]}]")

    def _enter(self, node: LexborNode) -> None:
        self._flush()
        tag = node.tag or ""
        # An entry without its list, as in a cut text, gets one.
        if tag == "li" and self._containers[-1].tag not in ("ul", "ol"):
            return
        if len(self._containers) <= 2 * DEEPEST_BLOCK:
            start = node.attributes.get("start") or "1"
            self._containers.append(_Container(tag, number=int(start) if start.isdigit() and len(start) < 9 else 1))

    def _leave(self, tag: str) -> None:
        self._flush()
        if self._containers[-1].tag != tag or len(self._containers) == 1:
            return
        ended = self._containers.pop()
        if not ended.blocks:
            return
        above = self._containers[-1]
        if tag == "blockquote":
            lines = "\n\n".join(ended.blocks).split("\n")
            above.blocks.append("\n".join(f"> {line}".rstrip() for line in lines))
        elif tag == "li":
            above.blocks.append(_entry(ended.blocks, above))
            above.number += 1
        else:
            above.blocks.append(("\n" if ended.tight else "\n\n").join(ended.blocks))


def _written(runs: list[Run]) -> str:
    """Markdown that shows the runs; lists that were typed by hand may become lists."""
    if all(not run.marks for run in runs):
        text = "".join(run.text for run in runs).strip()
        if not _MARKUP.search(text):
            return re.sub(r"\n{3,}", "\n\n", text)
    return _COUNTED.sub(r"\1\2\3", write_markdown(runs))


def _tidy(runs: list[Run]) -> list[Run]:
    """One space between words, none beside a line end, and none at either end."""
    tidy: list[Run] = []
    before = "\n"
    for text, marks in runs:
        squeezed = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
        if before in " \n":
            squeezed = squeezed.lstrip(" ")
        if not squeezed:
            continue
        if squeezed.startswith("\n") and tidy and tidy[-1].text.endswith(" "):
            tidy[-1] = Run(tidy[-1].text.rstrip(" "), tidy[-1].marks)
        tidy.append(Run(squeezed, marks))
        before = squeezed[-1]
    return [run for run in tidy if run.text]


def _mark(node: LexborNode) -> Mark | None:
    tag = node.tag or ""
    if tag == "a":
        address = (node.attributes.get("href") or "").strip()
        return Mark("link", address) if _WEB.fullmatch(address) else None
    return _MARKS.get(tag)


def _is_table(node: LexborNode) -> bool:
    return node.tag == "table" and node.css_first("pre, table table, ul, ol") is None


def _table(node: LexborNode) -> str:
    """A table of Markdown; one of a single column is its lines."""
    rows = [
        [to_markdown(cell.inner_html or "").replace("\n", " ").replace("|", "\\|") for cell in row.css("th, td")]
        for row in node.css("tr")
    ]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, rows), default=0)
    if width <= 1:
        return "\n\n".join(cell for row in rows for cell in row)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join((lines[0], "|" + "---|" * width, *lines[1:]))


def _entry(blocks: list[str], above: _Container) -> str:
    marker = f"{above.number}. " if above.tag == "ol" else "- "
    plain = all(block.lstrip().startswith(("- ", "1. ")) or "\n\n" not in block for block in blocks[1:])
    gap = "\n" if len(blocks) == 1 or (plain and blocks[1].startswith(("- ", "1. "))) else "\n\n"
    if gap == "\n\n":
        above.tight = False
    margin = " " * len(marker)
    first, *others = gap.join(blocks).split("\n")
    return "\n".join((marker + first, *(margin + line if line else "" for line in others)))


def _raised(text: str) -> str:
    raised = text.translate(_RAISED)
    if all(character not in raised for character in text):
        return raised
    return f"^{text}" if len(text) == 1 else f"^({text})"
