"""Screens of what owners tell all learners."""

from aiogram.types import InlineKeyboardButton

from bot.domain.cards import Language
from bot.domain.ids import LearnerId
from bot.domain.learners import Learner
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.services.broadcasts import Audience, Wording
from bot.storage.broadcasts import Broadcast
from bot.telegram.callbacks.learner import News
from bot.telegram.callbacks.owner import BroadcastChoice, BroadcastLook, BroadcastStop
from bot.telegram.screen import Rows, Screen, button
from bot.texts import Translator
from bot.texts.html import Html

OPENING = 80
"""Characters by which an owner knows a broadcast again."""

NAME = 28


def news(tr: Translator, *, on: bool) -> Rows:
    """Under a broadcast: a way to get no more of them, or to get them again."""
    label = tr.plain("broadcast-mute" if on else "broadcast-unmute")
    return ((button(label, News(on=not on)),),)


def choose(tr: Translator, reader: Learner, wording: Wording, audience: Audience) -> Screen:
    """Who is to get the text above, how many that is, and what to do with it."""
    people = audience.of(wording.language)
    text = tr.html("broadcast-ask", count=people, everybody=audience.of(None))
    if not people:
        text = tr.html("broadcast-ask-nobody")
    elif reader.news and wording.language in (None, reader.language):
        text = Html("\n").join((text, tr.html("broadcast-you-too")))
    cancel = button(tr.plain("broadcast-cancel"), BroadcastChoice(wording=wording.number, act="cancel"))
    edit = button(tr.plain("broadcast-edit"), BroadcastChoice(wording=wording.number, act="edit"))
    sending = button(tr.plain("broadcast-send", count=people), BroadcastChoice(wording=wording.number, act="send"))
    shares = [_share(tr, wording, each.language, each.people) for each in audience.shares]
    rows: list[tuple[InlineKeyboardButton, ...]] = [
        (_share(tr, wording, None, audience.of(None)),),
        *((each,) for each in shares),
        *([(sending,)] if people else []),
        (edit, cancel),
    ]
    return Screen((text,), tuple(rows))


def _share(tr: Translator, wording: Wording, language: Language | None, people: int) -> InlineKeyboardButton:
    name = tr.plain("broadcast-everybody") if language is None else tr.plain(f"language-{language}")
    label = tr.plain("broadcast-share", name=name, count=people)
    if language == wording.language:
        label = tr.plain("daily-chosen", name=label)
    return button(label, BroadcastChoice(wording=wording.number, act="to", value=language or ""))


def status(tr: Translator, reader: Learner, now: Broadcast) -> Screen:
    """How a broadcast stands: who sends it, how many have got it; with a way to stop it while there is one."""
    maker = _name(tr, now.made_by, now.maker_name)
    lines = [tr.html(f"broadcast-{now.stage}", name=maker), _opening(tr, now)]
    if now.language is not None:
        lines.append(tr.html("broadcast-in", language=tr.plain(f"language-{now.language}")))
    if now.stage == "waiting":
        at = now.send_at.astimezone(reader.tz)
        lines.append(tr.html("broadcast-until", time=f"{at:%H:%M:%S}", zone=reader.zone, count=now.recipients))
    else:
        lines += _counts(tr, now)
    if now.stage in ("stopping", "stopped") and (now.stopper_id is not None or now.stopper_name is not None):
        lines.append(tr.html("broadcast-stopped-by", name=_name(tr, now.stopper_id, now.stopper_name)))
    return Screen((Html("\n").join(lines),), _status_rows(tr, now))


def _counts(tr: Translator, now: Broadcast) -> list[Html]:
    lines = [tr.html("broadcast-sent", count=now.sent, of=now.recipients)]
    if now.blocked:
        lines.append(tr.html("broadcast-blocked", count=now.blocked))
    if now.unknown:
        lines.append(tr.html("broadcast-unknown", count=now.unknown))
    if now.failed:
        lines.append(tr.html("broadcast-failed", count=now.failed))
    if now.left and now.stage == "stopped":
        lines.append(tr.html("broadcast-unsent", count=now.left))
    if now.left and now.stage == "done":
        lines.append(tr.html("broadcast-unwanted", count=now.left))
    return lines


def _status_rows(tr: Translator, now: Broadcast) -> Rows:
    look = button(tr.plain("broadcast-look"), BroadcastLook(broadcast=now.id))
    stop = button(tr.plain("broadcast-stop"), BroadcastStop(broadcast=now.id))
    match now.stage:
        case "waiting":
            return ((stop,), (look,))
        case "sending":
            return ((look,), (stop,))
        case "stopping":
            return ((look,),)
    return ()


def _opening(tr: Translator, now: Broadcast) -> Html:
    shown = plain_text(parse_markdown(now.text))
    return tr.html("broadcast-opening", text=first_words(shown, OPENING) if shows_something(shown) else "…")


def _name(tr: Translator, person_id: LearnerId | None, name: str | None) -> str:
    clean = "".join(char for char in name or "" if char.isprintable() or char.isspace())
    if shows_something(clean):
        return first_words(clean, NAME)
    return tr.plain("admins-nameless", id=str(person_id)) if person_id is not None else tr.plain("admins-forgotten")
