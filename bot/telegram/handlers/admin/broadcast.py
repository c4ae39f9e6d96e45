"""/broadcast: an owner writes to all learners, sees it as they will, sends it off, and can stop it."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.cards import LANGUAGES, Language
from bot.domain.errors import Refused
from bot.domain.ids import BroadcastId
from bot.services.broadcasts import Broadcasts, Wording
from bot.services.work import Work
from bot.telegram import limits
from bot.telegram.broadcasting import fitting, letter
from bot.telegram.callbacks.owner import BroadcastChoice, BroadcastLook, BroadcastStop
from bot.telegram.filters import Waiting
from bot.telegram.handlers.admin.add import CUT_FROM
from bot.telegram.incoming import to_markdown
from bot.telegram.render import visible_length
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import broadcast as screens
from bot.texts import Translator

router = Router(name="broadcast")


@router.message(Command("broadcast"))
async def begin(message: Message, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts) -> None:
    """Ask for the text; while one is under way, show how it stands."""
    broadcasts.require_owner(work)
    under_way = await broadcasts.current(work)
    if under_way is not None:
        await show.send(screens.status(tr, work.learner, under_way))
        return
    work.expect("broadcast-text")
    await show.send(Screen((tr.html("broadcast-text"),)))


@router.message(Waiting("broadcast-text"))
async def text(message: Message, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts) -> None:
    """The text was typed: show it as learners will see it, and who they are."""
    broadcasts.require_owner(work)
    so_far = work.conversation.data if work.conversation else {}
    album = message.media_group_id
    if album is not None and so_far.get("album") == album:
        return  # answered with its first picture
    if message.text is None:
        work.expect("broadcast-text", {**so_far, "album": album or ""})
        raise Refused("broadcast-not-text")
    written = fitting(to_markdown(message))
    kept = {"text": written, "number": str(message.message_id), "language": so_far.get("language", "")}
    work.expect("broadcast-preview", kept)
    await show.send(letter(tr, written))
    await show.send(screens.choose(tr, work.learner, _wording(kept), await broadcasts.audience(work)))


@router.message(Waiting("broadcast"))
async def press_a_button(message: Message, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts) -> None:
    """Something was typed where a button is waited for: show the buttons again.

    Telegram's clients cut a long text at 4096 units: right after such a text, it is the text's next part.
    """
    broadcasts.require_owner(work)
    wording = _wording(work.conversation.data if work.conversation else {})
    length = visible_length(letter(tr, wording.text).parts[0])
    if message.text is not None and length >= CUT_FROM:
        work.expect("broadcast-text", {"language": wording.language or ""})
        whole = length + limits.utf16_length(message.text)
        raise Refused("broadcast-too-long", length=whole, limit=limits.MESSAGE_TEXT)
    await show.send(screens.choose(tr, work.learner, wording, await broadcasts.audience(work)))


@router.callback_query(BroadcastChoice.filter())
async def choose(
    query: CallbackQuery,
    callback_data: BroadcastChoice,
    work: Work,
    tr: Translator,
    show: Show,
    broadcasts: Broadcasts,
) -> None:
    """Who gets it; send, edit or give up."""
    broadcasts.require_owner(work, pressed=True)
    waiting = work.conversation
    data = waiting.data if waiting and waiting.waiting_for == "broadcast-preview" else {}
    if data.get("number") != str(callback_data.wording):
        await _over(callback_data, work, tr, show, broadcasts)
        return
    match callback_data.act:
        case "send":
            await show.screen(screens.status(tr, work.learner, await broadcasts.send(work, _wording(data))))
        case "edit":
            work.expect("broadcast-text", {"language": data["language"]})
            await show.screen(Screen((tr.html("broadcast-text"),)))
        case "cancel":
            work.expect_nothing()
            await show.screen(Screen((tr.html("broadcast-cancelled"),)))
        case _:
            data = {**data, "language": callback_data.value}
            work.expect("broadcast-preview", data)
            await show.screen(screens.choose(tr, work.learner, _wording(data), await broadcasts.audience(work)))


@router.callback_query(BroadcastLook.filter())
async def look(
    query: CallbackQuery, callback_data: BroadcastLook, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts
) -> None:
    """How it stands now."""
    broadcasts.require_owner(work, pressed=True)
    found = await broadcasts.look(work, BroadcastId(callback_data.broadcast))
    if found is None:
        raise Refused("refused-old-button")
    await show.screen(screens.status(tr, work.learner, found))


@router.callback_query(BroadcastStop.filter())
async def stop(
    query: CallbackQuery, callback_data: BroadcastStop, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts
) -> None:
    """Nobody else shall get it."""
    broadcasts.require_owner(work, pressed=True)
    stopped = await broadcasts.stop(work, BroadcastId(callback_data.broadcast))
    await show.screen(screens.status(tr, work.learner, stopped))


async def _over(pressed: BroadcastChoice, work: Work, tr: Translator, show: Show, broadcasts: Broadcasts) -> None:
    """The text was sent off or given up before this press; the second press of a doubled tap needs no word."""
    if show.moved_on:
        return
    under_way = await broadcasts.current(work)
    if pressed.act != "send" or under_way is None:
        raise Refused("broadcast-over")
    await show.screen(screens.status(tr, work.learner, under_way))


def _wording(data: dict[str, str]) -> Wording:
    language: Language | None = next((code for code in LANGUAGES if code == data.get("language")), None)
    return Wording(int(data["number"]), data["text"], language)
