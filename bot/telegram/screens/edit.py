"""Screens of changing a card: all that it holds, one field at a time, and what was changed in it."""

import hashlib
from collections.abc import Sequence

from bot.domain.cards import LANGUAGES, LEVELS, Card, CardContent
from bot.domain.fields import FIELDS, MARKDOWN, Field, written
from bot.domain.markup import (
    Mark,
    Run,
    cut_before,
    first_words,
    parse_markdown,
    plain_text,
    shows_something,
    write_markdown,
)
from bot.domain.topics import Topics
from bot.services.changing import LISTED, OfChat, Proposed
from bot.services.fields import OPTIONAL
from bot.storage.cards import Standing
from bot.storage.chats import ConnectedChat
from bot.telegram import limits
from bot.telegram.callbacks.editor import (
    CardDecks,
    ChatCards,
    EditAct,
    EditCard,
    EditField,
    EditHistory,
    Propose,
    ProposeNext,
)
from bot.telegram.callbacks.owner import ChatPage
from bot.telegram.limits import utf16_length
from bot.telegram.render import split, visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens import drill
from bot.telegram.screens.chats import title_of
from bot.texts import Translator
from bot.texts.html import Html, bold, escape, printable

NONE = "-"
"""In place of a value: the field is taken away."""

TYPED: tuple[Field, ...] = tuple(field for field in FIELDS if field not in ("topic", "level", "lang"))
PREVIEWED: frozenset[Field] = frozenset(("question", "answer", "short_answer"))
"""Fields that learners see at once: shown as they will be before they are saved."""

_ON_THE_FACE: frozenset[Field] = PREVIEWED | {"topic", "level"}
"""Fields that stand on the card as learners see it."""

LABEL = 44
"""Characters of a question on a button: the word that it is retired fits beside it."""

_LONGEST_VALUES = (900, 400, 150)
"""UTF-16 units of a field below the card: as many as leave room for the others."""

_FIRST_TO_COPY = 3000
"""UTF-16 units of a present value that leave room for the question above it."""


def found(tr: Translator, words: str, cards: Sequence[Standing]) -> Screen:
    """The cards that hold the words."""
    shown = first_words(words, 60)
    told = tr.html("search-found" if cards else "search-nothing", words=shown)
    return Screen((told,), _card_rows(tr, cards))


def ask_words(tr: Translator, cards: Sequence[Standing]) -> Screen:
    """Which card? Those changed last are offered."""
    following = button(tr.plain("enrich-next"), ProposeNext())
    return Screen((tr.html("edit-which" if cards else "edit-which-none"),), (*_card_rows(tr, cards), (following,)))


def which_chat(tr: Translator, chats: Sequence[ConnectedChat]) -> Screen:
    """The chats that somebody runs, each with its cards behind a button."""
    rows = [(button(tr.plain("schedule-open", title=title_of(tr, each)), ChatCards(chat=each.row)),) for each in chats]
    return Screen((tr.html("edit-which-chat"),), tuple(rows))


def of_chat(tr: Translator, shown: OfChat) -> Screen:
    """A chat's own cards, each a button, and one to write another."""
    row, last = shown.chat.row, shown.start + len(shown.cards)
    turning = []
    if shown.start:
        turning.append(button(tr.plain("decks-previous"), ChatCards(chat=row, start=max(0, shown.start - LISTED))))
    if last < shown.total:
        turning.append(button(tr.plain("decks-next"), ChatCards(chat=row, start=last)))
    new = button(tr.plain("edit-chat-new"), ChatCards(chat=row, new=True))
    back = button(tr.plain("decks-to-chat"), ChatPage(chat=row))
    told = tr.html("edit-chat-cards" if shown.cards else "edit-chat-none", title=title_of(tr, shown.chat))
    return Screen((told,), (*_card_rows(tr, shown.cards), *in_rows(turning, 2), (new, back)))


