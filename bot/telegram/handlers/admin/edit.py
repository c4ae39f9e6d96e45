"""/edit: editors change published cards, who runs a chat those of that chat, a field at a time; what is half done
survives a restart."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.fields import FIELDS, MARKDOWN, Field
from bot.domain.ids import CardId, ChatRow
from bot.services.changing import Changing, Proposed, Turn
from bot.services.editing import Editing, shown_length
from bot.services.library import Library
from bot.services.work import Work
from bot.telegram.callbacks.editor import ChatCards, EditAct, EditCard, EditChange, EditField, EditHistory
from bot.telegram.filters import Waiting
from bot.telegram.handlers.admin.add import CUT_FROM
from bot.telegram.incoming import typed
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import edit as screens
from bot.telegram.screens import edit_history
from bot.texts import Translator

router = Router(name="edit")


@router.message(Command("edit"))
async def begin(
    message: Message, command: CommandObject, work: Work, tr: Translator, show: Show, changing: Changing
) -> None:
    """The cards that hold the words, or those changed last; to who only runs chats, those chats."""
    changing.require(work, pressed=False)
    changing.wait_no_more(work)
    if not work.person.edits:
        await show.send(screens.which_chat(tr, await changing.of_my_chats(work)))
        return
    if not command.args:
        work.expect("edit-words")
        await show.send(screens.ask_words(tr, await changing.last_changed(work)))
        return
    found = await changing.find(work, command.args)
    if not found:
        work.expect("edit-words")
    await show.send(screens.found(tr, command.args, found))


@router.message(Waiting("edit-words"))
async def words(message: Message, work: Work, tr: Translator, show: Show, changing: Changing) -> None:
    """The words of a card; as long as none has them, others can be sent."""
    changing.require_editor(work, pressed=False)
    typed(message)
    asked = message.text or ""
    found = await changing.find(work, asked)
    if found:
        work.expect_nothing()
    await show.send(screens.found(tr, asked, found))


@router.callback_query(EditCard.filter())
async def open_card(
    query: CallbackQuery,
    callback_data: EditCard,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    library: Library,
) -> None:
    """A card with all that it holds, below the message whose button was pressed."""
    changing.require(work, pressed=True)
    changing.wait_no_more(work)
    shown = await changing.open(work, CardId(callback_data.card))
    await show.send(screens.card(tr, library.topics, shown))


@router.callback_query(ChatCards.filter())
async def of_chat(
    query: CallbackQuery,
    callback_data: ChatCards,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    editing: Editing,
) -> None:
    """The cards of a chat, or the first step of another one."""
    changing.require(work, pressed=True)
    changing.wait_no_more(work)
    row = ChatRow(callback_data.chat)
    if callback_data.new:
        await editing.require_chat(work, row)
        work.expect("add-question", {"chat": str(row)})
        await show.send(Screen((tr.html("add-question"),)))
        return
    await show.screen(screens.of_chat(tr, await changing.of_chat(work, row, callback_data.start)))


@router.callback_query(EditField.filter())
async def field(
    query: CallbackQuery,
    callback_data: EditField,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    library: Library,
) -> None:
    """Ask for a field's new value, or take one that was chosen."""
    changing.require(work, pressed=True)
    if show.moved_on:
        return
    changing.wait_no_more(work)
    card_id, seen, value = CardId(callback_data.card), callback_data.seen, callback_data.value
    named = _field(callback_data.field)
    if value:
        text = "" if value == screens.NONE else value
        await _tell(await changing.change(work, card_id, seen, named, text), tr, show, library)
        return
    shown = await changing.open(work, card_id)
    if named in screens.TYPED:
        work.expect("edit-text", {"card": str(card_id), "seen": str(seen), "field": named})
    await show.send(screens.ask(tr, library.topics, shown, named))


@router.callback_query(EditAct.filter())
async def act(
    query: CallbackQuery,
    callback_data: EditAct,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    library: Library,
) -> None:
    """Save what was typed, or give it up; take the card out of the drills, or bring it back."""
    changing.require(work, pressed=True)
    if show.moved_on:
        return
    card_id, seen = CardId(callback_data.card), callback_data.seen
    match callback_data.act:
        case "save":
            await _save(callback_data, work, tr, show, changing, library)
        case "cancel":
            changing.wait_no_more(work)
            await show.close()
            shown = await changing.open(work, card_id)
            await show.send(screens.card(tr, library.topics, shown).noting(tr.html("edit-unchanged")))
        case "retire":
            changing.wait_no_more(work)
            await _tell(await changing.retire(work, card_id, seen), tr, show, library)
        case "return":
            changing.wait_no_more(work)
            await _tell(await changing.bring_back(work, card_id, seen), tr, show, library)
        case _:
            raise Refused("refused-old-button")


