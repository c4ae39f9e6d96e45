"""Screens of the clinic: cards that slip away again and again, and what can be done about one."""

from bot.domain.cards import Card
from bot.domain.markup import first_words, parse_markdown, plain_text
from bot.services.clinic import PAUSE_DAYS, FirstHalf, Patient, Split, Ward
from bot.telegram.callbacks.learner import Clinic, OpenCard, Report
from bot.telegram.screen import Rows, Screen, button
from bot.texts import Translator
from bot.texts.html import Html, escape

LIST = "list"
_TITLE = 50
"""Characters of a question on a button."""

_TOLD = 600
"""Characters of the question, and of the learner's own words, above the buttons."""


def ward(tr: Translator, found: Ward) -> Screen:
    """The learner's leeches."""
    if not found.patients:
        return Screen((tr.html("clinic-none"),))
    text = tr.html("clinic-list", count=len(found.patients) + found.more)
    rows = tuple(
        (button(f"{_words(each.card, _TITLE)} · {each.lapses}", Clinic(act="open", card=each.card.id)),)
        for each in found.patients
    )
    return Screen((text,), rows)


def event(tr: Translator, card: Card, lapses: int) -> Screen:
    """Right after the answer that made a card a leech."""
    text = tr.html("clinic-event", question=_words(card, _TOLD), count=lapses)
    return Screen((text,), (*_acts(tr, card), (button(tr.plain("clinic-leave"), Clinic(act="leave", card=card.id)),)))


def patient(tr: Translator, found: Patient) -> Screen:
    """One card, with what the learner has said of it."""
    lines = [tr.html("clinic-card", question=_words(found.card, _TOLD), count=found.lapses)]
    if found.words.wording:
        lines.append(tr.html("clinic-own-wording", text=_plain(found.words.wording)))
    if found.words.hint:
        lines.append(tr.html("clinic-own-hint", text=_plain(found.words.hint)))
    own = bool(found.words.wording or found.words.hint)
    unsay: Rows = ((button(tr.plain("clinic-unsay"), Clinic(act="unsay", card=found.card.id)),),) if own else ()
    ask = button(tr.plain("clinic-ask"), OpenCard(card=found.card.id))
    back = button(tr.plain("clinic-back"), Clinic(act=LIST, card=0))
    return Screen((Html("\n\n").join(lines),), (*_acts(tr, found.card), *unsay, (ask, back)))


def paused(tr: Translator) -> Screen:
    """A card rests."""
    return Screen((tr.html("clinic-paused", count=PAUSE_DAYS),))


def left(tr: Translator) -> Screen:
    """The card stays as it is."""
    return Screen((tr.html("clinic-left"),))


def split(tr: Translator, result: FirstHalf | Split) -> Screen:
    """What comes after one of the two cards was sent."""
    if isinstance(result, FirstHalf):
        return Screen((tr.html("clinic-split-second"),))
    return Screen((tr.html("clinic-split-done", question=_words(result.card, _TOLD)),))


def _acts(tr: Translator, card: Card) -> Rows:
    def act(name: str) -> tuple[str, Clinic]:
        return tr.plain(f"clinic-{name}"), Clinic(act=name, card=card.id)

    return (
        (button(*act("wording")), button(*act("hint"))),
        (button(*act("split")), button(*act("pause"))),
        (button(tr.plain("clinic-report"), Report(card=card.id, parts=1)),),
    )


def _words(card: Card, length: int) -> str:
    return first_words(plain_text(parse_markdown(card.content.question)), length) or "…"


def _plain(text: str) -> Html:
    return escape(first_words(plain_text(parse_markdown(text)), _TOLD) or "…")
