"""The review queue: drafts that wait for an editor, and who works on which.

A draft is claimed by one editor until a moment; from then on anybody may take it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.cards import (
    CardContent,
    Choice,
    KeyPoint,
    Language,
    Level,
    Source,
    key_of_question,
    misconception_told,
)
from bot.domain.fields import Field
from bot.domain.ids import CardId, DraftId, ImportId, LearnerId
from bot.domain.markup import parse_markdown, plain_text, shows_something
from bot.domain.quiz_options import answer_of, choice_of
from bot.storage.database import Reader, Row, Transaction, to_ms

SPLIT = "split"
"""Among an editor's changes, what a split left of question and answer: no change of theirs that can be reset."""

READY = "state = 'waiting' AND kind <> 'outline' AND confidence >= ? AND kind IN ('qa', 'article')"
"""What may be accepted from a confidence on without a look at it."""

_WAITS = "state = 'waiting' AND kind <> 'outline'"
_SELECT = "SELECT * FROM drafts"


@dataclass(frozen=True, slots=True)
class Offered:
    """The options of a quiz or poll, plain text; `right` are the places (from 0) of those that are right.

    Unless `sure`, that is a guess of the source: an editor has to say.
    """

    options: tuple[str, ...]
    right: tuple[int, ...]
    sure: bool
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it would be published now: the parser's proposal with the editors' changes.

    `version` rises with every change; `edited` ones differ from the proposal, and the last change of `changed` ones can
    be taken back. `claimed_by` holds it up to `claimed_until`, UTC milliseconds. An editor has said of the cards in
    `apart` that they ask something else.
    """

    id: DraftId
    version: int
    post_id: int
    state: str
    content: CardContent
    confidence: float
    reasons: tuple[str, ...]
    edited: bool = False
    changed: bool = False
    claimed_by: LearnerId | None = None
    claimed_until: int = 0
    offered: Offered | None = None
    apart: tuple[CardId, ...] = ()

    @property
    def complete(self) -> bool:
        """Has a question and an answer in which there is something to see."""
        return _seen(self.content.question) and _seen(self.content.answer)

    def is_held_by_other(self, person_id: LearnerId, now: datetime) -> bool:
        """Whether somebody else works on it."""
        return self.claimed_by not in (None, person_id) and self.claimed_until > to_ms(now)


@dataclass(frozen=True, slots=True)
class Post:
    """A text as it was taken in, and what it was taken from."""

    source_key: str
    body: str


async def load(db: Reader, draft_id: DraftId) -> Draft | None:
    """A draft by its row number, decided ones too."""
    row = await db.one(f"{_SELECT} WHERE id = ?", draft_id)
    return _draft(row) if row is not None else None


async def first(db: Reader, person_id: LearnerId, now: datetime) -> Draft | None:
    """The draft that a person holds, else the next one that nobody does.

    What is worth most comes first, then the oldest and those of one post together; skipped ones after all others.
    """
    row = await db.one(f"{_SELECT} WHERE claimed_by = ? AND {_WAITS} ORDER BY claimed_until DESC LIMIT 1", person_id)
    if row is None:
        row = await db.one(
            f"{_SELECT} WHERE {_WAITS} AND (claimed_by IS NULL OR claimed_until <= ?) "
            "ORDER BY passed, worth DESC, created_at, post_id, id LIMIT 1",
            to_ms(now),
        )
    return _draft(row) if row is not None else None


async def ready(db: Reader, import_id: ImportId, confidence: float, after: int, limit: int) -> list[Draft]:
    """Drafts of an import that wait with an answer and at least this confidence, by their number from `after` on."""
    rows = await db.all(
        f"{_SELECT} WHERE import_id = ? AND {READY} AND id > ? ORDER BY id LIMIT ?",
        import_id,
        confidence,
        after,
        limit,
    )
    return [_draft(row) for row in rows]


async def claim(tx: Transaction, draft_id: DraftId, person_id: LearnerId, until: datetime) -> None:
    """Give a draft to one person, who lets go of every other."""
    await tx.run(
        "UPDATE drafts SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ? AND id <> ?",
        person_id,
        draft_id,
    )
    await tx.run("UPDATE drafts SET claimed_by = ?, claimed_until = ? WHERE id = ?", person_id, to_ms(until), draft_id)


async def skip(tx: Transaction, draft_id: DraftId) -> None:
    """Put a draft behind all others, and let go of it."""
    await tx.run(
        f"UPDATE drafts SET passed = 1 + (SELECT MAX(passed) FROM drafts WHERE {_WAITS}), "  # noqa: S608 - our own condition
        "version = version + 1, claimed_by = NULL, claimed_until = NULL WHERE id = ?",
        draft_id,
    )


async def edit(tx: Transaction, draft_id: DraftId, changes: Mapping[str, object]) -> None:
    """Change the fields of a proposal that an editor sees differently; without any, it is as the parser made it.

    What was cut off by a split stays cut off.
    """
    row = await tx.one("SELECT edits FROM drafts WHERE id = ?", draft_id)
    before = json.loads(row["edits"]) if row is not None and row["edits"] else {}
    edits = {**before, **changes} if changes else {name: before[name] for name in before if name == SPLIT}
    await tx.run(
        "UPDATE drafts SET edits_before = COALESCE(edits, '{}'), edits = ?, version = version + 1 WHERE id = ?",
        json.dumps(edits, ensure_ascii=False) if edits else None,
        draft_id,
    )


async def take_edit_back(tx: Transaction, draft_id: DraftId) -> None:
    """The fields are as before their last change; once more, and that change is there again."""
    await tx.run(
        "UPDATE drafts SET edits = NULLIF(edits_before, '{}'), edits_before = COALESCE(edits, '{}'), "
        "version = version + 1 WHERE id = ?",
        draft_id,
    )


async def set_before_accepting(db: Reader, card_id: CardId) -> frozenset[Field]:
    """The fields that an editor changed in the draft that became a card."""
    rows = await db.all("SELECT edits FROM drafts WHERE card_id = ? AND edits IS NOT NULL", card_id)
    names: dict[str, Field] = {"question": "question", "answer": "answer", "topic": "topic", "lang": "lang"}
    names |= {"difficulty": "level", "right": "answer"}
    told = {name for row in rows for name in _changed(json.loads(row["edits"]))}
    return frozenset(names[name] for name in told if name in names)


def _changed(edits: Mapping[str, Any]) -> set[str]:
    return {*edits, *edits.get(SPLIT, {})}


async def post_of(db: Reader, draft: Draft) -> Post | None:
    """The text that a draft was found in."""
    row = await db.one("SELECT source_key, body FROM posts WHERE id = ?", draft.post_id)
    return Post(row["source_key"], row["body"]) if row is not None else None


def _draft(row: Row) -> Draft:
    proposal = json.loads(row["proposal"])
    edits = json.loads(row["edits"]) if row["edits"] else {}
    left = edits.pop(SPLIT, {})
    return Draft(
        id=DraftId(row["id"]),
        version=row["version"],
        post_id=row["post_id"],
        state=row["state"],
        content=_content(row, proposal, {**left, **edits}),
        confidence=proposal.get("confidence", 0.0),
        reasons=tuple(proposal.get("reasons", ())),
        edited=bool(edits),
        changed=row["edits_before"] is not None,
        claimed_by=row["claimed_by"],
        claimed_until=row["claimed_until"] or 0,
        offered=_offered(proposal, edits),
        apart=tuple(edits.get("apart", ())),
    )


def _offered(proposal: Mapping[str, Any], edits: Mapping[str, Any]) -> Offered | None:
    found = proposal.get("options")
    if not isinstance(found, dict) or not found.get("offered"):
        return None
    chosen = edits.get("right")
    return Offered(
        options=tuple(map(str, found["offered"])),
        right=tuple(found.get("right", ())) if chosen is None else tuple(chosen),
        sure=bool(found.get("sure")) or chosen is not None,
        why=_text(found.get("why")),
    )


def _content(row: Row, proposal: Mapping[str, object], edits: Mapping[str, object]) -> CardContent:
    """The card that would be published: the parser's short form goes where an editor wrote another answer."""
    told: dict[str, object] = {**proposal, **edits}
    question, lang = edits.get("question", row["question"]), edits.get("lang", row["lang"])
    key = key_of_question(_language(lang), str(question)) if {"question", "lang"} & edits.keys() else row["key"]
    tags, source = told.get("tags"), told.get("source")
    offered, answer = _offered(proposal, edits), _text(told.get("answer"))
    if offered is not None and offered.sure and "answer" not in edits and ("right" in edits or answer is None):
        answer = answer_of(offered.options, offered.right, offered.why)
    content = CardContent(
        key=key,
        concept=key,
        lang=_language(lang),
        question=str(question),
        answer=answer or "",
        short_answer=None if edits.keys() & {"answer", "right"} else _text(proposal.get("short_answer")),
        topic=_text(told.get("topic")),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        level=_level(told.get("difficulty")),
        choice=choice_of(offered.options, offered.right, offered.why) if offered and offered.sure else None,
        likes=_count(told.get("likes")),
        heat=_count(told.get("heat")),
        verified=True,
        variant_group=row["variant_group"],
        source=Source(**source) if isinstance(source, dict) else Source(),
    )
    authored = proposal.get("authored")
    return _with_authored(content, authored) if isinstance(authored, dict) else content


def _with_authored(content: CardContent, told: Mapping[str, Any]) -> CardContent:
    """What only a file made for cards says; see `Authored` of the parser."""
    choice = told.get("choice")
    return replace(
        content,
        concept=told.get("concept") or content.key,
        key_points=tuple(KeyPoint(point["text"], tuple(point["synonyms"])) for point in told.get("key_points", ())),
        misconceptions=tuple(map(misconception_told, told.get("misconceptions", ()))),
        follow_up=told.get("follow_up"),
        hint=told.get("hint"),
        choice=replace(Choice(**choice), others=tuple(choice["others"])) if choice else content.choice,
        references=tuple(told.get("references", ())),
        asked=told.get("asked") or 0,
    )


def _language(value: object) -> Language:
    match value:
        case "ru" | "zh":
            return value
    return "en"


def _level(value: object) -> Level | None:
    match value:
        case "junior" | "middle" | "senior":
            return value
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _seen(text: str) -> bool:
    return shows_something(plain_text(parse_markdown(text)))
