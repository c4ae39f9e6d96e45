"""Posts as they were taken in, and the drafts and outlines that a parser made of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.cards import Language
from bot.domain.ids import CardId
from bot.storage.database import Reader, Transaction, to_ms


async def known(db: Reader, digest: str, parser_version: int, *, none_waiting: bool = False) -> bool:
    """Whether this very text is the newest of some source and was read by this parser.

    With `none_waiting`, only if none of the complete cards found in it still waits for a person.
    """
    row = await db.one(
        """
        SELECT 1 AS yes FROM posts AS p
        WHERE p.digest = ? AND p.parser_version = ?
          AND NOT EXISTS (SELECT 1 FROM posts AS n WHERE n.source_key = p.source_key AND n.revision > p.revision)
          AND (? = 0 OR NOT EXISTS (
            SELECT 1 FROM drafts AS d
            WHERE d.post_id = p.id AND d.state = 'waiting' AND d.kind IN ('qa', 'article')))
        LIMIT 1
        """,
        digest,
        parser_version,
        int(none_waiting),
    )
    return row is not None


async def store(tx: Transaction, *, source_key: str, digest: str, body: str, parser_version: int, now: datetime) -> int:
    """Keep a post verbatim as the next revision of its source, unless its newest has this text; its row number."""
    newest = await tx.one(
        "SELECT id, digest, revision FROM posts WHERE source_key = ? ORDER BY revision DESC LIMIT 1", source_key
    )
    if newest is not None and newest["digest"] == digest:
        await tx.run("UPDATE posts SET parser_version = ? WHERE id = ?", parser_version, newest["id"])
        return int(newest["id"])
    row = await tx.one(
        """
        INSERT INTO posts (source_key, revision, digest, body, parser_version, taken_at)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """,
        source_key,
        newest["revision"] + 1 if newest is not None else 1,
        digest,
        body,
        parser_version,
        to_ms(now),
    )
    if row is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return int(row["id"])


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A proposal that waits for a person. `proposal` is the `parse` line."""

    key: str
    post_id: int
    kind: str
    lang: Language
    question: str
    context: str | None
    proposal: Mapping[str, object]
    outline_id: int | None = None


async def store_draft(tx: Transaction, draft: NewDraft, now: datetime) -> Literal["drafted", "updated", "repeated"]:
    """Queue a draft, or give one that waits what its own source says now.

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
    }
    if await tx.run(
        f"INSERT INTO drafts (key, created_at, {', '.join(values)}) "  # noqa: S608 - our own column names
        f"VALUES (?, ?{', ?' * len(values)}) ON CONFLICT (key) DO NOTHING",
        draft.key,
        to_ms(now),
        *values.values(),
    ):
        return "drafted"
    changed = await tx.run(
        f"UPDATE drafts SET version = version + 1, {', '.join(f'{name} = ?' for name in values)} "  # noqa: S608 - our own column names
        "WHERE key = ? AND state = 'waiting' AND proposal <> ? AND "
        "(SELECT source_key FROM posts WHERE id = drafts.post_id) = (SELECT source_key FROM posts WHERE id = ?)",
        *values.values(),
        draft.key,
        values["proposal"],
        draft.post_id,
    )
    return "updated" if changed else "repeated"


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


def _chapters(titles: list[str], answers: list[tuple[str | None, CardId, str]]) -> list[Chapter]:
    return [
        Chapter(title, tuple((card_id, question) for context, card_id, question in answers if context == title))
        for title in titles
    ]
