"""Cards that slip away: their list, and what a learner does about one."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refused
from bot.domain.ids import CardId
from bot.services.clinic import Clinic as ClinicService
from bot.services.work import Work
from bot.telegram.callbacks.learner import Clinic
from bot.telegram.filters import Waiting
from bot.telegram.screen import Screen, Show
from bot.telegram.screens import clinic as screens
from bot.texts import Translator

router = Router(name="clinic")


@router.message(Command("clinic"))
async def ward(message: Message, work: Work, tr: Translator, show: Show, clinic: ClinicService) -> None:
    """The cards that slip away."""
    await show.send(screens.ward(tr, await clinic.ward(work)))


@router.callback_query(Clinic.filter())
async def act(
    query: CallbackQuery, callback_data: Clinic, work: Work, tr: Translator, show: Show, clinic: ClinicService
) -> None:
    """Open a card of the list, or do something about it."""
    card_id = CardId(callback_data.card)
    match callback_data.act:
        case screens.LIST:
            await show.screen(screens.ward(tr, await clinic.ward(work)))
        case "open":
            await show.screen(screens.patient(tr, await clinic.patient(work, card_id)))
        case "leave":
            await show.screen(screens.left(tr))
        case ("wording" | "hint" | "split") as what:
            await clinic.ask_for(work, card_id, what)
            await show.send(Screen((tr.html(f"clinic-ask-{what}"),)))
        case "unsay":
            await show.screen(screens.patient(tr, await clinic.unsay(work, card_id)))
        case "pause":
            await clinic.pause(work, card_id)
            await show.screen(screens.paused(tr))
        case _:
            raise Refused("refused-old-button")


@router.message(Waiting("clinic-wording"))
async def wording(message: Message, work: Work, tr: Translator, show: Show, clinic: ClinicService) -> None:
    """The learner's own wording of a question."""
    said = await clinic.say(work, "wording", message.text or "")
    await show.send(screens.patient(tr, said).noting(tr.html("clinic-kept")))


@router.message(Waiting("clinic-hint"))
async def hint(message: Message, work: Work, tr: Translator, show: Show, clinic: ClinicService) -> None:
    """The learner's own hint."""
    said = await clinic.say(work, "hint", message.text or "")
    await show.send(screens.patient(tr, said).noting(tr.html("clinic-kept")))


@router.message(Waiting("clinic-split"))
async def split(message: Message, work: Work, tr: Translator, show: Show, clinic: ClinicService) -> None:
    """One of the two cards that take a card's place."""
    await show.send(screens.split(tr, await clinic.split(work, message.text or "")))
