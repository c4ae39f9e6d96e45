"""The decks that ship: complete, and without a fault that their lint knows."""

import pytest

from bot.cli.checking import Findings, check_decks
from bot.domain.cards import LANGUAGES
from bot.parsing.topics import read_topics
from bot.services.deck_files import deck_paths, read_deck_file
from bot.settings import ROOT

CONTENT = ROOT / "content"
CONCEPTS = 120
"""So many at least."""


@pytest.fixture(scope="module")
def keys() -> list[tuple[str, str]]:
    """Concept and language of every card."""
    topics = read_topics(CONTENT / "topics.toml")
    cards = [card.content for path in deck_paths(CONTENT) for card in read_deck_file(path, topics).cards]
    return [(card.concept, card.lang) for card in cards]


def test_every_concept_is_there_in_each_language(keys: list[tuple[str, str]]) -> None:
    concepts = {concept for concept, _ in keys}
    assert len(concepts) >= CONCEPTS
    assert sorted(keys) == sorted((concept, lang) for concept in concepts for lang in LANGUAGES)


def test_the_lint_finds_no_fault() -> None:
    found = Findings()
    check_decks(CONTENT, found)
    assert found.faults == []
