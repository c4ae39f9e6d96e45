"""Drawing happens beside the event loop, one picture at a time."""

import asyncio
import logging
import threading
import time
from datetime import date

import pytest

from bot.plots import painter
from bot.plots.loading import CannotDraw
from bot.plots.painter import Painter
from bot.texts import Texts
from tests.unit.plots.numbers import nothing

ON = date(2026, 2, 16)


async def idle() -> None:
    """Nobody waits for a sign."""


async def test_pictures_are_drawn_one_at_a_time_and_not_on_the_event_loop(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most, threads = 0, 0, set()
    begun: list[int] = []

    def draw(*_: object) -> bytes:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        threads.add(threading.get_ident())
        time.sleep(0.01)
        under_way -= 1
        return b"picture"

    async def begins() -> None:
        begun.append(under_way)

    monkeypatch.setattr(painter, "draw", draw)
    one = Painter()
    drawn = await asyncio.gather(*(one.learning(nothing(), texts["en"], {}, ON, begins) for _ in range(4)))
    assert drawn == [b"picture"] * 4
    assert (most, begun) == (1, [0, 0, 0, 0]), "each is told when its turn comes"
    assert threading.get_ident() not in threads


async def test_where_nothing_can_be_drawn_it_is_tried_and_told_once(
    texts: Texts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = 0

    def draw(*_: object) -> bytes:
        nonlocal tries
        tries += 1
        raise CannotDraw("ModuleNotFoundError: No module named 'matplotlib'")

    monkeypatch.setattr(painter, "draw", draw)
    one = Painter()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert await one.learning(nothing(), texts["en"], {}, ON, idle) is None
    assert tries == 1
    assert [record.message for record in caplog.records] == [
        "/stats comes without pictures: ModuleNotFoundError: No module named 'matplotlib'"
    ]
