"""/review: editors decide on drafts, one by one."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.errors import Refused
from bot.domain.ids import CardId, DecisionId, DraftId
from bot.services.editing import Editing, shown_length
from bot.services.library import Library
from bot.services.review import ReviewQueue, Seat, Turn
from bot.services.work import Work
from bot.storage.drafts import Draft
from bot.telegram.callbacks.editor import DraftField, MergeInto, OnDraft, RightOption, TakeBack
from bot.telegram.filters import Waiting
from bot.telegram.handlers.admin.add import CUT_FROM
from bot.telegram.incoming import typed
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import review as screens
from bot.texts import Translator

router = Router(name="review")


@router.message(Command("review"))
async def begin(
    message: Message, work: Work, tr: Translator, show: Show, review: ReviewQueue, library: Library
) -> None:
    """The draft that the editor has before them, or the next one."""
    review.require_editor(work, pressed=False)
    review.wait_no_more(work)
    await show.send(screens.draft(tr, library.topics, await review.next(work)))


@router.callback_query(OnDraft.filter())
async def act(
    query: CallbackQuery,
    callback_data: OnDraft,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """A decision, or a look at something."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    draft_id, version = DraftId(callback_data.draft), callback_data.version
    match callback_data.act:
        case "accept":
            await tell(await review.accept(work, draft_id, version), tr, show, library)
        case "reject":
            await tell(await review.reject(work, draft_id, version), tr, show, library)
        case "skip":
            await tell(await review.skip(work, draft_id, version), tr, show, library)
        case "apart":
            await tell(await review.keep_apart(work, draft_id, version), tr, show, library)
        case _:
            seat = await review.look(work, draft_id, version)
            if isinstance(seat, Turn) or seat.draft is None:
                await tell(seat, tr, show, library)
            else:
                await _look(callback_data.act, seat, seat.draft, work, tr, show, review, library)


async def _look(
    act: str, seat: Seat, draft: Draft, work: Work, tr: Translator, show: Show, review: ReviewQueue, library: Library
) -> None:
    match act:
        case "edit":
            await show.rows(Screen((), screens.edit_rows(tr, draft)))
        case "back":
            await show.rows(Screen((), screens.draft_rows(tr, seat)))
        case "show":
            await show.close()
            await show.send(screens.draft(tr, library.topics, seat))
        case "merge":
            found = await review.nearest(work, draft)
            await show.close()
            await show.send(screens.nearest(tr, draft, found))
        case "original":
            post = await review.original(work, draft)
            await show.rows(Screen((), screens.draft_rows(tr, seat, original=False)))
            await show.send(screens.original(tr, draft, post))
            if screens.is_cut(draft, post):
                await show.document("post.txt", post.body.encode("utf-8", "replace"), tr.html("review-whole-post"))
        case _:
            raise Refused("refused-old-button")


