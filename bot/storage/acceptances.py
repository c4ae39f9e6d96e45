"""Imports that were accepted at once: how far each is, and which cards it published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.cards import Card
from bot.domain.ids import AcceptanceId, CardId, DraftId, ImportId, LearnerId
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms
from bot.storage.drafts import READY, Draft

Stage = Literal["accepting", "accepted", "undoing", "undone"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """All drafts of an import whose confidence is `percent` or more, accepted at once.

    Of `total` drafts `looked_at` were looked at so far and `accepted` became cards, of which `taken_back` were
    retired again. `acted_by` accepted or, later, undid it; None once they are forgotten. `message_id` is the message
    that tells them.
    """

    id: AcceptanceId
    import_id: ImportId
    percent: int
    stage: Stage
    up_to: int
    looked_at: int
    total: int
    accepted: int
    taken_back: int
    at: datetime
    acted_by: LearnerId | None
    message_id: int | None

    @property
    def is_under_way(self) -> bool:
        """More is to be published, or to be taken back."""
        return self.stage in ("accepting", "undoing")


@dataclass(frozen=True, slots=True)
class Published:
    """A card that an acceptance made of a draft, as the revision that it had then."""

    draft_id: DraftId
    card_id: CardId
    revision: int


def floor(percent: int) -> float:
    """The least confidence that is shown as so many percent."""
    return (percent - 0.5) / 100


async def count_ready(db: Reader, import_id: ImportId, percent: int, *, alone: bool) -> int:
    """How many drafts of an import wait with an answer and at least this confidence; `alone`: and look like no card."""
    unlike = " AND NOT EXISTS (SELECT 1 FROM lookalikes AS l WHERE l.draft_id = drafts.id)" if alone else ""
    row = await db.one(
        f"SELECT COUNT(*) AS ready FROM drafts WHERE import_id = ? AND {READY}{unlike}",  # noqa: S608 - our own conditions
        import_id,
        floor(percent),
    )
    return int(row["ready"]) if row is not None else 0


async def count_waiting(db: Reader, import_id: ImportId) -> int:
    """How many drafts of an import wait for a person."""
    row = await db.one(
        "SELECT COUNT(*) AS waiting FROM drafts WHERE import_id = ? AND state = 'waiting' AND kind <> 'outline'",
        import_id,
    )
    return int(row["waiting"]) if row is not None else 0


async def start(
    tx: Transaction,
    import_id: ImportId,
    percent: int,
    total: int,
    *,
    by: LearnerId,
    message_id: int | None,
    now: datetime,
) -> AcceptanceId:
    """Begin to accept; what is ready is published batch by batch."""
    row = await tx.one(
        "INSERT INTO acceptances (import_id, percent, total, acted_by, message_id, accepted_at) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        import_id,
        percent,
        total,
        by,
        message_id,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return AcceptanceId(row["id"])


async def start_undoing(tx: Transaction, acceptance_id: AcceptanceId, *, by: LearnerId, message_id: int | None) -> None:
    """Begin to take back what an acceptance published."""
    await tx.run(
        "UPDATE acceptances SET stage = 'undoing', told = 1, up_to = 0, acted_by = ?, message_id = ? WHERE id = ?",
        by,
        message_id,
        acceptance_id,
    )


async def load(db: Reader, acceptance_id: AcceptanceId) -> Acceptance | None:
    """One acceptance."""
    row = await db.one("SELECT * FROM acceptances WHERE id = ?", acceptance_id)
    return _acceptance(row) if row is not None else None


async def of_import(db: Reader, import_id: ImportId) -> list[Acceptance]:
    """The acceptances of an import, the newest first."""
    rows = await db.all("SELECT * FROM acceptances WHERE import_id = ? ORDER BY id DESC", import_id)
    return [_acceptance(row) for row in rows]


async def unfinished(db: Reader) -> Acceptance | None:
    """The oldest that is under way."""
    row = await db.one("SELECT * FROM acceptances WHERE stage IN ('accepting', 'undoing') ORDER BY id LIMIT 1")
    return _acceptance(row) if row is not None else None


async def published_ahead(tx: Transaction, acceptance: Acceptance, limit: int) -> list[Published]:
    """The next cards to take back."""
    rows = await tx.all(
        "SELECT draft_id, card_id, revision FROM accepted_drafts WHERE acceptance_id = ? AND draft_id > ? "
        "ORDER BY draft_id LIMIT ?",
        acceptance.id,
        acceptance.up_to,
        limit,
    )
    return [Published(DraftId(row["draft_id"]), CardId(row["card_id"]), row["revision"]) for row in rows]


async def publish(tx: Transaction, acceptance: Acceptance, draft: Draft, card: Card, now: datetime) -> None:
    """A draft became a card."""
    await tx.run(
        "UPDATE drafts SET state = 'published', card_id = ?, settled_at = ?, version = version + 1, "
        "claimed_by = NULL, claimed_until = NULL WHERE id = ?",
        card.id,
        to_ms(now),
        draft.id,
    )
    await tx.run(
        "INSERT INTO accepted_drafts (acceptance_id, draft_id, card_id, revision) VALUES (?, ?, ?, ?)",
        acceptance.id,
        draft.id,
        card.id,
        card.revision,
    )


async def take_back(tx: Transaction, acceptance: Acceptance, published: Published) -> None:
    """A card was retired again: its draft waits."""
    await tx.run(
        "UPDATE drafts SET state = 'waiting', card_id = NULL, settled_at = NULL, version = version + 1 "
        "WHERE id = ? AND card_id = ?",
        published.draft_id,
        published.card_id,
    )
    await tx.run(
        "DELETE FROM accepted_drafts WHERE acceptance_id = ? AND draft_id = ?", acceptance.id, published.draft_id
    )


async def move_on(tx: Transaction, acceptance: Acceptance, up_to: int, looked_at: int, done: int) -> None:
    """A batch is through: up to which draft, how many were looked at, and of how many something became."""
    column = "accepted" if acceptance.stage == "accepting" else "taken_back"
    await tx.run(
        f"UPDATE acceptances SET up_to = ?, looked_at = looked_at + ?, {column} = {column} + ? WHERE id = ?",  # noqa: S608
        up_to,
        looked_at if acceptance.stage == "accepting" else 0,
        done,
        acceptance.id,
    )


async def finish(tx: Transaction, acceptance: Acceptance) -> None:
    """Nothing is left to look at."""
    stage = "accepted" if acceptance.stage == "accepting" else "undone"
    await tx.run("UPDATE acceptances SET stage = ?, told = 0 WHERE id = ?", stage, acceptance.id)


async def untold(db: Reader) -> Acceptance | None:
    """One that is at its end, of which its message does not say so yet."""
    row = await db.one("SELECT * FROM acceptances WHERE told = 0 ORDER BY id LIMIT 1")
    return _acceptance(row) if row is not None else None


async def set_told(tx: Transaction, acceptance: Acceptance) -> None:
    """Its message says where it ended, unless it has been begun anew since."""
    await tx.run("UPDATE acceptances SET told = 1 WHERE id = ? AND stage = ?", acceptance.id, acceptance.stage)


def _acceptance(row: Row) -> Acceptance:
    return Acceptance(
        id=AcceptanceId(row["id"]),
        import_id=ImportId(row["import_id"]),
        percent=row["percent"],
        stage=row["stage"],
        up_to=row["up_to"],
        looked_at=row["looked_at"],
        total=row["total"],
        accepted=row["accepted"],
        taken_back=row["taken_back"],
        at=from_ms(row["accepted_at"]),
        acted_by=row["acted_by"],
        message_id=row["message_id"],
    )
