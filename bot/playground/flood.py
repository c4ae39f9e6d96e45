"""Telegram's limits over time on messages that a bot sends. Edits and answers to callbacks do not count."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.chats import Chat
from bot.playground.refusal import too_many_requests


@dataclass(frozen=True, slots=True)
class FloodRule:
    """The figures of Telegram's bot FAQ: one message a second in a chat with a short burst, 20 a minute in a
    group, 30 a second over all chats (counted over any second, so a full second's worth cannot come twice).
    """

    per_chat: float = 1.0
    chat_burst: int = 5
    overall: int = 30
    group_per_minute: int = 20


TELEGRAMS_RULE = FloodRule()


class Flood:
    """Counts what was sent. A refusal holds until its `retry_after` is over, whatever has been earned meanwhile."""

    def __init__(self, rule: FloodRule, monotonic: Callable[[], float]) -> None:
        self._rule = rule
        self._monotonic = monotonic
        self._sent: deque[float] = deque()
        self._in_group: dict[int, deque[float]] = {}
        self._free_at: dict[int, float] = {}
        self._closed_until: dict[int | None, float] = {}

    def count(self, chat: Chat, messages: int = 1) -> None:
        """So many more messages for `chat`, sent by one call. Raises Refusal (429) where there is no room for another
        one; none of them then counts. An album that fits in the beginning is paid for by a longer wait after it.
        """
        now = self._monotonic()
        for scope in (None, chat.id):
            self._refuse(scope, self._closed_until.get(scope, now) - now)
        group = self._in_group.setdefault(chat.id, deque()) if chat.kind in ("group", "supergroup") else None
        self._refuse(None, _full(self._sent, self._rule.overall, 1.0, now))
        if group is not None:
            self._refuse(chat.id, _full(group, self._rule.group_per_minute, 60.0, now))
        step = 1 / self._rule.per_chat
        free_at = max(self._free_at.get(chat.id, -math.inf), now - step * (self._rule.chat_burst - 1))
        self._refuse(chat.id, free_at - now)
        self._free_at[chat.id] = free_at + step * messages
        self._sent.extend([now] * messages)
        if group is not None:
            group.extend([now] * messages)

    def _refuse(self, scope: int | None, wait: float) -> None:
        if wait <= 0:
            return
        seconds = math.ceil(wait)
        if scope not in self._closed_until or self._closed_until[scope] <= self._monotonic():
            self._closed_until[scope] = self._monotonic() + seconds
        raise too_many_requests(seconds)


def _full(sent: deque[float], limit: int, window: float, now: float) -> float:
    """Seconds until there is room in the window, 0 when there is."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[len(sent) - limit] + window - now if len(sent) >= limit else 0.0
