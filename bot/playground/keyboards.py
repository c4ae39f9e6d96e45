"""Rules for keyboards under messages."""

from typing import Any

from bot.playground.chats import Chat
from bot.playground.fields import Json
from bot.playground.links import checked_url
from bot.playground.refusal import Refusal, bad_request

_ACTIONS = frozenset(
    {
        *("url", "callback_data", "web_app", "login_url", "callback_game", "pay", "disabled", "copy_text"),
        *("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"),
    }
)
_NEEDS_MORE_THAN_THIS_SERVER = ("login_url", "callback_game", "pay", "web_app")
_PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "request_managed_bot": "managed bots can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}
_LONGEST_DATA = 64
_LONGEST_COPY = 256
_LONGEST_PLACEHOLDER = 64
_MOST_BUTTONS = 100
_MOST_IN_A_ROW = 8
_STYLES = ("danger", "success", "primary")


def checked_markup(markup: Json | None, chat: Chat, *, inline_mode: bool = False) -> Json | None:
    """The keyboard as Telegram keeps it (empty rows gone); None for none. Buttons that start an inline query need a
    bot with `inline_mode`. Raises Refusal for a wrong one.
    """
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return checked_inline_keyboard(markup, inline_mode=inline_mode)
    if chat.kind == "channel":
        raise bad_request("reply keyboards can't be sent to channels")
    if "keyboard" in markup:
        _check_reply_keyboard(markup, chat)
    if not 0 <= len(markup.get("input_field_placeholder", "")) <= _LONGEST_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return markup


def checked_inline_keyboard(markup: Json | None, *, inline_mode: bool) -> Json | None:
    """The same where no other keyboard may stand."""
    if markup is None:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > _MOST_BUTTONS or any(len(row) > _MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button, inline_mode=inline_mode)
    return {**markup, "inline_keyboard": rows} if rows else None


def _check_inline_button(button: dict[str, Any], *, inline_mode: bool) -> None:
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
    if action in _NEEDS_MORE_THAN_THIS_SERVER or (action.startswith("switch_inline") and not inline_mode):
        raise bad_request("BUTTON_TYPE_INVALID")
    if action == "callback_data" and not 1 <= len(button["callback_data"].encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and checked_url(button["url"]) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if action == "copy_text" and not 1 <= len(button["copy_text"]["text"]) <= _LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_reply_keyboard(markup: Json, chat: Chat) -> None:
    buttons = [button for row in markup["keyboard"] for button in row]
    if not buttons:
        raise bad_request("reply markup is empty")
    for button in buttons:
        if not button["text"].strip():
            raise bad_request("can't parse keyboard button: text of a button must be non-empty")
        for name, reason in _PRIVATE_ONLY.items():
            if button.get(name) not in (None, False) and chat.kind != "private":
                raise bad_request(reason)


def _wrong(what: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {what}")
