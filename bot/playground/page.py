"""The chat page: its files, its stream of events, and what is done there in somebody's name."""

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import BodyPartReader, web

from bot.playground.acts import Stage
from bot.playground.cast import Cast
from bot.playground.changes import Kind
from bot.playground.client import Impossible
from bot.playground.fields import Json
from bot.playground.media import Photo, StoredFile
from bot.playground.methods.files import LARGEST_UPLOAD, stored_photo
from bot.playground.refusal import Refusal
from bot.playground.server import BotApiServer
from bot.playground.typed import typed
from bot.playground.view import bot_view, call_view, event_view, state_view, update_view
from bot.playground.wire import Upload, refuse_lone_surrogates

FILES = Path(__file__).parent / "page"

_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' blob: data:; script-src 'self'; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PLAIN = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": _POLICY}
_BEAT = 2.0
"""Seconds between two signs of life on a quiet stream. A bot that does not poll at such a moment counts as gone."""

_RETRY = b"retry: 1000\n\n"
"""Milliseconds after which a browser that lost the stream asks again; left alone it waits for up to five seconds."""

_BACKLOG = 5_000
"""Events that a slow browser may be behind; then it is cut off and begins anew with a whole state."""

_SHOWN = 200
"""Calls and updates that a page begins with."""

_MIME = re.compile(r"[\w.+-]+/[\w.+-]+")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(eq=False, slots=True)
class _Reader:
    """An open page: what it has not been told yet, and the wire to it."""

    wire: asyncio.Transport | None
    news: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)


