"""Everything that leaves for Telegram: the HTTP session, what each answer means, deliveries and replies."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import Message
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError

from bot.clock import Clock, utc_now
from bot.domain.delivery import Gone, Later, Moved, Outcome, Rejected, Sent, Unknown, backoff
from bot.telegram.pace import Chat, Pace

log = logging.getLogger(__name__)

T = TypeVar("T")

CONNECT_TIMEOUT = 10.0
RETRIES = 3
LONGEST_WAIT = timedelta(seconds=30)
"""A reply that would have to wait longer is given up: the person will have tapped again by then."""

# A delivery told to pause longer than this goes back to the queue and keeps no worker busy.
_SHORT_PAUSE = 2.0
# Where Telegram refuses the token or the method, only a person can help: ask seldom, lose nothing.
_ASK_SELDOM = timedelta(seconds=60)
# Seconds to pause after a 429 that does not say for how long.
_UNNAMED_PAUSE = 5

# Telegram gives no codes for these, only words: https://github.com/TelegramBotAPI/errors lists many.
_CHAT_IS_GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_admin_required",
    "chat_restricted",
)
_NOTHING_LEFT_TO_DO = (
    "message is not modified",
    "query is too old",
    "message to delete not found",
    "message can't be deleted",
)
_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)


class Blocked(Exception):
    """The bot may not write to `chat_id` any more: the person blocked it, or it was removed."""

    def __init__(self, chat_id: Chat, reason: str) -> None:
        super().__init__(f"chat {chat_id}: {reason}")
        self.chat_id = chat_id
        self.reason = reason


class CannotEdit(Exception):
    """The message to be edited is gone or can no longer be edited: send anew."""


class NotSent(TelegramNetworkError):
    """The request did not reach Telegram, so it certainly was not executed."""


@cache
def _answer_of(kind: type[Any]) -> type[Response[Any]]:
    """pydantic forgets a generic model that nobody holds, and takes milliseconds to make it again for each answer."""
    return Response[kind]  # type: ignore[valid-type]  # made at run time, as aiogram makes it


class ApiSession(AiohttpSession):
    """aiogram's session that tells apart a request that never left from one whose answer was lost.

    Its errors hold the name of what happened, never the address, which contains the token. `timeout` bounds
    a whole call in seconds, `connect_timeout` the part before the request leaves. The default of 100
    connections carries about 750 messages a second.
    """

    def __init__(
        self,
        api: TelegramAPIServer = PRODUCTION,
        *,
        timeout: float = 60.0,
        connect_timeout: float = CONNECT_TIMEOUT,
        limit: int = 100,
    ) -> None:
        super().__init__(api=api, timeout=timeout, limit=limit)
        self._connect_timeout = connect_timeout

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[T],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> T:
        """Call Telegram; raises NotSent, TelegramNetworkError when the answer was lost, or what it answered."""
        session = await self.create_session()
        limits = ClientTimeout(
            total=self.timeout if timeout is None else timeout,
            connect=self._connect_timeout,
        )
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        form = self.build_form_data(bot=bot, method=method)
        try:
            async with session.post(url, data=form, timeout=limits) as answer:
                body = await answer.read()
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise NotSent(method, type(error).__name__) from None
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(method, type(error).__name__) from None
        response = self.check_response(bot, method, answer.status, body.decode(errors="replace"))
        return cast("T", response.result)

    async def close(self) -> None:
        """Close the connections. aiohttp itself waits until each is closed; aiogram would sleep 250 ms on top."""
        if self._session is not None:
            await self._session.close()

    def check_response(self, bot: Bot, method: TelegramMethod[T], status_code: int, content: str) -> Response[T]:
        """As in aiogram, but an error status counts also where something on the way answers for Telegram."""
        _answer_of(method.__returning__)
        if status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TelegramServerError(method, f"HTTP {status_code}")
        try:
            return super().check_response(bot, method, status_code, content)
        except TelegramRetryAfter:
            raise
        except (TelegramAPIError, ClientDecodeError) as error:
            if status_code == HTTPStatus.TOO_MANY_REQUESTS:
                raise TelegramRetryAfter(method, "no time given", _UNNAMED_PAUSE) from None
            if isinstance(error, ClientDecodeError) and status_code >= HTTPStatus.BAD_REQUEST:
                raise NotSent(method, f"HTTP {status_code}") from None
            raise


class Sender:
    """The only way out to Telegram: `deliver` for workers, `reply` for people who wait.

    Logs name the method, the chat and the class of the error, never its text. `chance` gives numbers in
    [0, 1).
    """

    def __init__(
        self,
        bot: Bot,
        pace: Pace,
        clock: Clock = utc_now,
        chance: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pace = pace
        self._clock = clock
        self._chance = chance
        self._sleep = sleep

    async def deliver(self, method: TelegramMethod[T], attempt: int = 1, *, public: bool = False) -> Outcome:
        """Make one delivery at the bulk's pace and say what became of it.

        `attempt` (from 1) sets how long a failed one waits. While the chat or the bot is told to pause, or others
        wait for that chat already, the answer is `Later` without a request. A call that is cancelled may have been
        executed. Of a `public` message that must never stand there twice, an error of Telegram's own servers tells
        nothing: its fate is `Unknown`.
        An edit that changes nothing counts as done.
        """
        return await self._wait(method) or await self._deliver(method, attempt, public=public)

    async def deliver_if(
        self, wanted: Callable[[], Awaitable[bool]], method: TelegramMethod[T], attempt: int = 1
    ) -> Outcome | None:
        """As `deliver`, but asks when its turn has come whether it is still wanted; None, and no request, where not."""
        later = await self._wait(method)
        if later is None and not await wanted():
            return None
        return later or await self._deliver(method, attempt, public=False)

    async def _wait(self, method: TelegramMethod[T]) -> Later | None:
        """Wait for a delivery's turn; Later where that would take long."""
        chat = _chat_of(method)
        if chat is None:
            raise ValueError(f"{method.__api_method__} names no chat")
        if (pause := self._pace.busy(chat)) > _SHORT_PAUSE:
            return Later(self._clock() + timedelta(seconds=pause), "not this chat's turn")
        await self._pace.bulk(chat)
        return None

    async def _deliver(self, method: TelegramMethod[T], attempt: int, *, public: bool) -> Outcome:
        try:
            done = await self._bot(method)
        except AiogramError as error:
            outcome = _shown(error) or _was_done(error, method) or self._judge(error, method, attempt)
            if public and isinstance(error, TelegramServerError):
                outcome = Unknown(type(error).__name__)
        else:
            outcome = _sent(done, method)
        if isinstance(outcome, Sent):
            self._pace.accepted()
        elif isinstance(outcome, Rejected) and _makes_messages(method) and not outcome.is_about_topic:
            log.error("Telegram refuses what a delivery says", extra=_about(method))
        return outcome

    async def reply(self, method: TelegramMethod[T]) -> T | None:
        """Answer a person at once: messages at the chat's own pace, edits and button answers unpaced.

        None when there was nothing to do ("not modified", a button pressed too long ago) or when it could
        not be done in time; the person's next action heals that. What certainly was not executed is tried up
        to three more times, an edit or button answer of unknown fate once more, a message of unknown fate
        never. Raises Blocked, CannotEdit, and aiogram's own error for a call that Telegram refuses.
        """
        unknowns = 0
        for attempt in range(1, RETRIES + 2):
            if not await self._admit(method):
                return None
            try:
                result = await self._bot(method)
            except AiogramError as error:
                if _says(error, _NOTHING_LEFT_TO_DO):
                    return None
                outcome = self._judge(error, method, attempt)
                _raise_final(outcome, error, method)
            else:
                self._pace.accepted()
                return result
            if isinstance(outcome, Moved):
                method = method.model_copy(update={"chat_id": outcome.new_chat_id})
            elif isinstance(outcome, Later):
                wait = outcome.not_before - self._clock()
                if attempt > RETRIES or wait > LONGEST_WAIT:
                    return None
                await self._sleep(wait.total_seconds())
            else:
                unknowns += 1
                if unknowns > 1 or _makes_messages(method):
                    return None
        return None

    async def _admit(self, method: TelegramMethod[T]) -> bool:
        chat = _chat_of(method)
        if self._pace.held(chat) > LONGEST_WAIT.total_seconds():
            log.warning("reply given up in a flood wait", extra=_about(method))
            return False
        if chat is not None and _makes_messages(method):
            await self._pace.reply(chat)
        else:
            await self._pace.flood_over(chat)
        return True

    def _judge(self, error: AiogramError, method: TelegramMethod[T], attempt: int) -> Outcome:
        chat = _chat_of(method)
        if isinstance(error, TelegramRetryAfter) and chat is not None:
            self._pace.refused(chat, error.retry_after)
        outcome = _outcome(error, self._clock(), backoff(attempt, self._chance()))
        if not isinstance(outcome, Gone | Rejected):
            log.warning("call failed: %s", type(outcome).__name__.lower(), extra=_about(method, error))
        return outcome


