"""A Bot API request as bytes → its parameters and files. Takes what Telegram takes: query, form, multipart, JSON."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.playground.refusal import Refusal, bad_request

_PART_NAME = re.compile(r'[; ]name="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_FILE_NAME = re.compile(r'[; ]filename="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_ENCODED_FILE_NAME = re.compile(r"filename\*=utf-8''([^;\s]+)", re.IGNORECASE)
_PART_TYPE = re.compile(r"^content-type:\s*([^;\r\n]+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file inside a multipart request."""

    name: str
    content: bytes
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """Parameters as they came (strings, or JSON values from a JSON body) and the files beside them."""

    parameters: dict[str, Any]
    files: dict[str, Upload]


async def read_request(request: web.Request) -> Request:
    """The whole request. Raises Refusal for what cannot be read, and for a body over the server's limit."""
    parameters: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method == "POST" and request.can_read_body:
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge as error:
            raise Refusal(413, "Request Entity Too Large") from error
        fields, files = read_body(body, request.headers.get("Content-Type", ""))
        parameters.update(fields)
    refuse_lone_surrogates(parameters)
    return Request(parameters, files)


def read_body(body: bytes, content_type: str) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters and files of a body of that Content-Type. Raises Refusal for what cannot be read."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            return _json_object(body), {}
        if kind == "multipart/form-data":
            return _multipart(body, content_type)
        if kind == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict")), {}
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error
    if body:
        raise bad_request("wrong content type")
    return {}, {}


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _multipart(body: bytes, content_type: str) -> tuple[dict[str, Any], dict[str, Upload]]:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise bad_request("boundary not found in the request")
    fields: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.group(1).encode())[1:]:
        if part.startswith(b"--"):
            break
        raw_head, separator, content = part.partition(b"\r\n\r\n")
        head = raw_head.decode()
        name = _PART_NAME.search(head)
        if not separator or name is None:
            raise bad_request("wrong multipart request")
        encoded, plain = _ENCODED_FILE_NAME.search(head), _FILE_NAME.search(head)
        if encoded or plain:
            file_name = unquote(encoded.group(1)) if encoded else unquote(plain.group(1) if plain else "")
            kind = _PART_TYPE.search(head)
            files[name.group(1)] = Upload(file_name, content, kind.group(1).strip() if kind else None)
        else:
            fields[name.group(1)] = content.decode()
    return fields, files


def refuse_lone_surrogates(value: Any) -> None:
    """Raise Refusal for half a surrogate pair, at any depth of a JSON value."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise bad_request("strings must be encoded in UTF-8") from error
    elif isinstance(value, dict):
        for name, inner in value.items():
            refuse_lone_surrogates(name)
            refuse_lone_surrogates(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_lone_surrogates(inner)
