"""What the decisions of the review queue do to cards, and how each is taken back: all within one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.cards import Card, Source
from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.domain.markup import first_words, parse_markdown, plain_text
from bot.domain.splitting import Half
from bot.parsing import name_of_group
from bot.parsing.text import fold
from bot.services.editing import is_asked
from bot.services.fields import MOST_LINES
from bot.services.work import Work
from bot.storage import audit, cards, decisions, splits
from bot.storage.audit import Action
from bot.storage.database import Reader, Transaction
from bot.storage.decisions import Decision, Outcome
from bot.storage.drafts import Draft


async def accept(tx: Transaction, work: Work, draft: Draft) -> Outcome:
    """Publish a draft as a card of its own; raises Refused where it is incomplete or a card asks exactly this."""
    card = await _publish(tx, work, draft)
    before = {"revision": card.revision}
    await decisions.decide(tx, draft, work.person.id, "accepted", work.now, card_id=card.id, before=before)
    await log(tx, work, Action.DRAFT_ACCEPTED, draft, card)
    return "accepted"


async def reject(tx: Transaction, work: Work, draft: Draft) -> Outcome:
    """Never ask about a draft again."""
    await decisions.decide(tx, draft, work.person.id, "rejected", work.now)
    await log(tx, work, Action.DRAFT_REJECTED, draft)
    return "rejected"


async def merge(tx: Transaction, work: Work, draft: Draft, into: CardId) -> Outcome:
    """Make a draft a variant of a card, or where it asks just the same or has no answer, one more source of it."""
    card = await cards.load(tx, into)
    if card is None or await cards.by_key(tx, card.content.key) is None:
        raise Refused("review-card-gone")
    same = fold(card.content.question) == fold(draft.content.question)
    if same or not draft.complete:
        return await _add_source(tx, work, draft, card)
    return await _add_variant(tx, work, draft, card)


async def split(tx: Transaction, work: Work, draft: Draft, first: Half, second: Half) -> Outcome:
    """Cut a draft in two, of which the second waits right behind the first."""
    before = await splits.split(tx, draft, first, second)
    await decisions.note(tx, draft.id, work.person.id, "split", work.now, before=before)
    await log(tx, work, Action.DRAFT_SPLIT, draft)
    return "split"


async def take_back(tx: Transaction, work: Work, decision: Decision, draft: Draft) -> None:
    """Undo a decision; raises Refused where its card or half was changed since, or a learner has answered it."""
    if decision.outcome != "split":
        await _take_back(tx, work, decision)
    elif not await splits.undo(tx, decision.draft_id, decision.before):
        raise Refused("review-undo-split")
    await decisions.undo(tx, decision, work.now)
    await log(tx, work, Action.DRAFT_UNDONE, draft)


async def log(tx: Transaction, work: Work, action: Action, draft: Draft, card: Card | None = None) -> None:
    """A line of the audit log, with what the draft asks and the key of the card that it became or went into."""
    asked = plain_text(parse_markdown(draft.content.question or draft.content.answer))
    after: dict[str, str | int] = {"title": first_words(asked, 200)}
    if card is not None:
        after["card"] = card.content.key
    await audit.write(tx, action, actor=work.person.id, subject=draft.id, now=work.now, after=after)


async def _publish(tx: Transaction, work: Work, draft: Draft, group: str | None = None) -> Card:
    if not draft.complete:
        raise Refused("review-incomplete")
    if await cards.by_key(tx, draft.content.key) is not None or await is_asked(tx, draft.content):
        raise Refused("review-exists")
    content = replace(draft.content, variant_group=group or draft.content.variant_group)
    return await _loaded(tx, await cards.publish(tx, content, draft.post_id, work.now, by=work.person.id))


async def _loaded(db: Reader, card_id: CardId | None) -> Card:
    card = await cards.load(db, card_id) if card_id is not None else None
    if card is None:
        raise RuntimeError("a card vanished inside a transaction")
    return card


async def _add_variant(tx: Transaction, work: Work, draft: Draft, card: Card) -> Outcome:
    old = card.content.variant_group
    group = old or name_of_group((card.content.question, draft.content.question))
    new = await _publish(tx, work, draft, group)
    await cards.set_variant_group(tx, card.concept_id, group)
    before: dict[str, object] = {"revision": new.revision, "of": card.id, "group": group, "old": old}
    await decisions.decide(tx, draft, work.person.id, "variant", work.now, card_id=new.id, before=before)
    await log(tx, work, Action.DRAFT_VARIANT, draft, new)
    return "variant"


async def _add_source(tx: Transaction, work: Work, draft: Draft, card: Card) -> Outcome:
    content, proposed = card.content, draft.content
    where = _named(proposed.source)
    full = len(content.references) >= MOST_LINES["references"]
    known = where is None or where in content.references or full
    merged = replace(
        content,
        references=content.references if known else (*content.references, str(where)),
        likes=_most(content.likes, proposed.likes),
        heat=_most(content.heat, proposed.heat),
    )
    await cards.update(tx, card, merged, work.now, by=work.person.id, how="merged")
    before: dict[str, object] = {
        "revision": card.revision + 1,
        "references": content.references,
        "likes": content.likes,
        "heat": content.heat,
    }
    await decisions.decide(tx, draft, work.person.id, "source", work.now, card_id=card.id, before=before)
    await log(tx, work, Action.DRAFT_SOURCE, draft, card)
    return "source"


async def _take_back(tx: Transaction, work: Work, decision: Decision) -> None:
    """Put back what a decision did to cards: one that nobody has answered goes, one that got a source loses it."""
    if decision.outcome == "rejected":
        return
    card, before = await _loaded(tx, decision.card_id), decision.before
    if card.revision != before["revision"] or await cards.by_key(tx, card.content.key) is None:
        raise Refused("review-undo-changed")
    if decision.outcome == "source":
        references, likes, heat = tuple(before["references"]), before["likes"], before["heat"]
        content = replace(card.content, references=references, likes=likes, heat=heat)
        await cards.update(tx, card, content, work.now, by=work.person.id, how="merged")
        return
    if await cards.was_rated(tx, card.id):
        raise Refused("review-undo-rated")
    await cards.retire(tx, card, work.now, by=work.person.id)
    await cards.set_variant_group(tx, card.concept_id, None)
    if decision.outcome == "variant":
        await _leave_group(tx, card, before)


async def _leave_group(tx: Transaction, card: Card, before: Mapping[str, Any]) -> None:
    """The card that a variant was merged into stands alone again if it did before, and nobody else joined since."""
    other, group = await cards.load(tx, before["of"]), before["group"]
    if other is None or before["old"] is not None or other.content.variant_group != group:
        return
    if not await cards.group_has_others(tx, group, (card.concept_id, other.concept_id)):
        await cards.set_variant_group(tx, other.concept_id, None)


def _named(source: Source) -> str | None:
    """A source in one line, as a card lists its references."""
    if source.url or source.channel:
        return source.url or source.channel
    return f"{source.file}:{source.line}" if source.file and source.line else source.file


def _most(*counts: int | None) -> int | None:
    return max((count for count in counts if count is not None), default=None)
