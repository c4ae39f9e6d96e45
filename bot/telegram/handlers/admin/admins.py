"""/admins: an owner sees who may do what, invites, removes, and reads the log."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import InvitationId, LearnerId
from bot.services.admins import Admins
from bot.services.work import Work
from bot.telegram.callbacks.owner import AdminsInvite, AdminsLog, AdminsPage, AdminsRemove, AdminsUndo, AdminsWithdraw
from bot.telegram.commands import Menus
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import admins as screens
from bot.texts import Translator

router = Router(name="admins")


@router.message(Command("admins"))
async def team(message: Message, work: Work, tr: Translator, show: Show, admins: Admins) -> None:
    """Who owns and who edits; to everybody else this is a command like any unknown one."""
    if not work.person.owns:
        raise Refused("refused-unknown" if work.person.learner else "refused-start-first")
    await show.send(screens.team(tr, work.learner, await admins.team(work)))


@router.callback_query(AdminsPage.filter())
async def back(query: CallbackQuery, work: Work, tr: Translator, show: Show, admins: Admins) -> None:
    """Back to who owns and who edits."""
    _require_owner(work)
    await show.screen(screens.team(tr, work.learner, await admins.team(work)))


@router.callback_query(AdminsInvite.filter())
async def invite(
    query: CallbackQuery, callback_data: AdminsInvite, work: Work, tr: Translator, show: Show, admins: Admins
) -> None:
    """A link for one new editor, in a message of its own that can be passed on."""
    _require_owner(work)
    link = await admins.invite(work, callback_data.seen)
    if link is None:
        await _tell_changed(tr, show)
    await show.screen(screens.team(tr, work.learner, await admins.team(work)))
    if link is not None:
        await show.send(screens.invitation(tr, work.learner, link))


@router.callback_query(AdminsWithdraw.filter())
async def withdraw(
    query: CallbackQuery, callback_data: AdminsWithdraw, work: Work, tr: Translator, show: Show, admins: Admins
) -> None:
    """An invitation that nobody shall open any more."""
    _require_owner(work)
    await admins.withdraw(work, InvitationId(callback_data.invitation))
    await show.screen(screens.team(tr, work.learner, await admins.team(work)))


@router.callback_query(AdminsRemove.filter())
async def remove(
    query: CallbackQuery,
    callback_data: AdminsRemove,
    work: Work,
    tr: Translator,
    show: Show,
    admins: Admins,
    menus: Menus,
) -> None:
    """Ask once more, then take the role and the menu that goes with it."""
    _require_owner(work)
    person_id = LearnerId(callback_data.person)
    if not callback_data.sure:
        await show.screen(screens.ask_remove(tr, work.learner, await admins.team(work), person_id))
        return
    removed = await admins.remove(work, person_id, callback_data.seen)
    if not removed:
        await _tell_changed(tr, show)
    if removed and person_id == work.person.id:
        await show.screen(Screen((tr.html("admins-left"),)))
    else:
        await show.screen(screens.team(tr, work.learner, await admins.team(work)))
    if removed and await admins.reach(work, person_id):
        await menus.clear_for(person_id)


@router.callback_query(AdminsUndo.filter())
async def undo(
    query: CallbackQuery,
    callback_data: AdminsUndo,
    work: Work,
    tr: Translator,
    show: Show,
    admins: Admins,
    menus: Menus,
) -> None:
    """Give a removed role back."""
    _require_owner(work)
    restored = await admins.restore(work, callback_data.entry)
    if restored is None:
        await _tell_changed(tr, show)
    await show.screen(screens.team(tr, work.learner, await admins.team(work)))
    learner = await admins.reach(work, restored.id) if restored else None
    if restored is not None and learner is not None:
        await menus.set_for(restored.id, restored.role, learner.language)


@router.callback_query(AdminsLog.filter())
async def log(
    query: CallbackQuery, callback_data: AdminsLog, work: Work, tr: Translator, show: Show, admins: Admins
) -> None:
    """A page of what staff did."""
    _require_owner(work)
    await show.screen(screens.log(tr, work.learner, await admins.log(work, callback_data.before)))


def _require_owner(work: Work) -> None:
    """To everybody else these are buttons like any unknown one."""
    if not work.person.owns:
        raise Refused("refused-old-button")


async def _tell_changed(tr: Translator, show: Show) -> None:
    """Why nothing was done; the second press of a doubled tap needs no word."""
    if not show.moved_on:
        await show.toast(tr.plain("admins-changed"))
