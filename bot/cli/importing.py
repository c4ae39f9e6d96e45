"""`import`: posts from files become cards and drafts in the database."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.cli.files import Fault, ReadFile, complain, find_files, read
from bot.clock import utc_now
from bot.domain.errors import BadConfiguration
from bot.domain.topics import Topics
from bot.parsing.topics import read_topics
from bot.services.importing import Document, Importer, Taken
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
    documents: list[Document] = []
    faults: list[Fault] = []
    for number, found in enumerate(search.found, 1):
        match read(found):
            case ReadFile(name, text):
                documents.append(Document(name, text))
            case Fault() as fault:
                faults.append(fault)
        show_progress("reading", number, len(search.found))
    for fault in faults:
        complain(fault)
    taken = await Importer(db, topics).take(documents, publish=publish, now=utc_now(), progress=show_progress)
    print(_summary(taken, len(faults), search.passed_over_in_words), file=sys.stderr)
    return taken, faults


def show_progress(what: str, done: int, of: int) -> None:
    """A bar on stderr where that is a terminal; nothing for a log or a pipe."""
    if not sys.stderr.isatty():
        return
    full = BAR * done // of
    print(f"\r{what:<8} [{'#' * full:<{BAR}}] {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _summary(taken: Sequence[Taken], faults: int, passed_over: str) -> str:
    counts: Counter[str] = sum((each.counts for each in taken), Counter())
    unchanged = sum(each.unchanged for each in taken)
    kept = f", {counts['kept']} kept as an editor changed them" if counts["kept"] else ""
    return (
        f"{len(taken)} files read ({unchanged} unchanged), {faults} not{passed_over}; "
        f"{counts['published']} cards published, {counts['updated']} updated, {counts['drafted']} drafts queued, "
        f"{counts['repeated']} known already, {counts['dropped']} pieces dropped{kept}"
    )


def _write(report: Path, text: str) -> None:
    try:
        report.write_text(text, "utf-8")
    except OSError as error:
        raise BadConfiguration(f"--report: {report} cannot be written: {error.strerror}") from None


def _as_json(taken: Sequence[Taken], faults: Sequence[Fault]) -> str:
    files: list[dict[str, object]] = [{"file": each.name, "unchanged": each.unchanged, **each.counts} for each in taken]
    files += [{"file": fault.name, "fault": fault.reason} for fault in faults]
    return json.dumps(files, ensure_ascii=False, indent=1)