def card(tr: Translator, topics: Topics, shown: Standing) -> Screen:
    """A card as learners see it, then everything else on it, with a button for each field."""
    parts = drill.answer_parts(tr, topics, shown.card)
    about = _about(tr, shown.card.content)
    head = _head(tr, shown)
    if visible_length(Html("").join((head, parts[-1], about))) + 4 <= limits.MESSAGE_TEXT:
        parts[-1] = Html("\n\n").join((parts[-1], about))
    else:
        parts.append(about)
    return Screen(tuple(parts), card_rows(tr, shown)).noting(head)


def card_rows(tr: Translator, shown: Standing) -> Rows:
    """What can be changed."""
    revision = shown.card.revision
    fields = [
        button(tr.plain(f"edit-field-{field}"), EditField(card=shown.card.id, seen=revision, field=field))
        for field in FIELDS
    ]
    act = "return" if shown.retired else "retire"
    label = tr.plain("edit-ask-again" if shown.retired else "edit-retire")
    standing = button(label, EditAct(card=shown.card.id, seen=revision, act=act))
    history = button(tr.plain("edit-history"), EditHistory(card=shown.card.id))
    propose = button(tr.plain("edit-proposals"), Propose(card=shown.card.id))
    if shown.chat is not None:
        others = button(tr.plain("edit-chat-all"), ChatCards(chat=shown.chat))
        return (*in_rows(fields, 3), (propose, history), (standing, others))
    decks = button(tr.plain("decks-of-this-card"), CardDecks(card=shown.card.id, below=True))
    return (*in_rows(fields, 3), (propose, history), (decks, standing))


def ask(tr: Translator, topics: Topics, shown: Standing, field: Field) -> Screen:
    """Ask for the new value of a field: a choice, or text with the present one to copy."""
    cancel = button(tr.plain("edit-cancel"), EditAct(card=shown.card.id, seen=shown.card.revision, act="cancel"))
    match field:
        case "topic":
            asked, choices = tr.html("add-topic"), [(each.names[tr.language], each.key) for each in topics]
        case "level":
            asked, choices = tr.html("add-level"), [(tr.plain(f"level-{each}"), each) for each in LEVELS]
        case "lang":
            asked, choices = tr.html("add-language"), [(tr.plain(f"language-{each}"), each) for each in LANGUAGES]
        case _:
            asked, choices = tr.html(f"edit-ask-{field}"), []
    parts = [asked]
    if field in TYPED and (now := _to_copy(shown.card.content, field)):
        parts = [Html("\n").join((asked, Html(""), tr.html("edit-now-it-is"), now[0])), *now[1:]]
    return Screen(tuple(parts), (*_choices(tr, shown, field, choices), (cancel,)))


def preview(tr: Translator, topics: Topics, proposed: Proposed) -> Screen:
    """What a field will be, as learners will see it where they do, before it is saved."""
    now, field, content = proposed.now.card, proposed.field, proposed.content
    notes = [tr.html("edit-meanwhile-look")] if proposed.meanwhile else []
    if proposed.no_poll and field in ("question", "choice"):
        notes.append(tr.html("edit-no-poll"))
    if field in PREVIEWED:
        notes.append(tr.html("add-preview"))
        parts = drill.answer_parts(tr, topics, Card(now.id, now.concept_id, now.revision, content))
    else:
        parts = [_labelled(tr, field, _value(tr, content, field))]
    save = EditAct(card=now.id, seen=now.revision, act="save", what=stamp(proposed))
    cancel = EditAct(card=now.id, seen=now.revision, act="cancel")
    rows = ((button(tr.plain("add-save"), save), button(tr.plain("edit-cancel"), cancel)),)
    return Screen(tuple(parts), rows).noting(Html("\n\n").join(notes) if notes else None)


