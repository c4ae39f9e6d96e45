"""/decks: named sets of cards, made and filled by staff and by who runs a chat."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatRow, DeckId
from bot.services.deck_changes import DeckChanges, Turn
from bot.services.decks import Decks
from bot.services.library import Library
from bot.services.work import Work
from bot.storage.decks import Choice
from bot.telegram.callbacks.editor import (
    CardDecks,
    DeckCard,
    DeckCards,
    DeckChoice,
    DeckCut,
    DecksPage,
    NewDeck,
    OnDeck,
)
from bot.telegram.filters import Waiting
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import decks as screens
from bot.texts import Translator

router = Router(name="decks")


@router.message(Command("decks"))
async def begin(message: Message, work: Work, tr: Translator, show: Show, decks: Decks) -> None:
    """The decks that all may see; to who only runs chats, those chats."""
    decks.require(work, "command")
    decks.wait_no_more(work)
    if not work.person.edits:
        await show.send(screens.which_chat(tr, await decks.of_my_chats(work)))
        return
    await show.send(screens.shelf(tr, await decks.shelf(work)))


@router.callback_query(DecksPage.filter())
async def turn(
    query: CallbackQuery, callback_data: DecksPage, work: Work, tr: Translator, show: Show, decks: Decks
) -> None:
    """A page of them, or of a chat's."""
    decks.require(work, "button")
    decks.wait_no_more(work)
    await show.screen(screens.shelf(tr, await decks.shelf(work, _chat(callback_data.chat), callback_data.page)))


@router.callback_query(NewDeck.filter())
async def ask_title(
    query: CallbackQuery, callback_data: NewDeck, work: Work, tr: Translator, show: Show, decks: Decks
) -> None:
    """What a new deck shall be called."""
    decks.require(work, "button")
    await decks.enter(work, _chat(callback_data.chat))
    work.expect("decks-new", {"chat": str(callback_data.chat)})
    await show.send(Screen((tr.html("decks-type-title"),)))


@router.message(Waiting("decks-new"))
async def make(
    message: Message, work: Work, tr: Translator, show: Show, decks: Decks, deck_changes: DeckChanges
) -> None:
    """The title of a new deck was typed."""
    decks.require(work, "text")
    title = deck_changes.check_title(_typed(message))
    made = await deck_changes.make(work, title, _chat(int(_told(work, "chat"))))
    await show.send(screens.deck(tr, made).noting(tr.html("decks-made")))


@router.callback_query(OnDeck.filter())
async def act(
    query: CallbackQuery,
    callback_data: OnDeck,
    work: Work,
    tr: Translator,
    show: Show,
    decks: Decks,
    deck_changes: DeckChanges,
) -> None:
    """Look at a deck, or do something with it."""
    decks.require(work, "button")
    if show.moved_on:
        return
    decks.wait_no_more(work)
    deck_id, version = DeckId(callback_data.deck), callback_data.version
    match callback_data.act:
        case "show":
            await show.screen(screens.deck(tr, await decks.look(work, deck_id)))
        case "remove":
            await _tell(await deck_changes.remove(work, deck_id, version), tr, show)
        case "restore":
            await _tell(await deck_changes.restore(work, deck_id, version), tr, show)
        case "unrename":
            await _tell(await deck_changes.unrename(work, deck_id, version), tr, show)
        case "rename":
            shown = await decks.look(work, deck_id)
            work.expect("decks-rename", {"deck": str(deck_id), "version": str(version)})
            await show.screen(screens.deck(tr, shown))
            await show.send(Screen((tr.html("decks-type-rename"),)))
        case "add":
            shown = await decks.look(work, deck_id)
            work.expect("decks-words", {"deck": str(deck_id)})
            await show.screen(screens.add(tr, shown))
        case _:
            raise Refused("refused-old-button")


@router.message(Waiting("decks-rename"))
async def rename(
    message: Message, work: Work, tr: Translator, show: Show, decks: Decks, deck_changes: DeckChanges
) -> None:
    """The new title was typed."""
    decks.require(work, "text")
    title = deck_changes.check_title(_typed(message))
    turn = await deck_changes.rename(work, DeckId(int(_told(work, "deck"))), int(_told(work, "version")), title)
    await _tell(turn, tr, show)


@router.callback_query(DeckCards.filter())
async def list_cards(
    query: CallbackQuery, callback_data: DeckCards, work: Work, tr: Translator, show: Show, decks: Decks
) -> None:
    """The cards of a deck."""
    decks.require(work, "button")
    decks.wait_no_more(work)
    await show.screen(screens.cards(tr, await decks.cards(work, DeckId(callback_data.deck), callback_data.start)))


@router.message(Waiting("decks-words"))
async def find(message: Message, work: Work, tr: Translator, show: Show, decks: Decks) -> None:
    """Words were typed that the cards to be put in shall hold."""
    decks.require(work, "text")
    words, deck_id = _typed(message), DeckId(int(_told(work, "deck")))
    deck, offered = await decks.find(work, deck_id, words)
    work.expect("decks-words", {"deck": str(deck_id), "words": words})
    await show.send(screens.found(tr, deck, words, offered))


