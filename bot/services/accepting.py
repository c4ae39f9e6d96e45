"""A whole import accepted at once from a confidence on, and taken back at once: in batches, so that nobody waits."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import monotonic
from bot.domain.errors import Refused
from bot.domain.ids import AcceptanceId, ImportId
from bot.domain.learners import Learner
from bot.services.comparing import same_card
from bot.services.rights import require_editor, require_editor_still
from bot.services.work import Work
from bot.storage import acceptances, audit, cards, drafts, imports, learners, lookalikes
from bot.storage.acceptances import Acceptance, Published
from bot.storage.audit import Action
from bot.storage.database import Database, Reader, Transaction
from bot.storage.drafts import Draft
from bot.storage.imports import Import

PERCENTS = (90, 80, 70)
"""Confidences of the parser that an editor can pick."""

UNDO_FOR = timedelta(days=7)
LISTED = 8
MOST_TRIES = 3
LONGEST_EDIT = 60.0
"""Seconds after which nobody draws any more that an acceptance has begun, even if that failed."""

BATCH = 20
"""Drafts in one transaction: some 20 ms in which nothing else is stored."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An import as editors see it: what waits of it, what would become a card at once, what was accepted so far.

    `ready` counts by confidence, in percent, what has an answer and looks like no card. `accepted` is the newest
    acceptance that can still be undone, or is under way.
    """

    of: Import
    waiting: int
    ready: Mapping[int, int]
    accepted: Acceptance | None


class Accepting:
    """Imports from the editors' side, and the steps of what was begun; `waiting` is set when there is one to do."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._tries = 0
        self._being_shown: dict[AcceptanceId, float] = {}
        self.waiting = asyncio.Event()

    def require_editor(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others; see `rights`."""
        require_editor(work, "review", pressed=pressed)

    async def find(self, import_id: ImportId, now: datetime) -> Offer | None:
        """One import for who is told of it without asking; None where it is not there."""
        found = await imports.load(self._db, import_id)
        return await _offer(self._db, found, now) if found is not None else None

    async def reader(self, acceptance: Acceptance) -> Learner | None:
        """Who is told how far it is."""
        return await learners.load(self._db, acceptance.acted_by) if acceptance.acted_by is not None else None

    def _go_on(self, begun: Acceptance) -> Acceptance:
        self._being_shown[begun.id] = monotonic() + LONGEST_EDIT
        self.waiting.set()
        return begun

    def let_draw(self, begun: Acceptance) -> None:
        """That it has begun is shown: how it goes on may be drawn over that."""
        self._being_shown.pop(begun.id, None)

    async def untold(self) -> Acceptance | None:
        """One that is at its end, of which its message does not say so yet."""
        return await acceptances.untold(self._db)

    async def tell(self, acceptance: Acceptance) -> None:
        """Its message was drawn, or cannot be any more."""
        await self._db.write(lambda tx: acceptances.set_told(tx, acceptance))

    def may_draw(self, acceptance: Acceptance) -> bool:
        """Whether nobody else draws into its message just now: of two edits at once, either may win."""
        return self._being_shown.get(acceptance.id, 0.0) < monotonic()

    async def again(self, acceptance: Acceptance) -> Acceptance:
        """How far it is now."""
        return await _loaded(self._db, acceptance.id)

    async def latest(self, work: Work) -> list[Offer]:
        """The last imports, the newest first."""
        found = await imports.latest(work.db, LISTED)
        return [await _offer(work.db, each, work.now) for each in found]

    async def offer(self, work: Work, import_id: ImportId) -> Offer:
        """One import; raises Refused where there is none."""
        found = await imports.load(work.db, import_id)
        if found is None:
            raise Refused("refused-old-button")
        return await _offer(work.db, found, work.now)

    async def accept(self, work: Work, import_id: ImportId, percent: int, message_id: int | None) -> Acceptance:
        """Begin to publish what waits of an import from a confidence on; `message_id` will tell how far it is.

        Raises Refused where nothing is ready, or an acceptance of it is under way.
        """

        async def unit(tx: Transaction) -> Acceptance:
            await require_editor_still(tx, work)
            found = await imports.load(tx, import_id)
            if found is None:
                raise Refused("refused-old-button")
            await _require_none_under_way(tx, import_id)
            total = await acceptances.count_ready(tx, import_id, percent, alone=False)
            if total == 0:
                raise Refused("imports-nothing-ready", percent=percent)
            started = await acceptances.start(
                tx, import_id, percent, total, by=work.person.id, message_id=message_id, now=work.now
            )
            await _log(tx, work, Action.IMPORT_ACCEPTED, found)
            return await _loaded(tx, started)

        return self._go_on(await work.write(unit))

    async def undo(self, work: Work, acceptance_id: AcceptanceId, message_id: int | None) -> Acceptance:
        """Begin to take back what an acceptance published; raises Refused where that is over, or under way."""

        async def unit(tx: Transaction) -> Acceptance:
            await require_editor_still(tx, work)
            acceptance = await acceptances.load(tx, acceptance_id)
            if acceptance is None or acceptance.stage == "undone":
                raise Refused("imports-undone-already")
            found = await imports.load(tx, acceptance.import_id)
            if found is None or work.now - acceptance.at > UNDO_FOR:
                raise Refused("imports-undo-over")
            await _require_none_under_way(tx, acceptance.import_id)
            await acceptances.start_undoing(tx, acceptance_id, by=work.person.id, message_id=message_id)
            await _log(tx, work, Action.IMPORT_UNDONE, found)
            return await _loaded(tx, acceptance_id)

        return self._go_on(await work.write(unit))

    async def step(self, now: datetime) -> Acceptance | None:
        """Do one batch of what was begun first; how far that is now, or None where nothing is under way.

        After a batch that failed, the next ones are of one draft each, and one that fails again and again is left.
        """

        self._tries += 1
        limit = BATCH if self._tries == 1 else 1
        leave = self._tries > MOST_TRIES

        async def unit(tx: Transaction) -> Acceptance | None:
            acceptance = await acceptances.unfinished(tx)
            if acceptance is None:
                return None
            if acceptance.stage == "accepting":
                await _accept_some(tx, acceptance, now, limit, leave=leave)
            else:
                await _take_back_some(tx, acceptance, now, limit, leave=leave)
            return await _loaded(tx, acceptance.id)

        done = await self._db.write(unit)
        self._tries = 0
        return done


async def _accept_some(tx: Transaction, acceptance: Acceptance, now: datetime, limit: int, *, leave: bool) -> None:
    floor = acceptances.floor(acceptance.percent)
    ahead = await drafts.ready(tx, acceptance.import_id, floor, acceptance.up_to, limit)
    if not ahead:
        await acceptances.finish(tx, acceptance)
        return
    accepted = [not leave and await _accept_one(tx, acceptance, draft, now) for draft in ahead]
    await acceptances.move_on(tx, acceptance, ahead[-1].id, len(ahead), sum(accepted))


async def _accept_one(tx: Transaction, acceptance: Acceptance, draft: Draft, now: datetime) -> bool:
    """Publish a draft, unless a person should look at it: it is incomplete, looks like a card or is one."""
    content = draft.content
    if not draft.complete or (acceptance.acted_by and draft.is_held_by_other(acceptance.acted_by, now)):
        return False
    alike = [card_id for card_id, _ in await lookalikes.of_draft(tx, draft.id) if card_id not in draft.apart]
    if alike or await cards.by_key(tx, content.key) or await same_card(tx, content.lang, content.question):
        return False
    # Nobody has read it: only what an editor changed was seen by one.
    seen = replace(content, verified=draft.edited)
    card_id = await cards.publish(tx, seen, draft.post_id, now, by=acceptance.acted_by)
    card = await cards.load(tx, card_id)
    if card is None:
        raise RuntimeError("a card vanished inside a transaction")
    await acceptances.publish(tx, acceptance, draft, card, now)
    return True


async def _take_back_some(tx: Transaction, acceptance: Acceptance, now: datetime, limit: int, *, leave: bool) -> None:
    ahead = await acceptances.published_ahead(tx, acceptance, limit)
    if not ahead:
        await acceptances.finish(tx, acceptance)
        return
    taken_back = [not leave and await _take_back_one(tx, acceptance, each, now) for each in ahead]
    await acceptances.move_on(tx, acceptance, ahead[-1].draft_id, len(ahead), sum(taken_back))


async def _take_back_one(tx: Transaction, acceptance: Acceptance, published: Published, now: datetime) -> bool:
    """Retire a card that nobody has changed since; what learners remember of it stays."""
    card = await cards.load(tx, published.card_id)
    live = await cards.by_key(tx, card.content.key) if card is not None else None
    if card is None or live is None or live.id != card.id or card.revision != published.revision:
        return False
    await cards.retire(tx, card, now, by=acceptance.acted_by)
    await acceptances.take_back(tx, acceptance, published)
    return True


async def _offer(db: Reader, found: Import, now: datetime) -> Offer:
    ready = {percent: await acceptances.count_ready(db, found.id, percent, alone=True) for percent in PERCENTS}
    newest = [each for each in await acceptances.of_import(db, found.id) if each.stage != "undone"]
    under_way = next((each for each in newest if each.stage != "accepted"), None)
    undoable = next((each for each in newest if each.accepted and now - each.at <= UNDO_FOR), None)
    return Offer(found, await acceptances.count_waiting(db, found.id), ready, under_way or undoable)


async def _require_none_under_way(tx: Reader, import_id: ImportId) -> None:
    if any(each.is_under_way for each in await acceptances.of_import(tx, import_id)):
        raise Refused("imports-under-way")


async def _loaded(db: Reader, acceptance_id: AcceptanceId) -> Acceptance:
    found = await acceptances.load(db, acceptance_id)
    if found is None:
        raise RuntimeError("an acceptance vanished inside a transaction")
    return found


async def _log(tx: Transaction, work: Work, action: Action, found: Import) -> None:
    title: dict[str, str | int] = {"title": found.name[:200]}
    await audit.write(tx, action, actor=work.person.id, subject=found.id, now=work.now, after=title)
