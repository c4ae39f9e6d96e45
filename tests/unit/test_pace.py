import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Coroutine
from heapq import heappop, heappush
from itertools import count
from typing import Any

import pytest

from bot.telegram.pace import Chat, Pace

RATE = 25


class Timeline:
    """Time that stands still while anything can run, then jumps to the next sleeper's moment (plus `late`)."""

    def __init__(self, late: float = 0.0) -> None:
        self.at = 1000.0
        self._late = late
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.at + seconds + self._late, next(self._order), woken))
        await woken

    async def run(self, *work: Coroutine[Any, Any, None]) -> None:
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(each) for each in work]
            while not all(task.done() for task in running):
                for _ in range(10):
                    await asyncio.sleep(0)
                if self._sleepers:
                    moment, _, woken = heappop(self._sleepers)
                    self.at = max(self.at, moment)
                    woken.set_result(None)


class Traffic:
    """Sends through a pace and remembers when each message left."""

    def __init__(self, rate: float = RATE, late: float = 0.0) -> None:
        self.time = Timeline(late)
        self.pace = Pace(rate, self.time.now, self.time.sleep)
        self.left: list[tuple[float, Chat]] = []

    async def bulk(self, *chats: Chat) -> None:
        await self._send(self.pace.bulk, chats)

    async def replies(self, every: float, *chats: Chat) -> None:
        for chat in chats:
            await self._send(self.pace.reply, [chat])
            await self.time.sleep(every)

    async def _send(self, turn: Callable[[Chat], Awaitable[None]], chats: tuple[Chat, ...] | list[Chat]) -> None:
        for chat in chats:
            await turn(chat)
            self.left.append((self.time.at, chat))

    def moments(self, *chats: Chat) -> list[float]:
        return [at - 1000 for at, chat in self.left if not chats or chat in chats]

    def most_within(self, seconds: float) -> int:
        moments = sorted(self.moments())
        # A hair less than the window: two messages exactly one window apart are not both in it.
        return max(bisect_left(moments, at + seconds - 1e-6) - i for i, at in enumerate(moments))


async def test_no_second_holds_more_than_the_rate_and_what_is_made_good() -> None:
    traffic = Traffic()
    workers = [traffic.bulk(*range(start, 200, 8)) for start in range(1, 9)]
    await traffic.time.run(*workers)
    assert traffic.most_within(1) <= RATE + 1
    assert traffic.moments()[-1] == pytest.approx(198 / RATE, abs=1 / RATE)


async def test_an_idle_hour_earns_no_burst() -> None:
    traffic = Traffic()
    await traffic.time.run(traffic.bulk(1))
    traffic.time.at += 3600
    await traffic.time.run(traffic.bulk(*range(2, 100)))
    assert traffic.most_within(1) <= RATE + 1


async def test_late_wake_ups_do_not_lower_the_rate() -> None:
    traffic = Traffic(late=0.015)
    await traffic.time.run(traffic.bulk(*range(1, 501)))
    assert traffic.moments()[-1] == pytest.approx(500 / RATE, rel=0.01)


async def test_a_stall_is_made_good_by_two_hundredths_of_a_second_at_most() -> None:
    traffic = Traffic(rate=1000)
    await traffic.time.run(traffic.bulk(1))
    traffic.time.at += 5
    await traffic.time.run(traffic.bulk(*range(2, 60)))
    after_stall = [at for at in traffic.moments() if at == traffic.moments()[1]]
    assert len(after_stall) == 21


async def test_workers_take_turns_in_the_order_they_came() -> None:
    traffic = Traffic()
    await traffic.time.run(*(traffic.bulk(chat) for chat in range(1, 30)))
    assert [chat for _, chat in traffic.left] == list(range(1, 30))


async def test_replies_do_not_wait_for_the_bulk_and_take_its_slots() -> None:
    traffic = Traffic()
    people = range(10_000, 10_100)
    await traffic.time.run(traffic.bulk(*range(1, 100)), traffic.replies(0.1, *people))
    assert traffic.moments(*people) == pytest.approx([i / 10 for i in range(100)])
    assert traffic.most_within(1) <= RATE + 1


async def test_replies_above_the_rate_leave_the_bulk_a_trickle() -> None:
    traffic = Traffic()
    people = range(10_000, 10_500)
    await traffic.time.run(traffic.bulk(1, 2, 3, 4), traffic.replies(0.02, *people))
    assert traffic.moments(*people)[-1] == pytest.approx(499 * 0.02)
    assert traffic.moments(4)[0] < 10


async def test_a_burst_of_replies_holds_the_bulk_for_no_more_than_a_second() -> None:
    traffic = Traffic()
    await traffic.time.run(traffic.replies(0, *range(10_000, 10_200)))
    await traffic.time.run(traffic.bulk(1))
    assert traffic.moments(1)[0] <= 1.05


