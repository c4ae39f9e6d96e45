"""Entities that Telegram finds by itself in the text of a rich message."""

import re

from bot.playground.detection import FOUND
from bot.playground.fields import Json
from bot.playground.links import checked_url


def detected(text: str) -> list[str | Json]:
    """The text cut into plain strings and the entities in it. Of addresses without a scheme only those with a common
    top-level domain are found, where Telegram knows all of them.
    """
    parts: list[str | Json] = []
    done = 0
    for match in FOUND.finditer(text):
        entity = _entity(str(match.lastgroup), match.group())
        if entity is None:
            continue
        parts += [text[done : match.start()], entity]
        done = match.end()
    return [part for part in (*parts, text[done:]) if part]


def _entity(kind: str, text: str) -> Json | None:
    if kind == "url":
        url = checked_url(text)
        return None if url is None else {"type": kind, "text": text, "url": url}
    values = {
        "mention": ("username", text[1:]),
        "hashtag": ("hashtag", text[1:]),
        "cashtag": ("cashtag", text[1:]),
        "phone_number": ("phone_number", re.sub(r"[ ()-]", "", text)),
        "bank_card_number": ("bank_card_number", re.sub(r"\D", "", text)),
    }
    name, value = values.get(kind, (kind, text))
    return {"type": kind, "text": text, name: value}
