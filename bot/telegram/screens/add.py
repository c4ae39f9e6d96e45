"""Screens of writing a card."""

from bot.domain.cards import LANGUAGES, LEVELS, Card
from bot.domain.ids import CardId, ConceptId
from bot.domain.topics import Topics
from bot.services.editing import NewCard
from bot.telegram.callbacks.editor import AddChoice
from bot.telegram.screen import Screen, button, in_rows
from bot.telegram.screens import drill
from bot.texts import Translator


def topic(tr: Translator, topics: Topics) -> Screen:
    """Which topic the card belongs to."""
    choices = [button(each.names[tr.language], AddChoice(field="topic", value=each.key)) for each in topics]
    none = button(tr.plain("add-no-topic"), AddChoice(field="topic"))
    return Screen((tr.html("add-topic"),), (*in_rows(choices, 2), (none,)))


def level(tr: Translator) -> Screen:
    """How hard the card is."""
    choices = [button(tr.plain(f"level-{each}"), AddChoice(field="level", value=each)) for each in LEVELS]
    none = button(tr.plain("add-no-level"), AddChoice(field="level"))
    return Screen((tr.html("add-level"),), (*in_rows(choices, 3), (none,)))


def language(tr: Translator, guess: str) -> Screen:
    """Which language the card is in; the one that its letters suggest comes first."""
    ordered = sorted(LANGUAGES, key=lambda code: code != guess)
    choices = [button(tr.plain(f"language-{code}"), AddChoice(field="lang", value=code)) for code in ordered]
    return Screen((tr.html("add-language"),), in_rows(choices, 3))


def preview(tr: Translator, topics: Topics, new: NewCard) -> Screen:
    """The card as learners will see it, with its answer."""
    card = Card(CardId(0), ConceptId(0), 1, new.content())
    parts = drill.answer_parts(tr, topics, card)
    rows = (
        (
            button(tr.plain("add-save"), AddChoice(field="save", value=new.key)),
            button(tr.plain("add-cancel"), AddChoice(field="cancel")),
        ),
    )
    return Screen((tr.html("add-preview"), *parts), rows)
