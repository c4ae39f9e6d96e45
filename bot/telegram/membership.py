"""What Telegram says of a chat: what the bot may do there, and whether somebody runs it. Nothing is remembered."""

from datetime import datetime, timedelta

from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetChat, GetChatAdministrators, GetChatMember, SendMessage
from aiogram.types import (
    Chat,
    ChatFullInfo,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ChatMemberUpdated,
    ChatPermissions,
    Message,
    ReplyParameters,
    ResultChatMemberUnion,
)

from bot.clock import Clock
from bot.domain.chats import CHAT_KINDS, Lack, SeenChat
from bot.domain.errors import Refused
from bot.domain.ids import ChatId, LearnerId
from bot.telegram.screen import Screen, send_screen
from bot.telegram.sender import Blocked, Sender
from bot.texts.html import Html

ANONYMOUS_ADMIN = 1087968824
"""In whose name messages of anonymous administrators of a group come: GroupAnonymousBot."""

QUIET_FOR = timedelta(minutes=1)
"""After an answer in a group the bot gives no other one there: many may try at once."""

_REMEMBERED = 1000


class Membership:
    """Asks Telegram about chats, and writes where no update lets `Show` write.

    `bot_id` and `username` are the bot's own.
    """

    def __init__(self, sender: Sender, bot_id: int, username: str, clock: Clock) -> None:
        self._sender = sender
        self._bot_id = bot_id
        self.username = username
        self._clock = clock
        self._answered: dict[int, datetime] = {}

    async def see(self, chat_id: int) -> SeenChat | None:
        """A channel or group as it is now; None where Telegram does not let the bot look.

        Raises Refused where Telegram does not answer.
        """
        try:
            chat = await self._sender.reply(GetChat(chat_id=chat_id))
            me = await self._sender.reply(GetChatMember(chat_id=chat_id, user_id=self._bot_id))
        except (Blocked, TelegramAPIError):
            return None
        if chat is None or me is None:
            raise Refused("schedule-telegram-silent")
        return seen(chat, lacks(chat, me, chat.permissions))

    async def runs(self, chat_id: ChatId, person_id: LearnerId) -> bool:
        """Whether somebody, by their numeric id, owns or administrates a chat; in a channel, with the right to post.

        False also where Telegram does not let the bot look. Raises Refused where Telegram does not answer.
        """
        try:
            member = await self._sender.reply(GetChatMember(chat_id=chat_id, user_id=person_id))
        except (Blocked, TelegramAPIError):
            # A bot that only is a member of a group may not ask about everybody, but always about who runs it.
            return await self._is_listed(chat_id, person_id)
        if member is None:
            raise Refused("schedule-telegram-silent")
        return _runs(member)

    async def _is_listed(self, chat_id: ChatId, person_id: LearnerId) -> bool:
        try:
            listed = await self._sender.reply(GetChatAdministrators(chat_id=chat_id))
        except (Blocked, TelegramAPIError):
            return False
        if listed is None:
            raise Refused("schedule-telegram-silent")
        return any(_runs(each) for each in listed if each.user.id == person_id)

    async def after(self, event: ChatMemberUpdated) -> SeenChat | None:
        """A chat after the bot's place in it changed; as far as the update tells, where Telegram does not answer."""
        found = seen(event.chat, lacks(event.chat, event.new_chat_member))
        if found is None or not isinstance(event.new_chat_member, ChatMemberMember):
            return found
        try:
            chat = await self._sender.reply(GetChat(chat_id=event.chat.id))
        except (Blocked, TelegramAPIError):
            return found
        return seen(chat, lacks(chat, event.new_chat_member, chat.permissions)) if chat is not None else found

    async def tell(self, person_id: LearnerId, screen: Screen) -> None:
        """Write to somebody in private. Raises Blocked."""
        await self._sender.reply(send_screen(person_id, screen.parts[0], screen.keyboard or screen.markup))

    async def answer_in(self, message: Message, text: Html) -> None:
        """Reply to a message in a group, at most once in QUIET_FOR; nothing where the bot may not write."""
        now, chat_id = self._clock(), message.chat.id
        if now - self._answered.get(chat_id, now - QUIET_FOR) < QUIET_FOR:
            return
        self._answered.pop(chat_id, None)
        self._answered[chat_id] = now
        if len(self._answered) > _REMEMBERED:
            del self._answered[next(iter(self._answered))]
        reply = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
        thread = message.message_thread_id if message.is_topic_message else None
        try:
            await self._sender.reply(
                SendMessage(
                    chat_id=chat_id, text=text, parse_mode="HTML", reply_parameters=reply, message_thread_id=thread
                )
            )
        except (Blocked, TelegramAPIError):
            return


def seen(chat: Chat | ChatFullInfo, lacking: tuple[Lack, ...] = ()) -> SeenChat | None:
    """A chat in our words; None for a private one."""
    kind = next((each for each in CHAT_KINDS if each == chat.type), None)
    if kind is None:
        return None
    return SeenChat(
        chat_id=ChatId(chat.id),
        kind=kind,
        title=chat.title or "",
        username=chat.username,
        forum=bool(chat.is_forum),
        lacks=lacking,
    )


def lacks(
    chat: Chat | ChatFullInfo, me: ResultChatMemberUnion, permissions: ChatPermissions | None = None
) -> tuple[Lack, ...]:
    """What the bot lacks to post. `permissions` are those of all members of a group, None where they are not known."""
    match me:
        case ChatMemberOwner():
            return ()
        case ChatMemberAdministrator():
            return ("post",) if chat.type == "channel" and not me.can_post_messages else ()
        case ChatMemberMember() if chat.type != "channel":
            return _not_allowed(permissions) if permissions else ()
        case ChatMemberRestricted() if me.is_member:
            return _not_allowed(me)
    return ("absent",)


def _runs(member: ResultChatMemberUnion) -> bool:
    match member:
        case ChatMemberOwner():
            return True
        case ChatMemberAdministrator():
            # Only in channels is that right told at all.
            return member.can_post_messages is not False
    return False


def _not_allowed(given: ChatPermissions | ChatMemberRestricted) -> tuple[Lack, ...]:
    # Where polls alone are forbidden, quizzes are posted as messages.
    return () if given.can_send_messages else ("texts",)
