"""The notes that Sobes itself writes: fields to look at, and one that holds the card as it is."""

import json
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter
from pydantic_core import from_json

from bot.domain.cards import CardContent, misconception_told

DATA = "Sobes"
"""The field that makes a note one of ours, whatever its type is called."""

EDITABLE = {
    "Question": "question",
    "Answer": "answer",
    "Short answer": "short_answer",
    "Hint": "hint",
    "Follow-up": "follow_up",
}
"""Fields with a text of a card: what a person changes in them in Anki is taken over."""

FIELDS = (*EDITABLE, "Key points", "Mistakes", "Choice", "References", "Source", DATA)


@dataclass(frozen=True, slots=True)
class OwnNote:
    """What the field DATA says: the card, and a mark of each editable field as it was written."""

    card: CardContent
    marks: Mapping[str, int]
    version: int = 1


_OWN_NOTE = TypeAdapter(OwnNote)


def write_data(card: CardContent, fields: Mapping[str, str]) -> str:
    """The card as plain text that no editor of HTML changes."""
    told = asdict(OwnNote(card, {name: mark(fields[name]) for name in EDITABLE}))
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    if not text.isprintable() or unicodedata.normalize("NFC", text) != text:
        text = json.dumps(told, separators=(",", ":"))
    # A browser takes these three for its own, Anki the other two.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.replace("[sound:", "\\u005bsound:").replace("[anki:", "\\u005banki:")


def read_data(text: str) -> OwnNote:
    """Raises ValueError for what is no data of ours. Notes of earlier versions have misconceptions as bare texts."""
    told = from_json(text)
    card = told.get("card") if isinstance(told, dict) else None
    if isinstance(card, dict) and isinstance(card.get("misconceptions"), list):
        card["misconceptions"] = [asdict(misconception_told(each)) for each in card["misconceptions"]]
    return _OWN_NOTE.validate_python(told)


def mark(field: str) -> int:
    """Tells whether a field still is what was written; Anki composes characters (NFC) and trims."""
    return zlib.crc32(unicodedata.normalize("NFC", field).strip().encode("utf-8", "replace"))
