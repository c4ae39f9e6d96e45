"""`check`: what is wrong with the decks, the texts, the settings and the database, each with its place."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.deck_lint import Placed, levels, lint
from bot.domain.errors import BadConfiguration, Fatal
from bot.parsing.topics import read_topics
from bot.parsing.variants import VariantIndex
from bot.services.deck_files import DeckCard, deck_paths, read_deck_file
from bot.settings import Settings, content_dir, read_settings
from bot.storage.integrity import faults_of
from bot.telegram.quizzes import quiz
from bot.texts.completeness import faults_of_texts


@dataclass(slots=True)
class Findings:
    """What was looked at, in words, and what is wrong."""

    looked_at: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check() -> int:
    """Print every fault; 0 when there is none, 1 otherwise."""
    found = Findings()
    settings = _settings(found)
    check_decks(settings.content_dir if settings is not None else content_dir(), found)
    found.faults += faults_of_texts()
    found.looked_at.append("texts")
    if settings is not None:
        _check_database(settings.database_path, found)
    for fault in found.faults:
        print(fault)
    sys.stdout.flush()
    count = len(found.faults)
    what = "no fault" if count == 0 else "1 fault" if count == 1 else f"{count} faults"
    print(f"{'; '.join(found.looked_at)}: {what}", file=sys.stderr)
    return 1 if found.faults else 0


def _settings(found: Findings) -> Settings | None:
    found.looked_at.append("settings")
    try:
        return read_settings()
    except BadConfiguration as fault:
        found.faults += [f"settings: {line}" for line in fault.line.splitlines()]
        return None


def check_decks(folder: Path, found: Findings) -> None:
    """Look at the decks of a content folder, each alone and all together."""
    try:
        topics = read_topics(folder / "topics.toml")
        paths = deck_paths(folder)
    except Fatal as fault:
        found.faults.append(fault.line)
        return
    except OSError as error:
        found.faults.append(f"{folder}: cannot be read: {error.strerror}")
        return
    files = [read_deck_file(path, topics) for path in paths]
    cards = [card for file in files for card in file.cards]
    placed = [Placed(each.content, file.name, each.told.line, each.told.lines) for file in files for each in file.cards]
    found.faults += [fault for file in files for fault in file.faults]
    found.faults += lint(placed)
    found.faults += _unfit(placed)
    found.faults += _near_duplicates(cards, placed)
    concepts = len({each.card.concept for each in placed})
    told = f" ({levels(placed)})" if concepts else ""
    found.looked_at.append(f"{len(files)} decks with {concepts} concepts{told} and {len(cards)} cards")


def _unfit(cards: Sequence[Placed]) -> Iterator[str]:
    """Choice forms that no poll can hold, for whatever reason."""
    for each in cards:
        if each.card.choice is not None and quiz(each.card, "") is None:
            yield each.told(("choice", "does not fit a poll: question, options and explanation have limits"))


def _near_duplicates(cards: Sequence[DeckCard], placed: Sequence[Placed]) -> Iterator[str]:
    """Cards of different concepts that would be taken for the same question in other words."""
    index = VariantIndex()
    for each in cards:
        index.add(each.item)
    first: dict[str, Placed] = {}
    for number, group in sorted(index.groups().items()):
        found = placed[number]
        other = first.setdefault(group, found)
        one, two = found.card, other.card
        is_meant = one.variant_group is not None and one.variant_group == two.variant_group
        if one.concept != two.concept and not is_meant:
            yield found.told(("question", f"asks nearly the same as {two.key} ({other.file}:{other.line})"))


def _check_database(path: Path, found: Findings) -> None:
    if not path.exists():
        found.looked_at.append("no database yet")
        return
    found.looked_at.append("database")
    if not path.is_file():
        found.faults.append(f"{path}: is no file")
        return
    try:
        found.faults += [f"{path}: {fault}" for fault in asyncio.run(faults_of(path))]
    except Fatal as fault:
        found.faults.append(fault.line)
