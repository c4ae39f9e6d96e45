"""Whether the texts are the same in every language: the same keys, each with the same arguments."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.cards import LANGUAGES, Language
from bot.texts import ENTRY, FOLDER

ORIGINAL: Language = "en"
"""The language that the others are compared with."""

_ARGUMENT = re.compile(r"\{\s*\$([a-zA-Z][\w-]*)|(?<=[(,\s])\$([a-zA-Z][\w-]*)")


def faults_of_texts(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the files, a line each, with file and line."""
    faults: list[str] = []
    known = {}
    for language in LANGUAGES:
        path = folder / f"{language}.ftl"
        try:
            source = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path.name}: cannot be read: {error}")
            continue
        faults += _junk(path.name, source)
        found: dict[str, tuple[int, frozenset[str]]] = {}
        for entry in ENTRY.finditer(source):
            line = source.count("\n", 0, entry.start()) + 1
            if entry[1] in found:
                faults.append(f"{path.name}:{line}: {entry[1]} stands there a second time")
            found[entry[1]] = line, frozenset(name for each in _ARGUMENT.findall(entry[0]) for name in each if name)
        known[language] = found
    original = known.get(ORIGINAL, {})
    for language, found in known.items():
        faults += _differences(f"{language}.ftl", found, original)
    return faults


def _junk(name: str, source: str) -> Iterator[str]:
    """Lines that belong to no text: a program that shows them would have to guess."""
    rest = ENTRY.sub(lambda entry: "\n" * entry[0].count("\n"), source)
    for number, line in enumerate(rest.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{name}:{number}: belongs to no text: {line.strip()[:60]}"


def _differences(
    name: str, found: dict[str, tuple[int, frozenset[str]]], original: dict[str, tuple[int, frozenset[str]]]
) -> Iterator[str]:
    yield from (f"{name}: {key} is missing" for key in original if key not in found)
    for key, (line, arguments) in found.items():
        if key not in original:
            yield f"{name}:{line}: {key} is not in {ORIGINAL}.ftl"
        elif arguments != original[key][1]:
            differing = ", ".join(f"${each}" for each in sorted(arguments ^ original[key][1]))
            yield f"{name}:{line}: {key} has other arguments than in {ORIGINAL}.ftl: {differing}"
