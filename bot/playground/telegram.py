"""The Telegram of this machine: who exists, what was said, what the bot still has to hear. Held in memory."""

import mimetypes
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from bot.clock import Clock
from bot.playground.chats import CallbackQuery, Chat, ChatKind, Json, Message, Photo, Poll, StoredFile, User
from bot.playground.refusal import bad_state, forbidden
from bot.playground.text import FormattedText
from bot.playground.updates import UpdateQueue

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
        self.profile = Profile()
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.polls: dict[str, Message] = {}
        begin = first_id(clock())
        self.updates = UpdateQueue(begin)
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
        return chat

    def _met(self, chat: Chat) -> bool:
        return any(
            chat.id in other.members and self.bot.id in other.members
            for other in self.chats.values()
            if other.kind != "private"
        )

    def writable_chat(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may send to it. Raises Refusal in the words of Telegram if not."""
        chat = self.chat(chat_id)
        if chat.kind == "private":
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.opened:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        status = chat.members.get(self.bot.id, "left")
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if chat.kind == "channel" and status not in ("administrator", "creator"):
            raise bad_state("need administrator rights in the channel chat")
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
        reply_markup: Json | None = None,
        reply_to: Message | None = None,
        protected: bool = False,
    ) -> Message:
        """Put a message of `author` into the chat and tell nobody. In a channel nobody is shown."""
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
            protected=protected,
        )
        chat.messages[message.id] = message
        if poll is not None:
            self.polls[poll.id] = message
        return message

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

    def new_poll_id(self) -> str:
        """A poll id that was never used."""
        return str(next(self._other_ids))

    def member(self, chat: Chat, user: User) -> Json:
        """Somebody's place in a chat as a ChatMember."""
        status = chat.members.get(user.id, "left")
        member: Json = {"status": status, "user": user.as_json()}
        if status == "kicked":
            member["until_date"] = 0
        return member

    def press(self, user: User, message: Message, data: str) -> CallbackQuery:
        """A pressed button: the bot will hear of it."""
        query = CallbackQuery(str(next(self._other_ids) * 4093), user, message, data, self.monotonic())
        self.callbacks[query.id] = query
        self.updates.push("callback_query", query.as_json())
        return query
