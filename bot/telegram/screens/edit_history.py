"""Screens of what was changed in a card: the list, and one change with what was and what is."""

from datetime import datetime

from bot.domain.cards import CardContent
from bot.domain.fields import FIELDS, MARKDOWN, Field, difference, written
from bot.domain.learners import Learner
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.domain.topics import Topics
from bot.services.changing import Change, History
from bot.storage.cards import Standing
from bot.telegram import limits
from bot.telegram.callbacks.editor import EditCard, EditChange, EditHistory
from bot.telegram.render import visible_length
from bot.telegram.screen import Screen, button, in_rows
from bot.telegram.screens.admins import person_name
from bot.texts import Translator
from bot.texts.html import Html, bold

_LONGEST_LINE = 600
_QUESTION = 200
_MORE = Html("…")


def history(tr: Translator, reader: Learner, shown: History) -> Screen:
    """What was changed, newest first, in the reader's own time, with a button for each change."""
    asked = plain_text(parse_markdown(shown.now.card.content.question))
    question = first_words(asked, _QUESTION) if shows_something(asked) else "…"
    lines = [tr.html("edit-history-title", question=question, zone=reader.zone), Html("")]
    lines += [_row(tr, reader, each) for each in shown.changes] or [tr.html("edit-history-empty")]
    numbers = [
        button(
            tr.plain("edit-open-change", number=each.before.revision),
            EditChange(card=shown.now.card.id, revision=each.before.revision),
        )
        for each in shown.changes
    ]
    turning = (
        (button(tr.plain("admins-older"), EditHistory(card=shown.now.card.id, before=shown.older)),)
        if shown.older
        else ()
    )
    back = button(tr.plain("edit-back-to-card"), EditCard(card=shown.now.card.id))
    while visible_length(Html("\n").join(lines)) > limits.MESSAGE_TEXT:
        lines.pop()
    return Screen((Html("\n").join(lines),), (*in_rows(numbers, 2), (*turning, back)))


def change(tr: Translator, topics: Topics, reader: Learner, now: Standing, shown: Change) -> Screen:
    """One change: for each field what it was and what it became, and the way back."""
    blocks = [_row(tr, reader, shown)]
    for field in shown.fields:
        lines = _lines(tr, topics, shown.before.content, shown.after, field)
        blocks.append(Html("\n").join((bold(tr.plain(f"edit-field-{field}")), *lines)))
    if visible_length(Html("\n\n").join(blocks)) > limits.MESSAGE_TEXT:
        while visible_length(Html("\n\n").join((*blocks, _MORE))) > limits.MESSAGE_TEXT:
            blocks.pop()
        blocks.append(_MORE)
    rows = [(button(tr.plain("edit-history"), EditHistory(card=now.card.id)),)]
    if any(getattr(shown.before.content, field) != getattr(now.card.content, field) for field in FIELDS):
        put_back = EditChange(card=now.card.id, revision=shown.before.revision, seen=now.card.revision, back=True)
        rows.insert(0, (button(tr.plain("edit-put-back"), put_back),))
    return Screen((Html("\n\n").join(blocks),), tuple(rows))


def _row(tr: Translator, reader: Learner, shown: Change) -> Html:
    """Number, time, who, and what: with the fields that were changed."""
    made = shown.before
    who = tr.plain("edit-by-import") if made.how == "imported" else person_name(tr, made.by, made.name)
    did = tr.plain(f"edit-did-{shown.did}")
    if shown.fields and made.how in ("changed", "restored", "imported"):
        fields = tr.listed([tr.plain(f"edit-field-{field}") for field in shown.fields])
        did = tr.plain("edit-did-fields", did=did, fields=fields)
    return tr.html("edit-history-row", number=made.revision, at=_moment(reader, made.at), who=who, did=did)


def _lines(tr: Translator, topics: Topics, before: CardContent, after: CardContent, field: Field) -> list[Html]:
    was, now = (_read(tr, topics, content, field) for content in (before, after))
    found = difference(was, now)
    if not found and field in MARKDOWN:
        # As text they are alike: then their marks differ.
        found = difference(getattr(before, field) or "", getattr(after, field) or "")
    if not found:
        return [tr.html("edit-only-spacing")]
    lines: list[Html] = []
    for line in found:
        text = first_words(line.text, _LONGEST_LINE) if shows_something(line.text) else "…"
        lines.append(tr.html("edit-was", text=text) if line.side == "was" else tr.html("edit-now", text=text))
        if visible_length(Html("\n").join(lines)) > limits.MESSAGE_TEXT // 2:
            return [*lines[:-1], _MORE] if len(lines) > 1 else lines
    return lines


def _read(tr: Translator, topics: Topics, content: CardContent, field: Field) -> str:
    """A field in words: names in place of keys."""
    match field:
        case "topic":
            topic = topics.get(content.topic) if content.topic else None
            return topic.names[tr.language] if topic else (content.topic or "")
        case "level":
            return tr.plain(f"level-{content.level}") if content.level else ""
        case "lang":
            return tr.plain(f"language-{content.lang}")
    text = written(content, field)
    return plain_text(parse_markdown(text)) if field in MARKDOWN else text


def _moment(reader: Learner, at: datetime) -> str:
    return f"{at.astimezone(reader.tz):%Y-%m-%d %H:%M}"
