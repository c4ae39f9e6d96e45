"""Screens of what comes from posts: their cards, and quizzes that were forwarded."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.markup import first_words, shows_something
from bot.domain.topics import Topics
from bot.services.studying import Studied
from bot.telegram.screen import Screen
from bot.telegram.screens import drill
from bot.texts import Translator
from bot.texts.html import Html, bold, escape

QUESTION, OPTIONS, OPTION = 300, 12, 100
"""Characters of a quiz's question, how many options it may have, and characters of each: Telegram's own limits."""


def studied(tr: Translator, topics: Topics, found: Studied, now: datetime) -> Screen:
    """The card of a post; where it is not asked any more, a word about that above whatever comes next."""
    note = tr.html(f"study-{found.instead}") if found.instead else None
    return drill.next_screen(tr, topics, found.then, now).noting(note)


def kept_quiz(tr: Translator, question: str, options: Sequence[str]) -> Screen:
    """The question of a forwarded quiz begins a card: what it asked, and what an editor does next."""
    lines = [
        bold(_shown(question, QUESTION)),
        *(Html(f"• {escape(_shown(each, OPTION))}") for each in options[:OPTIONS]),
    ]
    return Screen((Html("\n\n").join((Html("\n").join(lines), tr.html("study-quiz-kept"))),))


def _shown(text: str, length: int) -> str:
    return first_words(text, length) if shows_something(text) else "…"