@pytest.mark.parametrize("way", ["bulk", "replies"])
async def test_a_chat_takes_three_at_once_then_one_a_second(way: str) -> None:
    traffic = Traffic()
    work = traffic.bulk(7, 7, 7, 7, 7) if way == "bulk" else traffic.replies(0, 7, 7, 7, 7, 7)
    await traffic.time.run(work)
    gaps = traffic.moments()
    assert gaps[2] < 0.2
    assert gaps[3:] == pytest.approx([1, 2], abs=0.1)


async def test_a_busy_chat_does_not_hold_up_the_others() -> None:
    traffic = Traffic()
    await traffic.time.run(traffic.bulk(*[7] * 20), traffic.bulk(*range(100, 120)))
    assert traffic.moments(*range(100, 120))[-1] < 1.5


@pytest.mark.parametrize("chat", [-100123, "@channel"])
async def test_a_group_takes_no_more_than_twenty_in_any_minute(chat: Chat) -> None:
    traffic = Traffic()
    await traffic.time.run(traffic.bulk(*[chat] * 60))
    assert 19 <= traffic.most_within(60) <= 20


async def test_a_refused_chat_waits_exactly_as_told_and_the_others_go_on() -> None:
    traffic = Traffic()
    traffic.pace.refused(7, 35)
    assert traffic.pace.held(7) == 35
    assert traffic.pace.held(8) == 0
    assert traffic.pace.held(None) == 0
    await traffic.time.run(traffic.bulk(7), traffic.bulk(8), traffic.replies(0, 7))
    assert traffic.moments(8)[0] < 0.1
    assert min(traffic.moments(7)) >= 35


async def test_a_shorter_pause_does_not_cut_a_longer_one_short() -> None:
    traffic = Traffic()
    traffic.pace.refused(7, 35)
    traffic.pace.refused(7, 1)
    assert traffic.pace.held(7) == 35
    traffic.pace.refused(7, 60)
    traffic.pace.accepted()
    assert traffic.pace.held(7) == 60


async def test_three_chats_refused_in_a_row_pause_the_whole_bot_until_the_first_may_go_on() -> None:
    traffic = Traffic()
    for chat, seconds in ((1, 30), (2, 10), (3, 20)):
        traffic.pace.refused(chat, seconds)
    assert traffic.pace.held(None) == 10
    await traffic.time.run(traffic.bulk(9), traffic.replies(0, 8), traffic.bulk(1))
    assert min(traffic.moments(8, 9)) >= 10
    assert traffic.moments(1)[0] >= 30


async def test_one_chat_refused_three_times_pauses_itself_alone() -> None:
    traffic = Traffic()
    for _ in range(3):
        traffic.pace.refused(1, 30)
    assert traffic.pace.held(2) == 0


async def test_a_success_in_between_shows_that_the_bot_is_not_flooding() -> None:
    traffic = Traffic()
    traffic.pace.refused(1, 30)
    traffic.pace.refused(2, 30)
    traffic.pace.accepted()
    traffic.pace.refused(3, 30)
    assert traffic.pace.held(None) == 0


async def test_refusals_long_past_do_not_count() -> None:
    traffic = Traffic()
    traffic.pace.refused(1, 30)
    traffic.pace.refused(2, 30)
    traffic.time.at += 31
    traffic.pace.refused(3, 30)
    traffic.pace.refused(4, 30)
    assert traffic.pace.held(None) == 0
    traffic.pace.refused(5, 30)
    assert traffic.pace.held(None) == 30


async def test_messages_that_already_wait_for_their_turn_obey_a_new_pause() -> None:
    traffic = Traffic()

    async def flood() -> None:
        await traffic.time.sleep(0.5)
        for chat in (901, 902, 903):
            traffic.pace.refused(chat, 20)

    await traffic.time.run(*(traffic.bulk(chat) for chat in range(1, 51)), flood())
    assert not [at for at in traffic.moments() if 0.5 < at < 20.5]
    assert len(traffic.moments()) == 50
    assert traffic.most_within(1) <= RATE + 1


async def test_memory_follows_recent_chats() -> None:
    traffic = Traffic(rate=1000)
    await traffic.time.run(traffic.bulk(*range(1, 2001)))
    traffic.pace.refused(5, 10)
    traffic.time.at += 61
    await traffic.time.run(traffic.bulk(1))
    assert len(traffic.pace._chat_next) == 1
    assert not traffic.pace._chat_floods


def test_a_clock_that_was_set_back_holds_nobody() -> None:
    time = Timeline()
    pace = Pace(RATE, time.now, time.sleep)
    pace.refused(7, 30)
    assert pace.held(7) == 30
    time.at -= 2 * 24 * 3600
    assert pace.held(7) == pace.held(8) == pace.held(None) == 0
