"""The review queue: drafts that wait for an editor, who works on which, and what was decided.

A draft is claimed by one editor until a moment; from then on anybody may take it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.domain.cards import CardContent, Language, Level, Source, key_of_question
from bot.domain.ids import CardId, DecisionId, DraftId, LearnerId
from bot.domain.markup import parse_markdown, plain_text, shows_something
from bot.storage.database import Reader, Row, Transaction, to_ms

Outcome = Literal["accepted", "variant", "source", "rejected"]
"""A card of its own; a card in the group of another; one more source of another card; nothing."""

_WAITS = "state = 'waiting' AND kind <> 'outline'"
_SELECT = "SELECT * FROM drafts"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it would be published now: the parser's proposal with the editors' changes.

    `version` rises with every change; `edited` ones differ from the proposal, and the last change of `changed` ones can
    be taken back. `claimed_by` holds it up to `claimed_until`, UTC milliseconds.
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

    @property
    def complete(self) -> bool:
        """Has a question and an answer in which there is something to see."""
        return _seen(self.content.question) and _seen(self.content.answer)

    def is_held_by_other(self, person_id: LearnerId, now: datetime) -> bool:
        """Whether somebody else works on it."""
        return self.claimed_by not in (None, person_id) and self.claimed_until > to_ms(now)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about a draft. `before` holds what an undo puts back."""

    id: DecisionId
    draft_id: DraftId
    outcome: Outcome
    card_id: CardId | None
    before: Mapping[str, Any]


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

    The oldest come first and those of one post together; skipped ones after all others.
    """
    row = await db.one(f"{_SELECT} WHERE claimed_by = ? AND {_WAITS} ORDER BY claimed_until DESC LIMIT 1", person_id)
    if row is None:
        row = await db.one(
            f"{_SELECT} WHERE {_WAITS} AND (claimed_by IS NULL OR claimed_until <= ?) "
            "ORDER BY passed, created_at, post_id, id LIMIT 1",
            to_ms(now),
        )
    return _draft(row) if row is not None else None


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
    """Change the fields of a proposal that an editor sees differently; without any, it is as the parser made it."""
    row = await tx.one("SELECT edits FROM drafts WHERE id = ?", draft_id)
    before = json.loads(row["edits"]) if row is not None and row["edits"] else {}
    edits = json.dumps({**before, **changes}, ensure_ascii=False) if changes else None
    await tx.run(
        "UPDATE drafts SET edits_before = COALESCE(edits, '{}'), edits = ?, version = version + 1 WHERE id = ?",
        edits,
        draft_id,
    )


async def take_edit_back(tx: Transaction, draft_id: DraftId) -> None:
    """The fields are as before their last change; once more, and that change is there again."""
    await tx.run(
        "UPDATE drafts SET edits = NULLIF(edits_before, '{}'), edits_before = COALESCE(edits, '{}'), "
        "version = version + 1 WHERE id = ?",
        draft_id,
    )


async def decide(
    tx: Transaction,
    draft: Draft,
    person_id: LearnerId,
    outcome: Outcome,
    now: datetime,
    *,
    card_id: CardId | None = None,
    before: Mapping[str, object] | None = None,
) -> None:
    """Settle a draft that waits, and note who did it and how it can be undone."""
    await tx.run(
        "UPDATE drafts SET state = ?, card_id = ?, settled_at = ?, version = version + 1, "
        "claimed_by = NULL, claimed_until = NULL WHERE id = ?",
        "rejected" if outcome == "rejected" else "published",
        card_id,
        to_ms(now),
        draft.id,
    )
    await tx.run(
        "INSERT INTO decisions (person_id, draft_id, outcome, card_id, before, at) VALUES (?, ?, ?, ?, ?, ?)",
        person_id,
        draft.id,
        outcome,
        card_id,
        json.dumps(before or {}, ensure_ascii=False),
        to_ms(now),
    )


async def last_decision(db: Reader, person_id: LearnerId) -> Decision | None:
    """The newest decision of a person that was not undone."""
    row = await db.one(
        "SELECT * FROM decisions WHERE person_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", person_id
    )
    if row is None:
        return None
    return Decision(row["id"], row["draft_id"], row["outcome"], row["card_id"], json.loads(row["before"]))


async def decided_by(db: Reader, draft_id: DraftId, person_id: LearnerId) -> bool:
    """Whether the decision that stands about a draft is this person's."""
    row = await db.one(
        "SELECT person_id FROM decisions WHERE draft_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", draft_id
    )
    return row is not None and row["person_id"] == person_id


async def undo(tx: Transaction, decision: Decision, now: datetime) -> None:
    """The draft waits again."""
    await tx.run("UPDATE decisions SET undone_at = ? WHERE id = ?", to_ms(now), decision.id)
    await tx.run(
        "UPDATE drafts SET state = 'waiting', card_id = NULL, settled_at = NULL, version = version + 1 WHERE id = ?",
        decision.draft_id,
    )


async def is_kept_from_import(db: Reader, key: str) -> bool:
    """Whether a person had to do with the draft of this key: an import shall not publish it by itself then."""
    row = await db.one("SELECT state, edits FROM drafts WHERE key = ?", key)
    return row is not None and (row["state"] != "waiting" or row["edits"] is not None)


async def waits(db: Reader, key: str) -> bool:
    """Whether a draft with this key waits."""
    return await db.one("SELECT 1 AS yes FROM drafts WHERE key = ? AND state = 'waiting'", key) is not None


async def post_of(db: Reader, draft: Draft) -> Post | None:
    """The text that a draft was found in."""
    row = await db.one("SELECT source_key, body FROM posts WHERE id = ?", draft.post_id)
    return Post(row["source_key"], row["body"]) if row is not None else None


def _draft(row: Row) -> Draft:
    proposal = json.loads(row["proposal"])
    edits = json.loads(row["edits"]) if row["edits"] else {}
    return Draft(
        id=DraftId(row["id"]),
        version=row["version"],
        post_id=row["post_id"],
        state=row["state"],
        content=_content(row, proposal, edits),
        confidence=proposal.get("confidence", 0.0),
        reasons=tuple(proposal.get("reasons", ())),
        edited=bool(edits),
        changed=row["edits_before"] is not None,
        claimed_by=row["claimed_by"],
        claimed_until=row["claimed_until"] or 0,
    )


def _content(row: Row, proposal: Mapping[str, object], edits: Mapping[str, object]) -> CardContent:
    """The card that would be published: the parser's short form goes where an editor wrote another answer."""
    told: dict[str, object] = {**proposal, **edits}
    question, lang = edits.get("question", row["question"]), edits.get("lang", row["lang"])
    key = key_of_question(_language(lang), str(question)) if {"question", "lang"} & edits.keys() else row["key"]
    tags, source = told.get("tags"), told.get("source")
    return CardContent(
        key=key,
        concept=key,
        lang=_language(lang),
        question=str(question),
        answer=str(told.get("answer") or ""),
        short_answer=None if "answer" in edits else _text(proposal.get("short_answer")),
        topic=_text(told.get("topic")),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        level=_level(told.get("difficulty")),
        likes=_count(told.get("likes")),
        heat=_count(told.get("heat")),
        verified=True,
        variant_group=_text(told.get("variant_group")),
        source=Source(**source) if isinstance(source, dict) else Source(),
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
