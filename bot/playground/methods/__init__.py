"""The methods of the Bot API that this server speaks, one function each."""

from bot.playground.methods import (
    answering,
    chats,
    deleting,
    editing,
    files,
    forwarding,
    inline,
    media,
    pinning,
    polls,
    profile,
    reacting,
    receiving,
    rich,
    sending,
)
from bot.playground.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "answering",
    "chats",
    "deleting",
    "editing",
    "files",
    "forwarding",
    "inline",
    "media",
    "pinning",
    "polls",
    "profile",
    "reacting",
    "receiving",
    "rich",
    "sending",
]
