"""Commands and buttons of the drill."""

from dataclasses import replace
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.domain.memory import Rating
from bot.services.answers import Given
from bot.services.choosing import Where
from bot.services.drill import Drill, Rated, Stale
from bot.services.interview_dates import InterviewDates
from bot.services.library import Library
from bot.services.undoing import TakenBack
from bot.services.work import Work
from bot.telegram.callbacks.learner import (
    Aside,
    CatchUp,
    Continue,
    InLanguage,
    KeyPoints,
    More,
    MoreToday,
    OpenCard,
    Rate,
    Report,
    Reveal,
    ShowHint,
    ShowSource,
    Skip,
    StartOver,
    Undo,
)
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import clinic as clinic_screens
from bot.telegram.screens import daily as daily_screens
from bot.telegram.screens import date as date_screens
from bot.telegram.screens import drill as screens
from bot.telegram.screens import key_points as point_screens
from bot.texts import Translator
from bot.texts.html import Html

router = Router(name="drill")


@router.message(Command("quiz"))
async def quiz(
    message: Message,
    command: CommandObject,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
    interview_dates: InterviewDates,
) -> None:
    """The next card, of one topic where it is named; the day after an interview, before it, how that went."""
    where = Where()
    if command.args:
        topic = library.topics.find(command.args)
        if topic is None:
            raise Refused("drill-topic-unknown", topic=command.args[:64])
        where = Where(topic.key)
    ended = await interview_dates.end_passed(work)
    if ended is not None:
        await show.send(date_screens.ask(tr, library.topics, ended))
    await show.send(screens.next_screen(tr, library.topics, await drill.next(work, where), work.now))


