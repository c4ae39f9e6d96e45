"""What is done to decks: each change names the version of the deck that the person saw, and can be undone."""

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatRow, DeckId
from bot.domain.learners import Role
from bot.domain.markup import shows_something
from bot.services.chats import Entry, require_still
from bot.services.decks import Decks, DeckView, decks_for
from bot.services.rights import require_editor_still
from bot.services.work import Work
from bot.storage import audit, cards, decks
from bot.storage.audit import Action
from bot.storage.database import Reader, Transaction
from bot.storage.decks import Choice, Deck

MOST_DECKS = 100
"""That all may see, or of one chat."""

MOST_CARDS = 1000
"""In one deck."""

LONGEST_TITLE = 60
"""Characters."""

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the text around them, also beside the title."""

Said = Literal["renamed", "put", "filled", "taken", "emptied", "removed", "restored", "stale"]
"""What became of a press; "stale": nothing, as the deck is not what the person saw any more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a press. `undo` is what takes it back: where cards begin that were put in, or one had stood."""

    said: Said
    view: DeckView
    undo: int | None = None
    cards: int = 0


_Act = Callable[[Transaction, Deck], Awaitable[tuple[Said, int | None, int]]]


class DeckChanges:
    """Changes of decks. Every method raises Refused for who may not change the deck, or decks of that chat."""

    def __init__(self, seen: Decks, new_key: Callable[[], str] = lambda: secrets.token_hex(5)) -> None:
        self._seen = seen
        self._new_key = new_key

    def check_title(self, text: str) -> str:
        """A title as it would be stored: one line; raises Refused when it shows nothing or is too long."""
        title = " ".join(_TURNING.sub("", text).split())
        if not shows_something(title):
            raise Refused("add-empty")
        if len(title) > LONGEST_TITLE:
            raise Refused("decks-title-too-long", limit=LONGEST_TITLE, length=len(title))
        return title

    async def make(self, work: Work, title: str, chat: ChatRow | None = None) -> DeckView:
        """A new deck; raises Refused where one is called so, or there are too many."""
        entry = await self._seen.enter(work, chat)
        # Looked at first: after a refusal the bot goes on waiting, and otherwise it stops with the deck's own write.
        await _require_unused(work.db, title, chat)
        self._seen.wait_no_more(work)
        key = self._new_key()

        async def unit(tx: Transaction) -> DeckView:
            role = await _require_still(tx, work, entry)
            if len(await decks_for(tx, chat)) >= MOST_DECKS:
                raise Refused("decks-too-many", limit=MOST_DECKS)
            await _require_unused(tx, title, chat)
            made = await decks.insert(tx, key=key, title=title, chat=chat, by=work.person.id, now=work.now)
            deck = await _loaded(tx, made)
            await _note(tx, work, role, Action.DECK_MADE, deck)
            return await self._seen.view(tx, deck)

        return await work.write(unit)

    async def rename(self, work: Work, deck_id: DeckId, version: int, title: str) -> Turn:
        """Another title; the link stays. Raises Refused where another deck is called so."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            await _require_unused(tx, title, deck.chat, besides=deck.id)
            await decks.rename(tx, deck.id, title)
            return "renamed", None, 0

        known = await decks.load(work.db, deck_id)
        if known is not None:
            await _require_unused(work.db, title, known.chat, besides=deck_id)
        self._seen.wait_no_more(work)
        return await self._turn(work, deck_id, version, act)

    async def unrename(self, work: Work, deck_id: DeckId, version: int) -> Turn:
        """Undo a renaming; raises Refused where another deck is called so meanwhile."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            if deck.earlier_title is None:
                return "stale", None, 0
            await _require_unused(tx, deck.earlier_title, deck.chat, besides=deck.id)
            await decks.rename(tx, deck.id, deck.earlier_title)
            return "renamed", None, 0

        return await self._turn(work, deck_id, version, act)

    async def put(self, work: Work, deck_id: DeckId, version: int, card_id: CardId, at: int | None = None) -> Turn:
        """Put a card at the end of a deck, or back where it stood; raises Refused for one that neither all may see nor
        the deck's own chat has."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            standing = await cards.changeable(tx, card_id)
            if standing is None or standing.retired or standing.chat not in (None, deck.chat):
                raise Refused("decks-card-gone")
            if await decks.count(tx, deck.id) >= MOST_CARDS:
                raise Refused("decks-full", limit=MOST_CARDS)
            if at is not None:
                await decks.put_back(tx, deck.id, card_id, at)
                return "put", None, 1
            return "put", await decks.add(tx, deck.id, [card_id]), 1

        return await self._turn(work, deck_id, version, act)

    async def take(self, work: Work, deck_id: DeckId, version: int, card_id: CardId) -> Turn:
        """Take a card out; `undo` is where it stood."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            position = await decks.take_out(tx, deck.id, card_id)
            return ("taken", position, 1) if position is not None else ("stale", None, 0)

        return await self._turn(work, deck_id, version, act)

    async def put_all(self, work: Work, deck_id: DeckId, version: int, choice: Choice) -> Turn:
        """Put every card of a choice into a deck, the hottest first; raises Refused where they do not all fit."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            room = MOST_CARDS - await decks.count(tx, deck.id)
            found = await decks.outside(tx, deck.id, choice, room + 1)
            if len(found) > room:
                raise Refused("decks-full", limit=MOST_CARDS)
            return "filled", await decks.add(tx, deck.id, found) if found else None, len(found)

        return await self._turn(work, deck_id, version, act)

    async def cut(self, work: Work, deck_id: DeckId, version: int, first: int) -> Turn:
        """Undo a filling: take out the cards from a position on."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            return "emptied", None, await decks.cut(tx, deck.id, first)

        return await self._turn(work, deck_id, version, act)

    async def remove(self, work: Work, deck_id: DeckId, version: int) -> Turn:
        """Take a deck away; raises Refused while a schedule posts from it."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            if uses := await decks.count_schedules(tx, deck.id):
                raise Refused("decks-in-use", count=uses)
            await decks.set_removed(tx, deck.id, work.now)
            return "removed", None, 0

        return await self._turn(work, deck_id, version, act)

    async def restore(self, work: Work, deck_id: DeckId, version: int) -> Turn:
        """Undo a removal; raises Refused where another deck is called so meanwhile."""

        async def act(tx: Transaction, deck: Deck) -> tuple[Said, int | None, int]:
            await _require_unused(tx, deck.title, deck.chat, besides=deck.id)
            if len(await decks_for(tx, deck.chat)) >= MOST_DECKS:
                raise Refused("decks-too-many", limit=MOST_DECKS)
            await decks.set_removed(tx, deck.id, None)
            return "restored", None, 0

        return await self._turn(work, deck_id, version, act, removed=True)

    async def _turn(self, work: Work, deck_id: DeckId, version: int, act: _Act, *, removed: bool = False) -> Turn:
        known = await decks.load(work.db, deck_id)
        if known is None:
            raise Refused("refused-old-button")
        entry = await self._seen.enter(work, known.chat)

        async def unit(tx: Transaction) -> Turn:
            role = await _require_still(tx, work, entry)
            deck = await _loaded(tx, deck_id)
            said: Said = "stale"
            undo, count = None, 0
            if deck.removed is removed and await decks.change(tx, deck_id, version):
                said, undo, count = await act(tx, deck)
                await _note_turn(tx, work, role, said, deck, count)
            elif deck.removed:
                raise Refused("decks-removed-already")
            return Turn(said, await self._seen.view(tx, await _loaded(tx, deck_id)), undo, count)

        return await work.write(unit)