class Page:
    """The page of one server. `hints` are three lines by language (en, ru, zh) that tell a newcomer what to try."""

    def __init__(self, server: BotApiServer, cast: Cast, hints: Mapping[str, Sequence[str]]) -> None:
        self._server = server
        self._telegram = server.telegram
        self._cast = cast
        self._stage = Stage(server, cast)
        self._hints = hints
        self._epoch = secrets.token_hex(8)
        self._readers: set[_Reader] = set()
        self._connected = False
        self._unwatch = self._telegram.changes.watch(self._heard)

    def add_to(self, app: web.Application) -> None:
        """Serve the page in the application of its server."""
        app.middlewares.append(_own_pages_only)
        app.on_response_prepare.append(_never_run)
        app.router.add_get("/", self._index)
        app.router.add_get("/page/events", self._events)
        app.router.add_get("/page/files/{file_id}", self._file)
        app.router.add_post("/page/do/{act}", self._act)
        app.router.add_post("/page/upload", self._upload)
        app.router.add_get("/page/{name:[a-z_]+\\.(?:js|css|svg)}", self._static)
        app.on_shutdown.append(self._end)

    async def _end(self, _: web.Application) -> None:
        self._unwatch()
        for reader in self._readers:
            reader.news.put_nowait(None)

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(FILES / "index.html", headers=_PLAIN)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(FILES / request.match_info["name"], headers=_PLAIN)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._telegram.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        inline = file.mime_type in ("image/png", "image/jpeg") and "download" not in request.query
        kind = "inline" if inline else "attachment"
        headers = {**_PLAIN, "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name, safe='')}"}
        return web.Response(body=file.content, content_type=file.mime_type, headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**_PLAIN, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        if not self._readers:
            self._connected = self._reachable()
        reader = _Reader(request.transport)
        reader.news.put_nowait(_RETRY + _event(self._state()))
        self._readers.add(reader)
        try:
            with suppress(ConnectionError):
                while (event := await self._next(reader)) is not None:
                    await response.write(event)
        finally:
            self._readers.discard(reader)
        return response

    async def _next(self, reader: _Reader) -> bytes | None:
        try:
            async with asyncio.timeout(_BEAT):
                return await reader.news.get()
        except TimeoutError:
            self._tell_connected(self._reachable())
            return b": here\n\n"

    def _state(self) -> Json:
        calls = [call_view(call) for call in self._server.ledger.calls()[-_SHOWN:]]
        updates = [
            update_view(update, confirmed=update["update_id"] <= self._telegram.updates.confirmed)
            for update in self._telegram.updates.latest(_SHOWN)
        ]
        state = state_view(self._telegram, self._cast, connected=self._connected)
        return {
            "type": "state",
            "epoch": self._epoch,
            **state,
            "hints": self._hints,
            "calls": calls,
            "updates": updates,
        }

    def _heard(self, kind: Kind, what: Any) -> None:
        if kind == "call" and not self._connected:
            self._tell_connected(self._reachable())
        if not self._readers:
            return
        if kind == "profile":
            self._say({"type": "bot", **bot_view(self._telegram, connected=self._connected)})
        event = event_view(self._telegram, self._cast, kind, what)
        if event is not None:
            self._say(event)

    def _say(self, event: Json) -> None:
        encoded = _event(event)
        for reader in tuple(self._readers):
            reader.news.put_nowait(encoded)
            if reader.news.qsize() > _BACKLOG:
                self._readers.discard(reader)
                if reader.wire is not None:
                    reader.wire.abort()

    def _reachable(self) -> bool:
        return self._telegram.updates.poller is not None or self._telegram.updates.webhook is not None

    def _tell_connected(self, connected: bool) -> None:
        if connected != self._connected:
            self._connected = connected
            self._say({"type": "bot", **bot_view(self._telegram, connected=connected)})

    async def _act(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await request.json()
            refuse_lone_surrogates(body)
        except (ValueError, RecursionError, Refusal):
            return _no("The request is no JSON in UTF-8.")
        try:
            return web.json_response({"ok": True, **self._stage.act(request.match_info["act"], body)})
        except Impossible as error:
            return _no(str(error))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "multipart/form-data":
            raise web.HTTPUnsupportedMediaType
        try:
            fields, uploads = await _form(request)
            return web.json_response({"ok": True, "messages": self._take(fields, uploads)})
        except Impossible as error:
            return _no(str(error))
        except web.HTTPRequestEntityTooLarge:
            return _no(f"All files of one message may have {LARGEST_UPLOAD // 1024**2} MB together.")
        except (KeyError, ValueError):
            return _no("The form lacks a field, or has a wrong one.")

    def _take(self, fields: dict[str, str], uploads: list[Upload]) -> list[int]:
        """Send uploaded files; the ids of the messages."""
        client, chat = self._stage.client(int(fields["person"])), self._stage.chat(int(fields["chat"]))
        reply = self._stage.message(chat.id, int(fields["reply_to"])) if fields.get("reply_to") else None
        media = [self._stored(upload, as_photo=fields.get("as") == "photo") for upload in uploads]
        caption = typed(fields.get("caption", ""))
        sent = client.send_files(chat, media, caption=caption.text, entities=caption.entities, reply_to=reply)
        return [message.id for message in sent]

    def _stored(self, upload: Upload, *, as_photo: bool) -> StoredFile | Photo:
        if not upload.content:
            raise Impossible(f"{upload.name} is empty.")
        if as_photo:
            try:
                return stored_photo(self._telegram, upload)
            except Refusal as refusal:
                raise Impossible(
                    f"Telegram does not take {upload.name} as a picture ({refusal.description}). Send it as a file."
                ) from refusal
        if len(upload.content) > LARGEST_UPLOAD:
            raise Impossible(f"{upload.name} is larger than {LARGEST_UPLOAD // 1024**2} MB.")
        return self._telegram.add_file(upload.name, upload.content, upload.content_type)


async def _form(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """The fields and the files of a form."""
    fields: dict[str, str] = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Impossible("The form holds another form.")
        if part.filename is None:
            fields[part.name or ""] = await part.text()
            continue
        # A name that is no UTF-8 could not be told to anybody, nor a type with parameters be given back.
        name = part.filename.encode(errors="replace").decode()
        kind = _MIME.match(part.headers.get("Content-Type", ""))
        uploads.append(Upload(name, bytes(await part.read()), kind.group() if kind else None))
    return fields, uploads


@web.middleware
async def _own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Keep other sites out: a page elsewhere must not act here, nor reach this machine by a name of its own that
    leads to it.
    """
    origin = request.headers.get("Origin")
    if (origin is not None and urlsplit(origin).netloc != request.host) or _from_elsewhere(request):
        raise web.HTTPForbidden
    if not _named_rightly(request):
        raise web.HTTPMisdirectedRequest
    return await handler(request)


def _from_elsewhere(request: web.Request) -> bool:
    """Whether a browser says that another site asks. A plain GET has no Origin, and the Bot API takes those as well.
    A link to the page itself may stand anywhere.
    """
    headers = request.headers
    if headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return False
    return request.path != "/" or headers.get("Sec-Fetch-Dest") != "document"


async def _never_run(_: web.Request, response: web.StreamResponse) -> None:
    """What somebody uploaded can be fetched in the page's origin; no browser may run it there."""
    response.headers.setdefault("Content-Security-Policy", "sandbox; default-src 'none'")
    response.headers["X-Content-Type-Options"] = "nosniff"


def _named_rightly(request: web.Request) -> bool:
    """On the loopback address only its own names are served; elsewhere the operator chose who may come."""
    local = request.transport.get_extra_info("sockname") if request.transport else None
    if not local or not ip_address(local[0]).is_loopback:
        return True
    name = urlsplit(f"//{request.host}").hostname or ""
    if name == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(name).is_loopback
    return False


def _event(event: Json) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


def _no(why: str) -> web.Response:
    return web.json_response({"ok": False, "error": why}, status=HTTPStatus.BAD_REQUEST)
