"""Owners and editors, and the one-time links that make them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import InvitationId, LearnerId
from bot.domain.learners import Role
from bot.storage.database import Reader, Row, Transaction, from_ms, to_ms

_MEMBERS = """
SELECT s.*, i.name AS inviter_name
FROM staff AS s LEFT JOIN staff AS i ON i.person_id = s.invited_by
"""


@dataclass(frozen=True, slots=True)
class Member:
    """An owner or editor, present or removed. Names are as last seen, None for who was not seen since."""

    id: LearnerId
    role: Role
    since: datetime
    name: str | None = None
    invited_by: LearnerId | None = None
    inviter_name: str | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that was not opened yet; `invited_by` is None for the one printed at start."""

    id: InvitationId
    role: Role
    invited_by: LearnerId | None
    inviter_name: str | None
    expires_at: datetime


async def any_owner(db: Reader, besides: LearnerId | None = None) -> bool:
    """Whether somebody owns this bot, `besides` one person where given."""
    found = await db.one(
        "SELECT 1 AS yes FROM staff WHERE role = 'owner' AND removed_at IS NULL AND person_id IS NOT ? LIMIT 1",
        besides,
    )
    return found is not None


async def set_owners(tx: Transaction, ids: Iterable[int], now: datetime) -> None:
    """Make the ids of `ADMIN_IDS` the owners, and nobody else: whoever left the list is no owner any more."""
    listed = list(ids)
    await tx.run(
        """
        DELETE FROM staff WHERE role = 'owner' AND removed_at IS NULL AND ? NOT LIKE '%,' || person_id || ',%'
        """,
        f",{','.join(map(str, listed))},",
    )
    for person_id in listed:
        await appoint(tx, LearnerId(person_id), Role.OWNER, now)


async def role_of(db: Reader, person_id: LearnerId) -> Role | None:
    """What somebody may do at this moment."""
    row = await db.one("SELECT role FROM staff WHERE person_id = ? AND removed_at IS NULL", person_id)
    return Role(row["role"]) if row is not None else None


async def appoint(
    tx: Transaction,
    person_id: LearnerId,
    role: Role,
    now: datetime,
    *,
    name: str | None = None,
    invited_by: LearnerId | None = None,
) -> None:
    """Give somebody a role; an owner is never made less by it."""
    await tx.run(
        """
        INSERT INTO staff (person_id, role, since, name, invited_by) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (person_id) DO UPDATE SET
          role = excluded.role,
          since = CASE WHEN staff.removed_at IS NULL THEN staff.since ELSE excluded.since END,
          name = COALESCE(excluded.name, staff.name),
          invited_by = CASE WHEN staff.removed_at IS NULL THEN staff.invited_by ELSE excluded.invited_by END,
          removed_at = NULL
        WHERE staff.role <> 'owner' OR staff.removed_at IS NOT NULL
        """,
        person_id,
        role.value,
        to_ms(now),
        name,
        invited_by,
    )


async def note_name(tx: Transaction, person_id: LearnerId, name: str) -> None:
    """How Telegram shows an owner or editor now."""
    await tx.run("UPDATE staff SET name = ? WHERE person_id = ?", name, person_id)


async def members(db: Reader) -> list[Member]:
    """Owners, then editors, each in the order in which they came."""
    rows = await db.all(f"{_MEMBERS} WHERE s.removed_at IS NULL ORDER BY s.role DESC, s.since, s.person_id")
    return [_member(row) for row in rows]


async def member(db: Reader, person_id: LearnerId) -> Member | None:
    """An owner or editor, also one who was removed."""
    row = await db.one(f"{_MEMBERS} WHERE s.person_id = ?", person_id)
    return _member(row) if row is not None else None


async def remove(tx: Transaction, person_id: LearnerId, now: datetime) -> bool:
    """Take somebody's role; False where there was none. The row stays, so that it can be given back."""
    return bool(
        await tx.run(
            "UPDATE staff SET removed_at = ? WHERE person_id = ? AND removed_at IS NULL", to_ms(now), person_id
        )
    )


