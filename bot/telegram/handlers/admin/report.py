"""/report: how posts fare, which questions are hardest, and what learners say is wrong."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.services.reports import Reports
from bot.services.work import Work
from bot.telegram.callbacks.editor import DismissReports, ReopenReports, ReportPage
from bot.telegram.screen import Show
from bot.telegram.screens import report as screens
from bot.texts import Translator

router = Router(name="report")


@router.message(Command("report"))
async def report(message: Message, work: Work, tr: Translator, show: Show, reports: Reports) -> None:
    """The latest posts; to everybody but staff this is a command like any unknown one."""
    reports.require_editor(work, pressed=False)
    await show.send(screens.posts(tr, work.learner, await reports.posts(work, 0)))


@router.callback_query(ReportPage.filter())
async def page(
    query: CallbackQuery, callback_data: ReportPage, work: Work, tr: Translator, show: Show, reports: Reports
) -> None:
    """Another part or page."""
    reports.require_editor(work, pressed=True)
    match callback_data.part:
        case "posts":
            screen = screens.posts(tr, work.learner, await reports.posts(work, callback_data.before))
        case "hardest":
            screen = screens.hardest(tr, await reports.hardest(work))
        case "told":
            screen = screens.told(tr, await reports.reported(work, callback_data.before))
        case _:
            raise Refused("refused-old-button")
    await show.screen(screen)


@router.callback_query(DismissReports.filter())
async def dismiss(
    query: CallbackQuery, callback_data: DismissReports, work: Work, tr: Translator, show: Show, reports: Reports
) -> None:
    """What is said about a card is dealt with."""
    reports.require_editor(work, pressed=True)
    if show.moved_on:
        return
    done = await reports.dismiss(work, CardId(callback_data.card), callback_data.newest)
    await _tell(tr, show, done=done)
    await show.screen(screens.told(tr, await reports.reported(work, 0)))


@router.callback_query(ReopenReports.filter())
async def undo(
    query: CallbackQuery, callback_data: ReopenReports, work: Work, tr: Translator, show: Show, reports: Reports
) -> None:
    """It is not, after all."""
    reports.require_editor(work, pressed=True)
    if show.moved_on:
        return
    await _tell(tr, show, done=await reports.reopen(work, callback_data.entry))
    await show.screen(screens.told(tr, await reports.reported(work, 0)))


async def _tell(tr: Translator, show: Show, *, done: bool) -> None:
    """Why nothing was done; what was done is seen."""
    if not done:
        await show.toast(tr.plain("admins-changed"))
