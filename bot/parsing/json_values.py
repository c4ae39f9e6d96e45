"""Every object of a JSON document, one after another, in memory that does not grow with the document."""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from bot.parsing.json_stream import JsonStream
from bot.parsing.text import Unreadable

STREAMED = 4
"""Levels of objects that are gone through key by key; what stands deeper, or in a list, is read as a whole."""
DEEPEST = 60
"""Levels within such a whole that are looked at."""
MOST_KEPT = 50_000
"""Plain values that are kept of one list or object until it ends."""


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Closed:
    """An object that was read to its end; `path` names the keys on the way to it, lists left out, and `around` is what
    stands beside it. Whoever sets `taken` has used it: the object around it is given without it."""

    value: Mapping[str, object]
    path: tuple[str, ...]
    around: Mapping[str, object]
    taken: bool = False


class Walk:
    """Goes through a document; `root` is at the end what is left of its outermost value."""

    def __init__(self, stream: JsonStream) -> None:
        self._stream = stream
        self.root: object = None

    def objects(self) -> Iterator[Closed]:
        """Every object, inner ones first. Raises Unreadable with the place where the JSON breaks off."""
        sign = self._stream.peek()
        if sign == "{":
            self.root = {}
            yield from self._object(self.root, (), {})
        elif sign == "[":
            self.root = yield from self._list((), {})
        else:
            self.root = self._value()

    def _value(self) -> object:
        value = self._stream.value()
        return storable(value) if self._stream.unclean else value

    def _object(
        self, kept: dict[str, object], path: tuple[str, ...], around: Mapping[str, object]
    ) -> Generator[Closed, None, bool]:
        count = 0
        keys = self._stream.keys()
        for read in keys:
            key = _UNSTORABLE.sub("\ufffd", read) if self._stream.unclean else read
            sign = self._stream.peek()
            inner = (*path, key)
            value: object
            if sign == "[":
                value = yield from self._list(inner, kept)
            elif sign == "{" and len(path) < STREAMED:
                value = {}
                if (yield from self._object(value, inner, kept)):
                    continue
            else:
                value = self._value()
                if isinstance(value, dict) and (yield from _inside(value, inner, kept, 0)):
                    continue
            count += 1
            if len(kept) < MOST_KEPT:
                kept[key] = value
            elif count > 10 * MOST_KEPT:
                raise Unreadable(f"has an object of more than {10 * MOST_KEPT:,} keys at {self._stream.place()}")
        closed = Closed(kept, path, around)
        yield closed
        return closed.taken

    def _list(self, path: tuple[str, ...], around: Mapping[str, object]) -> Generator[Closed, None, list[object]]:
        kept: list[object] = []
        plain = 0
        for _ in self._stream.elements():
            value = self._value()
            taken = isinstance(value, dict | list) and (yield from _inside(value, path, around, 0))
            if not taken and len(kept) < MOST_KEPT:
                kept.append(value)
            plain += not isinstance(value, dict | list)
            if plain > 10 * MOST_KEPT:
                raise Unreadable(f"has a list of more than {10 * MOST_KEPT:,} plain values at {self._stream.place()}")
        return kept


def storable(value: object, depth: int = 0) -> object:
    """A value of JSON with U+FFFD for what no text can hold, NULs and halves of characters; None for what stands
    deeper than anybody looks."""
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case list() if depth <= DEEPEST:
            return [storable(each, depth + 1) for each in value]
        case dict() if depth <= DEEPEST:
            return {_UNSTORABLE.sub("\ufffd", key): storable(each, depth + 1) for key, each in value.items()}
        case list() | dict():
            return None
    return value


def _inside(
    value: dict[str, object] | list[object], path: tuple[str, ...], around: Mapping[str, object], depth: int
) -> Generator[Closed, None, bool]:
    """The objects in a value and the value itself; True where it, or for a list one of its entries, was taken."""
    if isinstance(value, list):
        taken = False
        for each in value:
            if isinstance(each, dict | list) and depth < DEEPEST:
                taken = (yield from _inside(each, path, around, depth + 1)) or taken
        return taken
    left: dict[str, object] = {}
    for key, each in value.items():
        taken = False
        if isinstance(each, dict | list) and depth < DEEPEST:
            taken = yield from _inside(each, (*path, key), value, depth + 1)
        if not taken:
            left[key] = each
    closed = Closed(left, path, around)
    yield closed
    return closed.taken
