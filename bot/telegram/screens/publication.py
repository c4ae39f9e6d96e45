"""Scheduled posts as a channel or group sees them, and what is said to those who run it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.services.deciding import Decided
from bot.services.follow_ups import Posting
from bot.services.publishing import LATE, NO_ACCESS, NO_CARD, NO_TOPIC, REFUSED, TOO_LONG
from bot.services.words import Asked, Missed, Troubled, WithoutPolls, Word
from bot.storage.chats import ConnectedChat
from bot.storage.publications import Form, Publication
from bot.telegram import limits
from bot.telegram.callbacks.owner import OnPost
from bot.telegram.quizzes import Quiz, quiz
from bot.telegram.render import split, visible_length
from bot.telegram.screen import Screen, button
from bot.texts import Translator
from bot.texts.html import Html, bold, escape, link

_GAP = Html("\n\n")
_NOTHING_TO_SEE = Html("…")
_TITLE = 60
_QUESTION = 200
REASONS = (LATE, NO_CARD, NO_ACCESS, TOO_LONG, NO_TOPIC, REFUSED)


@dataclass(frozen=True, slots=True)
class Text:
    """A post that is a message: with its answer under a `spoiler`, or the `question` alone."""

    form: Form
    html: Html


def post(tr: Translator, posting: Posting, *, polls: bool = True) -> Quiz | Text | None:
    """A quiz where the card has a choice form that fits and the chat takes `polls`, else a message; None where the
    question alone is too long."""
    asked = quiz(posting.card.content, posting.publication.key) if polls else None
    return asked or text(tr, posting)


def text(tr: Translator, posting: Posting, form: Form | None = None) -> Text | None:
    """The post as a message, of the given form where there is one; None where it does not fit into one message."""
    asked = split(parse_markdown(posting.card.content.question), first=limits.MESSAGE_TEXT, rest=limits.MESSAGE_TEXT)
    if len(asked) != 1:
        return None
    question = bold(asked[0]) if "<" not in asked[0] else asked[0]
    if form is None:
        form = "question" if posting.schedule.reveal_hours is not None else "spoiler"
        hidden = _with_answer(tr, posting, question) if form == "spoiler" else None
        if hidden is not None:
            return Text("spoiler", hidden)
        return _alone(tr, posting, question)
    if form == "spoiler":
        hidden = _with_answer(tr, posting, question)
        return Text("spoiler", hidden) if hidden is not None else None
    return _alone(tr, posting, question)


def answer_parts(tr: Translator, posting: Posting) -> list[Html]:
    """The answer in messages of its own; hidden where the schedule says of no time after which it may be seen."""
    head = tr.html("post-answer")
    if posting.publication.message_id is None:
        question = _question(posting.card.content.question)
        head = tr.html("post-answer-to", question=question)
    parts = split(
        parse_markdown(posting.card.content.answer),
        first=limits.MESSAGE_TEXT - visible_length(head) - 2,
        rest=limits.MESSAGE_TEXT,
        hidden=posting.schedule.reveal_hours is None,
    ) or [_NOTHING_TO_SEE]
    return [_GAP.join((head, parts[0])), *parts[1:]]


def study(tr: Translator, username: str, key: str) -> InlineKeyboardMarkup:
    """The button under a post: it takes the card into the reader's own queue."""
    url = f"https://t.me/{username}?start=p_{key}"
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=tr.plain("post-study"), url=url)]])


def word(tr: Translator, said: Word) -> Screen:
    """Whatever is to be said."""
    match said:
        case Asked():
            return asked(tr, said)
        case Missed():
            return missed(tr, said)
        case Troubled():
            return troubled(tr, said)
        case WithoutPolls():
            return Screen((tr.html("post-no-polls", chat=_chat(said.chat, None)),))


