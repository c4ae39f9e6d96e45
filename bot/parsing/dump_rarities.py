"""What a dump holds besides posts that ask in words: polls, answers to pictures, news with headings that ask."""

import re
from collections.abc import Sequence

from bot.domain.topics import Topics
from bot.parsing.adverts import is_advert, promotes, technical
from bot.parsing.answers import as_markdown
from bot.parsing.blocks import Line, asks, content, ends_sentence, question_text, trimmed
from bot.parsing.channel_page import speaks_of_interviews
from bot.parsing.dump_posts import SHORTEST_ANSWER, DumpReader, close_stretch
from bot.parsing.harvest import Find, Harvest
from bot.parsing.items import Options
from bot.parsing.question_words import asks_unmarked
from bot.parsing.score import Evidence

POLL_LINES = 4
TITLE_LINES = 3
MOSTLY = 0.6
FEWEST_SIGNS = 2
_IS_LABEL = re.compile(r"label |question is labelled")


def says_interview(lines: Sequence[Line]) -> bool:
    return any(speaks_of_interviews(line.text) for line in content(lines[: TITLE_LINES * 4])[:TITLE_LINES])


def drop_headings(harvest: Harvest, before: int) -> None:
    """Takes back the questions of a text that begins with other things, names no interview, and mostly does not speak
    of programming where it asks: a piece of news with headings that ask."""
    finds = harvest.finds[before:]
    doubtful = [
        find for find in finds if find.kind != "article" and not any(map(_IS_LABEL.match, find.evidence.reasons))
    ]
    about = sum(technical(find.question, harvest.topics) > 0 or _explains(find, harvest.topics) for find in doubtful)
    if about >= MOSTLY * len(doubtful):
        return
    harvest.finds[before:] = [find for find in finds if not any(find is each for each in doubtful)]
    harvest.drop(
        (Line(find.line, find.question) for find in doubtful), "a heading that asks, in a text about other things"
    )


def _explains(find: Find, topics: Topics) -> bool:
    """Whether the answer speaks of programming, in a sentence."""
    answer = find.answer or ""
    return technical(answer, topics) >= FEWEST_SIGNS and any(ends_sentence(line) for line in answer.split("\n"))


def take_pictured(reader: DumpReader) -> None:
    """Keeps an answer without a question for the case that the channel puts its questions into pictures."""
    stretch = trimmed(reader.stretch)
    said = content(stretch)
    topics = reader.harvest.topics
    signed = bool(said) and reader.sign is not None and said[0].bare.startswith(reader.sign)
    unmarked = reader.mixed == "posts" and bool(said) and asks_unmarked(said[0].bare)
    if (
        not said
        or signed
        or unmarked
        or any(asks(line.text) for line in said)
        or is_advert(said)
        or promotes(said[0].text)
    ):
        return
    if sum(len(line.bare) for line in said) < SHORTEST_ANSWER or not any(technical(line.text, topics) for line in said):
        return
    answer = as_markdown(stretch)
    evidence = Evidence()
    evidence.add("answer in a channel of interview questions", 0.5)
    evidence.against("its question stands in a picture", 0.6)
    find = Find("draft", "", said[0].number, evidence, answer=answer.markdown, code_blocks=answer.code_blocks)
    find.channel = reader.channel
    if reader.pictured is not None:
        reader.pictured.append((find, said))
    reader.stretch = []
    reader.last, reader.signed = find, False
    reader.said = frozenset(line.bare for line in said)


def take_poll(reader: DumpReader, shown: Sequence[Line], options: Options) -> None:
    stretch = trimmed(reader.stretch)
    said = content(stretch)
    asked = stretch if len(said) <= POLL_LINES else said[-1:]
    reader.stretch = stretch[: len(stretch) - len(asked)] if asked else []
    close_stretch(reader)
    reader.harvest.drop(shown, "options of a poll, whose key is hidden")
    if not asked:
        return
    evidence = Evidence()
    evidence.add("question of a poll", 0.5)
    evidence.against("the page hides the key; proposed is what most people chose", 0.5)
    # A page shows the end of a long question again.
    once = [line for number, line in enumerate(asked) if number == 0 or line.bare != asked[number - 1].bare]
    question = as_markdown(once)
    find = Find(
        "draft",
        question_text(question.markdown),
        asked[0].number,
        evidence,
        code_blocks=question.code_blocks,
        options=options,
        tags=reader.waiting_tags,
        channel=reader.channel,
    )
    reader.harvest.finds.append(find)
    reader.waiting_tags = ()
    reader.last, reader.signed = find, False
