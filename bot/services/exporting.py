"""Cards go out: the public ones that are not retired, all of them or those of one deck."""

from collections.abc import AsyncIterator
from datetime import datetime

from bot.domain.cards import CardContent
from bot.domain.errors import BadConfiguration
from bot.storage import cards, decks
from bot.storage.database import Reader
from bot.storage.decks import Deck

AT_ONCE = 500
"""Cards read in one go."""


async def deck_named(db: Reader, name: str) -> Deck:
    """The deck with this key or, where only one has it, this title. Raises BadConfiguration that lists the decks."""
    deck = await decks.by_key(db, name)
    if deck is not None:
        return deck
    known = await decks.public(db)
    titled = [each for each in known if each.title.casefold() == name.casefold()]
    if len(titled) == 1:
        return titled[0]
    listed = ", ".join(f"{each.key} ({each.title})" for each in known[:20]) or "there are none yet"
    raise BadConfiguration(f"--deck: no deck is called {name!r}; {listed}")


async def outgoing(db: Reader, deck: Deck | None) -> AsyncIterator[list[tuple[CardContent, datetime]]]:
    """The cards in their order, each with the moment of its last change, a page of them at a time."""
    start = 0
    while page := await cards.page(db, start, AT_ONCE, deck.id if deck else None):
        yield [(card.content, changed_at) for card, changed_at in page]
        start = start + len(page) if deck else int(page[-1][0].id)
