"""Owners and editors, and the one-time links that make them."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from bot.domain.ids import LearnerId
from bot.domain.learners import Role
from bot.storage.database import Reader, Transaction, to_ms


async def any_owner(db: Reader, besides: LearnerId | None = None) -> bool:
    """Whether somebody owns this bot, `besides` one person where given."""
    found = await db.one("SELECT 1 AS yes FROM staff WHERE role = 'owner' AND person_id IS NOT ? LIMIT 1", besides)
    return found is not None


async def set_owners(tx: Transaction, ids: Iterable[int], now: datetime) -> None:
    """Make the ids of `ADMIN_IDS` the owners, and nobody else: whoever left the list is no owner any more."""
    await tx.run("DELETE FROM staff WHERE role = 'owner'")
    for person_id in ids:
        await appoint(tx, LearnerId(person_id), Role.OWNER, now)


async def appoint(tx: Transaction, person_id: LearnerId, role: Role, now: datetime) -> None:
    """Give somebody a role; an owner is never made less by it."""
    await tx.run(
        """
        INSERT INTO staff (person_id, role, since) VALUES (?, ?, ?)
        ON CONFLICT (person_id) DO UPDATE SET role = excluded.role WHERE staff.role <> 'owner'
        """,
        person_id,
        role.value,
        to_ms(now),
    )


async def invite(tx: Transaction, code: str, role: Role, expires_at: datetime) -> None:
    """Store a one-time invitation; only the hash of its code is kept."""
    await tx.run("DELETE FROM invitations WHERE role = ?", role.value)
    await tx.run(
        "INSERT INTO invitations (code_hash, role, expires_at) VALUES (?, ?, ?)",
        _digest(code),
        role.value,
        to_ms(expires_at),
    )


async def redeem(tx: Transaction, code: str, now: datetime) -> Role | None:
    """The role that a code gives, once; None for a code that is unknown, used or too old."""
    row = await tx.one("SELECT role FROM invitations WHERE code_hash = ? AND expires_at > ?", _digest(code), to_ms(now))
    if row is None:
        return None
    await tx.run("DELETE FROM invitations WHERE code_hash = ?", _digest(code))
    return Role(row["role"])


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
