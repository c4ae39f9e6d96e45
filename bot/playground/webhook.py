"""Posting updates to the bot's webhook, in order, until each is taken."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from bot.clock import Clock
from bot.playground.fields import Json
from bot.playground.updates import UpdateQueue, Webhook

ATTEMPT_TIMEOUT = 60.0
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


Reply = Callable[[bytes, str], Awaitable[None]]
"""Gets the body of a webhook's answer and its Content-Type: the bot may answer with a call."""


async def post_updates(queue: UpdateQueue, clock: Clock, reply: Reply) -> None:
    """Run until the queue is closed. A failed update is posted again after a pause that doubles up to 5 s."""
    pause = _FIRST_PAUSE
    timeout = aiohttp.ClientTimeout(total=ATTEMPT_TIMEOUT)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while not queue.closed:
            webhook, update = queue.webhook, queue.first()
            if webhook is None or update is None:
                await queue.wait(ATTEMPT_TIMEOUT)
                continue
            fault = await _post(session, webhook, update, reply)
            if fault is None:
                queue.done(update)
                pause = _FIRST_PAUSE
                continue
            webhook.last_error_message = fault
            webhook.last_error_date = int(clock().timestamp())
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


async def _post(session: aiohttp.ClientSession, webhook: Webhook, update: Json, reply: Reply) -> str | None:
    """None if the update was taken, else why not."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as answer:
            body = await answer.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {type(error).__name__}"
    if answer.ok:
        await reply(body, answer.headers.get("Content-Type", ""))
        return None
    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
