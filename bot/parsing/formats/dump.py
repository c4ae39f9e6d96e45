"""Shapes (a) and (b): a channel in plain text. Question line, answer, footers, counters; adverts in between.

Every post ends at its footers and counters; a counter belongs to the post above it. Inside a stretch between two
such edges a question line opens the next post.
"""

from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.adverts import find_footers, is_signature
from bot.parsing.blocks import HASHTAGS, LABEL_LINE, SHORT_LINE, Line, asks, hashtags, is_short, trimmed
from bot.parsing.channel_page import asks_on_top, open_page, opens_telegram, question_sign, speaks_of_interviews
from bot.parsing.counters import COUNTER_LINE, heat, merged, reactions, split_trailing_reactions
from bot.parsing.dump_labels import with_usual_labels
from bot.parsing.dump_posts import DumpReader, close_stretch
from bot.parsing.dump_rarities import drop_headings, says_interview, take_pictured, take_poll
from bot.parsing.harvest import Harvest
from bot.parsing.polls import poll_at

FEWEST_PICTURED = 2
MOST_TAGS = 50
_SENTENCE_ENDS = frozenset('.!?:;,)»”"。！？：；，）')


def read_dump(
    lines: Sequence[Line], harvest: Harvest, footers: frozenset[str] = frozenset(), channel: str | None = None
) -> frozenset[str]:
    """Adds the posts of a channel dump to the harvest. `footers` are those known from other parts of the same dump;
    gives them back with those of this part. `channel` is its name, where something else than a page tells it."""
    page = open_page(lines, harvest)
    lines = with_usual_labels(page.lines)
    footers |= find_footers(lines)
    reader = DumpReader(harvest, footers, question_sign(lines, footers), page.channel)
    named = channel is not None and speaks_of_interviews(channel)
    interviews = page.interviews or named or any(speaks_of_interviews(footer) for footer in footers)
    if page.channel or named or footers:
        mostly_asks = interviews or asks_on_top(lines, footers)
        reader.mixed = "posts" if mostly_asks else "news" if page.channel else ""
    if interviews:
        reader.pictured = []
    before = len(harvest.finds)
    _read_posts(reader, lines)
    if reader.introduced and not reader.edges and not page.channel and not says_interview(lines):
        drop_headings(harvest, before)
    found = len(harvest.finds) - before
    pictured = reader.pictured or []
    if len(pictured) >= FEWEST_PICTURED and len(pictured) > 2 * found:
        harvest.finds += [find for find, _ in pictured]
    else:
        harvest.drop((line for _, said in pictured for line in said), "text without a question")
    return footers


def _read_posts(reader: DumpReader, lines: Sequence[Line]) -> None:
    index, fenced = 0, False
    while index < len(lines):
        line = lines[index]
        text = line.text
        if not fenced and len(text) > LABEL_LINE and text[0].isalpha() and text[-1] in _SENTENCE_ENDS:
            # A long sentence is never an edge, and that is what most of a dump is made of.
            reader.stretch.append(line)
            index += 1
            continue
        if text.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if fenced:
            reader.stretch.append(line)
        elif poll := poll_at(lines, index):
            take_poll(reader, lines[index : poll.end], poll.options)
            index = poll.end
            continue
        elif not _take_edge(reader, lines, index):
            _take_text(reader, line)
        index += 1
    close_stretch(reader)


def _take_text(reader: DumpReader, line: Line) -> None:
    text, counters = split_trailing_reactions(line.text)
    if counters and text.strip() in reader.footers:
        _take_line(reader, Line(line.number, text), text.strip())
    else:
        reader.stretch.append(Line(line.number, text))
    if counters:
        close_stretch(reader)
        _count(reader, counters)


def _take_edge(reader: DumpReader, lines: Sequence[Line], index: int) -> bool:
    """Handles a line that can only stand between posts, or says nothing; False for text."""
    line = lines[index]
    bare = line.bare
    if len(bare) > COUNTER_LINE:
        return False
    if bare.startswith("#") and is_short(bare) and HASHTAGS.match(bare):
        _take_tags(reader, lines, index)
        return True
    if reader.pictured is not None and reader.stretch and bare and _shows_a_picture(lines, index, reader.footers):
        take_pictured(reader)
    return _take_line(reader, line, bare)


def _take_line(reader: DumpReader, line: Line, bare: str) -> bool:
    short = len(bare) <= SHORT_LINE
    if bare in reader.footers or (short and lexicon.is_chrome(bare)):
        close_stretch(reader)
        reader.edges += 1
        _sign(reader, line)
    elif counters := reactions(bare):
        close_stretch(reader)
        _count(reader, counters)
        reader.harvest.drop([line], "reaction counter of the post above")
    elif short and (views := heat(bare)):
        close_stretch(reader)
        if reader.last:
            reader.last.heat = max(reader.last.heat or 0, views[0])
        reader.harvest.drop([line], "view counter of the post above")
    elif short and "%" in bare and lexicon.ODDS.match(bare):
        reader.harvest.drop([line], "how often the question is put")
    else:
        return False
    return True


def _take_tags(reader: DumpReader, lines: Sequence[Line], index: int) -> None:
    """Hash tags close a post, but for those between a question and its answer."""
    tags = hashtags(lines[index].bare)
    asked = trimmed(reader.stretch)
    below = next((line.bare for line in lines[index + 1 : index + 4] if line.text.strip()), "")
    if asked and asks(asked[-1].text) and below and not asks(below) and not _is_end(below, reader.footers):
        reader.waiting_tags = tuple(dict.fromkeys(reader.waiting_tags + tags))[:MOST_TAGS]
        return
    close_stretch(reader)
    _tag(reader, tags)


def _is_end(bare: str, footers: frozenset[str]) -> bool:
    return bare in footers or reactions(bare) is not None or (is_short(bare) and lexicon.is_chrome(bare))


def _shows_a_picture(lines: Sequence[Line], index: int, footers: frozenset[str]) -> bool:
    """Whether an edge begins at this line that holds the note of a page about a picture."""
    for line in lines[index : index + 8]:
        bare = line.bare
        if opens_telegram(bare):
            return True
        if bare and not _is_end(bare, footers):
            return False
    return False


def _sign(reader: DumpReader, line: Line) -> None:
    bare = line.bare
    if is_signature(bare) and not lexicon.is_chrome(bare):
        if reader.last and not reader.last.channel:
            reader.last.channel = bare
        reader.harvest.drop([line], "channel signature")
    else:
        reader.harvest.drop([line], "footer: repeated under posts")
    reader.signed = True


def _count(reader: DumpReader, counters: dict[str, int]) -> None:
    reader.edges += 1
    if reader.last:
        reader.last.reactions = merged(reader.last.reactions, counters)


def _tag(reader: DumpReader, tags: tuple[str, ...]) -> None:
    if reader.last and not reader.signed:
        reader.last.tags = tuple(dict.fromkeys(reader.last.tags + tags))[:MOST_TAGS]
    else:
        reader.waiting_tags = tags
