"""What buttons carry: enough to work weeks later, after restarts, in at most 64 bytes.

Anybody can make up what a button sends: what is outside the bounds given here is no button of ours.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.services.choosing import Where

RowId = Annotated[int, Field(ge=1, le=10**9)]
TopicKey = Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,16}$")]
Count = Annotated[int, Field(ge=0, le=10**6)]
Seconds = Annotated[int, Field(ge=0, le=999)]
Parts = Annotated[int, Field(ge=1, le=99)]
"""In how many messages an answer stands: one is edited in place, several are left to be read."""

NO_REMINDER = -1
"""In place of the reminder's minute: only the time zone is being set."""

MinuteOfDay = Annotated[int, Field(ge=0, lt=24 * 60)]
MinuteOrNone = Annotated[int, Field(ge=NO_REMINDER, lt=24 * 60)]


class _InSession(CallbackData, prefix=""):
    """A button of a drill: the bounds of its session travel with it."""

    topic: TopicKey = ""
    daily: Count | None = None

    @property
    def where(self) -> Where:
        """The session's bounds."""
        return Where(self.topic or None, self.daily)


class Continue(_InSession, prefix="n"):
    """Ask the next card."""


class MoreNew(_InSession, prefix="w"):
    """More new cards than the daily number; `extra` is how many had been asked for, so that a doubled tap adds once."""

    extra: Count = 0


class Reveal(_InSession, prefix="a"):
    """Show the answer."""

    card: RowId


class Skip(_InSession, prefix="s"):
    """To the end of today's plan."""

    card: RowId


class Rate(_InSession, prefix="r"):
    """An answer. `version` is that of the memory the person saw, `day` the user day the intervals are for.

    `seconds` is how long the question stood before its answer was shown.
    """

    card: RowId
    version: Count
    rating: Annotated[int, Field(ge=1, le=4)]
    day: Count
    seconds: Seconds | None = None
    parts: Parts = 1


class _InMenu(_InSession, prefix=""):
    """A button of the menu below a card; `parts` is 0 while only the question stands there.

    `seconds` is kept for the ratings that come back.
    """

    card: RowId
    parts: Annotated[int, Field(ge=0, le=99)] = 0
    seconds: Seconds | None = None


class More(_InMenu, prefix="m"):
    """Open or close the menu."""

    open: bool


class Aside(_InMenu, prefix="x"):
    """Put a card aside: `known`, `suspended` or `buried`; or `returned` to the plan."""

    how: str


class Report(_InMenu, prefix="p"):
    """Say what is wrong with a card; without a reason, ask for one."""

    reason: str = ""


class ShowSource(CallbackData, prefix="o"):
    """Where a card was found."""

    card: RowId


class Undo(CallbackData, prefix="u"):
    """Take back what the person saw as their last step (see `memories.last_step`); 0 when there was none."""

    step: Annotated[int, Field(ge=-(10**15), le=10**15)]


class OpenCard(CallbackData, prefix="c"):
    """Ask one card."""

    card: RowId


class OpenPath(CallbackData, prefix="h"):
    """Show a study path."""

    path: RowId


class Speak(CallbackData, prefix="l"):
    """Change the interface language."""

    language: str
    welcome: bool = False


class Setting(CallbackData, prefix="t"):
    """Change a setting: `buttons`, `new` or `cards`; without a value, show what can be chosen."""

    name: str
    value: str = ""


class DailyPage(CallbackData, prefix="dp"):
    """A page of the reminder's settings, or `pause`, `resume` and `later`."""

    page: str


class DailyTime(CallbackData, prefix="dt"):
    """The time of the reminder, in minutes after midnight."""

    minute: MinuteOfDay


class DailyClock(CallbackData, prefix="dc"):
    """The local time the person tapped, as an offset from UTC in minutes, modulo a day."""

    minute: MinuteOrNone
    offset: MinuteOfDay


class DailyCity(CallbackData, prefix="dz"):
    """The city's zone, an IANA name: the last of the three taps."""

    minute: MinuteOrNone
    zone: str


class DailyDay(CallbackData, prefix="dd"):
    """Take a day of the week in or out; 0 is Monday."""

    day: Annotated[int, Field(ge=0, le=6)]


class DailySize(CallbackData, prefix="dn"):
    """How many cards a reminder has."""

    size: Annotated[int, Field(ge=1, le=100)]


class Forget(CallbackData, prefix="f"):
    """The answer to whether everything shall be erased."""

    sure: bool


class AddChoice(CallbackData, prefix="e"):
    """A choice while a card is written: `topic`, `level`, `lang`, or `save` with the key of the card, `cancel`."""

    field: str
    value: str = ""


LogLine = Annotated[int, Field(ge=0, le=10**9)]
"""A line of the audit log; 0 where there is none."""


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


class OnDraft(CallbackData, prefix="rv"):
    """What to do with a waiting draft, as it was in the `version` that the editor saw.

    `accept`, `reject`, `skip`; `edit`, `merge` and `original` open something, `back` changes only the buttons back,
    `show` brings the draft again.
    """

    draft: RowId
    version: Count
    act: str


class DraftField(CallbackData, prefix="rf"):
    """Change a field of a draft: `question`, `answer`, `topic`, `level`, `lang`; without a value, ask for one.

    The value `-` stands for none; the field `reset` takes all changes back.
    """

    draft: RowId
    version: Count
    field: str
    value: str = ""


class MergeInto(CallbackData, prefix="rm"):
    """Merge a draft into a card."""

    draft: RowId
    version: Count
    card: RowId


class TakeBack(CallbackData, prefix="ru"):
    """Undo the editor's last decision."""

    decision: RowId
