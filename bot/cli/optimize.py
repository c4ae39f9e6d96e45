"""`optimize`: fit the memory model to learners by hand, as the running bot does by itself at night."""

import asyncio
import sys

from bot.clock import utc_now
from bot.domain.errors import BadConfiguration
from bot.jobs.fitting import MISSING, is_installed, run_fitter
from bot.services.fit_exchange import Ending, FitFailed
from bot.services.parameters import Done, PersonalParameters, Task
from bot.settings import Settings, read_settings
from bot.storage.opening import open_database

AT_NIGHT = "Stop it first, or leave it running: it fits the parameters of each learner by itself, in their night."
_HEAD = ("learner", "answers", "foretold", "log loss", "became", "what happened")
_WHAT = {
    Ending.ACCEPTED: "new parameters are used from now on",
    Ending.REJECTED: "no better on answers held back: the old ones stay",
    Ending.REVERTED: "worse than the defaults: these are used again",
    Ending.KEPT: "the old ones stay",
}


def optimize() -> int:
    """Print what became of each learner; 0 when every fit came to an end, 1 when some did not."""
    settings = read_settings()
    if not is_installed():
        raise BadConfiguration(MISSING)
    return asyncio.run(_optimize(settings))


async def _optimize(settings: Settings) -> int:
    path, backups = settings.database_path, settings.backup_dir
    async with open_database(path, backups=backups, now=utc_now(), otherwise=AT_NIGHT) as db:
        personal = PersonalParameters(db, run_fitter, shared=settings.shared_parameters)
        attended, failed = 0, 0
        async for task in personal.tasks(utc_now(), at_once=True):
            if not attended:
                _print_row(_HEAD)
            attended += 1
            try:
                _print_row(_row(task, await personal.attend(task, utc_now())))
            except FitFailed as fault:
                failed += 1
                _print_row((*_who(task), "", "", "", f"the fit failed, the old ones stay: {fault}"))
    if not attended:
        print("nobody has 400 answers and new ones since the last attempt: nothing to do", file=sys.stderr)
    return 1 if failed else 0


def _row(task: Task, done: Done) -> tuple[str, ...]:
    before, after = (f"{loss:.4f}" if loss is not None else "" for loss in (done.before, done.after))
    what = _WHAT[done.ending]
    if task.shared is not None:
        what = "the shared parameters are used from now on"
    elif task.drop:
        what = "parameters are shared no more: the defaults are used again"
    elif done.ending is Ending.KEPT and task.fit:
        what = "too few answers a day or more after the one before"
    return (*_who(task), str(done.items), before, after, what)


def _who(task: Task) -> tuple[str, str]:
    return (str(task.learner_id) if task.learner_id is not None else "everybody", str(task.answers))


def _print_row(cells: tuple[str, ...]) -> None:
    widths = (13, 9, 9, 9, 8)
    *first, last = cells
    print("".join(f"{cell:>{width}} " for cell, width in zip(first, widths, strict=True)) + f" {last}", flush=True)
