"""Writes what a post asks and answers as a card has it: the question without decoration, answers in Markdown."""

import re
from dataclasses import dataclass, replace

from bot.domain.markup import shows_something
from bot.domain.quiz_options import answer_of
from bot.domain.topics import Topics
from bot.parsing import lexicon, post_words
from bot.parsing.adverts import advert_start
from bot.parsing.answers import Answer, as_markdown
from bot.parsing.blocks import Line, is_emoji, question_text
from bot.parsing.items import Options
from bot.parsing.post_answers import Asked, trimmed_range
from bot.parsing.post_text import PostText
from bot.parsing.posts import LABEL_HEAD

LONGEST_WHY = 1000
_SHOWN = frozenset(("bold", "italic", "strike", "code", "link"))
_ASKED = frozenset(("code",))
_SIGNS = "❗❕✅💡👉👇🔽⬇\ufe0f \u00a0"
# Code is never taken for the beginning of an advert above or below it.
_TAG_BEFORE = re.compile(r"#[^\W\d]{1,20}[\\_]{0,2}\d{1,5}[ \t]+(?=\S)")
"""A hash tag with the number of the question in its series."""
_CODE = "code()"
_TAGS_BEHIND = re.compile(r"(?<=[?\uff1f])(?:\s*#[^\W\d]\w*)+\s*$")
_CODE_SIGNS = re.compile(
    r"[=({;}>$@]|^\s*(?:import|from|select|with|for|def|class|git|docker|pip|kubectl|run|return)\b", re.IGNORECASE
)
"""One of these stands in any piece of code of two lines and more."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question with its answers, Markdown; empty where there is none. `cut` are lines that sell something."""

    question: str
    short: str = ""
    full: str = ""
    code_blocks: int = 0
    cut: tuple[int, ...] = ()
    options: Options | None = None

    @property
    def answer(self) -> str:
        return self.full or self.short


def write(text: PostText, asked: Asked, topics: Topics, *, calm: bool = False) -> Written:
    """The card that a post asks for; in a `calm` one nothing speaks as adverts do."""
    question = _markdown(text, asked.question, _question_labels(text, asked.question), _ASKED)
    _leave_labels_out(text, asked)
    full, short = asked.full, asked.short
    cut: tuple[int, ...] = ()
    if full and not calm:
        full, cut = _without_advert(text, asked.full, topics)
    elif not calm:
        short, cut = _without_advert(text, asked.short, topics)
    if asked.options:
        return _with_options(asked.options, question, _markdown(text, full, asked.cuts, _SHOWN), cut)
    answers = [_markdown(text, places, asked.cuts, _SHOWN) for places in (short, full)]
    blocks = question.code_blocks + (answers[1] if answers[1].markdown else answers[0]).code_blocks
    return Written(shown_question(question.markdown), answers[0].markdown, answers[1].markdown, blocks, cut)


def shown_question(markdown: str) -> str:
    """A question as a card shows it: without label, number and emoji around it."""
    bare = _TAGS_BEHIND.sub("", question_text(_TAG_BEFORE.sub("", markdown, count=1)))
    end = len(bare)
    while end and (bare[end - 1].isspace() or is_emoji(bare[end - 1])):
        end -= 1
    return bare[:end]


def _markdown(text: PostText, places: range, cuts: dict[int, int], marks: frozenset[str]) -> Answer:
    if not places:
        return Answer("", 0)
    lines = text.markdown(places, cuts=cuts, marks=marks)
    if len(lines) == 1:
        return Answer(lines[0].text.strip() if shows_something(lines[0].text) else "", 0)
    fenced = text.has_blocks or not any(_CODE_SIGNS.search(line.text) for line in lines)
    return as_markdown(lines, all_fenced=fenced)


def _question_labels(text: PostText, places: range) -> dict[int, int]:
    """The channel's own label before a question, as a cut; it stays where it says what the question is about."""
    return {place: cut for place in places if (cut := text.own.of_question(text.lines[place]))}


def _leave_labels_out(text: PostText, asked: Asked) -> None:
    """Cuts the label or sign that stands before an answer that nothing else parts from its question."""
    for places in (asked.short, asked.full):
        if not places or places.start in asked.cuts or text.code[places.start]:
            continue
        line = text.lines[places.start]
        own = text.own.of_answer(line)
        label = lexicon.SHORT_LABEL.match(line[:LABEL_HEAD]) or lexicon.FULL_LABEL.match(line[:LABEL_HEAD])
        if own or label:
            asked.cuts[places.start] = own or (label.end() if label else 0)
        elif line.lstrip().startswith(post_words.ANSWER_SIGN):
            asked.cuts[places.start] = len(line) - len(line.lstrip(_SIGNS))


def _without_advert(text: PostText, places: range, topics: Topics) -> tuple[range, tuple[int, ...]]:
    if len(places) < 2:
        return places, ()
    judged = [Line(place, _CODE) if text.code[place] else text.judged(place) for place in places]
    start = advert_start(judged, topics)
    kept = trimmed_range(text, places.start, places.start + start)
    return kept, tuple(places[start:])


def _with_options(options: Options, question: Answer, why: Answer, cut: tuple[int, ...]) -> Written:
    named = answer_of(options.offered, options.right, None)
    explained = "\n\n".join(part for part in (named, why.markdown) if part)
    told = why.markdown if 0 < len(why.markdown) <= LONGEST_WHY else None
    blocks = question.code_blocks + why.code_blocks
    return Written(shown_question(question.markdown), "", explained, blocks, cut, replace(options, why=told))
