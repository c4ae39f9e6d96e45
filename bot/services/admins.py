"""Who owns the bot and who edits: invitations, removal, and the log of both."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.delivery import Kind
from bot.domain.errors import Refused
from bot.domain.ids import InvitationId, LearnerId
from bot.domain.learners import Learner, Role
from bot.services import rights
from bot.services.work import Work
from bot.storage import audit, deliveries, learners, staff
from bot.storage.audit import Action, Entry
from bot.storage.database import Database, Reader, Transaction
from bot.storage.deliveries import Delivery
from bot.storage.staff import Invitation, Member

INVITATION_VALID = timedelta(hours=48)
MOST_EDITORS = 20
"""Editors and open invitations together: as many as one message can show with their buttons."""

LOG_PAGE = 10
NEWEST = 10**9
"""Above the number of any line of the log."""

Redeemed = Role | Literal["already"] | None
"""What an invitation gave: a role; nothing to who has one already; None where it is worthless."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as an owner sees them: `listed` by the operator in `ADMIN_IDS`, or `removable` here."""

    member: Member
    listed: bool
    removable: bool


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody with a role, what is on offer, and the removal that can be undone.

    `seen` numbers the newest change: a button that names another one was drawn before it.
    """

    people: tuple[Colleague, ...]
    invitations: tuple[Invitation, ...]
    undoable: Entry | None
    seen: int


@dataclass(frozen=True, slots=True)
class Link:
    """A new invitation, to be shown once: only its hash is kept."""

    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines of the log, newest first; `older` is what the next page comes before, None on the last one."""

    entries: tuple[Entry, ...]
    older: int | None
    newest: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """Word for an owner that somebody joined; `name` is None for who was forgotten since."""

    to: Learner
    person_id: LearnerId | None
    name: str | None


