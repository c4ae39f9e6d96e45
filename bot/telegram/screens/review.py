"""Screens of the review queue: a draft as learners would see it, where it is from, and what it can be merged into."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import LANGUAGES, LEVELS, Card
from bot.domain.ids import CardId, ConceptId
from bot.domain.markup import cut_before, first_words, parse_markdown, plain_text, shows_something
from bot.domain.topics import Topics
from bot.services.review import Seat
from bot.storage.drafts import Draft, Offered, Post
from bot.telegram import limits
from bot.telegram.callbacks.editor import (
    DraftField,
    ImportsPage,
    MergeInto,
    OnDraft,
    RightOption,
    SplitPage,
    TakeBack,
)
from bot.telegram.limits import utf16_length
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens import drill
from bot.telegram.screens.draft_reasons import reason
from bot.telegram.screens.split import can_be_split
from bot.texts import Translator
from bot.texts.html import Html, escape, link

FIELDS = ("question", "answer", "topic", "level", "lang")
NONE = "-"
LINES_BEFORE = 3
"""Lines of the post shown above the one that a draft was found in."""

_SHOWN_TAGS = 300
_SHOWN_QUESTION = 300
_SHOWN_OPTION = 200
MOST_OPTIONS = 20


def draft(tr: Translator, topics: Topics, seat: Seat) -> Screen:
    """What lies before an editor: a draft as learners would see it, or why there is none."""
    if seat.draft is None:
        told = tr.html("review-busy", count=seat.waiting) if seat.waiting else tr.html("review-empty")
        return Screen((told,), _undo_row(tr, seat))
    shown = seat.draft
    parts = drill.answer_parts(tr, topics, Card(CardId(0), ConceptId(0), 1, shown.content))
    return Screen(tuple(parts), draft_rows(tr, seat)).noting(_head(tr, seat, shown))


def draft_rows(tr: Translator, seat: Seat, *, original: bool = True) -> Rows:
    """What can be done with the draft; only one with an answer can be accepted."""
    if seat.draft is None:
        return _undo_row(tr, seat)
    shown = seat.draft
    accept = (_act(tr, shown, "accept"),) if shown.complete else ()
    source = (_act(tr, shown, "original"),) if original else ()
    return (
        *_asking_rows(tr, seat, shown),
        (*accept, _act(tr, shown, "edit")),
        (_act(tr, shown, "merge"), _act(tr, shown, "reject")),
        (_act(tr, shown, "skip"), *source),
        *_undo_row(tr, seat),
    )


def _asking_rows(tr: Translator, seat: Seat, shown: Draft) -> Rows:
    """What this draft asks of an editor before anything else: the question, the right option, whether it is a card."""
    rows: Rows = ()
    if not shows_something(shown.content.question):
        asking = DraftField(draft=shown.id, version=shown.version, field="question")
        rows += ((button(tr.plain("review-write-question"), asking),),)
    if shown.offered is not None:
        places = range(min(len(shown.offered.options), MOST_OPTIONS))
        numbers = [
            button(str(place + 1), RightOption(draft=shown.id, version=shown.version, place=place)) for place in places
        ]
        rows += in_rows(numbers, 6)
    if seat.alike:
        merging = [
            button(
                tr.plain("review-alike-merge", number=number),
                MergeInto(draft=shown.id, version=shown.version, card=card.id),
            )
            for number, card in enumerate(seat.alike, 1)
        ]
        rows += (*in_rows(merging, 2), (_act(tr, shown, "apart"),))
    return rows


def edit_rows(tr: Translator, shown: Draft) -> Rows:
    """What of a draft can be changed."""
    fields = [
        button(tr.plain(f"review-field-{name}"), DraftField(draft=shown.id, version=shown.version, field=name))
        for name in FIELDS
    ]
    reset = DraftField(draft=shown.id, version=shown.version, field="reset")
    undo = DraftField(draft=shown.id, version=shown.version, field="undo")
    at = SplitPage(draft=shown.id, version=shown.version, start=0)
    splitting = ((button(tr.plain("review-split-act"), at),),) if can_be_split(shown) else ()
    taking_back = (
        *((button(tr.plain("review-undo-change"), undo),) if shown.changed else ()),
        *((button(tr.plain("review-reset"), reset),) if shown.edited else ()),
    )
    return (*in_rows(fields, 2), *splitting, *((taking_back,) if taking_back else ()), (_act(tr, shown, "back"),))


def topic(tr: Translator, topics: Topics, shown: Draft) -> Screen:
    """Which topic the card shall have."""
    choices = [_choice(each.names[tr.language], shown, "topic", each.key) for each in topics]
    none = _choice(tr.plain("add-no-topic"), shown, "topic", NONE)
    return Screen((tr.html("add-topic"),), (*in_rows(choices, 2), (none, _act(tr, shown, "show"))))


def level(tr: Translator, shown: Draft) -> Screen:
    """Which level the card shall have."""
    choices = [_choice(tr.plain(f"level-{each}"), shown, "level", each) for each in LEVELS]
    none = _choice(tr.plain("add-no-level"), shown, "level", NONE)
    return Screen((tr.html("add-level"),), (*in_rows(choices, 3), (none, _act(tr, shown, "show"))))


def language(tr: Translator, shown: Draft) -> Screen:
    """Which language the card is in."""
    choices = [_choice(tr.plain(f"language-{code}"), shown, "lang", code) for code in LANGUAGES]
    return Screen((tr.html("add-language"),), (*in_rows(choices, 3), (_act(tr, shown, "show"),)))


def nearest(tr: Translator, shown: Draft, cards: Sequence[Card]) -> Screen:
    """The cards that ask nearly the same, one of which the draft can be merged into."""
    back = (_act(tr, shown, "show"),)
    if not cards:
        return Screen((tr.html("review-merge-none"),), (back,))
    few = cards[:8]
    lines = [
        tr.html("review-merge-row", number=number, question=_short(card.content.question))
        for number, card in enumerate(few, 1)
    ]
    numbers = [
        button(str(number), MergeInto(draft=shown.id, version=shown.version, card=card.id))
        for number, card in enumerate(few, 1)
    ]
    told = tr.html("review-merge-same" if shown.complete else "review-merge-unanswered")
    return Screen((Html("\n\n").join((told, *lines)),), (*in_rows(numbers, 5), back))


def original(tr: Translator, shown: Draft, post: Post) -> Screen:
    """Why the parser took it for a question, and the post from a little above it, as far as a message goes."""
    reasons = [Html("• ") + reason(tr, each) for each in shown.reasons[:20]]
    head = Html("\n").join((tr.html("review-why", percent=round(100 * shown.confidence)), *reasons))
    lines = post.body.splitlines()
    start = _start(shown, lines)
    name = first_words(post.source_key.removeprefix("file:"), 200)
    title = tr.html("review-post", name=name, line=start + 1, of=max(1, len(lines)))
    frame = Html("\n\n").join((head, title))
    text = _cut("\n".join(lines[start:]), limits.MESSAGE_TEXT - visible_length(frame) - 2)
    return Screen((Html("\n\n").join((frame, escape(text))) if text.strip() else frame,))


def is_cut(shown: Draft, post: Post) -> bool:
    """Whether a post has more than `original` shows: then it is sent as a file too."""
    return _start(shown, post.body.splitlines()) > 0 or utf16_length(post.body) > limits.MESSAGE_TEXT - 1200


def _start(shown: Draft, lines: Sequence[str]) -> int:
    line = shown.content.source.line or 1
    return max(0, min(line - 1 - LINES_BEFORE, len(lines) - 1))


def _cut(text: str, units: int) -> str:
    """As many characters as fit, none of them halved."""
    if utf16_length(text) <= units:
        return text
    end = len(text.encode("utf-16-le", "surrogatepass")[: 2 * (units - 1)].decode("utf-16-le", "ignore"))
    return text[: cut_before(text, end, 0)] + "…"


def _head(tr: Translator, seat: Seat, shown: Draft) -> Html:
    lines = [tr.html("review-head", count=seat.waiting)]
    lines.append(tr.html("review-language", language=tr.plain(f"language-{shown.content.lang}")))
    if shown.content.tags:
        lines.append(tr.html("review-tags", tags=first_words(" ".join(shown.content.tags), _SHOWN_TAGS)))
    if shown.edited:
        lines.append(tr.html("review-has-edits"))
    if not shows_something(shown.content.question):
        lines.append(tr.html("review-no-question"))
        lines += _post_link(tr, shown)
    elif shown.offered is not None and not shown.offered.sure:
        lines.append(tr.html("review-no-key"))
    elif not shown.complete:
        lines.append(tr.html("review-no-answer"))
    if shown.offered is not None:
        lines += _options(tr, shown.offered)
    if seat.alike:
        lines.append(tr.html("review-alike"))
        lines += [
            tr.html("review-merge-row", number=number, question=_short(card.content.question))
            for number, card in enumerate(seat.alike, 1)
        ]
    return Html("\n").join(lines)


def _options(tr: Translator, offered: Offered) -> list[Html]:
    lines = []
    for number, option in enumerate(offered.options[:MOST_OPTIONS], 1):
        words = first_words(option, _SHOWN_OPTION)
        text = words if shows_something(words) else "…"
        if number - 1 not in offered.right:
            lines.append(tr.html("review-option", number=number, text=text))
        elif offered.sure:
            lines.append(tr.html("review-option-right", number=number, text=text))
        else:
            lines.append(tr.html("review-option-guess", number=number, text=text))
    return lines


def _post_link(tr: Translator, shown: Draft) -> list[Html]:
    """Where the picture can be seen that holds the question."""
    url = shown.content.source.url or ""
    return [link(tr.plain("review-see-post"), url)] if url.startswith("https://t.me/") else []


def _short(question: str) -> str:
    return first_words(plain_text(parse_markdown(question)), _SHOWN_QUESTION)


def _act(tr: Translator, shown: Draft, act: str) -> InlineKeyboardButton:
    label = "back" if act == "show" else act
    return button(tr.plain(f"review-act-{label}"), OnDraft(draft=shown.id, version=shown.version, act=act))


def _choice(label: str, shown: Draft, name: str, value: str) -> InlineKeyboardButton:
    return button(label, DraftField(draft=shown.id, version=shown.version, field=name, value=value))


def _undo_row(tr: Translator, seat: Seat) -> Rows:
    undo = ((button(tr.plain("review-undo"), TakeBack(decision=seat.undo)),),) if seat.undo else ()
    listed = ((button(tr.plain("review-imports"), ImportsPage()),),) if seat.has_imports else ()
    return (*undo, *listed)
