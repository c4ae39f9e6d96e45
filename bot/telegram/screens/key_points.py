"""What stands behind an answer: its key points, what a weak answer says, what may be asked next, where to read on."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.cards import Card, CardContent
from bot.domain.markup import first_words
from bot.domain.topics import Topics
from bot.services.drill import Answer
from bot.telegram import limits
from bot.telegram.callbacks.learner import KeyPoints
from bot.telegram.render import visible_length
from bot.telegram.screen import Screen, button
from bot.telegram.screens.drill import Place, head, in_menu, pieces, ratings_row
from bot.texts import Translator
from bot.texts.html import Html, bold, code, italic

_ROOM_FOR_QUESTION = 700
_ROOM_FOR_FOLLOW_UP = 700
"""UTF-16 units of their texts."""

_LONGEST_LINE = 300
"""Characters of a point, a misconception, its reason or a reference."""

_CODE = re.compile(r"`([^`\n]+)`")
_MORE = Html("…")


def key_points(tr: Translator, topics: Topics, shown: Answer, *, ratings: int, place: Place) -> Screen:
    """In the answer's place, with its ratings below and the way back."""
    card = shown.card
    back = button(tr.plain("drill-answer"), KeyPoints(card=card.id, open=False, **in_menu(place)))
    rows = (ratings_row(tr, shown, ratings=ratings, place=place), (back,))
    return Screen((_text(tr, topics, card),), rows)


def _text(tr: Translator, topics: Topics, card: Card) -> Html:
    """As much as fits one message, the most important first."""
    asked = pieces(card.content.question, _ROOM_FOR_QUESTION, limits.MESSAGE_TEXT)[0]
    text = Html("\n\n").join((head(tr, topics, card, is_new=False), italic(asked) if "<" not in asked else asked))
    for title, lines in _sections(tr, card.content):
        for number, line in enumerate(lines):
            piece = Html("\n").join((text, Html("\n").join((Html(""), bold(title), line)) if number == 0 else line))
            if visible_length(piece) + visible_length(_MORE) + 1 > limits.MESSAGE_TEXT:
                return Html("\n").join((text, _MORE))
            text = piece
    return text


def _sections(tr: Translator, card: CardContent) -> Iterator[tuple[str, Sequence[Html]]]:
    """Each title with its lines; sections without any are left out."""
    yield tr.plain("drill-points-good"), [tr.html("drill-point", text=_line(each.text)) for each in card.key_points]
    weak = [
        tr.html("drill-weak", text=_line(each.text), why=_line(each.why))
        if each.why
        else tr.html("drill-point", text=_line(each.text))
        for each in card.misconceptions
    ]
    yield tr.plain("drill-points-weak"), weak
    follow_up = [pieces(card.follow_up, _ROOM_FOR_FOLLOW_UP, limits.MESSAGE_TEXT)[0]] if card.follow_up else []
    yield tr.plain("drill-points-next"), follow_up
    yield tr.plain("drill-points-read"), [tr.html("drill-point", text=_line(each)) for each in card.references]


def _line(text: str) -> Html:
    """Plain text, with what stands between backticks as code."""
    parts = _CODE.split(first_words(text, _LONGEST_LINE))
    return Html("").join(code(part) if number % 2 else part for number, part in enumerate(parts))