def stamp(proposed: Proposed) -> str:
    """Tells one typed value from another: a button under an older preview must not save a newer text."""
    told = f"{proposed.field}\n{written(proposed.content, proposed.field)}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _card_rows(tr: Translator, cards: Sequence[Standing]) -> Rows:
    few = cards[: limits.BUTTONS]
    return tuple((button(_label(tr, each), EditCard(card=each.card.id)),) for each in few)


def _label(tr: Translator, each: Standing) -> str:
    """A question on a button, on which Telegram wants something to see."""
    asked = first_words(printable(plain_text(parse_markdown(each.card.content.question))), LABEL)
    question = asked if shows_something(asked) else "…"
    return tr.plain("edit-row-retired", question=question) if each.retired else question


def _choices(tr: Translator, shown: Standing, field: Field, choices: Sequence[tuple[str, str]]) -> Rows:
    def chosen(value: str) -> EditField:
        return EditField(card=shown.card.id, seen=shown.card.revision, field=field, value=value)

    rows = in_rows([button(label, chosen(value)) for label, value in choices], 2 if field == "topic" else 3)
    if field in OPTIONAL and getattr(shown.card.content, field):
        rows += ((button(tr.plain("edit-take-away"), chosen(NONE)),),)
    return rows


def _head(tr: Translator, shown: Standing) -> Html:
    head = tr.html("edit-head", number=shown.card.revision)
    return Html("\n").join((head, tr.html("edit-is-retired"))) if shown.retired else head


def _about(tr: Translator, content: CardContent) -> Html:
    """The fields that learners do not see on the card, and which ones are empty: in one message, cut as it takes."""
    rest = [field for field in FIELDS if field not in _ON_THE_FACE and written(content, field)]
    empty = [tr.plain(f"edit-field-{field}") for field in FIELDS if not written(content, field)]
    told = [tr.html("edit-empty", fields=tr.listed(empty))] if empty else []
    for units in _LONGEST_VALUES:
        lines = [_labelled(tr, field, _value(tr, content, field, units)) for field in rest]
        about = Html("\n\n").join((*lines, *told))
        if visible_length(about) <= limits.MESSAGE_TEXT:
            break
    return about


def _labelled(tr: Translator, field: Field, value: Html) -> Html:
    return Html("\n").join((bold(tr.plain(f"edit-field-{field}")), value))


def _value(tr: Translator, content: CardContent, field: Field, units: int = _LONGEST_VALUES[0]) -> Html:
    """A field as it is read, cut where it is very long."""
    match field:
        case "lang":
            return tr.html(f"language-{content.lang}")
        case "choice" if content.choice is not None:
            choice = content.choice
            lines = [tr.html("edit-right", option=_cut(choice.right, 120))]
            lines += [tr.html("edit-wrong", option=_cut(option, 120)) for option in choice.others[:12]]
            return Html("\n").join((*lines, tr.html("edit-why", why=_cut(choice.why, 250))))
        case "key_points" | "misconceptions" | "references":
            lines_typed = written(content, field).split("\n")
            return escape(_cut("\n".join(f"• {line}" for line in lines_typed if line), units))
    text = written(content, field)
    shown = plain_text(parse_markdown(text)) if field in MARKDOWN else text
    return escape(_cut(shown, units)) if shows_something(shown) else Html("…")


def _to_copy(content: CardContent, field: Field) -> list[Html]:
    """The present value, whole: who copies it must not lose its end. Formatted, or as it would be typed."""
    text = written(content, field)
    if field not in MARKDOWN and text:
        text = write_markdown([Run(text, (Mark("pre"),))])
    return split(parse_markdown(text), first=_FIRST_TO_COPY, rest=limits.MESSAGE_TEXT)


def _cut(text: str, units: int) -> str:
    """As many characters as fit, none of them halved."""
    if utf16_length(text) <= units:
        return text
    end = len(text.encode("utf-16-le", "surrogatepass")[: 2 * (units - 1)].decode("utf-16-le", "ignore"))
    return text[: cut_before(text, end, 0)] + "…"
