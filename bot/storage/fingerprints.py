"""What public cards and waiting drafts are compared by, and an index of the stems of their questions.

Nobody who changes a card or a draft need know of it: a fingerprint is made anew where the revision of its card, or the
version of its draft, is not the one that it was made of; see `bot/services/comparing.py`. What fingerprints and stems
are is said in `bot/parsing/fingerprints.py`; here they are bytes and numbers.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.cards import Language
from bot.domain.ids import CardId, ConceptId, DraftId
from bot.storage.database import Reader, Row, Transaction

ALL = -1
"""The stem under which all fingerprints are counted."""

_FEWEST_MARKS = 32
"""Lists go to the database padded to twice as long again and again, so that few statements have to be prepared."""

_OWNER = """
f.id, f.card_id, f.draft_id, f.same, f.stems, c.retired_at, d.state,
COALESCE(k.variant_group, d.variant_group) AS variant_group, k.id AS concept_id
"""
_FROM = """
FROM fingerprints AS f
LEFT JOIN cards AS c ON c.id = f.card_id
LEFT JOIN concepts AS k ON k.id = c.concept_id
LEFT JOIN drafts AS d ON d.id = f.draft_id
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A card or draft with its fingerprint; `live` ones are asked, or wait."""

    id: int
    card_id: CardId | None
    draft_id: DraftId | None
    concept_id: ConceptId | None
    live: bool
    variant_group: str | None
    same: int
    stems: bytes


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A card or draft whose fingerprint is missing or out of date; `of` is its revision or version."""

    card_id: CardId | None
    draft_id: DraftId | None
    of: int
    lang: Language
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Print:
    """A fingerprint to be kept: `stems` as they are kept, those of the question, and all."""

    same: int
    packed: bytes
    question: Collection[int]
    every: Collection[int]


