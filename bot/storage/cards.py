"""Cards and the concepts that translations and variants share."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from bot.domain.cards import Card, CardContent, Choice, KeyPoint, Language, Source
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.storage import search
from bot.storage.database import Reader, Row, Transaction, Value, to_ms

_SELECT = """
SELECT c.*, k.key AS concept, k.variant_group
FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id
"""


async def load(db: Reader, card_id: CardId) -> Card | None:
    """A card by its row number, retired ones too: an old button may show it."""
    row = await db.one(f"{_SELECT} WHERE c.id = ?", card_id)
    return _card(row) if row is not None else None


async def by_key(db: Reader, key: str) -> Card | None:
    """A card by its public key, as long as it is not retired."""
    row = await db.one(f"{_SELECT} WHERE c.key = ? AND c.retired_at IS NULL", key)
    return _card(row) if row is not None else None


async def taken(db: Reader, key: str) -> bool:
    """Whether a card has this key, a retired one too."""
    return await db.one("SELECT 1 AS yes FROM cards WHERE key = ?", key) is not None


async def of_concept(
    db: Reader, concept_id: ConceptId, languages: Sequence[Language], learner_id: LearnerId
) -> Card | None:
    """The card of a concept in the first of `languages` that has one."""
    rows = await db.all(
        f"{_SELECT} WHERE c.concept_id = ? AND c.retired_at IS NULL AND (c.owner IS NULL OR c.owner = ?)",
        concept_id,
        learner_id,
    )
    readable = [_card(row) for row in rows if row["lang"] in languages]
    return min(readable, key=lambda card: languages.index(card.content.lang), default=None)


async def public(db: Reader, languages: Sequence[Language] | None = None) -> list[Card]:
    """Every card that all may see; of the given languages, else of all."""
    rows = await db.all(f"{_SELECT} WHERE c.retired_at IS NULL AND c.owner IS NULL ORDER BY c.id")
    return [_card(row) for row in rows if languages is None or row["lang"] in languages]


async def count_by_topic(db: Reader, languages: Sequence[Language]) -> dict[str | None, int]:
    """How many public cards each topic has in these languages."""
    marks = ", ".join("?" for _ in languages)
    rows = await db.all(
        "SELECT topic, COUNT(DISTINCT concept_id) AS cards FROM cards "  # noqa: S608 - marks are question marks
        f"WHERE retired_at IS NULL AND owner IS NULL AND lang IN ({marks}) GROUP BY topic",
        *languages,
    )
    return {row["topic"]: row["cards"] for row in rows}


async def insert(tx: Transaction, content: CardContent, post_id: int | None, now: datetime) -> CardId:
    """Publish a card under a key that is not taken."""
    concept_id = await _concept(tx, content)
    values = {**_columns(content), "concept_id": concept_id, "post_id": post_id}
    values |= {"created_at": to_ms(now), "updated_at": to_ms(now)}
    row = await tx.one(
        f"INSERT INTO cards ({', '.join(values)}) "  # noqa: S608 - our own column names
        f"VALUES ({', '.join('?' for _ in values)}) RETURNING id",
        *values.values(),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    card_id = CardId(row["id"])
    await search.index(tx, card_id, content)
    return card_id


async def publish(tx: Transaction, content: CardContent, post_id: int | None, now: datetime) -> CardId:
    """Publish a card; a retired one of the same key comes back with this content, and with its memories."""
    row = await tx.one(f"{_SELECT} WHERE c.key = ? AND c.retired_at IS NOT NULL", content.key)
    if row is None:
        return await insert(tx, content, post_id, now)
    card = _card(row)
    await tx.run("UPDATE cards SET retired_at = NULL, post_id = ? WHERE id = ?", post_id, card.id)
    await set_variant_group(tx, card.concept_id, content.variant_group)
    await update(tx, card, content, now)
    return card.id


async def retire(tx: Transaction, card: Card, now: datetime) -> None:
    """Take a card away from everybody; its row stays, as old buttons name it."""
    await tx.run("UPDATE cards SET retired_at = ?, updated_at = ? WHERE id = ?", to_ms(now), to_ms(now), card.id)
    await set_variant_group(tx, card.concept_id, None)


async def was_rated(db: Reader, card_id: CardId) -> bool:
    """Whether a learner has answered this card and not taken it back."""
    row = await db.one("SELECT 1 AS yes FROM reviews WHERE card_id = ? AND undone_at IS NULL LIMIT 1", card_id)
    return row is not None


async def group_has_others(db: Reader, group: str, besides: Collection[ConceptId]) -> bool:
    """Whether a variant group holds published cards of other concepts."""
    rows = await db.all(
        "SELECT k.id FROM concepts AS k JOIN cards AS c ON c.concept_id = k.id "
        "WHERE k.variant_group = ? AND c.retired_at IS NULL",
        group,
    )
    return any(row["id"] not in besides for row in rows)


async def update(tx: Transaction, card: Card, content: CardContent, now: datetime) -> None:
    """Give a card new content and the next revision; what learners remember stays."""
    values = {**_columns(content), "updated_at": to_ms(now)}
    await tx.run(
        f"UPDATE cards SET {', '.join(f'{name} = ?' for name in values)}, "  # noqa: S608 - our own column names
        "revision = revision + 1 WHERE id = ?",
        *values.values(),
        card.id,
    )
    await search.index(tx, card.id, content)


async def set_variant_group(tx: Transaction, concept_id: ConceptId, group: str | None) -> None:
    """Say which concepts ask the same thing in other words."""
    await tx.run("UPDATE concepts SET variant_group = ? WHERE id = ?", group, concept_id)


def _hotness(content: CardContent) -> int:
    """One order for two scales: heat counts views, likes count taps, and a like is worth about a thousand views."""
    return max(content.heat or 0, 1000 * (content.likes or 0))


def _columns(content: CardContent) -> dict[str, Value]:
    return {
        "key": content.key,
        "lang": content.lang,
        "topic": content.topic,
        "level": content.level,
        "question": content.question,
        "answer": content.answer,
        "short_answer": content.short_answer,
        "tags": _json(content.tags),
        "key_points": _json([asdict(point) for point in content.key_points]),
        "misconceptions": _json(content.misconceptions),
        "follow_up": content.follow_up,
        "hint": content.hint,
        "choice": _json(asdict(content.choice)) if content.choice else None,
        "reference_list": _json(content.references),
        "likes": content.likes,
        "heat": content.heat,
        "asked": content.asked,
        "hotness": _hotness(content),
        "verified": int(content.verified),
        "source": _json({name: value for name, value in asdict(content.source).items() if value is not None}),
    }


async def _concept(tx: Transaction, content: CardContent) -> ConceptId:
    await tx.run(
        "INSERT INTO concepts (key, variant_group) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
        content.concept,
        content.variant_group,
    )
    row = await tx.one("SELECT id FROM concepts WHERE key = ?", content.concept)
    if row is None:
        raise RuntimeError("a concept vanished inside a transaction")
    return ConceptId(row["id"])


def _card(row: Row) -> Card:
    choice = json.loads(row["choice"]) if row["choice"] else None
    content = CardContent(
        key=row["key"],
        concept=row["concept"],
        lang=row["lang"],
        question=row["question"],
        answer=row["answer"],
        short_answer=row["short_answer"],
        topic=row["topic"],
        tags=tuple(json.loads(row["tags"])),
        level=row["level"],
        key_points=tuple(KeyPoint(point["text"], tuple(point["synonyms"])) for point in json.loads(row["key_points"])),
        misconceptions=tuple(json.loads(row["misconceptions"])),
        follow_up=row["follow_up"],
        hint=row["hint"],
        choice=replace(Choice(**choice), others=tuple(choice["others"])) if choice else None,
        references=tuple(json.loads(row["reference_list"])),
        likes=row["likes"],
        heat=row["heat"],
        asked=row["asked"],
        verified=bool(row["verified"]),
        variant_group=row["variant_group"],
        source=Source(**json.loads(row["source"])),
    )
    return Card(id=CardId(row["id"]), concept_id=row["concept_id"], revision=row["revision"], content=content)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