def _outcome(error: AiogramError, now: datetime, wait: timedelta) -> Outcome:
    name = type(error).__name__
    match error:
        case TelegramRetryAfter():
            return Later(now + timedelta(seconds=error.retry_after), "flood wait")
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Gone(error.message)
        case TelegramBadRequest() if _says(error, _CHAT_IS_GONE):
            return Gone(error.message)
        case TelegramServerError() | NotSent():
            return Later(now + wait, name)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Later(now + _ASK_SELDOM, name)
        case TelegramEntityTooLarge():
            return Rejected(error.message)
        case TelegramNetworkError() | ClientDecodeError():
            return Unknown(name)
        case _:
            return Rejected(str(error))


def _shown(error: AiogramError) -> Sent | None:
    """The message's id out of an answer that says yes but holds more than this version of aiogram knows."""
    match error:
        case ClientDecodeError(data={"ok": True, "result": {"message_id": int(message_id), "poll": {"id": str(poll)}}}):
            return Sent(message_id, poll)
        case ClientDecodeError(data={"ok": True, "result": {"message_id": int(message_id)}}):
            return Sent(message_id)
        case _:
            return None


def _sent(done: T, method: TelegramMethod[T]) -> Sent:
    """What was done; of a removal or the like the method itself names the message."""
    if isinstance(done, Message):
        return Sent(done.message_id, done.poll.id if done.poll else None)
    return Sent(getattr(method, "message_id", 0))


