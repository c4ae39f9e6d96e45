"""Who may do what staff do. All others are told what unknown commands and buttons get: they need not know of it."""

from bot.domain.errors import Refused
from bot.domain.learners import Role
from bot.services.work import Work
from bot.storage import staff
from bot.storage.database import Reader


def require_editor(work: Work, feature: str, *, pressed: bool) -> None:
    """Raises Refused for who is neither editor nor owner; what the bot waited for in the feature is over for them."""
    if not work.person.edits:
        work.stop_waiting(feature)
        raise unknown(work, pressed=pressed)


def require_owner(work: Work, feature: str, *, pressed: bool) -> None:
    """Raises Refused for who is no owner; what the bot waited for in the feature is over for them."""
    if not work.person.owns:
        work.stop_waiting(feature)
        raise unknown(work, pressed=pressed)


def unknown(work: Work, *, pressed: bool) -> Refused:
    """What an unknown button is answered with, or an unknown command."""
    if pressed:
        return Refused("refused-old-button")
    return Refused("refused-unknown" if work.person.learner else "refused-start-first")


async def require_editor_still(tx: Reader, work: Work) -> Role:
    """The role, asked again in the transaction; raises Refused where it was taken away since the update came in."""
    role = await staff.role_of(tx, work.person.id)
    if role is None:
        raise Refused("refused-old-button")
    return role


async def require_owner_still(tx: Reader, work: Work) -> None:
    """Asked again in the transaction: the role may have been taken away since the update came in; raises Refused."""
    if await staff.role_of(tx, work.person.id) is not Role.OWNER:
        raise Refused("refused-old-button")
