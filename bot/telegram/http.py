"""What the bot serves over HTTP: Telegram's webhook, and whether the bot is well."""

import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web

from bot.storage.database import Unavailable
from bot.telegram.updates import RawUpdate

log = logging.getLogger(__name__)

WEBHOOK_PATH = "/telegram"
LARGEST_UPDATE = 1024 * 1024
LARGEST_ID = 2**63 - 1
SHUTDOWN_SECONDS = 5.0
"""For requests that are under way when the program stops."""

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def make_app(
    healthy: Callable[[], Awaitable[str | None]],
    accept: Callable[[Sequence[RawUpdate]], Awaitable[None]] | None = None,
    secret: str = "",
    prefix: str = "",
) -> web.Application:
    """`healthy` answers None or what is wrong. With `accept`, updates are taken that carry the secret.

    `prefix` is the path of the public address, such as `/bots/sobes`: some proxies take it away, others do not.
    """

    async def health(_: web.Request) -> web.Response:
        fault = await healthy()
        status = HTTPStatus.OK if fault is None else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ok": fault is None, "fault": fault}, status=status)

    async def update(request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not isinstance(raw, dict) or type(raw.get("update_id")) is not int or abs(raw["update_id"]) > LARGEST_ID:
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if accept is not None:
            try:
                # Durable before the 200: from then on Telegram may forget the update.
                await accept([raw])
            except Unavailable as error:
                log.warning("an update cannot be stored and stays with Telegram: %s", error)
                return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response()

    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_get("/healthz", health)
    if accept is not None:
        for path in {WEBHOOK_PATH, prefix + WEBHOOK_PATH}:
            app.router.add_post(path, update)
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int, *, must: bool) -> AsyncIterator[None]:
    """Serve until the block ends. Where the port cannot be had, `must` decides between OSError and a warning."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if must:
            raise
        log.warning("no /healthz: %s:%s cannot be had (%s)", host, port, error.strerror)
    try:
        yield
    finally:
        await runner.cleanup()
