"""What a Telegram holds: users, chats, messages, callback queries. All as Bot API JSON on demand."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.playground.fields import Json, present
from bot.playground.html import written
from bot.playground.media import Photo, StoredFile
from bot.playground.polls import Poll
from bot.playground.text import FormattedText

ChatKind = Literal["private", "group", "supergroup", "channel"]


@dataclass(slots=True)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def as_json(self) -> Json:
        """As the Bot API shows it."""
        return present(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(slots=True)
class Message:
    """One message; `sender` is None for a post of a channel, `body` is the caption where there is a file."""

    id: int
    chat: "Chat"
    sender: User | None
    date: datetime
    body: FormattedText
    by_bot: bool = False
    document: StoredFile | None = None
    photo: Photo | None = None
    poll: Poll | None = None
    reply_markup: Json | None = None
    reply_to: "Message | None" = None
    forward_origin: Json | None = None
    media_group_id: str | None = None
    rich: Json | None = None
    """A RichMessage, which stands instead of text."""
    service: Json | None = None
    """What a service message tells: fields such as `chat_shared` or `pinned_message`."""
    via_bot: User | None = None
    protected: bool = False
    thread_id: int | None = None
    """The topic of a forum that it stands in."""
    spoiler: bool = False
    caption_above: bool = False
    inline_id: str | None = None
    """By which the bot can edit it where it was sent through the bot's inline mode."""
    pinned: bool = False
    edited: datetime | None = None
    deleted: bool = False
    reactions: dict[int, str] = field(default_factory=dict)
    """An emoji by the id of the user who chose it."""

    @property
    def text(self) -> str:
        """The text or caption, without entities."""
        return self.body.text

    @property
    def html(self) -> str:
        """The text or caption with its entities as HTML."""
        return written(self.body.text, self.body.entities)

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons; empty where there are none."""
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def has_media(self) -> bool:
        """Whether `body` is a caption."""
        return self.document is not None or self.photo is not None

    @property
    def origin(self) -> Json:
        """Where its forwards come from, as a MessageOrigin."""
        if self.forward_origin is not None:
            return self.forward_origin
        date = int(self.date.timestamp())
        if self.sender is None:
            return {"type": "channel", "chat": self.chat.as_json(), "message_id": self.id, "date": date}
        return {"type": "user", "sender_user": self.sender.as_json(), "date": date}

    @property
    def made_for_bot(self) -> bool:
        """Sent, not forwarded, to the private chat with the bot: it knows the key of such a quiz."""
        return self.chat.kind == "private" and self.forward_origin is None

    def as_json(self, *, nested: bool = False) -> Json:
        """As the Bot API shows it; a `nested` message does not show what it replies to."""
        kind = "caption" if self.has_media else "text"
        return present(
            message_id=self.id,
            message_thread_id=self.thread_id,
            is_topic_message=True if self.thread_id is not None else None,
            chat=self.chat.as_json(),
            sender_chat=self.chat.as_json() if self.sender is None else None,
            date=int(self.date.timestamp()),
            edit_date=int(self.edited.timestamp()) if self.edited else None,
            **{
                "from": self.sender.as_json() if self.sender else None,
                kind: self.body.text or None,
                f"{'caption_' if self.has_media else ''}entities": list(self.body.entities) or None,
            },
            document=self.document.as_document() if self.document else None,
            photo=self.photo.as_json() if self.photo else None,
            has_media_spoiler=self.spoiler or None,
            show_caption_above_media=self.caption_above or None,
            poll=self.poll.as_json(key_known=self.made_for_bot) if self.poll else None,
            reply_markup=self.reply_markup if self.inline_keyboard else None,
            reply_to_message=self.reply_to.as_json(nested=True) if self.reply_to and not nested else None,
            forward_origin=self.forward_origin,
            rich_message=self.rich,
            via_bot=self.via_bot.as_json() if self.via_bot else None,
            media_group_id=self.media_group_id,
            has_protected_content=self.protected or None,
            **(self.service or {}),
        )


@dataclass(slots=True)
class Chat:
    """A private chat, group or channel. `members` maps a user id to a ChatMember status, the bot's included."""

    id: int
    kind: ChatKind
    title: str | None = None
    username: str | None = None
    person: User | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    rights: dict[int, frozenset[str]] = field(default_factory=dict)
    """What single administrators may do; who is not named has the usual rights."""
    permissions: frozenset[str] | None = None
    """What members of a group may do; None is everything."""
    restrictions: dict[int, frozenset[str]] = field(default_factory=dict)
    """What is left to those whose status is `restricted`."""
    topics: dict[int, str] | None = None
    """The names of a forum's topics by thread id; None for a chat that is no forum."""
    upgraded_to: int | None = None
    """The id of the supergroup that this group has become; the group then takes nothing more."""
    opened: bool = False
    """A private chat exists for the bot once the person has written first."""
    blocked: bool = False
    actions: list[str] = field(default_factory=list)
    """What sendChatAction announced, oldest first."""

    def as_json(self) -> Json:
        """As a Chat inside a message."""
        person = self.person
        return present(
            id=self.id,
            type=self.kind,
            title=self.title,
            username=self.username or (person.username if person else None),
            is_forum=True if self.topics is not None else None,
            first_name=person.first_name if person else None,
            last_name=person.last_name if person else None,
        )

    def visible(self) -> list[Message]:
        """Messages that are not deleted, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What answerCallbackQuery said; `alert` is a dialog instead of a toast."""

    text: str
    alert: bool
    url: str | None = None


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button; `pressed` is on the monotonic clock, in seconds."""

    id: str
    user: User
    message: Message
    data: str
    pressed: float
    answer: CallbackAnswer | None = None

    def as_json(self) -> Json:
        """As the update carries it."""
        message = self.message
        rest = {"chat_instance": str(message.chat.id * 7919), "data": self.data}
        if message.inline_id is not None:
            return {"id": self.id, "from": self.user.as_json(), "inline_message_id": message.inline_id, **rest}
        shown = (
            {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
            if message.deleted
            else message.as_json()
        )
        return {"id": self.id, "from": self.user.as_json(), "message": shown, **rest}