class Admins:
    """For owners alone, but for `redeem`. `listed` are the ids of `ADMIN_IDS`; `username` is the bot's."""

    def __init__(
        self,
        listed: Collection[int],
        username: str,
        new_code: Callable[[], str] = lambda: secrets.token_urlsafe(18),
    ) -> None:
        self._listed = listed
        self._username = username
        self._new_code = new_code

    async def team(self, work: Work) -> Team:
        """Who has a role now."""
        people = await staff.members(work.db)
        owners = sum(each.role is Role.OWNER for each in people)
        last = await audit.last_about_staff(work.db)
        gone = last is not None and last.person_id not in {None, *(each.id for each in people)}
        return Team(
            people=tuple(self._colleague(each, owners) for each in people),
            invitations=tuple(await staff.open_invitations(work.db, work.now)),
            undoable=last if last and last.action is Action.REMOVED and gone else None,
            seen=last.id if last else 0,
        )

    async def invite(self, work: Work, seen: int) -> Link | None:
        """Make a link that makes one editor; None where the team has changed since `seen`."""
        code, expires_at = self._new_code(), work.now + INVITATION_VALID

        async def unit(tx: Transaction) -> bool:
            await rights.require_owner_still(tx, work)
            if seen != await _newest_change(tx):
                return False
            editors = sum(each.role is Role.EDITOR for each in await staff.members(tx))
            if editors + len(await staff.open_invitations(tx, work.now)) >= MOST_EDITORS:
                raise Refused("admins-full", limit=MOST_EDITORS)
            made = await staff.invite(tx, code, work.person.id, work.now, expires_at)
            after: dict[str, str | int] = {"role": Role.EDITOR.value, "hours": INVITATION_VALID // timedelta(hours=1)}
            await audit.write(tx, Action.INVITED, actor=work.person.id, subject=made, now=work.now, after=after)
            return True

        url = f"https://t.me/{self._username}?start=r_{code}"
        return Link(url, expires_at) if await work.write(unit) else None

    async def withdraw(self, work: Work, invitation_id: InvitationId) -> None:
        """Make an editor's invitation worthless; nothing happens where it is used or withdrawn already."""

        async def unit(tx: Transaction) -> None:
            await rights.require_owner_still(tx, work)
            if await staff.close_invitation(tx, invitation_id, Role.EDITOR):
                before: dict[str, str | int] = {"role": Role.EDITOR.value}
                await audit.write(
                    tx, Action.WITHDRAWN, actor=work.person.id, subject=invitation_id, now=work.now, before=before
                )

        await work.write(unit)

    async def remove(self, work: Work, person_id: LearnerId, seen: int) -> bool:
        """Take somebody's role; False where the team has changed since `seen`.

        Raises Refused for an owner by `ADMIN_IDS` and for the last owner.
        """

        async def unit(tx: Transaction) -> bool:
            await rights.require_owner_still(tx, work)
            member = await staff.member(tx, person_id)
            if seen != await _newest_change(tx) or member is None:
                return False
            await self._require_removable(tx, member)
            if not await staff.remove(tx, person_id, work.now):
                return False
            before: dict[str, str | int] = {"role": member.role.value, "since": member.since.isoformat()}
            await audit.write(tx, Action.REMOVED, actor=work.person.id, subject=person_id, now=work.now, before=before)
            return True

        return await work.write(unit)

    async def restore(self, work: Work, entry_id: int) -> Member | None:
        """Undo the removal that this line of the log tells of; None where something changed after it."""

        async def unit(tx: Transaction) -> Member | None:
            await rights.require_owner_still(tx, work)
            last = await audit.last_about_staff(tx)
            if last is None or last.id != entry_id or last.action is not Action.REMOVED or last.person_id is None:
                return None
            if not await staff.restore(tx, last.person_id):
                return None
            member = await staff.member(tx, last.person_id)
            if member is not None:
                after: dict[str, str | int] = {"role": member.role.value}
                await audit.write(
                    tx, Action.RESTORED, actor=work.person.id, subject=member.id, now=work.now, after=after
                )
            return member

        return await work.write(unit)

    async def log(self, work: Work, before: int) -> LogPage:
        """A page of the log: the lines whose number is below `before`, or the newest for 0."""
        found = await audit.page(work.db, before or NEWEST, LOG_PAGE + 1)
        shown = tuple(found[:LOG_PAGE])
        return LogPage(shown, shown[-1].id if len(found) > LOG_PAGE else None, newest=not before)

    async def redeem(self, work: Work, code: str) -> Redeemed:
        """Give whoever opened an invitation its role, once, and plan to tell who invited them."""

        async def unit(tx: Transaction) -> Redeemed:
            found = await staff.find_invitation(tx, code, work.now)
            if found is None:
                return None
            if await staff.role_of(tx, work.person.id) in (Role.OWNER, found.role):
                return "already"
            await staff.close_invitation(tx, found.id, found.role)
            await staff.appoint(
                tx, work.person.id, found.role, work.now, name=work.seen_name, invited_by=found.invited_by
            )
            await self._note_joined(tx, work, found)
            return found.role

        return await work.write(unit)

    async def reach(self, work: Work, person_id: LearnerId) -> Learner | None:
        """Somebody whose menu can be changed: None for who was never here, or has blocked the bot."""
        learner = await learners.load(work.db, person_id)
        return learner if learner is not None and learner.blocked_at is None else None

    def _colleague(self, member: Member, owners: int) -> Colleague:
        listed = member.role is Role.OWNER and member.id in self._listed
        return Colleague(member, listed, removable=not listed and (member.role is Role.EDITOR or owners > 1))

    async def _require_removable(self, tx: Transaction, member: Member) -> None:
        if member.role is not Role.OWNER:
            return
        if member.id in self._listed:
            raise Refused("admins-listed")
        if not await staff.any_owner(tx, besides=member.id):
            raise Refused("admins-last-owner")

    async def _note_joined(self, tx: Transaction, work: Work, invitation: Invitation) -> None:
        me = work.person.id
        after: dict[str, str | int] = {"role": invitation.role.value, "invitation": invitation.id}
        entry = await audit.write(tx, Action.JOINED, actor=me, subject=me, now=work.now, after=after)
        inviter = invitation.invited_by
        if inviter is not None and await learners.load(tx, inviter) is not None:
            key = f"{Kind.JOINED.value}:{entry}"
            await deliveries.plan(tx, key=key, kind=Kind.JOINED, learner_id=inviter, not_before=work.now, now=work.now)


async def arrival(db: Database, delivery: Delivery) -> Arrival | None:
    """Who joined, and whom to tell; None where nobody is to be told any more."""
    if delivery.learner_id is None or await staff.role_of(db, delivery.learner_id) is not Role.OWNER:
        return None
    learner = await learners.load(db, delivery.learner_id)
    entry = await audit.load(db, int(delivery.key.rpartition(":")[2]))
    if learner is None or learner.blocked_at is not None or entry is None:
        return None
    return Arrival(learner, entry.person_id, entry.person_name)


async def _newest_change(tx: Reader) -> int:
    last = await audit.last_about_staff(tx)
    return last.id if last is not None else 0
