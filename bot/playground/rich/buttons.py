"""Buttons inside a rich message."""

from collections.abc import Callable
from typing import Any

from bot.playground.fields import Json
from bot.playground.links import checked_url
from bot.playground.refusal import bad_request
from bot.playground.rich.reading import cannot, fields, string

ACTIONS = (
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "disabled"),
)
_SUPPORTED = ("url", "callback_data", "copy_text", "disabled")
_STYLES = ("danger", "success", "primary", "link")
_LONGEST_DATA = 64
"""Bytes."""

_LONGEST_COPY = 256


def read_button(value: Any, read_text: Callable[[Any], Any]) -> Json:
    """A RichMessageButton with exactly one action. Raises Refusal; for actions that need more than this server too."""
    button = fields(value, ("text",), ("style", *ACTIONS))
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        raise cannot(f"exactly one action is expected in a button, found {' and '.join(actions) or 'none'}")
    action = actions[0]
    style = string(button, "style") if "style" in button else None
    if style is not None and style not in _STYLES:
        raise bad_request("invalid button style specified")
    if style == "link" and action != "callback_data":
        raise cannot('only callback buttons can have the style "link"')
    _check_action(button, action)
    return {**button, "text": read_text(button["text"])}


def _check_action(button: Json, action: str) -> None:
    if action not in _SUPPORTED:
        raise bad_request("BUTTON_TYPE_INVALID")
    if action == "callback_data" and not 1 <= len(string(button, action).encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and checked_url(string(button, action)) is None:
        raise bad_request("BUTTON_URL_INVALID")
    if action == "disabled":
        fields(button[action])
    if action == "copy_text":
        copied = string(fields(button[action], ("text",)), "text")
        if not 1 <= len(copied) <= _LONGEST_COPY:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
