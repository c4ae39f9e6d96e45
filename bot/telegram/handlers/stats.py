"""/stats: a picture of one's numbers, and the same in words."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.plots.painter import Painter
from bot.services import stats
from bot.services.interview_dates import InterviewDates
from bot.services.library import Library
from bot.services.work import Work
from bot.telegram.callbacks.learner import StatsPage
from bot.telegram.screen import Show
from bot.telegram.screens import stats as screens
from bot.texts import Translator

router = Router(name="stats")


@router.message(Command("stats"))
async def own_numbers(
    message: Message,
    work: Work,
    tr: Translator,
    show: Show,
    library: Library,
    painter: Painter,
    interview_dates: InterviewDates,
) -> None:
    """What is known and what is due."""
    await _show(await interview_dates.numbers(work), tr, show, library, painter)


@router.callback_query(StatsPage.filter())
async def page(
    query: CallbackQuery,
    callback_data: StatsPage,
    work: Work,
    tr: Translator,
    show: Show,
    library: Library,
    painter: Painter,
    interview_dates: InterviewDates,
) -> None:
    """The numbers in words, or the picture in other colours."""
    if callback_data.page == "words":
        numbers = await interview_dates.numbers(work)
        await show.send(screens.words(tr, library.topic_names(tr.language), numbers))
        return
    await stats.choose_look(work, dark=callback_data.page == "dark")
    await _show(await interview_dates.numbers(work), tr, show, library, painter)


async def _show(found: stats.Stats, tr: Translator, show: Show, library: Library, painter: Painter) -> None:
    names = library.topic_names(tr.language)
    picture = None
    if found.is_worth_a_picture:
        picture = await painter.learning(found, tr, names, screens.date_of(found.today), show.drawing)
    if picture is None:
        await show.send(screens.words(tr, names, found))
    else:
        await show.picture(picture, screens.caption(tr, found))
