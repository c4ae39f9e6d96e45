"""The menu below a card: putting it aside, reporting it, where it was found, its other languages."""

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import Card
from bot.domain.markup import cut_before, shows_something
from bot.services.drill import Menu
from bot.storage.memories import Aside as MemoryAside
from bot.telegram.callbacks.editor import EditCard
from bot.telegram.callbacks.learner import Aside, InLanguage, More, Report, ShowSource, StartOver, Undo
from bot.telegram.screen import Rows, Screen, button
from bot.telegram.screens.drill import Place, address, in_menu
from bot.texts import Translator
from bot.texts.html import Html, escape, link

REPORT_REASONS = ("answer", "unclear", "spam")
ASIDE: dict[str, MemoryAside] = {"known": "known", "suspended": "suspended", "buried": "buried"}
RETURNED = "returned"
_LONGEST_POST = 1500
"""Characters of a post that are shown as a card's source."""


def menu_rows(tr: Translator, menu: Menu, place: Place, *, edits: bool) -> Rows:
    """The menu below a card: only what can be done with it now, and changing it for who `edits`."""
    card = menu.card

    def aside(name: str, how: str) -> InlineKeyboardButton:
        return button(tr.plain(name), Aside(card=card.id, how=how, **in_menu(place)))

    if menu.aside is None:
        put_aside: Rows = (
            (aside("drill-known", "known"),),
            (aside("drill-bury", "buried"), aside("drill-suspend", "suspended")),
        )
    else:
        put_aside = ((aside("drill-return", RETURNED),),)
    tell = (
        button(tr.plain("drill-report"), Report(card=card.id, **in_menu(place))),
        button(tr.plain("drill-source"), ShowSource(card=card.id)),
    )
    over = button(tr.plain("drill-start-over"), StartOver(card=card.id, **in_menu(place)))
    start_over: Rows = ((over,),) if menu.seen else ()
    undo = (button(tr.plain("drill-undo"), Undo(step=menu.step)),) if menu.step else ()
    back = button(tr.plain("drill-back"), More(card=card.id, open=False, **in_menu(place)))
    change: Rows = ((button(tr.plain("edit-button"), EditCard(card=card.id)),),) if edits else ()
    languages = tuple(
        button(tr.plain(f"language-{language}"), InLanguage(card=other, **in_menu(place)))
        for language, other in menu.others
    )
    return (*((languages,) if languages else ()), *put_aside, *start_over, tell, *change, (*undo, back))


def report_rows(tr: Translator, card: Card, place: Place) -> Rows:
    """What can be wrong with a card."""
    reasons = [
        (button(tr.plain(f"drill-report-{reason}"), Report(card=card.id, reason=reason, **in_menu(place))),)
        for reason in REPORT_REASONS
    ]
    return (*reasons, (button(tr.plain("drill-back"), More(card=card.id, open=True, **in_menu(place))),))


def source(tr: Translator, card: Card, post: str) -> Screen:
    """Where a card was found, and what stood there."""
    found = card.content.source
    lines: list[Html] = []
    if found.channel:
        lines.append(escape(found.channel))
    if found.url:
        lines.append(link(found.url, address(found.url)))
    elif found.file:
        lines.append(escape(f"{found.file}:{found.line}" if found.line else found.file))
    lines += [escape(reference) for reference in card.content.references]
    told = Html("\n").join(lines) if lines else tr.html("drill-source-editor")
    text = tr.html("drill-source-text", source=told)
    if shows_something(post):
        shown = post if len(post) <= _LONGEST_POST else f"{post[: cut_before(post, _LONGEST_POST, 0)]}…"
        text = Html("\n\n").join((text, tr.html("drill-source-post", post=shown)))
    return Screen((text,))
