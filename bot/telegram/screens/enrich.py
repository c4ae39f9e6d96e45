"""Screens of proposals: what the program proposes for a card, each to be accepted, edited or dropped by a person."""

from aiogram.types import (
    InlineKeyboardButton,
    KeyboardButton,
    KeyboardButtonPollType,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.domain.cards import LEVELS
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.services.enriching import Page, Turn
from bot.storage.proposals import Proposal, ProposedField
from bot.telegram import limits
from bot.telegram.callbacks.editor import EditCard, OnProposal, Propose, ProposeNext, WriteQuiz
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.texts import Translator
from bot.texts.html import Html, bold, escape, pre

_QUESTION = 200
_LINE = 220
_LINES = 16
_TO_COPY = 2000
_MOST_SHOWN = 6
"""Proposals on a page; a card has three fields, each with one."""


def page(tr: Translator, shown: Page) -> Screen:
    """A card's proposals, each with its reasons, and what is not proposed for it."""
    question = _seen(plain_text(parse_markdown(shown.now.card.content.question)), _QUESTION)
    blocks = [tr.html("enrich-title", question=question)]
    blocks += [_block(tr, each) for each in shown.proposals[:_MOST_SHOWN]]
    for field, lack in shown.lacks[:_MOST_SHOWN]:
        why = tr.html(f"enrich-lack-{lack}")
        blocks.append(tr.html("enrich-none", field=bold(_name(tr, field)), why=why))
    if len(blocks) == 1:
        blocks.append(tr.html("enrich-nothing"))
    while visible_length(Html("\n\n").join(blocks)) > limits.MESSAGE_TEXT:
        blocks.pop()
    return Screen((Html("\n\n").join(blocks),), _rows(tr, shown))


def told(tr: Translator, turn: Turn) -> Screen:
    """The page after a decision, with what became of it above."""
    return page(tr, turn.page).noting(tr.html(f"enrich-{turn.said}"))


def ask(tr: Translator, proposal: Proposal) -> Screen:
    """Ask for what shall stand in a proposal's place: a level to choose, or the proposal to copy and change."""
    if proposal.field == "level":
        levels = [button(tr.plain(f"level-{level}"), OnProposal(proposal=proposal.id, act=level)) for level in LEVELS]
        back = button(tr.plain("enrich-back"), Propose(card=proposal.card_id))
        return Screen((tr.html("add-level"),), (*in_rows(levels, 3), (back,)))
    asked = tr.html(f"edit-ask-{proposal.field}")
    now = pre(_seen(proposal.content, _TO_COPY, lines=True))
    return Screen((Html("\n\n").join((asked, tr.html("enrich-to-copy"), now)),))


def ask_quiz(tr: Translator) -> Screen:
    """The key that opens Telegram's own editor of quizzes."""
    quiz = KeyboardButton(text=tr.plain("enrich-open-editor"), request_poll=KeyboardButtonPollType(type="quiz"))
    keys = [[quiz], [KeyboardButton(text=tr.plain("edit-cancel"))]]
    keyboard = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)
    return Screen((tr.html("enrich-ask-quiz"),), keyboard=keyboard)


def quiz_over(tr: Translator, *, taken: bool) -> Screen:
    """The key goes."""
    key = "enrich-quiz-taken" if taken else "edit-unchanged"
    return Screen((tr.html(key),), keyboard=ReplyKeyboardRemove())


def _block(tr: Translator, proposal: Proposal) -> Html:
    field = bold(_name(tr, proposal.field))
    if proposal.state != "waiting":
        return tr.html(f"enrich-is-{proposal.state}", field=field)
    lines = [tr.html("enrich-proposed", field=field), *_value(tr, proposal)]
    if proposal.reasons:
        told = [tr.plain(f"enrich-reason-{reason}") for reason in dict.fromkeys(proposal.reasons)]
        lines.append(tr.html("enrich-because", reasons=("；" if tr.language == "zh" else "; ").join(told)))
    if proposal.field == "choice":
        origins = set(proposal.reasons)
        lines += [tr.html("enrich-check-wrong")] if origins & {"same-topic", "near-topic"} else []
        lines += [tr.html("enrich-check-changed")] if origins & {"opposites", "numbers", "negations"} else []
    return Html("\n").join(lines)


def _value(tr: Translator, proposal: Proposal) -> list[Html]:
    if proposal.field == "level":
        known = next((level for level in LEVELS if level == proposal.content), None)
        return [tr.html(f"level-{known}")] if known else []
    lines = proposal.content.splitlines()[:_LINES]
    if proposal.field == "key_points":
        return [Html("• ") + escape(_seen(line, _LINE)) for line in lines]
    options = lines[: lines.index("")] if "" in lines else lines
    why = " ".join(lines[len(options) :]).strip()
    told = [tr.html("edit-wrong", option=_seen(option, _LINE)) for option in options[1:]]
    told.insert(0, tr.html("edit-right", option=_seen(options[0] if options else "", _LINE)))
    return [*told, tr.html("edit-why", why=_seen(why, _LINE))] if why else told


def _rows(tr: Translator, shown: Page) -> Rows:
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    for each in shown.proposals[:_MOST_SHOWN]:
        if each.state == "waiting":
            rows += [(_act(tr, each, "accept"),), (_act(tr, each, "edit"), _act(tr, each, "drop"))]
        else:
            rows.append((_act(tr, each, "undo"),))
    card = shown.now.card
    quiz = button(tr.plain("enrich-write-quiz"), WriteQuiz(card=card.id, revision=card.revision))
    back = button(tr.plain("enrich-open-card"), EditCard(card=card.id))
    if shown.now.chat is not None:
        return (*rows, (quiz,), (back,))
    return (*rows, (quiz,), (button(tr.plain("enrich-next"), ProposeNext(after=card.id)), back))


def _act(tr: Translator, proposal: Proposal, act: str) -> InlineKeyboardButton:
    key = f"{act}-{proposal.state}" if act == "undo" else act
    label = tr.plain(f"enrich-act-{key}", field=_name(tr, proposal.field))
    return button(label, OnProposal(proposal=proposal.id, act=act))


def _name(tr: Translator, field: ProposedField) -> str:
    return tr.plain(f"edit-field-{field}")


def _seen(text: str, longest: int, *, lines: bool = False) -> str:
    """The beginning of a text, on one line unless `lines`; a sign in its place where there is nothing to see."""
    short = first_words(text, longest)
    if lines:
        # Telegram counts UTF-16 units: a sign outside the first plane is two.
        short = text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")
    return short if shows_something(short) else "…"
