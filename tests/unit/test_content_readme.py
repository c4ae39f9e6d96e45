"""The examples of content/README.md are what they say: a stranger who copies one has a good card."""

import re

import pytest

from bot.domain.deck_lint import Placed, lint
from bot.domain.topics import Topics
from bot.parsing import Item
from bot.parsing.formats.toml_decks import read_deck
from bot.parsing.topics import read_topics
from bot.services.contents import content_of, key_of
from bot.settings import ROOT
from tests.unit.parsing.reading_bytes import read_bytes


@pytest.fixture(scope="module")
def topics() -> Topics:
    return read_topics(ROOT / "content" / "topics.toml")


_EXAMPLE = re.compile(r"^(`{3,})toml\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def examples() -> list[str]:
    """The decks of the page; the first block of all shows topics."""
    _, *decks = (found[2] for found in _EXAMPLE.finditer((ROOT / "content" / "README.md").read_text("utf-8")))
    return decks


def items(deck: str, topics: Topics) -> list[Item]:
    read = read_bytes(deck, "deck.toml", topics)
    assert read.dropped == []
    return read.items


def test_the_example_of_a_concept_passes_the_lint(topics: Topics) -> None:
    concept, _ = examples()
    cards = [Placed(content_of(item, key_of(item)), "deck.toml") for item in items(concept, topics)]
    assert [each.card.lang for each in cards] == ["en", "ru", "zh"]
    assert [fault for fault in lint(cards) if "is dead: no other concept has it" not in fault] == []


def test_the_example_of_a_card_is_read_whole(topics: Topics) -> None:
    _, card = examples()
    deck = read_deck("deck.toml", card)
    assert deck is not None
    (item,) = items(card, topics)
    assert item.authored is not None
    assert (item.kind, item.authored.key, item.verified) == ("qa", "gil-what", True)
