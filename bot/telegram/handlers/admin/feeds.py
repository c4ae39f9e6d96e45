"""Channels whose posts become drafts or cards: the switch, and the posts themselves."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import ChatId, ChatRow
from bot.services.chats import Chats
from bot.services.feeds import Feeds
from bot.services.work import Work
from bot.storage.feeds import MODES
from bot.telegram.callbacks.owner import ConnectFeed, FeedPage
from bot.telegram.membership import Membership
from bot.telegram.received import channel_post
from bot.telegram.screen import Show
from bot.telegram.screens import chats as chat_screens
from bot.telegram.screens import feeds as screens
from bot.texts import Translator

router = Router(name="feeds")
elsewhere_router = Router(name="feeds-elsewhere")


@router.callback_query(FeedPage.filter())
async def page(
    query: CallbackQuery, callback_data: FeedPage, work: Work, tr: Translator, show: Show, chats: Chats, feeds: Feeds
) -> None:
    """What becomes of a channel's posts; with a mode, from now on."""
    chats.require(work, pressed=True)
    if show.moved_on:
        return
    row = ChatRow(callback_data.chat)
    mode = next((each for each in MODES if each == callback_data.mode), None)
    view = await feeds.set_mode(work, row, mode) if mode else await feeds.view(work, row)
    await show.screen(screens.feed(tr, work.learner, view))


@router.callback_query(ConnectFeed.filter())
async def connect(
    query: CallbackQuery,
    callback_data: ConnectFeed,
    work: Work,
    tr: Translator,
    show: Show,
    chats: Chats,
    feeds: Feeds,
    membership: Membership,
) -> None:
    """A channel that the bot was added to: its posts are read."""
    chats.require(work, pressed=True)
    found = await membership.see(callback_data.chat)
    if found is None or "absent" in found.lacks:
        await show.screen(chat_screens.unseen(tr))
        return
    await show.screen(screens.feed(tr, work.learner, await feeds.connect(work, found)))


@elsewhere_router.channel_post()
async def posted(message: Message, work: Work, feeds: Feeds, rich: object) -> None:
    """A channel posted something."""
    await _receive(message, work, feeds, rich)


@elsewhere_router.edited_channel_post()
async def edited(message: Message, work: Work, feeds: Feeds, rich: object) -> None:
    """A channel changed a post: so does its card."""
    await _receive(message, work, feeds, rich)


async def _receive(message: Message, work: Work, feeds: Feeds, rich: object) -> None:
    # Of an album, only the part with the words says anything.
    if message.media_group_id is None or message.caption:
        await feeds.receive(work, ChatId(message.chat.id), message.message_id, channel_post(message, rich))
