"""`import`: posts from files become cards and drafts in the database."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.cli.files import Fault, complain, document, find_files, printable
from bot.clock import utc_now
from bot.domain.errors import BadConfiguration
from bot.domain.topics import Topics
from bot.parsing import Unreadable, read_topics
from bot.services.importing import Importer, Run, Step, Taken
from bot.settings import Settings, read_settings
from bot.storage.database import Database
from bot.storage.opening import open_database

BAR = 30
"""Columns of the progress bar; with its words it fits into 80."""


def import_paths(paths: Sequence[Path], *, publish: bool, report: Path | None) -> int:
    """Take files in; 0 when every file was read, 1 when some were not. Nothing stored is touched by one that fails."""
    return asyncio.run(_import(read_settings(), paths, publish=publish, report=report))


async def _import(settings: Settings, paths: Sequence[Path], *, publish: bool, report: Path | None) -> int:
    topics = read_topics(settings.topics_path)
    async with open_database(settings.database_path, backups=settings.backup_dir, now=utc_now()) as db:
        if report is not None:
            # A report that cannot be written is noticed before anything is stored.
            _write(report, "")
        taken, faults = await take_in(db, topics, paths, publish=publish)
    if report is not None:
        _write(report, _as_json(taken, faults))
    return 1 if faults else 0


async def take_in(
    db: Database, topics: Topics, paths: Sequence[Path], *, publish: bool
) -> tuple[list[Taken], list[Fault]]:
    """Read, store, and say on stderr what became of it."""
    search = find_files(paths)
    importer, run = Importer(db, topics), Run(", ".join(path.name for path in paths))
    bar = Bar(len(search.found))
    taken: list[Taken] = []
    faults: list[Fault] = []
    for found in search.found:
        try:
            source = document(found)
        except Unreadable as unreadable:
            result = Taken(found.name, fault=unreadable.reason)
        except OSError as error:
            result = Taken(found.name, fault=f"cannot be read: {error.strerror}")
        else:
            result = await importer.take(source, publish=publish, now=utc_now(), run=run, progress=bar.moved)
        if result.fault is not None:
            faults.append(Fault(printable(str(found.path)), result.fault))
        result.outcomes.clear()
        taken.append(result)
        bar.ended()
    await importer.finish(run, utc_now())
    for fault in faults:
        complain(fault)
    print(_summary(taken, search.passed_over_in_words), file=sys.stderr)
    return taken, faults


class Bar:
    """Shows on stderr how far the files are read, where that is a terminal; nothing for a log or a pipe."""

    def __init__(self, files: int) -> None:
        self._files = files
        self._read = 0
        self._shown = -1

    def moved(self, step: Step) -> None:
        """A file is read that far."""
        self._show(self._read + (step.done / step.of if step.of else 1))

    def ended(self) -> None:
        """A file is read."""
        self._read += 1
        self._show(self._read)

    def _show(self, done: float) -> None:
        percent, is_over = int(100 * done / self._files), self._read == self._files
        if (percent == self._shown and not is_over) or not sys.stderr.isatty():
            return
        self._shown = percent
        full, end = "#" * (BAR * percent // 100), "\n" if is_over else ""
        print(f"\rimporting [{full:<{BAR}}] {percent:>3} %", end=end, file=sys.stderr, flush=True)


def _summary(taken: Sequence[Taken], passed_over: str) -> str:
    counts: Counter[str] = sum((each.counts for each in taken), Counter())
    faults = sum(each.fault is not None for each in taken)
    unchanged = sum(each.unchanged for each in taken)
    kept = f", {counts['kept']} kept as an editor changed them" if counts["kept"] else ""
    variants = f", {counts['variants']} of the new ask what others ask" if counts["variants"] else ""
    return (
        f"{len(taken) - faults} files read ({unchanged} unchanged), {faults} not{passed_over}; "
        f"{counts['published']} cards published, {counts['updated']} updated, {counts['drafted']} drafts queued, "
        f"{counts['repeated']} known already, {counts['dropped']} pieces dropped{kept}{variants}"
    )


def _write(report: Path, text: str) -> None:
    try:
        report.write_text(text, "utf-8")
    except OSError as error:
        raise BadConfiguration(f"--report: {report} cannot be written: {error.strerror}") from None


def _as_json(taken: Sequence[Taken], faults: Sequence[Fault]) -> str:
    """Each file with what became of it; one that could not be read to its end, by its path, with the reason."""
    whole: list[dict[str, object]] = [
        {"file": each.name, "unchanged": each.unchanged, **+each.counts} for each in taken if each.fault is None
    ]
    broken = [each for each in taken if each.fault is not None]
    cut = [
        {"file": fault.name, "fault": fault.reason, **+each.counts} for each, fault in zip(broken, faults, strict=True)
    ]
    return json.dumps(whole + cut, ensure_ascii=False, indent=1)
