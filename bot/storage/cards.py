"""Cards and the concepts that translations and variants share."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from bot.domain.cards import Card, CardContent, Choice, KeyPoint, Language, Source
from bot.domain.ids import CardId, ConceptId, LearnerId
from bot.storage import publications, revisions, search
from bot.storage.database import Reader, Row, Transaction, Value, to_ms
from bot.storage.revisions import How

_SELECT = """
SELECT c.*, k.key AS concept, k.variant_group
FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id
"""

MET_IN_A_POST = """
c.id IN (
  SELECT p.card_id FROM publication_readers AS reader JOIN publications AS p ON p.id = reader.publication_id
  WHERE reader.learner_id = ?
  UNION ALL
  SELECT p.card_id FROM votes AS vote JOIN publications AS p ON p.id = vote.publication_id
  WHERE vote.learner_id = ?)
"""
"""That a learner came from a post of the card `c`, or voted on it: then it is theirs to repeat, even where it is in
another language or belongs to a chat. Takes the learner's id twice; worked out once for a whole query.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A public card as an editor has it: whether it is asked, or retired."""

    card: Card
    retired: bool


async def standing(db: Reader, card_id: CardId) -> Standing | None:
    """A public card by its row number, a retired one too; None for one that belongs to somebody."""
    row = await db.one(f"{_SELECT} WHERE c.id = ? AND c.owner IS NULL", card_id)
    return _standing(row) if row is not None else None


async def last_changed(db: Reader, limit: int) -> list[Standing]:
    """The public cards that were written or changed last, the newest first."""
    rows = await db.all(f"{_SELECT} WHERE c.owner IS NULL ORDER BY c.updated_at DESC, c.id DESC LIMIT ?", limit)
    return [_standing(row) for row in rows]


async def has_translation(db: Reader, card: Card, lang: Language) -> bool:
    """Whether another card of the same concept is in this language."""
    row = await db.one(
        "SELECT 1 AS yes FROM cards WHERE concept_id = ? AND lang = ? AND id <> ? AND retired_at IS NULL LIMIT 1",
        card.concept_id,
        lang,
        card.id,
    )
    return row is not None


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
    """The card of a concept in the first of `languages` that has one; else one that the learner met in a post."""
    rows = await db.all(
        f"SELECT c.*, k.key AS concept, k.variant_group, {MET_IN_A_POST} AS met "  # noqa: S608 - made of constants
        "FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id WHERE c.concept_id = ? AND c.retired_at IS NULL",
        learner_id,
        learner_id,
        concept_id,
    )
    read = [row for row in rows if row["lang"] in languages and row["owner"] in (None, learner_id)]
    first = min(read, key=lambda row: languages.index(row["lang"]), default=None)
    if first is None:
        first = next((row for row in rows if row["met"]), None)
    return _card(first) if first is not None else None


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


async def publish(
    tx: Transaction, content: CardContent, post_id: int | None, now: datetime, *, by: LearnerId | None = None
) -> CardId:
    """Publish a card; a retired one of the same key comes back with this content, and with its memories."""
    row = await tx.one(f"{_SELECT} WHERE c.key = ? AND c.retired_at IS NOT NULL", content.key)
    if row is None:
        return await insert(tx, content, post_id, now)
    card = _card(row)
    await update(tx, card, content, now, by=by, how="returned")
    await tx.run("UPDATE cards SET retired_at = NULL, post_id = ? WHERE id = ?", post_id, card.id)
    await set_variant_group(tx, card.concept_id, content.variant_group)
    return card.id


async def retire(tx: Transaction, card: Card, now: datetime, *, by: LearnerId | None = None) -> None:
    """Take a card away from everybody, with the next revision; its row stays, as old buttons name it."""
    await _set_retired(tx, card, to_ms(now), "retired", by, now)


async def bring_back(tx: Transaction, card: Card, now: datetime, *, by: LearnerId | None = None) -> None:
    """Ask a retired card again as it is, with its memories."""
    await _set_retired(tx, card, None, "returned", by, now)


async def _set_retired(
    tx: Transaction, card: Card, at: int | None, how: How, by: LearnerId | None, now: datetime
) -> None:
    await revisions.keep(tx, card, how, by, now)
    await tx.run(
        "UPDATE cards SET retired_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?", at, to_ms(now), card.id
    )


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


async def update(
    tx: Transaction,
    card: Card,
    content: CardContent,
    now: datetime,
    *,
    by: LearnerId | None = None,
    how: How = "imported",
) -> None:
    """Give a card new content and the next revision; its history has it as it was, what learners remember stays."""
    await revisions.keep(tx, card, how, by, now)
    values = {**_columns(content), "updated_at": to_ms(now)}
    await tx.run(
        f"UPDATE cards SET {', '.join(f'{name} = ?' for name in values)}, "  # noqa: S608 - our own column names
        "revision = revision + 1 WHERE id = ?",
        *values.values(),
        card.id,
    )
    await search.index(tx, card.id, content)
    await publications.plan_corrections(tx, card.id, card.revision + 1, now)


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


def _standing(row: Row) -> Standing:
    return Standing(_card(row), row["retired_at"] is not None)


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
