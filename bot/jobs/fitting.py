"""Fitting parameters beside the bot: a process for each learner, one after another, in that learner's night."""

import asyncio
import logging
import sys
from importlib.util import find_spec
from pathlib import Path

from bot.clock import Clock
from bot.jobs.fitter import LONGEST, PACKAGE
from bot.services.fit_exchange import FitFailed
from bot.services.parameters import PersonalParameters

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[2]
MISSING = (
    "personal parameters are not fitted: the optional package fsrs-rs-python is not installed; everything else works "
    "without it (pip install --require-hashes -r requirements/optimize.txt)"
)


def is_installed() -> bool:
    """Whether the package that fits is there."""
    return find_spec(PACKAGE) is not None


async def run_fitter(letter: bytes, *, longest: float = LONGEST) -> bytes:
    """What the process answers to an order. It is killed after `longest` seconds, or when the caller is cancelled.

    Raises FitFailed.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.jobs.fitter"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(longest):
            answer, errors = await process.communicate(letter)
    except TimeoutError:
        raise FitFailed(f"no answer within {longest:.0f} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    if process.returncode != 0:
        said = errors.decode(errors="replace").strip().splitlines()
        raise FitFailed(f"exit code {process.returncode}{f': {said[-1]}' if said else ''}")
    return answer


class NightlyFitting:
    """A round an hour, one learner after another. `waiting` says that it is time for the next."""

    def __init__(self, parameters: PersonalParameters, clock: Clock) -> None:
        self.waiting = asyncio.Event()
        self._parameters = parameters
        self._clock = clock
        self._told = False

    async def round(self) -> bool:
        """Attend to everybody whose turn it is; False, since nothing is left then."""
        if not is_installed():
            if not self._told:
                log.info(MISSING)
            self._told = True
            return False
        async for task in self._parameters.tasks(self._clock()):
            who = f"learner {task.learner_id}" if task.learner_id is not None else "everybody"
            try:
                done = await self._parameters.attend(task, self._clock())
            except FitFailed as failed:
                log.warning("the parameters of %s stay as they are, the fit failed: %s", who, failed)
            else:
                log.info("the parameters of %s: %s", who, done.ending)
        return False
