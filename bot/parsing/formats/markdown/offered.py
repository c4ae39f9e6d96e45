"""Options that a question offers: ticked boxes or letters, and which of them are right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.letters import LETTERS, in_order, parted_line, places
from bot.parsing.formats.markdown.titles import label_rest, plain
from bot.parsing.items import Options

_CHECKBOX = re.compile(r"\[([ xX✓✔])\]\s*")
_LETTERED = re.compile(rf"\**\(?([{LETTERS}])\s*[.:：)、）．]\**\s*(?=\S)")
CHOSEN = re.compile(
    rf"\W*(?:option |вариант |选)?([{LETTERS}](?:(?:[\s,，、/&]{{0,3}}| и | and |和)[{LETTERS}]){{0,7}})(?:\W|$)"
)
"""The letters of the right options, and nothing else."""
_NAMED = re.compile(rf"\W*([{LETTERS}])\s*[).:：、．]\s*(.+?)[\s*]*")
IN_QUESTION = re.compile(r"[(（]\s*([A-H]{1,4})\s*[)）]")
"""The key where Chinese tests leave room for it."""

_MARKED = re.compile(
    rf"([{LETTERS}])(?:[\s\-–—:.)(]*(correct|right|true|верно|правильно|正确|[✅✔☑✓])\W*)?", re.IGNORECASE
)
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_TICK = re.compile(r"\s*[✅✔☑]\ufe0f?\s*\**\s*$")
_WORDS = re.compile(r"[\u4e00-\u9fff]|\w+")
_MARKS = re.compile(r"`([^`]*)`|[`*]")


@dataclass(slots=True)
class Choice:
    """An option, whether it is right, and code that belongs to it."""

    text: str
    right: bool
    code: list[Block] = field(default_factory=list)
    sign: str = ""
    """Its letter."""


def without_choices(
    asked: Sequence[Block], answer: Sequence[Block], *, keyed: bool
) -> tuple[list[Block], list[Block], list[Choice]]:
    """Question and answer without a list of options; what stands above ticked options is asked. `keyed` says that the
    question names the right ones."""
    for blocks, in_question in ((asked, True), (answer, False)):
        start = next((at for at, block in enumerate(blocks) if choices_of(block)), None)
        if start is None:
            continue
        end, choices = _gathered(blocks, start)
        ticked = any(choice.right for choice in choices)
        if len(choices) < 2 or not (in_question or ticked or keyed):
            continue
        above = list(blocks[:start])
        if above and len(above[-1].text) <= 60 and words.OPTIONS_LABEL.fullmatch(above[-1].text):
            above.pop()
        if in_question:
            return [*above, *blocks[end:]], list(answer), choices
        return [*asked, *above], list(blocks[end:]), choices
    return list(asked), list(answer), []


def _gathered(blocks: Sequence[Block], start: int) -> tuple[int, list[Choice]]:
    choices: list[Choice] = []
    at = start
    while at < len(blocks):
        found = choices_of(blocks[at])
        if found:
            choices += found
        elif blocks[at].kind == "code" and choices and len(choices[-1].text) <= 3:
            choices[-1].code.append(blocks[at])
        else:
            break
        at += 1
    return at, choices


def choices_of(block: Block) -> list[Choice]:
    """The options that a list offers: ticked boxes or letters before every item."""
    if block.kind == "paragraph":
        return _choices_in_lines(block.text)
    if block.kind != "list":
        return []
    found: list[Choice] = []
    strong: list[bool] = []
    for item in block.children:
        first = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        box = _CHECKBOX.match(first)
        bold = _BOLD.fullmatch(first)
        letter = _LETTERED.match(first[box.end() :] if box else first)
        if not box and not letter:
            return []
        text = first[box.end() :] if box else first
        if letter:
            text = text[letter.end() :]
        code = [child for child in item.children[1:] if child.kind == "code"]
        text = text.removesuffix("**") if bold and letter else text
        found.append(Choice(text.strip(" :"), bool(box and box[1] != " "), code, letter[1] if letter else ""))
        strong += [bold is not None]
    if len(found) > 1 and sum(strong) == 1 and not any(choice.right for choice in found):
        found[strong.index(True)].right = True
    return found


def _choices_in_lines(text: str) -> list[Choice]:
    """The options that the lines of a paragraph are, or that stand on its only line."""
    if _LETTERED.match(text) is None:
        return []
    lines = [part for line in text.split("\n") for part in parted_line(line)]
    found = [_LETTERED.match(line) for line in lines]
    if len(lines) < 2 or not all(found):
        return []
    signs = [letter[1] for letter in found if letter]
    ticked = [_TICK.search(line) is not None for line in lines]
    if sum(ticked) != 1 and (any(ticked) or not in_order(signs)):
        return []
    return [
        Choice(_TICK.sub("", line[letter.end() :]).strip(" :*"), right, sign=letter[1])
        for line, letter, right in zip(lines, found, ticked, strict=True)
        if letter
    ]


def chosen(
    answer: list[Block], choices: Sequence[Choice], links: Mapping[str, str]
) -> tuple[list[Block], tuple[int, ...]]:
    """The right options that the top of an answer names, and the answer without their letters; as it is where it names
    an option in other words."""
    for at, block in enumerate(answer[:2]):
        if right := _marked_letters(block, choices):
            return [*answer[:at], *answer[at + 1 :]], right
        if block.kind not in ("paragraph", "heading"):
            break
        first, _, rest = block.text.partition("\n")
        head = plain(first, links)
        labelled = label_rest(words.ANSWER_LABEL, head)
        key = labelled if labelled is not None else head
        letter = CHOSEN.fullmatch(key)
        right = _places(letter[1], choices) if letter else ()
        right = right or _repeated(key, choices, links)
        if not right and (number := _reworded(key, choices, links)) is not None:
            return answer, (number,)
        if right:
            more = [Block("paragraph", block.line, rest)] if rest.strip() else []
            return [*answer[:at], *more, *answer[at + 1 :]], right
    return answer, ()


def key_in_question(text: str, choices: Sequence[Choice]) -> tuple[str, tuple[int, ...]]:
    """A question without the letters that stand in the room it leaves for them, and the options that these name."""
    found = IN_QUESTION.search(text)
    right = _places(found[1], choices) if found else ()
    return (f"{text[: found.start()]}（ ）{text[found.end() :]}", right) if found and right else (text, ())


def _places(key: str, choices: Sequence[Choice]) -> tuple[int, ...]:
    return places(key, [choice.sign for choice in choices], len(choices))


def _marked_letters(block: Block, choices: Sequence[Choice]) -> tuple[int, ...]:
    """The right options by a list of all letters in which these are marked."""
    if block.kind != "list" or len(block.children) != len(choices):
        return ()
    found = [_MARKED.fullmatch(item.children[0].text) if item.children else None for item in block.children]
    marked = "".join(letter[1] for letter in found if letter and letter[2])
    return _places(marked, choices) if all(found) and marked else ()


def _repeated(key: str, choices: Sequence[Choice], links: Mapping[str, str]) -> tuple[int, ...]:
    """The option that a key names by its letter and its text."""
    told = _named(key, choices, links)
    return told[0] if told and told[1] == told[2] else ()


def _reworded(key: str, choices: Sequence[Choice], links: Mapping[str, str]) -> int | None:
    """The option whose letter a line names with words of its own, of which most are that option's, or the other way
    round."""
    found = _named(key, choices, links)
    if found is None:
        return None
    told, text = (set(_WORDS.findall(each)) for each in found[1:])
    return found[0][0] if len(told & text) * 2 > min(len(told), len(text)) else None


def _named(key: str, choices: Sequence[Choice], links: Mapping[str, str]) -> tuple[tuple[int, ...], str, str] | None:
    """The place of the option whose letter a line begins with, what the line says, and what the option says."""
    found = _NAMED.fullmatch(key)
    right = _places(found[1], choices) if found else ()
    if found is None or not right:
        return None
    told, text = (_MARKS.sub(r"\1", plain(each, links)).casefold() for each in (found[2], choices[right[0]].text))
    return right, told, text


def right_answers(choices: Sequence[Choice], right: Sequence[int]) -> list[Block]:
    found: list[Block] = []
    for number in right:
        choice = choices[number]
        if choice.text and not (choice.code and len(choice.text) <= 3):
            found.append(Block("paragraph", 0, choice.text))
        found += choice.code
    return found


def options_of(choices: Sequence[Choice], right: tuple[int, ...]) -> Options | None:
    texts = tuple(_MARKS.sub(r"\1", choice.text).strip() for choice in choices)
    if len(texts) < 2 or any(choice.code for choice in choices) or not all(texts):
        return None
    return Options(texts, right, sure=bool(right))
