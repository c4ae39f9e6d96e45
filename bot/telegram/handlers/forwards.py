"""Posts that people forward, and quizzes that they send."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.parsing.channel_posts import ChannelPost
from bot.services.forwards import Forwards, Kept, Known, Nothing, ToDecide
from bot.services.library import Library
from bot.services.review import ReviewQueue, Seat
from bot.services.studying import Studying
from bot.services.work import Work
from bot.telegram.callbacks.learner import ForwardKey, ForwardUndo
from bot.telegram.filters import IsForwarded, Waiting
from bot.telegram.received import channel_post
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import forwards as screens
from bot.telegram.screens import review as review_screens
from bot.telegram.screens import studying as studying_screens
from bot.texts import Translator

router = Router(name="forwards")


@router.message(IsForwarded())
async def forwarded(
    message: Message,
    work: Work,
    tr: Translator,
    show: Show,
    forwards: Forwards,
    studying: Studying,
    review: ReviewQueue,
    library: Library,
    rich: object,
) -> None:
    """A post of a channel or a quiz: one of the bot's own brings its card, of any other one is made."""
    _ = work.learner
    poll = message.poll
    own = await studying.study_poll(work, poll.id) if poll is not None else None
    if own is not None:
        await show.send(studying_screens.studied(tr, library.topics, own, work.now))
        return
    post = channel_post(message, rich)
    if post.poll is not None and forwards.hides_key(work, post):
        forwards.ask_key(work, post)
        await show.send(screens.ask_key(tr, post.poll))
        return
    await _take(post, work, tr, show, forwards, review, library)


@router.callback_query(ForwardKey.filter())
async def key(
    query: CallbackQuery,
    callback_data: ForwardKey,
    work: Work,
    tr: Translator,
    show: Show,
    forwards: Forwards,
    review: ReviewQueue,
    library: Library,
) -> None:
    """The learner says which option of a quiz is right."""
    post = forwards.with_key(work, callback_data.option)
    await show.close()
    await _take(post, work, tr, show, forwards, review, library)


@router.message(Waiting("forward-key"))
async def press_an_option(message: Message, work: Work) -> None:
    """Something was typed where an option is waited for."""
    raise Refused("forward-press-option")


@router.callback_query(ForwardUndo.filter())
async def undo(
    query: CallbackQuery, callback_data: ForwardUndo, work: Work, tr: Translator, show: Show, forwards: Forwards
) -> None:
    """Take one's own cards of a post away again."""
    count = await forwards.undo(work, CardId(callback_data.card))
    await show.screen(Screen((tr.html("forward-taken-back", count=count),)))


async def _take(
    post: ChannelPost,
    work: Work,
    tr: Translator,
    show: Show,
    forwards: Forwards,
    review: ReviewQueue,
    library: Library,
) -> None:
    match await forwards.take(work, post):
        case Nothing() as nothing:
            await show.send(screens.nothing(tr, nothing, edits=work.person.edits))
        case Known(asked):
            await show.send(screens.known(tr, library.topics, asked))
        case Kept() as kept:
            await show.send(screens.kept(tr, kept))
            await show.send(screens.ask(tr, library.topics, kept))
        case ToDecide() as found:
            seat = await review.take_up(work, found.first)
            shown = seat if isinstance(seat, Seat) else seat.seat
            await show.send(review_screens.draft(tr, library.topics, shown).noting(screens.to_decide(tr, found)))
