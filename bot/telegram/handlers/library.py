"""/topics, /search."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.services.library import Library
from bot.services.work import Work
from bot.telegram.callbacks.learner import OpenPath
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import library as screens
from bot.texts import Translator

router = Router(name="library")


@router.message(Command("topics"))
async def topics(message: Message, work: Work, tr: Translator, show: Show, library: Library) -> None:
    """What there is to learn."""
    await show.send(screens.topics(tr, await library.shelf(work)))


@router.callback_query(OpenPath.filter())
async def open_path(
    query: CallbackQuery, callback_data: OpenPath, work: Work, tr: Translator, show: Show, library: Library
) -> None:
    """The chapters of a study path."""
    shelf = await library.shelf(work)
    path = next((path for path in shelf.paths if path.id == callback_data.path), None)
    if path is None:
        raise Refused("drill-card-gone")
    await show.send(screens.path(tr, path))


@router.message(Command("search"))
async def search(
    message: Message, command: CommandObject, work: Work, tr: Translator, show: Show, library: Library
) -> None:
    """Cards that hold all the words."""
    if not command.args:
        await show.send(Screen((tr.html("search-how"),)))
        return
    found = await library.find(work, command.args)
    await show.send(screens.found(tr, command.args, found, edits=work.person.edits))
