"""Cards and the concepts that translations and variants share."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from bot.domain.cards import Card, CardContent, Choice, KeyPoint, Language, Source, misconception_told
from bot.domain.fields import says_other
from bot.domain.ids import CardId, ChatRow, ConceptId, DeckId, LearnerId
from bot.storage import publications, revisions, search
from bot.storage.database import Reader, Row, Transaction, Value, from_ms, to_ms
from bot.storage.revisions import How

_SELECT = """
SELECT c.*, k.key AS concept, k.variant_group
FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id
"""

_SELECT_WITH_CHAT = """
SELECT c.*, k.key AS concept, k.variant_group, h.id AS chat_row
FROM cards AS c JOIN concepts AS k ON k.id = c.concept_id LEFT JOIN chats AS h ON h.chat_id = c.owner
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
    """A card as an editor has it: whether it is asked, or retired; `chat` is the one that it belongs to, if any."""

    card: Card
    retired: bool
    chat: ChatRow | None = None


async def standing(db: Reader, card_id: CardId) -> Standing | None:
    """A public card by its row number, a retired one too; None for one that belongs to somebody."""
    row = await db.one(f"{_SELECT} WHERE c.id = ? AND c.owner IS NULL", card_id)
    return _standing(row) if row is not None else None


async def changeable(db: Reader, card_id: CardId) -> Standing | None:
    """A public card or one of a chat, a retired one too; None for one that belongs to a learner."""
    row = await db.one(f"{_SELECT_WITH_CHAT} WHERE c.id = ? AND (c.owner IS NULL OR h.id IS NOT NULL)", card_id)
    return _standing(row, row["chat_row"]) if row is not None else None


async def of_chat(db: Reader, chat: ChatRow, limit: int, start: int = 0) -> list[Standing]:
    """The cards that belong to a chat, retired ones too, the oldest first, after the first `start`."""
    rows = await db.all(
        f"{_SELECT} WHERE c.owner = (SELECT chat_id FROM chats WHERE id = ?) "  # noqa: S608 - our own columns
        "ORDER BY c.id LIMIT ? OFFSET ?",
        chat,
        limit,
        start,
    )
    return [_standing(row, chat) for row in rows]


async def count_of_chat(db: Reader, chat: ChatRow) -> int:
    """How many cards belong to a chat, retired ones counted too."""
    row = await db.one(
        "SELECT COUNT(*) AS cards FROM cards WHERE owner = (SELECT chat_id FROM chats WHERE id = ?)", chat
    )
    return row["cards"] if row is not None else 0


async def last_changed(db: Reader, limit: int) -> list[Standing]:
    """The public cards that were written or changed last, the newest first."""
    rows = await db.all(f"{_SELECT} WHERE c.owner IS NULL ORDER BY c.updated_at DESC, c.id DESC LIMIT ?", limit)
    return [_standing(row) for row in rows]


async def found_in(db: Reader, card_id: CardId) -> str | None:
    """The text that a card was made of, verbatim; None for one that was written here."""
    row = await db.one("SELECT p.body FROM cards AS c JOIN posts AS p ON p.id = c.post_id WHERE c.id = ?", card_id)
    return str(row["body"]) if row is not None else None


async def has_translation(db: Reader, card: Card, lang: Language) -> bool:
    """Whether another card of the same concept is in this language."""
    row = await db.one(
        "SELECT 1 AS yes FROM cards WHERE concept_id = ? AND lang = ? AND id <> ? AND retired_at IS NULL LIMIT 1",
        card.concept_id,
        lang,
        card.id,
    )
    return row is not None


async def in_other_languages(db: Reader, card: Card, learner_id: LearnerId) -> tuple[tuple[Language, CardId], ...]:
    """The cards that ask the same in other languages, one for each, as far as the learner may read them."""
    rows = await db.all(
        """
        SELECT lang, MIN(id) AS id FROM cards
        WHERE concept_id = ? AND lang <> ? AND retired_at IS NULL AND (owner IS NULL OR owner = ?) GROUP BY lang
        """,
        card.concept_id,
        card.content.lang,
        learner_id,
    )
    return tuple((row["lang"], row["id"]) for row in rows)


async def load(db: Reader, card_id: CardId) -> Card | None:
    """A card by its row number, retired ones too: an old button may show it."""
    row = await db.one(f"{_SELECT} WHERE c.id = ?", card_id)
    return _card(row) if row is not None else None


