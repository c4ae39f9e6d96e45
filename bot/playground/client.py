"""What a person can do with a Telegram app: write, press, vote, forward, block. The bot hears of it as at Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.playground.admission import Impossible, check_may_read, check_may_write, check_own
from bot.playground.chats import CallbackQuery, Chat, Message, User
from bot.playground.detection import detected
from bot.playground.fields import present
from bot.playground.inline import InlineQuery
from bot.playground.media import Photo, StoredFile
from bot.playground.membership import RUNNING, belongs
from bot.playground.poll_editor import PollDraft, made_poll
from bot.playground.reactions import EMOJI, react
from bot.playground.telegram import Telegram
from bot.playground.text import Entity, FormattedText, utf16_length

__all__ = ["Client", "Impossible"]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_ALBUM = 10
LONGEST_INLINE_QUERY = 256
EDITABLE_FOR = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Client:
    """One person's app. Every method raises Impossible where an app would not offer the deed."""

    telegram: Telegram
    user: User

    def write(
        self,
        chat: Chat,
        text: str,
        *,
        entities: Sequence[Entity] | None = None,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a text of 1–4096 UTF-16 units; without `entities` links and commands are found in it."""
        body = _body(text, entities)
        if not body.text.strip():
            raise Impossible("There is no text to send.")
        _check_length(body.text, "A message", LONGEST_TEXT)
        check_may_write(self.user, chat)
        if thread_id is not None and thread_id not in (chat.topics or {}):
            raise Impossible("There is no such topic.")
        message = self.telegram.add_message(chat, self._author(chat), body, reply_to=reply_to, thread_id=thread_id)
        return self._send(message)

    def send_files(
        self,
        chat: Chat,
        media: Sequence[StoredFile | Photo],
        *,
        caption: str = "",
        entities: Sequence[Entity] | None = None,
        reply_to: Message | None = None,
    ) -> list[Message]:
        """Send documents or pictures; two to ten become an album, whose first message has the caption."""
        if not 1 <= len(media) <= LARGEST_ALBUM:
            raise Impossible(f"One to {LARGEST_ALBUM} files can be sent at once.")
        _check_length(caption, "A caption", LONGEST_CAPTION)
        for item in media:
            check_may_write(self.user, chat, "can_send_photos" if isinstance(item, Photo) else "can_send_documents")
        album = self.telegram.new_id() if len(media) > 1 else None
        messages = []
        for index, item in enumerate(media):
            message = self.telegram.add_message(
                chat,
                self._author(chat),
                _body(caption, entities) if index == 0 else FormattedText(""),
                document=item if isinstance(item, StoredFile) else None,
                photo=item if isinstance(item, Photo) else None,
                reply_to=reply_to,
                media_group_id=album,
            )
            messages.append(self._send(message))
        return messages

    def send_poll(self, chat: Chat, draft: PollDraft) -> Message:
        """Send a poll or quiz that was made in the app, as a key that asked for one makes the app offer."""
        check_may_write(self.user, chat, "can_send_polls")
        poll = made_poll(self.telegram, chat, draft)
        return self._send(self.telegram.add_message(chat, self._author(chat), FormattedText(""), poll=poll))

    def forward(self, message: Message, chat: Chat) -> Message:
        """Forward a message; where it came from stays visible."""
        if message.protected or message.service is not None:
            raise Impossible("This message cannot be forwarded.")
        check_may_write(self.user, chat)
        copy = self.telegram.add_message(
            chat,
            self._author(chat),
            message.body,
            document=message.document,
            photo=message.photo,
            poll=message.poll,
            rich=message.rich,
            spoiler=message.spoiler,
            caption_above=message.caption_above,
            forward_origin=message.origin,
        )
        return self._send(copy)

    def edit(self, message: Message, text: str, *, entities: Sequence[Entity] | None = None) -> None:
        """Change the text or caption of an own message within 48 hours; a channel's post if one runs the channel."""
        check_own(self.user, message)
        if self.telegram.clock() - message.date > EDITABLE_FOR:
            raise Impossible("Only messages of the last 48 hours can be edited.")
        if message.forward_origin:
            raise Impossible("A forwarded message cannot be edited.")
        body = _body(text, entities)
        if not body.text.strip() and not message.has_media:
            raise Impossible("There is no text left.")
        if message.has_media:
            _check_length(body.text, "A caption", LONGEST_CAPTION)
        else:
            _check_length(body.text, "A message", LONGEST_TEXT)
        if body == message.body:
            return
        message.body = body
        self.telegram.edited(message)
        if self._bot_hears(message):
            kind = "edited_channel_post" if message.chat.kind == "channel" else "edited_message"
            self.telegram.updates.push(kind, message.as_json())

    def delete(self, message: Message) -> None:
        """Remove a message for everybody: an own one, any in a private chat, any where one runs the chat. The bot
        does not hear of it.
        """
        chat = message.chat
        if message.sender is not self.user and chat.kind != "private" and not self._runs(chat):
            raise Impossible("Only an administrator can delete what somebody else wrote.")
        self.telegram.delete(message)

    def press(self, message: Message, data: str) -> CallbackQuery:
        """Press a callback button of the bot, or of what was sent through its inline mode."""
        if message.deleted or not (message.by_bot or message.via_bot is self.telegram.bot):
            raise Impossible("The message is gone.")
        check_may_read(self.user, message.chat)
        return self.telegram.press(self.user, message, data)

    def vote(self, message: Message, options: Sequence[int]) -> None:
        """Vote in a poll by the indexes of its options, none to take a vote back. The bot hears who voted unless the
        poll is anonymous.
        """
        self.telegram.voting.close_due()
        check_may_read(self.user, message.chat)
        poll = message.poll
        if poll is None or poll.closed:
            raise Impossible(f"Message {message.id} is no open poll.")
        chosen = list(dict.fromkeys(options))
        if not all(0 <= index < len(poll.options) for index in chosen):
            raise Impossible("The poll has no such option.")
        if len(chosen) > 1 and not poll.several_answers:
            raise Impossible("The poll takes one answer.")
        before = poll.votes.get(self.user.id)
        if before is not None and not poll.revoting:
            raise Impossible("An answer to this poll cannot be changed.")
        if before is None and not chosen:
            raise Impossible("There is no vote to take back.")
        if chosen:
            poll.votes[self.user.id] = chosen
        else:
            poll.votes.pop(self.user.id)
        self.telegram.voting.voted(message, self.user, chosen)

    def react(self, message: Message, emoji: str | None) -> None:
        """Put one emoji under a message, or take it back with None."""
        if emoji is not None and emoji not in EMOJI:
            raise Impossible(f"{emoji} is no reaction.")
        if message.deleted or message.service is not None:
            raise Impossible("The message is gone.")
        check_may_read(self.user, message.chat)
        react(self.telegram, message, self.user, emoji)

    def inline(self, chat: Chat, text: str, *, offset: str = "") -> InlineQuery:
        """Type something after the bot's name; what the bot offers will be in the query's `results`."""
        if not self.telegram.inline.on:
            raise Impossible("The bot has no inline mode.")
        if len(text) > LONGEST_INLINE_QUERY:
            raise Impossible(f"A query holds at most {LONGEST_INLINE_QUERY} characters.")
        check_may_write(self.user, chat)
        return self.telegram.ask_inline(self.user, chat, text, offset)

    def choose_inline(self, query_id: str, result_id: str) -> Message:
        """Send one of the results that the bot offered; it hears of the choice only where feedback is turned on."""
        query = self.telegram.inline.queries.get(query_id)
        result = (query.results or {}).get(result_id) if query and query.user is self.user else None
        if query is None or result is None:
            raise Impossible("The bot does not offer that.")
        if result.far_away:
            raise Impossible("This server does not fetch what lies elsewhere.")
        check_may_write(self.user, query.chat, "can_send_other_messages")
        message = self.telegram.add_message(
            query.chat,
            self._author(query.chat),
            result.body,
            photo=result.photo,
            document=result.document,
            reply_markup=result.reply_markup,
            via_bot=self.telegram.bot,
            inline_id=self.telegram.new_id() if result.reply_markup else None,
        )
        if message.inline_id is not None:
            self.telegram.inline.messages[message.inline_id] = message
        self._send(message)
        if self.telegram.inline.feedback:
            chosen = present(result_id=result_id, query=query.text, inline_message_id=message.inline_id)
            self.telegram.updates.push("chosen_inline_result", {**chosen, "from": self.user.as_json()})
        return message

    def upgrade(self, chat: Chat) -> Chat:
        """Make a supergroup of a group, with the same people; the group takes nothing more."""
        if chat.kind != "group" or chat.upgraded_to is not None:
            raise Impossible("Only a group can become a supergroup.")
        if chat.members.get(self.user.id) != "creator":
            raise Impossible("Only the owner of the group can do that.")
        new = self.telegram.new_chat("supergroup", chat.title or "")
        new.members, new.rights = dict(chat.members), dict(chat.rights)
        new.permissions, new.restrictions = chat.permissions, dict(chat.restrictions)
        for place, told in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
            self._send(self.telegram.add_message(place, self.user, FormattedText(""), service=told))
        chat.upgraded_to = new.id
        self.telegram.changes.tell("chat", chat)
        self.telegram.changes.tell("chat", new)
        return new

    def block(self) -> None:
        """Block the bot: it may not write any more, and is told."""
        self._set_blocked(True)

    def unblock(self) -> None:
        """Take the block back."""
        self._set_blocked(False)

    def set_language(self, code: str) -> None:
        """Change the app's language, an IETF tag, which the bot sees with the next thing done."""
        self.user.language_code = code or None
        self.telegram.changes.tell("person", self.user)

    def seat_bot(self, chat: Chat, status: str, rights: frozenset[str] | None = None) -> None:
        """Give the bot its place in a group or channel that this person runs: `administrator` (with `rights`, else
        the usual ones), `member`, `left` (not there) or `kicked`.
        """
        if not self._runs(chat):
            raise Impossible("Only an administrator of the chat can do that.")
        if chat.kind == "channel" and status == "member":
            raise Impossible("A bot can only be an administrator of a channel.")
        if status not in ("administrator", "member", "left", "kicked"):
            raise Impossible(f"There is no place called {status!r}.")
        self.telegram.seat_bot(chat, status, rights, self.user)

    def share_chat(self, request_id: int, shared: Chat) -> Message:
        """Answer a reply keyboard's button that asked for a chat."""
        chat = self.telegram.chats[self.user.id]
        check_may_write(self.user, chat)
        told = present(request_id=request_id, chat_id=shared.id, title=shared.title, username=shared.username)
        service = {"chat_shared": told}
        return self._send(self.telegram.add_message(chat, self.user, FormattedText(""), service=service))

    def _runs(self, chat: Chat) -> bool:
        return chat.members.get(self.user.id) in RUNNING

    def _author(self, chat: Chat) -> User | None:
        return None if chat.kind == "channel" else self.user

    def _send(self, message: Message) -> Message:
        if message.chat.kind == "private" and not message.chat.opened:
            message.chat.opened = True
            self.telegram.changes.tell("person", self.user)
        if self._bot_hears(message):
            kind = "channel_post" if message.chat.kind == "channel" else "message"
            self.telegram.updates.push(kind, message.as_json())
        return message

    def _bot_hears(self, message: Message) -> bool:
        """In a group without rights (privacy mode): commands, replies to the bot and service messages only."""
        chat = message.chat
        place = chat.members.get(self.telegram.bot.id)
        if chat.kind == "private" or place in RUNNING:
            return True
        if chat.kind == "channel" or not belongs(chat, self.telegram.bot.id):
            return False
        to_bot = message.reply_to is not None and message.reply_to.by_bot
        through_bot = message.via_bot is self.telegram.bot
        return message.text.startswith("/") or to_bot or through_bot or message.service is not None

    def _set_blocked(self, blocked: bool) -> None:
        chat = self.telegram.chats[self.user.id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self.telegram.changes.tell("person", self.user)
        bot = self.telegram.bot.as_json()
        open_, closed = {"status": "member", "user": bot}, {"status": "kicked", "user": bot, "until_date": 0}
        self.telegram.tell_place(chat, self.user, open_ if blocked else closed, closed if blocked else open_)


def _body(text: str, entities: Sequence[Entity] | None = None) -> FormattedText:
    return FormattedText(text, tuple(detected(text) if entities is None else entities))


def _check_length(text: str, what: str, limit: int) -> None:
    if utf16_length(text) > limit:
        raise Impossible(f"{what} holds at most {limit} characters.")
