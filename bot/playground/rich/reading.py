"""JSON of a rich message, one object or value at a time: nothing unknown, nothing missing, every type exact."""

from typing import Any

from bot.playground.fields import Json
from bot.playground.refusal import Refusal, bad_request


def cannot(why: str) -> Refusal:
    """The refusal for a block or a text inside it; Telegram names the block even where the text is at fault."""
    return bad_request(f"can't parse InputRichBlock: {why}")


def content_required() -> Refusal:
    """The refusal for a block with nothing in it."""
    return bad_request("RICH_MESSAGE_CONTENT_REQUIRED")


def fields(value: Any, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> Json:
    """The object `value`. Raises Refusal where it is none, lacks a field or has one too many."""
    if not isinstance(value, dict):
        raise cannot("Object expected")
    for name in required:
        if name not in value:
            raise cannot(f'Can\'t find field "{name}"')
    for name in value:
        if name not in required and name not in optional:
            raise cannot(f'field "{name}" is unknown')
    return value


def kind(value: Any) -> str:
    """The field `type` of an object."""
    if not isinstance(value, dict):
        raise cannot("Object expected")
    if "type" not in value:
        raise cannot('Can\'t find field "type"')
    return string(value, "type")


def string(holder: Json, name: str) -> str:
    """A field that holds a string."""
    value = holder[name]
    if not isinstance(value, str):
        raise cannot(f'Field "{name}" must be of type String')
    return value


def integer(holder: Json, name: str) -> int:
    """A field that holds a whole number."""
    value = holder[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise cannot(f'Field "{name}" must be of type Number')
    return value


def flag(holder: Json, name: str) -> bool:
    """A field that holds true or false; an absent one is false."""
    value = holder.get(name, False)
    if not isinstance(value, bool):
        raise cannot(f'Field "{name}" must be of type Boolean')
    return value


def array(holder: Json, name: str) -> list[Any]:
    """A field that holds an array."""
    value = holder[name]
    if not isinstance(value, list):
        raise cannot(f'Field "{name}" must be of type Array')
    return value
