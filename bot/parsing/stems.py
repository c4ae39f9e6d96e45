"""The words of a text brought to their stems: what texts are compared by."""

import re

from bot.domain.stemming import stem
from bot.parsing.text import fold

COMPARED_LENGTH = 4000
"""Characters of a text that count: what two answers share stands at their beginnings."""

_WORD = re.compile(r"[a-zа-я0-9_+#]+(?:[.-][a-zа-я0-9_+#]+)*|[\u4e00-\u9fff]+")
_STOP = frozenset(
    _WORD.findall(
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от "
        "меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был до вас опять вам ведь там "
        "потом себя может они тут где есть для мы тебя их чем сам чтоб без чего раз тоже себе под будет тогда "
        "кто этот того потому этого какой почти мой тем чтобы нее были куда зачем всех можно при об хоть "
        "после над больше тот через эти нас про всего какая много этой перед том такой им более всегда это "
        "the a an of to in is are and or for on with as at by be it its this that you your how what why when "
        "which do does would can could should will from into if not no there has have had was were than then "
        "so such we our i they their them"
    )
)


def stems(text: str) -> list[str]:
    """Stems of Russian and English words without stop words, and pairs of neighbouring Chinese characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text[:COMPARED_LENGTH])):
        if "\u4e00" <= word[0] <= "\u9fff":
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif word not in _STOP:
            found.append(stem(word))
    return found
