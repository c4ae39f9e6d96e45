"""/schedule: the channels and groups that somebody runs, connecting one, and what Telegram tells of them."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.domain.errors import Refused
from bot.domain.ids import ChatId, ChatRow, LearnerId
from bot.services.chats import Chats
from bot.services.feeds import Feeds
from bot.services.library import Library
from bot.services.schedules import Schedules
from bot.services.work import Work
from bot.telegram.callbacks.owner import ChatPage, ConnectChat, SchedulesPage
from bot.telegram.filters import ChatChanges, CommandElsewhere, Elsewhere, SharesChat, Waiting
from bot.telegram.membership import ANONYMOUS_ADMIN, Membership, lacks, seen
from bot.telegram.screen import Show
from bot.telegram.screens import chats as screens
from bot.telegram.screens import feeds as feed_screens
from bot.telegram.screens import schedule as schedule_screens
from bot.texts import Translator

router = Router(name="chats")
elsewhere_router = Router(name="chats-elsewhere")
"""Outside private chats."""


@router.message(Command("schedule"))
async def begin(message: Message, work: Work, tr: Translator, show: Show, chats: Chats) -> None:
    """The chats that this person runs; to who can have none this is a command like any unknown one."""
    chats.require(work, pressed=False)
    await show.send(screens.mine(tr, await chats.mine(work)))


@router.callback_query(SchedulesPage.filter())
async def page(
    query: CallbackQuery, callback_data: SchedulesPage, work: Work, tr: Translator, show: Show, chats: Chats
) -> None:
    """Back to the chats, or the keys that ask for another one."""
    chats.require(work, pressed=True)
    if callback_data.connect:
        work.expect("schedule-chat")
        await show.send(screens.pick(tr))
    else:
        await show.screen(screens.mine(tr, await chats.mine(work)))


@router.message(SharesChat())
async def shared(
    message: Message,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    membership: Membership,
    feeds: Feeds,
) -> None:
    """A chat was chosen by one of the keys."""
    chats.require(work, pressed=False)
    told = message.chat_shared
    requests = (screens.CHANNEL_REQUEST, screens.GROUP_REQUEST, screens.FEED_REQUEST)
    if told is None or told.request_id not in requests:
        raise Refused("refused-unknown")
    work.expect_nothing()
    found = await membership.see(told.chat_id)
    reads = told.request_id == screens.FEED_REQUEST
    if found is None or (reads and "absent" in found.lacks):
        await show.send(screens.unseen(tr))
    elif reads:
        view = await feeds.connect(work, found)
        await show.send(screens.connected(tr, view.chat, again=False))
        await show.send(feed_screens.feed(tr, work.learner, view))
    elif found.lacks:
        await show.send(screens.lacking(tr, found))
    else:
        chat, again = await chats.connect(work, found)
        await show.send(screens.connected(tr, chat, again=again))
        await show.send(screens.chat(tr, await schedules.of_chat(work, chat.row)))


@router.message(Waiting("schedule-chat"))
async def pick_nothing(message: Message, work: Work, tr: Translator, show: Show) -> None:
    """Something else than a chat was sent: the keys go."""
    work.expect_nothing()
    await show.send(screens.picked_nothing(tr))


@router.callback_query(ConnectChat.filter())
async def connect(
    query: CallbackQuery,
    callback_data: ConnectChat,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    library: Library,
    membership: Membership,
) -> None:
    """A chat that the bot was added to: connected, with a first schedule."""
    chats.require(work, pressed=True)
    found = await membership.see(callback_data.chat)
    if found is None:
        raise Refused("schedule-cannot-see")
    if found.lacks:
        # The button may be made up: what a chat is called is told only to who runs it.
        await chats.require_running(work, found.chat_id)
        await show.screen(screens.lacking(tr, found))
        return
    chat, _ = await chats.connect(work, found)
    made = None if (await schedules.of_chat(work, chat.row)).newest else await schedules.make(work, chat.row, seen=0)
    if made is None:
        await show.screen(screens.chat(tr, await schedules.of_chat(work, chat.row)))
    else:
        await show.screen(schedule_screens.main(tr, library.topics, made))


@router.callback_query(ChatPage.filter())
async def one(
    query: CallbackQuery,
    callback_data: ChatPage,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    schedules: Schedules,
    library: Library,
    membership: Membership,
) -> None:
    """One chat: look, make a schedule, leave, come back."""
    chats.require(work, pressed=True)
    if show.moved_on:
        return
    row = ChatRow(callback_data.chat)
    match callback_data.act:
        case "leave":
            await chats.disconnect(work, row)
        case "undo":
            await chats.reconnect(work, row)
        case "new":
            made = await schedules.make(work, row, callback_data.seen)
            if made is not None:
                await show.screen(schedule_screens.main(tr, library.topics, made))
                return
            await show.toast(tr.plain("schedule-changed"))
        case "past":
            chat, posted = await schedules.past(work, row, callback_data.seen)
            await show.screen(screens.past(tr, work.learner, chat, posted))
            return
    shown = await schedules.of_chat(work, row)
    if shown.chat.trouble == "rights":
        # What all members of a group may do changes without a word to bots.
        found = await membership.see(shown.chat.chat_id)
        if found is not None and await chats.noticed(work, found):
            shown = await schedules.of_chat(work, row)
    await show.screen(screens.left(tr, shown.chat) if shown.chat.disconnected else screens.chat(tr, shown))


@elsewhere_router.my_chat_member(Elsewhere())
async def seated(event: ChatMemberUpdated, work: Work, tr: Translator, chats: Chats, membership: Membership) -> None:
    """The bot's place in a channel or group changed: who runs it is told, or who added it what comes next."""
    now = await membership.after(event)
    if now is None or await chats.noticed(work, now):
        return
    before = lacks(event.chat, event.old_chat_member)
    is_news = before != now.lacks and "absent" not in now.lacks
    # Who chose the chat by a key hears of it in answer to that.
    if is_news and chats.may_ask(work) and not _is_choosing(work) and await _may_connect(work, membership, event):
        await membership.tell(work.person.id, screens.lacking(tr, now) if now.lacks else screens.added(tr, now))


@elsewhere_router.message(CommandElsewhere("schedule"))
async def in_group(message: Message, work: Work, tr: Translator, membership: Membership) -> None:
    """Schedules are made in private; nobody can tell who an anonymous administrator is."""
    anonymous = message.sender_chat is not None or work.person.id == LearnerId(ANONYMOUS_ADMIN)
    text = tr.html("schedule-anonymous" if anonymous else "schedule-in-private", bot=membership.username)
    await membership.answer_in(message, text)


@elsewhere_router.message(ChatChanges())
async def changed(message: Message, work: Work, chats: Chats) -> None:
    """A group got another name, is a forum now, or became a supergroup, of which each of both chats tells."""
    here = message.chat.id
    if message.migrate_to_chat_id is not None:
        await chats.moved(work, here, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await chats.moved(work, message.migrate_from_chat_id, here)
    elif (found := seen(message.chat)) is not None:
        await chats.described(work, found)


def _is_choosing(work: Work) -> bool:
    return work.conversation is not None and work.conversation.waiting_for == "schedule-chat"


async def _may_connect(work: Work, membership: Membership, event: ChatMemberUpdated) -> bool:
    learner = work.person.learner
    if learner is None or learner.blocked_at is not None:
        return False
    return work.person.owns or await membership.runs(ChatId(event.chat.id), work.person.id)
