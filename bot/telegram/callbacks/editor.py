"""Buttons of those who change cards."""

from aiogram.filters.callback_data import CallbackData

from bot.telegram.callbacks import Count, RowId


class AddChoice(CallbackData, prefix="e"):
    """A choice while a card is written: `topic`, `level`, `lang`, or `save` with the key of the card, `cancel`."""

    field: str
    value: str = ""


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
