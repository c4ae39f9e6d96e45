"""The decks that ship: complete, and without a fault that their lint knows."""

import pytest

from bot.cli.checking import Findings, check_decks
from bot.domain.cards import LANGUAGES, CardContent
from bot.domain.fields import FIELDS, written
from bot.parsing.topics import read_topics
from bot.services.deck_files import deck_paths, read_deck_file
from bot.services.fields import rewritten
from bot.settings import ROOT

CONTENT = ROOT / "content"
CONCEPTS = 120
"""So many at least."""


TOPICS = read_topics(CONTENT / "topics.toml")


@pytest.fixture(scope="module")
def cards() -> list[CardContent]:
    return [card.content for path in deck_paths(CONTENT) for card in read_deck_file(path, TOPICS).cards]


def test_every_concept_is_there_in_each_language(cards: list[CardContent]) -> None:
    keys = [(card.concept, card.lang) for card in cards]
    concepts = {concept for concept, _ in keys}
    assert len(concepts) >= CONCEPTS
    assert sorted(keys) == sorted((concept, lang) for concept in concepts for lang in LANGUAGES)


def test_an_editor_can_send_every_field_back_as_it_stands_there_to_be_copied(cards: list[CardContent]) -> None:
    for card in cards:
        for field in FIELDS:
            assert rewritten(card, field, written(card, field), TOPICS) == card


def test_the_lint_finds_no_fault() -> None:
    found = Findings()
    check_decks(CONTENT, found)
    assert found.faults == []
