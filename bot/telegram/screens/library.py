"""Screens of the collection: topics, study paths, search results."""

from collections.abc import Sequence

from bot.domain.cards import Card
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.services.library import Shelf
from bot.storage.posts import StudyPath
from bot.telegram import limits
from bot.telegram.callbacks.editor import EditCard
from bot.telegram.callbacks.learner import Continue, OpenCard, OpenPath
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.texts import Translator
from bot.texts.html import Html, bold, escape, printable

LABEL = 60
"""Characters of a question on a button."""


def topics(tr: Translator, shelf: Shelf) -> Screen:
    """Topics with their counts, then study paths."""
    if not shelf.topics and not shelf.other:
        return Screen((tr.html("topics-empty"),))
    choices = [
        button(tr.plain("topics-row", name=topic.names[tr.language], count=count), Continue(topic=topic.key))
        for topic, count in shelf.topics
    ]
    lines = [tr.html("topics-title")]
    if shelf.other:
        lines.append(tr.html("topics-row", name=tr.plain("card-no-topic"), count=shelf.other))
    if shelf.paths:
        lines.append(tr.html("topics-paths"))
    rows = in_rows(choices, 1)
    rows += tuple((button(_label(path.title), OpenPath(path=path.id)),) for path in shelf.paths)
    return Screen((Html("\n").join(lines),), rows)


def path(tr: Translator, shown: StudyPath) -> Screen:
    """The chapters of a study path, with a button for each question that has an answer."""
    lines = [bold(first_words(shown.title, 200))]
    choices = []
    number = 0
    for chapter in shown.chapters:
        lines.append(escape(first_words(chapter.title, 200)))
        for card_id, question in chapter.cards:
            number += 1
            lines.append(tr.html("topics-path-question", number=number, question=_shown(question, 200)))
            choices.append(button(str(number), OpenCard(card=card_id)))
    while visible_length(Html("\n").join(lines)) > limits.MESSAGE_TEXT:
        lines.pop()
    return Screen((Html("\n").join(lines),), in_rows(choices[: limits.BUTTONS], 5))


def found(tr: Translator, words: str, cards: Sequence[Card], *, edits: bool) -> Screen:
    """Search results, each a button that asks the card; for who `edits`, numbered ones with a button to change each."""
    shown = first_words(words, LABEL)
    if not cards:
        return Screen((tr.html("search-nothing", words=shown),))
    few = cards[: limits.BUTTONS // 2]
    labels = [_label(_shown(card.content.question, LABEL)) for card in few]
    if edits:
        labels = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
    rows: Rows = tuple((button(label, OpenCard(card=card.id)),) for label, card in zip(labels, few, strict=True))
    if edits:
        change = [
            button(tr.plain("edit-button-number", number=number), EditCard(card=card.id))
            for number, card in enumerate(few, 1)
        ]
        rows += in_rows(change, 4)
    return Screen((tr.html("search-found", words=shown),), rows)


def _shown(question: str, length: int) -> str:
    """The beginning of a question without its marks."""
    return first_words(plain_text(parse_markdown(question)), length)


def _label(text: str) -> str:
    """Text for a button, on which Telegram wants something to see."""
    short = first_words(printable(text), LABEL)
    return short if shows_something(short) else "…"
