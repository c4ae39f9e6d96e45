"""Posts to cards: pure, versioned, and free of any word of one post."""

from bot.parsing.documents import Document, Piece, at_hand
from bot.parsing.formats.plain_text import parse
from bot.parsing.items import Authored, Chapter, Dropped, Item, Options, Parsed
from bot.parsing.reading import read_document
from bot.parsing.text import Unreadable, decode
from bot.parsing.topics import BadTopics, read_topics
from bot.parsing.variants import group_variants, likeness, merge_repeats, name_of_group

__all__ = [
    "PARSER_VERSION",
    "Authored",
    "BadTopics",
    "Chapter",
    "Document",
    "Dropped",
    "Item",
    "Options",
    "Parsed",
    "Piece",
    "Unreadable",
    "at_hand",
    "decode",
    "group_variants",
    "likeness",
    "merge_repeats",
    "name_of_group",
    "parse",
    "read_document",
    "read_topics",
]

PARSER_VERSION = 5
"""Rises when the same text would give other items."""
