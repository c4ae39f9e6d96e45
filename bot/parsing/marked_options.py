"""Options of a quiz whose right ones carry a mark, such as "+ TCP" among "- UDP": found where a page does so again and
again, since by themselves such lines are as well the pros and cons of something.
"""

import re
from collections.abc import Sequence

from bot.parsing.blocks import LABEL_LINE, Line, content
from bot.parsing.joined_answers import Asked
from bot.parsing.question_heads import opens_answer

FEWEST = 3
MOSTLY = 0.7
LETTERS = "ABCDEFGH"

_RIGHT = re.compile(
    r"^\s*[+✓✔√✅☑*]\s*(?P<front>\S.*?)\s*$"
    r"|^\s*(?:[-–•○□✗✘×❌]\s*)?(?P<back>\S.*?)\s*(?:[✓✔√✅]|[(（]\s?(?:верно|правильн\w*(?: ответ)?"
    r"|correct(?: answer)?|right|正确(?:答案)?)\s?[)）])\s*$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"^\s*(?:[-–•○□✗✘×❌]\s*)?(?P<said>\S.*?)\s*$")


def letter_marked_options(asked: Sequence[Asked]) -> None:
    """Gives options with marks letters and a key, where most questions of a page have such options and nothing else."""
    found = {place: options for place, each in enumerate(asked) if (options := _options(each.body))}
    answered = sum(bool(content(each.body)) for each in asked)
    if len(found) < FEWEST or len(found) < MOSTLY * answered:
        return
    for place, options in found.items():
        number = asked[place].line.number
        lines = [Line(number, f"{letter}) {said}") for letter, (said, _) in zip(LETTERS, options, strict=False)]
        key = ", ".join(letter for letter, (_, right) in zip(LETTERS, options, strict=False) if right)
        asked[place].body = [*lines, Line(number, f"Answer: {key}")]


def _options(body: Sequence[Line]) -> list[tuple[str, bool]]:
    """What each option says and whether it is marked; none where the lines are no options of this kind."""
    said = content(body)
    if not 2 <= len(said) <= len(LETTERS):
        return []
    if any(len(line.text) > LABEL_LINE or opens_answer(line.text) for line in said):
        return []
    options = []
    for line in said:
        if right := _RIGHT.match(line.text):
            options.append((right["front"] or right["back"], True))
        elif other := _OTHER.match(line.text):
            options.append((other["said"], False))
    marked = sum(right for _, right in options)
    return options if 0 < marked < len(options) else []
