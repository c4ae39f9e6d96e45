"""/import and files that editors send: what became of them, and accepting all of it at once."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import AcceptanceId, ChatImportId, ImportId
from bot.services.accepting import PERCENTS, Accepting
from bot.services.chat_imports import ChatImports
from bot.services.work import Work
from bot.storage.acceptances import Acceptance
from bot.telegram.callbacks.editor import AcceptImport, ImportsPage, OneImport, StopImport, UndoAcceptance
from bot.telegram.filters import SendsFile
from bot.telegram.incoming import sent_file
from bot.telegram.screen import Show
from bot.telegram.screens import imports as screens
from bot.texts import Translator

router = Router(name="imports")


@router.message(Command("import"))
async def explain(
    message: Message, work: Work, tr: Translator, show: Show, chat_imports: ChatImports, accepting: Accepting
) -> None:
    """What can be sent."""
    chat_imports.require_editor(work)
    await show.send(screens.explained(tr, await accepting.latest(work)))


@router.message(SendsFile())
async def take(message: Message, work: Work, tr: Translator, show: Show, chat_imports: ChatImports) -> None:
    """A file is queued, at any time and without /import."""
    file = sent_file(message)
    queued = await chat_imports.add(work, file)
    if queued.is_new:
        await chat_imports.start(queued, await show.send(screens.queued(tr, queued, file.name)))


@router.callback_query(StopImport.filter())
async def stop(
    query: CallbackQuery,
    callback_data: StopImport,
    work: Work,
    tr: Translator,
    show: Show,
    chat_imports: ChatImports,
) -> None:
    """Read no more of it."""
    if not await chat_imports.stop(work, ChatImportId(callback_data.number)):
        raise Refused("refused-old-button")
    await show.toast(tr.plain("import-stopping"))
    await show.close()


@router.callback_query(ImportsPage.filter())
async def listed(query: CallbackQuery, work: Work, tr: Translator, show: Show, accepting: Accepting) -> None:
    """The last imports, below what the button stood under."""
    accepting.require_editor(work, pressed=True)
    await show.send(screens.listed(tr, await accepting.latest(work)))


@router.callback_query(OneImport.filter())
async def one(
    query: CallbackQuery, callback_data: OneImport, work: Work, tr: Translator, show: Show, accepting: Accepting
) -> None:
    """What waits of an import."""
    accepting.require_editor(work, pressed=True)
    await show.screen(screens.one(tr, await accepting.offer(work, ImportId(callback_data.number))))


@router.callback_query(AcceptImport.filter())
async def accept(
    query: CallbackQuery, callback_data: AcceptImport, work: Work, tr: Translator, show: Show, accepting: Accepting
) -> None:
    """Publish what waits of it from a confidence on."""
    accepting.require_editor(work, pressed=True)
    if show.moved_on:
        return
    if callback_data.percent not in PERCENTS:
        raise Refused("refused-old-button")
    number = ImportId(callback_data.number)
    begun = await accepting.accept(work, number, callback_data.percent, show.message_id)
    await _follow(begun, work, tr, show, accepting)


@router.callback_query(UndoAcceptance.filter())
async def undo(
    query: CallbackQuery, callback_data: UndoAcceptance, work: Work, tr: Translator, show: Show, accepting: Accepting
) -> None:
    """Take back what was published at once."""
    accepting.require_editor(work, pressed=True)
    if show.moved_on:
        return
    begun = await accepting.undo(work, AcceptanceId(callback_data.number), show.message_id)
    await _follow(begun, work, tr, show, accepting)


async def _follow(begun: Acceptance, work: Work, tr: Translator, show: Show, accepting: Accepting) -> None:
    """Show that it has begun, and that it is done where that was not drawn for this."""
    await show.screen(screens.acceptance(tr, await accepting.offer(work, begun.import_id), begun))
    accepting.let_draw(begun)
    now = await accepting.again(begun)
    if not now.is_under_way:
        await show.screen(screens.acceptance(tr, await accepting.offer(work, now.import_id), now))
