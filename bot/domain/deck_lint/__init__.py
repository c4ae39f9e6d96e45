"""What a deck that ships must keep to, as content/README.md tells it: pure, over the cards as their files have them."""

from collections.abc import Iterator, Sequence

from bot.domain.deck_lint import choices, lengths, points, whole
from bot.domain.deck_lint.placed import Fault, Placed
from bot.domain.deck_lint.whole import levels

__all__ = ["Fault", "Placed", "levels", "lint"]


def lint(cards: Sequence[Placed]) -> Iterator[str]:
    """Every fault of the cards of all decks, each with its place; those that only all cards together show come last."""
    rarity = choices.Rarity(each.card for each in cards)
    for each in cards:
        for rule in (lengths.faults, points.faults):
            yield from map(each.told, rule(each.card))
        yield from map(each.told, choices.faults(each.card, rarity))
    for each, fault in whole.faults(cards):
        yield each.told(fault)
