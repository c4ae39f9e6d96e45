"""Processes of the program, forked from one that has imported it already: a start takes a tenth of a second.

`python -m tests.nursery` is that one; it takes orders as lines of JSON and ends, with its children, with its input.
"""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ENDED_BY_BUG = 70
LOOK_EVERY = 0.1
"""Seconds between two looks at a clock that is moved by hand."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process that runs `python -m bot`. `output` is what it wrote to stdout, `errors` to stderr."""

    pid: int
    output: Path
    errors: Path


class Nursery:
    """The near end of such a process. Its answers take no longer than a fork, so they are waited for in place.

    Unless told otherwise its children find a content folder without decks: loading those that ship takes seconds.
    """

    def __init__(self, process: subprocess.Popen[str], content: Path) -> None:
        self._process = process
        self._content = content
        self._number = 0

    def start(self, folder: Path, environment: dict[str, str], *arguments: str, clock: Path | None = None) -> Child:
        """Run `python -m bot` with these arguments in `folder`, with no other environment than the one given.

        With a `clock` the program reads the time, in UTC milliseconds, from that file, and looks at it all the time.
        """
        self._number += 1
        output, errors = folder / f"output-{self._number}", folder / f"errors-{self._number}"
        output.touch()
        errors.touch()
        environment = {"CONTENT_DIR": str(self._content), **environment}
        order = {"folder": str(folder), "environment": environment, "arguments": arguments, "clock": str(clock or "")}
        answer = self._ask({**order, "output": str(output), "errors": str(errors)})
        return Child(answer["pid"], output, errors)

    async def end_of(self, child: Child, within: float = 30.0) -> int:
        """Wait for a child's end: its exit code, or a signal's number as a negative one."""
        async with asyncio.timeout(within):
            while (code := self._ask({"ended": child.pid})["code"]) is None:  # noqa: ASYNC110 - it has to be asked
                await asyncio.sleep(0.02)
        return int(code)

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a nursery is asked through pipes")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery that has imported the program."""
    command = [sys.executable, "-m", "tests.nursery"]
    with (
        tempfile.TemporaryDirectory() as content,
        subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        shutil.copy(ROOT / "content" / "topics.toml", content)
        yield Nursery(process, Path(content))


def _serve() -> None:
    import bot.cli.running  # noqa: F401, PLC0415 - what takes seconds, once for all children
    from bot import app  # noqa: PLC0415
    from bot.texts import Texts  # noqa: PLC0415

    texts = Texts()
    vars(app)["Texts"] = lambda: texts
    children: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "ended" in order:
            pid, status = os.waitpid(order["ended"], os.WNOHANG)
            children.discard(pid)
            answer = {"code": os.waitstatus_to_exitcode(status) if pid else None}
        else:
            pid = os.fork()
            if pid == 0:
                _become(order)
            children.add(pid)
            answer = {"pid": pid}
        print(json.dumps(answer), flush=True)  # noqa: T201 - how this process answers
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _become(order: dict[str, Any]) -> None:
    from bot.__main__ import main  # noqa: PLC0415 - imported by the parent already

    code = ENDED_BY_BUG
    try:
        if order["clock"]:
            _follow(Path(order["clock"]))
        os.chdir(order["folder"])
        for descriptor, path in ((1, order["output"]), (2, order["errors"])):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.environ.clear()
        os.environ.update(order["environment"])
        code = main(order["arguments"])
    except BaseException:  # noqa: BLE001 - whatever it is, a child never returns
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _follow(clock: Path) -> None:
    """Let the program live by a clock that somebody else moves."""
    from bot.cli import running  # noqa: PLC0415 - imported by the parent already
    from bot.jobs import ticker, workers  # noqa: PLC0415
    from bot.storage.database import from_ms  # noqa: PLC0415

    moved = partial(running.run_bot, clock=lambda: from_ms(int(clock.read_text())))  # type: ignore[attr-defined]  # imported there
    vars(running)["run_bot"] = moved
    vars(ticker)["PLAN_EVERY_SECONDS"] = vars(workers)["IDLE_SECONDS"] = LOOK_EVERY


if __name__ == "__main__":
    _serve()
