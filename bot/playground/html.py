"""Telegram's HTML: a text with tags → text and entities, refused in the words of the Bot API.

Follows `parse_html` of TDLib step by step, since a bot meets exactly these refusals: offsets in messages count
bytes of UTF-8, unknown named entities stay as they are, an empty end tag `</>` closes the innermost tag.
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from bot.playground.links import checked_url, mentioned_user
from bot.playground.refusal import Refusal, bad_request
from bot.playground.text import Entity, utf16_length

_KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_END = "\0"
_SPACE = " \t\r\n\v\0"
_TO_TAG_END = re.compile(r"[^ \t\r\n\v\0>]*")
_TO_NAME_END = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_PLAIN = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_NUMBER = 10
_LAST_CODE_POINT = 0x10FFFF


@dataclass(slots=True)
class _Open:
    name: str
    arguments: dict[str, str]
    offset: int
    begin: int
    """Where the tag's content begins in the result, in characters."""


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of `source`. Raises Refusal (`Bad Request: can't parse entities: ...`)."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source.replace(_END, " ") + _END
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        end = len(self._source) - 1
        while self._at < end:
            character = self._source[self._at]
            if character == "<":
                if self._source[self._at + 1] == "/":
                    self._end_tag()
                else:
                    self._start_tag()
            elif character == "&":
                self._append(self._reference())
            else:
                plain = _PLAIN.match(self._source, self._at, end)
                self._append(plain.group() if plain else "")
                self._at = plain.end() if plain else end
        if self._open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        text = "".join(self._text)
        if _SURROGATE.search(text):
            raise _cannot(
                "Text contains invalid Unicode characters after decoding HTML entities,"
                " check for unmatched surrogate code units"
            )
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, self._entities

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _cannot(self, why: str, index: int, rest: str = "") -> Refusal:
        """A refusal that names a place, in bytes of UTF-8."""
        offset = len(self._source[:index].encode("utf-8", "surrogatepass"))
        return _cannot(f"{why} at byte offset {offset}{rest}")

    def _skip_spaces(self) -> None:
        while self._source[self._at] != _END and self._source[self._at] in _SPACE:
            self._at += 1

    def _reference(self) -> str:
        """The character that `&...` stands for, or `&` itself when it stands for none."""
        match = _REFERENCE.match(self._source, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return "&"
        self._at = match.end()
        return decoded

    def _start_tag(self) -> None:
        begin = self._at
        match = _TO_TAG_END.match(self._source, begin + 1)
        self._at = match.end() if match else begin + 1
        if self._source[self._at] == _END:
            raise self._cannot("Unclosed start tag", begin)
        name = self._source[begin + 1 : self._at].lower()
        if name not in _KINDS:
            raise self._cannot(f'Unsupported start tag "{name}"', begin)
        arguments = self._attributes(name, begin)
        if name == "span" and arguments.get("class") != "tg-spoiler":
            raise self._cannot('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Open(name, arguments, self._length, len(self._text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Attributes up to and with the closing `>`; an attribute without a value has an empty one."""
        found: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._source[self._at] == ">":
                self._at += 1
                return found
            match = _TO_NAME_END.match(self._source, self._at)
            name = match.group() if match else ""
            if not name:
                raise self._cannot(f'Empty attribute name in the tag "{tag}"', begin)
            self._at += len(name)
            self._skip_spaces()
            if self._source[self._at] == "=":
                self._at += 1
                self._skip_spaces()
                found[name] = "" if self._source[self._at] == _END else self._value(begin)
            else:
                found[name] = ""
            if self._source[self._at] == _END:
                raise self._cannot(f'Unclosed start tag "{tag}"', begin)

    def _value(self, begin: int) -> str:
        quote = self._source[self._at]
        if quote not in "'\"":
            match = _TOKEN.match(self._source, self._at)
            value = match.group() if match else ""
            after = self._source[self._at + len(value)]
            if after not in _SPACE and after != ">":
                raise self._cannot("Unexpected end of name token", self._at)
            self._at += len(value)
            if self._source[self._at] == _END:
                raise self._cannot("Unclosed start tag", begin)
            return value.lower()
        self._at += 1
        parts: list[str] = []
        while self._source[self._at] not in (quote, _END):
            if self._source[self._at] == "&":
                parts.append(self._reference())
            else:
                parts.append(self._source[self._at])
                self._at += 1
        if self._source[self._at] == _END:
            raise self._cannot("Unclosed start tag", begin)
        self._at += 1
        if self._source[self._at] == _END:
            raise self._cannot("Unclosed start tag", begin)
        return "".join(parts)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._cannot("Unexpected end tag", begin)
        match = _TO_TAG_END.match(self._source, begin + 2)
        self._at = match.end() if match else begin + 2
        name = self._source[begin + 2 : self._at].lower()
        self._skip_spaces()
        if self._source[self._at] != ">":
            raise self._cannot("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise self._cannot("Unmatched end tag", begin, f', expected "</{tag.name}>", found "</{name}>"')
        if self._length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        span = {"offset": tag.offset, "length": self._length - tag.offset}
        kind = _KINDS[tag.name]
        language = _language(tag)
        inner = self._entities[-1] if self._entities else None
        same = inner is not None and inner["offset"] == span["offset"] and inner["length"] == span["length"]
        if kind == "text_link":
            self._close_link(tag, span)
        elif kind == "pre" and inner and same and inner["type"] == "code" and inner.get("language"):
            inner["type"] = "pre"
        elif kind == "code" and inner and same and inner["type"] == "pre" and language:
            inner["language"] = language
        elif kind == "code" and language:
            self._entities.append({"type": "code", **span, "language": language})
        else:
            self._entities.append({"type": kind, **span, **_argument(tag)})

    def _close_link(self, tag: _Open, span: dict[str, int]) -> None:
        url = tag.arguments.get("href") or "".join(self._text[tag.begin :])
        user = mentioned_user(url)
        if user is not None:
            self._entities.append({"type": "text_mention", **span, "user_id": user})
            return
        checked = checked_url(url)
        if checked is not None:
            self._entities.append({"type": "text_link", **span, "url": checked})


def _cannot(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")


def _decoded(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name)
    digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
    code = int(digits, base) if digits else 0
    too_long = len(match.group().rstrip(";")) >= _LONGEST_NUMBER
    return None if code == 0 or code >= _LAST_CODE_POINT or too_long else chr(code)


def _language(tag: _Open) -> str:
    before, prefix, language = tag.arguments.get("class", "").partition("language-")
    return language if prefix and not before else ""


def _argument(tag: _Open) -> dict[str, Any]:
    """What an entity of this tag carries. Raises Refusal for an emoji or a time that is none."""
    if tag.name == "blockquote" and "expandable" in tag.arguments:
        return {"type": "expandable_blockquote"}
    if tag.name == "tg-emoji":
        emoji = tag.arguments.get("emoji-id", "")
        if not emoji.isdecimal() or not emoji.isascii() or not int(emoji):
            raise _cannot("Invalid custom emoji identifier specified")
        return {"custom_emoji_id": emoji}
    if tag.name == "tg-time":
        unix = tag.arguments.get("unix", "")
        if not unix.isdecimal() or not unix.isascii():
            raise _cannot("Invalid date specified")
        form = tag.arguments.get("format", "")
        return {"unix_time": int(unix), **({"date_time_format": form} if form else {})}
    return {}


_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def written(text: str, entities: tuple[Entity, ...]) -> str:
    """The HTML that would give this text and these entities: what a test reads and a page shows."""
    marks: dict[int, list[str]] = {}
    for entity in entities:
        opening, closing = _tags(entity)
        marks.setdefault(entity["offset"], []).append(opening)
        marks.setdefault(entity["offset"] + entity["length"], []).insert(0, closing)
    parts: list[str] = []
    position = 0
    for character in text:
        parts += marks.pop(position, [])
        parts.append(escape(character, quote=False))
        position += 1 + (character > "\uffff")
    for left in sorted(marks):
        parts += marks[left]
    return "".join(parts)


def _tags(entity: Entity) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre":
        language = entity.get("language")
        if not language:
            return "<pre>", "</pre>"
        return f'<pre><code class="language-{escape(language)}">', "</code></pre>"
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
    if kind == "date_time":
        return f'<tg-time unix="{entity["unix_time"]}">', "</tg-time>"
    return "", ""