_ACTIONS: dict[Said, Action] = {
    "renamed": Action.DECK_RENAMED,
    "put": Action.DECK_FILLED,
    "filled": Action.DECK_FILLED,
    "taken": Action.DECK_THINNED,
    "emptied": Action.DECK_THINNED,
    "removed": Action.DECK_REMOVED,
    "restored": Action.DECK_RESTORED,
}


async def _note_turn(tx: Transaction, work: Work, role: Role | None, said: Said, deck: Deck, count: int) -> None:
    action = _ACTIONS.get(said)
    if action is None or (said in ("filled", "emptied") and not count):
        return
    now = await _loaded(tx, deck.id)
    before: dict[str, str | int] | None = {"title": deck.title} if said == "renamed" else None
    await _note(tx, work, role, action, now, cards=count, before=before)


async def _note(
    tx: Transaction,
    work: Work,
    role: Role | None,
    action: Action,
    deck: Deck,
    *,
    cards: int = 0,
    before: dict[str, str | int] | None = None,
) -> None:
    """A line of the log, which is about staff alone."""
    if role is not None:
        after: dict[str, str | int] = {"title": deck.title, "cards": cards} if cards else {"title": deck.title}
        await audit.write(tx, action, actor=work.person.id, subject=deck.id, now=work.now, before=before, after=after)


async def _require_still(tx: Reader, work: Work, entry: Entry | None) -> Role | None:
    """The person's role, asked again: it may have been taken away since the update came in."""
    if entry is not None:
        return await require_still(tx, work, entry)
    return await require_editor_still(tx, work)


async def _require_unused(tx: Reader, title: str, chat: ChatRow | None, besides: DeckId | None = None) -> None:
    for each in await decks_for(tx, chat):
        if each.id != besides and each.title.casefold() == title.casefold():
            raise Refused("decks-title-taken")


async def _loaded(db: Reader, deck_id: DeckId) -> Deck:
    deck = await decks.load(db, deck_id)
    if deck is None:
        raise RuntimeError("a deck vanished inside a transaction")
    return deck
