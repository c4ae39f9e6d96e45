"""Public cards that a waiting draft looks like, for an editor to compare."""

from collections.abc import Sequence

from bot.domain.ids import CardId, DraftId
from bot.storage.database import Reader, Transaction


async def store(tx: Transaction, draft_id: DraftId, found: Sequence[tuple[CardId, float]]) -> None:
    """Keep what a draft looks like now, each card with a likeness between 0 and 1."""
    await tx.run("DELETE FROM lookalikes WHERE draft_id = ?", draft_id)
    await tx.many(
        "INSERT INTO lookalikes (draft_id, card_id, likeness) VALUES (?, ?, ?)",
        [(draft_id, card_id, round(likeness, 3)) for card_id, likeness in found],
    )


async def of_draft(db: Reader, draft_id: DraftId) -> list[tuple[CardId, float]]:
    """Those of them that are asked, the likest first."""
    rows = await db.all(
        "SELECT l.card_id, l.likeness FROM lookalikes AS l JOIN cards AS c ON c.id = l.card_id "
        "WHERE l.draft_id = ? AND c.retired_at IS NULL AND c.owner IS NULL ORDER BY l.likeness DESC, l.card_id",
        draft_id,
    )
    return [(row["card_id"], row["likeness"]) for row in rows]
