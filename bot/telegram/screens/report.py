"""Screens of /report: posts with their reach and votes, the hardest questions, what learners reported."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import CardId
from bot.domain.learners import Learner
from bot.domain.markup import first_words, parse_markdown, plain_text, shows_something
from bot.domain.tally import Tally
from bot.services.reports import LEAST_VOTES, HardCard, PostsPage, ReportedPage
from bot.storage.reports import PostFigures
from bot.telegram.callbacks.editor import DismissReports, EditCard, ReopenReports, ReportPage
from bot.telegram.callbacks.learner import OpenCard
from bot.telegram.screen import Rows, Screen, button, in_rows
from bot.telegram.screens.card_menu import REPORT_REASONS
from bot.texts import Translator
from bot.texts.html import Html, bold, printable

QUESTION, CHAT, OPTION = 120, 40, 60
"""Characters of each that a line shows."""


def posts(tr: Translator, reader: Learner, page: PostsPage) -> Screen:
    """When and where each post was, and what readers did, in the reader's own time."""
    lines = [tr.html("report-posts", zone=reader.zone)]
    lines += [Html("\n").join(_post(tr, reader, each)) for each in page.posts] or [tr.html("report-no-posts")]
    rows = (*_turning(tr, "posts", page.older, newest=page.newest), *_parts(tr, "posts"))
    return Screen((Html("\n\n").join(lines),), rows)


def hardest(tr: Translator, found: tuple[HardCard, ...]) -> Screen:
    """The questions of the month that most readers get wrong."""
    lines = [tr.html("report-hardest", least=LEAST_VOTES)]
    for number, card in enumerate(found, 1):
        figures = [_numbered(number, card.question), *_votes(tr, card.tally)]
        if card.answers:
            percent = round(100 * card.recalled / card.answers)
            figures.append(tr.html("report-recalled", percent=percent, count=card.answers))
        lines.append(Html("\n").join(figures))
    if not found:
        lines.append(tr.html("report-no-hardest"))
    rows = tuple(_about(tr, number, card.card_id) for number, card in enumerate(found, 1))
    return Screen((Html("\n\n").join(lines),), (*rows, *_parts(tr, "hardest")))


def told(tr: Translator, page: ReportedPage) -> Screen:
    """Cards with what learners say is wrong with them."""
    lines = [tr.html("report-told")]
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    for number, card in enumerate(page.cards, 1):
        reasons = [
            tr.html("report-reason", reason=tr.plain(f"drill-report-{reason}"), count=count)
            for reason, count in card.reasons
            if reason in REPORT_REASONS
        ]
        head = _numbered(number, card.question)
        lines.append(Html("\n").join((head, *reasons)))
        dismiss = DismissReports(card=card.card_id, newest=card.newest)
        rows.append((*_about(tr, number, card.card_id), button(tr.plain("report-dismiss", number=number), dismiss)))
    if not page.cards:
        lines.append(tr.html("report-nothing-told"))
    if page.undo is not None:
        rows.append((button(tr.plain("report-undo"), ReopenReports(entry=page.undo)),))
    turning = _turning(tr, "told", page.older, newest=page.newest)
    return Screen((Html("\n\n").join(lines),), (*rows, *turning, *_parts(tr, "told")))


def _post(tr: Translator, reader: Learner, post: PostFigures) -> list[Html]:
    when = f"{post.sent_at.astimezone(reader.tz):%Y-%m-%d %H:%M}"
    lines = [
        Html(" · ").join((bold(when), _one_line(post.chat, CHAT))),
        tr.html("report-question", question=_short(post.question or "", QUESTION)),
        tr.html("report-reach", count=post.readers),
    ]
    return [*lines, *_votes(tr, post.tally)] if post.tally is not None else lines


def _votes(tr: Translator, votes: Tally) -> list[Html]:
    if not votes.votes:
        return [tr.html("report-no-votes")]
    lines = [tr.html("report-votes", count=votes.votes, percent=round(100 * votes.share))]
    if votes.favourite is not None:
        option, count = votes.favourite
        lines.append(tr.html("report-wrong", option=_one_line(option, OPTION), count=count))
    return lines


def _about(tr: Translator, number: int, card_id: CardId) -> tuple[InlineKeyboardButton, InlineKeyboardButton]:
    return (
        button(tr.plain("report-open", number=number), OpenCard(card=card_id)),
        button(tr.plain("edit-button-number", number=number), EditCard(card=card_id)),
    )


def _turning(tr: Translator, part: str, older: int | None, *, newest: bool) -> Rows:
    pages = [] if newest else [button(tr.plain("admins-newest"), ReportPage(part=part))]
    if older is not None:
        pages.append(button(tr.plain("admins-older"), ReportPage(part=part, before=older)))
    return in_rows(pages, 2)


def _parts(tr: Translator, shown: str) -> Rows:
    """The other parts of the report."""
    parts = {
        "posts": tr.plain("report-to-posts"),
        "hardest": tr.plain("report-to-hardest"),
        "told": tr.plain("report-to-told"),
    }
    return tuple((button(label, ReportPage(part=part)),) for part, label in parts.items() if part != shown)


def _numbered(number: int, question: str) -> Html:
    return Html(" ").join((bold(f"{number}."), _short(question, QUESTION)))


def _short(markdown: str, length: int) -> str:
    """The beginning of a question without its marks."""
    return _one_line(plain_text(parse_markdown(markdown)), length)


def _one_line(text: str, length: int) -> str:
    short = first_words(printable(text), length)
    return short if shows_something(short) else "…"
