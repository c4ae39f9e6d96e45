"""Options that give the right one away to who knows nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.domain.cards import CardContent, Language
from bot.domain.deck_lint.placed import Fault
from bot.domain.enriching.options import giveaways, option
from bot.domain.enriching.prose import stems

RARE = 3
"""A word is rare that stands in the questions of so many cards of a language at most."""

SHORTEST, LONGEST = 0.7, 1.4
"""How short and how long a wrong option may be beside the right one."""


class Rarity:
    """In how many questions of each language a word stands."""

    def __init__(self, cards: Iterable[CardContent]) -> None:
        self._seen: Counter[tuple[Language, str]] = Counter(
            (card.lang, stem) for card in cards for stem in stems(card.question)
        )

    def rare(self, lang: Language, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that few questions have."""
        return frozenset(word for word in words if self._seen[lang, word] <= RARE)


def faults(card: CardContent, rarity: Rarity) -> Iterator[Fault]:
    """All faults of this kind."""
    choice = card.choice
    if choice is None or not choice.others:
        return
    right, others = option(choice.right), [option(each) for each in choice.others]
    for tell in giveaways(right, others):
        yield "choice", f"the right option {tell}"
    alone = (right.words & stems(card.question)).difference(*(each.words for each in others))
    if rare := rarity.rare(card.lang, alone):
        yield "choice", f"the right option alone shares a rare word with the question: {min(rare)}"
    for each in others:
        if not SHORTEST * right.length <= each.length <= LONGEST * right.length:
            yield "choice", f"{each.text[:40]!r} has {each.length} characters, the right option {right.length}"
