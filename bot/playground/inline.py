"""The bot's inline mode: what somebody types after its name in any chat, what it offers, what is chosen."""

from dataclasses import dataclass, field

from bot.playground.chats import Chat, Message, User
from bot.playground.fields import Json
from bot.playground.media import Photo, StoredFile
from bot.playground.text import FormattedText


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One thing that can be chosen, and the message that comes of it."""

    id: str
    body: FormattedText
    photo: Photo | None = None
    document: StoredFile | None = None
    reply_markup: Json | None = None
    far_away: bool = False
    """What it would send lies at an address that this server does not visit."""


@dataclass(slots=True)
class InlineQuery:
    """What somebody typed in `chat`; `asked` is on the monotonic clock, in seconds. No `results` before the answer."""

    id: str
    user: User
    chat: Chat
    text: str
    offset: str
    asked: float
    results: dict[str, InlineResult] | None = None

    def as_json(self) -> Json:
        """As the update carries it."""
        private = self.chat.id == self.user.id
        return {
            "id": self.id,
            "from": self.user.as_json(),
            "query": self.text,
            "offset": self.offset,
            "chat_type": "sender" if private else self.chat.kind,
        }


@dataclass(slots=True)
class InlineMode:
    """Off unless the test turns it on, as at Telegram; so is the feedback of what was chosen."""

    on: bool = False
    feedback: bool = False
    queries: dict[str, InlineQuery] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    """What was sent through the bot with a keyboard, by inline message id."""
