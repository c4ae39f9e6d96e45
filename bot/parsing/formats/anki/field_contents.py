"""Which fields of a note ask and which answer by what stands in them, where templates and names mislead."""

import html as entities
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.parsing.column_looks import FEWEST_ROWS, Look
from bot.parsing.column_roles import ALL_ASK, SAMPLE_ROWS, SOME_ASK, inferred
from bot.parsing.columns import hinted
from bot.parsing.formats.anki.collection import Note, NoteType
from bot.parsing.formats.anki.note_types import Reading, Side

LOOKED_AT = 300
"""Notes."""
LONGEST_FIELD = 600
"""Characters of a field that are looked at."""

MOST_ALIKE = 0.8

_NO_TEXT = re.compile(r"\[(?:sound:|anki:)[^\[\]]*\]|<(?!img\b)[^<>]*>")

Samples = Mapping[int, Sequence[Sequence[str]]]


def sampled_fields(notes: Iterable[Note]) -> Samples:
    """The beginnings of the fields of the first notes of each type, as a person reads them."""
    samples: dict[int, list[Sequence[str]]] = defaultdict(list)
    for note in islice(notes, LOOKED_AT):
        if note.fields is not None and len(samples[note.type_id]) < SAMPLE_ROWS:
            samples[note.type_id].append([_plain(field[:LONGEST_FIELD]) for field in note.fields])
    return samples


def refined(reading: Reading, kind: NoteType, rows: Sequence[Sequence[str]]) -> Reading:
    """The same reading, without fields that only hold numbers or sounds, and with the side that asks in front."""
    if len(rows) < FEWEST_ROWS or kind.cloze:
        return reading
    looks = [
        Look(name, [row[place] if place < len(row) else "" for row in rows], hinted(name))
        for place, name in enumerate(kind.fields)
    ]
    sides = tuple(_side(side, looks) for side in reading.sides)
    asking = max((looks[place].asking for side in sides for place in side.asks), default=0.0)
    if asking < SOME_ASK and max(look.asking for look in looks) >= ALL_ASK:
        found = inferred(looks, len(rows))
        answer = found.columns.get("answer") if found else None
        if found is not None and answer is not None:
            places = {look.name: place for place, look in enumerate(looks)}
            sides = (Side((places[found.columns["question"]],), (places[answer],)),)
    return replace(reading, sides=sides)


def _side(side: Side, looks: Sequence[Look]) -> Side:
    return Side(_telling(side.asks, looks), _telling(side.answers, looks))


def _telling(places: Sequence[int], looks: Sequence[Look]) -> tuple[int, ...]:
    """The fields that hold texts; all of them where none does."""
    told = [place for place in places if not _is_bare(looks[place])]
    return tuple(told) if any(looks[place].texts for place in told) else tuple(places)


def _is_bare(look: Look) -> bool:
    """Whether a field holds only numbers, names of records or addresses, a different one in each note."""
    return len(look.texts) >= FEWEST_ROWS and not look.is_prose and look.distinct > MOST_ALIKE


def _plain(field: str) -> str:
    return entities.unescape(_NO_TEXT.sub(" ", field)).strip()
