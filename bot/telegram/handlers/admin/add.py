"""/add: an editor writes a card, step by step; a half-written one survives a restart."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.cards import LANGUAGES, LEVELS, Language, Level
from bot.domain.errors import Refused
from bot.services.editing import Editing, NewCard, shown_length
from bot.services.library import Library
from bot.services.work import Work
from bot.telegram.callbacks.editor import AddChoice
from bot.telegram.filters import Waiting
from bot.telegram.incoming import asked_in, typed
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import add as screens
from bot.telegram.screens.studying import kept_quiz
from bot.texts import Translator

router = Router(name="add")

CUT_FROM = 3500
"""Characters of an answer from which on the next message may be its continuation."""


@router.message(Command("add"))
async def add(message: Message, work: Work, tr: Translator, show: Show, editing: Editing) -> None:
    """Begin a card."""
    editing.require_editor(work)
    work.expect("add-question")
    await show.send(Screen((tr.html("add-question"),)))


@router.message(Waiting("add-question"))
async def question(message: Message, work: Work, tr: Translator, show: Show, editing: Editing) -> None:
    """The question was typed, or is that of a quiz; what Telegram hides of a forwarded one is said."""
    editing.require_editor_still(work)
    poll = message.poll
    asked = editing.check_question(asked_in(poll) if poll else typed(message))
    work.expect("add-answer", {**_so_far(work), "question": asked})
    if poll is not None and poll.type == "quiz" and not poll.correct_option_ids:
        await show.send(kept_quiz(tr, poll.question, [option.text for option in poll.options]))
    else:
        await show.send(Screen((tr.html("add-answer"),)))


@router.message(Waiting("add-answer"))
async def answer(message: Message, work: Work, tr: Translator, show: Show, editing: Editing, library: Library) -> None:
    """The answer was typed."""
    editing.require_editor_still(work)
    work.expect("add-topic", {**_so_far(work), "answer": editing.check_answer(typed(message))})
    await show.send(screens.topic(tr, library.topics))


@router.callback_query(AddChoice.filter(), Waiting("add"))
async def choose(
    query: CallbackQuery,
    callback_data: AddChoice,
    work: Work,
    tr: Translator,
    show: Show,
    editing: Editing,
    library: Library,
) -> None:
    """A button while a card is written; one of an earlier step changes what was chosen there."""
    editing.require_editor_still(work)
    so_far = _so_far(work)
    field, value = callback_data.field, callback_data.value
    match field:
        case _ if "answer" not in so_far:
            await _over(callback_data, work, tr, show, editing)
        case "topic" if not value or library.topics.get(value):
            work.expect("add-level", {**so_far, "topic": value})
            await show.screen(screens.level(tr))
        case "level" if not value or value in LEVELS:
            work.expect("add-lang", {**so_far, "level": value})
            await show.screen(screens.language(tr, _language_of(so_far["question"] + so_far["answer"])))
        case "lang" if value in LANGUAGES:
            chosen = {**so_far, "lang": value}
            work.expect("add-preview", chosen)
            await show.screen(screens.preview(tr, library.topics, _card(chosen)))
        case "save" if "lang" in so_far and value == _card(so_far).key:
            await editing.add(work, _card(so_far))
            await show.close()
            await show.send(Screen((tr.html("add-saved"),)))
        case "cancel":
            work.expect_nothing()
            await show.close()
            await show.send(Screen((tr.html("cancel-done"),)))
        case _:
            await _over(callback_data, work, tr, show, editing)


@router.callback_query(AddChoice.filter())
async def too_late(
    query: CallbackQuery, callback_data: AddChoice, work: Work, tr: Translator, show: Show, editing: Editing
) -> None:
    """The card was saved or given up before this button was pressed."""
    await _over(callback_data, work, tr, show, editing)


@router.message(Waiting("add"))
async def press_a_button(
    message: Message, show: Show, work: Work, tr: Translator, editing: Editing, library: Library
) -> None:
    """Something was typed where a button is waited for: show that step again.

    Telegram's clients cut a long text at 4096 units: right after such an answer, it is the answer's next part.
    """
    editing.require_editor_still(work)
    so_far = _so_far(work)
    waiting_for = work.conversation.waiting_for if work.conversation else ""
    if waiting_for == "add-topic" and shown_length(so_far["answer"]) >= CUT_FROM:
        work.expect("add-topic", {**so_far, "answer": editing.continued(so_far["answer"], typed(message))})
    match waiting_for:
        case "add-level":
            await show.send(screens.level(tr))
        case "add-lang":
            await show.send(screens.language(tr, _language_of(so_far["question"] + so_far["answer"])))
        case "add-preview":
            await show.send(screens.preview(tr, library.topics, _card(so_far)))
        case _:
            await show.send(screens.topic(tr, library.topics))


async def _over(pressed: AddChoice, work: Work, tr: Translator, show: Show, editing: Editing) -> None:
    """Refuse a button of a card that is written no longer, but not the second press of a doubled Save."""
    if pressed.field != "save" or not await editing.is_saved(work, pressed.value):
        raise Refused("add-over")
    await show.toast(tr.plain("add-saved-already"))


def _so_far(work: Work) -> dict[str, str]:
    return work.conversation.data if work.conversation else {}


def _card(chosen: dict[str, str]) -> NewCard:
    lang: Language = next(code for code in LANGUAGES if code == chosen["lang"])
    level: Level | None = next((each for each in LEVELS if each == chosen.get("level")), None)
    return NewCard(chosen["question"], chosen["answer"], lang, chosen.get("topic") or None, level)


def _language_of(text: str) -> Language:
    """By its letters: Chinese needs few of them, Russian mixes with English terms."""
    han = sum("\u3400" <= char <= "\u9fff" for char in text)
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if han * 3 > latin:
        return "zh"
    return "ru" if cyrillic * 2 > latin else "en"
