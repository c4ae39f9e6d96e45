"""Proposals for a card: the program makes them from the card and its neighbours, a person decides on each.

Nothing of a proposal counts until somebody accepts it; then the card is changed as by `/edit`, with its history.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.domain.cards import Card, CardContent
from bot.domain.enriching import Lack, NotProposed, Proposed, Reason
from bot.domain.enriching.choice import choice_form
from bot.domain.enriching.key_points import key_points
from bot.domain.enriching.level import level
from bot.domain.errors import Refused
from bot.domain.fields import written
from bot.domain.ids import CardId, ProposalId
from bot.domain.topics import Topics
from bot.services.card_rights import CardRights, Leave, require_leave_still, standing
from bot.services.changing import save
from bot.services.chats import Chats
from bot.services.fields import checked_choice, rewritten
from bot.services.rights import require_editor
from bot.services.work import Work
from bot.storage import cards, proposals, search
from bot.storage.cards import Standing
from bot.storage.database import Reader, Transaction
from bot.storage.proposals import FIELDS, Proposal, ProposedField

NEIGHBOURS = 30
"""Cards of the same topic, and as many that share rare words, of which wrong options are made."""

WAITING = "enrich"
"""What conversations of this feature begin with."""

Said = Literal["accepted", "written", "dropped", "undone", "quiz", "already", "meanwhile"]
"""What became of a press or a message; "written": accepted as the editor wrote it, "already": decided before,
"meanwhile": the card is not what the editor saw. Nothing was done in the last two cases."""


@dataclass(frozen=True, slots=True)
class Page:
    """A card and what is proposed for it. `lacks` says for which fields nothing is, and why."""

    now: Standing
    proposals: tuple[Proposal, ...]
    lacks: tuple[tuple[ProposedField, Lack], ...] = ()

    def undoable(self, proposal: Proposal) -> bool:
        """Whether what was done with it can be undone: it was dropped, or what was accepted stands as it was."""
        return proposal.state == "dropped" or (
            proposal.state == "accepted" and written(self.now.card.content, proposal.field) == proposal.content
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a press or a message, and the page as it is now."""

    said: Said
    page: Page


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz as its author sent it; `right` is the place of its right option."""

    options: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """A value for a field, as a person would type it."""

    field: ProposedField
    content: str
    reasons: tuple[Reason, ...]


_Act = Callable[[Transaction, Standing, Proposal], Awaitable[Said]]

_PROPOSERS: dict[ProposedField, Callable[[CardContent, Sequence[CardContent]], Proposed[Any] | NotProposed]] = {
    "choice": choice_form,
    "key_points": key_points,
    "level": lambda card, _: level(card),
}


class Enriching:
    """What editors do with proposals, and who runs a chat with those for the cards of that chat."""

    def __init__(self, topics: Topics, chats: Chats) -> None:
        self._topics = topics
        self._rights = CardRights(chats)

    def require_editor(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others; see `rights`."""
        require_editor(work, WAITING, pressed=pressed)

    def require(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for who can change no card at all; whether it is this one is asked with the card."""
        self._rights.require(work, WAITING, pressed=pressed)

    def wait_no_more(self, work: Work) -> None:
        """End what the bot waited for here."""
        work.stop_waiting(WAITING)

    async def look(self, work: Work, card_id: CardId) -> Page:
        """What is proposed for a card: made now for the fields that are empty and have no proposal yet."""
        return await self._look(work, await self._rights.enter(work, card_id))

    async def _look(self, work: Work, leave: Leave) -> Page:
        now = leave.seen
        known = await proposals.of_card(work.db, now.card)
        missing = [field for field in FIELDS if _is_empty(now, field) and not _is_proposed(now.card, known, field)]
        if not missing:
            return _page(now, known)
        neighbours = await neighbours_of(work.db, now.card)
        # Tens of milliseconds of computing: other people's taps are answered meanwhile.
        made, lacks = await asyncio.to_thread(make, now.card.content, neighbours, missing)
        if made:
            now, known = await self._store(work, leave, made)
        return _page(now, known, lacks)

    async def next(self, work: Work, after: CardId) -> Page | None:
        """The next public card without a choice form, from the first again after the last; None where all have one."""
        found = await proposals.next_without_choice(work.db, after)
        found = found or await proposals.next_without_choice(work.db, CardId(0))
        return await self.look(work, found) if found is not None else None

    async def open(self, work: Work, proposal_id: ProposalId) -> tuple[Proposal, Standing]:
        """A proposal that waits, and its card; raises Refused for one that is decided on or of an earlier revision."""
        proposal = await _load(work.db, proposal_id)
        now = (await self._rights.enter(work, proposal.card_id)).seen
        if not _can_decide(proposal, now):
            raise Refused("enrich-over")
        return proposal, now

    async def accept(self, work: Work, proposal_id: ProposalId, text: str | None = None) -> Turn:
        """Put a proposal into its card, or what the editor typed in its place.

        What was typed is taken as long as the field is empty, whatever else was changed on the card meanwhile. Raises
        Refused for what cannot stand there: then the bot goes on waiting for another text.
        """
        if text is not None:
            proposal = await _load(work.db, proposal_id)
            self._checked((await self._rights.enter(work, proposal.card_id)).seen, proposal, text)
            self.wait_no_more(work)

        async def act(tx: Transaction, now: Standing, proposal: Proposal) -> Said:
            if proposal.state != "waiting":
                return "already"
            if not _is_empty(now, proposal.field) or (text is None and not _can_decide(proposal, now)):
                return "meanwhile"
            content = self._checked(now, proposal, proposal.content if text is None else text)
            after = await save(tx, work, now, content)
            await proposals.accept(tx, proposal.id, written(content, proposal.field), work.now)
            await proposals.carry(tx, now.card.id, now.card.revision, after.now.card.revision)
            return "accepted" if text is None else "written"

        return await self._turn(work, proposal_id, act)

    async def drop(self, work: Work, proposal_id: ProposalId) -> Turn:
        """Leave the field of the card empty; the proposal does not come again for this revision."""

        async def act(tx: Transaction, now: Standing, proposal: Proposal) -> Said:
            if not _can_decide(proposal, now):
                return "already" if proposal.state != "waiting" else "meanwhile"
            await proposals.settle(tx, proposal.id, "dropped", work.now)
            return "dropped"

        return await self._turn(work, proposal_id, act)

    async def undo(self, work: Work, proposal_id: ProposalId) -> Turn:
        """Let a proposal wait again; one that was accepted is taken out of the card, which says the rest as before."""

        async def act(tx: Transaction, now: Standing, proposal: Proposal) -> Said:
            if proposal.state == "waiting":
                return "already"
            if proposal.state == "dropped" and proposal.revision == now.card.revision:
                await proposals.settle(tx, proposal.id, "waiting", work.now)
                return "undone"
            if not Page(now, ()).undoable(proposal) or proposal.state == "dropped":
                return "meanwhile"
            after = await save(tx, work, now, rewritten(now.card.content, proposal.field, "", self._topics))
            await proposals.carry(tx, now.card.id, now.card.revision, after.now.card.revision)
            await proposals.reopen(tx, proposal, after.now.card.revision, work.now)
            return "undone"

        return await self._turn(work, proposal_id, act)

    async def expect_quiz(self, work: Work, card_id: CardId, seen: int) -> Turn | None:
        """Wait for a quiz for this card; a Turn where it is not the card that the editor saw."""
        page = await self.look(work, card_id)
        if page.now.card.revision != seen:
            return Turn("meanwhile", page)
        work.expect("enrich-quiz", {"card": str(card_id), "replaces": written(page.now.card.content, "choice")})
        return None

    async def take_quiz(self, work: Work, card_id: CardId, replaces: str, quiz: Quiz) -> Turn:
        """Make a quiz the choice form of a card, in place of the one that it `replaces`, as that is written.

        Raises Refused for one that cannot be, such as with equal options: then the bot goes on waiting.
        """
        leave = await self._rights.enter(work, card_id)
        others = (option for place, option in enumerate(quiz.options) if place != quiz.right)
        choice = checked_choice((quiz.options[quiz.right], *others), quiz.why)
        self.wait_no_more(work)

        async def unit(tx: Transaction) -> Said:
            now = await require_leave_still(tx, work, leave)
            if written(now.card.content, "choice") != replaces:
                return "meanwhile"
            after = await save(tx, work, now, replace(now.card.content, choice=choice))
            await proposals.carry(tx, card_id, now.card.revision, after.now.card.revision)
            return "quiz"

        said = await work.write(unit)
        return Turn(said, await self._look(work, replace(leave, seen=await standing(work.db, card_id))))

    def _checked(self, now: Standing, proposal: Proposal, text: str) -> CardContent:
        if not text.strip():
            raise Refused("add-empty")
        return rewritten(now.card.content, proposal.field, text, self._topics)

    async def _turn(self, work: Work, proposal_id: ProposalId, act: _Act) -> Turn:
        card_id = (await _load(work.db, proposal_id)).card_id
        leave = await self._rights.enter(work, card_id)

        async def unit(tx: Transaction) -> Said:
            return await act(tx, await require_leave_still(tx, work, leave), await _load(tx, proposal_id))

        said = await work.write(unit)
        return Turn(said, await self._look(work, replace(leave, seen=await standing(work.db, card_id))))

    async def _store(self, work: Work, leave: Leave, made: Sequence[Made]) -> tuple[Standing, list[Proposal]]:
        async def unit(tx: Transaction) -> tuple[Standing, list[Proposal]]:
            now = await require_leave_still(tx, work, leave)
            # A card that was changed since these were made gets others when it is looked at again.
            for each in made if now.card.revision == leave.seen.card.revision else ():
                await proposals.make(tx, now.card, each.field, each.content, each.reasons, work.now)
            return now, await proposals.of_card(tx, now.card)

        return await work.write(unit)


async def _load(db: Reader, proposal_id: ProposalId) -> Proposal:
    proposal = await proposals.load(db, proposal_id)
    if proposal is None:
        raise Refused("refused-old-button")
    return proposal


async def neighbours_of(db: Reader, card: Card) -> list[CardContent]:
    """Cards of its topic, those that share rare words with it, and where these are few also those that came in with it,
    all in its language."""
    content = card.content
    same = await search.of_topics(db, [content.topic], [content.lang], NEIGHBOURS) if content.topic else []
    text = f"{content.question} {content.short_answer or content.answer}"
    near = await search.nearest(db, text, content.lang, NEIGHBOURS)
    few = len({*same, *near}) < NEIGHBOURS
    beside = await search.stored_beside(db, card.id, content.lang, NEIGHBOURS) if few else []
    found = [await cards.load(db, each) for each in dict.fromkeys((*same, *near, *beside)) if each != card.id]
    return [each.content for each in found if each is not None]


def make(
    card: CardContent, neighbours: Sequence[CardContent], fields: Sequence[ProposedField]
) -> tuple[list[Made], tuple[tuple[ProposedField, Lack], ...]]:
    made: list[Made] = []
    lacks: list[tuple[ProposedField, Lack]] = []
    for field in fields:
        found = _PROPOSERS[field](card, neighbours)
        if isinstance(found, NotProposed):
            lacks.append((field, found.lack))
        else:
            value: dict[str, object] = {field: found.value}
            content = replace(card, **value)  # type: ignore[arg-type]  # the field is named at runtime
            made.append(Made(field, written(content, field), found.reasons))
    return made, tuple(lacks)


def _is_empty(now: Standing, field: ProposedField) -> bool:
    return not written(now.card.content, field)


def _is_proposed(card: Card, known: Sequence[Proposal], field: ProposedField) -> bool:
    return any(each.field == field and each.revision == card.revision for each in known)


def _can_decide(proposal: Proposal, now: Standing) -> bool:
    return proposal.state == "waiting" and proposal.revision == now.card.revision


def _page(now: Standing, known: Sequence[Proposal], lacks: tuple[tuple[ProposedField, Lack], ...] = ()) -> Page:
    """Of the proposals those that can still be decided on or undone."""
    page = Page(now, (), lacks)
    shown = [each for each in known if page.undoable(each) or (_can_decide(each, now) and _is_empty(now, each.field))]
    return replace(page, proposals=tuple(sorted(shown, key=lambda each: FIELDS.index(each.field))))
