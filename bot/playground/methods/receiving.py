"""How the bot hears: getUpdates and the webhook."""

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from aiogram.enums import UpdateType

from bot.playground.fields import Json
from bot.playground.methods.registry import method
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request, conflict
from bot.playground.telegram import Telegram
from bot.playground.updates import LONGEST_POLL, Poll, Webhook

_SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")
_MOST_UPDATES = 100
_MOST_CONNECTIONS = 100
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = (443, 80, 88, 8443)
_LOOK_AGAIN = 0.5
"""Seconds after which a poll that waits sees that its caller is gone."""

_KINDS = frozenset(kind.value for kind in UpdateType)


async def get_updates(telegram: Telegram, parameters: Parameters, alive: Callable[[], bool]) -> list[Json]:
    """Wait for updates as long as asked; `alive` says whether the caller still listens.

    Raises Refusal (409) while a webhook is set, and in the older of two that wait at once.
    """
    queue = telegram.updates
    if queue.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _end_poll(
        telegram,
        "terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    queue.allow(_allowed(parameters))
    queue.confirm(parameters.get("offset", 0))
    limit = max(1, min(parameters.get("limit", _MOST_UPDATES), _MOST_UPDATES))
    seconds = max(0, min(parameters.get("timeout", 0), LONGEST_POLL))
    poll = queue.poller = Poll()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    try:
        while alive() and not queue.closed:
            if poll.verdict is not None:
                raise conflict(poll.verdict)
            batch = queue.batch(limit)
            if batch or loop.time() >= deadline:
                return batch
            await queue.wait(min(deadline - loop.time(), _LOOK_AGAIN))
            telegram.voting.close_due()
        return []
    finally:
        if queue.poller is poll:
            queue.poller = None


def _end_poll(telegram: Telegram, verdict: str) -> None:
    if telegram.updates.poller is not None:
        telegram.updates.poller.verdict = verdict
        telegram.updates.wake()


def _allowed(parameters: Parameters) -> list[str] | None:
    kinds: list[str] | None = parameters.get("allowed_updates")
    for kind in kinds or ():
        if kind not in _KINDS:
            raise bad_request(f'unknown kind of update "{kind}"')
    return kinds


@method("setWebhook")
def set_webhook(telegram: Telegram, parameters: Parameters) -> Any:
    """Post updates to a URL: https, or http on this machine. An empty URL removes the webhook."""
    url = parameters["url"]
    if "certificate" in parameters or "ip_address" in parameters:
        raise bad_request("bad webhook: own certificates and addresses are not supported by this server")
    if not url:
        return delete_webhook(telegram, parameters)
    _check_url(url)
    secret = parameters.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = parameters.get("max_connections", 40)
    if not 1 <= connections <= _MOST_CONNECTIONS:
        raise bad_request("max_connections must be in the range 1 to 100")
    queue = telegram.updates
    queue.allow(_allowed(parameters))
    if parameters.get("drop_pending_updates"):
        queue.drop_all()
    queue.webhook = Webhook(url, secret, connections)
    _end_poll(telegram, "terminated by setWebhook request")
    queue.wake()
    return True


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise bad_request("bad webhook: invalid URL specified") from error
    if parts.hostname in _LOOPBACK:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method("deleteWebhook")
def delete_webhook(telegram: Telegram, parameters: Parameters) -> Any:
    """Back to polling."""
    telegram.updates.webhook = None
    if parameters.get("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.updates.wake()
    return True


@method("getWebhookInfo")
def get_webhook_info(telegram: Telegram, _: Parameters) -> Any:
    """What is set, how much waits, and the last error."""
    webhook = telegram.updates.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error_message:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    if telegram.updates.allowed:
        info["allowed_updates"] = list(telegram.updates.allowed)
    return info
