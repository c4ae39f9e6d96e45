"""What importing costs: no network, no work, and for the command line no aiogram."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import repository

IMPORT_ALL = """
import asyncio, importlib, os, socket, sqlite3, sys, threading

def never(*_, **__):
    raise AssertionError("work at import time")

socket.socket.connect = socket.socket.bind = socket.getaddrinfo = sqlite3.connect = never
asyncio.new_event_loop = asyncio.run = os.fork = never
for name in sys.argv[1:]:
    importlib.import_module(name)
assert threading.active_count() == 1, threading.enumerate()
"""
COMMAND = """
import json, runpy, sys

sys.argv = ["bot", *sys.argv[1:]]
try:
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]), file=sys.stderr)
"""


def python(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter, in a folder of its own, with the environment of nobody."""
    environment = {"PYTHONPATH": str(repository.ROOT), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(  # noqa: S603 - our own code, by our own interpreter
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_importing_every_module_does_no_work(tmp_path: Path) -> None:
    done = python(IMPORT_ALL, *repository.modules(), folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["--help", "parse", "parse --help"])
def test_commands_without_a_bot_do_not_wait_for_aiogram(tmp_path: Path, command: str) -> None:
    arguments = ["parse", str(repository.ROOT / "seeds" / "en")] if command == "parse" else command.split()
    done = python(COMMAND, *arguments, folder=tmp_path)
    code, loaded = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert {"aiogram", "aiohttp", "apscheduler", "fluent_compiler", "babel", "fsrs", "aiosqlite"}.isdisjoint(loaded)
    assert ("pydantic" in loaded) == (command == "parse"), "only settings need it"
