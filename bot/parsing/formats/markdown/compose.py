"""From a title and what stands under it to a question and its answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bot.domain.cards import Level
from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.offered import (
    CHOSEN,
    IN_QUESTION,
    Choice,
    choices_of,
    chosen,
    key_in_question,
    options_of,
    right_answers,
    without_choices,
)
from bot.parsing.formats.markdown.tidy import says_something
from bot.parsing.formats.markdown.titles import Title, asks, folded_name, label_rest, level_told, plain, read_title
from bot.parsing.formats.markdown.write import write
from bot.parsing.items import Options

NEAR = 3
"""How many blocks below a title are looked at for the code that it speaks of."""

BESIDE = 200
"""Characters that may stand between a title that speaks of code and the code."""

ASIDE = 800
"""Characters that may stand above an answer's label and still belong to the question."""

_SOLVES = re.compile(r"soluti|решени|解析|explan", re.IGNORECASE)
"""Labels of an answer that also stand behind an answer."""


@dataclass(slots=True)
class Card:
    """A question, and its answer if there is one; `code_blocks` counts those of both."""

    question: str
    answer: str | None
    code_blocks: int
    hint: str | None = None
    labelled: bool = False
    """Whether the answer is named as such."""
    options: Options | None = None
    level: Level | None = None


@dataclass(slots=True)
class _Parts:
    """What stands under a title, by what it is for."""

    before: list[Block] = field(default_factory=list)
    question: list[Block] = field(default_factory=list)
    hint: list[Block] = field(default_factory=list)
    answer: list[Block] = field(default_factory=list)
    facts: list[Block] = field(default_factory=list)
    label: str | None = None
    folded: bool = False
    unnamed: bool = False
    """Whether the part that is folded away does not say that it is the answer."""
    shut: bool = False
    """Whether the answer was folded away, and is over."""


def compose(
    title: Title, blocks: Sequence[Block], links: Mapping[str, str], aside: Sequence[Block] = ()
) -> Card | None:
    """The card of a title and the blocks under it; None where nothing is asked. `aside` are blocks of the question.

    Code goes into the question where the title says nothing without it; what stands above a labelled or folded answer
    goes there as well. Options go out of both.
    """
    if len(blocks) == 1 and blocks[0].kind == "quote":
        blocks = blocks[0].children
    level, blocks = _without_facts(blocks)
    parts = _parted(blocks, links, facts=True)
    if parts.label is None and parts.facts:
        parts = _parted(blocks, links, facts=False)
    asked, answer, choices = without_choices(
        *_question_and_answer(title, parts, aside), keyed=IN_QUESTION.search(title.text) is not None
    )
    words_of_title = "" if _names_only(title, parts, links) else title.text
    if not words_of_title:
        if not asked and len(answer) > 1 and answer[0].kind in ("paragraph", "quote"):
            asked, answer = [answer[0]], answer[1:]
        if not asked:
            return None
        asked = [_as_question(block, links) for block in asked]
    shown = any(block.kind == "code" for block in answer[:NEAR]) and not any(block.kind == "code" for block in asked)
    if shown and (title.generic or title.refers):
        always = title.generic or words.OUTPUT.search(title.text) is not None
        answer = _give_code(answer, asked, always=always)
    answer = _without_repeated(answer, words_of_title, links)
    words_of_title, said, right, answer = _with_key(words_of_title, answer, choices, links)
    told = write(answer) if says_something(said) or right else None
    question = write([*([Block("paragraph", 0, words_of_title)] if words_of_title else []), *asked])
    if not question.markdown:
        return None
    return Card(
        question=question.markdown,
        answer=told.markdown if told and told.markdown else None,
        code_blocks=question.code_blocks + (told.code_blocks if told else 0),
        hint=write(parts.hint).markdown or None,
        labelled=parts.label is not None,
        options=options_of(choices, right),
        level=level,
    )


def _with_key(
    title: str, answer: list[Block], choices: Sequence[Choice], links: Mapping[str, str]
) -> tuple[str, list[Block], tuple[int, ...], list[Block]]:
    """A title without the key in it, an answer without the letters of its key, the right options, and the answer that
    begins with their texts, unless it names an option in words of its own."""
    right = tuple(number for number, choice in enumerate(choices) if choice.right)
    if choices and not right:
        title, right = key_in_question(title, choices)
    if right or not choices:
        return title, answer, right, [*right_answers(choices, right), *answer]
    said, right = chosen(answer, choices, links)
    return title, said, right, answer if said is answer else [*right_answers(choices, right), *said]


