"""Screens of importing: what can be sent, how far it is, what became of it, and accepting all of it at once."""

from collections.abc import Mapping, Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.markup import first_words, shows_something
from bot.parsing.text import FAULT_KINDS
from bot.services.accepting import PERCENTS, Offer
from bot.services.chat_imports import HowFar, Queued
from bot.storage.acceptances import Acceptance
from bot.storage.chat_imports import ChatFile, ChatImport
from bot.telegram.callbacks.editor import AcceptImport, ImportsPage, OneImport, StopImport, UndoAcceptance
from bot.telegram.callbacks.owner import SchedulesPage
from bot.telegram.render import visible_length
from bot.telegram.screen import Rows, Screen, button
from bot.texts import Translator
from bot.texts.html import Html, italic, printable

NAME, FAULT = 60, 300
"""Characters of each that a line shows."""

ROOM_FOR_FILES = 3000
"""Of the 4096 units of a message; the rest is for what became of all together."""

OUTCOMES = ("drafted", "published", "updated", "repeated", "variants", "kept", "dropped")


UNREAD = ("unchanged", "stopped", "lost", "crashed", "waiting")
"""States of a file that was not read to its end, for a reason that is the same for all."""


def explained(tr: Translator, offers: Sequence[Offer]) -> Screen:
    """What can be sent, and how else cards come in."""
    connect = (button(tr.plain("import-connect"), SchedulesPage(connect=True)),)
    return Screen((tr.html("import-explained"),), (connect, *((_list_row(tr),) if offers else ())))


def queued(tr: Translator, taken: Queued, name: str) -> Screen:
    """A file was taken, and it is its turn at once or later."""
    if taken.ahead == 0:
        told = tr.html("import-begins", name=_name(name))
    else:
        told = tr.html("import-waits", name=_name(name), ahead=taken.ahead)
    return Screen((told,), _stop(tr, taken.id))


def progress(tr: Translator, now: HowFar) -> Screen:
    """How far an import is."""
    lines = [tr.html("import-reading", name=_name(now.name), percent=now.percent)]
    if now.files > 1:
        lines.append(tr.html("import-file-of", number=now.number, of=now.files))
    if now.restarted:
        lines.append(tr.html("import-resumed"))
    lines += _counted(tr, now.counts)
    return Screen((Html("\n").join(lines),), _stop(tr, now.import_id))


def summary(tr: Translator, job: ChatImport, offer: Offer | None) -> Screen:
    """What became of the files, and what can be done with it."""
    if len(job.files) == 1:
        lines = [tr.html("import-done", name=_name(job.name)), *_became(tr, job.files[0])]
    else:
        lines = [tr.html("import-done-files", count=len(job.files)), *_counted(tr, job.counts)]
    if job.restarted:
        lines.append(tr.html("import-was-resumed"))
    parts = [Html("\n").join(lines)]
    if len(job.files) > 1:
        parts.append(_by_files(tr, job.files))
    if offer is None or not offer.waiting:
        return Screen((Html("\n\n").join(parts),))
    parts.append(tr.html("import-what-now", count=offer.waiting))
    return Screen((Html("\n\n").join(parts),), _accept_rows(tr, offer))


def listed(tr: Translator, offers: Sequence[Offer]) -> Screen:
    """The last imports."""
    if not offers:
        return Screen((tr.html("imports-none"),))
    lines = [tr.html("imports-listed")]
    rows = []
    for number, offer in enumerate(offers[:8], 1):
        at = f"{offer.of.started_at:%Y-%m-%d}"
        lines.append(tr.html("imports-row", number=number, name=_name(offer.of.name), at=at, waiting=offer.waiting))
        rows.append(button(str(number), OneImport(number=offer.of.id)))
    return Screen((Html("\n").join(lines),), (tuple(rows),))


def one(tr: Translator, offer: Offer) -> Screen:
    """An import: what waits of it, and what can be accepted or taken back at once."""
    if offer.accepted is not None and offer.accepted.is_under_way:
        return acceptance(tr, offer, offer.accepted)
    lines = [tr.html("imports-one", name=_name(offer.of.name)), *_counted(tr, offer.of.counts)]
    lines.append(tr.html("imports-waiting", waiting=offer.waiting))
    if any(offer.ready.values()):
        lines.append(tr.html("imports-accept-ask"))
    if offer.accepted is not None:
        lines.append(tr.html("imports-accepted", count=offer.accepted.accepted, percent=offer.accepted.percent))
    return Screen((Html("\n").join(lines),), (*_accept_rows(tr, offer), _list_row(tr)))


