"""The two buttons under the question whether a post is there."""

from typing import cast

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refused
from bot.domain.ids import PublicationId
from bot.services.deciding import Deciding, Decision
from bot.services.work import Work
from bot.telegram.callbacks.owner import OnPost
from bot.telegram.membership import Membership
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import publication as screens
from bot.texts import Translator

router = Router(name="publication")


@router.callback_query(OnPost.filter())
async def decide(
    query: CallbackQuery,
    callback_data: OnPost,
    work: Work,
    tr: Translator,
    show: Show,
    deciding: Deciding,
    membership: Membership,
) -> None:
    """It is there, or it shall be sent again; in somebody's own chat only as long as Telegram calls them its admin."""
    if callback_data.act not in ("there", "again"):
        raise Refused("refused-old-button")
    publication_id, decision = PublicationId(callback_data.publication), cast("Decision", callback_data.act)
    chat = await deciding.chat_of(work, publication_id)
    if chat is not None and not chat.by_staff and not await membership.runs(chat.chat_id, work.person.id):
        raise Refused("refused-old-button")
    done = await deciding.decide(work, publication_id, callback_data.part, callback_data.attempt, decision)
    if done is not None:
        await show.screen(screens.decided(tr, done))
    elif not show.moved_on:
        await show.screen(Screen((tr.html("post-decided"),)))
