"""Russian and English words brought to their stems."""

from functools import lru_cache
from typing import Any

import snowballstemmer


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word in lower case: Russian if it begins with a Cyrillic letter (ё counts as е), else English."""
    if word[:1] >= "а":
        return str(_stemmer("russian").stemWord(word.replace("ё", "е")))
    return str(_stemmer("english").stemWord(word))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)
