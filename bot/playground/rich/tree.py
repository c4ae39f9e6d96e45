"""Rich HTML → a tree of elements, stricter than any browser.

Only the documented tags and attributes are taken, everything that is opened must be closed, and `<` and `&` stand for
themselves only as `&lt;` and `&amp;`. Telegram is known to drop an unknown tag in silence; here it is refused.
`thead`, `tbody` and `span` are not among the documented tags.
"""

import re
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bot.playground.refusal import Refusal, bad_request

VOID = frozenset(("br", "hr", "img", "input"))
_NONE: frozenset[str] = frozenset()
_ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "mark", "sub", "sup"), _NONE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "footer", "hr", "br", "ul", "aside"), _NONE),
    **dict.fromkeys(("cite", "figure", "figcaption", "caption", "tr", "summary"), _NONE),
    **dict.fromkeys(("tg-spoiler", "tg-math", "tg-math-block", "tg-collage", "tg-slideshow"), _NONE),
    "a": frozenset(("href", "name")),
    "blockquote": frozenset(("expandable",)),
    "code": frozenset(("class",)),
    "details": frozenset(("open",)),
    "img": frozenset(("src", "alt", "tg-spoiler")),
    "input": frozenset(("type", "checked")),
    "li": frozenset(("value", "type")),
    "ol": frozenset(("start", "type", "reversed")),
    "table": frozenset(("bordered", "striped", "compact")),
    **dict.fromkeys(("td", "th"), frozenset(("colspan", "rowspan", "align", "valign"))),
    "tg-button": frozenset(("type", "style", "url", "data", "query", "text")),
    "tg-button-row": frozenset(("align",)),
    "tg-document": frozenset(("src",)),
    "tg-emoji": frozenset(("emoji-id",)),
    "tg-reference": frozenset(("name",)),
    "tg-time": frozenset(("unix", "format")),
}
_ELSEWHERE = ("video", "audio", "tg-map")
_BARE_AMPERSAND = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos|nbsp|hellip|mdash|ndash|lsquo|rsquo|ldquo|rdquo|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)"
)
_BARE_BRACKET = re.compile(r"<(?!/?[A-Za-z])")
_NUMBER = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_DEEPEST = 64
"""Deeper trees are refused at once; the limit of a message is lower, but counts other things."""


@dataclass(slots=True)
class Element:
    """A tag with its attributes, those without a value being empty, and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[str | Element]" = field(default_factory=list)


def unparsable(why: str) -> Refusal:
    """The refusal for wrong markup."""
    return bad_request(f"can't parse rich message: {why}")


def parse_tree(source: str) -> Element:
    """The content of a nameless root. Raises Refusal."""
    for pattern, what in ((_BARE_AMPERSAND, "named entity"), (_BARE_BRACKET, "start tag")):
        if match := pattern.search(source):
            raise unparsable(f'Unsupported {what} "{source[match.start() : match.start() + 10]}"')
    if any(not _is_character(match) for match in _NUMBER.finditer(source)):
        raise unparsable("Text contains invalid Unicode characters")
    parser = _Parser()
    parser.feed(source)
    # What is left after feeding is text, or a tag that the text ends in.
    if "<" in parser.rawdata:
        raise unparsable("Unclosed start tag")
    parser.close()
    if len(parser.open) > 1:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{parser.open[-1].tag}"')
    return parser.open[0]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _checked(tag, attrs)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise bad_request("RICH_MESSAGE_DEPTH_INVALID")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            raise unparsable(f'Tag "{tag}" must have an end tag')

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) == 1:
            raise unparsable(f'Unexpected end tag "{tag}"')
        expected = self.open.pop().tag
        if expected != tag:
            raise unparsable(f'Unmatched end tag, expected "</{expected}>", found "</{tag}>"')

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _is_character(match: re.Match[str]) -> bool:
    """Whether a numerical entity stands for a character: no control character, no half of a surrogate pair."""
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    return code in (0x09, 0x0A) or 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code <= sys.maxunicode


def _checked(tag: str, attrs: list[tuple[str, str | None]]) -> Element:
    if tag in _ELSEWHERE:
        raise bad_request(f'the tag "{tag}" is not supported by this server')
    if tag == "tg-thinking":
        raise bad_request("thinking blocks can be used only in rich message drafts")
    allowed = _ATTRIBUTES.get(tag)
    if allowed is None:
        raise unparsable(f'Unsupported start tag "{tag}"')
    attributes: dict[str, str] = {}
    for name, value in attrs:
        if name not in allowed or name in attributes:
            raise unparsable(f'Unsupported attribute "{name}" of the tag "{tag}"')
        attributes[name] = value or ""
    return Element(tag, attributes)
