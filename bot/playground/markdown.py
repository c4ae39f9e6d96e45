"""Telegram's two kinds of Markdown: a text with marks → text and entities, refused in the words of the Bot API.

Both follow TDLib (`parse_markdown` and `parse_markdown_v2`), since a bot meets exactly its refusals: offsets in
messages count bytes of UTF-8.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.links import checked_url, mentioned_user
from bot.playground.refusal import Refusal, bad_request
from bot.playground.text import Entity, utf16_length

_END = "\0"
_PADDING = 3 * _END
"""Lets one look a few characters ahead anywhere."""

_SPACE = " \t\r\n\v\0"
_RESERVED = "_*[]()~`>#+-=|{}.!\n"
_LAST_ESCAPABLE = 126
_MARKS = {
    "__": "underline",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "||": "spoiler",
    "[": "text_link",
    "```": "pre",
    "`": "code",
    "![": "custom_emoji",
}
_CLOSING = {kind: mark for mark, kind in _MARKS.items()} | {"text_link": "]", "custom_emoji": "]"}
_OLD_ENDS = {"_": "_", "*": "*", "`": "`", "[": "]"}
_NAMES = {"text_link": "TextUrl", "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote"}
_EMOJI_ID = re.compile(r"[1-9][0-9]{0,18}")
_UNIX = re.compile(r"[0-9]{1,10}")
_SPECIAL_LINK = re.compile(r"tg:(?://)?(?P<host>[^/?#]*)/?(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class _Open:
    kind: str
    at: int
    """Where its mark stands in the source."""
    offset: int
    begin: int
    """Where its content begins in the result, in characters."""
    language: str = ""

    @property
    def name(self) -> str:
        """What TDLib calls it."""
        return "PreCode" if self.language else _NAMES.get(self.kind, self.kind.capitalize())


class _Reader:
    """What both kinds share: the source, the text so far, links and blocks of code."""

    def __init__(self, source: str) -> None:
        self._size = len(source)
        self._source = source + _PADDING
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._entities: list[Entity] = []

    def _result(self) -> tuple[str, list[Entity]]:
        return "".join(self._text), self._entities

    def _append(self, character: str) -> None:
        self._text.append(character)
        self._length += utf16_length(character)

    def _byte(self, index: int) -> int:
        return len(self._source[:index].encode("utf-8", "surrogatepass"))

    def _language(self) -> str:
        """The language behind ``` and the first line feed after it, both of which are then passed."""
        end = self._at
        while self._source[end] not in _SPACE and self._source[end] != "`":
            end += 1
        language = ""
        if end != self._at and end < self._size and self._source[end] != "`":
            language = self._source[self._at : end]
            self._at = end
        if self._source[self._at] in "\r\n":
            both = self._source[self._at : self._at + 2]
            self._at += 2 if both in ("\r\n", "\n\r") else 1
        return language

    def _add(self, kind: str, offset: int, **fields: Any) -> None:
        if self._length > offset:
            self._entities.append({"type": kind, "offset": offset, "length": self._length - offset, **fields})

    def _add_link(self, url: str, offset: int) -> None:
        user, checked = mentioned_user(url), checked_url(url)
        if user is not None:
            self._add("text_mention", offset, user_id=user)
        elif checked is not None:
            self._add("text_link", offset, url=checked)


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of the old Markdown. Raises Refusal (`Bad Request: can't parse entities: ...`)."""
    return _Old(source).run()


class _Old(_Reader):
    def run(self) -> tuple[str, list[Entity]]:
        while self._at < self._size:
            character = self._source[self._at]
            if character == "\\" and self._source[self._at + 1] in _OLD_ENDS:
                self._append(self._source[self._at + 1])
                self._at += 2
            elif character in _OLD_ENDS:
                self._entity(character)
            else:
                self._append(character)
                self._at += 1
        return self._result()

    def _entity(self, mark: str) -> None:
        """Nothing is escaped in an entity, and nothing stands in it."""
        begin, offset = self._at, self._length
        end = "```" if self._source.startswith("```", begin) else _OLD_ENDS[mark]
        self._at += len(end)
        language = self._language() if end == "```" else ""
        closing = self._source.find(end, self._at, self._size)
        if closing < 0:
            raise _cannot(f"Can't find end of the entity starting at byte offset {self._byte(begin)}")
        content = self._source[self._at : closing]
        self._append(content)
        self._at = closing + len(end)
        if mark == "[":
            self._add_link(self._url(content), offset)
        elif end == "```":
            self._add("pre", offset, **({"language": language} if language else {}))
        else:
            self._add(_MARKS[mark], offset)

    def _url(self, content: str) -> str:
        """The address in brackets, up to the end of the source where it is not closed; else the text itself."""
        if self._source[self._at] != "(":
            return content
        end = self._source.find(")", self._at, self._size)
        end = self._size if end < 0 else end
        url = self._source[self._at + 1 : end]
        self._at = end + 1
        return url


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of MarkdownV2. Raises Refusal (`Bad Request: can't parse entities: ...`)."""
    return _New(source).run()


