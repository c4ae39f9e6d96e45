"""The Telegram of this machine: who exists, what was said, what the bot still has to hear. Held in memory."""

import mimetypes
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from bot.clock import Clock
from bot.playground.changes import Changes
from bot.playground.chats import CallbackAnswer, CallbackQuery, Chat, ChatKind, Message, User
from bot.playground.fields import Json
from bot.playground.inline import InlineMode, InlineQuery
from bot.playground.media import Photo, StoredFile
from bot.playground.membership import belongs, chat_member, may, require_permission
from bot.playground.polls import Poll
from bot.playground.refusal import Refusal, bad_state, forbidden
from bot.playground.text import FormattedText
from bot.playground.updates import UpdateQueue
from bot.playground.voting import Voting

_IDS_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_IDS_PER_SECOND = 10


def first_id(now: datetime) -> int:
    """Where numbering begins at `now`: a server started later never repeats an id, as long as the one before gave
    out fewer than ten a second. Stays below 2**31 until autumn 2030, as Telegram's message and update ids do.
    """
    return max(1, int((now - _IDS_BEGIN).total_seconds() * _IDS_PER_SECOND))


class Profile:
    """What the bot set about itself: names and descriptions by language code, commands by scope and language."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int | None, Json] = {}


class Telegram:
    """Users, chats, files, callback queries and polls, and the updates that wait for the bot.

    `monotonic` gives seconds and serves `callback_lifetime` only; dates come from `clock`.
    """

    def __init__(self, bot: User, clock: Clock, monotonic: Callable[[], float], callback_lifetime: float) -> None:
        self.callback_lifetime = callback_lifetime
        self.bot = bot
        self.clock = clock
        self.monotonic = monotonic
        self.changes = Changes()
        self.profile = Profile()
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline = InlineMode()
        begin = first_id(clock())
        self.updates = UpdateQueue(begin, self.changes)
        self.voting = Voting(clock, self.updates, self.changes)
        self._message_ids = count(begin)
        self._other_ids = count(begin)

    def new_user(
        self,
        first_name: str,
        *,
        user_id: int | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """A person, with a private chat that the bot cannot write to yet."""
        number = next(self._other_ids) if user_id is None else user_id
        if number in self.users:
            raise ValueError(f"user {number} exists already")
        user = User(number, first_name, username=username, language_code=language_code)
        self.users[number] = user
        self.chats[number] = Chat(number, "private", person=user, members={number: "member"})
        return user

    def new_chat(self, kind: ChatKind, title: str, username: str | None = None) -> Chat:
        """A group, supergroup or channel without members; its id is negative, as at Telegram."""
        number = next(self._other_ids)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        chat = Chat(chat_id, kind, title=title, username=username, opened=True)
        self.chats[chat_id] = chat
        return chat

    def chat(self, chat_id: int | str) -> Chat:
        """The chat of a Bot API call. Raises Refusal: unknown, or a person who never wrote to the bot."""
        if isinstance(chat_id, str):
            wanted = chat_id.removeprefix("@").lower()
            named = (chat for chat in self.chats.values() if chat.username and chat.username.lower() == wanted)
            chat = next(named, None)
        else:
            chat = self.chats.get(chat_id)
        if chat is None or not (chat.opened or self._met(chat)):
            raise bad_state("chat not found")
        if chat.upgraded_to is not None:
            moved = {"migrate_to_chat_id": chat.upgraded_to}
            why = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, why, kind="state", parameters=moved)
        return chat

    def _met(self, chat: Chat) -> bool:
        return any(
            chat.id in other.members and self.bot.id in other.members
            for other in self.chats.values()
            if other.kind != "private"
        )

    def readable_chat(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may look at it: it is in there, or it was not thrown out and the chat is public.
        Raises Refusal.
        """
        chat = self.chat(chat_id)
        if chat.kind != "private":
            status = chat.members.get(self.bot.id, "left")
            if status == "kicked":
                raise forbidden(f"bot was kicked from the {chat.kind} chat")
            if status == "left" and chat.username is None:
                raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def reachable_chat(self, chat_id: int | str) -> Chat:
        """The chat, if the bot can do anything there. Raises Refusal in the words of Telegram if not."""
        chat = self.readable_chat(chat_id)
        if chat.kind == "private":
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.opened:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        if not belongs(chat, self.bot.id):
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def writable_chat(self, chat_id: int | str, permission: str = "can_send_messages") -> Chat:
        """The chat, if the bot may send there what the permission is about. Raises Refusal."""
        chat = self.reachable_chat(chat_id)
        if chat.kind == "channel" and not may(chat, self.bot.id, "can_post_messages"):
            raise bad_state("need administrator rights in the channel chat")
        require_permission(chat, self.bot.id, permission)
        return chat

    def message(self, chat: Chat, message_id: int, missing: str) -> Message:
        """A message that still exists. Raises Refusal with `missing` if not."""
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise bad_state(missing)
        return message

    def add_message(
        self,
        chat: Chat,
        author: User | None,
        body: FormattedText,
        *,
        document: StoredFile | None = None,
        photo: Photo | None = None,
        poll: Poll | None = None,
        rich: Json | None = None,
        service: Json | None = None,
        reply_markup: Json | None = None,
        reply_to: Message | None = None,
        forward_origin: Json | None = None,
        media_group_id: str | None = None,
        via_bot: User | None = None,
        protected: bool = False,
        thread_id: int | None = None,
        spoiler: bool = False,
        caption_above: bool = False,
        inline_id: str | None = None,
    ) -> Message:
        """Put a message of `author` into the chat, without an update for the bot. In a channel nobody is shown."""
        message = Message(
            next(self._message_ids),
            chat,
            None if chat.kind == "channel" else author,
            self.clock(),
            body,
            by_bot=author is self.bot,
            document=document,
            photo=photo,
            poll=poll,
            reply_markup=reply_markup,
            reply_to=reply_to,
            rich=rich,
            service=service,
            forward_origin=forward_origin,
            media_group_id=media_group_id,
            via_bot=via_bot,
            protected=protected,
            thread_id=thread_id,
            spoiler=spoiler,
            caption_above=caption_above,
            inline_id=inline_id,
        )
        chat.messages[message.id] = message
        self.voting.add(message)
        self.changes.tell("message", message)
        return message

    def edited(self, message: Message) -> None:
        """A message was changed just now, by its author."""
        message.edited = self.clock()
        self.changes.tell("message", message)

    def touched(self, message: Message) -> None:
        """Something about a message is new that is no edit: a pin, a reaction."""
        self.changes.tell("message", message)

    def delete(self, message: Message) -> None:
        """A message is gone for everybody."""
        message.deleted = True
        self.changes.tell("deleted", message)

    def pin(self, message: Message, by: User) -> None:
        """Pin a message; a service message tells of it, also the bot that has done it itself."""
        message.pinned = True
        self.touched(message)
        pinned = {"pinned_message": message.as_json(nested=True)}
        told = self.add_message(message.chat, by, FormattedText(""), service=pinned, thread_id=message.thread_id)
        self.updates.push("channel_post" if message.chat.kind == "channel" else "message", told.as_json())

    def unpin(self, message: Message) -> None:
        """A message is pinned no more; nobody is told."""
        message.pinned = False
        self.touched(message)

    def seat_bot(self, chat: Chat, status: str, rights: frozenset[str] | None, by: User) -> None:
        """The bot's new place in a group or channel, with `rights` or the usual ones where it is administrator."""
        old = chat_member(chat, self.bot)
        chat.members[self.bot.id] = status
        if rights is None:
            chat.rights.pop(self.bot.id, None)
        else:
            chat.rights[self.bot.id] = rights
        self.tell_place(chat, by, old, chat_member(chat, self.bot))

    def tell_place(self, chat: Chat, by: User, old: Json, new: Json) -> None:
        """The bot hears of its new place in a chat."""
        self.changes.tell("chat", chat)
        change = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": int(self.clock().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.updates.push("my_chat_member", change)

    def open_topic(self, chat: Chat, name: str, by: User) -> int:
        """A new topic in a supergroup, which becomes a forum by it; the thread id is that of the message that tells."""
        if chat.topics is None:
            chat.topics = {}
        told = self.add_message(chat, by, FormattedText(""), service={"forum_topic_created": {"name": name}})
        told.thread_id = told.id
        chat.topics[told.id] = name
        return told.id

    def ask_inline(self, user: User, chat: Chat, text: str, offset: str) -> InlineQuery:
        """Somebody typed something after the bot's name: the bot will hear of it."""
        query = InlineQuery(str(next(self._other_ids) * 4093), user, chat, text, offset, self.monotonic())
        self.inline.queries[query.id] = query
        self.updates.push("inline_query", query.as_json())
        return query

    def add_file(
        self, name: str, content: bytes, mime_type: str | None = None, folder: str = "documents"
    ) -> StoredFile:
        """Keep a file; its type is guessed from the name where none is given."""
        number = next(self._other_ids)
        mime = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
        file = StoredFile(f"BQAC-{number}", f"AgAD-{number}", f"{folder}/file_{number}{suffix}", name, mime, content)
        self.files[file.file_id] = file
        return file

    def new_id(self) -> str:
        """An id for a poll, an album or a query that was never used."""
        return str(next(self._other_ids))

    def press(self, user: User, message: Message, data: str) -> CallbackQuery:
        """A pressed button: the bot will hear of it."""
        query = CallbackQuery(str(next(self._other_ids) * 4093), user, message, data, self.monotonic())
        self.callbacks[query.id] = query
        self.updates.push("callback_query", query.as_json())
        return query

    def answer(self, query: CallbackQuery, answer: CallbackAnswer) -> None:
        """The bot has answered a pressed button."""
        query.answer = answer
        self.changes.tell("answer", query)
