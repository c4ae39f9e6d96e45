"""/date: the day of an interview, what it asks for, and how it went."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.day_words import day_number, read_day
from bot.domain.errors import Refused
from bot.services.interview_dates import InterviewDates, Outlook
from bot.services.library import Library
from bot.services.welcome import Welcome, allow_a_day
from bot.services.work import Work
from bot.telegram.callbacks.learner import DatePlan
from bot.telegram.filters import Waiting
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import date as screens
from bot.telegram.screens.stats import date_of
from bot.texts import Translator

router = Router(name="date")


@router.message(Command("date"))
async def date_command(
    message: Message,
    command: CommandObject,
    work: Work,
    tr: Translator,
    show: Show,
    library: Library,
    interview_dates: InterviewDates,
) -> None:
    """The dates there are, or the first tap; a day after the command is taken at once."""
    ended = await interview_dates.end_passed(work)
    if ended is not None:
        await show.send(screens.ask(tr, library.topics, ended))
    if command.args:
        found = await interview_dates.proposed(work, _read(command.args, work), None)
        await show.send(await _drawn(found, work, tr, library, interview_dates))
    else:
        await show.send(await _main(work, tr, library, interview_dates))


@router.callback_query(DatePlan.filter())
async def act(
    query: CallbackQuery,
    callback_data: DatePlan,
    work: Work,
    tr: Translator,
    show: Show,
    library: Library,
    interview_dates: InterviewDates,
    welcome: Welcome,
) -> None:
    """Choose a day and a scope, look at what they ask for, keep or remove them; or say how it went."""
    work.stop_waiting("date")
    match callback_data.act:
        case "list":
            screen = await _main(work, tr, library, interview_dates)
        case "when":
            screen = _when(work, tr, callback_data.number, callback_data.topics)
        case "type":
            _wait(work, callback_data.number, callback_data.topics)
            screen = Screen((tr.html("date-type"),))
        case "topics":
            shelf = await library.shelf(work)
            number, day, topics = callback_data.number, callback_data.day, callback_data.topics
            screen = screens.subjects(tr, shelf, library.topics, number, day, topics)
        case "remove":
            gone = await interview_dates.remove(work, callback_data.number)
            screen = screens.removed(tr, library.topics, gone)
        case how if how in screens.WENT:
            screen = screens.thanks(tr, how)
        case _:
            found = await _acted(callback_data, work, library, interview_dates, welcome)
            screen = await _drawn(found, work, tr, library, interview_dates)
            if callback_data.act == "keep":
                screen = screen.noting(tr.html("date-kept"))
    await show.screen(screen)


async def _acted(
    pressed: DatePlan, work: Work, library: Library, interview_dates: InterviewDates, welcome: Welcome
) -> Outlook:
    """What is to be shown of a date after a press; raises Refused for an act that there is not."""
    topics = screens.scope_of(library.topics, pressed.topics)
    match pressed.act:
        case "open":
            return await interview_dates.outlook(work, pressed.number)
        case "keep":
            number = await interview_dates.keep(work, pressed.day, topics, pressed.number)
            return await interview_dates.outlook(work, number)
        case screens.CAP | screens.NO_MINUTES:
            questions = pressed.act == screens.CAP
            change = allow_a_day("questions" if questions else "minutes", str(pressed.amount))
            if change is None:
                raise Refused("refused-old-button")
            # Nothing is changed for a date that cannot be kept any more.
            await interview_dates.possible(work, pressed.day, topics, pressed.number)
            work.seen_as(await welcome.change(work, change))
        case "show":
            pass
        case _:
            raise Refused("refused-old-button")
    return await interview_dates.proposed(work, pressed.day, topics, pressed.number)


@router.message(Waiting("date-day"))
async def type_day(
    message: Message, work: Work, tr: Translator, show: Show, library: Library, interview_dates: InterviewDates
) -> None:
    """A day that was typed."""
    data = work.conversation.data if work.conversation else {}
    topics = screens.scope_of(library.topics, int(data.get("topics", 0)))
    day = _read(message.text or "", work)
    found = await interview_dates.proposed(work, day, topics, int(data.get("number", 0)))
    work.expect_nothing()
    await show.send(await _drawn(found, work, tr, library, interview_dates))


def _read(text: str, work: Work) -> int:
    found = read_day(text, date_of(work.learner.day(work.now)))
    if found is None:
        raise Refused("date-unknown")
    return day_number(found)


async def _main(work: Work, tr: Translator, library: Library, interview_dates: InterviewDates) -> Screen:
    found = await interview_dates.all(work)
    if len(found) == 1:
        return await _drawn(await interview_dates.outlook(work, found[0].id), work, tr, library, interview_dates)
    return screens.dates(tr, found, work.learner.day(work.now)) if found else _when(work, tr)


def _when(work: Work, tr: Translator, number: int = 0, topics: int = 0) -> Screen:
    """Asks for the day: by a button or, where nothing else is being written, typed at once."""
    if work.conversation is None:
        _wait(work, number, topics)
    return screens.when(tr, work.learner.day(work.now), number, topics)


def _wait(work: Work, number: int, topics: int) -> None:
    work.expect("date-day", {"number": str(number), "topics": str(topics)})


async def _drawn(
    found: Outlook, work: Work, tr: Translator, library: Library, interview_dates: InterviewDates
) -> Screen:
    others = any(each.id != found.number for each in await interview_dates.all(work))
    return screens.outlook(tr, library.topics, found, others=others)
