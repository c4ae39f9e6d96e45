"""JSON objects as the Bot API writes them."""

from typing import Any

Json = dict[str, Any]


def present(**fields: Any) -> Json:
    """The fields that have a value: what is absent is left out, never null."""
    return {name: value for name, value in fields.items() if value is not None}
