"""Which parameters a method takes and of what type, read from aiogram's models of the Bot API.

Telegram ignores a parameter that it does not know; here it is refused, since it is always a mistake of the bot.
"""

import json
import re
import types
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    InputRichMessage,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.playground.refusal import bad_request
from bot.playground.wire import Request, Upload, refuse_lone_surrogates

Parameters = dict[str, Any]
"""Checked parameters: int, bool, str, JSON values, and Upload where a file came along."""

Reader = Callable[[str, Any, dict[str, Upload]], Any]

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "question": "poll question is empty",
}
_MAY_BE_EMPTY = ("url",)
"""An empty URL is how setWebhook removes the webhook."""

_ATTACHED = "attach://"
_ATTACHABLE = "media"
"""The field inside JSON parameters that may refer to a file of the request."""

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_TRUE = ("true", "True", "1", "yes")
_FALSE = ("false", "False", "0", "no")
_NOT_HERE = {
    "business_connection_id": "business connection not found",
    "direct_messages_topic_id": "direct messages topic not found",
    "suggested_post_parameters": "suggested posts can't be sent to the chat",
    "message_effect_id": "EFFECT_ID_INVALID",
    "ephemeral_message_parameters": "ephemeral messages can't be sent to the chat",
    "thumbnail": "thumbnails are not supported by this server",
    "allow_paid_broadcast": "paid broadcasts are not supported by this server",
    "receiver_user_id": "ephemeral messages can't be sent to the chat",
}
"""Parameters of features that this server does not have: refused, never ignored."""


@lru_cache
def _readers(method: str) -> dict[str, tuple[Reader, bool]]:
    """A reader for each parameter of the method, and whether it is required."""
    model = getattr(aiogram.methods, method[0].upper() + method[1:])
    return {name: (_reader(field.annotation), field.is_required()) for name, field in model.model_fields.items()}


def read_parameters(method: str, request: Request) -> Parameters:
    """Checked parameters of one call; empty strings count as absent, as at Telegram.

    Raises Refusal for an unknown, missing or mistyped parameter and for a file that no parameter refers to.
    """
    readers = _readers(method)
    given = {
        name: value for name, value in request.parameters.items() if value not in ("", None) or name in _MAY_BE_EMPTY
    }
    given.update({name: upload for name, upload in request.files.items() if name in readers})
    for name in request.parameters:
        if name not in readers:
            raise bad_request(f'unknown parameter "{name}" of {method}')
    for name, reason in _NOT_HERE.items():
        if name in given:
            raise bad_request(reason)
    for name, (_, required) in readers.items():
        if required and name not in given:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    parameters = {name: readers[name][0](name, value, request.files) for name, value in given.items()}
    if request.files:
        parameters = {name: _with_files(value, request.files) for name, value in parameters.items()}
        used = {id(upload) for upload in _uploads(parameters)}
        for name, upload in request.files.items():
            if id(upload) not in used:
                raise bad_request(f'no parameter refers to the file "{name}"')
    return parameters


def _with_files(value: Any, files: dict[str, Upload]) -> Any:
    """A JSON value with the files that came along in place of the `attach://` addresses that lead to them."""
    if isinstance(value, list):
        return [_with_files(item, files) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: attached(inner, files) if name == _ATTACHABLE and isinstance(inner, str) else _with_files(inner, files)
        for name, inner in value.items()
    }