async def by_key(db: Reader, key: str) -> Card | None:
    """A card by its public key, as long as it is not retired."""
    row = await db.one(f"{_SELECT} WHERE c.key = ? AND c.retired_at IS NULL", key)
    return _card(row) if row is not None else None


async def of_key(db: Reader, key: str) -> Standing | None:
    """A card by its public key, a retired one too, whoever it belongs to."""
    row = await db.one(f"{_SELECT} WHERE c.key = ?", key)
    return _standing(row) if row is not None else None


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


async def page(db: Reader, start: int, limit: int, deck: DeckId | None = None) -> list[tuple[Card, datetime]]:
    """The public cards behind the row number `start`, oldest first, each with the moment of its last change; of a deck
    those behind the first `start`, in its order."""
    visible = "c.retired_at IS NULL AND c.owner IS NULL"
    if deck is None:
        where, values = f"WHERE c.id > ? AND {visible} ORDER BY c.id LIMIT ?", [start, limit]
    else:
        where = f"JOIN deck_cards AS d ON d.card_id = c.id WHERE d.deck_id = ? AND {visible} ORDER BY d.position, c.id"
        where, values = f"{where} LIMIT ? OFFSET ?", [deck, limit, start]
    rows = await db.all(f"{_SELECT} {where}", *values)
    return [(_card(row), from_ms(row["updated_at"])) for row in rows]


async def count_by_topic(db: Reader, languages: Sequence[Language]) -> dict[str | None, int]:
    """How many public cards each topic has in these languages."""
    marks = ", ".join("?" for _ in languages)
    rows = await db.all(
        "SELECT topic, COUNT(DISTINCT concept_id) AS cards FROM cards "  # noqa: S608 - marks are question marks
        f"WHERE retired_at IS NULL AND owner IS NULL AND lang IN ({marks}) GROUP BY topic",
        *languages,
    )
    return {row["topic"]: row["cards"] for row in rows}


