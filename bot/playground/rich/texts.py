"""RichText: a string, an array of texts, or a text of some type; read, checked and put in order."""

import re
from collections.abc import Callable
from typing import Any

from bot.playground.fields import Json
from bot.playground.links import checked_url, mentioned_user
from bot.playground.refusal import bad_request
from bot.playground.rich.buttons import read_button
from bot.playground.rich.detection import detected
from bot.playground.rich.reading import cannot, fields, integer, kind, string
from bot.playground.rich.tally import Tally

Rich = str | Json | list[str | Json]
"""A RichText as Telegram shows it: one string or one object, else an array of both without arrays in it."""

STYLES = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "subscript", "superscript", "marked", "code")
)
REDETECTED = {
    "mention": "username",
    "hashtag": "hashtag",
    "cashtag": "cashtag",
    "bot_command": "bot_command",
    "bank_card_number": "bank_card_number",
}
"""Types that only Telegram gives: of one that a bot sends the text stays, in which they are found again."""

_CLEANED = {**dict.fromkeys((*range(0x0A), *range(0x0B, 0x20)), " "), 0x0D: "", 0x2028: "", 0x2029: ""}
"""What TDLib's clean_input_string does to every text, code included: a tab becomes one space."""

_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?[0-9]{3,18}")
_EMOJI_ID = re.compile(r"[1-9][0-9]{0,18}")
_DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_LAST_UNIX_TIME = 2**31 - 1


