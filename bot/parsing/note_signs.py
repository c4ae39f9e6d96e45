"""Which signs of his own an author set between the sides of cards, told by the dates that the plugin writes below."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.parsing.blocks import asks

FEWEST_CARDS = 2
LONGEST_CARD = 40
"""Lines."""
LONGEST_LINE = 5_000
"""Characters."""

FEWEST_ASKED = 3
MOST_ASK = 0.6

_ARROW = re.compile(r"(?<=\S) ?(>>>?|={1,2}>|[=-]>|→|⇒|;;)(?= ?[^\s>])")
_IN_ARROW = re.compile("[>→⇒]|;;")
_DATED = "<!--SR:"
_BORDER = re.compile(r"[^\w\s]{1,8}")
# Neither a line below a heading nor an emoji.
_TYPED_BORDER = re.compile(r"(?![=~^-]{3})[!-/:-@\[-`{-~]{1,8}")
_NO_BORDERS = frozenset(("---", "***", "___", "?", "??", "```", "~~~", "-", "*", "+", ">"))
_RUN = re.compile(r"[^\w\s`\"'(){}\[\].,\u3002\uff0c\uff1f\uff01?!/\\]{2,10}")
_NO_SIGNS = frozenset(("::", ":::", "**", "==", "$$", "--", "->", "=>", "<=", ">=", "!=", "&&", "||", "<<", ">>", "__"))


@dataclass(frozen=True, slots=True)
class Signs:
    """`border` stands on a line of its own between question and answer, `inline` between them on one line; None where
    the note has none but the usual ones."""

    border: str | None = None
    inline: str | None = None

    def __bool__(self) -> bool:
        return bool(self.border or self.inline)

    def sides(self, text: str) -> tuple[str, str] | None:
        """The two sides of a line."""
        if not self.inline or len(text) > LONGEST_LINE or text.count(self.inline) != 1:
            return None
        question, _, answer = text.partition(self.inline)
        return (question.strip(), answer.strip()) if question.strip() and answer.strip() else None


def signs_of(lines: Sequence[str]) -> Signs:
    """The author's own signs: what stands in two dated cards and in most of those, or behind most questions."""
    return _dated_signs(lines) or Signs(_below_questions(lines), _behind_questions(lines))


def _below_questions(lines: Sequence[str]) -> str | None:
    """The border that stands right below questions and right above what answers them."""
    above: dict[str, list[str]] = {}
    for at in range(1, len(lines) - 1):
        bare = lines[at].strip()
        if bare in _NO_BORDERS or not _TYPED_BORDER.fullmatch(bare):
            continue
        stands_between = lines[at - 1].strip() and lines[at + 1].strip()
        above.setdefault(bare, []).append(lines[at - 1] if stands_between else "")
    return next((sign for sign, asked in above.items() if _mostly_ask(asked)), None)


def _mostly_ask(texts: Sequence[str]) -> bool:
    asked = sum(map(asks, texts))
    return asked >= FEWEST_ASKED and asked >= MOST_ASK * len(texts)


def _behind_questions(lines: Sequence[str]) -> str | None:
    """The arrow that parts questions from what stands behind them on their lines."""
    sides: dict[str, list[str]] = {}
    for line in lines:
        arrows = _ARROW.findall(line) if _IN_ARROW.search(line) and len(line) <= LONGEST_LINE else []
        if len(arrows) == 1:
            sides.setdefault(arrows[0], []).append(line.split(arrows[0])[0])
    asked = next((sign for sign, before in sides.items() if _mostly_ask(before)), None)
    return asked or _tab_behind_questions(lines)


def _tab_behind_questions(lines: Sequence[str]) -> str | None:
    """The tab, where it parts most lines of a note into questions and texts, rather than titles and their pages."""
    parted = [line.split("\t") for line in lines if "\t" in line and line[:1] not in "\t #>|"]
    sides = [parts for parts in parted if len(parts) == 2 and " " in parts[1].strip()]
    said = sum(bool(line.strip()) for line in lines)
    return "\t" if 2 * len(sides) >= said and _mostly_ask([before for before, _ in sides]) else None


def _dated_signs(lines: Sequence[str]) -> Signs:
    cards = [card for at, line in enumerate(lines) if line.lstrip().startswith(_DATED) and (card := _above(lines, at))]
    if len(cards) < FEWEST_CARDS:
        return Signs()
    border = _common(
        {line.strip() for line in card[1:-1] if _BORDER.fullmatch(line.strip())} - _NO_BORDERS for card in cards
    )
    inline = _common(set(_RUN.findall(card[-1])) - _NO_SIGNS for card in cards if len(card[-1]) <= LONGEST_LINE)
    return Signs(border, None if border else inline)


def _above(lines: Sequence[str], at: int) -> list[str]:
    end = at
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = end
    while start > max(0, end - LONGEST_CARD) and lines[start - 1].strip() and not lines[start - 1].startswith(_DATED):
        start -= 1
    return list(lines[start:end])


def _common(found: Iterable[set[str]]) -> str | None:
    sets = list(found)
    counted = Counter(sign for each in sets for sign in each)
    often = [sign for sign, count in counted.items() if count >= FEWEST_CARDS and count >= 0.5 * len(sets)]
    return max(often, key=lambda sign: (counted[sign], len(sign)), default=None)
