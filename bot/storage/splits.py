"""Drafts that were cut in two: the first half keeps its row, the second gets one of its own with the same post."""

import json
from collections.abc import Mapping
from typing import Any

from bot.domain.cards import key_of_question
from bot.domain.ids import DraftId
from bot.domain.splitting import Half
from bot.storage import drafts
from bot.storage.database import Reader, Transaction
from bot.storage.drafts import SPLIT, Draft

REASON = "cut from another draft by an editor"


async def split(tx: Transaction, draft: Draft, first: Half, second: Half) -> dict[str, object]:
    """Cut a waiting draft in two; what `undo` needs to put it together again.

    The second half has whatever else an editor sees of the first: its place in the queue, topic, level and language.
    """
    row = await tx.one("SELECT edits, edits_before FROM drafts WHERE id = ?", draft.id)
    if row is None:
        raise RuntimeError("a draft vanished inside a transaction")
    told = json.loads(row["edits"]) if row["edits"] else {}
    left = {"answer": first.answer} | ({"question": first.question} if first.question != draft.content.question else {})
    # A question that an editor changed before stays theirs.
    cut = told.get(SPLIT, {}) | {name: told[name] for name in ("question",) if name in told} | left
    kept = {name: value for name, value in told.items() if name not in ("question", "answer", SPLIT)}
    edits = json.dumps({**kept, SPLIT: cut}, ensure_ascii=False)
    await tx.run(
        "UPDATE drafts SET edits = ?, edits_before = NULL, version = version + 1 WHERE id = ?", edits, draft.id
    )
    second_id = await _insert(tx, draft, second)
    return {"edits": row["edits"], "edits_before": row["edits_before"], "cut": edits, "second": second_id}


async def undo(tx: Transaction, draft_id: DraftId, before: Mapping[str, Any]) -> bool:
    """Put the halves together again; False, and nothing done, where one of them was changed or decided on since."""
    first = await tx.one("SELECT edits FROM drafts WHERE id = ? AND state = 'waiting'", draft_id)
    second = await drafts.load(tx, DraftId(before["second"]))
    if first is None or first["edits"] != before["cut"] or second is None:
        return False
    if second.state != "waiting" or second.edited or second.changed:
        return False
    # Its row stays for the log, under a key that no question has: an import may bring that question again.
    await tx.run(
        "UPDATE drafts SET state = 'rejected', key = ?, version = version + 1, claimed_by = NULL, claimed_until = NULL "
        "WHERE id = ?",
        f"undone-{second.id}",
        second.id,
    )
    await tx.run(
        "UPDATE drafts SET edits = ?, edits_before = ?, version = version + 1 WHERE id = ?",
        before["edits"],
        before["edits_before"],
        draft_id,
    )
    return True


async def _insert(tx: Transaction, draft: Draft, half: Half) -> DraftId:
    row = await tx.one("SELECT proposal FROM drafts WHERE id = ?", draft.id)
    content = draft.content
    proposal = json.loads(row["proposal"]) if row is not None else {}
    proposal |= {
        "kind": "qa" if half.answer else "draft",
        "question": half.question,
        "answer": half.answer or None,
        "short_answer": None,
        "lang": content.lang,
        "topic": content.topic,
        "difficulty": content.level,
        "reasons": [*draft.reasons, *(() if REASON in draft.reasons else (REASON,))],
        "authored": None,
    }
    made = await tx.one(
        """
        INSERT INTO drafts (key, post_id, kind, lang, question, context, proposal, created_at, passed, import_id,
                            confidence, worth, repeats)
        SELECT ?, post_id, ?, ?, ?, context, ?, created_at, passed, import_id, confidence, worth, repeats
        FROM drafts WHERE id = ? RETURNING id
        """,
        await _free_key(tx, key_of_question(content.lang, half.question or half.answer)),
        proposal["kind"],
        content.lang,
        half.question,
        json.dumps(proposal, ensure_ascii=False),
        draft.id,
    )
    if made is None:
        raise RuntimeError("an INSERT … RETURNING gave no row")
    return DraftId(made["id"])


async def _free_key(db: Reader, key: str) -> str:
    """The key, or one made of it where another draft has it."""
    free, number = key, 1
    while await db.one("SELECT 1 AS yes FROM drafts WHERE key = ?", free) is not None:
        number += 1
        free = f"{key}-{number}"
    return free
