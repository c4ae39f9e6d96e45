"""Scheduled posts on their way out, and what follows them: answers, corrections, removals, word to who runs them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from aiogram.methods import DeleteMessages, EditMessageText, SendMessage, SendPoll
from aiogram.types import InlineKeyboardMarkup, InputPollOption, LinkPreviewOptions, ReplyParameters

from bot.clock import Clock
from bot.domain.delivery import Gone, Outcome, Rejected, Sent
from bot.domain.ids import ChatRow
from bot.services.follow_ups import REMOVABLE_FOR, Posting
from bot.services.posts import Posts
from bot.services.publishing import TOO_LONG
from bot.services.words import word
from bot.storage.database import Database
from bot.storage.deliveries import Delivery
from bot.telegram.quizzes import Quiz
from bot.telegram.screen import send_screen
from bot.telegram.screens import publication as screens
from bot.telegram.sender import Sender
from bot.texts import Texts
from bot.texts.html import Html

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_WITHOUT_POLLS = timedelta(days=1)
"""After a group refused a poll it is tried again."""


class Publishing:
    """Sends what `PostPlanner` and `Posts` have planned. `username` is the bot's, for the button under each post."""

    def __init__(self, db: Database, posts: Posts, sender: Sender, texts: Texts, clock: Clock, username: str) -> None:
        self._db = db
        self._posts = posts
        self._sender = sender
        self._texts = texts
        self._clock = clock
        self._username = username
        self._no_polls: dict[ChatRow, datetime] = {}

    async def post(self, delivery: Delivery) -> Outcome | None:
        """A scheduled post; None where it is too late for it, or nobody wants it any more."""
        posting = await self._posts.to_post(delivery, self._clock())
        if posting is None:
            return None
        polls = self._clock() >= self._no_polls.get(posting.chat.row, datetime.min.replace(tzinfo=UTC))
        drawn = screens.post(self._texts[posting.schedule.lang], posting, polls=polls)
        if isinstance(drawn, Quiz):
            await self._posts.note(posting, "quiz", drawn.options, drawn.right)
            outcome = await self._sender.deliver(self._poll(posting, drawn), delivery.attempts, public=True)
            if not _forbids_polls(outcome):
                return outcome
            # Refused, so nothing stands there: it goes as a message, as do the next ones.
            self._no_polls[posting.chat.row] = self._clock() + _WITHOUT_POLLS
            await self._posts.note_no_polls(posting, self._clock())
            drawn = screens.post(self._texts[posting.schedule.lang], posting, polls=False)
        if drawn is None or isinstance(drawn, Quiz):
            return Rejected(TOO_LONG)
        await self._posts.note(posting, drawn.form, None, None)
        method = self._message(posting, drawn.html, self._keyboard(posting))
        return await self._sender.deliver(method, delivery.attempts, public=True)

    async def reveal(self, delivery: Delivery) -> Outcome | None:
        """One part of the answer to a post; None where it has no such part."""
        posting = await self._posts.posted(delivery)
        if posting is None or posting.publication.form != "question":
            return None
        parts = screens.answer_parts(self._texts[posting.schedule.lang], posting)
        part = int(delivery.key.split(":")[2])
        if part > len(parts):
            return None
        return await self._sender.deliver(
            self._message(posting, parts[part - 1], reply_to=posting.publication.message_id),
            delivery.attempts,
            public=True,
        )

    async def correct(self, delivery: Delivery) -> Outcome | None:
        """A post and its answer as their card is now; None where nothing changes, or it fits the messages no more."""
        pair = await self._posts.to_correct(delivery)
        if pair is None:
            return None
        shown, wanted = pair
        outcome: Outcome | None = None
        for message_id, html, markup in self._changed(shown, wanted):
            method = EditMessageText(
                chat_id=wanted.chat.chat_id,
                message_id=message_id,
                text=html,
                parse_mode="HTML",
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
            outcome = await self._sender.deliver(method, delivery.attempts)
            if not isinstance(outcome, Sent):
                break
        return outcome

    def _changed(self, shown: Posting, wanted: Posting) -> Iterator[tuple[int, Html, InlineKeyboardMarkup | None]]:
        tr, publication = self._texts[wanted.schedule.lang], wanted.publication
        before, after = (screens.text(tr, each, publication.form) for each in (shown, wanted))
        if after is not None and after != before and publication.message_id is not None:
            yield publication.message_id, after.html, self._keyboard(wanted)
        if publication.form == "question":
            parts, had = screens.answer_parts(tr, wanted), screens.answer_parts(tr, shown)
            if len(parts) == len(had) == len(wanted.revealed):
                for message_id, now, then in zip(wanted.revealed, parts, had, strict=True):
                    if now != then:
                        yield message_id, now, None

    async def remove(self, delivery: Delivery) -> Outcome | None:
        """An old post with its answer; None where it shall stay after all, or no bot can remove it any more."""
        posting = await self._posts.posted(delivery)
        if posting is None or posting.schedule.keep_days is None or posting.publication.message_id is None:
            return None
        sent_at = posting.publication.sent_at
        if sent_at is None or self._clock() - sent_at > REMOVABLE_FOR:
            return None
        messages = [posting.publication.message_id, *posting.revealed]
        return await self._sender.deliver(
            DeleteMessages(chat_id=posting.chat.chat_id, message_ids=messages), delivery.attempts
        )

    async def tell(self, delivery: Delivery) -> Outcome | None:
        """Word to somebody who runs a schedule; None where it is no longer true, or no longer theirs to know."""
        said = await word(self._db, delivery)
        if said is None:
            return None
        screen = screens.word(self._texts[said.to.language], said)
        return await self._sender.deliver(
            send_screen(delivery.chat_id, screen.parts[0], screen.markup), delivery.attempts
        )

    def _poll(self, posting: Posting, quiz: Quiz) -> SendPoll:
        return SendPoll(
            chat_id=posting.chat.chat_id,
            message_thread_id=posting.schedule.thread_id,
            question=quiz.question,
            description=quiz.description,
            options=[InputPollOption(text=text) for text in quiz.options],
            type="quiz",
            correct_option_ids=[quiz.right],
            explanation=quiz.explanation,
            # Telegram takes no other polls in channels; in groups votes move the voters' own schedules.
            is_anonymous=posting.chat.kind == "channel",
            reply_markup=self._keyboard(posting),
        )

    def _message(
        self, posting: Posting, html: Html, markup: InlineKeyboardMarkup | None = None, *, reply_to: int | None = None
    ) -> SendMessage:
        reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None
        return SendMessage(
            chat_id=posting.chat.chat_id,
            message_thread_id=posting.schedule.thread_id,
            text=html,
            parse_mode="HTML",
            reply_markup=markup,
            reply_parameters=reply,
            link_preview_options=_NO_PREVIEW,
        )

    def _keyboard(self, posting: Posting) -> InlineKeyboardMarkup:
        return screens.study(self._texts[posting.schedule.lang], self._username, posting.publication.key)


def _forbids_polls(outcome: Outcome) -> bool:
    """Whether it is polls alone that may not be sent, in Telegram's words: "not enough rights to send polls"."""
    return isinstance(outcome, Gone) and "send polls" in outcome.reason.lower()
