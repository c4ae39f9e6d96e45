"""Posts as they were taken in, and the drafts and outlines that a parser made of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.cards import Language
from bot.domain.ids import CardId, DraftId, ImportId
from bot.storage.database import Reader, Row, Transaction, to_ms

_KNOWN_DRAFT = """
SELECT d.id, d.key, d.version, d.lang, d.question, d.variant_group, d.state, d.edits IS NOT NULL AS edited,
  d.kind = 'draft' AND d.outline_id IS NULL AS is_open
FROM drafts AS d
"""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision of a source."""

    id: int
    revision: int
    digest: str
    parser_version: int


async def newest(db: Reader, source_key: str) -> Newest | None:
    """The newest revision of a source; None for one that was never taken in."""
    row = await db.one(
        "SELECT id, revision, digest, parser_version FROM posts WHERE source_key = ? ORDER BY revision DESC LIMIT 1",
        source_key,
    )
    return Newest(row["id"], row["revision"], row["digest"], row["parser_version"]) if row is not None else None


async def had_text(db: Reader, source_key: str, digest: str) -> bool:
    """Whether any revision of a source has this text."""
    row = await db.one("SELECT 1 AS yes FROM posts WHERE source_key = ? AND digest = ? LIMIT 1", source_key, digest)
    return row is not None


async def any_waits(db: Reader, post_id: int) -> bool:
    """Whether a complete card found in a post still waits for a person."""
    row = await db.one(
        "SELECT 1 AS yes FROM drafts WHERE post_id = ? AND state = 'waiting' AND kind IN ('qa', 'article') LIMIT 1",
        post_id,
    )
    return row is not None


