"""The whole program, started as `make run` starts it where there is no token."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from bot.settings import ROOT


class Program:
    """`python -m bot start`, or another command, in a folder of its own."""

    def __init__(self, folder: Path, *command: str) -> None:
        self._folder = folder
        self._command = command or ("start",)
        self._process: Process | None = None
        self.url = ""

    async def start(self, port: int = 0) -> None:
        """Returns when the bot runs."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PLAYGROUND_PORT": str(port)}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *self._command), cwd=self._folder, env=environment, stdout=PIPE
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            while b"is running" not in (line := await self._process.stdout.readline()):
                assert line, "the program has ended"
                if found := re.search(rb"http://\S+\d", line):
                    self.url = self.url or found.group().decode()

    async def stop(self) -> None:
        """As Ctrl+C does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            await self._process.communicate()
            assert self._process.returncode == 0
            self._process = None

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])
