"""The history of cards: each card as it was before every change, whole."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal

from bot.domain.cards import Card, CardContent, Choice, KeyPoint, Source, misconception_told
from bot.domain.fields import Field, changed_fields
from bot.domain.ids import CardId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

How = Literal["changed", "restored", "retired", "returned", "merged", "imported"]
"""What became of the card; all but `imported` are a person's doing."""

_SELECT = """
SELECT r.*, s.name FROM card_revisions AS r LEFT JOIN staff AS s ON s.person_id = r.changed_by
"""
_KNOWN = frozenset(field.name for field in fields(CardContent))


@dataclass(frozen=True, slots=True)
class Revision:
    """A card as it was until it was changed, and how, when and by whom that was.

    `by` is None for what no person did and for people who were forgotten; `name` is how they were last seen.
    """

    revision: int
    content: CardContent
    retired: bool
    how: How
    by: LearnerId | None
    name: str | None
    at: datetime


async def keep(tx: Transaction, card: Card, how: How, by: LearnerId | None, now: datetime) -> None:
    """Write down a card as it is, right before it gets its next revision."""
    await tx.run(
        """
        INSERT INTO card_revisions (card_id, revision, content, retired_at, how, changed_by, changed_at)
        SELECT id, revision, ?, retired_at, ?, ?, ? FROM cards WHERE id = ?
        """,
        json.dumps(asdict(card.content), ensure_ascii=False),
        how,
        by,
        to_ms(now),
        card.id,
    )


async def page(db: Reader, card_id: CardId, before: int, limit: int) -> list[Revision]:
    """The newest revisions of a card whose number is below `before`, newest first."""
    rows = await db.all(
        f"{_SELECT} WHERE r.card_id = ? AND r.revision < ? ORDER BY r.revision DESC LIMIT ?", card_id, before, limit
    )
    return [_revision(row) for row in rows]


async def load(db: Reader, card_id: CardId, revision: int) -> Revision | None:
    """One revision of a card; None for the present one and for one that was never kept."""
    row = await db.one(f"{_SELECT} WHERE r.card_id = ? AND r.revision = ?", card_id, revision)
    return _revision(row) if row is not None else None


async def after(db: Reader, card_id: CardId, revision: int) -> Revision | None:
    """The revision that came after one; None where that is the present one."""
    row = await db.one(
        f"{_SELECT} WHERE r.card_id = ? AND r.revision > ? ORDER BY r.revision LIMIT 1", card_id, revision
    )
    return _revision(row) if row is not None else None


async def count_by(db: Reader, card_id: CardId, since: int, person_id: LearnerId) -> int:
    """How many of the changes of a card, from that of the revision `since` on, were this person's."""
    row = await db.one(
        "SELECT COUNT(*) AS changes FROM card_revisions WHERE card_id = ? AND revision >= ? AND changed_by = ?",
        card_id,
        since,
        person_id,
    )
    return int(row["changes"]) if row is not None else 0


async def set_by_people(db: Reader, card: Card) -> frozenset[Field]:
    """The fields of a card that a person has changed or restored at some time."""
    rows = await db.all(f"{_SELECT} WHERE r.card_id = ? ORDER BY r.revision", card.id)
    known = [_revision(row) for row in rows]
    following = [*(each.content for each in known[1:]), card.content]
    found: set[Field] = set()
    for each, then in zip(known, following, strict=False):
        if each.how in ("changed", "restored"):
            found.update(changed_fields(each.content, then))
    return frozenset(found)


async def retired_as(db: Reader, card_id: CardId) -> How | None:
    """How a retired card was retired; None for one that never was. "imported": its file had it no more."""
    row = await db.one(
        "SELECT how FROM card_revisions WHERE card_id = ? AND retired_at IS NULL ORDER BY revision DESC LIMIT 1",
        card_id,
    )
    how: How | None = row["how"] if row is not None else None
    return how


async def brought_back(db: Reader, card_id: CardId) -> bool:
    """Whether it was a person who last brought a card back, after its file had it no more."""
    row = await db.one(
        """
        SELECT how, (
          SELECT how FROM card_revisions
          WHERE card_id = back.card_id AND revision < back.revision AND retired_at IS NULL
          ORDER BY revision DESC LIMIT 1
        ) AS retired_as
        FROM card_revisions AS back
        WHERE card_id = ? AND retired_at IS NOT NULL AND how IN ('returned', 'imported')
        ORDER BY revision DESC LIMIT 1
        """,
        card_id,
    )
    return row is not None and (row["how"], row["retired_as"]) == ("returned", "imported")


def _revision(row: Row) -> Revision:
    return Revision(
        revision=row["revision"],
        content=_content(json.loads(row["content"])),
        retired=row["retired_at"] is not None,
        how=row["how"],
        by=row["changed_by"],
        name=row["name"],
        at=from_ms(row["changed_at"]),
    )


def _content(kept: dict[str, Any]) -> CardContent:
    """What was kept; a field that cards got later has its default, one they have no more is left out."""
    known: dict[str, Any] = {name: value for name, value in kept.items() if name in _KNOWN}
    for name in ("tags", "references"):
        known[name] = tuple(known.get(name, ()))
    known["misconceptions"] = tuple(map(misconception_told, known.get("misconceptions", ())))
    known["key_points"] = tuple(
        KeyPoint(point["text"], tuple(point["synonyms"])) for point in known.get("key_points", ())
    )
    choice = known.get("choice")
    known["choice"] = replace(Choice(**choice), others=tuple(choice["others"])) if choice else None
    known["source"] = Source(**known.get("source", {}))
    return CardContent(**known)
