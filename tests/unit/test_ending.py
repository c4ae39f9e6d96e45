"""How the program ends when one of its tasks does."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.app import Stopped, _end, _unless_stopped
from bot.domain.errors import SecondInstance, TokenRefused


def group(*errors: BaseException) -> BaseExceptionGroup[BaseException]:
    return BaseExceptionGroup("tasks", errors)


def test_a_stop_is_no_error() -> None:
    _end(group(Stopped()))
    _end(group(Stopped(), group(Stopped())))


def test_a_fatal_state_comes_out_alone_however_deep_it_was() -> None:
    with pytest.raises(TokenRefused, match="401"):
        _end(group(group(TokenRefused("401")), Stopped()))


def test_a_fatal_state_goes_before_a_bug_which_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SecondInstance, match="409"):
        _end(group(LookupError("a bug"), SecondInstance("409")))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "a bug" in caplog.text


def test_a_bug_comes_out_as_it_is() -> None:
    with pytest.raises(BaseExceptionGroup) as failed:
        _end(group(LookupError("a bug"), Stopped()))
    assert [type(error) for error in failed.value.exceptions] == [LookupError]


async def answer(after: float) -> str:
    await asyncio.sleep(after)
    return "answer"


async def refused() -> str:
    raise TokenRefused("401")


async def test_the_answer_comes_before_the_stop() -> None:
    assert await _unless_stopped(asyncio.Event(), answer(0)) == "answer"


async def test_a_stop_cuts_the_wait_short() -> None:
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(5):
        assert await _unless_stopped(stop, answer(60)) is None


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_fatal_state_at_start_comes_out_alone(*, stopped: bool) -> None:
    stop = asyncio.Event()
    work: Coroutine[Any, Any, str] = refused()
    if stopped:
        stop.set()
    with pytest.raises(TokenRefused):
        await _unless_stopped(stop, work)
