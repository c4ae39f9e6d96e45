"""Screens of what becomes of a forwarded post."""

from bot.domain.markup import first_words
from bot.domain.topics import Topics
from bot.parsing.channel_posts import Poll
from bot.services.choosing import Question
from bot.services.forwards import Kept, Nothing, ToDecide
from bot.telegram import limits
from bot.telegram.callbacks.learner import ForwardKey, ForwardUndo
from bot.telegram.screen import Screen, button
from bot.telegram.screens import drill
from bot.texts import Translator
from bot.texts.html import Html, bold, printable

LABEL = limits.BUTTON_TEXT
QUESTION = 300
"""Characters of a quiz's question: Telegram's own limit."""


def nothing(tr: Translator, found: Nothing, *, edits: bool) -> Screen:
    """Why no card came of it, and what to do."""
    if found.why == "none" and edits:
        return Screen((tr.html("forward-none-editor"),))
    return Screen((tr.html(f"forward-{found.why}"),))


def ask_key(tr: Translator, poll: Poll) -> Screen:
    """Telegram hides which option is right: the learner says it."""
    rows = tuple(
        (button(first_words(printable(option), LABEL) or "…", ForwardKey(option=place)),)
        for place, option in enumerate(poll.offered)
    )
    asked = bold(first_words(poll.question, QUESTION) or "…")
    return Screen((Html("\n\n").join((asked, tr.html("forward-which-right"))),), rows)


def kept(tr: Translator, found: Kept) -> Screen:
    """Cards of the learner's own, which can be taken back."""
    text = tr.html("forward-kept" if found.new else "forward-changed", count=found.count)
    return Screen((text,), ((button(tr.plain("forward-undo"), ForwardUndo(card=found.asked.card.id)),),))


def ask(tr: Translator, topics: Topics, found: Kept) -> Screen:
    """The first of them, to be answered at once."""
    return drill.question(tr, topics, found.asked)


def known(tr: Translator, topics: Topics, asked: Question) -> Screen:
    """The card that asks this already."""
    return drill.question(tr, topics, asked).noting(tr.html("forward-known"))


def to_decide(tr: Translator, found: ToDecide) -> Html:
    """Above the draft that an editor now decides on."""
    return tr.html("forward-draft-known" if found.known else "forward-draft", count=found.count)
