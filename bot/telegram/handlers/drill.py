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
    CatchUp,
    Continue,
    InLanguage,
    MoreToday,
    OpenCard,
    Rate,
    Reveal,
    ShowHint,
    Skip,
    Undo,
)
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import clinic as clinic_screens
from bot.telegram.screens import daily as daily_screens
from bot.telegram.screens import date as date_screens
from bot.telegram.screens import drill as screens
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
            await show.after_card(following, callback_data.parts)
        return
    following = following.noting(_recomputed(tr, result, work))
    between = _between(tr, result)
    if between is not None:
        # It takes the answered card's place, so that the question stays the last in the chat.
        await show.after_card(between, callback_data.parts)
        await show.send(following)
    else:
        await show.after_card(following, callback_data.parts)


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
        await show.after_card(screen, callback_data.parts)
        return
    # The learner's own wording is in one language; hints that were shown count in all.
    asked = replace(await drill.ask_by_id(work, card_id, where), wording=None, shown=hints)
    await show.screen(screens.question(tr, library.topics, asked, seconds=_thought_for(query, work, callback_data)))


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
