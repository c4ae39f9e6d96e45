"""Decks: named sets of cards. Staff make those that all may see; who runs a chat makes those of that chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.cards import LANGUAGES, Card, Language
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatRow, DeckId
from bot.domain.markup import parse_markdown, plain_text
from bot.services.chats import Chats, Entry
from bot.services.rights import unknown
from bot.services.work import Work
from bot.storage import cards, decks, search
from bot.storage.chats import ConnectedChat
from bot.storage.database import Reader
from bot.storage.decks import Choice, Deck, Placed

SHELF_PAGE = 8
MOST_OF_CHAT = 500
"""Cards of one chat's own."""

CARDS_PAGE = 10
FOUND = 8

Told = Literal["command", "button", "text"]
"""How somebody came: what they are refused with is what unknown ones get."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A deck and how many cards it shows."""

    deck: Deck
    cards: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some of the decks that all may see, or of a chat: those of page `page`, the first being 0."""

    decks: tuple[Counted, ...]
    chat: ChatRow | None
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class DeckView:
    """A deck with its cards by language, the link that opens it, and how many schedules post from it."""

    deck: Deck
    languages: dict[Language, int]
    url: str
    schedules: int


@dataclass(frozen=True, slots=True)
class CardsView:
    """Cards of a deck in its order, from number `start`, the first being 0, of `total`."""

    deck: Deck
    cards: tuple[Placed, ...]
    start: int
    total: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A card that may be put into a deck, or is in it already."""

    card: Card
    inside: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """How many cards a choice has, and how many of them are not in the deck."""

    deck: Deck
    choice: Choice
    total: int
    outside: int


