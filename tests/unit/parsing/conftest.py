"""What parser tests share: the project's topics and a parser that knows them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.topics import Topics
from bot.parsing import Parsed, parse, read_topics

REPOSITORY = Path(__file__).parents[3]

Read = Callable[[str], Parsed]


@pytest.fixture(scope="session")
def topics() -> Topics:
    return read_topics(REPOSITORY / "content" / "topics.toml")


@pytest.fixture
def read(topics: Topics) -> Read:
    return lambda text: parse(text, file="post.txt", topics=topics)
