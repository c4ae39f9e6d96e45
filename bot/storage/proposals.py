"""What the program proposes for cards, and what became of each proposal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.domain.cards import Card
from bot.domain.enriching import Reason
from bot.domain.ids import CardId, ProposalId
from bot.storage.database import Reader, Row, Transaction, to_ms

ProposedField = Literal["choice", "key_points", "level"]
FIELDS: tuple[ProposedField, ...] = get_args(ProposedField)

State = Literal["waiting", "accepted", "dropped"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field of a card in one revision, as a person would type it (`domain.fields.written`)."""

    id: ProposalId
    card_id: CardId
    revision: int
    field: ProposedField
    content: str
    reasons: tuple[Reason, ...]
    state: State


async def load(db: Reader, proposal_id: ProposalId) -> Proposal | None:
    """One proposal."""
    row = await db.one("SELECT * FROM proposals WHERE id = ?", proposal_id)
    return _proposal(row) if row is not None else None


async def of_card(db: Reader, card: Card) -> list[Proposal]:
    """What was proposed for this revision of a card, and what was accepted for earlier ones."""
    rows = await db.all(
        "SELECT * FROM proposals WHERE card_id = ? AND (revision = ? OR state = 'accepted') ORDER BY id",
        card.id,
        card.revision,
    )
    return [_proposal(row) for row in rows]


async def make(
    tx: Transaction, card: Card, field: ProposedField, content: str, reasons: Sequence[Reason], now: datetime
) -> None:
    """Propose something for a card as it is, once; what was dropped before, just like this, stays dropped."""
    await tx.run(
        """
        INSERT INTO proposals (card_id, revision, field, content, reason, state, made_at)
        SELECT ?, ?, ?, ?, ?, CASE WHEN EXISTS (
          SELECT 1 FROM proposals WHERE card_id = ? AND field = ? AND content = ? AND state = 'dropped'
        ) THEN 'dropped' ELSE 'waiting' END, ?
        ON CONFLICT (card_id, revision, field) DO NOTHING
        """,
        card.id,
        card.revision,
        field,
        content,
        json.dumps(reasons),
        card.id,
        field,
        content,
        to_ms(now),
    )


async def settle(tx: Transaction, proposal_id: ProposalId, state: State, now: datetime) -> None:
    """Accept or drop a proposal, or let it wait again."""
    settled_at = None if state == "waiting" else to_ms(now)
    await tx.run("UPDATE proposals SET state = ?, settled_at = ? WHERE id = ?", state, settled_at, proposal_id)


async def accept(tx: Transaction, proposal_id: ProposalId, content: str, now: datetime) -> None:
    """Accept a proposal as a person has put it."""
    await tx.run("UPDATE proposals SET content = ? WHERE id = ?", content, proposal_id)
    await settle(tx, proposal_id, "accepted", now)


async def carry(tx: Transaction, card_id: CardId, revision: int, to: int) -> None:
    """The card got a new revision by a proposal: the other ones are as good for that."""
    await tx.run(
        "UPDATE proposals SET revision = ? WHERE card_id = ? AND revision = ? AND state <> 'accepted'",
        to,
        card_id,
        revision,
    )


async def reopen(tx: Transaction, proposal: Proposal, revision: int, now: datetime) -> None:
    """An accepted proposal was taken out of the card again, which has this revision now: it waits anew."""
    await tx.run(
        "DELETE FROM proposals WHERE card_id = ? AND revision = ? AND field = ? AND id <> ?",
        proposal.card_id,
        revision,
        proposal.field,
        proposal.id,
    )
    await tx.run("UPDATE proposals SET revision = ? WHERE id = ?", revision, proposal.id)
    await settle(tx, proposal.id, "waiting", now)


async def next_without_choice(db: Reader, after: CardId) -> CardId | None:
    """The first public card without a choice form whose row number is above `after`."""
    row = await db.one(
        """
        SELECT id FROM cards
        WHERE id > ? AND choice IS NULL AND retired_at IS NULL AND owner IS NULL ORDER BY id LIMIT 1
        """,
        after,
    )
    return CardId(row["id"]) if row is not None else None


def _proposal(row: Row) -> Proposal:
    return Proposal(
        id=ProposalId(row["id"]),
        card_id=CardId(row["card_id"]),
        revision=row["revision"],
        field=row["field"],
        content=row["content"],
        reasons=tuple(json.loads(row["reason"])),
        state=row["state"],
    )
