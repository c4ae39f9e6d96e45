"""What is logged, and what never is."""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bot.logs import redact, set_up_logging

TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    assert err == ""
    return str(out).splitlines()


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"file https://api.telegram.org/file/bot{TOKEN}/documents/file_1.txt",
        f"token={TOKEN}.",
        "POST http://127.0.0.1:8088/bot42:playground/getMe",
    ],
)
def test_a_token_is_taken_out_wherever_it_stands(text: str) -> None:
    assert "<token>" in redact(text)
    assert not any(secret in redact(text) for secret in (TOKEN, "42:playground"))


@pytest.mark.parametrize("text", ["12:30:45", "127.0.0.1:8080", "daily:7001:2026-03-02", "C:Users", "http://x/bot/1"])
def test_what_is_no_token_stays(text: str) -> None:
    assert redact(text) == text


def test_people_read_one_line_with_what_was_added(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info", "console")
    logging.getLogger("bot.app").info("copied to %s", "there", extra={"took": 3})
    (line,) = lines(capsys)
    assert line.endswith("INFO    bot.app: copied to there took=3")


def test_machines_read_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info", "json")
    logging.getLogger("bot.app").warning("две строки\nи 100%%: %s", "да", extra={"took": 3, "level": "mine"})
    (line,) = lines(capsys)
    told = json.loads(line)
    assert told["message"] == "две строки\nи 100%: да"
    assert (told["level"], told["logger"], told["took"]) == ("warning", "bot.app", 3)
    assert datetime.fromisoformat(told["at"]).utcoffset() == timedelta(0)


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_traceback_keeps_no_token(capsys: pytest.CaptureFixture[str], form: str) -> None:
    set_up_logging("info", "json" if form == "json" else "console")
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("bot").exception("failed with %s", TOKEN, extra={"url": f"/bot{TOKEN}/"})
    out = "\n".join(lines(capsys))
    assert "cannot reach /bot<token>/getMe" in out
    assert TOKEN not in out


@pytest.mark.parametrize(("level", "heard"), [("debug", "warning"), ("error", "error")])
def test_libraries_speak_from_warning_on(capsys: pytest.CaptureFixture[str], level: str, heard: str) -> None:
    set_up_logging(level, "console")
    for library in ("aiogram.event", "aiohttp.access", "apscheduler.scheduler", "aiosqlite"):
        for spoken in ("debug", "info", "warning", "error"):
            logging.getLogger(library).log(logging.getLevelNamesMapping()[spoken.upper()], "%s", spoken)
    said = [line.rpartition(" ")[2] for line in lines(capsys)]
    assert set(said) == ({"warning", "error"} if heard == "warning" else {"error"})


def test_it_goes_to_stdout_and_replaces_what_was_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("info", "json")
    set_up_logging("info", "console")
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stdout
