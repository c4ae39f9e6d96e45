"""What staff can learn from readers and learners: reach and votes of posts, the hardest questions, complaints."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.cards import Card
from bot.domain.errors import Refused
from bot.domain.ids import CardId, ChatRow
from bot.domain.markup import first_words, parse_markdown, plain_text
from bot.domain.tally import Tally
from bot.services import rights
from bot.services.work import Work
from bot.storage import audit, cards, reports, staff
from bot.storage.audit import Action
from bot.storage.database import Reader, Transaction
from bot.storage.reports import PostFigures, ReportedCard

PAGE = 5
"""Posts or cards on one page: each takes up to four lines."""

MONTH = timedelta(days=30)
HARDEST = 5
LEAST_VOTES = 5
"""With fewer votes a share says more about who voted than about the question."""

TITLE = 200
"""Characters of a question that the log keeps."""

NEWEST = 10**9
"""Above the number of any post or complaint."""


@dataclass(frozen=True, slots=True)
class PostsPage:
    """Posts, the latest first; `older` is what the next page comes before, None on the last one."""

    posts: tuple[PostFigures, ...]
    older: int | None
    newest: bool


@dataclass(frozen=True, slots=True)
class HardCard:
    """A card by what its posts' votes add up to; `recalled` of `answers` own ratings of learners were passes."""

    card_id: CardId
    question: str
    tally: Tally
    answers: int
    recalled: int


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """Cards that learners reported; `undo` is the line of the log by which complaints were dismissed last."""

    cards: tuple[ReportedCard, ...]
    older: int | None
    newest: bool
    undo: int | None


class Reports:
    """For owners, who see all; and editors, who see the chats of staff."""

    def require_editor(self, work: Work, *, pressed: bool) -> None:
        """Raises Refused for all others, in the words for an unknown command or button."""
        rights.require_editor(work, "report", pressed=pressed)

    async def posts(self, work: Work, before: int) -> PostsPage:
        """A page of posts: those whose number is below `before`, or the newest for 0."""
        found = await reports.posts(work.db, before or NEWEST, PAGE + 1, of_all=work.person.owns)
        return _page(found, before)

    async def hardest(self, work: Work) -> tuple[HardCard, ...]:
        """The cards of the last 30 days with the lowest right share, of those with LEAST_VOTES votes or more."""
        since = work.now - MONTH
        by_card: dict[CardId, tuple[str, Tally]] = {}
        for post in await reports.voted_since(work.db, since, of_all=work.person.owns):
            if post.card_id is not None and post.tally is not None:
                _, before = by_card.get(post.card_id, ("", Tally(0, {})))
                by_card[post.card_id] = post.question or "", before + post.tally
        enough = [(card_id, *told) for card_id, told in by_card.items() if told[1].votes >= LEAST_VOTES]
        enough.sort(key=lambda each: (each[2].share, -each[2].votes, each[0]))
        return tuple(
            [
                HardCard(card_id, question, votes, *await reports.recalled(work.db, card_id, since))
                for card_id, question, votes in enough[:HARDEST]
            ]
        )

    async def reported(self, work: Work, before: int) -> ReportedPage:
        """A page of reported cards: those whose newest complaint is below `before`, or all for 0."""
        found = await reports.reported(work.db, before or NEWEST, PAGE + 1)
        shown = tuple(found[:PAGE])
        last = await reports.last_dismissal(work.db)
        return ReportedPage(
            shown, shown[-1].newest if len(found) > PAGE else None, newest=not before, undo=last[0] if last else None
        )

    async def dismiss(self, work: Work, card_id: CardId, newest: int) -> bool:
        """The complaints about a card up to the one the editor saw are dealt with; False where none of them stands."""

        async def unit(tx: Transaction) -> bool:
            await _require_editor(tx, work)
            card = await cards.load(tx, card_id)
            if card is None or not await reports.stand(tx, card_id, newest):
                return False
            await reports.dismiss(tx, card_id, newest, await _log(tx, work, Action.DISMISSED, card))
            return True

        return await work.write(unit)

    async def reopen(self, work: Work, entry: int) -> bool:
        """Undo the dismissal that this line of the log tells of; False where another one is the last by now."""

        async def unit(tx: Transaction) -> bool:
            await _require_editor(tx, work)
            last = await reports.last_dismissal(tx)
            card = await cards.load(tx, last[1]) if last is not None and last[0] == entry else None
            if card is None:
                return False
            await reports.reopen(tx, entry)
            await _log(tx, work, Action.REOPENED, card)
            return True

        return await work.write(unit)


async def posts_of_chat(db: Reader, chat: ChatRow, before: int = 0) -> PostsPage:
    """A page of one chat's posts for those who run that chat, whose right to see them the caller has checked."""
    return _page(await reports.posts_of_chat(db, chat, before or NEWEST, PAGE + 1), before)


def _page(found: list[PostFigures], before: int) -> PostsPage:
    shown = tuple(found[:PAGE])
    return PostsPage(shown, shown[-1].id if len(found) > PAGE else None, newest=not before)


async def _log(tx: Transaction, work: Work, action: Action, card: Card) -> int:
    title = first_words(plain_text(parse_markdown(card.content.question)), TITLE)
    return await audit.write(tx, action, actor=work.person.id, subject=card.id, now=work.now, after={"title": title})


async def _require_editor(tx: Reader, work: Work) -> None:
    """Asked again in the transaction: the role may have been taken away since the update came in."""
    if await staff.role_of(tx, work.person.id) is None:
        raise Refused("refused-old-button")
