"""Which rows belong to a person: the ground of /export, /forget and /privacy.

A table that is in neither list fails a test, so that no new one is forgotten.
"""

import json
from typing import Any

from bot.domain.ids import LearnerId
from bot.storage import audit, staff
from bot.storage.database import Reader, Transaction

PERSONAL = {
    "learners": "id",
    "memories": "learner_id",
    "reviews": "learner_id",
    "set_aside": "learner_id",
    "day_quotas": "learner_id",
    "subscriptions": "learner_id",
    "deliveries": "learner_id",
    "reports": "learner_id",
    "conversations": "person_id",
    "staff": "person_id",
    "decisions": "person_id",
    "chat_imports": "person_id",
    "chat_files": "person_id",
    "publication_readers": "learner_id",
    "votes": "learner_id",
    "early_votes": "learner_id",
    "wanted": "learner_id",
    "pauses": "learner_id",
    "plan_openings": "learner_id",
    "picture_settings": "learner_id",
    "parameters": "learner_id",
    "steps": "learner_id",
    "own_words": "learner_id",
    "interview_dates": "learner_id",
    "day_plans": "learner_id",
    "own_curves": "learner_id",
}
"""Table and the column that holds the person's id."""

ANONYMISED = ("audit",)
"""What staff did stays, who it was does not; see `audit.anonymise`."""

AUTHORED = {
    "acceptances": "acted_by",
    "broadcasts": "made_by",
    "card_revisions": "changed_by",
    "chats": "connected_by",
    "decks": "made_by",
    "imports": "made_by",
    "schedules": "made_by",
}
"""Table and the column that names who of staff made or changed it: the row stays, the name goes."""

IMPERSONAL = (
    "accepted_drafts",
    "cards",
    "card_words",
    "concepts",
    "deck_cards",
    "drafts",
    "facts",
    "feeds",
    "fingerprint_stems",
    "fingerprints",
    "import_files",
    "import_losses",  # what was dropped of a file, gone with it
    "inbox",  # emptied of the update's text as soon as it is finished
    "invitations",
    "lookalikes",
    "outlines",
    "posts",
    "proposals",
    "publications",
    "schema_migrations",
    "slot_changes",
    "stem_counts",
)


async def gather(db: Reader, person_id: LearnerId) -> dict[str, list[dict[str, Any]]]:
    """Everything stored about a person, table by table, with concepts, cards and drafts by their keys."""
    names = {
        "concept_id": {row["id"]: row["key"] for row in await db.all("SELECT id, key FROM concepts")},
        "card_id": {row["id"]: row["key"] for row in await db.all("SELECT id, key FROM cards")},
        "draft_id": {row["id"]: row["key"] for row in await db.all("SELECT id, key FROM drafts")},
    }
    found = {}
    for table, column in (PERSONAL | AUTHORED).items():
        rows = await db.all(f"SELECT * FROM {table} WHERE {column} = ?", person_id)  # noqa: S608 - our own names
        found[table] = [_readable(dict(row), names) for row in rows]  # type: ignore[call-overload]  # both engines' rows are mappings
    found["audit"] = [_readable(row, names) for row in await audit.gather(db, person_id)]
    taken = await db.all("SELECT source_key, revision, body, taken_at FROM posts WHERE owner = ?", person_id)
    found["posts"] = [{name: row[name] for name in ("source_key", "revision", "body", "taken_at")} for row in taken]
    claimed = await db.all("SELECT key, claimed_until FROM drafts WHERE claimed_by = ?", person_id)
    found["drafts_claimed"] = [{"draft": row["key"], "until": row["claimed_until"]} for row in claimed]
    return found


async def erase(tx: Transaction, person_id: LearnerId) -> None:
    """Delete everything stored about a person, private cards too; the audit log keeps what was done, without them."""
    await audit.anonymise(tx, person_id)
    await staff.detach(tx, person_id)
    for table, column in AUTHORED.items():
        await tx.run(f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", person_id)  # noqa: S608 - our own names
    await tx.run(
        "DELETE FROM card_words WHERE rowid IN (SELECT id FROM cards WHERE owner = ?)",
        person_id,
    )
    for table, column in reversed(PERSONAL.items()):
        await tx.run(f"DELETE FROM {table} WHERE {column} = ?", person_id)  # noqa: S608 - our own table names
    for table in ("card_revisions", "proposals"):
        await tx.run(
            f"DELETE FROM {table} WHERE card_id IN (SELECT id FROM cards WHERE owner = ?)",  # noqa: S608 - our own names
            person_id,
        )
    await tx.run("DELETE FROM cards WHERE owner = ?", person_id)
    await tx.run("DELETE FROM posts WHERE owner = ?", person_id)
    await tx.run("UPDATE drafts SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ?", person_id)
    await tx.run("UPDATE inbox SET raw = '' WHERE state = 'poison' AND raw LIKE ?", f"%{person_id}%")


def _readable(row: dict[str, Any], names: dict[str, dict[int, str]]) -> dict[str, Any]:
    for column, keys in names.items():
        if column in row:
            row[column.removesuffix("_id")] = keys.get(row.pop(column))
    row.pop("invited_by", None)  # somebody else
    row.pop("content", None)  # what a card said before a change
    for column in ("before", "after", "numbers"):
        if isinstance(row.get(column), str):
            row[column] = json.loads(row[column])
    return row
