"""Starting, settings, help, one's own data, and whatever nothing else understands."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, ReplyKeyboardRemove

from bot.domain.cards import LANGUAGES, Language
from bot.domain.errors import Refused
from bot.domain.learners import ROLLOVER_HOURS, Role
from bot.services.account import Account
from bot.services.admins import Admins, Redeemed
from bot.services.chat_imports import ChatImports
from bot.services.chats import Chats
from bot.services.choosing import Where
from bot.services.decks import Decks
from bot.services.drill import Drill
from bot.services.library import Library
from bot.services.studying import Studying
from bot.services.welcome import Welcome, allow_a_day, begin_days_at, mark_blocked, read_also, speak
from bot.services.work import Work
from bot.telegram.callbacks.learner import Forget, News, Setting, Speak
from bot.telegram.commands import Menus
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import broadcast as broadcast_screens
from bot.telegram.screens import decks as deck_screens
from bot.telegram.screens import drill as drill_screens
from bot.telegram.screens import studying as studying_screens
from bot.telegram.screens import welcome as screens
from bot.texts import Texts, Translator
from bot.texts.html import Html

router = Router(name="welcome")
last_router = Router(name="unknown")


@router.message(CommandStart())
async def start(
    message: Message,
    command: CommandObject,
    work: Work,
    texts: Texts,
    show: Show,
    welcome: Welcome,
    drill: Drill,
    library: Library,
    menus: Menus,
    admins: Admins,
    studying: Studying,
    decks: Decks,
) -> None:
    """Greet, and put the first card there at once; a deep link may bring a role, one card or a deck."""
    known = work.person.learner
    code = message.from_user.language_code if message.from_user else None
    kind, _, payload = (command.args or "").partition("_")
    redeemed = await admins.redeem(work, payload) if kind == "r" else None
    work = work.seen_as(await welcome.start(work, code))
    tr = texts[work.learner.language]
    if kind == "r":
        await show.send(Screen((_role_told(tr, redeemed),)))
    if known is None or kind not in ("c", "p", "d"):
        await show.send(screens.welcome(tr, texts))
    if kind == "c":
        asked = drill_screens.question(tr, library.topics, await drill.ask(work, payload))
    elif kind == "p":
        asked = studying_screens.studied(tr, library.topics, await studying.study(work, payload), work.now)
    elif kind == "d":
        deck = await decks.opened(work, payload)
        where = Where(deck=deck.deck.key if deck and deck.cards else None)
        following = drill_screens.next_screen(tr, library.topics, await drill.next(work, where), work.now)
        asked = following.noting(deck_screens.opened(tr, deck))
    else:
        asked = drill_screens.next_screen(tr, library.topics, await drill.next(work, Where()), work.now)
    await show.send(asked)
    role = redeemed if isinstance(redeemed, Role) else work.person.role
    await menus.set_for(work.person.id, role, work.learner.language)
    if role is None and known is not None and known.blocked_at is not None:
        # Somebody who was removed while the bot was blocked could not be shown the menu of a learner.
        await menus.clear_for(work.person.id)


def _role_told(tr: Translator, redeemed: Redeemed) -> Html:
    match redeemed:
        case Role():
            return tr.html(f"start-{redeemed.value}")
        case None:
            return tr.html("start-invitation-invalid")
    return tr.html("start-invitation-kept")


@router.callback_query(Speak.filter())
async def speak_language(
    query: CallbackQuery,
    callback_data: Speak,
    work: Work,
    texts: Texts,
    show: Show,
    welcome: Welcome,
    drill: Drill,
    library: Library,
    menus: Menus,
) -> None:
    """Another interface language; from the greeting, with a card in it at once."""
    language = _language(callback_data.language)
    learner = await welcome.change(work, speak(language, cards_too=callback_data.welcome))
    tr = texts[language]
    if callback_data.welcome:
        await show.screen(screens.welcome(tr, texts))
        following = await drill.next(work.seen_as(learner), Where())
        await show.send(drill_screens.next_screen(tr, library.topics, following, work.now))
    else:
        await show.screen(screens.settings(tr, learner))
    await menus.set_for(work.person.id, work.person.role, language)


@router.message(Command("settings"))
async def settings(message: Message, work: Work, tr: Translator, show: Show) -> None:
    """What is set."""
    await show.send(screens.settings(tr, work.learner))


@router.callback_query(Setting.filter())
async def change_setting(
    query: CallbackQuery,
    callback_data: Setting,
    work: Work,
    tr: Translator,
    texts: Texts,
    show: Show,
    welcome: Welcome,
) -> None:
    """Choose or change a setting."""
    learner = work.learner
    match callback_data.name, callback_data.value:
        case "language", _:
            await show.screen(screens.choose_language(tr, texts))
        case "cards", "":
            await show.screen(screens.choose_cards(tr, learner))
        case "cards", code:
            learner = await welcome.change(work, read_also(_language(code)))
            await show.screen(screens.choose_cards(tr, learner))
        case "buttons", ("2" | "4") as number:
            learner = await welcome.change(work, lambda now: replace(now, buttons=int(number)))
            await show.screen(screens.settings(tr, learner))
        case ("new" | "questions" | "minutes") as name, value:
            change = allow_a_day(name, value)
            learner = await welcome.change(work, change) if change else learner
            await show.screen(screens.choose_amount(tr, learner, name))
        case "rollover", hour if hour in map(str, ROLLOVER_HOURS):
            learner = await welcome.change(work, begin_days_at(int(hour), work.now))
            await show.screen(screens.choose_rollover(tr, learner))
        case "rollover", _:
            await show.screen(screens.choose_rollover(tr, learner))
        case "news", ("on" | "off") as wanted:
            learner = await welcome.change(work, lambda now: replace(now, news=wanted == "on"))
            await show.screen(screens.settings(tr, learner))
        case _:
            await show.screen(screens.settings(tr, learner))


@router.callback_query(News.filter())
async def news(
    query: CallbackQuery, callback_data: News, work: Work, tr: Translator, show: Show, welcome: Welcome
) -> None:
    """Mute what owners tell all learners, or turn it on again: the message that was pressed stays to be read."""
    learner = await welcome.change(work, lambda now: replace(now, news=callback_data.on))
    await show.toast(tr.plain("broadcast-unmuted" if learner.news else "broadcast-muted"))
    await show.rows(Screen((), broadcast_screens.news(tr, on=learner.news)))


@router.message(Command("help"))
async def help_command(message: Message, work: Work, tr: Translator, show: Show, chats: Chats) -> None:
    """What can be done here."""
    await show.send(screens.help_text(tr, work.person, has_chats=chats.may_ask(work)))


@router.message(Command("privacy"))
async def privacy(message: Message, tr: Translator, show: Show) -> None:
    """What is stored about a person."""
    await show.send(Screen((tr.html("privacy-text"),)))


@router.message(Command("export"))
async def export(message: Message, work: Work, tr: Translator, show: Show, account: Account) -> None:
    """One's own data as a file."""
    await show.document("sobes.json", await account.export(work), tr.html("export-caption"))


