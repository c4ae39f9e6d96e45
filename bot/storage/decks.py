"""Decks: named sets of cards, each in an order of its own. A deck belongs to a chat, or all may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Language, Level
from bot.domain.ids import CardId, ChatRow, DeckId, LearnerId
from bot.storage.database import Reader, Row, Transaction, Value, to_ms

# What a deck shows to learners: a retired card keeps its place, so that it is there again when it is brought back.
_OPEN = "FROM deck_cards AS d JOIN cards AS c ON c.id = d.card_id AND c.retired_at IS NULL AND c.owner IS NULL"
# What it shows to who fills it: cards of its own chat too.
_HELD = """
FROM deck_cards AS d JOIN cards AS c ON c.id = d.card_id AND c.retired_at IS NULL AND (c.owner IS NULL OR c.owner =
  (SELECT h.chat_id FROM decks AS k JOIN chats AS h ON h.id = k.deck_chat WHERE k.id = d.deck_id))
"""


@dataclass(frozen=True, slots=True)
class Deck:
    """`key` names the deck in links; `chat` is the one that it belongs to. `version` rises with every change;
    `earlier_title` is what it was called before it was last renamed."""

    id: DeckId
    key: str
    title: str
    chat: ChatRow | None = None
    version: int = 1
    removed: bool = False
    earlier_title: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A card of a deck; positions rise, with gaps."""

    card: CardId
    position: int
    question: str
    lang: Language


@dataclass(frozen=True, slots=True)
class Choice:
    """Cards by what they are; None stands for any."""

    topic: str | None = None
    level: Level | None = None
    lang: Language | None = None


