"""Titles of posts that ask without a question mark: "What is a closure", "В чём разница между list и tuple"."""

import re

from bot.parsing.blocks import ends_sentence, is_emoji
from bot.parsing.post_answers import Asked, content_of, with_answer
from bot.parsing.post_text import PostText
from bot.parsing.posts import ASIDE

LONGEST_TITLE = 120

_ASKS = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)] )?(?:"
    r"(?:что (?:такое|делает|означает|значит|подразумева\w+|происходит)"
    r"|в ч[её]м (?:разниц\w+|отличи\w+|различи\w+|суть|смысл|преимуществ\w+|проблем\w+)"
    r"|чем (?:.{1,60} )?отлича\w+|какая разница|как (?:работа\w+|устроен\w*|реализован\w*)"
    r"|зачем (?:нуж\w+|использу\w+)|для чего (?:нуж\w+|использу\w+|предназнач\w+)"
    r"|(?:what (?:is|are|does)|what['’]s)|(?:the )?differences? between|how (?:does|do) .{1,60} work)\b"
    r"|什么是|为什么)",
    re.IGNORECASE,
)
_MAY_ASK = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)] )?(?:как(?:ие|ой|ая|ое|им образом)|как (?:можно|\w+ть|\w+ться)|почему"
    r"|когда (?:нужно|следует|стоит)|how (?:to|do|does|can)|why|which|when (?:to|should))\b",
    re.IGNORECASE,
)
"""Titles that ask in a channel of questions, and tell news elsewhere."""
_TELLS = re.compile(r"\b(?:мы|я|нас|нам|мне|наш\w*|we|our|us|my|i)\b", re.IGNORECASE)
"""Words of a title that tells a story of its author."""
_ASKED_BEHIND = ("的区别", "有什么区别", "是什么")
_ENDS = (":", "：", "…", "...", "👇", "🔽", "⬇")


def names_a_question(line: str) -> bool:
    """Whether a line by itself could be such a title; news have some of them too."""
    bare = line.strip()
    if not bare or len(bare) > LONGEST_TITLE or not (asks_clearly(bare) or _MAY_ASK.match(bare)):
        return False
    if _TELLS.search(bare) or ends_sentence(bare):
        return False
    return not bare.rstrip("\ufe0f ").endswith(_ENDS)


def asks_clearly(line: str) -> bool:
    """Whether a title asks what something is or how it works, wherever it stands."""
    bare = line.strip()
    return bare.endswith(_ASKED_BEHIND) or _ASKS.match(bare) is not None


def by_title(text: PostText, body: range) -> list[Asked]:
    """A post whose title names what is asked: a paragraph of its own, with prose or code below."""
    content = content_of(text, body)
    if len(content) < 2 or text.code[content[0]] or not names_a_question(text.lines[content[0]]):
        return []
    first, below = content[0], content[1:]
    if below[0] == first + 1 and not text.is_bold(first):
        return []
    told = len(below) > 1 or text.code[below[0]] != 0 or _is_sentence(text.lines[below[0]])
    return [with_answer(text, Asked(range(first, first + 1), titled=True), body.stop)] if told else []


def _is_sentence(line: str) -> bool:
    bare = line.strip()
    return len(bare) >= ASIDE and ends_sentence(bare) and not is_emoji(bare[-1])
