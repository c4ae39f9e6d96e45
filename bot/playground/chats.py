"""What a Telegram holds: users, chats, messages, callback queries, polls, files. All as Bot API JSON on demand."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.playground.html import written
from bot.playground.text import FormattedText

Json = dict[str, Any]
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
        return _present(
            id=self.id,
            is_bot=self.is_bot,
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(slots=True)
class StoredFile:
    """A file that someone sent; `path` is what follows `/file/bot<token>/`."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    def as_document(self) -> Json:
        """As a Document."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }

    def as_file(self) -> Json:
        """As the answer of getFile."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }


@dataclass(slots=True)
class Photo:
    """A picture in its original size, in pixels."""

    file: StoredFile
    width: int
    height: int

    def as_json(self) -> list[Json]:
        """As a list of sizes with one size in it."""
        size = {
            "file_id": self.file.file_id,
            "file_unique_id": self.file.unique_id,
            "width": self.width,
            "height": self.height,
            "file_size": len(self.file.content),
        }
        return [size]


@dataclass(slots=True)
class Poll:
    """A poll or quiz; `votes` maps a user id to the options chosen."""

    id: str
    question: FormattedText
    options: tuple[FormattedText, ...]
    quiz: bool
    anonymous: bool
    several_answers: bool
    revoting: bool
    correct: tuple[int, ...] = ()
    explanation: FormattedText | None = None
    description: FormattedText | None = None
    open_period: int | None = None
    close_date: int | None = None
    closed: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)

    def as_json(self) -> Json:
        """As the bot that sent it sees it."""
        counts = [sum(index in chosen for chosen in self.votes.values()) for index in range(len(self.options))]
        return _present(
            id=self.id,
            question=self.question.text,
            question_entities=list(self.question.entities) or None,
            options=[
                _present(
                    persistent_id=f"{self.id}-{index}",
                    text=option.text,
                    text_entities=list(option.entities) or None,
                    voter_count=counts[index],
                )
                for index, option in enumerate(self.options)
            ],
            total_voter_count=len(self.votes),
            is_closed=self.closed,
            is_anonymous=self.anonymous,
            type="quiz" if self.quiz else "regular",
            allows_multiple_answers=self.several_answers,
            allows_revoting=self.revoting,
            members_only=False,
            correct_option_ids=list(self.correct) or None,
            explanation=self.explanation.text if self.explanation else None,
            explanation_entities=(list(self.explanation.entities) or None) if self.explanation else None,
            description=self.description.text if self.description else None,
            description_entities=(list(self.description.entities) or None) if self.description else None,
            open_period=self.open_period,
            close_date=self.close_date,
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
    protected: bool = False
    edited: datetime | None = None
    deleted: bool = False

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

    def as_json(self, *, nested: bool = False) -> Json:
        """As the Bot API shows it; a `nested` message does not show what it replies to."""
        kind = "caption" if self.has_media else "text"
        return _present(
            message_id=self.id,
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
            poll=self.poll.as_json() if self.poll else None,
            reply_markup=self.reply_markup if self.inline_keyboard else None,
            reply_to_message=self.reply_to.as_json(nested=True) if self.reply_to and not nested else None,
            forward_origin=self.forward_origin,
            media_group_id=self.media_group_id,
            has_protected_content=self.protected or None,
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
    opened: bool = False
    """A private chat exists for the bot once the person has written first."""
    blocked: bool = False
    actions: list[str] = field(default_factory=list)
    """What sendChatAction announced, oldest first."""

    def as_json(self) -> Json:
        """As a Chat inside a message."""
        person = self.person
        return _present(
            id=self.id,
            type=self.kind,
            title=self.title,
            username=self.username or (person.username if person else None),
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
        shown = (
            {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
            if message.deleted
            else message.as_json()
        )
        return {
            "id": self.id,
            "from": self.user.as_json(),
            "message": shown,
            "chat_instance": str(message.chat.id * 7919),
            "data": self.data,
        }


def _present(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
