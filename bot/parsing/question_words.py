"""How short questions are worded: whether one opens a post of its own, or goes on with what stands above it."""

import re

from bot.parsing.adverts import promotes
from bot.parsing.blocks import ends_sentence, without_lead

FEWEST_GAPS = 2
A_FEW = 5
_NAMES_ITS_SUBJECT = re.compile(
    r"\W*(?:что такое|ч[её]м отлича\w+|чем .{2,20} отлича\w+|как (?:работа\w+|устроен\w*)|what (?:is|are)|什么是)\s?"
    r"(?!это|он|она|они|it\b|this\b|that\b|these\b|здесь|тут)\S",
    re.IGNORECASE,
)
_ASKS_BY_WORDS = re.compile(
    r"(?:what|why|how|when|which|что|как|какие|какой|какая|какое|зачем|почему|чем|когда|в ч[её]м|для чего)\s"
    r"|什么|为什么|如何|怎么|怎样|哪些",
    re.IGNORECASE,
)
_GOES_ON_TALKING = re.compile(r"(?:а|и|но|так|что если|what if|and|but|so|那么?|但)(?:\b|(?<=[那么但]))", re.IGNORECASE)
_NAMES = re.compile(r"[A-Za-z]{2,}|\d|[\u4e00-\u9fff]{4}")
_LATIN_NAME = re.compile(r"[А-Яа-яЁё\u4e00-\u9fff]\W{1,3}[A-Za-z][\w.+#]+")
_POINTS_BACK = re.compile(
    r"\b(?:это\w*|эт[аиу]|его|её|ее|их|ему|ей|им|он|она|они|оно|такой|такое|такие|так|здесь|тут|там|тогда|теперь|дальше"
    r"|делать|важно|минус\w*|плюс\w*|преимуществ\w*|недостат\w+|пример\w*|вывод\w*|итог\w*|проблем\w*|решени\w+"
    r"|вариант\w*|причин\w*|случа\w+|выбрать|получится|происходит|not|it|its|this|that|these|they|them|so|then|now|here)\b",
    re.IGNORECASE,
)


def asks_unmarked(text: str) -> bool:
    """Whether a line begins as questions do and ends without any mark."""
    bare = without_lead(text)
    return _ASKS_BY_WORDS.match(bare) is not None and not ends_sentence(bare) and not promotes(bare)


def goes_on_talking(text: str) -> bool:
    """Whether a question begins as one does that follows on what was said: "А если …?", "But why …?"."""
    return _GOES_ON_TALKING.match(text) is not None


def names_its_subject(text: str) -> bool:
    """Whether a question says what it asks about: "Что такое …?", "What is …?", "什么是……?"."""
    return _NAMES_ITS_SUBJECT.match(text) is not None


def names_something(text: str) -> bool:
    """Whether there is a name in a question: a word in Latin letters, a number, a longer word in Chinese."""
    return _NAMES.search(text) is not None


def holds_a_latin_name(text: str) -> bool:
    """Whether a Russian or Chinese question names something in Latin letters."""
    return _LATIN_NAME.search(text) is not None


def points_back(text: str) -> bool:
    """Whether a few words begin as a question does and mean what stands above them: "How to avoid it"."""
    return text.count(" ") < A_FEW and _ASKS_BY_WORDS.match(text) is not None and _POINTS_BACK.search(text) is not None


def stands_alone(bare: str) -> bool:
    """Whether a short question makes sense without what stands above it: it points at nothing there."""
    return bare[0].isupper() and bare.count(" ") >= FEWEST_GAPS and _POINTS_BACK.search(bare) is None
