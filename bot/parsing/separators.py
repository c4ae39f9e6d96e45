"""Which sign of his own an author set between term and meaning, one pair on a line: `term * meaning`, `term => …`."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.parsing.column_looks import Look
from bot.parsing.column_roles import LONGER, MOST_ASK

FEWEST_ASKED = 4
FEWEST_TERMS = 8
"""Lines."""
FITTING = 0.9
"""Share of the lines that hold the sign."""
LONGEST_TERM = 6
FEWEST_WORDS = 3.0
_LONGEST_LINE = 2_000

_SIGN = re.compile(r"(?<=\S)(?:[ ]?(?:[*~^@#=>→⇒|¦;%&+_-]{1,4}|[—–])[ ]|[*~^@→⇒¦|;]{1,3}|={2,3}|[=-]>)(?=\S)")
_NAME = re.compile(r"[A-Z \u0400-\u04ff\u4e00-\u9fff]")
_COMMON = frozenset(
    f"{before}{sign}{behind}"
    for sign in ("-", "–", "—", "#", "@", ";", "_", "+", "&", "%", ">", "--")
    for before in ("", " ")
    for behind in ("", " ")
) | {"=", "= "}
"""Signs that stand in sentences and lists of any kind: they part only questions from answers."""


def own_sign(lines: Sequence[str]) -> str | None:
    """The sign, with the blanks around it; None where the lines are not parted in that way."""
    said = [line.strip() for line in lines if line.strip()]
    if len(said) < FEWEST_ASKED or max(map(len, said)) > _LONGEST_LINE:
        return None
    counted: Counter[str] = Counter(sign for line in said for sign in set(_SIGN.findall(line)))
    for sign, count in counted.most_common(3):
        if count < FITTING * len(said):
            continue
        sides = [line.split(sign, 1) for line in said if sign in line]
        terms, told = (Look("", [side[place].strip() for side in sides], None) for place in (0, 1))
        if not told.is_prose or told.asking >= MOST_ASK or min(terms.distinct, told.distinct) < FITTING:
            continue
        if terms.asking >= MOST_ASK:
            return sign
        is_rare = sign not in _COMMON and all(line.count(sign) == 1 for line in said if sign in line)
        is_short = max(len(text.split()) for text in terms.texts) <= LONGEST_TERM + LONGEST_TERM
        are_names = sign.strip() != "=" or sum(_NAME.search(text) is not None for text in terms.texts) >= len(sides) / 2
        if (
            len(said) < FEWEST_TERMS
            or not (is_rare and are_names)
            or not is_short
            or terms.words > LONGEST_TERM
            or not terms.is_prose
        ):
            continue
        if told.words >= max(FEWEST_WORDS, LONGER * terms.words):
            return sign
    return None