async def insert(
    tx: Transaction, content: CardContent, post_id: int | None, now: datetime, *, owner: int | None = None
) -> CardId:
    """Publish a card under a key that is not taken; `owner` is the learner or chat it belongs to, none for all."""
    concept_id = await _concept(tx, content)
    values = {**_columns(content), "concept_id": concept_id, "post_id": post_id, "owner": owner}
    values |= {"created_at": to_ms(now), "updated_at": to_ms(now)}
    row = await tx.one(
        f"INSERT INTO cards ({', '.join(values)}) "  # noqa: S608 - our own column names
        f"VALUES ({', '.join('?' for _ in values)}) RETURNING id",
        *values.values(),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    card_id = CardId(row["id"])
    await search.index(tx, card_id, content, is_new=True)
    return card_id


async def publish(
    tx: Transaction,
    content: CardContent,
    post_id: int | None,
    now: datetime,
    *,
    by: LearnerId | None = None,
    owner: int | None = None,
) -> CardId:
    """Publish a card; a retired one of the same key comes back with this content, and with its memories."""
    row = await tx.one(f"{_SELECT} WHERE c.key = ? AND c.retired_at IS NOT NULL", content.key)
    if row is None:
        return await insert(tx, content, post_id, now, owner=owner)
    card = _card(row)
    await update(tx, card, content, now, by=by, how="returned")
    await tx.run("UPDATE cards SET retired_at = NULL, post_id = ? WHERE id = ?", post_id, card.id)
    await set_variant_group(tx, card.concept_id, content.variant_group)
    return card.id


async def retire(
    tx: Transaction, card: Card, now: datetime, *, by: LearnerId | None = None, how: How = "retired"
) -> None:
    """Take a card away from everybody, with the next revision; its row stays, as old buttons name it."""
    await _set_retired(tx, card, to_ms(now), how, by, now)


async def bring_back(
    tx: Transaction, card: Card, now: datetime, *, by: LearnerId | None = None, how: How = "returned"
) -> None:
    """Ask a retired card again as it is, with its memories."""
    await _set_retired(tx, card, None, how, by, now)


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
    if says_other(card.content.answer, content.answer):
        values["answer_changed_at"] = to_ms(now)
    await tx.run(
        f"UPDATE cards SET {', '.join(f'{name} = ?' for name in values)}, "  # noqa: S608 - our own column names
        "revision = revision + 1 WHERE id = ?",
        *values.values(),
        card.id,
    )
    await search.index(tx, card.id, content)
    await publications.plan_corrections(tx, card.id, card.revision + 1, now)


async def of_post(db: Reader, source_key: str) -> list[Card]:
    """The cards made of a post or one of its earlier revisions, but for retired ones."""
    rows = await db.all(
        f"{_SELECT} JOIN posts AS p ON p.id = c.post_id WHERE p.source_key = ? AND c.retired_at IS NULL ORDER BY c.id",
        source_key,
    )
    return [_card(row) for row in rows]


async def of_sources(db: Reader, beginning: str) -> list[tuple[Card, str]]:
    """The cards made of posts whose keys begin so, with these keys, but for retired ones."""
    rows = await db.all(
        "SELECT c.*, k.key AS concept, k.variant_group, p.source_key "
        "FROM posts AS p JOIN cards AS c ON c.post_id = p.id JOIN concepts AS k ON k.id = c.concept_id "
        "WHERE p.source_key >= ? AND p.source_key < ? AND c.retired_at IS NULL ORDER BY c.id",
        beginning,
        beginning[:-1] + chr(ord(beginning[-1]) + 1),
    )
    return [(_card(row), row["source_key"]) for row in rows]


async def source_key(db: Reader, card_id: CardId) -> str | None:
    """The post that a card was made of, by its key; None for one that a person wrote."""
    row = await db.one(
        "SELECT p.source_key FROM cards AS c JOIN posts AS p ON p.id = c.post_id WHERE c.id = ?", card_id
    )
    return row["source_key"] if row is not None else None


async def set_post(tx: Transaction, card_id: CardId, post_id: int) -> None:
    """Say which post, in which revision, a card was made of."""
    await tx.run("UPDATE cards SET post_id = ? WHERE id = ?", post_id, card_id)


async def raise_counts(tx: Transaction, card: Card, likes: int | None, heat: int | None) -> None:
    """Take over counts where they are higher than a card's own; that makes no revision of it."""
    content = replace(card.content, likes=_more(card.content.likes, likes), heat=_more(card.content.heat, heat))
    if content != card.content:
        await tx.run(
            "UPDATE cards SET likes = ?, heat = ?, hotness = ? WHERE id = ?",
            content.likes,
            content.heat,
            _hotness(content),
            card.id,
        )


def _more(*counts: int | None) -> int | None:
    return max((count for count in counts if count is not None), default=None)


async def set_variant_group(tx: Transaction, concept_id: ConceptId, group: str | None) -> None:
    """Say which concepts ask the same thing in other words."""
    await tx.run("UPDATE concepts SET variant_group = ? WHERE id = ?", group, concept_id)


_VIEWS_OF_A_LIKE = 1000
_LIKES_OF_A_VERIFIED_CARD = 30


def _hotness(content: CardContent) -> int:
    """One order for two scales: heat counts views, likes count taps, and a like is worth about a thousand views. What
    an editor vouches for goes before posts that few liked."""
    likes = max(content.likes or 0, _LIKES_OF_A_VERIFIED_CARD if content.verified else 0)
    return max(content.heat or 0, _VIEWS_OF_A_LIKE * likes)


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
        "misconceptions": _json([asdict(each) for each in content.misconceptions]),
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
    row = await tx.one(
        "INSERT INTO concepts (key, variant_group) VALUES (?, ?) ON CONFLICT (key) DO NOTHING RETURNING id",
        content.concept,
        content.variant_group,
    )
    if row is None:
        row = await tx.one("SELECT id FROM concepts WHERE key = ?", content.concept)
    if row is None:
        raise RuntimeError("a concept vanished inside a transaction")
    return ConceptId(row["id"])


def _standing(row: Row, chat: ChatRow | None = None) -> Standing:
    return Standing(_card(row), row["retired_at"] is not None, chat)


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
        misconceptions=tuple(map(misconception_told, json.loads(row["misconceptions"]))),
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
    changed = row["answer_changed_at"]
    return Card(
        id=CardId(row["id"]),
        concept_id=row["concept_id"],
        revision=row["revision"],
        content=content,
        answer_changed_at=from_ms(changed) if changed is not None else None,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
