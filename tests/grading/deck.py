"""The cards of content/*.toml, by deck."""

from functools import lru_cache
from pathlib import Path

from bot.domain.cards import CardContent
from bot.parsing.topics import read_topics
from bot.services.deck_files import deck_paths, read_deck_file

CONTENT = Path(__file__).parents[2] / "content"


def topics() -> list[str]:
    """The decks there are, by the names of their files."""
    return [path.stem for path in deck_paths(CONTENT)]


@lru_cache
def cards(topic: str) -> tuple[CardContent, ...]:
    """The cards of one deck in its order."""
    deck = read_deck_file(CONTENT / f"{topic}.toml", read_topics(CONTENT / "topics.toml"))
    return tuple(each.content for each in deck.cards)