@dataclass(frozen=True, slots=True)
class CardInDecks:
    """A card and some of the decks that all may see, with whether it is in each; the first page is 0."""

    card: Card
    decks: tuple[tuple[Deck, bool], ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A deck whose link was opened. `foreign` counts the cards in languages that the learner does not read."""

    deck: Deck
    cards: int
    foreign: int


class Decks:
    """Decks from the side of those who fill them, and their links. `username` is the bot's."""

    def __init__(self, chats: Chats, username: str) -> None:
        self._chats = chats
        self._username = username

    def require(self, work: Work, told: Told) -> None:
        """Raises Refused for all who can have no decks at all; nothing is waited for then."""
        if self._chats.may_ask(work):
            return
        self.wait_no_more(work)
        raise unknown(work, pressed=told == "button")

    async def of_my_chats(self, work: Work) -> Sequence[ConnectedChat]:
        """The chats whose decks somebody who is not of the staff has; raises Refused for who runs none, in the words
        for an unknown command."""
        return await self._chats.require_mine(work)

    def wait_no_more(self, work: Work) -> None:
        """End what the bot waited for here."""
        work.stop_waiting("decks")

    async def shelf(self, work: Work, chat: ChatRow | None = None, page: int = 0) -> Shelf:
        """A page of the decks that all may see, or of a chat's."""
        await self.enter(work, chat)
        shown, page, pages = _page(await decks_for(work.db, chat), page)
        counted = [Counted(each, await decks.count(work.db, each.id)) for each in shown]
        return Shelf(tuple(counted), chat, page, pages)

    async def look(self, work: Work, deck_id: DeckId) -> DeckView:
        """A deck; raises Refused where there is none, or it is somebody else's."""
        deck = await self._look_at(work, deck_id)
        return await self.view(work.db, deck)

    async def cards(self, work: Work, deck_id: DeckId, start: int) -> CardsView:
        """A page of its cards; the last one where `start` lies behind it."""
        deck = await self._look_at(work, deck_id)
        total = await decks.count(work.db, deck_id)
        start = min(start, max(0, total - 1) // CARDS_PAGE * CARDS_PAGE)
        return CardsView(deck, tuple(await decks.page(work.db, deck_id, start, CARDS_PAGE)), start, total)

    async def cards_at(self, work: Work, deck_id: DeckId, position: int) -> CardsView:
        """The page of its cards on which a position lies."""
        before = await decks.count_before(work.db, deck_id, position)
        return await self.cards(work, deck_id, before // CARDS_PAGE * CARDS_PAGE)

    async def find(self, work: Work, deck_id: DeckId, words: str) -> tuple[Deck, list[Offered]]:
        """Cards of any language that hold all the words, the best first: those of the deck's own chat, then public
        ones."""
        deck = await self._look_at(work, deck_id)
        own = await self._own_with(work, deck.chat, words) if deck.chat is not None else []
        found = await search.find(work.db, words, LANGUAGES, FOUND - len(own))
        loaded = own + [card for card_id in found if (card := await cards.load(work.db, card_id)) is not None]
        return deck, [Offered(card, await decks.holds(work.db, deck_id, card.id)) for card in loaded]

    async def select(self, work: Work, deck_id: DeckId, choice: Choice) -> Selection:
        """What `put_all` would put in."""
        deck = await self._look_at(work, deck_id)
        total = await decks.count_chosen(work.db, choice)
        return Selection(deck, choice, total, await decks.count_outside(work.db, deck_id, choice))

    async def of_card(self, work: Work, card_id: CardId, page: int) -> CardInDecks:
        """The decks that all may see, and whether a card is in each; raises Refused where it is gone."""
        await self.enter(work, None)
        standing = await cards.standing(work.db, card_id)
        if standing is None:
            raise Refused("decks-card-gone")
        shown, page, pages = _page(await decks.public(work.db), page)
        held = tuple([(each, await decks.holds(work.db, each.id, card_id)) for each in shown])
        return CardInDecks(standing.card, held, page, pages)

    async def opened(self, work: Work, key: str) -> Opened | None:
        """The deck of a link, for any learner; None where there is none, or it was removed."""
        deck = await decks.by_key(work.db, key)
        if deck is None:
            return None
        counts = await decks.count_by_language(work.db, deck.id, to_learners=True)
        foreign = sum(count for lang, count in counts.items() if lang not in work.learner.card_languages)
        return Opened(deck, sum(counts.values()), foreign)

    async def enter(self, work: Work, chat: ChatRow | None) -> Entry | None:
        """Leave to change decks, None where it hangs on a role alone; raises Refused for everybody else."""
        if chat is not None:
            return await self._chats.enter(work, chat)
        if not work.person.edits:
            raise Refused("refused-old-button")
        return None

    async def _own_with(self, work: Work, chat: ChatRow, words: str) -> list[Card]:
        owned = await cards.of_chat(work.db, chat, MOST_OF_CHAT)
        asked = [each.card for each in owned if not each.retired and search.holds(_said(each.card), words)]
        return asked[: FOUND - 1]

    async def _look_at(self, work: Work, deck_id: DeckId) -> Deck:
        deck = await decks.load(work.db, deck_id)
        if deck is None:
            raise Refused("refused-old-button")
        await self.enter(work, deck.chat)
        if deck.removed:
            raise Refused("decks-removed-already")
        return deck

    async def view(self, db: Reader, deck: Deck) -> DeckView:
        """What `look` gives, of a removed deck too."""
        url = f"https://t.me/{self._username}?start=d_{deck.key}"
        counts = await decks.count_by_language(db, deck.id)
        return DeckView(deck, counts, url, await decks.count_schedules(db, deck.id))


def _said(card: Card) -> str:
    return plain_text(parse_markdown(f"{card.content.question}\n\n{card.content.answer}"))


async def decks_for(db: Reader, chat: ChatRow | None) -> Sequence[Deck]:
    """The decks of a chat, or those that all may see, by title."""
    return await decks.public(db) if chat is None else await decks.of_chat(db, chat)


def _page(found: Sequence[Deck], page: int) -> tuple[Sequence[Deck], int, int]:
    """The decks of a page, its number and the number of pages; of the last one where there are not so many."""
    pages = max(1, -(-len(found) // SHELF_PAGE))
    page = min(page, pages - 1)
    return found[page * SHELF_PAGE : (page + 1) * SHELF_PAGE], page, pages
