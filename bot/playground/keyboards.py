"""Rules for keyboards under messages."""

from typing import Any

from bot.playground.chats import Chat, Json
from bot.playground.links import checked_url
from bot.playground.refusal import Refusal, bad_request

_ACTIONS = frozenset(
    {
        *("url", "callback_data", "web_app", "login_url", "callback_game", "pay", "disabled", "copy_text"),
        *("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"),
    }
)
_NEEDS_MORE_THAN_THIS_SERVER = ("login_url", "callback_game", "pay", "web_app")
_LONGEST_DATA = 64
_LONGEST_COPY = 256
_LONGEST_PLACEHOLDER = 64
_MOST_BUTTONS = 100
_MOST_IN_A_ROW = 8
_STYLES = ("danger", "success", "primary")


def checked_markup(markup: Json | None, chat: Chat) -> Json | None:
    """The keyboard as Telegram keeps it (empty rows gone); None for none. Raises Refusal for a wrong one."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup)
    if chat.kind == "channel":
        raise bad_request("reply keyboards can't be sent to channels")
    if "keyboard" in markup:
        _check_reply_keyboard(markup)
    if not 0 <= len(markup.get("input_field_placeholder", "")) <= _LONGEST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return markup


def _inline(markup: Json) -> Json | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > _MOST_BUTTONS or any(len(row) > _MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {**markup, "inline_keyboard": rows} if rows else None


def _check_inline_button(button: dict[str, Any]) -> None:
    text = button["text"]
    if not text.strip():
        raise _wrong("text of a button must be non-empty")
    actions = sorted(_ACTIONS & {name for name, value in button.items() if value is not None})
    if not actions:
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _wrong(f"exactly one action is expected, found {' and '.join(actions)}")
    if button.get("style") not in (None, *_STYLES):
        raise _wrong("invalid button style specified")
    action = actions[0]
    if action in _NEEDS_MORE_THAN_THIS_SERVER or action.startswith("switch_inline"):
        raise bad_request("BUTTON_TYPE_INVALID")
    if action == "callback_data" and not 1 <= len(button["callback_data"].encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and checked_url(button["url"]) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(button["copy_text"]["text"]) <= _LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_reply_keyboard(markup: Json) -> None:
    buttons = [button for row in markup["keyboard"] for button in row]
    if not buttons:
        raise bad_request("reply markup is empty")
    for button in buttons:
        if not button["text"].strip():
            raise bad_request("can't parse keyboard button: text of a button must be non-empty")


def _wrong(what: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {what}")