def acceptance(tr: Translator, offer: Offer, now: Acceptance) -> Screen:
    """How far an acceptance or its undoing is, or what became of it."""
    name = _name(offer.of.name)
    again = (button(tr.plain("imports-look"), OneImport(number=offer.of.id)),)
    match now.stage:
        case "accepting":
            told = tr.html("imports-accepting", name=name, done=now.looked_at, of=max(now.total, now.looked_at))
            return Screen((told,), (again,))
        case "undoing":
            return Screen((tr.html("imports-undoing", name=name, done=now.taken_back, of=now.accepted),), (again,))
        case "accepted":
            told = tr.html("imports-accepted-now", name=name, count=now.accepted, left=now.looked_at - now.accepted)
            undo = (_undo(tr, now),) if now.accepted else ()
            return Screen((told,), (*((undo,) if undo else ()), again, _list_row(tr)))
        case _:
            kept = now.accepted - now.taken_back
            told = tr.html("imports-undone-now", name=name, count=now.taken_back, kept=kept)
            return Screen((told,), (again, _list_row(tr)))


def _accept_rows(tr: Translator, offer: Offer) -> Rows:
    """One button for each confidence that adds something; what was accepted can be taken back."""
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    before = 0
    under_way = offer.accepted is not None and offer.accepted.is_under_way
    for percent in PERCENTS if not under_way else ():
        ready = offer.ready.get(percent, 0)
        if ready > before:
            label = tr.plain("imports-accept", percent=percent, count=ready)
            rows.append((button(label, AcceptImport(number=offer.of.id, percent=percent)),))
        before = max(before, ready)
    if offer.accepted is not None and not under_way:
        rows.append((_undo(tr, offer.accepted),))
    return tuple(rows)


def _undo(tr: Translator, accepted: Acceptance) -> InlineKeyboardButton:
    return button(tr.plain("imports-undo", count=accepted.accepted), UndoAcceptance(number=accepted.id))


def _list_row(tr: Translator) -> tuple[InlineKeyboardButton, ...]:
    return (button(tr.plain("review-imports"), ImportsPage()),)


def _stop(tr: Translator, number: int) -> Rows:
    return ((button(tr.plain("import-stop"), StopImport(number=number)),),)


def _became(tr: Translator, file: ChatFile) -> list[Html]:
    """What became of one file: why it was not read, and what was found."""
    found = _counted(tr, file.counts)
    if file.state in UNREAD:
        return [tr.html(f"import-file-{file.state}"), *found]
    if file.state == "read":
        return found or [tr.html("import-nothing")]
    kind = next((each for each in FAULT_KINDS if each == file.fault_kind), "strange")
    words = first_words(printable(file.fault or ""), FAULT)
    reason = words if shows_something(words) else "…"
    head = tr.html("import-fault" if found else "import-unread", kind=tr.plain(f"import-kind-{kind}"))
    return [Html(" ").join((head, italic(f"({reason})"))), *found]


def _by_files(tr: Translator, files: Sequence[ChatFile]) -> Html:
    """A line for each file, as many as one message has room for."""
    told = Html("")
    for file in files:
        longer = Html("\n").join(filter(None, (told, _by_file(tr, file))))
        if visible_length(longer) > ROOM_FOR_FILES:
            return Html("\n").join((told, Html("…")))
        told = longer
    return told


def _by_file(tr: Translator, file: ChatFile) -> Html:
    told = Html(" · ").join(_became(tr, file))
    return tr.html("import-by-file", name=_name(file.name), told=told)


def _counted(tr: Translator, counts: Mapping[str, int]) -> list[Html]:
    return [tr.html(f"import-{what}", count=counts[what]) for what in OUTCOMES if counts.get(what)]


def _name(name: str) -> str:
    shown = first_words(printable(name), NAME)
    return shown if shows_something(shown) else "…"
