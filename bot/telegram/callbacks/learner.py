"""Buttons of those who practise."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.hints import MOST_HINTS
from bot.domain.memory import MAXIMUM_INTERVAL
from bot.services.choosing import Where
from bot.telegram.callbacks import DECK, Count, MinuteOfDay, MinuteOrNone, Parts, RowId, Seconds, TopicKey, Word

Answers = Annotated[int, Field(ge=0, le=9999)]
"""How many answers somebody gave on one day."""

Version = Annotated[int, Field(ge=0, le=99_999)]
UserDay = Annotated[int, Field(ge=0, le=99_999)]
Days = Annotated[int, Field(ge=0, le=MAXIMUM_INTERVAL)]
Hints = Annotated[int, Field(ge=0, le=MOST_HINTS)]


class _InSession(CallbackData, prefix=""):
    """A button of a drill: the bounds of its session travel with it, those of a deck in place of a topic."""

    topic: TopicKey = ""
    daily: Answers | None = None

    @property
    def where(self) -> Where:
        """The session's bounds."""
        key = self.topic.removeprefix(DECK)
        return Where(self.topic or None, self.daily) if key == self.topic else Where(None, self.daily, deck=key)


class Continue(_InSession, prefix="n"):
    """Ask the next card."""


class MoreToday(_InSession, prefix="w"):
    """More than the day's plan; `asked_for` is what the day went on to before, so that a doubled tap adds once."""

    asked_for: Count = 0


class Reveal(_InSession, prefix="a"):
    """Show the answer. `hints` were shown, `seconds` after the question the last of them."""

    card: RowId
    hints: Hints = 0
    seconds: Seconds | None = None


class ShowHint(_InSession, prefix="k"):
    """Show one more hint than the `hints` that were shown; `seconds` as for Reveal."""

    card: RowId
    hints: Hints = 0
    seconds: Seconds | None = None


class Skip(_InSession, prefix="s"):
    """To the end of today's plan."""

    card: RowId


class Rate(_InSession, prefix="r"):
    """An answer. `version` is that of the memory the person saw, `day` the user day the intervals are for.

    `interval` is what was promised, in days. `seconds` is how long the question stood before its answer was shown,
    `hints` how many were shown.
    """

    card: RowId
    version: Version
    rating: Annotated[int, Field(ge=1, le=4)]
    day: UserDay
    interval: Days = 0
    seconds: Seconds | None = None
    parts: Parts = 1
    hints: Hints = 0


class _InMenu(_InSession, prefix=""):
    """A button of the menu below a card; `parts` is 0 while only the question stands there.

    `seconds` and `hints` are kept for the ratings that come back.
    """

    card: RowId
    parts: Annotated[int, Field(ge=0, le=99)] = 0
    seconds: Seconds | None = None
    hints: Hints = 0


class More(_InMenu, prefix="m"):
    """Open or close the menu."""

    open: bool


class KeyPoints(_InMenu, prefix="y"):
    """Show what stands behind an answer in its place, or the answer again."""

    open: bool


class Aside(_InMenu, prefix="x"):
    """Put a card aside: `known`, `suspended` or `buried`; or `returned` to the plan."""

    how: Word


class StartOver(_InMenu, prefix="z"):
    """Forget what is remembered of a card."""


class InLanguage(_InMenu, prefix="j"):
    """Show the same in another language, at the same stage: `card` is the one that asks it there."""


class Clinic(CallbackData, prefix="q"):
    """What to do about a card that slips away: one of the clinic's acts; 0 and `list` for all of them."""

    act: Word
    card: Annotated[int, Field(ge=0, le=10**9)]


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
    """Change a setting: `buttons`, `questions`, `minutes`, `new`, `cards`, `rollover` or `news`; without a value, show
    what can be chosen."""

    name: Word
    value: Word = ""


class News(CallbackData, prefix="nw"):
    """Under a broadcast: mute news, or turn them on again."""

    on: bool


class StatsPage(CallbackData, prefix="nb"):
    """Under the picture of one's numbers: `words`, or how to draw it: `dark` or `light`."""

    page: Word


class CatchUp(CallbackData, prefix="nu"):
    """Begin after a break, with so many questions a day from now on; 0 for as many as before."""

    questions: Count = 0


class DatePlan(CallbackData, prefix="nd"):
    """An act on an interview date: the one of `number`, or with 0 one that is not kept yet.

    `day` is its user day, `topics` the topics of its scope as bits in the order of all topics, 0 for everything;
    `amount` a number of questions a day to set.
    """

    act: Word
    number: Annotated[int, Field(ge=0, le=10**9)] = 0
    day: UserDay = 0
    topics: Annotated[int, Field(ge=0, lt=2**48)] = 0
    amount: Count = 0


class DailyPage(CallbackData, prefix="dp"):
    """A page of the reminder's settings, or `pause`, `resume` and `later`."""

    page: Word


class DailyPause(CallbackData, prefix="da"):
    """Pause for so many days; 0 ends a pause."""

    days: Annotated[int, Field(ge=0, le=99)]


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
