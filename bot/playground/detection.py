"""What Telegram finds by itself in a text: links, commands, mentions, hashtags."""

import re

from bot.playground.text import Entity, FormattedText, utf16_length

FOUND = re.compile(
    r"(?P<email_address>(?<![\w.@+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?!\w))"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'»”]"
    r"|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|io|dev|app|me|ru|cn)(?![\w.-]\w)(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w@./])@[A-Za-z]\w{3,31}(?!\w))"
    r"|(?P<hashtag>(?<![\w#&])#\w*[^\W\d]\w*)"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{1,8}(?!\w))"
    r"|(?P<bank_card_number>(?<![\w+])(?:\d{4}[ -]?){3}\d{4}(?!\w))"
    r"|(?P<phone_number>(?<!\w)\+\d[\d ()-]{5,18}\d(?!\w))"
)
"""By the name of the group. Of addresses without a scheme only those with a common top-level domain are found, where
Telegram knows all of them.
"""

_KINDS = {"email_address": "email", "bank_card_number": None}
"""Where a MessageEntity has another name, or none."""

_CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time", "mention", "url"})
"""Entities inside of which nothing is looked for."""


def detected(text: str) -> list[Entity]:
    """The entities that Telegram finds in a text."""
    found = ((str(match.lastgroup), match) for match in FOUND.finditer(text))
    return [
        {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match.group())}
        for name, match in found
        if (kind := _KINDS.get(name, name)) is not None
    ]


def with_detected(body: FormattedText) -> FormattedText:
    """The text with what is found beside the entities that it has: nothing in code, nothing in what is a link."""
    found = detected(body.text)
    if not found:
        return body
    closed = [(one["offset"], one["offset"] + one["length"]) for one in body.entities if one["type"] in _CLOSED]
    new = [
        one
        for one in found
        if not any(one["offset"] < end and begin < one["offset"] + one["length"] for begin, end in closed)
    ]
    return FormattedText(
        body.text, tuple(sorted([*body.entities, *new], key=lambda one: (one["offset"], -one["length"])))
    )
