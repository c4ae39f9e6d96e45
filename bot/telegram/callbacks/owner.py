"""Buttons of those who run the bot."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.telegram.callbacks import LogLine, RowId


class AdminsPage(CallbackData, prefix="ap"):
    """Back to who owns and who edits."""


class AdminsInvite(CallbackData, prefix="ai"):
    """A new invitation. `seen` is the newest change that the owner saw, so that a doubled tap invites once."""

    seen: LogLine


class AdminsWithdraw(CallbackData, prefix="aw"):
    """Make an invitation worthless."""

    invitation: RowId


class AdminsRemove(CallbackData, prefix="ar"):
    """Remove somebody; asks first unless `sure`. `seen` as above."""

    person: Annotated[int, Field(ge=1, le=10**16)]
    seen: LogLine
    sure: bool = False


class AdminsUndo(CallbackData, prefix="au"):
    """Undo the removal that this line of the log tells of."""

    entry: RowId


class AdminsLog(CallbackData, prefix="al"):
    """The log: the lines before this one, or the newest for 0."""

    before: LogLine = 0
