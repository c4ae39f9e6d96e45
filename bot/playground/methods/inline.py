"""Answers to what people type after the bot's name in any chat."""

import re
from typing import Any

from bot.playground.fields import Json
from bot.playground.inline import InlineResult
from bot.playground.keyboards import checked_inline_keyboard
from bot.playground.links import checked_url
from bot.playground.methods.files import stored_file, stored_photo
from bot.playground.methods.formatting import LONGEST_CAPTION, LONGEST_TEXT, formatted
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText, utf16_length

MOST_RESULTS = 50

_LONGEST_ID = 64
_LONGEST_OFFSET = 64
_LONGEST_START = 64
_START = re.compile(r"[A-Za-z0-9_-]+")
_LATE = "query is too old and response timeout expired or query ID is invalid"


@method("answerInlineQuery")
def answer_inline_query(telegram: Telegram, parameters: Parameters) -> Any:
    """Once for each query and within its time: up to fifty articles, pictures and documents."""
    given = parameters["results"]
    button = _checked_button(parameters)
    if len(given) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    offset = parameters.get("next_offset", "")
    if len(offset.encode()) > _LONGEST_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    results: dict[str, InlineResult] = {}
    for fields in given:
        result = _result(telegram, fields)
        if result.id in results:
            raise bad_request("RESULT_ID_DUPLICATE")
        results[result.id] = result
    query = telegram.inline.queries.get(parameters["inline_query_id"])
    if query is None or query.results is not None or telegram.monotonic() - query.asked > telegram.callback_lifetime:
        raise bad_state(_LATE)
    query.results = results
    told = {"query_id": query.id, "user_id": query.user.id, "results": given, "next_offset": offset, "button": button}
    telegram.changes.tell("inline", told)
    return True


def _checked_button(parameters: Parameters) -> Json | None:
    button: Json | None = parameters.get("button")
    if button is None and "switch_pm_text" in parameters:
        button = {"text": parameters["switch_pm_text"], "start_parameter": parameters.get("switch_pm_parameter", "")}
    if button is None:
        return None
    if button.get("web_app"):
        raise bad_request("Web App buttons are not supported by this server")
    if not button["text"].strip():
        raise bad_request("button text must be non-empty")
    start = button.get("start_parameter") or ""
    if not start:
        raise bad_request("can't use empty start_parameter")
    if len(start) > _LONGEST_START:
        raise bad_request("too long start_parameter specified")
    if not _START.fullmatch(start):
        raise bad_request("unallowed characters in start_parameter are used")
    return button


def _result(telegram: Telegram, fields: Json) -> InlineResult:
    """One result as it can be chosen. Raises Refusal for a wrong one."""
    _check_id(fields["id"])
    kind = fields["type"]
    if kind not in ("article", "photo", "document"):
        raise bad_request(f'can\'t parse InlineQueryResult: type "{kind}" is not supported by this server')
    if kind == "article" and not fields["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    if kind == "document" and not fields["title"].strip():
        raise bad_request("FILE_TITLE_EMPTY")
    for name in ("photo_url", "document_url", "thumbnail_url"):
        if fields.get(name) and checked_url(fields[name]) is None:
            raise bad_request("WEBDOCUMENT_URL_INVALID")
    markup = checked_inline_keyboard(fields.get("reply_markup"), inline_mode=telegram.inline.on)
    if fields.get("input_message_content"):
        return InlineResult(fields["id"], _text(telegram, fields["input_message_content"]), reply_markup=markup)
    return InlineResult(
        fields["id"],
        _caption(telegram, fields),
        photo=stored_photo(telegram, fields["photo_file_id"]) if "photo_file_id" in fields else None,
        document=stored_file(telegram, fields["document_file_id"]) if "document_file_id" in fields else None,
        reply_markup=markup,
        far_away="photo_url" in fields or "document_url" in fields,
    )


def _check_id(result_id: str) -> None:
    if not result_id:
        raise bad_request("RESULT_ID_EMPTY")
    if len(result_id.encode()) > _LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")


def _text(telegram: Telegram, content: Json) -> FormattedText:
    if "message_text" not in content:
        raise bad_request("only text can be the content of an inline message on this server")
    body = formatted(telegram, content["message_text"], content.get("parse_mode"), content.get("entities"))
    if not body.text:
        raise bad_request("message text is empty")
    if utf16_length(body.text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    return body


def _caption(telegram: Telegram, fields: Json) -> FormattedText:
    text = fields.get("caption") or ""
    body = formatted(telegram, text, fields.get("parse_mode"), fields.get("caption_entities"))
    if utf16_length(body.text) > LONGEST_CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    return body
