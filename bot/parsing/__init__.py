"""Posts to cards: pure, versioned, and free of any word of one post."""

from bot.domain.topics import Topics
from bot.parsing.blocks import numbered_lines, runs
from bot.parsing.formats.article import is_article, read_article
from bot.parsing.formats.bank import is_bank, read_bank
from bot.parsing.formats.dump import read_dump
from bot.parsing.formats.mirror import is_mirror, read_mirror
from bot.parsing.harvest import Harvest
from bot.parsing.items import Chapter, Dropped, Item, Parsed
from bot.parsing.text import Unreadable, decode, unix_line_ends
from bot.parsing.topics import BadTopics, read_topics
from bot.parsing.variants import group_variants, likeness, merge_repeats, name_of_group

__all__ = [
    "PARSER_VERSION",
    "BadTopics",
    "Chapter",
    "Dropped",
    "Item",
    "Parsed",
    "Unreadable",
    "decode",
    "group_variants",
    "likeness",
    "merge_repeats",
    "name_of_group",
    "parse",
    "read_topics",
]

PARSER_VERSION = 2
"""Rises when the same text would give other items."""

LONGEST_RUN = 20
"""Lines: whatever repeats itself more often without a break was written by no person, and says nothing."""


def parse(text: str, *, file: str | None, topics: Topics) -> Parsed:
    """The cards and drafts in a text, and what was thrown away. `file` is only passed on into the sources.

    Any text may come in: what has none of the known shapes gives drafts or nothing, never an error. Repeats inside
    the text are merged; variants are grouped by `group_variants`, over many files at once.
    """
    harvest = Harvest(file, topics)
    lines = []
    for run in runs(numbered_lines(unix_line_ends(text).removeprefix("\ufeff"))):
        if len(run) > LONGEST_RUN and run[0].bare:
            harvest.drop(run[:1], f"the same line {len(run)} times")
        else:
            lines += run
    if is_article(lines):
        read_article(lines, harvest)
    elif is_bank(lines):
        read_bank(lines, harvest)
    elif is_mirror(lines):
        read_mirror(lines, harvest)
    else:
        read_dump(lines, harvest)
    return Parsed(tuple(merge_repeats(harvest.items())), tuple(harvest.losses()))
