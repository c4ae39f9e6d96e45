"""`parse`: what would be taken from files, without a database."""

import json
import pickle
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Self

from bot.cli.files import Fault, complain, find_files, read
from bot.parsing import Dropped, Item
from bot.parsing.topics import read_topics
from bot.parsing.variants import Repeats, VariantIndex, merge
from bot.settings import read_settings

# JSON may hold these as they are, but many a reader of lines ends a line there.
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def parse_paths(paths: Sequence[Path], *, dropped: bool) -> int:
    """Print a JSON line for each card or draft; 0 when every file was read, 1 when some were not."""
    topics = read_topics(read_settings().topics_path)
    search = find_files(paths)
    faults = thrown = 0
    with ExitStack() as stack:
        found = stack.enter_context(Collected())
        losses = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace"))
        for result in chain.from_iterable(read(file, topics) for file in search.found):
            if isinstance(result, Fault):
                complain(result)
                faults += 1
                continue
            for item in result.items:
                found.add(item)
            thrown += len(result.dropped)
            if dropped:
                losses.writelines(f"{_line(loss)}\n" for loss in result.dropped)
        kinds: Counter[str] = Counter()
        for item in found.grouped():
            kinds[item.kind] += 1
            print(_line(item))
        losses.seek(0)
        sys.stdout.writelines(losses)
        # Before the summary is told, so that a closed pipe ends the command without a word.
        sys.stdout.flush()
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
    print(
        f"{len(search.found) - faults} files read, {faults} not{search.passed_over_in_words}; "
        f"found {told}; dropped {thrown} pieces",
        file=sys.stderr,
    )
    return 1 if faults else 0


class Collected:
    """Items of all files on disk: in memory there are only their fingerprints, as variants stand in different files."""

    def __init__(self) -> None:
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as this
        self._places = array("Q")
        self._again: dict[int, list[int]] = defaultdict(list)
        self._repeats = Repeats()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()

    def add(self, item: Item) -> None:
        """One more, which may repeat an earlier one."""
        at = self._repeats.place(item)
        if at is None:
            self._places.append(self._spool.tell())
        else:
            self._again[at].append(self._spool.tell())
        pickle.dump(item, self._spool, pickle.HIGHEST_PROTOCOL)

    def grouped(self) -> Iterator[Item]:
        """All of them in their order, with repeats merged and variants named."""
        index = VariantIndex()
        for item in self._merged():
            index.add(item)
        groups = index.groups()
        for number, item in enumerate(self._merged()):
            yield replace(item, variant_group=groups.get(number))

    def _merged(self) -> Iterator[Item]:
        for number, place in enumerate(self._places):
            item = self._at(place)
            for again in self._again.get(number, ()):
                item = merge(item, self._at(again))
            yield item

    def _at(self, place: int) -> Item:
        self._spool.seek(place)
        item: Item = pickle.load(self._spool)  # noqa: S301 - written by this very process
        return item


def _line(found: Item | Dropped) -> str:
    return json.dumps(found.as_line(), ensure_ascii=False).translate(_LINE_ENDS)
