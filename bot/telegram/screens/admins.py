"""Screens of who owns and who edits."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import LearnerId
from bot.domain.learners import Learner, Role
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.services.admins import Arrival, Colleague, Link, LogPage, Team
from bot.storage.audit import Action, Entry
from bot.telegram import limits
from bot.telegram.callbacks.owner import AdminsInvite, AdminsLog, AdminsPage, AdminsRemove, AdminsUndo, AdminsWithdraw
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.texts import Translator
from bot.texts.html import Html, escape, printable

NAME = 28
"""Characters of a name: two of them and the words around them fit a line, one fits a button."""

QUESTION = 60
TITLED = ("card-", "deck-", "draft-", "chat-", "schedule-", "import-")
"""Beginnings of actions whose lines name their subject by its title."""


def team(tr: Translator, reader: Learner, now: Team) -> Screen:
    """Owners, editors and open invitations, with what can be done about each."""
    lines = [tr.html("admins-title")]
    for role in Role:
        people = [_person(tr, reader, each) for each in now.people if each.member.role is role]
        lines += [Html(""), tr.html(f"admins-{role.value}s"), *(people or [tr.html("admins-nobody")])]
    if now.invitations:
        lines += [Html(""), tr.html("admins-invitations")]
    for number, each in enumerate(now.invitations, 1):
        inviter = person_name(tr, each.invited_by, each.inviter_name)
        until = _moment(reader, each.expires_at)
        lines.append(tr.html("admins-invitation", number=number, until=until, inviter=inviter))
    while visible_length(Html("\n").join(lines)) > limits.MESSAGE_TEXT:
        lines.pop()
    return Screen((Html("\n").join(lines),), _team_rows(tr, now))


def _team_rows(tr: Translator, now: Team) -> Rows:
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    if now.undoable is not None:
        name = person_name(tr, now.undoable.person_id, now.undoable.person_name)
        rows.append((button(tr.plain("admins-undo", name=name), AdminsUndo(entry=now.undoable.id)),))
    for each in now.people:
        if each.removable:
            member = each.member
            label = tr.plain("admins-remove", name=person_name(tr, member.id, member.name))
            rows.append((button(label, AdminsRemove(person=member.id, seen=now.seen)),))
    withdrawn = [
        button(tr.plain("admins-withdraw", number=number), AdminsWithdraw(invitation=each.id))
        for number, each in enumerate(now.invitations, 1)
    ]
    invite = button(tr.plain("admins-invite"), AdminsInvite(seen=now.seen))
    log_button = button(tr.plain("admins-log"), AdminsLog())
    # Whoever has more colleagues than fit can still invite and read the log.
    others = (*rows, *in_rows(withdrawn, 2))[: limits.BUTTONS // 2 - 1]
    return (*others, (invite, log_button))


def ask_remove(tr: Translator, reader: Learner, now: Team, person_id: LearnerId) -> Screen:
    """Asked once more before somebody is removed; the team as it is, where they are there no more."""
    found = next((each.member for each in now.people if each.member.id == person_id and each.removable), None)
    if found is None:
        return team(tr, reader, now)
    name = person_name(tr, found.id, found.name)
    sure = AdminsRemove(person=found.id, seen=now.seen, sure=True)
    return Screen(
        (tr.html("admins-ask-remove", name=name),),
        ((button(tr.plain("admins-remove", name=name), sure),), (button(tr.plain("admins-keep"), AdminsPage()),)),
    )


def invitation(tr: Translator, reader: Learner, link: Link) -> Screen:
    """The link, which is shown only here."""
    return Screen((tr.html("admins-link", url=link.url, until=_moment(reader, link.expires_at)),))


def joined(tr: Translator, told: Arrival) -> Screen:
    """Word to the owner whose invitation was opened."""
    return Screen((tr.html("admins-joined", name=person_name(tr, told.person_id, told.name)),))


def log(tr: Translator, reader: Learner, shown: LogPage) -> Screen:
    """What was done, newest first, in the reader's own time."""
    lines = [tr.html("admins-log-title", zone=reader.zone), Html("")]
    lines += [_entry(tr, reader, each) for each in shown.entries] or [tr.html("admins-log-empty")]
    turning = []
    if not shown.newest:
        turning.append(button(tr.plain("admins-newest"), AdminsLog()))
    if shown.older is not None:
        turning.append(button(tr.plain("admins-older"), AdminsLog(before=shown.older)))
    return Screen((Html("\n").join(lines),), (*in_rows(turning, 2), (button(tr.plain("daily-back"), AdminsPage()),)))


def _person(tr: Translator, reader: Learner, each: Colleague) -> Html:
    member = each.member
    line = tr.html("admins-person", name=person_name(tr, member.id, member.name), since=_moment(reader, member.since))
    if each.listed:
        note = tr.html("admins-by-operator")
    elif member.invited_by is not None:
        note = tr.html("admins-invited-by", name=person_name(tr, member.invited_by, member.inviter_name))
    else:
        return line
    return Html(", ").join((line, note))


def _entry(tr: Translator, reader: Learner, entry: Entry) -> Html:
    return Html(" · ").join((escape(_moment(reader, entry.at)), _done(tr, entry)))


def _done(tr: Translator, entry: Entry) -> Html:
    actor = person_name(tr, entry.actor_id, entry.actor_name)
    match entry.action:
        case Action.REMOVED | Action.RESTORED:
            person = person_name(tr, entry.person_id, entry.person_name)
            key = "admins-did-removed" if entry.action is Action.REMOVED else "admins-did-restored"
            return tr.html(key, actor=actor, person=person)
        case Action.ADDED:
            asked = plain_text(parse_markdown(entry.question)) if entry.question else ""
            question = first_words(asked, QUESTION) if shows_something(asked) else "…"
            return tr.html("admins-did-added", actor=actor, question=question)
        case _ if entry.action.value.startswith(TITLED):
            title = first_words(printable(entry.title or ""), QUESTION)
            shown = title if shows_something(title) else "…"
            return tr.html(f"admins-about-{entry.action.value}", actor=actor, title=shown)
        case _:
            return tr.html(f"admins-did-{entry.action.value}", actor=actor)


def person_name(tr: Translator, person_id: LearnerId | None, name: str | None) -> str:
    """A name on one line without signs that turn the text around; the numeric id where there is none."""
    clean = "".join(char for char in name or "" if char.isprintable() or char.isspace())
    if shows_something(clean):
        return first_words(clean, NAME)
    return tr.plain("admins-nameless", id=str(person_id)) if person_id is not None else tr.plain("admins-forgotten")


def _moment(reader: Learner, at: datetime) -> str:
    return f"{at.astimezone(reader.tz):%Y-%m-%d %H:%M}"