def _uploads(value: Any) -> Iterator[Upload]:
    if isinstance(value, Upload):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _uploads(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _uploads(inner)


def attached(value: str, files: dict[str, Upload]) -> Upload | str:
    """The file that an `attach://` address leads to; anything else as it is. Raises Refusal where there is none."""
    if not value.startswith(_ATTACHED):
        return value
    upload = files.get(value.removeprefix(_ATTACHED))
    if upload is None:
        raise bad_request(f'wrong file attachment: there is no file "{value}" in the request')
    return upload


def _reader(annotation: Any) -> Reader:
    members = list(_choices(annotation))
    choices = set(members)
    if InputFile in choices:
        return _file
    if choices == {int, str}:
        return _chat_id
    simple: dict[Any, Reader] = {int: _integer, bool: _boolean, str: _string}
    if len(choices) == 1 and (only := next(iter(choices))) in simple:
        return simple[only]
    if choices & {datetime, timedelta}:
        return _integer
    if ForceReply in choices:
        return _Markup()
    if choices == {InputRichMessage}:
        return _json
    return _Object(reduce(or_, members) if Default in get_args(annotation) else annotation)


def _choices(annotation: Any) -> Iterator[Any]:
    """The members of a union, without None and aiogram's own placeholder."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _choices(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for choice in get_args(annotation):
            yield from _choices(choice)
    elif annotation not in (type(None), Default):
        yield annotation


def _integer(name: str, value: Any, _: dict[str, Upload]) -> int:
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_request(f'parameter "{name}" must be of type Integer')
    return value


def _boolean(name: str, value: Any, _: dict[str, Upload]) -> bool:
    if isinstance(value, bool):
        return value
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise bad_request(f'parameter "{name}" must be of type Boolean')


def _string(name: str, value: Any, _: dict[str, Upload]) -> str:
    if not isinstance(value, str):
        raise bad_request(f'parameter "{name}" must be of type String')
    return value


def _chat_id(name: str, value: Any, files: dict[str, Upload]) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    return _integer(name, value, files)


def _file(name: str, value: Any, files: dict[str, Upload]) -> Upload | str:
    if isinstance(value, Upload):
        return value
    return attached(_string(name, value, files), files)


def _json(name: str, value: Any, _: dict[str, Upload]) -> Any:
    """A JSON parameter that bot.playground.rich checks field by field: aiogram's model of rich texts takes more than
    ten times longer with every level of nesting, seconds for five.
    """
    return _parsed(name, value)


class _Object:
    """A JSON parameter: parsed, checked against the model (a number is no string), given back as plain JSON."""

    def __init__(self, annotation: Any) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def __call__(self, name: str, value: Any, _: dict[str, Upload]) -> Any:
        plain = _parsed(name, value)
        self.check(name, value)
        return plain

    def check(self, name: str, value: Any) -> None:
        """Raise Refusal unless a value that was read before fits the model."""
        try:
            checked = self._adapter.validate_json(value if isinstance(value, str) else json.dumps(value), strict=True)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(step) for step in fault["loc"])
            raise bad_request(f'can\'t parse "{name}": {fault["msg"]} at {where or name}') from error
        for wrong in _faults(checked):
            raise bad_request(f'{wrong} in the parameter "{name}"')


class _Markup:
    """`reply_markup`: what it is shows in its first field, so that a fault is named for the right kind."""

    def __init__(self) -> None:
        self._kinds = {
            "inline_keyboard": _Object(InlineKeyboardMarkup),
            "keyboard": _Object(ReplyKeyboardMarkup),
            "remove_keyboard": _Object(ReplyKeyboardRemove),
            "force_reply": _Object(ForceReply),
        }

    def __call__(self, name: str, value: Any, _: dict[str, Upload]) -> Any:
        markup = _parsed(name, value)
        if isinstance(markup, dict):
            for field, kind in self._kinds.items():
                if field in markup:
                    kind.check(name, value)
                    return markup
        raise bad_request("object expected as reply markup")


def _parsed(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        value = json.loads(value)
    except ValueError as error:
        raise bad_request(f'can\'t parse JSON of the parameter "{name}"') from error
    refuse_lone_surrogates(value)
    return value


def _faults(value: Any) -> Iterator[str]:
    """Fields that no model declares, at any depth, and objects that do not say of what type they are."""
    if isinstance(value, BaseModel):
        for name in value.model_extra or ():
            yield f'unknown field "{name}"'
        given = value.model_fields_set
        if "type" not in given and isinstance(getattr(value, "type", None), str):
            yield 'field "type" is missing'
        for name in given:
            yield from _faults(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from _faults(item)
