"""Buttons of those who change cards."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.telegram.callbacks import Count, LogLine, RowId, TopicKey, Word


class AddChoice(CallbackData, prefix="e"):
    """A choice while a card is written: `topic`, `level`, `lang`, or `save` with the key of the card, `cancel`."""

    field: Word
    value: Word = ""


class OnDraft(CallbackData, prefix="rv"):
    """What to do with a waiting draft, as it was in the `version` that the editor saw.

    `accept`, `reject`, `skip`; `edit`, `merge` and `original` open something, `back` changes only the buttons back,
    `show` brings the draft again; `apart`: the cards that it looks like ask something else.
    """

    draft: RowId
    version: Count
    act: Word


class DraftField(CallbackData, prefix="rf"):
    """Change a field of a draft: `question`, `answer`, `topic`, `level`, `lang`; without a value, ask for one.

    The value `-` stands for none; the field `reset` takes all changes back, `undo` the last one.
    """

    draft: RowId
    version: Count
    field: Word
    value: Word = ""


class MergeInto(CallbackData, prefix="rm"):
    """Merge a draft into a card."""

    draft: RowId
    version: Count
    card: RowId


class TakeBack(CallbackData, prefix="ru"):
    """Undo the editor's last decision."""

    decision: RowId


class RightOption(CallbackData, prefix="ro"):
    """Which option of a quiz or poll is right, the first being 0."""

    draft: RowId
    version: Count
    place: Count


class SplitAt(CallbackData, prefix="rs"):
    """Cut a draft in two before a block of its answer, the first being 0."""

    draft: RowId
    version: Count
    block: Count


class SplitPage(CallbackData, prefix="rp"):
    """The blocks of a draft's answer from number `start`, the first being 0."""

    draft: RowId
    version: Count
    start: Count


class ImportsPage(CallbackData, prefix="il"):
    """The last imports."""


class OneImport(CallbackData, prefix="io"):
    """An import: what waits of it."""

    number: RowId


class AcceptImport(CallbackData, prefix="ia"):
    """Publish what waits of an import with at least this confidence of the parser."""

    number: RowId
    percent: Annotated[int, Field(ge=1, le=100)]


class UndoAcceptance(CallbackData, prefix="iu"):
    """Take back what an acceptance published."""

    number: RowId


class StopImport(CallbackData, prefix="ix"):
    """Read no more of the files that were sent."""

    number: RowId


class ReportPage(CallbackData, prefix="gp"):
    """A part of /report, `posts`, `hardest` or `told`, below a number, or from its beginning for 0."""

    part: Word
    before: LogLine = 0


class DismissReports(CallbackData, prefix="gd"):
    """The complaints about a card, up to the newest that the editor saw, are dealt with."""

    card: RowId
    newest: LogLine


class ReopenReports(CallbackData, prefix="gu"):
    """Undo the dismissal that this line of the log tells of."""

    entry: LogLine


class EditCard(CallbackData, prefix="ec"):
    """Change a card: what it holds, with a button for each field."""

    card: RowId


class ChatCards(CallbackData, prefix="em"):
    """The cards that belong to a chat, from number `start`, the first being 0; `new` begins another one."""

    chat: RowId
    start: Count = 0
    new: bool = False


class EditField(CallbackData, prefix="ef"):
    """Change a field of a card as it was in the revision `seen`; without a value, ask for one.

    The value `-` takes an optional field away.
    """

    card: RowId
    seen: Count
    field: Annotated[str, Field(pattern=r"^[a-z_]{0,16}$")]
    value: TopicKey = ""


class EditAct(CallbackData, prefix="ea"):
    """`save` what was typed, told by `what`, or `cancel`; `retire` the card, or `return` it to the drills."""

    card: RowId
    seen: Count
    act: Annotated[str, Field(pattern=r"^[a-z]{0,8}$")]
    what: Annotated[str, Field(pattern=r"^[0-9a-f]{0,8}$")] = ""


class EditHistory(CallbackData, prefix="eh"):
    """What was changed in a card: the changes before this one, or the newest for 0."""

    card: RowId
    before: Count = 0


class EditChange(CallbackData, prefix="ev"):
    """One change of a card, by the revision that was changed; `back` puts back what the card said before it.

    `seen` is the revision that the editor saw as the present one.
    """

    card: RowId
    revision: Count
    seen: Count = 0
    back: bool = False


class Propose(CallbackData, prefix="en"):
    """What the program proposes for a card."""

    card: RowId


class ProposeNext(CallbackData, prefix="ex"):
    """What it proposes for the next card without a choice form, of those whose row number is above `after`."""

    after: Annotated[int, Field(ge=0, le=10**9)] = 0


class OnProposal(CallbackData, prefix="ep"):
    """`accept`, `edit` or `drop` a proposal, or `undo` what was done with it."""

    proposal: RowId
    act: Word


class WriteQuiz(CallbackData, prefix="eq"):
    """Write the choice form of a card in Telegram's own quiz editor. `revision` is the one that the editor saw."""

    card: RowId
    revision: Count


ChatOrNone = Annotated[int, Field(ge=0, le=10**9)]
DeckAct = Annotated[str, Field(pattern=r"^[a-z]{0,8}$")]


class DecksPage(CallbackData, prefix="kl"):
    """The decks that all may see, or those of a chat; the first page is 0."""

    chat: ChatOrNone = 0
    page: Count = 0


class NewDeck(CallbackData, prefix="kn"):
    """Ask for the title of a new deck, of a chat or 0 for one that all may see."""

    chat: ChatOrNone = 0


class OnDeck(CallbackData, prefix="kd"):
    """A deck as it was in the `version` that the person saw: `show`, `rename`, `add`, `remove`, or
    `restore` it; `unrename` undoes a renaming."""

    deck: RowId
    version: Count
    act: DeckAct


class DeckCards(CallbackData, prefix="kc"):
    """The cards of a deck from number `start`, the first being 0."""

    deck: RowId
    start: Count = 0


class DeckCard(CallbackData, prefix="kp"):
    """Put a card into a deck or take it out, where it is shown.

    `put` and `take` stand below what was found, `into` and `from` at the card itself with `at` as the page, `out` in
    the deck's list with `at` as the list's start; `back` undoes that, with `at` as the position.
    """

    deck: RowId
    version: Count
    card: RowId
    act: DeckAct
    at: Count = 0


class DeckChoice(CallbackData, prefix="kf"):
    """Cards to be put in by what they are, empty for any: `show` how many, choose a `topic`, `level`, `lang`, `add`."""

    deck: RowId
    version: Count
    topic: TopicKey = ""
    level: Annotated[str, Field(pattern=r"^[a-z]{0,6}$")] = ""
    lang: Annotated[str, Field(pattern=r"^[a-z]{0,2}$")] = ""
    act: DeckAct = "show"


class DeckCut(CallbackData, prefix="ku"):
    """Undo a filling: take out the cards from a position on."""

    deck: RowId
    version: Count
    first: Count


class CardDecks(CallbackData, prefix="kw"):
    """In which decks a card is; the first page is 0. `below` leaves the message whose button was pressed."""

    card: RowId
    page: Count = 0
    below: bool = False