class TextReader:
    """Reads the texts of one message; `user` gives a User by id, None for somebody unknown."""

    def __init__(self, tally: Tally, user: Callable[[int], Json | None], *, detects: bool) -> None:
        self._tally = tally
        self._user = user
        self._detects = detects
        self._typed: dict[str, Callable[[Json, int], str | Json | list[str | Json]]] = {
            "date_time": self._date_time,
            "text_mention": self._text_mention,
            "custom_emoji": self._custom_emoji,
            "mathematical_expression": self._formula,
            "url": self._url,
            "email_address": self._email_address,
            "phone_number": self._phone_number,
            "anchor": self._anchor,
            "anchor_link": self._anchor_link,
            "reference": self._reference,
            "reference_link": self._reference_link,
            "button": self._button,
        }

    def read(self, value: Any, depth: int, *, detects: bool = True) -> Rich:
        """A text that stands in something `depth` levels deep. Raises Refusal."""
        parts = self._parts(value, depth, detects=detects)
        if detects and self._detects:
            parts = [found for part in parts for found in (detected(part) if isinstance(part, str) else [part])]
        return parts[0] if len(parts) == 1 else parts or ""

    def _parts(self, value: Any, depth: int, *, detects: bool) -> list[str | Json]:
        """Strings and objects one after another, strings beside each other joined, as Telegram joins them."""
        if isinstance(value, str):
            text = value.translate(_CLEANED)
            self._tally.add_text(text)
            return [text] if text else []
        if not isinstance(value, list):
            return self._object(value, depth + 1, detects=detects)
        joined: list[str | Json] = []
        for item in value:
            if isinstance(item, list):
                self._tally.enter(depth + 1)
            for part in self._parts(item, depth + isinstance(item, list), detects=detects):
                last = joined[-1] if joined else None
                if isinstance(part, str) and isinstance(last, str):
                    joined[-1] = last + part
                else:
                    joined.append(part)
        return joined

    def _object(self, value: Any, depth: int, *, detects: bool) -> list[str | Json]:
        if not isinstance(value, dict):
            raise bad_request("invalid rich text specified")
        self._tally.enter(depth)
        name = kind(value)
        if name in STYLES:
            text = self.read(fields(value, ("type", "text"))["text"], depth, detects=detects and name != "code")
            return [{"type": name, "text": text}] if text else []
        if name in REDETECTED:
            return self._parts(fields(value, ("type", "text"), (REDETECTED[name],))["text"], depth, detects=detects)
        read = self._typed.get(name)
        if read is None:
            raise bad_request("unsupported rich text type")
        found = read(value, depth)
        return found if isinstance(found, list) else [found]

    def _inner(self, value: Json, depth: int) -> Rich:
        """The text of something that is a link or the like already; nothing is detected in it."""
        text = self.read(value["text"], depth, detects=False)
        if is_empty(text):
            raise cannot(f'text of "{value["type"]}" must be non-empty')
        return text

    def _date_time(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "unix_time", "date_time_format"))
        unix, form = integer(value, "unix_time"), string(value, "date_time_format")
        if not _DATE_FORMAT.fullmatch(form):
            raise bad_request("invalid date-time format specified")
        if not 0 < unix <= _LAST_UNIX_TIME:
            raise bad_request("RICH_MESSAGE_DATE_INVALID")
        return {
            "type": "date_time",
            "text": self._inner(value, depth),
            "unix_time": unix,
            "date_time_format": form,
        }

    def _text_mention(self, value: Json, depth: int) -> str | Json | list[str | Json]:
        """A mention; of somebody unknown only the text."""
        fields(value, ("type", "text", "user"))
        if not isinstance(value["user"], dict) or "id" not in value["user"]:
            raise cannot('Can\'t find field "id"')
        return self._mention(integer(value["user"], "id"), self._inner(value, depth))

    def _mention(self, user_id: int, text: Rich) -> Rich:
        user = self._user(user_id)
        return text if user is None else {"type": "text_mention", "text": text, "user": user}

    def _custom_emoji(self, value: Json, _: int) -> Json:
        """A custom emoji. A word instead of an emoji is refused, which Telegram does only since rich messages."""
        fields(value, ("type", "custom_emoji_id", "alternative_text"))
        emoji, text = string(value, "custom_emoji_id"), string(value, "alternative_text")
        if not _EMOJI_ID.fullmatch(emoji):
            raise bad_request("invalid custom emoji identifier specified")
        if any(character.isalpha() or character.isspace() for character in text):
            raise bad_request("RICH_MESSAGE_EMOJI_INVALID")
        self._tally.add_text(text)
        return {"type": "custom_emoji", "custom_emoji_id": emoji, "alternative_text": text}

    def _formula(self, value: Json, _: int) -> Json:
        fields(value, ("type", "expression"))
        return {"type": "mathematical_expression", "expression": formula(self._tally, value)}

    def _url(self, value: Json, depth: int) -> Rich:
        """A link, or what its scheme makes of it: an e-mail address, a phone number, a mention, a place in the text."""
        fields(value, ("type", "text", "url"))
        text, url = self._inner(value, depth), string(value, "url").strip()
        scheme, _, rest = url.partition(":")
        user_id = mentioned_user(url)
        if url.startswith("#"):
            return self._link(url[1:], text)
        if user_id is not None:
            return self._mention(user_id, text)
        if scheme.lower() == "mailto":
            return _email_address(rest, text)
        if scheme.lower() == "tel":
            return _phone_number(rest, text)
        checked = checked_url(url)
        if checked is None:
            raise bad_request("RICH_MESSAGE_URL_INVALID")
        return {"type": "url", "text": text, "url": checked}

    def _email_address(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "email_address"))
        return _email_address(string(value, "email_address"), self._inner(value, depth))

    def _phone_number(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "phone_number"))
        return _phone_number(string(value, "phone_number"), self._inner(value, depth))

    def _anchor(self, value: Json, _: int) -> Json:
        name = string(fields(value, ("type", "name")), "name")
        self._tally.add_anchor(name)
        return {"type": "anchor", "name": name}

    def _anchor_link(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "anchor_name"))
        return self._link(string(value, "anchor_name"), self._inner(value, depth))

    def _reference(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "name"))
        name = string(value, "name")
        self._tally.add_reference(name)
        return {"type": "reference", "text": self._inner(value, depth), "name": name}

    def _reference_link(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text", "reference_name"))
        return self._link(string(value, "reference_name"), self._inner(value, depth))

    def _link(self, name: str, text: Rich) -> Json:
        link: Json = {"type": "anchor_link", "text": text}
        self._tally.links.append((name, link))
        return link

    def _button(self, value: Json, depth: int) -> Json:
        button = read_button(fields(value, ("type", "button"))["button"], lambda text: self.button_text(text, depth))
        return {"type": "button", "button": button}

    def button_text(self, value: Any, depth: int) -> Rich:
        """The text of a button: plain text, custom emoji and times, nothing else. Raises Refusal."""
        text = self.read(value, depth, detects=False)
        for part in text if isinstance(text, list) else [text]:
            if isinstance(part, dict) and part["type"] not in ("custom_emoji", "date_time"):
                raise cannot(f'text of a button must not contain "{part["type"]}"')
        if is_empty(text):
            raise cannot("text of a button must be non-empty")
        return text


def formula(tally: Tally, value: Json) -> str:
    """The LaTeX source in the field `expression`. Raises Refusal for an empty one."""
    source = string(value, "expression")
    if not source.strip():
        raise cannot("expression must be non-empty")
    tally.add_text(source)
    return source


def is_empty(text: Rich) -> bool:
    """Whether there is nothing in a text to see or to press."""
    if isinstance(text, str):
        return not text.strip()
    if isinstance(text, list):
        return all(map(is_empty, text))
    if text["type"] == "anchor":
        return True
    return "text" in text and is_empty(text["text"])


def _email_address(address: str, text: Rich) -> Json:
    if not _EMAIL.fullmatch(address):
        raise bad_request("RICH_MESSAGE_EMAIL_INVALID")
    return {"type": "email_address", "text": text, "email_address": address}


def _phone_number(number: str, text: Rich) -> Json:
    if not _PHONE.fullmatch(number):
        raise bad_request("RICH_MESSAGE_PHONE_INVALID")
    return {"type": "phone_number", "text": text, "phone_number": number}
