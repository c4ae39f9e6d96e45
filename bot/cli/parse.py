"""`parse`: what would be taken from files, without a database."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.cli.files import Fault, complain, find_files, read
from bot.parsing import Dropped, Item, group_variants, parse
from bot.parsing.topics import read_topics
from bot.settings import read_settings

# JSON may hold these as they are, but many a reader of lines ends a line there.
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def parse_paths(paths: Sequence[Path], *, dropped: bool) -> int:
    """Print a JSON line for each card or draft; 0 when every file was read, 1 when some were not."""
    topics = read_topics(read_settings().topics_path)
    search = find_files(paths)
    items: list[Item] = []
    thrown: list[Dropped] = []
    faults = 0
    for found in map(read, search.found):
        if isinstance(found, Fault):
            complain(found)
            faults += 1
            continue
        result = parse(found.text, file=found.name, topics=topics)
        items += result.items
        thrown += result.dropped
    grouped = group_variants(items)
    _print_lines((*grouped, *(thrown if dropped else ())))
    kinds = Counter(item.kind for item in grouped)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
    print(
        f"{len(search.found) - faults} files read, {faults} not{search.passed_over_in_words}; "
        f"found {told}; dropped {len(thrown)} pieces",
        file=sys.stderr,
    )
    return 1 if faults else 0


def _print_lines(lines: Iterable[Item | Dropped]) -> None:
    """Flushed before the summary is told, so that a closed pipe ends the command without a word."""
    for line in lines:
        print(json.dumps(line.as_line(), ensure_ascii=False).translate(_LINE_ENDS))
    sys.stdout.flush()
