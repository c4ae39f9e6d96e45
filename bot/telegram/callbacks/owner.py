"""Buttons of those who run the bot."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.telegram.callbacks import Count, LogLine, RowId


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


class SchedulesPage(CallbackData, prefix="sl"):
    """The chats that the bot posts in; or, to `connect`, the keys that ask for another one."""

    connect: bool = False


class ConnectChat(CallbackData, prefix="sn"):
    """Connect a chat that the bot was added to, by Telegram's number, and make its first schedule."""

    chat: Annotated[int, Field(ge=-(10**14), le=-1)]


class ConnectFeed(CallbackData, prefix="sf"):
    """Connect a channel that the bot was added to, by Telegram's number, only to read its posts."""

    chat: Annotated[int, Field(ge=-(10**14), le=-1)]


class FeedPage(CallbackData, prefix="sg"):
    """What becomes of a channel's posts; with a mode, from now on."""

    chat: RowId
    mode: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")] = ""


class ChatPage(CallbackData, prefix="sc"):
    """A chat. Or `new`, a further schedule; `leave` it and `undo` that; its posts of the `past`.

    `seen` is its newest schedule, 0 for none; of posts, the one before which the page begins.
    """

    chat: RowId
    act: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")] = ""
    seen: LogLine = 0


class SchedulePage(CallbackData, prefix="sp"):
    """A page of a schedule, such as `days`."""

    schedule: RowId
    page: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,16}$")] = ""


class ScheduleSet(CallbackData, prefix="ss"):
    """Change a setting of a schedule that is in the `version` that the person saw; an empty value stands for none."""

    schedule: RowId
    version: Count
    field: Annotated[str, Field(pattern=r"^[a-z]{0,6}$")]
    value: Annotated[str, Field(max_length=32)] = ""


class ScheduleDo(CallbackData, prefix="sd"):
    """`pause`, `resume`, `stop` it; `undo` that, or `undopaused` where it was; post now, being `sure`."""

    schedule: RowId
    version: Count
    act: Annotated[str, Field(pattern=r"^[a-z]{0,12}$")]


class SchedulePost(CallbackData, prefix="so"):
    """A post to come, by the digits of its local date and time: `skip` it, take `other` cards, `back` to the rule."""

    schedule: RowId
    version: Count
    slot: Annotated[str, Field(pattern=r"^[0-9]{0,12}$")]
    act: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")]


class BroadcastChoice(CallbackData, prefix="bc"):
    """A choice while a broadcast is written: `to` a language or with no value to all, `send`, `edit`, `cancel`.

    `wording` numbers the text that the owner saw.
    """

    wording: Annotated[int, Field(ge=0, lt=2**31)]
    act: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")]
    value: Annotated[str, Field(pattern=r"^[a-z]{0,2}$")] = ""


class BroadcastLook(CallbackData, prefix="bl"):
    """How a broadcast stands now."""

    broadcast: RowId


class BroadcastStop(CallbackData, prefix="bs"):
    """Stop a broadcast."""

    broadcast: RowId


class OnPost(CallbackData, prefix="pu"):
    """Whether a post of unknown fate is `there` or shall go out `again`; `part` 1 and on are parts of its answer.

    `attempt` numbers the try that the person was asked about.
    """

    publication: RowId
    part: Count
    attempt: Count
    act: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")]
