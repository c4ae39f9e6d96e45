"""What was dropped of a file, as text for an editor to look through."""

import zlib

from bot.parsing import Dropped

LONGEST = 4_500_000
"""Bytes of what was dropped that are kept of one file: ten files, an album, fit into one document."""


class Losses:
    """What was dropped of a file, compressed as it comes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._packing = zlib.compressobj()
        self._packed: list[bytes] = []
        self._room = LONGEST
        self._any = False

    def add(self, dropped: Dropped) -> None:
        """One more."""
        place = f"{self._name}:{dropped.source.line}" if dropped.source.line else self._name
        told = dropped.as_line()
        text = " ".join(str(told["text"]).split())
        self._put(f"{place}\n  {dropped.reason}\n  {text}\n\n")

    def packed(self) -> bytes | None:
        """All of it; None where there was nothing."""
        return b"".join((*self._packed, self._packing.flush())) if self._any else None

    def _put(self, line: str) -> None:
        self._any = True
        if self._room <= 0:
            return
        content = line.encode("utf-8", "replace")
        self._room -= len(content)
        self._packed.append(self._packing.compress(content if self._room > 0 else "…\n".encode()))
