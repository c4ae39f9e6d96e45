"""The review queue: editors decide, one draft at a time, what of the posts becomes a card.

A draft belongs to one editor for `LEASE` after whatever they last did with it. Every decision comes with the claim of
the next draft in one transaction, and names the version of the draft that the editor saw.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from bot.domain.cards import Card, Source
from bot.domain.errors import Refused
from bot.domain.ids import CardId, DecisionId, DraftId
from bot.domain.markup import first_words, parse_markdown, plain_text
from bot.parsing import likeness, name_of_group
from bot.parsing.text import fold
from bot.services.editing import is_asked
from bot.services.rights import require_editor, require_editor_still
from bot.services.work import Work
from bot.storage import audit, cards, drafts, posts, search
from bot.storage.audit import Action
from bot.storage.database import Reader, Transaction
from bot.storage.drafts import Decision, Draft, Outcome, Post

LEASE = timedelta(minutes=30)
NEAREST = 5
"""Cards that a draft can be merged into."""
_COMPARED = 30
"""Cards found by their words, of which the nearest by their questions are shown."""

Lost = Literal["taken", "decided", "already", "changed"]
"""Somebody else works on it; somebody else decided; this editor did; it is not what the editor saw."""

Said = Literal[Outcome, Lost, "skipped", "alone", "edited", "undone"]
"""What became of a press; "alone": skipped, though there is no other draft to go on with."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What an editor has in front of them: a draft, how many wait in all, and the decision that can be undone."""

    draft: Draft | None
    waiting: int
    undo: DecisionId | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a press, and what the editor sees next."""

    said: Said
    seat: Seat

    @property
    def lost(self) -> bool:
        """Nothing was done."""
        return self.said in ("taken", "decided", "already", "changed")


_Act = Callable[[Transaction, Draft], Awaitable[Said]]


class ReviewQueue:
    """What editors do with drafts."""

    def require_editor(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others; see `rights`."""
        require_editor(work, "review", pressed=pressed)

    def wait_no_more(self, work: Work) -> None:
        """End what the bot waited for here."""
        work.stop_waiting("review")

    async def next(self, work: Work) -> Seat:
        """Claim the next draft, or go on with the one that is claimed."""

        async def unit(tx: Transaction) -> Seat:
            await require_editor_still(tx, work)
            return await _seat(tx, work)

        return await work.write(unit)

    async def look(self, work: Work, draft_id: DraftId, version: int) -> Seat | Turn:
        """The draft that a button names, claimed for longer; a Turn where it is lost."""

        async def unit(tx: Transaction) -> Seat | Turn:
            await require_editor_still(tx, work)
            held = await _hold(tx, work, draft_id, version)
            return await _seat(tx, work) if isinstance(held, Draft) else Turn(held, await _seat(tx, work))

        return await work.write(unit)

    async def edit(self, work: Work, draft_id: DraftId, version: int, changes: Mapping[str, object]) -> Turn:
        """Change fields of the proposal (`question`, `answer`, `topic`, `difficulty`, `lang`); none: as it was."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            await drafts.edit(tx, draft.id, changes)
            return "edited"

        return await self._turn(work, draft_id, version, act)

    async def take_edit_back(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """Undo the last change of the proposal, also that all changes were taken back; once more, and it is redone."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            if not draft.changed:
                raise Refused("refused-old-button")
            await drafts.take_edit_back(tx, draft.id)
            return "edited"

        return await self._turn(work, draft_id, version, act)

    async def accept(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """Publish a draft as a card of its own; raises Refused where it is incomplete or a card asks exactly this."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            card = await _publish(tx, work, draft)
            before = {"revision": card.revision}
            await drafts.decide(tx, draft, work.person.id, "accepted", work.now, card_id=card.id, before=before)
            await _log(tx, work, Action.DRAFT_ACCEPTED, draft, card)
            return "accepted"

        return await self._turn(work, draft_id, version, act)

    async def reject(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """Never ask about this draft again."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            await drafts.decide(tx, draft, work.person.id, "rejected", work.now)
            await _log(tx, work, Action.DRAFT_REJECTED, draft)
            return "rejected"

        return await self._turn(work, draft_id, version, act)

    async def skip(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """Leave a draft for later, behind all others; "alone" where there is no other to go on with."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            await drafts.skip(tx, draft.id)
            following = await drafts.first(tx, work.person.id, work.now)
            return "alone" if following is None or following.id == draft.id else "skipped"

        return await self._turn(work, draft_id, version, act)

    async def merge(self, work: Work, draft_id: DraftId, version: int, into: CardId) -> Turn:
        """Make a draft a variant of a card, or where it asks just the same or has no answer, one more source of it."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            card = await cards.load(tx, into)
            if card is None or await cards.by_key(tx, card.content.key) is None:
                raise Refused("review-card-gone")
            same = fold(card.content.question) == fold(draft.content.question)
            if same or not draft.complete:
                return await _add_source(tx, work, draft, card)
            return await _add_variant(tx, work, draft, card)

        return await self._turn(work, draft_id, version, act)

    async def undo(self, work: Work, decision_id: DecisionId) -> Turn:
        """Take back the last decision of this editor, whose draft they hold again.

        Raises Refused where that is not their last one, its card was changed since, or a learner has answered it.
        """

        async def unit(tx: Transaction) -> Turn:
            await require_editor_still(tx, work)
            decision = await drafts.last_decision(tx, work.person.id)
            draft = await drafts.load(tx, decision.draft_id) if decision is not None else None
            if decision is None or draft is None or decision.id != decision_id:
                raise Refused("review-undo-over")
            await _take_back(tx, work, decision)
            await drafts.undo(tx, decision, work.now)
            await _log(tx, work, Action.DRAFT_UNDONE, draft)
            await drafts.claim(tx, decision.draft_id, work.person.id, work.now + LEASE)
            return Turn("undone", await _seat(tx, work))

        return await work.write(unit)

    async def nearest(self, work: Work, draft: Draft) -> list[Card]:
        """Published cards of the draft's language that a draft may ask the same as, the likest first."""
        content = draft.content
        ids = await search.nearest(work.db, content.question or content.answer, content.lang, _COMPARED)
        found = [card for card_id in ids if (card := await cards.load(work.db, card_id)) is not None]
        found.sort(key=lambda card: -likeness(content.question, card.content.question))
        return found[:NEAREST]

    async def original(self, work: Work, draft: Draft) -> Post:
        """The post that the draft was found in."""
        post = await drafts.post_of(work.db, draft)
        if post is None:
            raise Refused("review-card-gone")
        return post

    async def _turn(self, work: Work, draft_id: DraftId, version: int, act: _Act) -> Turn:
        async def unit(tx: Transaction) -> Turn:
            await require_editor_still(tx, work)
            held = await _hold(tx, work, draft_id, version)
            said = await act(tx, held) if isinstance(held, Draft) else held
            return Turn(said, await _seat(tx, work))

        return await work.write(unit)


async def _log(tx: Transaction, work: Work, action: Action, draft: Draft, card: Card | None = None) -> None:
    """A line of the audit log, with what the draft asks and the key of the card that it became or went into."""
    asked = plain_text(parse_markdown(draft.content.question or draft.content.answer))
    after: dict[str, str | int] = {"title": first_words(asked, 200)}
    if card is not None:
        after["card"] = card.content.key
    await audit.write(tx, action, actor=work.person.id, subject=draft.id, now=work.now, after=after)


async def _hold(tx: Transaction, work: Work, draft_id: DraftId, version: int) -> Draft | Lost:
    """Claim the draft that a button names, unless it is lost."""
    draft = await drafts.load(tx, draft_id)
    if draft is None or draft.state != "waiting":
        return "already" if await drafts.decided_by(tx, draft_id, work.person.id) else "decided"
    if draft.is_held_by_other(work.person.id, work.now):
        return "taken"
    if draft.version != version:
        return "changed"
    await drafts.claim(tx, draft_id, work.person.id, work.now + LEASE)
    return draft


async def _seat(tx: Transaction, work: Work) -> Seat:
    draft = await drafts.first(tx, work.person.id, work.now)
    if draft is not None:
        await drafts.claim(tx, draft.id, work.person.id, work.now + LEASE)
    last = await drafts.last_decision(tx, work.person.id)
    return Seat(draft, await posts.count_waiting(tx), last.id if last else None)


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
    await drafts.decide(tx, draft, work.person.id, "variant", work.now, card_id=new.id, before=before)
    await _log(tx, work, Action.DRAFT_VARIANT, draft, new)
    return "variant"


async def _add_source(tx: Transaction, work: Work, draft: Draft, card: Card) -> Outcome:
    content, proposed = card.content, draft.content
    where = _named(proposed.source)
    known = where is None or where in content.references
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
    await drafts.decide(tx, draft, work.person.id, "source", work.now, card_id=card.id, before=before)
    await _log(tx, work, Action.DRAFT_SOURCE, draft, card)
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
