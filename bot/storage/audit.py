"""The audit log: what owners and editors did, written in the transaction of the change itself."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.ids import (
    BroadcastId,
    CardId,
    ChatRow,
    DeckId,
    DraftId,
    ImportId,
    InvitationId,
    LearnerId,
    ScheduleId,
)
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms


class Action(StrEnum):
    """What was done. The subject is of the kind that `_KINDS` names, or in all other cases a person."""

    INVITED = "invited"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    REMOVED = "removed"
    RESTORED = "restored"
    ADDED = "added"
    CARD_CHANGED = "card-changed"
    CARD_RESTORED = "card-restored"
    CARD_RETIRED = "card-retired"
    CARD_RETURNED = "card-returned"
    DRAFT_ACCEPTED = "draft-accepted"
    DRAFT_VARIANT = "draft-variant"
    DRAFT_SOURCE = "draft-source"
    DRAFT_REJECTED = "draft-rejected"
    DRAFT_SPLIT = "draft-split"
    DRAFT_UNDONE = "draft-undone"
    IMPORT_ACCEPTED = "import-accepted"
    IMPORT_UNDONE = "import-undone"
    DISMISSED = "card-dismissed"
    REOPENED = "card-reopened"
    BROADCAST = "broadcast"
    BROADCAST_STOPPED = "broadcast-stopped"
    DECK_MADE = "deck-made"
    DECK_RENAMED = "deck-renamed"
    DECK_FILLED = "deck-filled"
    DECK_THINNED = "deck-thinned"
    DECK_REMOVED = "deck-removed"
    DECK_RESTORED = "deck-restored"
    CHAT_CONNECTED = "chat-connected"
    CHAT_DISCONNECTED = "chat-disconnected"
    CHAT_RESTORED = "chat-restored"
    SCHEDULE_MADE = "schedule-made"
    SCHEDULE_CHANGED = "schedule-changed"
    SCHEDULE_POSTED = "schedule-posted"
    SCHEDULE_STOPPED = "schedule-stopped"
    SCHEDULE_RESTORED = "schedule-restored"


_KINDS = {
    Action.INVITED: "invitation",
    Action.WITHDRAWN: "invitation",
    Action.ADDED: "card",
    Action.CARD_CHANGED: "card",
    Action.CARD_RESTORED: "card",
    Action.CARD_RETIRED: "card",
    Action.CARD_RETURNED: "card",
    Action.DRAFT_ACCEPTED: "draft",
    Action.DRAFT_VARIANT: "draft",
    Action.DRAFT_SOURCE: "draft",
    Action.DRAFT_REJECTED: "draft",
    Action.DRAFT_SPLIT: "draft",
    Action.DRAFT_UNDONE: "draft",
    Action.IMPORT_ACCEPTED: "import",
    Action.IMPORT_UNDONE: "import",
    Action.DISMISSED: "card",
    Action.REOPENED: "card",
    Action.BROADCAST: "broadcast",
    Action.BROADCAST_STOPPED: "broadcast",
    Action.DECK_MADE: "deck",
    Action.DECK_RENAMED: "deck",
    Action.DECK_FILLED: "deck",
    Action.DECK_THINNED: "deck",
    Action.DECK_REMOVED: "deck",
    Action.DECK_RESTORED: "deck",
    Action.CHAT_CONNECTED: "chat",
    Action.CHAT_DISCONNECTED: "chat",
    Action.CHAT_RESTORED: "chat",
    Action.SCHEDULE_MADE: "schedule",
    Action.SCHEDULE_CHANGED: "schedule",
    Action.SCHEDULE_POSTED: "schedule",
    Action.SCHEDULE_STOPPED: "schedule",
    Action.SCHEDULE_RESTORED: "schedule",
}

_ENTRIES = """
SELECT a.id, a.at, a.action, a.actor_id, a.subject_kind, a.subject_id, a.before, a.after, actor.name AS actor_name,
       person.name AS subject_name, card.question
FROM audit AS a
LEFT JOIN staff AS actor ON actor.person_id = a.actor_id
LEFT JOIN staff AS person ON person.person_id = a.subject_id AND a.subject_kind = 'person'
LEFT JOIN cards AS card ON card.id = a.subject_id AND a.subject_kind = 'card'
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, with names as last seen. Ids and names are None for people who were forgotten.

    `title` is what the line itself calls its subject, under that name in `after` or `before`: a deck, a chat.
    """

    id: int
    at: datetime
    action: Action
    actor_id: LearnerId | None
    actor_name: str | None
    person_id: LearnerId | None = None
    person_name: str | None = None
    question: str | None = None
    title: str | None = None


async def write(
    tx: Transaction,
    action: Action,
    *,
    actor: LearnerId,
    subject: LearnerId | InvitationId | CardId | DeckId | BroadcastId | ChatRow | ScheduleId | DraftId | ImportId,
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
    row = await db.one(f"{_ENTRIES} WHERE a.subject_kind IN ('person', 'invitation') ORDER BY a.id DESC LIMIT 1")
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
        title=_title(row["after"]) or _title(row["before"]),
    )


def _title(told: str | None) -> str | None:
    found = json.loads(told).get("title") if told else None
    return found if isinstance(found, str) else None