async def restore(tx: Transaction, person_id: LearnerId) -> bool:
    """Give a removed role back as it was; False where none was removed."""
    return bool(
        await tx.run("UPDATE staff SET removed_at = NULL WHERE person_id = ? AND removed_at IS NOT NULL", person_id)
    )


async def claim(tx: Transaction, code: str, expires_at: datetime) -> None:
    """Store the one-time code that makes an owner, in place of an earlier one."""
    await tx.run("DELETE FROM invitations WHERE role = 'owner'")
    await _store(tx, code, Role.OWNER, None, expires_at)


async def invite(
    tx: Transaction, code: str, invited_by: LearnerId, now: datetime, expires_at: datetime
) -> InvitationId:
    """Store a one-time invitation of an editor; only the hash of its code is kept. What ran out is dropped."""
    await tx.run("DELETE FROM invitations WHERE expires_at <= ?", to_ms(now))
    return await _store(tx, code, Role.EDITOR, invited_by, expires_at)


async def open_invitations(db: Reader, now: datetime) -> list[Invitation]:
    """Editors' invitations that can still be opened: an inviter who owns the bot no more invites nobody."""
    rows = await db.all(
        """
        SELECT i.id, i.role, i.invited_by, i.expires_at, s.name AS inviter_name FROM invitations AS i
        JOIN staff AS s ON s.person_id = i.invited_by AND s.role = 'owner' AND s.removed_at IS NULL
        WHERE i.role = 'editor' AND i.expires_at > ? ORDER BY i.id
        """,
        to_ms(now),
    )
    return [_invitation(row) for row in rows]


async def find_invitation(db: Reader, code: str, now: datetime) -> Invitation | None:
    """The invitation of a code; None for one that is unknown, used, withdrawn or too old."""
    row = await db.one(
        """
        SELECT i.id, i.role, i.invited_by, i.expires_at, s.name AS inviter_name FROM invitations AS i
        LEFT JOIN staff AS s ON s.person_id = i.invited_by AND s.role = 'owner' AND s.removed_at IS NULL
        WHERE i.code_hash = ? AND i.expires_at > ? AND (i.role = 'owner' OR s.person_id IS NOT NULL)
        """,
        _digest(code),
        to_ms(now),
    )
    return _invitation(row) if row is not None else None


async def close_invitation(tx: Transaction, invitation_id: InvitationId, role: Role) -> bool:
    """Make an invitation worthless, because it was used or withdrawn; False where it is closed already."""
    return bool(await tx.run("DELETE FROM invitations WHERE id = ? AND role = ?", invitation_id, role.value))


async def detach(tx: Transaction, person_id: LearnerId) -> None:
    """Somebody is forgotten: their invitations end, and nobody was invited by them."""
    await tx.run("DELETE FROM invitations WHERE invited_by = ?", person_id)
    await tx.run("UPDATE staff SET invited_by = NULL WHERE invited_by = ?", person_id)


async def _store(
    tx: Transaction, code: str, role: Role, invited_by: LearnerId | None, expires_at: datetime
) -> InvitationId:
    row = await tx.one(
        "INSERT INTO invitations (code_hash, role, invited_by, expires_at) VALUES (?, ?, ?, ?) RETURNING id",
        _digest(code),
        role.value,
        invited_by,
        to_ms(expires_at),
    )
    if row is None:
        raise RuntimeError("the database gave no number to an invitation")
    return InvitationId(row["id"])


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _member(row: Row) -> Member:
    return Member(
        id=row["person_id"],
        role=Role(row["role"]),
        since=from_ms(row["since"]),
        name=row["name"],
        invited_by=row["invited_by"],
        inviter_name=row["inviter_name"],
        removed_at=from_ms(row["removed_at"]) if row["removed_at"] is not None else None,
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        id=row["id"],
        role=Role(row["role"]),
        invited_by=row["invited_by"],
        inviter_name=row["inviter_name"],
        expires_at=from_ms(row["expires_at"]),
    )
