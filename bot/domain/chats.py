"""What the bot must be able to do in a channel or group to post there, and what it lacks."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import ChatId

ChatKind = Literal["group", "supergroup", "channel"]
CHAT_KINDS: tuple[ChatKind, ...] = ("group", "supergroup", "channel")

Lack = Literal["absent", "post", "texts"]
"""The bot is not there; it may not post in a channel; it may not send texts in a group."""


@dataclass(frozen=True, slots=True)
class SeenChat:
    """A chat as Telegram describes it now. In a channel the bot needs one right, to post: that covers changing its
    own posts and, for 48 hours, removing them. In a group it needs to be a member who may send texts.
    """

    chat_id: ChatId
    kind: ChatKind
    title: str
    username: str | None
    forum: bool
    lacks: tuple[Lack, ...] = ()