@router.callback_query(Continue.filter())
async def go_on(
    query: CallbackQuery,
    callback_data: Continue,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """The next card, below the message whose button was pressed."""
    following = await drill.next(work, callback_data.where)
    await show.send(screens.next_screen(tr, library.topics, following, work.now))


@router.callback_query(CatchUp.filter())
async def catch_up(
    query: CallbackQuery,
    callback_data: CatchUp,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """The first card after a break, at the pace that was chosen."""
    following = await drill.catch_up(work, callback_data.questions or None)
    await show.screen(screens.next_screen(tr, library.topics, following, work.now))


@router.callback_query(MoreToday.filter())
async def more_today(
    query: CallbackQuery,
    callback_data: MoreToday,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """More than the day's plan."""
    following = await drill.more(work, callback_data.where, callback_data.asked_for)
    await show.screen(screens.next_screen(tr, library.topics, following, work.now))


@router.callback_query(OpenCard.filter())
async def open_card(
    query: CallbackQuery,
    callback_data: OpenCard,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """One card, as search and study paths offer it."""
    await show.send(screens.question(tr, library.topics, await drill.ask_by_id(work, CardId(callback_data.card))))


@router.callback_query(Reveal.filter())
async def reveal(
    query: CallbackQuery, callback_data: Reveal, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """The answer."""
    shown = await drill.reveal(work, CardId(callback_data.card), callback_data.where, hints=callback_data.hints)
    seconds = _thought_for(query, work, callback_data)
    await show.screen(screens.answer(tr, library.topics, shown, ratings=work.learner.buttons, seconds=seconds))


@router.callback_query(ShowHint.filter())
async def hint(
    query: CallbackQuery,
    callback_data: ShowHint,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """One more hint, below the question."""
    card_id, shown = CardId(callback_data.card), callback_data.hints + 1
    asked = await drill.ask_by_id(work, card_id, callback_data.where, shown=shown)
    await show.screen(screens.question(tr, library.topics, asked, seconds=_thought_for(query, work, callback_data)))


@router.callback_query(Rate.filter())
async def rate(
    query: CallbackQuery, callback_data: Rate, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """Count the answer and ask the next card."""
    result = await drill.rate(
        work,
        CardId(callback_data.card),
        _given(callback_data),
        seen_version=callback_data.version,
        seen_day=callback_data.day,
        where=callback_data.where,
    )
    following = screens.next_screen(tr, library.topics, result.then, work.now)
    if isinstance(result, Stale):
        await show.toast(tr.plain("drill-too-late"))
        if not show.moved_on:
            await _go_on(show, following, callback_data.parts)
        return
    following = following.noting(_recomputed(tr, result, work))
    between = _between(tr, result)
    if between is not None:
        # It takes the answered card's place, so that the question stays the last in the chat.
        await _go_on(show, between, callback_data.parts)
        await show.send(following)
    else:
        await _go_on(show, following, callback_data.parts)


def _given(pressed: Rate) -> Given:
    seconds = pressed.seconds
    return Given(
        Rating(pressed.rating),
        "self",
        latency=timedelta(seconds=seconds) if seconds is not None else None,
        hints=pressed.hints,
        interval=pressed.interval,
    )


def _between(tr: Translator, result: Rated) -> Screen | None:
    """What is said between an answer and the next question: that a card slips away, or that reminders could be had."""
    if result.leech is not None:
        return clinic_screens.event(tr, result.card, result.leech)
    return daily_screens.offer(tr) if result.offer_daily else None


@router.callback_query(Skip.filter())
async def skip(
    query: CallbackQuery, callback_data: Skip, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """To the end of today's plan."""
    following = await drill.put_aside(work, CardId(callback_data.card), "skipped", callback_data.where)
    await show.screen(screens.next_screen(tr, library.topics, following, work.now))


@router.callback_query(More.filter())
async def more(query: CallbackQuery, callback_data: More, work: Work, tr: Translator, show: Show, drill: Drill) -> None:
    """Open or close the menu below a card."""
    if callback_data.open:
        menu = await drill.menu(work, CardId(callback_data.card))
        rows = screens.menu_rows(tr, menu, _place(callback_data), edits=work.person.edits)
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


@router.callback_query(InLanguage.filter())
async def in_language(
    query: CallbackQuery,
    callback_data: InLanguage,
    work: Work,
    tr: Translator,
    show: Show,
    drill: Drill,
    library: Library,
) -> None:
    """The same card in another language, question or answer; its memory is one."""
    card_id, where, hints = CardId(callback_data.card), callback_data.where, callback_data.hints
    if callback_data.parts:
        shown = await drill.reveal(work, card_id, where, hints=hints)
        ratings, seconds = work.learner.buttons, callback_data.seconds
        screen = screens.answer(tr, library.topics, shown, ratings=ratings, seconds=seconds)
        await _go_on(show, screen, callback_data.parts)
        return
    # The learner's own wording is in one language; hints that were shown count in all.
    asked = replace(await drill.ask_by_id(work, card_id, where), wording=None, shown=hints)
    await show.screen(screens.question(tr, library.topics, asked, seconds=_thought_for(query, work, callback_data)))


@router.callback_query(Aside.filter())
async def aside(
    query: CallbackQuery, callback_data: Aside, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """Known, suspended or buried; then the next card, with a word about what was done. Or back into the plan."""
    card_id, where = CardId(callback_data.card), callback_data.where
    if callback_data.how == screens.RETURNED:
        await drill.take_back(work, card_id)
        await show.toast(tr.plain("drill-returned"))
        menu = await drill.menu(work, card_id)
        await show.rows(Screen((), screens.menu_rows(tr, menu, _place(callback_data), edits=work.person.edits)))
        return
    how = screens.ASIDE.get(callback_data.how)
    if how is None:
        raise Refused("drill-card-gone")
    following = await drill.put_aside(work, card_id, how, where)
    screen = screens.next_screen(tr, library.topics, following, work.now)
    await _go_on(show, screen.noting(tr.html(f"drill-set-{how}")), callback_data.parts)


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
    await _go_on(show, screen.noting(tr.html("drill-started-over")), callback_data.parts)


@router.callback_query(Report.filter())
async def report(
    query: CallbackQuery, callback_data: Report, work: Work, tr: Translator, show: Show, drill: Drill
) -> None:
    """Ask what is wrong with a card, or keep what the learner says."""
    menu = await drill.menu(work, CardId(callback_data.card))
    place = _place(callback_data)
    if callback_data.reason not in screens.REPORT_REASONS:
        await show.toast(tr.plain("drill-report-why"))
        await show.rows(Screen((), screens.report_rows(tr, menu.card, place)))
        return
    await drill.report(work, menu.card.id, callback_data.reason)
    await show.toast(tr.plain("drill-report-thanks"), alert=True)
    await show.rows(Screen((), screens.menu_rows(tr, menu, place, edits=work.person.edits)))


@router.callback_query(ShowSource.filter())
async def source(
    query: CallbackQuery, callback_data: ShowSource, work: Work, tr: Translator, show: Show, drill: Drill
) -> None:
    """Where a card was found."""
    card, post = await drill.origin(work, CardId(callback_data.card))
    await show.send(screens.source(tr, card, post))


@router.message(Command("undo"))
async def undo(message: Message, work: Work, tr: Translator, show: Show, drill: Drill, library: Library) -> None:
    """Take back the last rating and ask that card again."""
    await show.send(_undone(tr, library, await drill.undo(work)))


@router.callback_query(Undo.filter())
async def undo_button(
    query: CallbackQuery, callback_data: Undo, work: Work, tr: Translator, show: Show, drill: Drill, library: Library
) -> None:
    """The same, from the menu below a card."""
    await show.screen(_undone(tr, library, await drill.undo(work, callback_data.step)))


def _undone(tr: Translator, library: Library, taken: TakenBack) -> Screen:
    if taken.rating is not None:
        note = tr.html("undo-rating", rating=screens.rating_name(tr, taken.rating))
    else:
        note = tr.html(f"undo-{taken.what or 'aside'}")
    return screens.question(tr, library.topics, taken.asked).noting(note)


async def _go_on(show: Show, following: Screen, parts: int) -> None:
    """The next card in place of this one; below it where the answer was long and is left to be read."""
    if parts <= 1:
        await show.screen(following)
    else:
        await show.close()
        await show.send(following)


def _place(callback_data: More | KeyPoints | Report | Aside) -> screens.Place:
    return screens.Place(callback_data.where, callback_data.parts, callback_data.seconds, callback_data.hints)


def _recomputed(tr: Translator, result: Rated, work: Work) -> Html | None:
    if not result.recomputed:
        return None
    return tr.html(
        "drill-recomputed" if result.recomputed == "new day" else "drill-counted-as",
        rating=screens.rating_name(tr, result.rating),
        interval=screens.interval(tr, result.after, result.day, work.now),
    )


def _thought_for(query: CallbackQuery, work: Work, pressed: Reveal | ShowHint | InLanguage) -> int | None:
    """Seconds since the question was shown; None where Telegram no longer tells, or the clock disagrees.

    A hint drew the message anew: what went before it stands in the button.
    """
    message = query.message
    if pressed.hints and pressed.seconds is None:
        return None
    if message is None or isinstance(message, InaccessibleMessage):
        return None
    shown_at = message.edit_date or message.date.timestamp()
    seconds = int(work.now.timestamp() - shown_at) + (pressed.seconds or 0)
    return seconds if 0 <= seconds < 1000 else None
