"""/review: a draft that holds two questions is cut in two."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import DraftId
from bot.services.library import Library
from bot.services.review import ReviewQueue, Turn
from bot.services.work import Work
from bot.telegram.callbacks.editor import SplitAt, SplitPage
from bot.telegram.filters import Waiting
from bot.telegram.handlers.admin.review import named, tell
from bot.telegram.incoming import typed
from bot.telegram.screen import Show
from bot.telegram.screens import split as screens
from bot.texts import Translator

router = Router(name="split")


@router.callback_query(SplitPage.filter())
async def turn_blocks(
    query: CallbackQuery,
    callback_data: SplitPage,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Other parts of the draft that is to be cut in two."""
    review.require_editor(work, pressed=True)
    draft_id, start = DraftId(callback_data.draft), callback_data.start
    await _ask_where(draft_id, callback_data.version, start, work, tr, show, review, library)


@router.callback_query(SplitAt.filter())
async def split(
    query: CallbackQuery,
    callback_data: SplitAt,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Cut a draft in two before a block."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    draft_id, block = DraftId(callback_data.draft), callback_data.block
    await tell(await review.split_at(work, draft_id, callback_data.version, block), tr, show, library)


@router.message(Waiting("review-split"))
async def split_before(
    message: Message, work: Work, tr: Translator, show: Show, review: ReviewQueue, library: Library
) -> None:
    """The second question was typed, as it stands in the draft: with its formatting, or without."""
    review.require_editor(work, pressed=False)
    draft_id, version = named(work)
    words = (typed(message), message.text or "")
    turn = await review.split_before(work, draft_id, version, words)
    work.expect_nothing()
    await tell(turn, tr, show, library)


async def _ask_where(
    draft_id: DraftId,
    version: int,
    start: int,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Show where a draft can be cut in two; from its second page on, in the same message."""
    work.expect("review-split", {"draft": str(draft_id), "version": str(version)})
    seat = await review.look(work, draft_id, version)
    if isinstance(seat, Turn) or seat.draft is None or not screens.can_be_split(seat.draft):
        review.wait_no_more(work)
        await tell(seat, tr, show, library)
    elif start:
        await show.screen(screens.split(tr, seat.draft, start))
    else:
        await show.close()
        await show.send(screens.split(tr, seat.draft, start))
