"""Reads content/topics.toml."""

import tomllib
from pathlib import Path

from bot.domain.cards import LANGUAGES
from bot.domain.errors import BadConfiguration
from bot.domain.topics import Topic, Topics

KEY_LENGTH = 16


class BadTopics(BadConfiguration):
    """topics.toml cannot be read or breaks its format; the line names the topic and the field."""


def read_topics(path: Path) -> Topics:
    """The topics of a file; raises BadTopics."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadTopics(f"CONTENT_DIR: cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTopics(f"{path}: {error}") from None
    return Topics([_topic(path.name, key, table) for key, table in tables.items()])


def _topic(file: str, key: str, table: object) -> Topic:
    if not isinstance(table, dict) or not (key.isascii() and len(key) <= KEY_LENGTH):
        raise BadTopics(f"{file}: topic {key}: a table with a short ASCII key is expected")
    names = {language: table.get(language) for language in LANGUAGES}
    for language, name in names.items():
        if not isinstance(name, str) or not name.strip():
            raise BadTopics(f"{file}: topic {key}: the name in {language} is missing")
    terms = table.get("terms", [])
    if not isinstance(terms, list) or not all(isinstance(term, str) and term.strip() for term in terms):
        raise BadTopics(f"{file}: topic {key}: terms must be a list of words")
    unknown = set(table) - {*LANGUAGES, "terms"}
    if unknown:
        raise BadTopics(f"{file}: topic {key}: unknown field {min(unknown)}")
    return Topic(key, {language: str(name) for language, name in names.items()}, tuple(terms))
