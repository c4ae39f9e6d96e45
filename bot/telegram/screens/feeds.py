"""The screen of a channel whose posts become drafts or cards."""

from bot.domain.learners import Learner
from bot.services.feeds import FeedView
from bot.telegram.callbacks.owner import ChatPage, FeedPage
from bot.telegram.screen import Screen, button
from bot.telegram.screens.chats import title_of
from bot.texts import Translator
from bot.texts.html import Html, bold

COUNTS = ("read", "drafted", "published", "updated", "repeated", "adverts", "nothing")


def feed(tr: Translator, reader: Learner, view: FeedView) -> Screen:
    """What becomes of the posts now, what became of them so far, and what can be chosen."""
    lines = [bold(title_of(tr, view.chat)), tr.html(f"feed-is-{view.mode}")]
    if view.feed is not None:
        lines.append(tr.html("feed-since", date=f"{view.feed.since.astimezone(reader.tz):%Y-%m-%d}"))
        lines += [tr.html(f"feed-{name}", count=view.feed.counts.get(name, 0)) for name in COUNTS]
    lines.append(Html("\n") + tr.html("feed-history"))
    choices = tuple(
        (button(tr.plain(f"feed-choose-{mode}"), FeedPage(chat=view.chat.row, mode=mode)),)
        for mode in view.modes
        if mode != view.mode
    )
    back = button(tr.plain("schedule-back"), ChatPage(chat=view.chat.row))
    return Screen((Html("\n").join(lines),), (*choices, (back,)))
