"""What the forms and the spellings of a word have in common."""

import re
from functools import lru_cache

from bot.domain.stemming import stem

_FLEETING = re.compile(r"(?<=[а-я]{2}[бвгджзклмнпрстфхцчшщ])[ео](?=[кнц]$)")


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The stem of a word in lower case; кэш and кеш are one."""
    return stem(word).replace("э", "е")


@lru_cache(maxsize=50_000)
def reduced(root: str) -> str:
    """A Russian root without its fleeting vowel: that of список is that of списка."""
    return _FLEETING.sub("", root)
