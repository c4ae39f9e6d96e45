"""What editors decided about drafts, and what an undo puts back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.domain.ids import CardId, DecisionId, DraftId, LearnerId
from bot.storage.database import Reader, Transaction, to_ms
from bot.storage.drafts import Draft

Outcome = Literal["accepted", "variant", "source", "rejected", "split"]
"""A card of its own; a card in the group of another; one more source of another card; nothing; two drafts."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about a draft. `before` holds what an undo puts back."""

    id: DecisionId
    draft_id: DraftId
    outcome: Outcome
    card_id: CardId | None
    before: Mapping[str, Any]


async def decide(
    tx: Transaction,
    draft: Draft,
    person_id: LearnerId,
    outcome: Outcome,
    now: datetime,
    *,
    card_id: CardId | None = None,
    before: Mapping[str, object] | None = None,
) -> None:
    """Settle a draft that waits, and note who did it and how it can be undone."""
    await tx.run(
        "UPDATE drafts SET state = ?, card_id = ?, settled_at = ?, version = version + 1, "
        "claimed_by = NULL, claimed_until = NULL WHERE id = ?",
        "rejected" if outcome == "rejected" else "published",
        card_id,
        to_ms(now),
        draft.id,
    )
    await note(tx, draft.id, person_id, outcome, now, card_id=card_id, before=before)


async def note(
    tx: Transaction,
    draft_id: DraftId,
    person_id: LearnerId,
    outcome: Outcome,
    now: datetime,
    *,
    card_id: CardId | None = None,
    before: Mapping[str, object] | None = None,
) -> None:
    """Note what somebody decided about a draft, and how it can be undone."""
    await tx.run(
        "INSERT INTO decisions (person_id, draft_id, outcome, card_id, before, at) VALUES (?, ?, ?, ?, ?, ?)",
        person_id,
        draft_id,
        outcome,
        card_id,
        json.dumps(before or {}, ensure_ascii=False),
        to_ms(now),
    )


async def last_decision(db: Reader, person_id: LearnerId) -> Decision | None:
    """The newest decision of a person that was not undone."""
    row = await db.one(
        "SELECT * FROM decisions WHERE person_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", person_id
    )
    if row is None:
        return None
    return Decision(row["id"], row["draft_id"], row["outcome"], row["card_id"], json.loads(row["before"]))


async def decided_by(db: Reader, draft_id: DraftId, person_id: LearnerId) -> bool:
    """Whether the decision that stands about a draft is this person's."""
    row = await db.one(
        "SELECT person_id FROM decisions WHERE draft_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", draft_id
    )
    return row is not None and row["person_id"] == person_id


async def undo(tx: Transaction, decision: Decision, now: datetime) -> None:
    """The draft waits again."""
    await tx.run("UPDATE decisions SET undone_at = ? WHERE id = ?", to_ms(now), decision.id)
    await tx.run(
        "UPDATE drafts SET state = 'waiting', card_id = NULL, settled_at = NULL, version = version + 1 WHERE id = ?",
        decision.draft_id,
    )