class _New(_Reader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []
        self._in_quote = False
        self._at_line_start = True

    def run(self) -> tuple[str, list[Entity]]:
        while self._at < self._size:
            self._step()
        self._finish_quote()
        if self._open:
            raise self._unclosed()
        return self._result()

    def _step(self) -> None:
        character, following = self._source[self._at], self._source[self._at + 1]
        if character == "\\" and 0 < ord(following) <= _LAST_ESCAPABLE:
            self._plain(following)
            self._at_line_start = following == "\n" or (following == "\r" and self._at_line_start)
            self._at += 1
        elif character not in ("`" if self._open and self._open[-1].kind in ("code", "pre") else _RESERVED):
            self._plain(character)
        elif self._is_end(character):
            self._close(character)
        else:
            self._begin(character)

    def _plain(self, character: str) -> None:
        self._append(character)
        self._at_line_start = self._at_line_start and character == "\r"
        self._at += 1

    def _is_end(self, character: str) -> bool:
        if not self._open:
            return False
        if self._in_quote and character == "\n" and self._source[self._at + 1] != ">":
            return True
        kind = self._open[-1].kind
        if kind == "italic" and self._source[self._at + 1] == "_":
            return False
        return kind in _CLOSING and self._source.startswith(_CLOSING[kind], self._at)

    def _begin(self, character: str) -> None:
        if character == "\n":
            self._append(character)
            self._at += 1
            self._at_line_start = True
            return
        if character == ">" and self._at_line_start:
            self._at += 1
            if not self._in_quote:
                self._in_quote = True
                self._open.append(_Open("blockquote", self._at - 1, self._length, len(self._text)))
            return
        mark = next((mark for mark in _MARKS if self._source.startswith(mark, self._at)), None)
        if mark is None:
            raise _cannot(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")
        begin = self._at
        self._at += len(mark)
        language = self._language() if mark == "```" else ""
        self._open.append(_Open(_MARKS[mark], begin, self._length, len(self._text), language))

    def _close(self, character: str) -> None:
        if character == "\n":
            self._close_quote()
            return
        entity = self._open.pop()
        self._at += len(_CLOSING[entity.kind])
        if entity.kind == "text_link":
            address = self._address("a URL")
            self._add_link("".join(self._text[entity.begin :]) if address is None else address, entity.offset)
        elif entity.kind == "custom_emoji":
            self._close_special(entity)
        elif entity.language:
            self._add(entity.kind, entity.offset, language=entity.language)
        else:
            self._add(entity.kind, entity.offset)

    def _close_quote(self) -> None:
        """At the end of its last line, where a spoiler that has just begun makes it an expandable one."""
        kind = "blockquote"
        if self._open[-1].kind == "spoiler" and self._is_fresh(self._open[-1], self._at):
            self._open.pop()
            kind = "expandable_blockquote"
        if self._open[-1].kind != "blockquote":
            raise self._unclosed()
        self._append("\n")
        self._at += 1
        self._at_line_start = True
        self._in_quote = False
        self._add(kind, self._open.pop().offset)

    def _is_fresh(self, spoiler: _Open, at: int) -> bool:
        """Whether nothing stands between the mark of a spoiler and the end of the line."""
        return self._source[spoiler.at + 2 : at] in ("", "\r")

    def _finish_quote(self) -> None:
        """A quotation may end with the source."""
        if not self._in_quote:
            return
        kind = "blockquote"
        if self._open[-1].kind == "spoiler" and self._open[-1].at == self._size - 2:
            self._open.pop()
            kind = "expandable_blockquote"
        if self._open[-1].kind == "blockquote":
            self._add(kind, self._open.pop().offset)

    def _address(self, what: str) -> str | None:
        """What stands in brackets behind a text; None where no bracket follows."""
        if self._source[self._at] != "(":
            return None
        begin = self._at = self._at + 1
        url: list[str] = []
        while self._at < self._size and self._source[self._at] != ")":
            if self._source[self._at] == "\\" and 0 < ord(self._source[self._at + 1]) <= _LAST_ESCAPABLE:
                self._at += 1
            url.append(self._source[self._at])
            self._at += 1
        if self._source[self._at] != ")":
            raise _cannot(f"Can't find end of {what} at byte offset {self._byte(begin)}")
        self._at += 1
        return "".join(url)

    def _close_special(self, entity: _Open) -> None:
        """`![…](tg://emoji?id=…)` and `![…](tg://time?unix=…&format=…)`."""
        address = self._address("a custom emoji URL")
        if address is None:
            raise _cannot("Custom emoji entity must contain a tg://emoji URL")
        match = _SPECIAL_LINK.fullmatch(address)
        if match is None:
            raise _cannot("Custom emoji URL must have scheme tg")
        arguments = dict(part.partition("=")[::2] for part in (match["query"] or "").split("&"))
        host = match["host"].lower()
        if host == "time":
            if not _UNIX.fullmatch(arguments.get("unix", "")):
                raise _cannot("Invalid date specified")
            form = arguments.get("format")
            fields = {"unix_time": int(arguments["unix"]), **({"date_time_format": form} if form else {})}
            self._add("date_time", entity.offset, **fields)
            return
        if host != "emoji":
            raise _cannot('Custom emoji URL must have host "emoji"')
        if "id" not in arguments:
            raise _cannot("Custom emoji URL must have an emoji identifier")
        if not _EMOJI_ID.fullmatch(arguments["id"]):
            raise _cannot("Invalid custom emoji identifier specified")
        self._add("custom_emoji", entity.offset, custom_emoji_id=arguments["id"])

    def _unclosed(self) -> Refusal:
        entity = self._open[-1]
        return _cannot(f"Can't find end of {entity.name} entity at byte offset {self._byte(entity.at)}")


def _cannot(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")
