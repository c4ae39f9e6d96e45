"""What a schedule may post, and what its chat has seen: the ground on which `domain.programme` chooses."""

import json
from collections.abc import Callable, Collection, Sequence

from bot.domain.ids import CardId, ChatId, ChatRow, ConceptId
from bot.domain.programme import Candidate, Group, Use
from bot.storage.database import Reader, Row, Value, from_ms
from bot.storage.publications import POSTED, REFUSED
from bot.storage.schedules import First, Schedule

_SELECT = "SELECT c.id, c.concept_id, k.variant_group, c.hotness FROM cards AS c JOIN concepts AS k"
_POSTED = ", ".join(f"'{state}'" for state in POSTED)
# A card that cannot be posted has had its turn, too: else no other one would ever have its own.
_TRIED = f"(p.state IN ({_POSTED}) OR (p.state = 'failed' AND p.reason LIKE '{REFUSED}:%'))"
_SEEN = f"EXISTS (SELECT 1 FROM publications AS p WHERE p.card_id = c.id AND p.chat_row = ? AND {_TRIED})"  # noqa: S608 - constants
_ORDERS: dict[First, str] = {"hottest": "c.hotness DESC, c.id", "oldest": "c.id"}
_RANKS: dict[First, Callable[[Row], tuple[int, int]]] = {
    "hottest": lambda row: (-row["hotness"], row["id"]),
    "oldest": lambda row: (0, row["id"]),
}


async def candidates(db: Reader, schedule: Schedule, chat_id: ChatId) -> Sequence[Candidate]:
    """The cards that a schedule may post, in its order: those that all may see and those of the chat itself.

    None where its deck was removed.
    """
    where, values = _fitting(schedule)
    rows = [
        *await db.all(f"{_SELECT} ON k.id = c.concept_id WHERE c.owner IS NULL AND {where}", *values),
        *await db.all(f"{_SELECT} ON k.id = c.concept_id WHERE c.owner = ? AND {where}", chat_id, *values),
    ]
    return [_candidate(row) for row in sorted(rows, key=_RANKS[schedule.first])]


async def unseen(db: Reader, schedule: Schedule, chat_id: ChatId, limit: int) -> Sequence[Candidate]:
    """The first `limit` of these that the chat has not seen: however many cards there are, this is quick."""
    where, values = _fitting(schedule)
    order = f"AND NOT {_SEEN} ORDER BY {_ORDERS[schedule.first]} LIMIT ?"
    more = (schedule.chat, limit)
    rows = [
        *await db.all(f"{_SELECT} ON k.id = c.concept_id WHERE c.owner IS NULL AND {where} {order}", *values, *more),
        *await db.all(
            f"{_SELECT} ON k.id = c.concept_id WHERE c.owner = ? AND {where} {order}", chat_id, *values, *more
        ),
    ]
    return [_candidate(row) for row in sorted(rows, key=_RANKS[schedule.first])[:limit]]


async def count(db: Reader, schedule: Schedule, chat_id: ChatId) -> tuple[int, int]:
    """How many cards a schedule may post, and how many of them its chat has not seen."""
    where, values = _fitting(schedule)
    row = await db.one(
        f"SELECT COUNT(*) AS cards, COUNT(CASE WHEN {_SEEN} THEN 1 END) AS seen FROM cards AS c "  # noqa: S608 - constants
        f"WHERE (c.owner IS NULL OR c.owner = ?) AND {where}",
        schedule.chat,
        chat_id,
        *values,
    )
    return (row["cards"], row["cards"] - row["seen"]) if row is not None else (0, 0)


def _fitting(schedule: Schedule) -> tuple[str, list[Value]]:
    """The condition on a card `c` that it fits a schedule, and its values."""
    # An index by lang would have to be sorted: the first cards in the table's own order are found sooner without.
    lang = "+c.lang = ?" if schedule.first == "oldest" and schedule.topic is None else "c.lang = ?"
    conditions = [lang, "c.retired_at IS NULL"]
    values: list[Value] = [schedule.lang]
    for column, value in (("topic", schedule.topic), ("level", schedule.level)):
        if value is not None:
            conditions.append(f"c.{column} = ?")
            values.append(value)
    if schedule.deck is not None:
        conditions.append(
            "c.id IN (SELECT d.card_id FROM deck_cards AS d JOIN decks AS e ON e.id = d.deck_id "
            "WHERE d.deck_id = ? AND e.removed_at IS NULL)"
        )
        values.append(schedule.deck)
    return " AND ".join(conditions), values


async def uses(db: Reader, chat: ChatRow) -> Sequence[Use]:
    """Every card that a chat has seen, is about to see or cannot be shown, by whichever of its schedules."""
    rows = await db.all(
        "SELECT c.id, c.concept_id, k.variant_group, COUNT(*) AS times, MAX(p.due_at) AS last "  # noqa: S608 - constants
        "FROM publications AS p JOIN cards AS c ON c.id = p.card_id JOIN concepts AS k ON k.id = c.concept_id "
        f"WHERE p.chat_row = ? AND {_TRIED} GROUP BY c.id",
        chat,
    )
    return [Use(row["id"], _group(row), row["times"], from_ms(row["last"])) for row in rows]


async def postable(db: Reader, ids: Collection[CardId], chat_id: ChatId) -> dict[CardId, Candidate]:
    """Of these cards those that may be posted in a chat, whatever its schedules are about."""
    rows = await db.all(
        f"{_SELECT} ON k.id = c.concept_id JOIN json_each(?) AS wanted ON wanted.value = c.id "
        "WHERE c.retired_at IS NULL AND (c.owner IS NULL OR c.owner = ?)",
        json.dumps(list(ids)),
        chat_id,
    )
    return {row["id"]: _candidate(row) for row in rows}


def _candidate(row: Row) -> Candidate:
    return Candidate(row["id"], _group(row))


def _group(row: Row) -> Group:
    return row["variant_group"] or ConceptId(row["concept_id"])