async def insert(
    tx: Transaction, *, key: str, title: str, chat: ChatRow | None, by: LearnerId, now: datetime
) -> DeckId:
    """Add an empty deck under a key that is not taken."""
    row = await tx.one(
        "INSERT INTO decks (key, title, deck_chat, made_by, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
        key,
        title,
        chat,
        by,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return DeckId(row["id"])


async def load(db: Reader, deck_id: DeckId) -> Deck | None:
    """A deck by its row number, a removed one too."""
    row = await db.one("SELECT * FROM decks WHERE id = ?", deck_id)
    return _deck(row) if row is not None else None


async def by_key(db: Reader, key: str) -> Deck | None:
    """A deck by its public key, unless it is removed."""
    row = await db.one("SELECT * FROM decks WHERE key = ? AND removed_at IS NULL", key)
    return _deck(row) if row is not None else None


async def open_deck(db: Reader, key: str) -> Deck | None:
    """A deck by its key, unless it is removed or shows no card."""
    deck = await by_key(db, key)
    row = await db.one(f"SELECT 1 AS yes {_OPEN} WHERE d.deck_id = ? LIMIT 1", deck.id) if deck is not None else None
    return deck if row is not None else None


async def public(db: Reader) -> Sequence[Deck]:
    """The decks that all may see, by title."""
    rows = await db.all("SELECT * FROM decks WHERE deck_chat IS NULL AND removed_at IS NULL ORDER BY title, id")
    return [_deck(row) for row in rows]


async def of_chat(db: Reader, chat: ChatRow) -> Sequence[Deck]:
    """The decks that belong to a chat, by title."""
    rows = await db.all("SELECT * FROM decks WHERE deck_chat = ? AND removed_at IS NULL ORDER BY title, id", chat)
    return [_deck(row) for row in rows]


async def count(db: Reader, deck_id: DeckId) -> int:
    """How many cards a deck shows."""
    return sum((await count_by_language(db, deck_id)).values())


async def count_by_language(db: Reader, deck_id: DeckId, *, to_learners: bool = False) -> dict[Language, int]:
    """How many cards a deck shows in each language; languages without cards are left out.

    `to_learners`: only those that all may see.
    """
    shown = _OPEN if to_learners else _HELD
    rows = await db.all(
        f"SELECT c.lang, COUNT(*) AS cards {shown} WHERE d.deck_id = ? GROUP BY c.lang ORDER BY c.lang",
        deck_id,
    )
    return {row["lang"]: row["cards"] for row in rows}


async def page(db: Reader, deck_id: DeckId, start: int, limit: int) -> list[Placed]:
    """Cards of a deck in its order, after the first `start`."""
    rows = await db.all(
        f"SELECT c.id, d.position, c.question, c.lang {_HELD} "
        "WHERE d.deck_id = ? ORDER BY d.position, c.id LIMIT ? OFFSET ?",
        deck_id,
        limit,
        start,
    )
    return [Placed(row["id"], row["position"], row["question"], row["lang"]) for row in rows]


async def count_before(db: Reader, deck_id: DeckId, position: int) -> int:
    """How many of the cards that a deck shows stand before a position."""
    row = await db.one(f"SELECT COUNT(*) AS cards {_HELD} WHERE d.deck_id = ? AND d.position < ?", deck_id, position)
    return row["cards"] if row is not None else 0


async def holds(db: Reader, deck_id: DeckId, card_id: CardId) -> bool:
    """Whether a card is in a deck."""
    found = await db.one("SELECT 1 AS yes FROM deck_cards WHERE deck_id = ? AND card_id = ?", deck_id, card_id)
    return found is not None


async def outside(db: Reader, deck_id: DeckId, choice: Choice, limit: int) -> list[CardId]:
    """Public cards of a choice that are not in the deck, the hottest first."""
    condition, values = _chosen(choice)
    rows = await db.all(
        f"SELECT c.id {condition} AND NOT EXISTS "  # noqa: S608 - made of constants
        "(SELECT 1 FROM deck_cards AS d WHERE d.deck_id = ? AND d.card_id = c.id) "
        "ORDER BY c.hotness DESC, c.id LIMIT ?",
        *values,
        deck_id,
        limit,
    )
    return [row["id"] for row in rows]


async def count_outside(db: Reader, deck_id: DeckId, choice: Choice) -> int:
    """How many public cards of a choice are not in the deck."""
    condition, values = _chosen(choice)
    row = await db.one(
        f"SELECT COUNT(*) AS cards {condition} AND NOT EXISTS "  # noqa: S608 - made of constants
        "(SELECT 1 FROM deck_cards AS d WHERE d.deck_id = ? AND d.card_id = c.id)",
        *values,
        deck_id,
    )
    return row["cards"] if row is not None else 0


async def count_chosen(db: Reader, choice: Choice) -> int:
    """How many public cards a choice has."""
    condition, values = _chosen(choice)
    row = await db.one(f"SELECT COUNT(*) AS cards {condition}", *values)
    return row["cards"] if row is not None else 0


async def add(tx: Transaction, deck_id: DeckId, cards: Sequence[CardId]) -> int:
    """Put cards at the end of a deck, those that it has already left out; the position of the first."""
    row = await tx.one("SELECT MAX(position) AS last FROM deck_cards WHERE deck_id = ?", deck_id)
    first = (row["last"] or 0) + 1 if row is not None else 1
    await tx.many(
        "INSERT INTO deck_cards (deck_id, card_id, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(deck_id, card_id, first + number) for number, card_id in enumerate(cards)],
    )
    return first


async def put_back(tx: Transaction, deck_id: DeckId, card_id: CardId, position: int) -> bool:
    """Put a card where it was; False where it is in the deck already."""
    return bool(
        await tx.run(
            "INSERT INTO deck_cards (deck_id, card_id, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            deck_id,
            card_id,
            position,
        )
    )


async def take_out(tx: Transaction, deck_id: DeckId, card_id: CardId) -> int | None:
    """Take a card out of a deck; the position that it had, None where it is not in there."""
    row = await tx.one("DELETE FROM deck_cards WHERE deck_id = ? AND card_id = ? RETURNING position", deck_id, card_id)
    return row["position"] if row is not None else None


async def cut(tx: Transaction, deck_id: DeckId, first: int) -> int:
    """Take out every card from a position on; how many there were."""
    return await tx.run("DELETE FROM deck_cards WHERE deck_id = ? AND position >= ?", deck_id, first)


async def change(tx: Transaction, deck_id: DeckId, version: int) -> bool:
    """Begin a change: the deck gets its next version; False where it is not in the one given any more."""
    return bool(await tx.run("UPDATE decks SET version = version + 1 WHERE id = ? AND version = ?", deck_id, version))


async def rename(tx: Transaction, deck_id: DeckId, title: str) -> None:
    """Give a deck another title; its key stays, and the title it had is kept as the earlier one."""
    await tx.run("UPDATE decks SET earlier_title = title, title = ? WHERE id = ?", title, deck_id)


async def set_removed(tx: Transaction, deck_id: DeckId, removed_at: datetime | None) -> None:
    """Take a deck away from everybody or, with None, bring it back; its cards stay in it."""
    await tx.run("UPDATE decks SET removed_at = ? WHERE id = ?", to_ms(removed_at) if removed_at else None, deck_id)


async def count_schedules(db: Reader, deck_id: DeckId) -> int:
    """How many schedules, paused ones too, post from a deck."""
    row = await db.one("SELECT COUNT(*) AS uses FROM schedules WHERE deck_id = ? AND state <> 'stopped'", deck_id)
    return row["uses"] if row is not None else 0


def _chosen(choice: Choice) -> tuple[str, tuple[Value, ...]]:
    named = {"lang": choice.lang, "topic": choice.topic, "level": choice.level}
    given = {name: value for name, value in named.items() if value is not None}
    conditions = "".join(f" AND c.{name} = ?" for name in given)
    return f"FROM cards AS c WHERE c.retired_at IS NULL AND c.owner IS NULL{conditions}", tuple(given.values())


def _deck(row: Row) -> Deck:
    return Deck(
        id=row["id"],
        key=row["key"],
        title=row["title"],
        chat=row["deck_chat"],
        version=row["version"],
        removed=row["removed_at"] is not None,
        earlier_title=row["earlier_title"],
    )
