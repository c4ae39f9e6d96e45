"""Answers to callback queries."""

from typing import Any

from bot.playground.chats import CallbackAnswer
from bot.playground.links import checked_url
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.text import utf16_length

LONGEST_TOAST = 200

_LATE = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(telegram: Telegram, parameters: Parameters) -> Any:
    """Once for each query and within its time."""
    query = telegram.callbacks.get(parameters["callback_query_id"])
    if query is None or query.answer is not None:
        raise bad_state(_LATE)
    if telegram.monotonic() - query.pressed > telegram.callback_lifetime:
        raise bad_state(_LATE)
    text = parameters.get("text", "")
    if utf16_length(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    url = parameters.get("url")
    if url is not None and (checked_url(url) is None or not _leads_to_bot(telegram, url)):
        raise bad_request("URL_INVALID")
    telegram.answer(query, CallbackAnswer(text, parameters.get("show_alert", False), url))
    return True


def _leads_to_bot(telegram: Telegram, url: str) -> bool:
    """Without a game the only link that may be opened is one to the bot itself."""
    rest = url.removeprefix("https://").removeprefix("http://")
    return rest.lower().startswith(f"t.me/{(telegram.bot.username or '').lower()}?start=")
