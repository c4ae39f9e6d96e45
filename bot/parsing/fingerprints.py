"""What a card is compared by: a few hundred bytes that hold the stems of its question and answer."""

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from bot.domain.cards import Language
from bot.parsing.stems import stems
from bot.parsing.text import fold

FINGERPRINT_VERSION = 1
"""Rises when the same card would get another fingerprint."""

LOOKED_AT = 4000
"""Characters of a text in which code and emphasis are looked for."""

_MOST_TIMES = 255
_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(.*?)^\1", re.MULTILINE | re.DOTALL)
_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\w)(.+?)(?<=[\w?!.)])\1")
_QUOTES = re.compile(r"[`\"'«»“”„‘’]")
_STOPS = re.compile(r"[,.;:!?…，。；：！？、]+(?=\s|$)")
_HAN_STOPS = re.compile(r"[，。；：！？、]")
_SHOWN = (
    "output outputs print prints printed result log logged display return returns happen "
    "вывести выведет выводит вывод вернет результат произойдет напечатает"
)
_POINTED_AT = (
    "code snippet program below following above this "
    "код кода коде программа программы фрагмент ниже следующий следующего"
)
_AROUND = (
    "what given say tell explain run runs running executed execute question task example show line lines console "
    "guess value be script function execution скажите скажи объясните что будет выполнения выполнении выполнить "
    "консоль консоли задача вопрос пример приведенный данный данного этот и в на при после"
)
_SHOWN_HAN = re.compile("输出|打印|结果|返回|运行")
_POINTED_AT_HAN = re.compile("代码|程序|以下|下面|这段")
_GENERIC_HAN = frozenset(
    "以下面的代码程序段输出什么结果是会打印运行执行后这请问给说出为哪个题目在控制台中将最终内容返回"
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`question` and `answer` hold how often each stem occurs; stems are numbers of 32 bits in which the language is
    part, so that cards of two languages have none in common.

    `same` is equal, as a number of 63 bits, for questions that are equal but for letter case, marks of emphasis and
    punctuation. A `generic` question ("What does this code print?") says nothing by itself: its code stands for it.
    """

    same: int
    question: Mapping[int, int]
    answer: Mapping[int, int]
    generic: bool = False

    def packed(self) -> bytes:
        """All but `same`, for `unpacked`."""
        counted = [*self.question.items(), *self.answer.items()]
        head = array("I", [len(self.question) * 2 + self.generic, *(stem for stem, _ in counted)])
        return head.tobytes() + bytes(min(times, _MOST_TIMES) for _, times in counted)


def unpacked(same: int, packed: bytes) -> Fingerprint:
    """What `packed` was made of."""
    count = (len(packed) - 4) // 5
    head = array("I")
    head.frombytes(packed[: 4 * (count + 1)])
    times = packed[4 * (count + 1) :]
    asked, generic = divmod(head[0], 2)
    return Fingerprint(
        same,
        dict(zip(head[1 : asked + 1], times, strict=False)),
        dict(zip(head[asked + 1 :], times[asked:], strict=True)),
        bool(generic),
    )


def fingerprint(lang: Language, question: str, answer: str | None) -> Fingerprint:
    """The fingerprint of a card or draft, both texts in Markdown."""
    code = code_of_generic(question, answer)
    return Fingerprint(
        same_question(lang, question, answer),
        _counted(lang, stems(question if code is None else code)),
        _counted(lang, stems(answer or "")),
        code is not None,
    )


def same_question(lang: Language, question: str, answer: str | None = None) -> int:
    """`Fingerprint.same` alone; the answer counts only where the question is generic."""
    code = code_of_generic(question, answer)
    title = question if code is None else _FENCED.sub(" ", question[:LOOKED_AT])
    parts = (lang, _bare(title), "" if code is None else " ".join(code.split()))
    return int.from_bytes(blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def code_of_generic(question: str, answer: str | None) -> str | None:
    """What tells a generic question from others that read the same: its code, else its answer; None for any other."""
    title, fences = _FENCED.subn(" ", question[:LOOKED_AT])
    if not _is_generic(title, shows_code=fences > 0):
        return None
    code = _FENCED.search(question[:LOOKED_AT]) or _FENCED.search((answer or "")[:LOOKED_AT])
    return code[2] if code else answer or ""


def _is_generic(title: str, *, shows_code: bool) -> bool:
    """Whether a title asks what some code does, and names nothing."""
    folded = fold(title)
    han = [character for character in folded if "\u4e00" <= character <= "\u9fff"]
    words = {stem for stem in stems(title) if not "\u4e00" <= stem[0] <= "\u9fff" and not stem.isdecimal()}
    shown, pointed_at, around = _generic_stems()
    if not (_GENERIC_HAN.issuperset(han) and words <= shown | pointed_at | around):
        return False
    asks = bool(words & shown or _SHOWN_HAN.search(folded))
    return asks and (shows_code or bool(words & pointed_at or _POINTED_AT_HAN.search(folded)))


@lru_cache(maxsize=1)
def _generic_stems() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    shown, pointed_at, around = (frozenset(stems(words)) for words in (_SHOWN, _POINTED_AT, _AROUND))
    return shown, pointed_at, around


def _bare(question: str) -> str:
    """A question without what differs from one place to another where it is shown."""
    beginning, rest = question[:LOOKED_AT], question[LOOKED_AT:]
    folded = fold(_EMPHASIS.sub(r"\2", beginning))
    plain = _QUOTES.sub("", _HAN_STOPS.sub(" ", folded))
    return " ".join(_STOPS.sub(" ", plain).split()) + rest


def _counted(lang: Language, found: Iterable[str]) -> dict[int, int]:
    return {_number(lang, stem): times for stem, times in Counter(found).items()}


@lru_cache(maxsize=200_000)
def _number(lang: Language, stem: str) -> int:
    return zlib.crc32(f"{lang}:{stem}".encode("utf-8", "replace"))