def _was_done(error: AiogramError, method: TelegramMethod[T]) -> Sent | None:
    """Whether there is nothing left to do for an edit or a removal."""
    if _makes_messages(method) or not _says(error, ("message is not modified", "message to delete not found")):
        return None
    return Sent(getattr(method, "message_id", 0))


def _raise_final(outcome: Outcome, error: AiogramError, method: TelegramMethod[T]) -> None:
    if isinstance(outcome, Gone):
        chat = _chat_of(method)
        if chat is not None:
            raise Blocked(chat, outcome.reason) from None
        raise error
    if isinstance(outcome, Rejected):
        if _says(error, _CANNOT_EDIT):
            raise CannotEdit(outcome.reason) from None
        raise error


def _says(error: AiogramError, phrases: tuple[str, ...]) -> bool:
    if not isinstance(error, TelegramBadRequest):
        return False
    text = str(error).lower()
    return any(phrase in text for phrase in phrases)


def _chat_of(method: TelegramMethod[T]) -> Chat | None:
    chat: Chat | None = getattr(method, "chat_id", None)
    return chat


def _makes_messages(method: TelegramMethod[T]) -> bool:
    """Whether doing this twice would show two messages; drafts and chat actions answer with a mere yes."""
    name = method.__api_method__
    return name.startswith(("send", "copy", "forward")) and method.__returning__ is not bool


def _about(method: TelegramMethod[T], error: AiogramError | None = None) -> dict[str, object]:
    return {
        "method": method.__api_method__,
        "chat": _chat_of(method),
        "error": type(error).__name__ if error else None,
    }