@router.callback_query(RightOption.filter())
async def say_right(
    query: CallbackQuery,
    callback_data: RightOption,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Which option of a quiz or poll is right."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    draft_id, place = DraftId(callback_data.draft), callback_data.place
    await tell(await review.say_right(work, draft_id, callback_data.version, place), tr, show, library)


@router.callback_query(DraftField.filter())
async def change(
    query: CallbackQuery,
    callback_data: DraftField,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Ask for the new value of a field, or take one that was chosen."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    draft_id, version, value = DraftId(callback_data.draft), callback_data.version, callback_data.value
    chosen: str | None = None if value == screens.NONE else value
    match callback_data.field, value:
        case ("question" | "answer" | "topic" | "level" | "lang") as field, "":
            await _ask(field, callback_data, work, tr, show, review, library)
        case "topic", _ if chosen is None or library.topics.get(chosen):
            await tell(await review.edit(work, draft_id, version, {"topic": chosen}), tr, show, library)
        case "level", _ if chosen is None or chosen in LEVELS:
            await tell(await review.edit(work, draft_id, version, {"difficulty": chosen}), tr, show, library)
        case "lang", _ if chosen in LANGUAGES:
            await tell(await review.edit(work, draft_id, version, {"lang": chosen}), tr, show, library)
        case "reset", "":
            await tell(await review.edit(work, draft_id, version, {}), tr, show, library)
        case "undo", "":
            await tell(await review.take_edit_back(work, draft_id, version), tr, show, library)
        case _:
            raise Refused("refused-old-button")


async def _ask(
    field: str, pressed: DraftField, work: Work, tr: Translator, show: Show, review: ReviewQueue, library: Library
) -> None:
    named = {"draft": str(pressed.draft), "version": str(pressed.version)}
    if field == "question":
        work.expect("review-question", named)
    elif field == "answer":
        work.expect("review-answer", named)
    seat = await review.look(work, DraftId(pressed.draft), pressed.version)
    if isinstance(seat, Turn) or seat.draft is None:
        review.wait_no_more(work)
        await tell(seat, tr, show, library)
        return
    if field in ("question", "answer"):
        await show.rows(Screen((), screens.draft_rows(tr, seat)))
        asked = tr.html("review-type-question") if field == "question" else tr.html("review-type-answer")
        await show.send(Screen((asked,)))
        return
    await show.close()
    match field:
        case "topic":
            await show.send(screens.topic(tr, library.topics, seat.draft))
        case "level":
            await show.send(screens.level(tr, seat.draft))
        case _:
            await show.send(screens.language(tr, seat.draft))


@router.callback_query(MergeInto.filter())
async def merge(
    query: CallbackQuery,
    callback_data: MergeInto,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """The draft asks the same as a card."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    draft_id, into = DraftId(callback_data.draft), CardId(callback_data.card)
    await tell(await review.merge(work, draft_id, callback_data.version, into), tr, show, library)


@router.callback_query(TakeBack.filter())
async def undo(
    query: CallbackQuery,
    callback_data: TakeBack,
    work: Work,
    tr: Translator,
    show: Show,
    review: ReviewQueue,
    library: Library,
) -> None:
    """Take the last decision back."""
    review.require_editor(work, pressed=True)
    if show.moved_on:
        return
    review.wait_no_more(work)
    await tell(await review.undo(work, DecisionId(callback_data.decision)), tr, show, library)


@router.message(Waiting("review-question"))
async def question(
    message: Message, work: Work, tr: Translator, show: Show, review: ReviewQueue, editing: Editing, library: Library
) -> None:
    """The new question was typed."""
    review.require_editor(work, pressed=False)
    draft_id, version = named(work)
    changed = editing.check_question(typed(message))
    work.expect_nothing()
    await tell(await review.edit(work, draft_id, version, {"question": changed}), tr, show, library)


@router.message(Waiting("review-answer"))
async def answer(
    message: Message, work: Work, tr: Translator, show: Show, review: ReviewQueue, editing: Editing, library: Library
) -> None:
    """The new answer was typed.

    Telegram's clients cut a long text at 4096 units: right after such an answer, a message is its next part.
    """
    review.require_editor(work, pressed=False)
    draft_id, version = named(work)
    so_far = work.conversation.data.get("answer") if work.conversation else None
    part = typed(message)
    text = editing.continued(so_far, part) if so_far else editing.check_answer(part)
    if shown_length(part) >= CUT_FROM:
        work.expect("review-answer", {"draft": str(draft_id), "version": str(version + 1), "answer": text})
    else:
        work.expect_nothing()
    turn = await review.edit(work, draft_id, version, {"answer": text})
    if turn.lost:
        work.expect_nothing()
    await tell(turn, tr, show, library)


async def tell(turn: Turn | Seat, tr: Translator, show: Show, library: Library) -> None:
    """Say what became of it, and show what comes next below."""
    seat = turn.seat if isinstance(turn, Turn) else turn
    said = tr.html(f"review-{turn.said}") if isinstance(turn, Turn) else None
    if isinstance(turn, Turn) and turn.lost and show.has_button:
        await show.toast(tr.plain(f"review-{turn.said}"), alert=True)
        said = None
    await show.close()
    await show.send(screens.draft(tr, library.topics, seat).noting(said))


def named(work: Work) -> tuple[DraftId, int]:
    """The draft that something is waited for, and the version that the editor saw."""
    data = work.conversation.data if work.conversation else {}
    return DraftId(int(data["draft"])), int(data["version"])