@router.callback_query(DeckCard.filter())
async def toggle(
    query: CallbackQuery,
    callback_data: DeckCard,
    work: Work,
    tr: Translator,
    show: Show,
    decks: Decks,
    deck_changes: DeckChanges,
) -> None:
    """Put a card in or take it out; the screen it stands on is drawn anew."""
    decks.require(work, "button")
    if show.moved_on:
        return
    deck_id, version, card_id = DeckId(callback_data.deck), callback_data.version, CardId(callback_data.card)
    at = callback_data.at
    match callback_data.act:
        case "put" | "into":
            done = await deck_changes.put(work, deck_id, version, card_id)
        case "back":
            done = await deck_changes.put(work, deck_id, version, card_id, at)
        case "take" | "from" | "out":
            done = await deck_changes.take(work, deck_id, version, card_id)
        case _:
            raise Refused("refused-old-button")
    await _note_stale(done, tr, show)
    words = _words(work, deck_id)
    match callback_data.act:
        case "put" | "take" if words is not None:
            deck, offered = await decks.find(work, deck_id, words)
            await show.screen(screens.found(tr, deck, words, offered))
        case "into" | "from":
            await show.screen(screens.of_card(tr, await decks.of_card(work, card_id, at)))
        case "out" if done.undo is not None:
            await show.screen(screens.taken_out(tr, await decks.cards(work, deck_id, at), card_id, done.undo))
        case "out":
            await show.screen(screens.cards(tr, await decks.cards(work, deck_id, at)))
        case "back":
            await show.screen(screens.cards(tr, await decks.cards_at(work, deck_id, at)))
        case _:
            await show.screen(screens.done(tr, done))


@router.callback_query(DeckChoice.filter())
async def choose(
    query: CallbackQuery,
    callback_data: DeckChoice,
    work: Work,
    tr: Translator,
    show: Show,
    decks: Decks,
    deck_changes: DeckChanges,
    library: Library,
) -> None:
    """Cards by what they are: say what, see how many, put all of them in."""
    decks.require(work, "button")
    if show.moved_on:
        return
    decks.wait_no_more(work)
    deck_id, choice = DeckId(callback_data.deck), _choice(callback_data, library)
    if callback_data.act == "add":
        await _tell(await deck_changes.put_all(work, deck_id, callback_data.version, choice), tr, show)
        return
    selection = await decks.select(work, deck_id, choice)
    match callback_data.act:
        case "show":
            await show.screen(screens.choice(tr, library.topics, selection))
        case "topic":
            await show.screen(screens.choose_topic(tr, library.topics, selection))
        case "level":
            await show.screen(screens.choose_level(tr, selection))
        case "lang":
            await show.screen(screens.choose_language(tr, selection))
        case _:
            raise Refused("refused-old-button")


@router.callback_query(DeckCut.filter())
async def cut(
    query: CallbackQuery,
    callback_data: DeckCut,
    work: Work,
    tr: Translator,
    show: Show,
    decks: Decks,
    deck_changes: DeckChanges,
) -> None:
    """Undo a filling."""
    decks.require(work, "button")
    if show.moved_on:
        return
    deck_id = DeckId(callback_data.deck)
    await _tell(await deck_changes.cut(work, deck_id, callback_data.version, callback_data.first), tr, show)


@router.callback_query(CardDecks.filter())
async def of_card(
    query: CallbackQuery, callback_data: CardDecks, work: Work, tr: Translator, show: Show, decks: Decks
) -> None:
    """In which decks a card is."""
    decks.require(work, "button")
    screen = screens.of_card(tr, await decks.of_card(work, CardId(callback_data.card), callback_data.page))
    await (show.send(screen) if callback_data.below else show.screen(screen))


async def _tell(done: Turn, tr: Translator, show: Show) -> None:
    """The deck as it is now, and what became of the press."""
    typed = not show.has_button
    await _note_stale(done, tr, show)
    note = tr.html("decks-stale") if done.said == "stale" and typed else None
    await show.screen(screens.done(tr, done).noting(note))


async def _note_stale(done: Turn, tr: Translator, show: Show) -> None:
    """Why nothing was done."""
    if done.said == "stale" and show.has_button:
        await show.toast(tr.plain("decks-stale"))


def _told(work: Work, name: str) -> str:
    return work.conversation.data[name] if work.conversation else ""


def _words(work: Work, deck_id: DeckId) -> str | None:
    """What was last looked for in order to fill this deck."""
    if work.conversation is None or work.conversation.waiting_for != "decks-words":
        return None
    data = work.conversation.data
    return data.get("words") if data["deck"] == str(deck_id) else None


def _chat(row: int) -> ChatRow | None:
    return ChatRow(row) if row else None


def _choice(pressed: DeckChoice, library: Library) -> Choice:
    """What was chosen; raises Refused for what cannot be chosen."""
    topic = library.topics.get(pressed.topic) if pressed.topic else None
    level = next((each for each in LEVELS if each == pressed.level), None)
    lang = next((each for each in LANGUAGES if each == pressed.lang), None)
    chosen = Choice(topic.key if topic else None, level, lang)
    if (chosen.topic or "", chosen.level or "", chosen.lang or "") != (pressed.topic, pressed.level, pressed.lang):
        raise Refused("refused-old-button")
    return chosen


def _typed(message: Message) -> str:
    if not message.text or not message.text.strip():
        raise Refused("add-not-text")
    return message.text
