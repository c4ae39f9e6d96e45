"""The text of a Telegram message in HTML, as the exporter and the preview pages write it, to stretches of a post."""

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from bot.domain.markup import Mark, MarkKind
from bot.parsing.post_text import Said

DEEPEST = 60
"""Levels of markup within one text; what is nested deeper gives its words without it."""

_TEXT = "-text"
_MARKS: dict[str, MarkKind] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "code": "code",
    "blockquote": "quote",
}
_BLOCKS = frozenset(("p", "div", "blockquote", "details", "summary", "figure", "tr", "ul", "ol", "li", "table", "hr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("script", "style", "button", "figcaption", "template"))
_LINE_ENDS = re.compile(r"[ \t\r\n\f]*\n[ \t\r\n\f]*")
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#.-]+)")


@dataclass(frozen=True, slots=True)
class _Style:
    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    in_code: bool = False
    item: str = ""
    depth: int = 0

    def under(self, mark: Mark) -> "_Style":
        """With one mark more, in the order and company that marks may have."""
        if any(present.kind in (mark.kind, "pre") for present in self.marks):
            return self
        if mark.kind == "pre":
            return replace(self, marks=(mark,), in_code=True)
        if mark.kind == "code":
            return replace(self, marks=(*(each for each in self.marks if each.kind == "quote"), mark))
        if any(present.kind == "code" for present in self.marks):
            return self
        return replace(self, marks=(*self.marks, mark))


@dataclass(slots=True)
class _Writer:
    said: list[Said] = field(default_factory=list)
    at_start: bool = True

    def put(self, text: str, style: _Style) -> None:
        if not text:
            return
        self.at_start = text.endswith("\n")
        marks = style.marks
        if self.said and self.said[-1].marks == marks and self.said[-1].hidden == style.hidden:
            self.said[-1] = Said(self.said[-1].text + text, marks, style.hidden)
        else:
            self.said.append(Said(text, marks, style.hidden))

    def words(self, text: str, style: _Style) -> None:
        """Words outside of code: line ends of the source are white space, spaces stay, as the exporter keeps them."""
        if not style.in_code:
            text = _LINE_ENDS.sub("\n", text)
            text = (text.removeprefix("\n") if self.at_start else text).replace("\n", " ")
        self.put(text, style)

    def line_end(self, style: _Style) -> None:
        if not self.at_start:
            self.put("\n", style)


def said_in(node: LexborNode) -> tuple[Said, ...]:
    """The text of a message; a copy of it inside itself is read once."""
    writer = _Writer()
    copies = _classes(node) & {"js-message_text"}
    _read(node, _Style(), writer, copies)
    said = writer.said
    while said and not said[-1].text.strip():
        said.pop()
    if said and not said[-1].marks:
        said[-1] = said[-1]._replace(text=said[-1].text.rstrip())
    return tuple(said)


def _read(node: LexborNode, style: _Style, writer: _Writer, copies: set[str]) -> None:
    number = 0
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == _TEXT:
            writer.words(child.text_content or "", style)
        elif tag == "br":
            writer.put("\n", style if style.in_code or style.hidden else _Style())
        elif tag in _UNSEEN:
            continue
        elif copies and copies <= _classes(child):
            if not any(said.text.strip() for said in writer.said):
                _read(child, style, writer, copies)
        elif style.depth >= DEEPEST:
            writer.words(child.text(), style)
        else:
            number += tag == "li"
            _read_element(child, tag, replace(style, depth=style.depth + 1, item=_item(node, number)), writer, copies)


def _read_element(node: LexborNode, tag: str, style: _Style, writer: _Writer, copies: set[str]) -> None:
    is_block = tag in _BLOCKS or tag in _HEADINGS
    if is_block:
        writer.line_end(style)
    if tag == "li":
        writer.put(style.item, style)
    inner = _styled(node, tag, style)
    if tag == "details":
        _read_details(node, inner, writer, copies)
    else:
        _read(node, inner, writer, copies)
    if is_block:
        writer.line_end(style)


def _read_details(node: LexborNode, style: _Style, writer: _Writer, copies: set[str]) -> None:
    """A block that unfolds: its summary is seen, the rest is hidden."""
    for child in node.iter(include_text=True):
        if child.tag == "summary":
            _read_element(child, "summary", style, writer, copies)
        elif child.tag == _TEXT:
            writer.words(child.text_content or "", replace(style, hidden=True))
        else:
            _read_element(child, child.tag or "", replace(style, hidden=True), writer, copies)


def _styled(node: LexborNode, tag: str, style: _Style) -> _Style:
    classes = _classes(node)
    if tag == "pre":
        return style.under(Mark("pre", _language(node)))
    if tag == "a":
        href = (node.attributes.get("href") or "").strip()
        return style.under(Mark("link", href)) if href.startswith(("http://", "https://", "tg://")) else style
    if tag == "tg-spoiler" or "spoiler" in classes:
        return replace(style, hidden=True)
    if tag == "blockquote" and ("expandable" in node.attributes or "expandable" in classes):
        return replace(style, hidden=True)
    if tag in _HEADINGS:
        return style.under(Mark("bold"))
    # An emoji is a picture over a letter in bold italics.
    if tag not in _MARKS or "emoji" in classes or (tag == "b" and _is_emoji(node)):
        return style
    return style.under(Mark(_MARKS[tag]))


def _is_emoji(node: LexborNode) -> bool:
    return node.parent is not None and "emoji" in _classes(node.parent)


def _item(parent: LexborNode, number: int) -> str:
    return f"{number}. " if parent.tag == "ol" else "• "


def _language(node: LexborNode) -> str:
    told = node.attributes.get("data-language") or node.attributes.get("language")
    if told:
        return told
    code = node.css_first("code")
    match = _LANGUAGE.search((code.attributes.get("class") or "") if code else "")
    return match[1] if match else ""


def _classes(node: LexborNode) -> set[str]:
    return set((node.attributes.get("class") or "").split())
