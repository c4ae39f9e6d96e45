"""Rich HTML → InputRichBlocks."""

import re
from collections.abc import Callable, Sequence

from bot.playground.fields import Json, present
from bot.playground.rich.inline import button, is_inline, line, raw_text, required
from bot.playground.rich.media import NamedMedia
from bot.playground.rich.tree import Element, parse_tree, unparsable

_INTEGER = re.compile(r"-?[0-9]{1,9}")
_LANGUAGE = re.compile(r"language-(\S+)")

Nodes = Sequence[str | Element]


def html_blocks(source: str, media: NamedMedia) -> list[Json]:
    """The blocks that the text stands for, as a bot may send them; links to media are looked up. Raises Refusal."""
    return _Blocks(media).read(parse_tree(source).children)


class _Blocks:
    def __init__(self, media: NamedMedia) -> None:
        self._media = media
        self._readers: dict[str, Callable[[Element], Json]] = {
            **{f"h{size}": self._heading for size in range(1, 7)},
            "p": lambda node: {"type": "paragraph", "text": line(node.children, "p")},
            "footer": lambda node: {"type": "footer", "text": line(node.children, "footer")},
            "hr": lambda _: {"type": "divider"},
            "pre": _pre,
            "tg-math-block": lambda node: {"type": "mathematical_expression", "expression": raw_text(node)},
            "ul": self._list,
            "ol": self._ordered,
            "blockquote": self._quotation,
            "aside": lambda node: {"type": "pullquote", **_credited(node)},
            "img": self._photo,
            "tg-document": self._document,
            "figure": self._figure,
            "tg-collage": self._gallery,
            "tg-slideshow": self._gallery,
            "table": _table,
            "details": self._details,
            "tg-button-row": _buttons,
        }

    def read(self, nodes: Nodes) -> list[Json]:
        """Blocks; text between them makes paragraphs."""
        blocks: list[Json] = []
        run: list[str | Element] = []
        for node in nodes:
            if isinstance(node, Element) and not is_inline(node):
                blocks += _paragraph(run)
                run = []
                blocks.append(self._block(node))
            else:
                run.append(node)
        return blocks + _paragraph(run)

    def _block(self, node: Element) -> Json:
        reader = self._readers.get(node.tag)
        if reader is None:
            raise unparsable(f'Tag "{node.tag}" can\'t be used here')
        return reader(node)

    def _heading(self, node: Element) -> Json:
        return {"type": "heading", "text": line(node.children, node.tag), "size": int(node.tag[1])}

    def _list(self, node: Element) -> Json:
        return {"type": "list", "items": [self._item(item) for item in _only(node, "li")]}

    def _ordered(self, node: Element) -> Json:
        nodes = _only(node, "li")
        backwards = "reversed" in node.attributes
        number = _number(node, "start", len(nodes) if backwards else 1)
        items = []
        for item in nodes:
            number = _number(item, "value", number)
            kind = item.attributes.get("type", node.attributes.get("type", "1"))
            items.append({**self._item(item, ordered=True), "type": kind, "value": number})
            number += -1 if backwards else 1
        return {"type": "list", "items": items}

    def _item(self, node: Element, *, ordered: bool = False) -> Json:
        if node.attributes and not ordered:
            raise unparsable('Tag "li" has attributes only inside the tag "ol"')
        first, *rest = _stripped(node.children) or [""]
        if not isinstance(first, Element) or first.tag != "input":
            return {"blocks": self.read(node.children)}
        if first.attributes.get("type") != "checkbox":
            raise unparsable('Tag "input" must have the type "checkbox"')
        checked = "checked" in first.attributes
        return {"has_checkbox": True, "is_checked": checked, "blocks": self.read(rest)}

    def _quotation(self, node: Element) -> Json:
        if "expandable" in node.attributes:
            return {"type": "expandable_blockquote", **_credited(node)}
        body, credit = _without_last(node.children, "cite")
        return present(type="blockquote", blocks=self.read(body), credit=credit and line(credit.children, "cite"))

    def _photo(self, node: Element) -> Json:
        spoiler = {"has_spoiler": True} if "tg-spoiler" in node.attributes else {}
        if node.attributes.get("alt"):
            raise unparsable('Tag "img" has the attribute "alt" only as a custom emoji')
        return {"type": "photo", "photo": {**self._media.find("photo", required(node, "src")), **spoiler}}

    def _document(self, node: Element) -> Json:
        if node.children:
            raise unparsable('Tag "tg-document" must be empty')
        return {"type": "document", "document": self._media.find("document", required(node, "src"))}

    def _figure(self, node: Element) -> Json:
        body, caption = _without_last(node.children, "figcaption")
        nodes = _stripped(body)
        if len(nodes) != 1 or not isinstance(nodes[0], Element) or nodes[0].tag not in ("img", "tg-document"):
            raise unparsable('Tag "figure" must contain one media')
        return present(**self._block(nodes[0]), caption=_credited(caption) if caption else None)

    def _gallery(self, node: Element) -> Json:
        body, caption = _without_last(node.children, "figcaption")
        inner = [self._block(child) for child in _elements(body, node.tag)]
        kind = node.tag.removeprefix("tg-")
        return present(type=kind, blocks=inner, caption=_credited(caption) if caption else None)

    def _details(self, node: Element) -> Json:
        nodes = _stripped(node.children)
        if not nodes or not isinstance(nodes[0], Element) or nodes[0].tag != "summary":
            raise unparsable('Tag "details" must begin with the tag "summary"')
        return {
            "type": "details",
            "summary": line(nodes[0].children, "summary"),
            "blocks": self.read(nodes[1:]),
            "is_open": "open" in node.attributes,
        }


