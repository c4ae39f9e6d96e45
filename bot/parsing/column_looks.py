"""A column of a table, or a field of objects alike, as it looks: how full, how wordy, whether it asks or sorts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.parsing.cells import asks_something, said_by, words_in
from bot.parsing.columns import Column

FEWEST_ROWS = 3
CLASSES = 3
"""Rows to each different value, at least, of a column that sorts them."""
LONGEST_CLASS = 30

_NUMBER = re.compile(r"[\s\d.,:%$€£¥₽+-]+")
_ID = re.compile(
    r"[\s#№]*(?:[A-Za-z]{1,12}[\s_-]*)?\d+|[0-9a-fA-F-]{16,}|\w{1,12}[_-]\w{0,8}\d+|[a-z]+(?:_[a-z]+)+"
    r"|(?:question|вопрос|题目?|第)\s{0,2}[#№]?\d+题?",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:https?://|www\.|/|\./)\S+|\S+\.(?:png|jpe?g|gif|svg|mp3|wav|md|html?|pdf)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T ].{0,20})?|\d\d?[-/.]\d\d?[-/.]\d{2,4}(?: .{0,12})?")
VERDICT = re.compile("true|false|yes|no|[tfyn]|да|нет|верно|неверно|правда|ложь|[对错是否√×]|正确|错误", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """One column as it looks; `hint` is what its name may stand for."""

    name: str
    values: Sequence[object]
    hint: Column | None

    @cached_property
    def texts(self) -> list[str]:
        """Its cells that hold anything."""
        return [text for value in self.values if (text := said_by(value))]

    @cached_property
    def is_blank(self) -> bool:
        """Whether none of enough rows says anything in it: then its name counts for nothing."""
        return len(self.values) >= FEWEST_ROWS and all(value in (None, "", [], {}) for value in self.values)

    @cached_property
    def is_bare(self) -> bool:
        """Whether it holds nothing but letters and digits alone, as keys do."""
        return all(len(text) == 1 for text in self.texts)

    @cached_property
    def filled(self) -> float:
        return len(self.texts) / max(1, len(self.values))

    @cached_property
    def asking(self) -> float:
        return sum(map(asks_something, self.texts)) / max(1, len(self.texts))

    @cached_property
    def words(self) -> float:
        return sum(map(words_in, self.texts)) / max(1, len(self.texts))

    @cached_property
    def distinct(self) -> float:
        return len(set(self.texts)) / max(1, len(self.texts))

    @cached_property
    def is_prose(self) -> bool:
        """Whether it holds texts, rather than numbers, names of records, dates or addresses."""
        bare = sum(any(sign.fullmatch(text) for sign in (_NUMBER, _ID, _LINK, _DATE)) for text in self.texts)
        return bool(self.texts) and bare < 0.4 * len(self.texts)

    @cached_property
    def sorts(self) -> bool:
        """Whether it has so few and short values that it sorts what stands beside it."""
        classes = {text.casefold() for text in self.texts}
        if len(classes) * CLASSES > len(self.texts) or max(map(len, classes), default=0) > LONGEST_CLASS:
            return False
        return not all(map(VERDICT.fullmatch, classes))
