"""Changing cards that are published: each change in one transaction with its history and its line in the audit log.

A change names the revision that the editor saw: where somebody else has changed the card since, nothing is done.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.cards import LANGUAGES, Card, CardContent
from bot.domain.errors import Refused
from bot.domain.fields import FIELDS, Field, changed_fields
from bot.domain.ids import CardId, ChatRow
from bot.domain.markup import first_words, parse_markdown, plain_text
from bot.domain.topics import Topics
from bot.services.card_rights import CardRights, require_leave_still, standing
from bot.services.chats import Chats
from bot.services.editing import is_asked
from bot.services.fields import LONGEST_POLL_QUESTION, rewritten
from bot.services.rights import require_editor
from bot.services.work import Work
from bot.storage import audit, cards, revisions, search, staff
from bot.storage.audit import Action
from bot.storage.cards import Standing
from bot.storage.chats import ConnectedChat
from bot.storage.database import Reader, Transaction
from bot.storage.revisions import How, Revision

LISTED = 8
CHANGES_A_PAGE = 8
NEWEST = 10**9
"""Above the number of any revision."""

Said = Literal["saved", "same", "meanwhile", "restored", "retired", "returned"]
"""What became of a change; "same": the card says that already, "meanwhile": it is not what the editor saw."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a change, and the card as it is now. `fields` are those that were changed."""

    said: Said
    now: Standing
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A card as it would be with a field that was typed. `meanwhile`: it is not the card that the editor saw."""

    now: Standing
    field: Field
    content: CardContent
    meanwhile: bool

    @property
    def no_poll(self) -> bool:
        """Has a choice form, which a channel cannot post as a poll: the question is too long for one."""
        asked = plain_text(parse_markdown(self.content.question))
        return self.content.choice is not None and len(asked.encode("utf-16-le")) // 2 > LONGEST_POLL_QUESTION


@dataclass(frozen=True, slots=True)
class Change:
    """A card before a change and after it; `retired` is whether it was retired then."""

    before: Revision
    after: CardContent
    retired: bool

    @property
    def fields(self) -> tuple[Field, ...]:
        """What was changed; empty where a card was only retired, returned or merged."""
        return changed_fields(self.before.content, self.after)

    @property
    def did(self) -> How:
        """What became of the card; a file that it was read from may have lost it, or have it again."""
        if self.before.how == "imported" and self.before.retired != self.retired:
            return "retired" if self.retired else "returned"
        return self.before.how


@dataclass(frozen=True, slots=True)
class History:
    """Changes of a card, newest first; `older` is what the next page comes before, None on the last one."""

    now: Standing
    changes: tuple[Change, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class OfChat:
    """Some of a chat's own cards, from number `start`, the first being 0, of `total`."""

    chat: ConnectedChat
    cards: tuple[Standing, ...]
    start: int
    total: int


_Act = Callable[[Transaction, Standing], Awaitable[Turn]]


