"""Where the last answer of a page ends as all the others do: what they never hold, the page says below them."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import BULLET, NUMBERED, SHORT_LINE, Line, asks, content, ends_sentence, is_fence
from bot.parsing.code import find_code
from bot.parsing.joined_answers import Asked
from bot.parsing.question_heads import is_section, opens_answer

FEWEST, ENOUGH = 4, 6
"""Other answers that tell what is unlike them: by what it says, and by its look."""
TOLD = 0.7
SELDOM = 0.1
LONGER = 2
"""Lines more than any other answer has."""

_OF_INTERVIEWS = re.compile(r"собеседовани|\binterview|面试|面試", re.IGNORECASE)
_TO_READER = re.compile(
    r"\b(?:you|your|yourself|вы|вам|вас|тебе|тебя)\b|\bваш|хотите|хочешь|готовы|остались|понравил|你|您|想要"
    r"|^\W*(?:want|need|looking|ready|curious|interested|struggling) (?:to|for|in|more|help|an?)\b",
    re.IGNORECASE,
)
"""A question that goes on with the subject is part of the answer; one about the reader is the page's."""


def unusual_from(others: Sequence[Asked], last: Asked) -> int:
    """Where the body of the last question goes on with what the bodies of the other ones do not hold: a line that asks
    the reader, a name above text of its own, text at the margin below set-in lines, a paragraph that speaks of
    interviews.

    Its length where it does not, and where the others are too few to tell."""
    told = [said for each in others if (said := _without_names_below(_told(each)))]
    body = last.body
    if len(told) < FEWEST or len(told) < TOLD * len(others):
        return len(body)
    skipped = len(body) - len(_told(last))
    asked = last.head.text.casefold()
    seldom = SELDOM * len(told)
    fitting = [
        (_asks_reader, max(1.0, seldom)),
        (_speaks_of_interviews, max(1.0, seldom)),
        *([(_is_named, seldom)] if len(told) >= ENOUGH else []),
        *([(_is_at_margin, 0.0)] if len(told) >= ENOUGH and all(_all_set_in(said) for said in told) else []),
    ]
    end = len(body)
    for fits, most in fitting:
        at = next(
            (at for at in range(skipped + 1, end) if fits(body, at) and body[at].bare.casefold() not in asked), end
        )
        if at < end and sum(any(fits(said, at) for at in range(1, len(said))) for said in told) <= most:
            end = at
    below = content(body[skipped:end])[1:]
    if len(told) >= ENOUGH and _are_all_one_line(told) and len(below) > LONGER and not any(map(_is_item, below)):
        return next(at for at in range(skipped, len(body)) if body[at].text.strip()) + 1
    return end if content(body[skipped:end]) else len(body)


def _told(asked: Asked) -> Sequence[Line]:
    """The lines of a body that answer: those below the question where it stands below its number."""
    first = next((at for at, line in enumerate(asked.body) if line.text.strip()), len(asked.body))
    return asked.body[first + (not asked.head.text) :]


def _without_names_below(body: Sequence[Line]) -> Sequence[Line]:
    """The lines of a body without the headings of the next part below them."""
    end = len(body)
    while end > 1 and (not body[end - 1].text.strip() or _is_name(body[end - 1])):
        end -= 1
    return body[:end]


def _is_name(line: Line) -> bool:
    return is_section(line) and not (line.text[0].isspace() or _is_item(line))


def _is_apart(body: Sequence[Line], at: int) -> bool:
    above = body[at - 1].text
    return not above.strip() or ends_sentence(above)


def _asks_reader(body: Sequence[Line], at: int) -> bool:
    text = body[at].text
    return len(text) <= SHORT_LINE and asks(text) and _TO_READER.search(text) is not None and _is_apart(body, at)


def _is_named(body: Sequence[Line], at: int) -> bool:
    """Whether a name stands alone below a sentence, and text below it."""
    if body[at - 1].text.strip() or not _is_name(body[at]) or opens_answer(body[at].text) or is_fence(body[at].text):
        return False
    above = next((body[place].text for place in range(at - 1, -1, -1) if body[place].text.strip()), "")
    return (
        ends_sentence(above)
        and any(body[place].text.strip() for place in range(at + 1, len(body)))
        and not find_code(body[at : at + 1], single_lines=True)
    )


def _is_at_margin(body: Sequence[Line], at: int) -> bool:
    return bool(body[at].text.strip()) and not body[at - 1].text.strip() and not _is_set_in(body[at].text)


def _is_item(line: Line) -> bool:
    return BULLET.match(line.text) is not None or NUMBERED.match(line.text) is not None


def _is_set_in(text: str) -> bool:
    return text[0].isspace() or BULLET.match(text) is not None


def _all_set_in(said: Sequence[Line]) -> bool:
    return all(_is_set_in(line.text) for line in content(said))


def _speaks_of_interviews(body: Sequence[Line], at: int) -> bool:
    text = body[at].text
    return bool(text) and not body[at - 1].text.strip() and _OF_INTERVIEWS.search(text) is not None


def _are_all_one_line(told: Sequence[Sequence[Line]]) -> bool:
    return all(len(content(said)) == 1 for said in told)
