"""Text as Telegram keeps it: UTF-16 lengths, cleaned characters, entities that fit.

The rules follow TDLib (`clean_input_string` and `fix_formatted_text`), which the Bot API server runs on.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.links import checked_url
from bot.playground.refusal import bad_request

Entity = dict[str, Any]
"""A MessageEntity as JSON; `offset` and `length` count UTF-16 code units."""

HONOURED_ENTITIES = 100
"""Telegram keeps the first hundred entities of a message and drops the rest."""

_SPACES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_INVISIBLE = re.compile("[\\s\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2800\u3000\ufeff\ufffc]*")

_PLAIN_TYPES = frozenset(
    {
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code"),
        *("blockquote", "expandable_blockquote"),
    }
)
_NEEDS = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}


@dataclass(frozen=True, slots=True)
class FormattedText:
    """Text with its entities, sorted, offsets in UTF-16 code units."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is what all limits and offsets of Telegram count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def fixed(text: str, entities: list[Entity]) -> FormattedText:
    """The text as Telegram would store it: control characters gone, ends trimmed, entities moved along.

    Text without anything visible comes back empty.
    """
    kept = _SPACES.sub(" ", text)
    if _DROPPED.search(kept):
        entities = _moved(kept, entities, {match.start() for match in _DROPPED.finditer(kept)})
        kept = _DROPPED.sub("", kept)
    if _INVISIBLE.fullmatch(kept):
        return FormattedText("")
    kept = kept.rstrip(" \n")
    first = min((entity["offset"] for entity in entities), default=len(kept))
    leading = min(len(kept) - len(kept.lstrip(" \n")), first)
    return FormattedText(kept[leading:], _fitting(entities, leading, utf16_length(kept)))


def _moved(text: str, entities: list[Entity], dropped: set[int]) -> list[Entity]:
    """Entities after the characters at the indexes `dropped` have gone."""
    places: list[int] = []
    new = 0
    for index, character in enumerate(text):
        units = 1 + (character > "\uffff")
        places += [new] * units
        if index not in dropped:
            new += units
    places.append(new)
    result = []
    for entity in entities:
        begin, end = places[entity["offset"]], places[entity["offset"] + entity["length"]]
        result.append({**entity, "offset": begin, "length": end - begin})
    return result


def _fitting(entities: list[Entity], leading: int, end: int) -> tuple[Entity, ...]:
    """Entities cut at the end of the text. Code holds no other entity and a quotation no quotation: Telegram drops
    what stands there.
    """
    result: list[Entity] = []
    code_until = quote_until = 0
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"], one["type"] != "pre")):
        offset = entity["offset"]
        stop = min(offset + entity["length"], end)
        quote = entity["type"] in ("blockquote", "expandable_blockquote")
        if stop <= offset or offset < code_until or (quote and offset < quote_until):
            continue
        if quote:
            quote_until = stop
        elif entity["type"] in ("code", "pre"):
            code_until = stop
        result.append({**entity, "offset": offset - leading, "length": stop - offset})
    return tuple(result[:HONOURED_ENTITIES])


def checked_entities(text: str, entities: list[Entity]) -> list[Entity]:
    """Entities given by the caller, refused where TDLib refuses them.

    Raises Refusal for an unknown type, a missing field, and offsets outside the text or inside a surrogate pair.
    """
    starts = set[int]()
    position = 0
    for character in text:
        starts.add(position)
        position += 1 + (character > "\uffff")
    starts.add(position)
    for entity in entities:
        _check_shape(entity)
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        if begin < 0 or entity["length"] < 0 or begin > position:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {begin}")
        if begin not in starts:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {begin}")
        if end > position:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
            )
        if end not in starts:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol at UTF-16 offset {end}"
            )
    return [entity for entity in entities if entity["length"]]


def _check_shape(entity: Entity) -> None:
    kind = entity["type"]
    if kind in _PLAIN_TYPES or kind == "pre":
        return
    needed = _NEEDS.get(kind)
    if needed is None:
        raise bad_request("can't parse MessageEntity: unsupported type specified")
    if not entity.get(needed):
        raise bad_request(f"can't parse MessageEntity: can't find field \"{needed}\"")
    if kind == "text_link" and checked_url(entity["url"]) is None:
        raise bad_request(f'entity URL "{entity["url"]}" is invalid: Wrong HTTP URL')
