"""Notes that a page prints below each of its questions: "Beginner · Very common", "Middle", "3 min"."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.parsing.blocks import BULLET, NUMBERED, Line, asks, ends_sentence, is_fence
from bot.parsing.code import find_code
from bot.parsing.joined_answers import Asked
from bot.parsing.levels import level_in_front
from bot.parsing.question_heads import opens_answer, puts_a_question

FEWEST = 4
MOSTLY = 0.6
MET = 2
EACH = 3
"""Times that the few notes of a page stand below its questions, each."""
NOTE_LINE = 40

_SAYS_ITSELF = re.compile(
    r"\W*(?:yes|no|true|false|да|нет|верно|неверно|истина|ложь|是|否|对|错|正确|错误|[a-zа-я])\W*", re.IGNORECASE
)
"""An answer by itself, however often it is the same one."""


def mark_notes(asked: Sequence[Asked]) -> None:
    """Puts the label of a level before the notes that stand again and again right below the questions, above what
    answers them; a note that names no level goes away."""
    places = [_place(each) for each in asked]
    said = [each.body[at].bare if at is not None else "" for each, at in zip(asked, places, strict=True)]
    levels = [level_in_front(text) if text else None for text in said]
    most = max(FEWEST, MOSTLY * len(asked))
    levelled = len(said) - levels.count(None) >= most
    met = _met(said, most)
    if not (levelled or met):
        return
    for each, at, text, level in zip(asked, places, said, levels, strict=True):
        if at is not None and (text in met or (level and (levelled or any(map(level_in_front, met))))):
            line = each.body[at]
            each.body = [*each.body[:at], Line(line.number, f"Level: {level}" if level else ""), *each.body[at + 1 :]]


def _met(said: Sequence[str], most: float) -> frozenset[str]:
    """The notes that stand below several questions, where these are most and the notes few."""
    told = Counter(text for text in said if text)
    met = {text: count for text, count in told.items() if count >= MET}
    if sum(met.values()) < most or len(met) * EACH > sum(met.values()):
        return frozenset()
    if find_code([Line(1, text) for text in met]) or all(_SAYS_ITSELF.fullmatch(text) for text in met):
        return frozenset()
    return frozenset(met)


def _place(asked: Asked) -> int | None:
    """Where a note may stand: on the first line below the question, with more below it."""
    full = [at for at, line in enumerate(asked.body) if line.text.strip()]
    if asked.head.text:
        first, fewest = 0, 2
    else:
        # Below a number alone, the note stands above the question or below it.
        above = len(full) > 1 and not _asks(asked, full[0]) and _asks(asked, full[1])
        first, fewest = (0 if above else 1), 3
    if len(full) < fewest:
        return None
    text = asked.body[full[first]].bare
    sentence = ends_sentence(text) and not text.endswith((")", "）"))
    if len(text) > NOTE_LINE or sentence or asks(text) or opens_answer(text) or is_fence(text):
        return None
    return None if BULLET.match(text) or NUMBERED.match(text) else full[first]


def _asks(asked: Asked, at: int) -> bool:
    return puts_a_question(asked.body[at].bare)