def _question_and_answer(title: Title, parts: _Parts, aside: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """What is asked besides the title, and what answers it."""
    told = parts.question and title.asks >= 2 and not title.generic
    asked = [*aside, *(_said_besides(parts.question) if told else parts.question)]
    if parts.label is None:
        quoted = title.text.endswith((":", "：")) and len(parts.before) > 1 and parts.before[0].kind == "quote"
        return [*asked, *parts.before[:quoted]], parts.before[quoted:]
    asked = [block for block in asked if _behind_facts(block) is None]
    parts.before = [block for block in parts.before if _behind_facts(block) is None]
    if _belongs_to_question(title, parts, asked):
        return [*asked, *parts.before], parts.answer
    return list(aside), [*parts.before, *parts.answer]


def _without_facts(blocks: Sequence[Block]) -> tuple[Level | None, Sequence[Block]]:
    """The level that lines at the top or the end name, and the blocks without those lines about the question."""
    for at, block in enumerate(blocks[:2]):
        rest = _behind_facts(block)
        if rest is not None:
            left = [Block("paragraph", block.line, rest)] if rest else []
            return level_told(_unboxed(block).text), [*blocks[:at], *left, *blocks[at + 1 :]]
        if block.kind != "rule":
            break
    end = len(blocks) - 1
    while end > 0 and blocks[end].kind == "rule":
        end -= 1
    if end > 0 and _behind_facts(blocks[end]) == "" and ("\n" in blocks[end].text or level_told(blocks[end].text)):
        return level_told(blocks[end].text), blocks[:end]
    return None, blocks


def _unboxed(block: Block) -> Block:
    return block.children[0] if block.kind == "quote" and len(block.children) == 1 else block


def _behind_facts(block: Block) -> str | None:
    """What stands behind the lines of a paragraph that tell of what kind a question is: nothing, or its answer; None
    where it is no such paragraph, and none that is quoted."""
    block = _unboxed(block)
    lines = block.text.split("\n") if block.kind == "paragraph" else []
    facts = list(takewhile(bool, (words.FACT.fullmatch(line) for line in lines)))
    rest = "\n".join(lines[len(facts) :])
    if all(fact is not None and fact[1] for fact in facts):
        return None
    return rest if not rest or label_rest(words.ANSWER_LABEL, rest) is not None else None


def _names_only(title: Title, parts: _Parts, links: Mapping[str, str]) -> bool:
    """Whether a title only names what a labelled question below it asks."""
    first = parts.question[0] if parts.question and title.asks < 1 else None
    return first is not None and first.kind == "paragraph" and asks(plain(first.text, links)) >= 1


def _said_besides(question: Sequence[Block]) -> list[Block]:
    """The parts of a question that a title does not tell in other words: code, lists, more than one paragraph."""
    return list(question) if len(question) > 1 or any(block.kind != "paragraph" for block in question) else []


def _without_repeated(answer: list[Block], title: str, links: Mapping[str, str]) -> list[Block]:
    """An answer that does not begin with the question once more."""
    if not answer or answer[0].kind != "paragraph" or not title:
        return answer
    first, _, rest = answer[0].text.partition("\n")
    # Reading a title is slow, and few answers begin with the longest word of their question.
    if max(title.split(), key=len) not in first or read_title(first, links).text != title:
        return answer
    more = [Block("paragraph", answer[0].line + 1, rest)] if rest.strip() else []
    return [*more, *answer[1:]] if more or len(answer) > 1 else answer


def _parted(blocks: Sequence[Block], links: Mapping[str, str], *, facts: bool) -> _Parts:
    """The blocks parted at labels: paragraphs, headings and folded parts named Question, Hint or Answer; with `facts`
    also at those that name what the question is about."""
    parts = _Parts()
    into = parts.before
    for block in blocks:
        if block.kind == "rule" and parts.shut:
            # Behind a folded answer a rule ends the question.
            break
        text = _label_text(block, links)
        if into is parts.answer and text is not None and words.FURTHER.fullmatch(text[:60]):
            break
        if text is None or (into is parts.answer and block.kind != "details" and not _is_hint(text)):
            into.append(block)
            continue
        name, rest = _label(text, folded=block.kind == "details") or (None, "")
        if name is None or (name == "fact" and not facts):
            into.append(block)
            continue
        sink = {"question": parts.question, "hint": parts.hint, "answer": parts.answer, "fact": parts.facts}[name]
        if name == "fact":
            sink.append(block)
        if name == "answer" and parts.label is None:
            parts.label = text
            parts.folded = block.kind == "details" and words.ANSWER_LABEL.match(text) is not None
            parts.unnamed = block.kind == "details" and not parts.folded
        if rest:
            sink.append(Block("paragraph", block.line, rest))
        if block.kind == "details":
            sink += _without_label(block.children)
            parts.shut = name == "answer"
            into = parts.answer if parts.label is not None else into
        else:
            into = sink
    return parts


def _without_label(blocks: Sequence[Block]) -> Sequence[Block]:
    """What is folded away, without a first line that only names it once more."""
    first = blocks[0] if blocks else None
    named = first is not None and first.kind in ("paragraph", "heading") and len(first.text) <= 60
    return blocks[1:] if named and first and label_rest(words.ANSWER_LABEL, first.text) == "" else blocks


def _label_text(block: Block, links: Mapping[str, str]) -> str | None:
    if block.kind == "details":
        return plain(" ".join(each.text for each in block.summary), links)
    if block.kind == "heading" or (block.kind == "paragraph" and not choices_of(block)):
        return block.text
    return None


def _is_hint(text: str) -> bool:
    return label_rest(words.HINT_LABEL, text) is not None


def _label(text: str, *, folded: bool) -> tuple[str, str] | None:
    """Which part a text names, and what of the part stands on the same line."""
    if folded:
        name = folded_name(text)
        letter = label_rest(words.ANSWER_LABEL, text) or ""
        return (name, letter if CHOSEN.fullmatch(letter) else "") if name else None
    for name, pattern in (("hint", words.HINT_LABEL), ("answer", words.ANSWER_LABEL)):
        rest = label_rest(pattern, text)
        if rest is not None:
            return name, rest
    if words.FACT_HEADING.fullmatch(text[:60]):
        return "fact", ""
    question = words.QUESTION_LABEL.match(text[:60])
    if question is None or not (len(text) <= question.end() or any(sign in question[0] for sign in ":：")):
        return None
    return "question", text[question.end() :].strip("*_ ")


def _belongs_to_question(title: Title, parts: _Parts, asked: Sequence[Block]) -> bool:
    """Whether what stands above the label of the answer is asked, and not a part of the answer itself."""
    if any(block.kind == "paragraph" and words.ABOUT.match(block.text) for block in parts.before):
        return False
    if not parts.before or not title.text or title.generic or title.refers or asked or parts.folded:
        return True
    if parts.unnamed:
        return asks(title.text) < 2 or any(block.kind == "list" and choices_of(block) for block in parts.before)
    size = sum(len(block.text) + sum(len(child.text) for child in block.children) for block in parts.before)
    shows = any(block.kind in ("code", "list", "table") or choices_of(block) for block in parts.before)
    solves = _SOLVES.search((parts.label or "").partition("\n")[0]) is not None
    return size <= ASIDE and (shows or asks(title.text) < 2) and not (solves and asks(title.text) >= 2)


def _as_question(block: Block, links: Mapping[str, str]) -> Block:
    """A paragraph or quote without marks, as a title is."""
    if block.kind == "quote" and all(child.kind == "paragraph" for child in block.children):
        return Block("paragraph", block.line, "\n\n".join(plain(child.text, links) for child in block.children))
    return Block("paragraph", block.line, plain(block.text, links)) if block.kind == "paragraph" else block


def _give_code(answer: list[Block], asked: list[Block], *, always: bool) -> list[Block]:
    """Moves the code near the top into the question: always, or where an answer is left then."""
    place = next((at for at, block in enumerate(answer[:NEAR]) if block.kind == "code"), None)
    if place is None:
        return answer
    rest = [*answer[:place], *answer[place + 1 :]]
    short = sum(len(block.text) for block in answer[:place]) <= BESIDE
    if not always and not (short and says_something(rest)):
        return answer
    asked.append(answer[place])
    return rest