async def store(
    tx: Transaction,
    *,
    source_key: str,
    digest: str,
    body: str,
    parser_version: int,
    now: datetime,
    owner: int | None = None,
) -> int:
    """Keep a post verbatim as the next revision of its source, unless its newest has this text; its row number.

    `owner` is the learner who took it in for themselves alone.
    """
    known = await newest(tx, source_key)
    if known is not None and known.digest == digest:
        await tx.run("UPDATE posts SET parser_version = ? WHERE id = ?", parser_version, known.id)
        return known.id
    row = await tx.one(
        """
        INSERT INTO posts (source_key, revision, digest, body, parser_version, taken_at, owner)
        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        source_key,
        known.revision + 1 if known is not None else 1,
        digest,
        body,
        parser_version,
        to_ms(now),
        owner,
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


async def note_parser(tx: Transaction, post_id: int, parser_version: int) -> None:
    """A post was read to its end by this parser."""
    await tx.run("UPDATE posts SET parser_version = ? WHERE id = ?", parser_version, post_id)


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A proposal that waits for a person. `proposal` is the `parse` line, with what only card files say as `authored`.

    `confidence` is from 0 to 1, `worth` an order of what is worth an editor's time most.
    """

    key: str
    post_id: int
    kind: str
    lang: Language
    question: str
    context: str | None
    proposal: Mapping[str, object]
    outline_id: int | None = None
    confidence: float = 0.0
    worth: int = 0
    repeats: int = 1
    import_id: ImportId | None = None
    variant_group: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDraft:
    """A draft as far as an import has to know it: one that waits, unless `state` says otherwise.

    `edited` ones were changed by a person, `open` ones are questions without an answer that no outline counts on.
    """

    id: DraftId
    key: str
    version: int
    lang: Language
    question: str
    variant_group: str | None
    state: str = "waiting"
    edited: bool = False
    open: bool = False


async def store_draft(
    tx: Transaction, draft: NewDraft, now: datetime, *, answers: bool = False
) -> Literal["drafted", "updated", "repeated"]:
    """Queue a draft, or give one that waits what its own source says now; with `answers`, whatever its source was.

    "repeated" where it says nothing new, another source proposed the question first, or it was settled.
    """
    values = {
        "post_id": draft.post_id,
        "outline_id": draft.outline_id,
        "kind": draft.kind,
        "lang": draft.lang,
        "question": draft.question,
        "context": draft.context,
        "proposal": json.dumps(draft.proposal, ensure_ascii=False),
        "confidence": draft.confidence,
        "worth": draft.worth,
    }
    if await tx.run(
        f"INSERT INTO drafts (key, created_at, import_id, repeats, variant_group, {', '.join(values)}) "  # noqa: S608 - our own column names
        f"VALUES (?, ?, ?, ?, ?{', ?' * len(values)}) ON CONFLICT (key) DO NOTHING",
        draft.key,
        to_ms(now),
        draft.import_id,
        draft.repeats,
        draft.variant_group,
        *values.values(),
    ):
        return "drafted"
    changed = await tx.run(
        f"UPDATE drafts SET version = version + 1, {', '.join(f'{name} = ?' for name in values)} "  # noqa: S608 - our own column names
        "WHERE key = ? AND state = 'waiting' AND proposal <> ? AND (? = 1 OR "
        "(SELECT source_key FROM posts WHERE id = drafts.post_id) = (SELECT source_key FROM posts WHERE id = ?))",
        *values.values(),
        draft.key,
        values["proposal"],
        int(answers),
        draft.post_id,
    )
    return "updated" if changed else "repeated"


async def draft_of_key(db: Reader, key: str) -> KnownDraft | None:
    """The draft of this key, settled or not."""
    row = await db.one(f"{_KNOWN_DRAFT} WHERE d.key = ?", key)
    return _known_draft(row) if row is not None else None


async def draft(db: Reader, draft_id: DraftId) -> KnownDraft | None:
    """A draft by its row number, settled or not."""
    row = await db.one(f"{_KNOWN_DRAFT} WHERE d.id = ?", draft_id)
    return _known_draft(row) if row is not None else None


async def waiting_drafts_of(db: Reader, source_key: str) -> list[KnownDraft]:
    """What waits of a post or its earlier revisions."""
    rows = await db.all(
        f"{_KNOWN_DRAFT} JOIN posts AS p ON p.id = d.post_id "
        "WHERE p.source_key = ? AND d.state = 'waiting' AND d.kind <> 'outline' ORDER BY d.id",
        source_key,
    )
    return [_known_draft(row) for row in rows]


async def note_repeat(tx: Transaction, draft_id: DraftId, worth: int) -> None:
    """One more source asks what a draft asks, which makes it worth that much more."""
    await tx.run("UPDATE drafts SET repeats = repeats + 1, worth = worth + ? WHERE id = ?", worth, draft_id)


async def set_draft_group(tx: Transaction, draft_id: DraftId, group: str) -> None:
    """Say that a draft asks the same as others in other words."""
    await tx.run("UPDATE drafts SET variant_group = ? WHERE id = ?", group, draft_id)


async def settle_draft(tx: Transaction, key: str, card_id: CardId, now: datetime) -> bool:
    """A card now asks what the draft of this key asked; False where no such draft waited."""
    return bool(
        await tx.run(
            "UPDATE drafts SET state = 'published', card_id = ?, settled_at = ? WHERE key = ? AND state = 'waiting'",
            card_id,
            to_ms(now),
            key,
        )
    )


async def count_waiting(db: Reader) -> int:
    """How many drafts wait for a person; of an outline only its questions do."""
    row = await db.one("SELECT COUNT(*) AS waiting FROM drafts WHERE state = 'waiting' AND kind <> 'outline'")
    return int(row["waiting"]) if row is not None else 0


async def store_outline(
    tx: Transaction,
    *,
    key: str,
    post_id: int,
    lang: Language,
    title: str,
    chapters: Sequence[Mapping[str, object]],
    now: datetime,
) -> int:
    """Keep the chapters of an outline; its row number, the old one where the outline was known."""
    row = await tx.one(
        """
        INSERT INTO outlines (key, post_id, lang, title, chapters, created_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET chapters = excluded.chapters RETURNING id
        """,
        key,
        post_id,
        lang,
        title,
        json.dumps(chapters, ensure_ascii=False),
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of a study path, with the cards that answer its questions."""

    title: str
    cards: tuple[tuple[CardId, str], ...]


@dataclass(frozen=True, slots=True)
class StudyPath:
    """An outline whose drafts have answers."""

    id: int
    title: str
    chapters: tuple[Chapter, ...]


async def study_paths(db: Reader, languages: Sequence[Language]) -> list[StudyPath]:
    """Outlines of which every draft has become a card."""
    marks = ", ".join("?" for _ in languages)
    rows = await db.all(
        f"""
        SELECT o.id, o.title, o.chapters, d.context, d.question, d.card_id
        FROM outlines AS o JOIN drafts AS d ON d.outline_id = o.id
        WHERE o.lang IN ({marks}) AND d.kind = 'draft' AND d.state <> 'rejected'
          AND NOT EXISTS (
            SELECT 1 FROM drafts AS open
            WHERE open.outline_id = o.id AND open.kind = 'draft' AND open.state = 'waiting')
        ORDER BY o.id, d.id
        """,  # noqa: S608 - marks are question marks
        *languages,
    )
    paths: dict[int, StudyPath] = {}
    for row in rows:
        if row["id"] not in paths:
            titles = [str(chapter["title"]) for chapter in json.loads(row["chapters"])]
            answers = [(r["context"], r["card_id"], r["question"]) for r in rows if r["id"] == row["id"]]
            paths[row["id"]] = StudyPath(row["id"], row["title"], tuple(_chapters(titles, answers)))
    return list(paths.values())


def _known_draft(row: Row) -> KnownDraft:
    return KnownDraft(
        id=row["id"],
        key=row["key"],
        version=row["version"],
        lang=row["lang"],
        question=row["question"],
        variant_group=row["variant_group"],
        state=row["state"],
        edited=row["edited"] == 1,
        open=row["is_open"] == 1,
    )


def _chapters(titles: list[str], answers: list[tuple[str | None, CardId, str]]) -> list[Chapter]:
    return [
        Chapter(title, tuple((card_id, question) for context, card_id, question in answers if context == title))
        for title in titles
    ]
