"""What the objects of a JSON document are, learnt from its first ones: those with much the same names are one kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.parsing.column_looks import FEWEST_ROWS
from bot.parsing.column_roles import MOST_COLUMNS, SAMPLE_ROWS, understood
from bot.parsing.columns import Named, named

LOOKED_AT = 400
"""Objects."""
MOST_KINDS = 24
ALIKE = 0.6
"""Share of names in common (Jaccard) by which objects are of one kind."""


@dataclass(slots=True)
class _Kind:
    names: dict[str, None]
    rows: list[Mapping[str, object]] = field(default_factory=list)
    found: Named | None = None


class Shapes:
    """The kinds of objects in a document whose names do not say by themselves what asks and what answers."""

    def __init__(self, objects: Iterable[Mapping[str, object]] = ()) -> None:
        self._known: dict[tuple[str, ...], Named | None] = {}
        kinds: list[_Kind] = []
        for each in islice(objects, LOOKED_AT):
            names = tuple(each)
            if not 2 <= len(names) <= MOST_COLUMNS:
                continue
            kind = _nearest(kinds, names)
            if kind is None and len(kinds) < MOST_KINDS:
                kind = _Kind({})
                kinds.append(kind)
            if kind is not None and len(kind.rows) < SAMPLE_ROWS:
                kind.names.update(dict.fromkeys(names))
                kind.rows.append(each)
        self._kinds = [kind for kind in kinds if _learn(kind)]

    def named(self, names: tuple[str, ...]) -> Named | None:
        """What the names of an object stand for; None where they say it themselves, or nothing is asked."""
        if not self._kinds:
            return None
        if names not in self._known:
            kind = _nearest(self._kinds, names)
            found = _present(kind.found, names) if kind and kind.found else None
            if len(self._known) < LOOKED_AT:
                self._known[names] = found
            return found
        return self._known[names]


def _learn(kind: _Kind) -> bool:
    names = list(kind.names)
    if len(kind.rows) < FEWEST_ROWS:
        return False
    found = understood(kind.rows, names)
    if not found.asks or not found.answers or found == named(names):
        return False
    kind.found = found
    return True


def _nearest(kinds: Iterable[_Kind], names: tuple[str, ...]) -> _Kind | None:
    mine = set(names)
    shares = [(len(mine & kind.names.keys()) / len(mine | kind.names.keys()), kind) for kind in kinds]
    best = max(shares, key=lambda each: each[0], default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def _present(found: Named, names: tuple[str, ...]) -> Named | None:
    """The same for an object that lacks some of the names."""
    columns = {column: name for column, name in found.columns.items() if name in names}
    if "question" not in columns:
        return None
    options, rights, wrongs = (
        [name for name in group if name in names] for group in (found.options, found.rights, found.wrongs)
    )
    return replace(found, columns=columns, options=options, rights=rights, wrongs=wrongs)
