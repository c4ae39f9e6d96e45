"""Polls while they are open: who votes, when one closes, what the bot hears of it."""

import asyncio

from bot.clock import Clock
from bot.playground.changes import Changes
from bot.playground.chats import Message, User
from bot.playground.updates import UpdateQueue


class Voting:
    """Every poll with the messages that show it; the first is the one that it was sent with."""

    def __init__(self, clock: Clock, updates: UpdateQueue, changes: Changes) -> None:
        self._clock = clock
        self._updates = updates
        self._changes = changes
        self._shown: dict[str, list[Message]] = {}
        self._timed: dict[str, Message] = {}
        self._news = asyncio.Event()

    def add(self, message: Message) -> None:
        """A message shows a poll, a new one or one that was forwarded."""
        poll = message.poll
        if poll is None:
            return
        if poll.id not in self._shown:
            poll.by_bot = message.by_bot
        self._shown.setdefault(poll.id, []).append(message)
        if poll.close_date is not None and not poll.closed:
            self._timed.setdefault(poll.id, message)
            self._news.set()

    def voted(self, message: Message, user: User, options: list[int]) -> None:
        """Somebody has voted, or taken the vote back; the bot hears who it was unless the poll is anonymous. Of a
        poll that somebody else sent it hears nothing.
        """
        poll = message.poll
        if poll is None:
            return
        self._tell(message)
        if poll.by_bot and not poll.anonymous:
            answer = {
                "poll_id": poll.id,
                "user": user.as_json(),
                "option_ids": options,
                "option_persistent_ids": [f"{poll.id}-{index}" for index in options],
            }
            self._updates.push("poll_answer", answer)

    def close(self, message: Message) -> None:
        """Nobody votes in this poll any more."""
        if message.poll is None:
            return
        message.poll.closed = True
        self._timed.pop(message.poll.id, None)
        self._tell(message)

    def close_due(self) -> float | None:
        """Close polls whose time is over; seconds until the next one is due, None where no other is timed."""
        now = self._clock().timestamp()
        for message in list(self._timed.values()):
            if message.poll and message.poll.close_date is not None and message.poll.close_date <= now:
                self.close(message)
        dates = [message.poll.close_date for message in self._timed.values() if message.poll]
        return min((date - now for date in dates if date is not None), default=None)

    async def close_in_time(self) -> None:
        """Close every poll when it is due, until cancelled."""
        while True:
            self._news.clear()
            try:
                async with asyncio.timeout(self.close_due()):
                    await self._news.wait()
            except TimeoutError:
                continue

    def _tell(self, message: Message) -> None:
        """The poll has changed: everybody who sees it, and the bot that sent it."""
        poll = message.poll
        if poll is None:
            return
        for shown in self._shown[poll.id]:
            if not shown.deleted:
                self._changes.tell("message", shown)
        if poll.by_bot:
            self._updates.push("poll", poll.as_json())
