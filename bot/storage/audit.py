"""The audit log: what owners and editors did, written in the transaction of the change itself."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.ids import CardId, InvitationId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms


class Action(StrEnum):
    """What was done. The subject is an invitation, a card, or in all other cases a person."""

    INVITED = "invited"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    REMOVED = "removed"
    RESTORED = "restored"
    ADDED = "added"


_KINDS = {Action.INVITED: "invitation", Action.WITHDRAWN: "invitation", Action.ADDED: "card"}

_ENTRIES = """
SELECT a.id, a.at, a.action, a.actor_id, a.subject_kind, a.subject_id, actor.name AS actor_name,
       person.name AS subject_name, card.question
FROM audit AS a
LEFT JOIN staff AS actor ON actor.person_id = a.actor_id
LEFT JOIN staff AS person ON person.person_id = a.subject_id AND a.subject_kind = 'person'
LEFT JOIN cards AS card ON card.id = a.subject_id AND a.subject_kind = 'card'
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, with names as last seen. Ids and names are None for people who were forgotten."""

    id: int
    at: datetime
    action: Action
    actor_id: LearnerId | None
    actor_name: str | None
    person_id: LearnerId | None = None
    person_name: str | None = None
    question: str | None = None


async def write(
    tx: Transaction,
    action: Action,
    *,
    actor: LearnerId,
    subject: LearnerId | InvitationId | CardId,
    now: datetime,
    before: dict[str, str | int] | None = None,
    after: dict[str, str | int] | None = None,
) -> int:
    """Add a line; its number. `before` and `after` must name no person: /forget does not look into them."""
    row = await tx.one(
        """
        INSERT INTO audit (at, actor_id, action, subject_kind, subject_id, before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        to_ms(now),
        actor,
        action.value,
        _KINDS.get(action, "person"),
        subject,
        json.dumps(before) if before else None,
        json.dumps(after) if after else None,
    )
    if row is None:
        raise RuntimeError("the database gave no number to a line of the log")
    return int(row["id"])


async def page(db: Reader, before: int, limit: int) -> list[Entry]:
    """The newest lines whose number is below `before`, newest first."""
    return [_entry(row) for row in await db.all(f"{_ENTRIES} WHERE a.id < ? ORDER BY a.id DESC LIMIT ?", before, limit)]


async def load(db: Reader, entry_id: int) -> Entry | None:
    """One line."""
    row = await db.one(f"{_ENTRIES} WHERE a.id = ?", entry_id)
    return _entry(row) if row is not None else None


async def last_about_staff(db: Reader) -> Entry | None:
    """The newest line that is about people and invitations."""
    row = await db.one(f"{_ENTRIES} WHERE a.subject_kind <> 'card' ORDER BY a.id DESC LIMIT 1")
    return _entry(row) if row is not None else None


async def gather(db: Reader, person_id: LearnerId) -> list[dict[str, Any]]:
    """What the log holds about somebody, without the other people in it."""
    rows = await db.all(
        """
        SELECT * FROM audit
        WHERE id IN (SELECT id FROM audit WHERE actor_id = ?
                     UNION SELECT id FROM audit WHERE subject_kind = 'person' AND subject_id = ?)
        ORDER BY id
        """,
        person_id,
        person_id,
    )
    found: list[dict[str, Any]] = [dict(row) for row in rows]  # type: ignore[call-overload]  # both engines' rows are mappings
    for row in found:
        if row["actor_id"] != person_id:
            row["actor_id"] = None
        if row["subject_kind"] == "person" and row["subject_id"] != person_id:
            row["subject_id"] = None
    return found


async def anonymise(tx: Transaction, person_id: LearnerId) -> None:
    """Keep what was done, but not that this person did it, or that it was done to them."""
    await tx.run("UPDATE audit SET actor_id = NULL WHERE actor_id = ?", person_id)
    await tx.run("UPDATE audit SET subject_id = NULL WHERE subject_kind = 'person' AND subject_id = ?", person_id)


def _entry(row: Row) -> Entry:
    person = row["subject_kind"] == "person"
    return Entry(
        id=row["id"],
        at=from_ms(row["at"]),
        action=Action(row["action"]),
        actor_id=row["actor_id"],
        actor_name=row["actor_name"],
        person_id=row["subject_id"] if person else None,
        person_name=row["subject_name"],
        question=row["question"],
    )
