"""Buttons of those who practise."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.services.choosing import Where
from bot.telegram.callbacks import DECK, Count, MinuteOfDay, MinuteOrNone, Parts, RowId, Seconds, TopicKey, Word


class _InSession(CallbackData, prefix=""):
    """A button of a drill: the bounds of its session travel with it, those of a deck in place of a topic."""

    topic: TopicKey = ""
    daily: Count | None = None

    @property
    def where(self) -> Where:
        """The session's bounds."""
        key = self.topic.removeprefix(DECK)
        return Where(self.topic or None, self.daily) if key == self.topic else Where(None, self.daily, deck=key)


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

    how: Word


class Report(_InMenu, prefix="p"):
    """Say what is wrong with a card; without a reason, ask for one."""

    reason: Word = ""


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

    language: Word
    welcome: bool = False


class Setting(CallbackData, prefix="t"):
    """Change a setting: `buttons`, `new`, `cards` or `news`; without a value, show what can be chosen."""

    name: Word
    value: Word = ""


class News(CallbackData, prefix="nw"):
    """Under a broadcast: mute news, or turn them on again."""

    on: bool


class DailyPage(CallbackData, prefix="dp"):
    """A page of the reminder's settings, or `pause`, `resume` and `later`."""

    page: Word


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
    zone: Annotated[str, Field(max_length=32)]


class DailyDay(CallbackData, prefix="dd"):
    """Take a day of the week in or out; 0 is Monday."""

    day: Annotated[int, Field(ge=0, le=6)]


class DailySize(CallbackData, prefix="dn"):
    """How many cards a reminder has."""

    size: Annotated[int, Field(ge=1, le=100)]


class ForwardKey(CallbackData, prefix="fk"):
    """Which option of a forwarded quiz is right, counted from 0."""

    option: Annotated[int, Field(ge=0, le=11)]


class ForwardUndo(CallbackData, prefix="fu"):
    """Take away the learner's own cards of the post that this one came of."""

    card: RowId


class Forget(CallbackData, prefix="f"):
    """The answer to whether everything shall be erased."""

    sure: bool