async def put(
    tx: Transaction, print_: Print, *, of: int, card_id: CardId | None = None, draft_id: DraftId | None = None
) -> None:
    """Keep the fingerprint of a card or draft that has none."""
    row = await tx.one(
        "INSERT INTO fingerprints (card_id, draft_id, same, stems) VALUES (?, ?, ?, ?) RETURNING id",
        card_id,
        draft_id,
        print_.same,
        print_.packed,
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    words = max(1, len(print_.question))
    await tx.many(
        "INSERT INTO fingerprint_stems (stem, fingerprint_id, words) VALUES (?, ?, ?)",
        [(stem, row["id"], words) for stem in print_.question],
    )
    await tx.many(
        "INSERT INTO stem_counts (stem, seen) VALUES (?, 1) "
        "ON CONFLICT (stem) DO UPDATE SET seen = stem_counts.seen + 1",
        [(stem,) for stem in (ALL, *print_.every)],
    )
    await _note(tx, of, card_id, draft_id)


async def remove(tx: Transaction, print_: Print, fingerprint_id: int) -> None:
    """Keep a fingerprint no longer."""
    await tx.run("DELETE FROM fingerprints WHERE id = ?", fingerprint_id)
    await tx.many(
        "DELETE FROM fingerprint_stems WHERE stem = ? AND fingerprint_id = ?",
        [(stem, fingerprint_id) for stem in print_.question],
    )
    await tx.many("UPDATE stem_counts SET seen = seen - 1 WHERE stem = ?", [(stem,) for stem in (ALL, *print_.every)])


async def outlived(tx: Transaction, draft_id: DraftId) -> None:
    """A draft is compared with nothing any more."""
    await tx.run("UPDATE drafts SET fingerprint = -1 WHERE id = ?", draft_id)


async def of_card(db: Reader, card_id: CardId) -> Printed | None:
    """The fingerprint of a card."""
    row = await db.one(f"SELECT {_OWNER} {_FROM} WHERE f.card_id = ?", card_id)
    return _printed(row) if row is not None else None


async def of_draft(db: Reader, draft_id: DraftId) -> Printed | None:
    """The fingerprint of a draft."""
    row = await db.one(f"SELECT {_OWNER} {_FROM} WHERE f.draft_id = ?", draft_id)
    return _printed(row) if row is not None else None


async def same(db: Reader, number: int) -> list[Printed]:
    """What asks exactly the same, settled and retired ones too; cards before drafts."""
    rows = await db.all(
        f"SELECT {_OWNER} {_FROM} WHERE f.same = ? ORDER BY f.card_id IS NULL, f.id",
        number,
    )
    return [_printed(row) for row in rows]


async def sharing(db: Reader, stems: Sequence[int], limit: int) -> list[Printed]:
    """Live ones whose questions share most with these stems, for their length."""
    if not stems:
        return []
    padded = _padded(stems)
    rows = await db.all(
        f"""
        SELECT {_OWNER} FROM (
          SELECT fingerprint_id, COUNT(*) * COUNT(*) * 1.0 / MAX(words) AS part FROM fingerprint_stems
          WHERE stem IN ({_marks(padded)}) GROUP BY fingerprint_id ORDER BY part DESC, fingerprint_id LIMIT ?
        ) AS found JOIN fingerprints AS f ON f.id = found.fingerprint_id
        LEFT JOIN cards AS c ON c.id = f.card_id
        LEFT JOIN concepts AS k ON k.id = c.concept_id
        LEFT JOIN drafts AS d ON d.id = f.draft_id
        ORDER BY found.part DESC, f.id
        """,  # noqa: S608 - marks are question marks
        *padded,
        limit,
    )
    return [printed for row in rows if (printed := _printed(row)).live]


async def counts(db: Reader, stems: Iterable[int]) -> Mapping[int, int]:
    """How many fingerprints have each of these stems; those that none has are left out."""
    padded = _padded(list(stems))
    if not padded:
        return {}
    rows = await db.all(
        f"SELECT stem, seen FROM stem_counts WHERE stem IN ({_marks(padded)})",  # noqa: S608 - marks are question marks
        *padded,
    )
    return {row["stem"]: row["seen"] for row in rows}


async def missing(db: Reader, limit: int) -> list[Unprinted]:
    """Public cards and waiting drafts whose fingerprint has to be made."""
    cards = await db.all(
        "SELECT id, revision, lang, question, answer FROM cards "
        "WHERE owner IS NULL AND fingerprint <> revision ORDER BY id LIMIT ?",
        limit,
    )
    drafts = await db.all(
        "SELECT id, version, lang, question, proposal, edits FROM drafts "
        "WHERE state = 'waiting' AND kind <> 'outline' AND fingerprint <> version ORDER BY id LIMIT ?",
        limit,
    )
    found = [
        Unprinted(CardId(row["id"]), None, row["revision"], row["lang"], row["question"], row["answer"])
        for row in cards
    ]
    return [*found, *(_unprinted_draft(row) for row in drafts)]


async def left_over(db: Reader, limit: int) -> list[DraftId]:
    """Drafts that became cards, which have fingerprints of their own."""
    rows = await db.all(
        "SELECT id FROM drafts WHERE state = 'published' AND fingerprint >= 0 ORDER BY id LIMIT ?", limit
    )
    return [DraftId(row["id"]) for row in rows]


async def forget_all(tx: Transaction) -> None:
    """Every fingerprint has to be made anew."""
    for table in ("fingerprints", "fingerprint_stems", "stem_counts"):
        await tx.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
    await tx.run("UPDATE cards SET fingerprint = 0 WHERE fingerprint <> 0")
    await tx.run("UPDATE drafts SET fingerprint = -1 WHERE fingerprint <> -1")


async def _note(tx: Transaction, of: int, card_id: CardId | None, draft_id: DraftId | None) -> None:
    if card_id is not None:
        await tx.run("UPDATE cards SET fingerprint = ? WHERE id = ?", of, card_id)
    else:
        await tx.run("UPDATE drafts SET fingerprint = ? WHERE id = ?", of, draft_id)


def _printed(row: Row) -> Printed:
    return Printed(
        id=row["id"],
        card_id=row["card_id"],
        draft_id=row["draft_id"],
        concept_id=row["concept_id"],
        live=row["state"] == "waiting" if row["card_id"] is None else row["retired_at"] is None,
        variant_group=row["variant_group"],
        same=row["same"],
        stems=row["stems"],
    )


def _unprinted_draft(row: Row) -> Unprinted:
    told = {"question": row["question"], "lang": row["lang"], **json.loads(row["proposal"])}
    told |= json.loads(row["edits"]) if row["edits"] else {}
    return Unprinted(
        None, DraftId(row["id"]), row["version"], told["lang"], told["question"] or "", told.get("answer") or ""
    )


def _padded(values: Sequence[int]) -> list[int]:
    length = _FEWEST_MARKS
    while length < len(values):
        length *= 2
    return [*values, *list(values[-1:]) * (length - len(values))]


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" for _ in values)