def _paragraph(run: Nodes) -> list[Json]:
    """The paragraph of text between blocks, if there is any; a lone anchor is a block of its own."""
    text = line(run, "p")
    if text and all(isinstance(part, dict) and part["type"] == "anchor" for part in text):
        return text
    return [{"type": "paragraph", "text": text}] if text else []


def _pre(node: Element) -> Json:
    first = node.children[0] if len(node.children) == 1 else None
    if not isinstance(first, Element):
        return {"type": "pre", "text": raw_text(node)}
    if first.tag != "code":
        raise unparsable(f'Tag "{first.tag}" can\'t be used inside the tag "pre"')
    text = raw_text(first).removesuffix("\n")
    if "class" not in first.attributes:
        return {"type": "pre", "text": text}
    match = _LANGUAGE.fullmatch(first.attributes["class"])
    if match is None:
        raise unparsable('Class of the tag "code" must be "language-" and a name')
    return {"type": "pre", "text": text, "language": match.group(1)}


def _table(node: Element) -> Json:
    nodes = _elements(node.children, "table")
    caption = nodes.pop(0) if nodes and nodes[0].tag == "caption" else None
    if any(row.tag != "tr" for row in nodes):
        raise unparsable('Tag "table" can contain only the tags "caption" and "tr"')
    looks = {f"is_{name}": True for name in node.attributes}
    text = line(caption.children, "caption") if caption else None
    return present(type="table", cells=[_row(row) for row in nodes], caption=text, **looks)


def _row(node: Element) -> list[Json]:
    cells = _elements(node.children, "tr")
    if any(cell.tag not in ("td", "th") for cell in cells):
        raise unparsable('Tag "tr" can contain only the tags "td" and "th"')
    return [_cell(cell) for cell in cells]


def _cell(node: Element) -> Json:
    """A cell; header cells are centred unless they say otherwise, as Telegram does it."""
    header = node.tag == "th"
    return {
        "text": line(node.children, node.tag),
        "is_header": header,
        "align": node.attributes.get("align", "center" if header else "left"),
        "valign": node.attributes.get("valign", "middle"),
        **{name: _number(node, name, 1) for name in ("colspan", "rowspan") if name in node.attributes},
    }


def _buttons(node: Element) -> Json:
    buttons = [button(child) for child in _only(node, "tg-button")]
    return present(type="buttons", buttons=buttons, align=node.attributes.get("align"))


def _credited(node: Element) -> Json:
    """A text and, in a `cite` at its end, whom it is by."""
    body, credit = _without_last(node.children, "cite")
    return present(text=line(body, node.tag), credit=credit and line(credit.children, "cite"))


def _stripped(nodes: Nodes) -> list[str | Element]:
    """The nodes without white space at the ends."""
    kept = list(nodes)
    for end in (0, -1):
        while kept and isinstance(first := kept[end], str) and not first.strip():
            kept.pop(end)
    return kept


def _without_last(nodes: Nodes, tag: str) -> tuple[list[str | Element], Element | None]:
    """The nodes, and apart from them the last one where it has this tag."""
    kept = _stripped(nodes)
    last = kept[-1] if kept else None
    return (kept[:-1], last) if isinstance(last, Element) and last.tag == tag else (kept, None)


def _elements(nodes: Nodes, where: str) -> list[Element]:
    """Elements with nothing but white space between them."""
    if any(isinstance(node, str) and node.strip() for node in nodes):
        raise unparsable(f'Tag "{where}" can\'t contain text')
    return [node for node in nodes if isinstance(node, Element)]


def _only(node: Element, tag: str) -> list[Element]:
    inner = _elements(node.children, node.tag)
    if any(child.tag != tag for child in inner):
        raise unparsable(f'Tag "{node.tag}" can contain only the tag "{tag}"')
    return inner


def _number(node: Element, name: str, default: int) -> int:
    if name not in node.attributes:
        return default
    if not _INTEGER.fullmatch(node.attributes[name]):
        raise unparsable(f'Attribute "{name}" of the tag "{node.tag}" must be a number')
    return int(node.attributes[name])