async def _save(pressed: EditAct, work: Work, tr: Translator, show: Show, changing: Changing, library: Library) -> None:
    """Save what stands in the preview that was pressed, or show it anew where the card changed since."""
    waiting = work.conversation
    if waiting is None or waiting.waiting_for != "edit-preview" or waiting.data["card"] != str(pressed.card):
        if not await changing.was_saved(work, CardId(pressed.card), pressed.seen):
            raise Refused("edit-over")
        await show.toast(tr.plain("edit-saved-already"))
        return
    proposed = await _proposed(work, changing)
    if screens.stamp(proposed) != pressed.what:
        raise Refused("edit-over")
    if proposed.meanwhile:
        await _preview(proposed, waiting.data["text"], work, tr, show, library)
        return
    work.expect_nothing()
    turn = await changing.change(
        work, CardId(pressed.card), int(waiting.data["seen"]), proposed.field, waiting.data["text"]
    )
    await _tell(turn, tr, show, library)


@router.message(Waiting("edit-text"))
async def text(message: Message, work: Work, tr: Translator, show: Show, changing: Changing, library: Library) -> None:
    """The new value of a field: shown before it is saved where learners see it, or the card has changed."""
    changing.require(work, pressed=False)
    value = _typed(message, _waiting_for(work))
    proposed = await _proposed(work, changing, value)
    if proposed.meanwhile or proposed.field in screens.PREVIEWED:
        await _preview(proposed, value, work, tr, show, library)
        return
    work.expect_nothing()
    card = proposed.now.card
    turn = await changing.change(work, card.id, card.revision, proposed.field, value)
    screen = _told(turn, tr, library)
    await show.send(screen.noting(tr.html("edit-no-poll") if proposed.no_poll and turn.said == "saved" else None))


@router.message(Waiting("edit-preview"))
async def another_text(
    message: Message,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    editing: Editing,
    library: Library,
) -> None:
    """Another text in place of the one that is shown.

    Telegram's clients cut a long text at 4096 units: right after such an answer, a message is its next part.
    """
    changing.require(work, pressed=False)
    so_far = work.conversation.data["text"] if work.conversation else ""
    value = _typed(message, _waiting_for(work))
    if _waiting_for(work) == "answer" and shown_length(so_far) >= CUT_FROM:
        value = editing.continued(so_far, value)
    await _preview(await _proposed(work, changing, value), value, work, tr, show, library)


@router.callback_query(EditHistory.filter())
async def history(
    query: CallbackQuery, callback_data: EditHistory, work: Work, tr: Translator, show: Show, changing: Changing
) -> None:
    """What was changed in a card."""
    changing.require(work, pressed=True)
    changing.wait_no_more(work)
    shown = await changing.history(work, CardId(callback_data.card), callback_data.before)
    await show.send(edit_history.history(tr, work.learner, shown))


@router.callback_query(EditChange.filter())
async def change(
    query: CallbackQuery,
    callback_data: EditChange,
    work: Work,
    tr: Translator,
    show: Show,
    changing: Changing,
    library: Library,
) -> None:
    """One change, or the way back to what was before it."""
    changing.require(work, pressed=True)
    if show.moved_on:
        return
    changing.wait_no_more(work)
    card_id, revision = CardId(callback_data.card), callback_data.revision
    if callback_data.back:
        await _tell(await changing.restore(work, card_id, callback_data.seen, revision), tr, show, library)
        return
    now, made = await changing.one_change(work, card_id, revision)
    await show.send(edit_history.change(tr, library.topics, work.learner, now, made))


async def _preview(proposed: Proposed, value: str, work: Work, tr: Translator, show: Show, library: Library) -> None:
    card = proposed.now.card
    work.expect(
        "edit-preview",
        {"card": str(card.id), "seen": str(card.revision), "field": proposed.field, "text": value},
    )
    await show.close()
    await show.send(screens.preview(tr, library.topics, proposed))


async def _proposed(work: Work, changing: Changing, value: str | None = None) -> Proposed:
    """The card with the text that the bot holds, or with another one."""
    data = work.conversation.data if work.conversation else {}
    text = data["text"] if value is None else value
    return await changing.propose(work, CardId(int(data["card"])), int(data["seen"]), _field(data["field"]), text)


async def _tell(turn: Turn, tr: Translator, show: Show, library: Library) -> None:
    """Say what became of it, and show the card as it is now."""
    await show.close()
    await show.send(_told(turn, tr, library))


def _told(turn: Turn, tr: Translator, library: Library) -> Screen:
    return screens.card(tr, library.topics, turn.now).noting(tr.html(f"edit-{turn.said}"))


def _waiting_for(work: Work) -> Field:
    return _field(work.conversation.data["field"] if work.conversation else "")


def _field(name: str) -> Field:
    if name not in FIELDS:
        raise Refused("refused-old-button")
    return name


def _typed(message: Message, wanted: Field) -> str:
    """What was typed: as our Markdown, or as it is for a field that is plain text."""
    text = typed(message)
    return text if wanted in MARKDOWN else message.text or ""
