"""The methods of the Bot API that this server speaks, one function each."""

from bot.playground.methods import asking, editing, files, polls, profile, receiving, sending
from bot.playground.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method", "asking", "editing", "files", "polls", "profile", "receiving", "sending"]
