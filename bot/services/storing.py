"""One piece of an import, stored: its text verbatim, and of each item a card, a draft, or what is known already."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.domain.cards import Card, CardContent
from bot.domain.fields import changed_fields, says_other
from bot.domain.ids import CardId, DraftId, ImportId
from bot.parsing import Item
from bot.parsing.fingerprints import Fingerprint
from bot.parsing.text import fold
from bot.parsing.variants import likeness
from bot.services import comparing
from bot.services.comparing import Alike, StemCounts
from bot.services.contents import (
    REPEAT_WORTH,
    content_of,
    is_complete,
    is_own_file,
    key_of,
    proposal_of,
    reread,
    worth_of,
)
from bot.storage import cards, drafts, fingerprints, lookalikes, posts, revisions
from bot.storage.database import Transaction
from bot.storage.posts import KnownDraft, NewDraft

SAME_AFTER_EDIT = 0.5
"""Share of words from which a question of an edited post is an earlier one in other words."""

LOOKALIKES = 5

What = Literal["published", "updated", "drafted", "repeated", "kept", "incomplete"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item.

    "repeated": what it asks is known already, by the card or draft named, or by one that was retired or rejected;
    "kept": it would change only what a person has set; "incomplete": of a private import, not enough for a card.
    `answer_changed`: the answer of an "updated" card says something else now; `variant`: a new one joined others.
    """

    what: What
    card_id: CardId | None = None
    draft_id: DraftId | None = None
    answer_changed: bool = False
    variant: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A text as it was stored: `keyed` ones have a name of their own wherever they come from.

    `fresh` ones are the first of their source, `edited` ones have another text than before.
    """

    id: int
    source_key: str
    keyed: bool
    fresh: bool
    edited: bool


@dataclass(slots=True)
class Terms:
    """How an import stores, and the cards and drafts that it has met: of each, the first sighting counts.

    With `by_key` an item is what its own key says, whatever else asks the same, and is published even so.
    """

    publish: bool
    now: datetime
    owner: int | None = None
    import_id: ImportId | None = None
    by_key: bool = False
    met_cards: set[CardId] = field(default_factory=set)
    met_drafts: set[DraftId] = field(default_factory=set)
    counts: StemCounts = field(default_factory=StemCounts)


@dataclass(frozen=True, slots=True)
class _Known:
    """What an item is already: a card, a draft that waits, or something that a person has put away."""

    card: Card | None = None
    draft: KnownDraft | None = None
    gone: bool = False


class PieceStore:
    """Stores items of one post in one transaction; `outlines` has those met before, by their titles."""

    def __init__(self, tx: Transaction, terms: Terms, post: Post, outlines: dict[str | None, int]) -> None:
        self._tx = tx
        self._terms = terms
        self._post = post
        self._outlines = outlines

    async def store(self, items: Sequence[tuple[Item, Fingerprint]]) -> list[Outcome]:
        """What became of each item, in order."""
        edited = await self._paired(items)
        outcomes = []
        for place, (item, print_) in enumerate(items):
            if item.kind == "outline":
                self._outlines[item.question] = await self._store_outline(item)
            known = edited.get(place) or await self._find(item, print_)
            outcomes.append(await self._settle(item, print_, known, self._outlines.get(item.outline)))
        return outcomes

    async def _settle(self, item: Item, print_: Fingerprint, known: _Known, outline_id: int | None) -> Outcome:
        if known.gone:
            return Outcome("repeated")
        if known.card is not None:
            return await self._meet_card(item, print_, known.card)
        if self._terms.owner is not None:
            return await self._publish(item, print_, None) if is_complete(item) else Outcome("incomplete")
        if known.draft is not None and known.draft.id in self._terms.met_drafts:
            return Outcome("repeated", draft_id=known.draft.id)
        if self._terms.publish and is_complete(item):
            # What a person has begun to change waits for that person.
            if known.draft is not None and known.draft.edited and not self._terms.by_key:
                return Outcome("repeated", draft_id=known.draft.id)
            return await self._publish(item, print_, known.draft)
        return await self._queue(item, print_, known.draft, outline_id)

    async def _paired(self, items: Sequence[tuple[Item, Fingerprint]]) -> dict[int, _Known]:
        """For the items of an edited post by their places: what it asked before in other words."""
        if not (self._post.keyed and self._post.edited):
            return {}
        own = [_Known(card=card) for card in await cards.of_post(self._tx, self._post.source_key)]
        own += [_Known(draft=draft) for draft in await posts.waiting_drafts_of(self._tx, self._post.source_key)]
        found: dict[int, _Known] = {}
        for floor in (1.0, SAME_AFTER_EDIT, 0.0):
            for place, (item, _) in enumerate(items):
                if place in found or not own or (floor == 0.0 and (len(own) > 1 or len(items) - len(found) > 1)):
                    continue
                best = max(own, key=lambda each: _sameness(item, each))
                if _sameness(item, best) >= floor:
                    found[place] = best
                    own.remove(best)
        return found

    async def _find(self, item: Item, print_: Fingerprint) -> _Known:
        """What an item is already, by its key, or by a question that is the same but for punctuation."""
        tx, key = self._tx, key_of(item, self._terms.owner)
        named = await cards.of_key(tx, key)
        if named is not None and not named.retired:
            return _Known(card=named.card)
        if self._terms.by_key and named is not None:
            return await self._again(named.card)
        if self._terms.owner is not None:
            return await self._find_public(print_)
        draft = await posts.draft_of_key(tx, key)
        if draft is not None and draft.state == "waiting":
            return _Known(draft=draft)
        if self._terms.by_key:
            return _Known()
        if named is not None or draft is not None:
            return _Known(gone=True)
        for other in await fingerprints.same(tx, print_.same) if item.question else ():
            if other.card_id is not None:
                return _Known(card=await cards.load(tx, other.card_id)) if other.live else _Known(gone=True)
            if other.draft_id is not None:
                draft = await posts.draft(tx, other.draft_id)
                waits = draft is not None and draft.state == "waiting"
                return _Known(draft=draft if waits else None, gone=not waits)
        return _Known()

    async def _again(self, card: Card) -> _Known:
        """A retired card whose file has it again: it comes back, unless a person has put it away."""
        if await revisions.retired_as(self._tx, card.id) != "imported":
            return _Known(gone=True)
        await cards.bring_back(self._tx, card, self._terms.now, how="imported")
        return _Known(card=replace(card, revision=card.revision + 1))

    async def _find_public(self, print_: Fingerprint) -> _Known:
        """The card for all that says the same as one that somebody would keep for themselves."""
        for other in await fingerprints.same(self._tx, print_.same):
            if other.card_id is not None and other.live and await comparing.is_the_same(self._tx, print_, other):
                return _Known(card=await cards.load(self._tx, other.card_id))
        return _Known()

    async def _publish(self, item: Item, print_: Fingerprint, draft: KnownDraft | None) -> Outcome:
        tx, terms = self._tx, self._terms
        content = content_of(item, draft.key if draft is not None else key_of(item, terms.owner))
        if terms.owner is not None:
            card_id = await cards.publish(tx, content, self._post.id, terms.now, owner=terms.owner)
            terms.met_cards.add(card_id)
            return Outcome("published", card_id)
        near = await comparing.alike(tx, print_, besides=draft.id if draft is not None else None, counts=terms.counts)
        group = content.variant_group or (draft.variant_group if draft is not None else None)
        group = await self._group(print_, near, group)
        content = replace(content, variant_group=group)
        if draft is None:
            card_id = await cards.insert(tx, content, self._post.id, terms.now)
            await comparing.keep(tx, print_, of=1, card_id=card_id, is_new=True, counts=terms.counts)
        else:
            # Its key may be that of a card that was retired, which comes back.
            card_id = await cards.publish(tx, content, self._post.id, terms.now)
            await posts.settle_draft(tx, content.key, card_id, terms.now)
        terms.met_cards.add(card_id)
        return Outcome("published", card_id, variant=group is not None)

    async def _meet_card(self, item: Item, print_: Fingerprint, card: Card) -> Outcome:
        """Give a card what its own post says now; a field that a person set stays as it is."""
        tx, terms = self._tx, self._terms
        first, own = card.id not in terms.met_cards, await self._is_own(item, card)
        terms.met_cards.add(card.id)
        if not (first and own):
            await cards.raise_counts(tx, card, item.likes, item.heat)
            return Outcome("repeated", card.id)
        old, read = card.content, reread(card.content, item)
        theirs = await revisions.set_by_people(tx, card) | await drafts.set_before_accepting(tx, card.id)
        kept = theirs.intersection(changed_fields(old, read))
        same: What = "kept" if kept else "repeated"
        if old.verified and not (self._post.keyed and self._post.edited) and item.authored is None:
            return Outcome(same, card.id)
        own_fields: dict[str, object] = {name: getattr(old, name) for name in kept}
        merged = replace(read, **own_fields)  # type: ignore[arg-type]  # the fields are named at runtime
        if old.verified and not changed_fields(old, merged):
            # A deck of the content folder says nothing of it where it is sent by hand as well.
            merged = replace(merged, verified=True)
        if replace(merged, likes=old.likes, heat=old.heat) == old:
            await cards.raise_counts(tx, card, merged.likes, merged.heat)
            return Outcome(same, card.id)
        if changed_fields(old, merged) and item.authored is None:
            # Nobody has vouched for what it says now.
            merged = replace(merged, verified=False)
        await cards.update(tx, card, replace(merged, source=item.source), terms.now)
        await cards.set_post(tx, card.id, self._post.id)
        if terms.owner is None and not kept & {"question", "answer"}:
            await comparing.keep(tx, print_, of=card.revision + 1, card_id=card.id, counts=terms.counts)
        return Outcome("updated", card.id, answer_changed=_says_other(old, merged))

    async def _is_own(self, item: Item, card: Card) -> bool:
        """Whether a card was made of what this item was found in."""
        if item.authored is not None and item.authored.key == card.content.key:
            return True
        if self._post.keyed:
            return await cards.source_key(self._tx, card.id) == self._post.source_key
        return is_own_file(card.content.source.file, item.source.file)

    async def _queue(
        self, item: Item, print_: Fingerprint, draft: KnownDraft | None, outline_id: int | None
    ) -> Outcome:
        tx, terms = self._tx, self._terms
        near = (
            []
            if item.kind == "outline" or draft is not None
            else await comparing.alike(tx, print_, counts=terms.counts)
        )
        group = item.authored.variant_group if item.authored else None
        key = draft.key if draft is not None else key_of(item)
        said = await posts.store_draft(
            tx,
            NewDraft(
                key=key,
                post_id=self._post.id,
                kind=item.kind,
                lang=item.lang,
                question=item.question,
                context=item.context,
                proposal=proposal_of(item),
                outline_id=outline_id if item.kind == "draft" else None,
                confidence=item.confidence,
                worth=worth_of(item),
                repeats=item.repeats,
                import_id=terms.import_id,
                variant_group=group or (await self._group(print_, near, None)),
            ),
            terms.now,
            # A question that waited for its answer has one now.
            answers=draft is not None and draft.open and not draft.edited and is_complete(item),
        )
        stored = await posts.draft_of_key(tx, key)
        if stored is None:
            return Outcome("repeated")
        terms.met_drafts.add(stored.id)
        if said == "repeated" and self._post.fresh:
            await posts.note_repeat(tx, stored.id, REPEAT_WORTH)
        elif said != "repeated" and item.kind != "outline":
            await comparing.keep(
                tx, print_, of=stored.version, draft_id=stored.id, is_new=said == "drafted", counts=terms.counts
            )
            if said == "updated":
                near = await comparing.alike(tx, print_, besides=stored.id, counts=terms.counts)
            shown = [(each.printed.card_id, each.likeness.score) for each in near if each.printed.card_id is not None]
            await lookalikes.store(tx, stored.id, shown[:LOOKALIKES])
        return Outcome(said, draft_id=stored.id, variant=said == "drafted" and stored.variant_group is not None)

    async def _group(self, print_: Fingerprint, near: Sequence[Alike], given: str | None) -> str | None:
        """The group of a new card or draft, which those that ask the same join where they have none.

        None of them is ever taken out of its group, which a person may have made.
        """
        variants = [each.printed for each in near if each.likeness.variant]
        if not variants and given is None:
            return None
        named = given or next((each.variant_group for each in variants if each.variant_group is not None), None)
        group = named or f"v-{min(print_.same, *(each.same for each in variants)):016x}"
        for each in variants:
            if each.variant_group is None and each.concept_id is not None:
                await cards.set_variant_group(self._tx, each.concept_id, group)
            elif each.variant_group is None and each.draft_id is not None:
                await posts.set_draft_group(self._tx, each.draft_id, group)
        return group

    async def _store_outline(self, item: Item) -> int:
        return await posts.store_outline(
            self._tx,
            key=key_of(item),
            post_id=self._post.id,
            lang=item.lang,
            title=item.title or item.question,
            chapters=[asdict(chapter) for chapter in item.chapters],
            now=self._terms.now,
        )


def _says_other(old: CardContent, new: CardContent) -> bool:
    return says_other(old.answer, new.answer) or says_other(old.short_answer or "", new.short_answer or "")


def _sameness(item: Item, known: _Known) -> float:
    """1 for the same question, and below for one that shares words."""
    asked = known.card.content.question if known.card is not None else known.draft.question if known.draft else ""
    return 1.0 if fold(asked) == fold(item.question) else min(0.99, likeness(asked, item.question))
