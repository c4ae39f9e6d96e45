"""Options that a question offers: ticked boxes or letters, and which of them are right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.parsing.formats.markdown import words
from bot.parsing.formats.markdown.blocks import Block
from bot.parsing.formats.markdown.titles import label_rest, plain
from bot.parsing.items import Options

_CHECKBOX = re.compile(r"\[([ xX✓✔])\]\s*")
_LETTERED = re.compile(r"\**\(?([A-Ha-h])\s*[.:：)、）]\**\s*(?=\S)")
CHOSEN = re.compile(r"\W*(?:option |вариант |选)?([A-H](?:[\s,，、/&和и]{0,3}[A-H]){0,7})(?:\W|$)")
"""The letters of the right options, and nothing else."""
_NAMED = re.compile(r"\W*([A-H])\s*[).:：、]\s*(.+?)[\s*]*")
_TICK = re.compile(r"\s*[✅✔☑]\ufe0f?\s*\**\s*$")
_MARKS = re.compile(r"[`*]")


@dataclass(slots=True)
class Choice:
    """An option, whether it is right, and code that belongs to it."""

    text: str
    right: bool
    code: list[Block] = field(default_factory=list)


def without_choices(asked: Sequence[Block], answer: Sequence[Block]) -> tuple[list[Block], list[Block], list[Choice]]:
    """Question and answer without a list of options; what stands above ticked options is asked."""
    for blocks, in_question in ((asked, True), (answer, False)):
        start = next((at for at, block in enumerate(blocks) if choices_of(block)), None)
        if start is None:
            continue
        end, choices = _gathered(blocks, start)
        ticked = any(choice.right for choice in choices)
        if len(choices) < 2 or not (in_question or ticked):
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
    for item in block.children:
        first = item.children[0].text if item.children and item.children[0].kind == "paragraph" else ""
        box = _CHECKBOX.match(first)
        letter = _LETTERED.match(first[box.end() :] if box else first)
        if not box and not letter:
            return []
        text = first[box.end() :] if box else first
        if letter:
            text = text[letter.end() :]
        code = [child for child in item.children[1:] if child.kind == "code"]
        found.append(Choice(text.strip(" :"), bool(box and box[1] != " "), code))
    return found


def _choices_in_lines(text: str) -> list[Choice]:
    """The options that the lines of a paragraph are, one of them ticked."""
    found = [_LETTERED.match(line) for line in text.split("\n")]
    lines = [(line[letter.end() :], letter) for line, letter in zip(text.split("\n"), found, strict=True) if letter]
    ticked = [_TICK.search(line) is not None for line, _ in lines]
    letters = "".join(letter[1].upper() for _, letter in lines)
    told = sum(ticked) == 1 or (len(lines) > 2 and not any(ticked) and "ABCDEFGH".startswith(letters))
    if len(lines) < 2 or len(lines) < len(found) or not told:
        return []
    return [Choice(_TICK.sub("", line).strip(" :*"), right) for (line, _), right in zip(lines, ticked, strict=True)]


def chosen(
    answer: list[Block], choices: Sequence[Choice], links: Mapping[str, str]
) -> tuple[list[Block], tuple[int, ...]]:
    """Takes the letter of the right option off the top of an answer."""
    for at, block in enumerate(answer[:2]):
        if block.kind not in ("paragraph", "heading"):
            break
        first, _, rest = block.text.partition("\n")
        head = plain(first, links)
        labelled = label_rest(words.ANSWER_LABEL, head)
        letter = CHOSEN.fullmatch(labelled if labelled is not None else head)
        right = tuple(sorted({ord(sign) - ord("A") for sign in letter[1] if "A" <= sign <= "H"})) if letter else ()
        right = right or _repeated(labelled or "", choices, links)
        if right and right[-1] < len(choices):
            more = [Block("paragraph", block.line, rest)] if rest.strip() else []
            return [*answer[:at], *more, *answer[at + 1 :]], right
    return answer, ()


def _repeated(key: str, choices: Sequence[Choice], links: Mapping[str, str]) -> tuple[int, ...]:
    """The option that a key names by its letter and its text."""
    found = _NAMED.fullmatch(key)
    number = ord(found[1]) - ord("A") if found else len(choices)
    if found is None or number >= len(choices):
        return ()
    told, text = (_MARKS.sub("", plain(each, links)).casefold() for each in (found[2], choices[number].text))
    return (number,) if told == text else ()


def right_answers(choices: Sequence[Choice], right: Sequence[int]) -> list[Block]:
    found: list[Block] = []
    for number in right:
        choice = choices[number]
        if choice.text and not (choice.code and len(choice.text) <= 3):
            found.append(Block("paragraph", 0, choice.text))
        found += choice.code
    return found


def options_of(choices: Sequence[Choice], right: tuple[int, ...]) -> Options | None:
    texts = tuple(_MARKS.sub("", choice.text).strip() for choice in choices)
    if len(texts) < 2 or any(choice.code for choice in choices) or not all(texts):
        return None
    return Options(texts, right, sure=bool(right))
