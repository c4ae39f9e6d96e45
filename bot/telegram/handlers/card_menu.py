"""The buttons of the menu below a card, and of what stands behind its answer."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.services.drill import Drill
from bot.services.library import Library
from bot.services.work import Work
from bot.telegram.callbacks.learner import Aside, KeyPoints, More, Report, ShowSource, StartOver
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import card_menu as menu_screens
from bot.telegram.screens import drill as screens
from bot.telegram.screens import key_points as point_screens
from bot.texts import Translator

router = Router(name="card_menu")


@router.callback_query(More.filter())
async def more(query: CallbackQuery, callback_data: More, work: Work, tr: Translator, show: Show, drill: Drill) -> None:
    """Open or close the menu below a card."""
    if callback_data.open:
        menu = await drill.menu(work, CardId(callback_data.card))
        rows = menu_screens.menu_rows(tr, menu, _place(callback_data), edits=work.person.edits)
    elif callback_data.parts:
        shown = await drill.reveal(work, CardId(callback_data.card), callback_data.where, hints=callback_data.hints)
        rows = screens.answer_rows(tr, shown, ratings=work.learner.buttons, place=_place(callback_data))
    else:
        asked = await drill.ask_by_id(work, CardId(callback_data.card), callback_data.where, shown=callback_data.hints)
        rows = screens.question_rows(tr, asked, seconds=callback_data.seconds)
    await show.rows(Screen((), rows))


@router.callback_query(KeyPoints.filter())
async def key_points(
    query: CallbackQuery,
    callback_data: KeyPoints,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """What stands behind an answer, in the place of its last message, or that message again."""
    place, ratings = _place(callback_data), work.learner.buttons
    shown = await drill.reveal(work, CardId(callback_data.card), place.where, hints=place.hints)
    if callback_data.open:
        screen = point_screens.key_points(tr, library.topics, shown, ratings=ratings, place=place)
    else:
        whole = screens.answer(tr, library.topics, shown, ratings=ratings, seconds=place.seconds)
        screen = whole if place.parts <= 1 else replace(whole, parts=whole.parts[-1:])
    await show.screen(screen)


@router.callback_query(Aside.filter())
async def aside(
    query: CallbackQuery, callback_data: Aside, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """Known, suspended or buried; then the next card, with a word about what was done. Or back into the plan."""
    card_id, where = CardId(callback_data.card), callback_data.where
    if callback_data.how == menu_screens.RETURNED:
        await drill.take_back(work, card_id)
        await show.toast(tr.plain("drill-returned"))
        menu = await drill.menu(work, card_id)
        await show.rows(Screen((), menu_screens.menu_rows(tr, menu, _place(callback_data), edits=work.person.edits)))
        return
    how = menu_screens.ASIDE.get(callback_data.how)
    if how is None:
        raise Refused("drill-card-gone")
    following = await drill.put_aside(work, card_id, how, where)
    screen = screens.next_screen(tr, library.topics, following, work.now)
    await show.after_card(screen.noting(tr.html(f"drill-set-{how}")), callback_data.parts)


@router.callback_query(StartOver.filter())
async def start_over(
    query: CallbackQuery,
    callback_data: StartOver,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """Forget what is remembered of a card and ask it as a new one."""
    following = await drill.start_over(work, CardId(callback_data.card), callback_data.where)
    screen = screens.next_screen(tr, library.topics, following, work.now)
    await show.after_card(screen.noting(tr.html("drill-started-over")), callback_data.parts)


@router.callback_query(Report.filter())
async def report(
    query: CallbackQuery, callback_data: Report, work: Work, tr: Translator, show: Show, drill: Drill
) -> None:
    """Ask what is wrong with a card, or keep what the learner says."""
    menu = await drill.menu(work, CardId(callback_data.card))
    place = _place(callback_data)
    if callback_data.reason not in menu_screens.REPORT_REASONS:
        await show.toast(tr.plain("drill-report-why"))
        await show.rows(Screen((), menu_screens.report_rows(tr, menu.card, place)))
        return
    await drill.report(work, menu.card.id, callback_data.reason)
    await show.toast(tr.plain("drill-report-thanks"), alert=True)
    await show.rows(Screen((), menu_screens.menu_rows(tr, menu, place, edits=work.person.edits)))


@router.callback_query(ShowSource.filter())
async def source(
    query: CallbackQuery, callback_data: ShowSource, work: Work, tr: Translator, show: Show, drill: Drill
) -> None:
    """Where a card was found."""
    card, post = await drill.origin(work, CardId(callback_data.card))
    await show.send(menu_screens.source(tr, card, post))


def _place(callback_data: More | KeyPoints | Report | Aside) -> screens.Place:
    return screens.Place(callback_data.where, callback_data.parts, callback_data.seconds, callback_data.hints)
