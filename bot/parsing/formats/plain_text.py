"""Plain text in any of the shapes that posts have: an article, a bank's page, a mirror, a channel's dump."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.topics import Topics
from bot.parsing.blocks import HANDLE, HASHTAGS, Line, numbered_lines, runs
from bot.parsing.counters import reactions
from bot.parsing.dashed_labels import with_colons
from bot.parsing.documents import Document, Piece
from bot.parsing.formats.article import is_article, read_article
from bot.parsing.formats.bank import is_bank, read_bank
from bot.parsing.formats.chat_log import is_chat_log, is_talk, without_stamps
from bot.parsing.formats.dump import read_dump
from bot.parsing.formats.mirror import is_mirror, read_mirror
from bot.parsing.formats.web_text import read_web_text
from bot.parsing.harvest import Harvest
from bot.parsing.items import Parsed
from bot.parsing.segments import parts
from bot.parsing.site_page import asks_nothing, is_discussion, is_vacancy
from bot.parsing.text import Unreadable, decode, unix_line_ends
from bot.parsing.variants import merge_repeats
from bot.parsing.web_pages import as_web_text

LARGEST = 64 * 1024 * 1024
"""Bytes of one text file. Anything larger is no collection of posts that a person has made."""

TOP_LINES = 400
FEWEST_COUNTERS = 6
MOST_FOOTERS = 2000
"""No channel has more lines that it repeats."""

LONGEST_RUN = 20
"""Lines: whatever repeats itself more often without a break was written by no person, and says nothing."""


FEWEST_SIGNATURES = 2
FEWEST_MARKED = 2
_MARK = re.compile(r"#{1,6} (\S.{0,200}[?？])\s*$")

LARGEST_WHOLE = 4 * 1024 * 1024
"""Bytes of a file that is one piece; a larger one comes in several, so that memory does not grow with it."""


def read(document: Document, topics: Topics) -> Iterator[Piece]:
    """The text as one piece, or a large one in several that end where a post ends: the first is the document itself,
    the others have keys of their own."""
    if document.size > LARGEST:
        raise Unreadable(f"is too large: {document.size // 2**20} MB, at most {LARGEST // 2**20} MB", "large")
    if document.size > LARGEST_WHOLE:
        yield from _read_in_parts(document, topics)
        return
    with document.open() as stream:
        text = decode(stream.read(LARGEST))
    parsed = parse(text, file=document.name, topics=topics)
    yield Piece(text, parsed.items, parsed.dropped)


def _read_in_parts(document: Document, topics: Topics) -> Iterator[Piece]:
    footers: set[str] = set()
    line = 1
    for place, text in enumerate(parts(document), start=1):
        harvest = Harvest(document.name, topics)
        _read(numbered_lines(text, line), harvest, footers)
        items = tuple(merge_repeats(harvest.items()))
        yield Piece(text, items, tuple(harvest.losses()), None if place == 1 else f"file:{document.name}#{place}")
        line += text.count("\n")


def parse(text: str, *, file: str | None, topics: Topics) -> Parsed:
    """The cards and drafts in a text, and what was thrown away. `file` is only passed on into the sources.

    Any text may come in: what has none of the known shapes gives drafts or nothing, never an error. Repeats inside
    the text are merged; variants are grouped by `group_variants`, over many files at once.
    """
    harvest = Harvest(file, topics)
    _read(numbered_lines(unix_line_ends(text).removeprefix("\ufeff")), harvest, set())
    return Parsed(tuple(merge_repeats(harvest.items())), tuple(harvest.losses()))


def _read(found: Sequence[Line], harvest: Harvest, footers: set[str]) -> None:
    """Reads lines in the first shape that fits; `footers` gathers those of all parts of a dump."""
    lines: list[Line] = []
    for run in runs(_without_marks(with_colons(found))):
        if len(run) > LONGEST_RUN and run[0].bare:
            harvest.drop(run[:1], f"the same line {len(run)} times")
        else:
            lines += run
    if is_chat_log(lines):
        lines, edges = without_stamps(lines, harvest)
        read_dump(lines, harvest, edges, next(iter(edges), None))
    elif not _read_page(lines, harvest):
        known = read_dump(lines, harvest, frozenset(footers))
        if len(known) <= MOST_FOOTERS:
            footers |= known


def _without_marks(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the mark of a heading or remark before those that ask, where several have it."""
    marked = {line.number: mark for line in lines if line.text[:1] == "#" and (mark := _MARK.match(line.text))}
    if len(marked) < FEWEST_MARKED:
        return lines
    return [Line(line.number, marked[line.number][1]) if line.number in marked else line for line in lines]


def _read_page(lines: Sequence[Line], harvest: Harvest) -> bool:
    """Whether the text had another shape than a dump, and was read."""
    if _is_plainly_a_channel(lines):
        return False
    web = as_web_text(_without_signatures(lines), harvest.topics, harvest.file)
    if web and web.sure:
        read_web_text(web, harvest)
    elif is_talk(lines):
        harvest.drop(lines, "talk of several people")
    elif is_article(lines):
        read_article(lines, harvest)
    elif is_bank(lines):
        read_bank(lines, harvest)
    elif web:
        read_web_text(web, harvest)
    elif is_mirror(lines):
        read_mirror(lines, harvest)
    elif is_discussion(lines) or is_vacancy(lines) or asks_nothing(lines):
        harvest.drop(lines, "page of a site that is no list of questions")
    else:
        return False
    return True


def _without_signatures(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without names of channels and hash tags that close posts again and again."""
    closing = [
        line.number
        for line, below in pairwise([*lines, Line(0, "")])
        if (HANDLE.match(line.text) if "@" in line.text[:4] else line.text[:1] == "#" and HASHTAGS.match(line.text))
        and not below.text.strip()
    ]
    if len(closing) < FEWEST_SIGNATURES:
        return lines
    signed = frozenset(closing)
    return [line for line in lines if line.number not in signed]


def _is_plainly_a_channel(lines: Sequence[Line]) -> bool:
    """Whether counters of reactions stand near the top again and again, and no address of a mirror: no other shape has
    them, so that none needs to be tried."""
    top = lines[:TOP_LINES]
    counters = sum(reactions(line.text) is not None for line in top)
    return counters >= FEWEST_COUNTERS and not is_mirror(top)
