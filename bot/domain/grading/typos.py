"""Whether two stems are one word, mistyped or with another ending."""

from functools import lru_cache

SHORTEST = 5
LIKENESS = 0.84
"""Stems of this length count as one word from this share of common letters on."""

_SAME_ROOT = 0.75
_SUBSTITUTED = 6
_VERB_PREFIXES = ("за", "от", "по", "вы", "до", "раз", "рас", "пере", "при", "об", "ис", "из", "с", "на", "про")
_ENDING_FORMS = (
    "ыва ива ова ева а я и е у ну н ен ени ан ани ем им л т к овк ировк ирован ирова ир уем ност ств тел л ля лен лени"
)
_ENDINGS = frozenset(["", *_ENDING_FORMS.split()])
"""What makes Russian nouns, verbs and aspects of one root: сравн(ить), сравнива(ть), сравнен(ие)."""

_APART = frozenset({frozenset({"процесс", "процессор"}), frozenset({"protect", "project"})})


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> bool:
    """Whether they differ by a slip of the fingers, an ending or a Russian verb's prefix; never for numbers."""
    if min(len(one), len(other)) < SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    if one[0] != other[0]:
        short, long = sorted((one, other), key=len)
        return long.endswith(short) and long[: -len(short)] in _VERB_PREFIXES
    if frozenset((one, other)) in _APART:
        return False
    return _same_root(one, other) or _slipped(one, other) or _likeness(one, other) >= LIKENESS


@lru_cache(maxsize=50_000)
def prefixed(stem: str) -> tuple[str, ...]:
    """The stems that are a Russian verb's stem with a prefix more or less, and begin with another letter for it."""
    if stem[0] < "а":
        return ()
    bare = (stem.removeprefix(each) for each in _VERB_PREFIXES if stem.startswith(each))
    found = (*(each + stem for each in _VERB_PREFIXES), *(each for each in bare if len(each) >= SHORTEST))
    return tuple(each for each in found if each[0] != stem[0])


def _same_root(one: str, other: str) -> bool:
    shared = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    shared = min(len(one), len(other)) if shared is None else shared
    if shared < SHORTEST:
        return False
    return shared >= _SAME_ROOT * max(len(one), len(other)) or {one[shared:], other[shared:]} <= _ENDINGS


def _slipped(one: str, other: str) -> bool:
    """One letter for another, or two that changed places."""
    if len(one) != len(other):
        return False
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differ) == 1:
        return len(one) >= _SUBSTITUTED
    return (
        len(differ) == 2
        and differ[0] + 1 == differ[1]
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )


def _likeness(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths."""
    row = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for at, each in enumerate(other, 1):
            above = row[at]
            row[at] = before + 1 if letter == each else max(above, row[at - 1])
            before = above
    return 2 * row[-1] / (len(one) + len(other))