@router.message(Command("forget"))
async def forget(message: Message, work: Work, tr: Translator, show: Show, account: Account) -> None:
    """Ask once."""
    await show.send(screens.ask_forget(tr, await account.ownership(work)))


@router.callback_query(Forget.filter())
async def forget_answer(
    query: CallbackQuery,
    callback_data: Forget,
    work: Work,
    tr: Translator,
    show: Show,
    menus: Menus,
    account: Account,
) -> None:
    """Erase everything, or nothing."""
    if not callback_data.sure:
        await show.screen(Screen((tr.html("forget-kept"),)))
        return
    # The menu is remembered under the person's id: it goes before everything else.
    await menus.clear_for(work.person.id)
    await account.forget(work)
    await show.screen(Screen((tr.html("forget-done"),)))


@router.message(Command("cancel"))
async def cancel(message: Message, work: Work, tr: Translator, show: Show, chat_imports: ChatImports) -> None:
    """Wait for nothing any more; where nothing was waited for, read no more of the files that were sent."""
    waiting = work.conversation is not None
    if not waiting and await chat_imports.stop(work):
        await show.send(Screen((tr.html("import-stopping"),)))
        return
    work.expect_nothing()
    # Keys that asked for a chat or a quiz go as well.
    keyboard = ReplyKeyboardRemove() if waiting else None
    await show.send(Screen((tr.html("cancel-done" if waiting else "cancel-nothing"),), keyboard=keyboard))


@last_router.my_chat_member()
async def membership(event: ChatMemberUpdated, work: Work) -> None:
    """Who blocks the bot gets nothing more until their next /start."""
    if event.chat.type == "private" and event.new_chat_member.status == "kicked":
        await mark_blocked(work.db, work.person.id, work.now)


@last_router.message()
async def unknown_message(message: Message, work: Work, show: Show) -> None:
    """Say kindly that this was not understood; in groups, keep silent."""
    if show.has_chat:
        raise Refused("refused-unknown" if work.person.learner else "refused-start-first")


@last_router.callback_query()
async def unknown_button(query: CallbackQuery) -> None:
    """A button outside a private chat, one of another release, or one that somebody made up."""
    elsewhere = query.inline_message_id or (query.message and query.message.chat.type != "private")
    raise Refused("refused-not-here" if elsewhere else "refused-old-button")


def _language(code: str) -> Language:
    for language in LANGUAGES:
        if language == code:
            return language
    raise Refused("refused-unknown")
