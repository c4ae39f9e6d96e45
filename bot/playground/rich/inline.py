"""Inline elements of rich HTML → RichText."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.playground.fields import Json
from bot.playground.refusal import bad_request
from bot.playground.rich.tree import Element, unparsable

_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "tg-spoiler": "spoiler",
    "code": "code",
    "mark": "marked",
    "sub": "subscript",
    "sup": "superscript",
}
_BUTTON_FIELDS = {"url": "url", "callback_data": "data", "copy_text": "text"}
_BUTTON_ATTRIBUTES = ("url", "data", "query", "text")
_WHITESPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_EMOJI_LINK = "tg://emoji?id="


def is_inline(node: str | Element) -> bool:
    """Whether something stands in a line of text."""
    if isinstance(node, str):
        return True
    if node.tag == "img":
        return node.attributes.get("src", "").startswith(_EMOJI_LINK)
    return node.tag in _STYLES or node.tag in _READERS


def line(nodes: Sequence[str | Element], where: str) -> list[Any]:
    """A RichText as a bot may send it: white space is one space, `br` is a line feed, the ends are trimmed.

    Raises Refusal for an element that is not inline; `where` names the tag around it.
    """
    parts: list[Any] = []
    for part in _parts(nodes, where):
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    parts = [_AROUND_BREAK.sub("\n", part) if isinstance(part, str) else part for part in parts]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" \n")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" \n")
    return [part for part in parts if part != ""]


def _parts(nodes: Sequence[str | Element], where: str) -> list[Any]:
    parts: list[Any] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(_WHITESPACE.sub(" ", node))
        elif not is_inline(node):
            raise unparsable(f'Tag "{node.tag}" can\'t be used inside the tag "{where}"')
        elif node.tag in _STYLES:
            if node.attributes:
                raise unparsable('Tag "code" with a language must be inside the tag "pre"')
            parts.append({"type": _STYLES[node.tag], "text": _parts(node.children, node.tag)})
        else:
            parts.append(_READERS[node.tag](node))
    return parts


def _break(_: Element) -> str:
    return "\n"


def _image(node: Element) -> Json:
    """A custom emoji; other pictures are blocks."""
    emoji = node.attributes["src"].removeprefix(_EMOJI_LINK)
    return {"type": "custom_emoji", "custom_emoji_id": emoji, "alternative_text": node.attributes.get("alt", "")}


def _link(node: Element) -> Json:
    attributes = node.attributes
    if len(attributes) != 1:
        raise unparsable('Tag "a" must have either the attribute "href" or the attribute "name"')
    if "name" in attributes:
        if node.children:
            raise unparsable('Tag "a" with the attribute "name" must be empty')
        return {"type": "anchor", "name": attributes["name"]}
    return {"type": "url", "text": _parts(node.children, "a"), "url": attributes["href"]}


def _emoji(node: Element) -> Json:
    text = raw_text(node)
    return {"type": "custom_emoji", "custom_emoji_id": required(node, "emoji-id"), "alternative_text": text}


def _time(node: Element) -> Json:
    unix = required(node, "unix")
    if not unix.isdecimal() or not unix.isascii():
        raise bad_request("RICH_MESSAGE_DATE_INVALID")
    text, form = _parts(node.children, "tg-time"), node.attributes.get("format", "")
    return {"type": "date_time", "text": text, "unix_time": int(unix), "date_time_format": form}


def _formula(node: Element) -> Json:
    return {"type": "mathematical_expression", "expression": raw_text(node)}


def _reference(node: Element) -> Json:
    return {"type": "reference", "text": _parts(node.children, "tg-reference"), "name": required(node, "name")}


def _inline_button(node: Element) -> Json:
    return {"type": "button", "button": button(node)}


_READERS: dict[str, Callable[[Element], Any]] = {
    "a": _link,
    "br": _break,
    "img": _image,
    "tg-button": _inline_button,
    "tg-emoji": _emoji,
    "tg-math": _formula,
    "tg-reference": _reference,
    "tg-time": _time,
}


def button(node: Element) -> Json:
    """A RichMessageButton as a bot may send it. Raises Refusal where its attributes do not fit its type."""
    kind = required(node, "type")
    name = _BUTTON_FIELDS.get(kind)
    for attribute in _BUTTON_ATTRIBUTES:
        if attribute in node.attributes and attribute != name and (name or kind == "disabled"):
            raise unparsable(f'Unsupported attribute "{attribute}" of a button of the type "{kind}"')
    value: Any = required(node, name) if name else {}
    style = {"style": node.attributes["style"]} if "style" in node.attributes else {}
    return {
        "text": line(node.children, "tg-button"),
        kind: {"text": value} if kind == "copy_text" else value,
        **style,
    }


def required(node: Element, name: str) -> str:
    """An attribute that must be there. Raises Refusal."""
    if name not in node.attributes:
        raise unparsable(f'Tag "{node.tag}" must have the attribute "{name}"')
    return node.attributes[name]


def raw_text(node: Element) -> str:
    """The text of an element that holds nothing else. Raises Refusal."""
    if any(isinstance(child, Element) for child in node.children):
        raise unparsable(f'Tag "{node.tag}" can contain only text')
    return "".join(map(str, node.children))
