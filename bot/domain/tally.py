"""What the votes in a quiz tell about its question."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of one card by the text of the option, as `right` ones and `wrong` ones."""

    right: int
    wrong: dict[str, int]

    @property
    def votes(self) -> int:
        """All of them."""
        return self.right + sum(self.wrong.values())

    @property
    def share(self) -> float:
        """Right votes of all, from 0 to 1; 0 where nobody has voted."""
        return self.right / self.votes if self.votes else 0.0

    @property
    def favourite(self) -> tuple[str, int] | None:
        """The wrong option that most chose, and how many; None where nobody chose a wrong one."""
        most = max(self.wrong.items(), key=lambda each: each[1], default=None)
        return most if most is not None and most[1] else None

    def __add__(self, other: "Tally") -> "Tally":
        """Votes on two posts of the same card: options are shown in another order, their texts are what they are."""
        texts = dict.fromkeys((*self.wrong, *other.wrong))
        wrong = {text: self.wrong.get(text, 0) + other.wrong.get(text, 0) for text in texts}
        return Tally(self.right + other.right, wrong)


def tally(options: Sequence[str], right: int, totals: Sequence[int]) -> Tally:
    """The votes on one post: `totals` are in the order of `options`, `right` is the place of the right one."""
    counted = list(zip(options, totals, strict=True))
    wrong: dict[str, int] = {}
    for place, (text, votes) in enumerate(counted):
        if place != right:
            wrong[text] = wrong.get(text, 0) + votes
    return Tally(counted[right][1], wrong)