class Changing:
    """What editors do with published cards, and who runs a chat with the cards of that chat."""

    def __init__(self, topics: Topics, chats: Chats) -> None:
        self._topics = topics
        self._chats = chats
        self._rights = CardRights(chats)

    def require_editor(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others; see `rights`."""
        require_editor(work, "edit", pressed=pressed)

    def require(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for who can change no card at all; whether it is this one is asked with the card."""
        self._rights.require(work, "edit", pressed=pressed)

    async def of_my_chats(self, work: Work) -> Sequence[ConnectedChat]:
        """The chats whose cards somebody who is not of the staff changes; raises Refused for who runs none, in the
        words for an unknown command."""
        return await self._chats.require_mine(work)

    async def of_chat(self, work: Work, row: ChatRow, start: int) -> OfChat:
        """A page of a chat's own cards, the last one where `start` lies behind it; raises Refused for who does not
        run the chat."""
        entry = await self._chats.enter(work, row)
        total = await cards.count_of_chat(work.db, row)
        start = min(start, max(0, total - 1) // LISTED * LISTED)
        return OfChat(entry.chat, tuple(await cards.of_chat(work.db, row, LISTED, start)), start, total)

    def wait_no_more(self, work: Work) -> None:
        """End what the bot waited for here."""
        work.stop_waiting("edit")

    async def find(self, work: Work, words: str) -> list[Standing]:
        """Cards of any language that hold all the words, the best first, retired ones too."""
        ids = await search.find(work.db, words, LANGUAGES, LISTED, retired_too=True)
        found = [await cards.standing(work.db, card_id) for card_id in ids]
        return [each for each in found if each is not None]

    async def last_changed(self, work: Work) -> list[Standing]:
        """The cards that were written or changed last."""
        return await cards.last_changed(work.db, LISTED)

    async def open(self, work: Work, card_id: CardId) -> Standing:
        """A card as it is; raises Refused for one that this person may not change."""
        return (await self._rights.enter(work, card_id)).seen

    async def propose(self, work: Work, card_id: CardId, seen: int, field: Field, text: str) -> Proposed:
        """The card with a field as it was typed; raises Refused for what cannot stand there. Nothing is stored."""
        now = await self.open(work, card_id)
        content = self._with(now.card, field, text)
        await _require_only_one(work.db, now, content)
        return Proposed(now, field, content, not await _is_as_seen(work.db, work, now, seen))

    async def change(self, work: Work, card_id: CardId, seen: int, field: Field, text: str) -> Turn:
        """Save a field as it was typed; an empty text takes an optional one away."""

        async def act(tx: Transaction, now: Standing) -> Turn:
            return await save(tx, work, now, self._with(now.card, field, text))

        return await self._turn(work, card_id, seen, act)

    async def restore(self, work: Work, card_id: CardId, seen: int, revision: int) -> Turn:
        """Put back what a card said in an earlier revision, as a change of its own."""

        async def act(tx: Transaction, now: Standing) -> Turn:
            earlier = await revisions.load(tx, card_id, revision)
            if earlier is None:
                raise Refused("refused-old-button")
            old: dict[str, object] = {field: getattr(earlier.content, field) for field in FIELDS}
            content = replace(now.card.content, verified=earlier.content.verified, **old)  # type: ignore[arg-type]  # the fields are named at runtime
            if content == now.card.content:
                return Turn("same", now)
            await _require_only_one(tx, now, content)
            await cards.update(tx, now.card, content, work.now, by=work.person.id, how="restored")
            await _log(tx, work, Action.CARD_RESTORED, now.card, revision)
            return Turn("restored", await standing(tx, card_id), changed_fields(now.card.content, content))

        return await self._turn(work, card_id, seen, act)

    async def retire(self, work: Work, card_id: CardId, seen: int) -> Turn:
        """Ask a card no more; its history and what learners remember stay."""

        async def act(tx: Transaction, now: Standing) -> Turn:
            if now.retired:
                return Turn("same", now)
            await cards.retire(tx, now.card, work.now, by=work.person.id)
            await _log(tx, work, Action.CARD_RETIRED, now.card)
            return Turn("retired", await standing(tx, card_id))

        return await self._turn(work, card_id, seen, act)

    async def bring_back(self, work: Work, card_id: CardId, seen: int) -> Turn:
        """Ask a retired card again, with what learners remember of it."""

        async def act(tx: Transaction, now: Standing) -> Turn:
            if not now.retired:
                return Turn("same", now)
            if now.chat is None and await is_asked(tx, now.card.content, besides=card_id):
                raise Refused("edit-exists")
            await cards.bring_back(tx, now.card, work.now, by=work.person.id)
            await _log(tx, work, Action.CARD_RETURNED, now.card)
            return Turn("returned", await standing(tx, card_id))

        return await self._turn(work, card_id, seen, act)

    async def history(self, work: Work, card_id: CardId, before: int) -> History:
        """A page of a card's changes: those whose number is below `before`, or the newest for 0."""
        now = await self.open(work, card_id)
        found = await revisions.page(work.db, card_id, before or NEWEST, CHANGES_A_PAGE + 1)
        shown = found[:CHANGES_A_PAGE]
        newest = await _after(work.db, now, shown[0]) if shown else (now.card.content, now.retired)
        later = [newest, *((each.content, each.retired) for each in shown)]
        changes = tuple(Change(each, *then) for each, then in zip(shown, later, strict=False))
        return History(now, changes, shown[-1].revision if len(found) > CHANGES_A_PAGE else None)

    async def one_change(self, work: Work, card_id: CardId, revision: int) -> tuple[Standing, Change]:
        """A card as it is, and one change of it by its number; raises Refused where there is none."""
        now = await self.open(work, card_id)
        found = await revisions.load(work.db, card_id, revision)
        if found is None:
            raise Refused("refused-old-button")
        return now, Change(found, *await _after(work.db, now, found))

    async def was_saved(self, work: Work, card_id: CardId, seen: int) -> bool:
        """Whether this person changed the card that had this revision: a second press of a doubled tap."""
        found = await revisions.load(work.db, card_id, seen)
        return found is not None and found.by == work.person.id

    def _with(self, card: Card, field: Field, text: str) -> CardContent:
        """Whoever writes a question or an answer vouches for it."""
        content = rewritten(card.content, field, text, self._topics)
        vouched = field in ("question", "answer") and content != card.content
        return replace(content, verified=content.verified or vouched)

    async def _turn(self, work: Work, card_id: CardId, seen: int, act: _Act) -> Turn:
        leave = await self._rights.enter(work, card_id)

        async def unit(tx: Transaction) -> Turn:
            now = await require_leave_still(tx, work, leave)
            return await act(tx, now) if await _is_as_seen(tx, work, now, seen) else Turn("meanwhile", now)

        return await work.write(unit)


async def save(tx: Transaction, work: Work, now: Standing, content: CardContent) -> Turn:
    """Give a card new content that was checked, with its history and its line in the audit log.

    For transactions that have asked for the editor's role themselves.
    """
    fields = changed_fields(now.card.content, content)
    if content == now.card.content:
        return Turn("same", now)
    await _require_only_one(tx, now, content)
    await cards.update(tx, now.card, content, work.now, by=work.person.id, how="changed")
    await _log(tx, work, Action.CARD_CHANGED, now.card, ", ".join(fields))
    return Turn("saved", await standing(tx, now.card.id), fields)


async def _is_as_seen(db: Reader, work: Work, now: Standing, seen: int) -> bool:
    """Whether a card is what this person saw, but for what they have changed themselves."""
    newer = now.card.revision - seen
    return newer == 0 or (newer > 0 and newer == await revisions.count_by(db, now.card.id, seen, work.person.id))


async def _after(db: Reader, now: Standing, revision: Revision) -> tuple[CardContent, bool]:
    """What the card said after a change, and whether it was retired."""
    following = await revisions.after(db, now.card.id, revision.revision)
    if following is None:
        return now.card.content, now.retired
    return following.content, following.retired


async def _require_only_one(db: Reader, now: Standing, content: CardContent) -> None:
    """Raises Refused where another card asks the same question, or is the same card in this language. A chat's card
    may ask what others ask too."""
    card = now.card
    if content.lang != card.content.lang and await cards.has_translation(db, card, content.lang):
        raise Refused("edit-language-taken")
    changed = {"question", "lang"}.intersection(changed_fields(card.content, content))
    if changed and now.chat is None and await is_asked(db, content, besides=card.id):
        raise Refused("edit-exists")


async def _log(tx: Transaction, work: Work, action: Action, card: Card, what: str | int = "") -> None:
    """A line of the audit log, which is about staff alone: the revision that was changed, and the field or the
    revision that came back."""
    if await staff.role_of(tx, work.person.id) is None:
        return
    after: dict[str, str | int] = {"title": first_words(plain_text(parse_markdown(card.content.question)), 200)}
    if what:
        after["fields" if isinstance(what, str) else "restored"] = what
    before: dict[str, str | int] = {"revision": card.revision}
    await audit.write(tx, action, actor=work.person.id, subject=card.id, now=work.now, before=before, after=after)