def asked(tr: Translator, said: Asked) -> Screen:
    """Whether a post is there: Telegram did not say, and nobody can look but a person."""
    card = said.card
    lines = [
        tr.html("post-asked" if said.part == 0 else "post-asked-answer", chat=_chat(said.chat, said.last_message)),
        tr.html("post-asked-when", time=_moment(said.publication.due_at, said.schedule.zone), zone=said.schedule.zone),
        escape(_question(card.content.question)) if card else Html(""),
        tr.html("post-asked-what"),
    ]
    about = {"publication": said.publication.id, "part": said.part, "attempt": said.attempt}
    there = button(tr.plain("post-there"), OnPost(act="there", **about))
    again = button(tr.plain("post-again"), OnPost(act="again", **about))
    return Screen((_GAP.join(line for line in lines if line),), ((there,), (again,)))


def decided(tr: Translator, done: Decided) -> Screen:
    """What somebody has said about such a post."""
    kept = done.decision == "there"
    return Screen((tr.html("post-kept" if kept else "post-sent-again", chat=_chat(done.chat, None)),))


def missed(tr: Translator, said: Missed) -> Screen:
    """Moments at which nothing was posted, in as many lines as there are reasons."""
    lines = [tr.html("post-missed", chat=_chat(said.chat, None))]
    for reason in REASONS:
        moments = [each for each in said.moments if _reason(each) == reason]
        if moments:
            lines.append(_why(tr, reason, moments, said.schedule.zone))
    lines.append(tr.html("post-missed-zone", zone=said.schedule.zone))
    return Screen((Html("\n").join(lines),))


def troubled(tr: Translator, said: Troubled) -> Screen:
    """The bot cannot post in a chat any more, or can again."""
    chat = _chat(said.chat, None)
    told = tr.html(f"post-trouble-{said.trouble}", chat=chat) if said.trouble else tr.html("post-mended", chat=chat)
    return Screen((told,))


def _alone(tr: Translator, posting: Posting, question: Html) -> Text | None:
    hours = posting.schedule.reveal_hours
    later = tr.html("post-answer-below") if hours is None else tr.html("post-answer-later", hours=hours)
    whole = _GAP.join((question, later))
    if visible_length(whole) <= limits.MESSAGE_TEXT:
        return Text("question", whole)
    return Text("question", question)


def _with_answer(tr: Translator, posting: Posting, question: Html) -> Html | None:
    """Question and hidden answer in one message; None where they do not fit, or have too many marks to hide it all."""
    head = _GAP.join((question, tr.html("post-answer")))
    room = limits.MESSAGE_TEXT - visible_length(head) - 1
    if room <= 1:
        return None
    pieces = split(parse_markdown(posting.card.content.answer), first=room, rest=room, hidden=True)
    if len(pieces) != 1:
        return None
    whole = Html("\n").join((head, pieces[0]))
    return whole if whole.count("</") <= limits.ENTITIES else None


def _why(tr: Translator, reason: str, moments: Sequence[Publication], zone: str) -> Html:
    first, last = _moment(moments[0].due_at, zone), _moment(moments[-1].due_at, zone)
    when = tr.html("post-missed-once", time=first)
    if len(moments) > 1:
        when = tr.html("post-missed-often", count=len(moments), first=first, last=last)
    return tr.html(f"post-missed-{reason}", when=when)


def _reason(publication: Publication) -> str:
    """One of REASONS; whatever else Telegram may say is a refusal."""
    reason = (publication.reason or "").partition(":")
    detail = reason[2].strip()
    if reason[0] == REFUSED and detail in (TOO_LONG, NO_TOPIC):
        return detail
    return reason[0] if reason[0] in REASONS else REFUSED


def _question(question: str) -> str:
    shown = plain_text(parse_markdown(question))
    return first_words(shown, _QUESTION) if shows_something(shown) else "…"


def _chat(chat: ConnectedChat, message_id: int | None) -> Html:
    """A chat's name, as a link where there can be one."""
    clean = "".join(char for char in chat.title if char.isprintable() or char.isspace())
    name = first_words(clean, _TITLE) if shows_something(clean) else str(chat.chat_id)
    if chat.username:
        return link(name, f"https://t.me/{chat.username}")
    number = str(chat.chat_id)
    if number.startswith("-100") and message_id is not None:
        return link(name, f"https://t.me/c/{number[4:]}/{message_id}")
    return escape(name)


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
