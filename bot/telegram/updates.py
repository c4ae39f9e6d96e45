"""The way of an update: stored as Telegram sent it, decoded alone, handled in its person's lane.

aiogram's own polling acknowledges updates that are still being handled and stops at one it cannot decode
(aiogram issues 1587 and 1840), so it is not used.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.clock import Clock, monotonic
from bot.domain.errors import Fatal, SecondInstance, TokenRefused
from bot.storage import inbox
from bot.storage.database import Database, Transaction, Unavailable
from bot.storage.inbox import StoredUpdate

log = logging.getLogger(__name__)

POLL_SECONDS = 25
POLL_LIMIT = 100
ATTEMPTS = 3
LANES_AT_ONCE = 64
CONFLICTS = 4
CONFLICT_WINDOW = 60.0
"""A poller that was killed may be remembered by Telegram for a moment; a living one keeps answering 409."""

LONGEST_PAUSE = 10.0
STORAGE_PAUSE = 2.0
"""Seconds between attempts while nothing can be stored, such as on a full disk."""

RawUpdate = dict[str, Any]


class GetRawUpdates(TelegramMethod[list[RawUpdate]]):
    """getUpdates whose answer is left undecoded, so that one strange update cannot hold up the others."""

    __returning__ = list[RawUpdate]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = POLL_LIMIT
    timeout: int = POLL_SECONDS
    allowed_updates: list[str]


class Intake:
    """Takes raw updates in, and handles each once: one person's in order, different people's side by side."""

    def __init__(self, db: Database, bot: Bot, dispatcher: Dispatcher, clock: Clock, group: asyncio.TaskGroup) -> None:
        self._db = db
        self._bot = bot
        self._dispatcher = dispatcher
        self._clock = clock
        self._group = group
        self._lanes: dict[int, deque[StoredUpdate]] = {}
        self._width = asyncio.Semaphore(LANES_AT_ONCE)
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopping = asyncio.Event()

    async def accept(self, updates: Sequence[RawUpdate]) -> None:
        """Store updates; when this returns they are durable, and Telegram may forget them."""
        # In ASCII: a lone surrogate, which JSON can spell, must not keep the rest of the batch out of the database.
        raws = [(update["update_id"], json.dumps(update)) for update in updates]

        async def unit(tx: Transaction) -> list[StoredUpdate]:
            return await inbox.store(tx, raws, self._clock())

        for stored in await self._db.write(unit):
            self._enqueue(stored)

    async def resume(self) -> int:
        """At start: take up what an earlier run left; how many."""
        left = await inbox.waiting(self._db)
        for stored in left:
            self._enqueue(stored)
        return len(left)

    async def drain(self) -> None:
        """Let what is being handled finish, begin nothing more: the rest is stored, and taken up at the next start."""
        self._stopping.set()
        await self._idle.wait()

    def _enqueue(self, stored: StoredUpdate) -> None:
        lane = _lane(stored.raw)
        if lane in self._lanes:
            self._lanes[lane].append(stored)
            return
        self._lanes[lane] = deque([stored])
        self._idle.clear()
        self._group.create_task(self._run_lane(lane), name=f"lane-{lane}")

    async def _run_lane(self, lane: int) -> None:
        waiting = self._lanes[lane]
        try:
            async with self._width:
                while waiting and not self._stopping.is_set():
                    await self._handle(waiting.popleft())
        finally:
            del self._lanes[lane]
            if not self._lanes:
                self._idle.set()

    async def _handle(self, stored: StoredUpdate) -> None:
        while True:
            try:
                await self._handle_once(stored)
            except Fatal:
                raise
            except Unavailable as error:
                if not self._stopping.is_set():
                    log.warning("update %s has to wait: %s", stored.id, error)
                    await self._pause()
                    continue
            except Exception:
                # A bug under the error router: the row stays, and is taken up again at the next start.
                log.exception("update %s is left for the next start", stored.id)
            return

    async def _handle_once(self, stored: StoredUpdate) -> None:
        if stored.attempts is not None and not await self._count_attempt(stored, stored.attempts):
            return
        rich = None
        if '"rich_message"' in stored.raw:
            rich, stored = _rich_of(stored.raw), replace(stored, raw=_without_rich(stored.raw))
        update, strange = self._decode(stored.raw)
        if update is None:
            log.warning("update %s cannot be decoded and is put aside: %s", stored.id, strange)
            await self._put_aside(stored, strange)
            return
        await self._dispatcher.feed_update(self._bot, update, update_id=stored.id, rich=rich)

    def _decode(self, raw: str) -> tuple[Update | None, str]:
        """The update, or None and what is strange about it."""
        try:
            update = Update.model_validate_json(raw, context={"bot": self._bot})
            # Asked here, since aiogram's dispatcher would print an update of a kind that it does not know.
            _ = update.event_type
        except ValidationError as error:
            return None, _places(error)
        except UpdateTypeLookupError:
            return None, "a kind of update that this version does not know"
        return update, ""

    async def _count_attempt(self, stored: StoredUpdate, earlier: int) -> bool:
        """Write down that an update of an earlier run is begun again; False where that was done too often.

        Counted when its turn comes, not at start: one that never got its turn is not to blame for a crash.
        """
        if earlier >= ATTEMPTS:
            log.error("update %s was not finished in %s runs and is put aside", stored.id, ATTEMPTS)
            await self._put_aside(stored, f"not finished in {ATTEMPTS} runs")
            return False
        await self._db.write(partial(inbox.count_attempt, update_id=stored.id))
        return True

    async def _put_aside(self, stored: StoredUpdate, reason: str) -> None:
        await self._db.write(partial(inbox.put_aside, update_id=stored.id, reason=reason, now=self._clock()))

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(STORAGE_PAUSE):
                await self._stopping.wait()
        except TimeoutError:
            return


async def poll(
    bot: Bot,
    accept: Callable[[Sequence[RawUpdate]], Awaitable[None]],
    allowed_updates: Sequence[str],
    heard: Callable[[], None],
) -> None:
    """Poll until cancelled; `heard` is called after each answer.

    Raises TokenRefused for 401, SecondInstance where another poller or a webhook holds the bot.
    """
    # The first poll does not wait: it shows at once whether the token and the way are free.
    method = GetRawUpdates(allowed_updates=list(allowed_updates), timeout=0)
    conflicts: deque[float] = deque(maxlen=CONFLICTS)
    pause = 0.0
    while True:
        try:
            updates = await bot(method, request_timeout=POLL_SECONDS + 10)
        except TelegramUnauthorizedError:
            raise TokenRefused("Telegram refuses BOT_TOKEN (401). Get a valid one from BotFather.") from None
        except TelegramConflictError as error:
            pause = _after_conflict(error, conflicts)
        except TelegramRetryAfter as error:
            pause = float(error.retry_after)
        except AiogramError as error:
            pause = min(LONGEST_PAUSE, pause * 2 or 1.0)
            log.warning("no answer from Telegram (%s), next try in %.0f s", type(error).__name__, pause)
        else:
            heard()
            method.timeout = POLL_SECONDS
            pause = await _store(accept, updates)
            if updates and not pause:
                # The offset is what acknowledges: it moves only now that the updates are durable.
                method.offset = max(update["update_id"] for update in updates) + 1
        await asyncio.sleep(pause)


async def _store(accept: Callable[[Sequence[RawUpdate]], Awaitable[None]], updates: Sequence[RawUpdate]) -> float:
    """Seconds to wait before the same updates are asked for again; 0 once they are stored."""
    if not updates:
        return 0.0
    try:
        await accept(updates)
    except Unavailable as error:
        log.warning("updates cannot be stored and stay with Telegram: %s", error)
        return STORAGE_PAUSE
    return 0.0


def _after_conflict(error: TelegramConflictError, conflicts: deque[float]) -> float:
    if "webhook" in error.message.lower():
        raise SecondInstance(
            "a webhook is set for this bot (409): set WEBHOOK_URL to go on with it, or remove it with deleteWebhook"
        ) from None
    conflicts.append(monotonic())
    if len(conflicts) == CONFLICTS and conflicts[-1] - conflicts[0] < CONFLICT_WINDOW:
        raise SecondInstance("another program polls with this BOT_TOKEN (409): stop it, or use another token") from None
    return float(2 ** (len(conflicts) - 1))


def _lane(raw: str) -> int:
    """Whoever sent the update; one lane for those that nobody sent."""
    for part in json.loads(raw).values():
        # Only in an answer to a poll is whoever sent it called a user.
        sender = part.get("from") or part.get("user") if isinstance(part, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return 0


def _rich_of(raw: str) -> object:
    """The rich message of an update's own message, if it is one."""
    messages = (part for part in json.loads(raw).values() if isinstance(part, dict))
    return next((part["rich_message"] for part in messages if "rich_message" in part), None)


def _without_rich(raw: str) -> str:
    """An update without the content of rich messages, at any depth.

    aiogram 3.31 takes ten times as long for each style inside a style: 300 bytes hold up everybody for ten seconds.
    """
    return json.dumps(_stripped(json.loads(raw)))


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stripped(inner) for name, inner in value.items() if name != "rich_message"}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return value


def _places(error: ValidationError) -> str:
    """Where an update is strange, without what it says."""
    return "; ".join(".".join(map(str, fault["loc"])) + f": {fault['type']}" for fault in error.errors()[:3])
