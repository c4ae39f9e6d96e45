"""The review queue: editors decide, one draft at a time, what of the posts becomes a card.

A draft belongs to one editor for `LEASE` after whatever they last did with it. Every decision comes with the claim of
the next draft in one transaction, and names the version of the draft that the editor saw.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.ids import CardId, DecisionId, DraftId
from bot.domain.splitting import cut_at_block, cut_at_words
from bot.parsing import likeness
from bot.services import draft_decisions
from bot.services.rights import require_editor, require_editor_still
from bot.services.work import Work
from bot.storage import cards, decisions, drafts, imports, lookalikes, posts, search
from bot.storage.database import Transaction
from bot.storage.decisions import Outcome
from bot.storage.drafts import Draft, Post

LEASE = timedelta(minutes=30)
NEAREST = 5
"""Cards that a draft can be merged into."""
SUGGESTED = 2
"""Cards that a draft is shown beside without being asked for."""

_COMPARED = 30
"""Cards found by their words, of which the nearest by their questions are shown."""

Lost = Literal["taken", "decided", "already", "changed"]
"""Somebody else works on it; somebody else decided; this editor did; it is not what the editor saw."""

Said = Literal[Outcome, Lost, "skipped", "alone", "edited", "undone"]
"""What became of a press; "alone": skipped, though there is no other draft to go on with."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What an editor has in front of them: a draft, how many wait in all, and the decision that can be undone.

    `alike` are the cards that the draft may ask the same as, the likest first.
    """

    draft: Draft | None
    waiting: int
    undo: DecisionId | None
    alike: tuple[Card, ...] = ()
    has_imports: bool = False


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

    async def take_up(self, work: Work, draft_id: DraftId) -> Seat | Turn:
        """That very draft, claimed, before all others; a Turn where it is lost."""

        async def unit(tx: Transaction) -> Seat | Turn:
            await require_editor_still(tx, work)
            draft = await drafts.load(tx, draft_id)
            held = await _hold(tx, work, draft_id, draft.version if draft is not None else 0)
            if not isinstance(held, Draft):
                return Turn(held, await _seat(tx, work))
            return await _seat(tx, work, held)

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
            return await draft_decisions.accept(tx, work, draft)

        return await self._turn(work, draft_id, version, act)

    async def reject(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """Never ask about this draft again."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            return await draft_decisions.reject(tx, work, draft)

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
            return await draft_decisions.merge(tx, work, draft, into)

        return await self._turn(work, draft_id, version, act)

    async def keep_apart(self, work: Work, draft_id: DraftId, version: int) -> Turn:
        """The cards that a draft looks like ask something else."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            alike = [card_id for card_id, _ in await lookalikes.of_draft(tx, draft.id)]
            await drafts.edit(tx, draft.id, {"apart": sorted({*draft.apart, *alike})})
            return "edited"

        return await self._turn(work, draft_id, version, act)

    async def say_right(self, work: Work, draft_id: DraftId, version: int, place: int) -> Turn:
        """Which option of a quiz or poll is right, counted from 0; raises Refused where it has no such option."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            if draft.offered is None or place >= len(draft.offered.options):
                raise Refused("refused-old-button")
            await drafts.edit(tx, draft.id, {"right": [place]})
            return "edited"

        return await self._turn(work, draft_id, version, act)

    async def split_at(self, work: Work, draft_id: DraftId, version: int, block: int) -> Turn:
        """Cut a draft in two before a block of its answer, counted from 0; see `splitting.cut_at_block`."""

        async def act(tx: Transaction, draft: Draft) -> Said:
            halves = cut_at_block(draft.content.question, draft.content.answer, block)
            if halves is None:
                raise Refused("refused-old-button")
            return await draft_decisions.split(tx, work, draft, *halves)

        return await self._turn(work, draft_id, version, act)

    async def split_before(self, work: Work, draft_id: DraftId, version: int, words: Sequence[str]) -> Turn:
        """Cut a draft in two before the second question, in one of the ways that it may be written.

        Raises Refused where these words are not in it.
        """

        async def act(tx: Transaction, draft: Draft) -> Said:
            cuts = (cut_at_words(draft.content.question, draft.content.answer, each) for each in words)
            halves = next(filter(None, cuts), None)
            if halves is None:
                raise Refused("review-split-not-found")
            return await draft_decisions.split(tx, work, draft, *halves)

        return await self._turn(work, draft_id, version, act)

    async def undo(self, work: Work, decision_id: DecisionId) -> Turn:
        """Take back the last decision of this editor, whose draft they hold again.

        Raises Refused where that is not their last one, its card was changed since, or a learner has answered it.
        """

        async def unit(tx: Transaction) -> Turn:
            await require_editor_still(tx, work)
            decision = await decisions.last_decision(tx, work.person.id)
            draft = await drafts.load(tx, decision.draft_id) if decision is not None else None
            if decision is None or draft is None or decision.id != decision_id:
                raise Refused("review-undo-over")
            await draft_decisions.take_back(tx, work, decision, draft)
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


async def _hold(tx: Transaction, work: Work, draft_id: DraftId, version: int) -> Draft | Lost:
    """Claim the draft that a button names, unless it is lost."""
    draft = await drafts.load(tx, draft_id)
    if draft is None or draft.state != "waiting":
        return "already" if await decisions.decided_by(tx, draft_id, work.person.id) else "decided"
    if draft.is_held_by_other(work.person.id, work.now):
        return "taken"
    if draft.version != version:
        return "changed"
    await drafts.claim(tx, draft_id, work.person.id, work.now + LEASE)
    return draft


async def _seat(tx: Transaction, work: Work, held: Draft | None = None) -> Seat:
    draft = held or await drafts.first(tx, work.person.id, work.now)
    if draft is not None:
        await drafts.claim(tx, draft.id, work.person.id, work.now + LEASE)
    last = await decisions.last_decision(tx, work.person.id)
    return Seat(
        draft,
        await posts.count_waiting(tx),
        last.id if last else None,
        await _alike(tx, draft) if draft is not None else (),
        bool(await imports.latest(tx, 1)),
    )


async def _alike(tx: Transaction, draft: Draft) -> tuple[Card, ...]:
    ids = [card_id for card_id, _ in await lookalikes.of_draft(tx, draft.id) if card_id not in draft.apart]
    found = [await cards.load(tx, card_id) for card_id in ids[:SUGGESTED]]
    return tuple(card for card in found if card is not None)
