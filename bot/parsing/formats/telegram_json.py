"""Telegram Desktop's export as JSON: `result.json` of one chat or of a whole account, streamed.

The structure is what the exporter writes, see export_output_json.cpp of telegramdesktop/tdesktop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bot.domain.cards import Source
from bot.domain.markup import Mark
from bot.domain.topics import Topics
from bot.parsing.channel_posts import ChannelPost, Poll, Said, post_key
from bot.parsing.documents import Document, Piece
from bot.parsing.json_stream import JsonStream
from bot.parsing.post_glance import asks_nothing
from bot.parsing.post_parts import verbatim
from bot.parsing.post_stream import Talk, read_posts, silent
from bot.parsing.post_titles import is_title
from bot.parsing.post_words import INTERVIEWS
from bot.parsing.text import Unreadable

MOST_TOPICS = 10_000
LONGEST_NAME = 2048
LARGEST_NUMBER = 2**53
DEEPEST = 8
"""Levels above the messages: an account has four."""

_CHAT_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"'
)
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_MESSAGE = re.compile(rb'"type"\s*:\s*"(?:message|service)"')
_ACCOUNT = re.compile(rb'"(?:chats|left_chats)"\s*:\s*\{|"personal_information"\s*:\s*\{')
_ANSWERED = ("ответ", "решение", "answer", "ans:", "ans.", "solution", "a:", "答", "解")
_MARKS: dict[str, tuple[Mark, ...]] = {
    "bold": (Mark("bold"),),
    "italic": (Mark("italic"),),
    "strikethrough": (Mark("strike"),),
    "code": (Mark("code"),),
    "blockquote": (Mark("quote"),),
}
_PICTURES = frozenset(("animation", "video_file"))

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Chat:
    name: str | None = None
    kind: str = ""
    id: int | None = None

    @property
    def is_channel(self) -> bool:
        return self.kind.endswith("_channel")

    @property
    def promises_questions(self) -> bool:
        """Whether its name does, so that it may put them into titles, or label them, in a way of its own."""
        return self.name is not None and INTERVIEWS.search(self.name) is not None

    @property
    def collects(self) -> bool:
        """Whether its messages are posts that somebody chose to keep; elsewhere people talk."""
        return self.is_channel or not self.kind or self.kind == "saved_messages"


@dataclass(slots=True)
class _Reader:
    """Turns messages into posts; `titles` are the topics of a forum, `talk` counts what people said to each other."""

    file: str
    stream: JsonStream
    titles: dict[int, str] = field(default_factory=dict)
    talk: Talk = field(default_factory=Talk)

    def posts(self, chat: _Chat, messages: Iterator[_Json]) -> Iterator[ChannelPost | Piece]:
        """The posts of a chat; what asks nothing, as most messages do, is told at one look."""
        self.titles = {}
        for message in messages:
            if message.get("type") != "message":
                self._note_topic(message)
                continue
            parts = message.get("text_entities") or message.get("text")
            has_poll = isinstance(message.get("poll"), dict)
            if not chat.collects and not has_poll and not _may_answer(parts):
                self.talk.count += bool(parts)
            elif parts or has_poll:
                said = self._said(parts)
                if not has_poll and chat.is_channel and "reply_to_message_id" not in message and _is_silent(said, chat):
                    yield self._silent(message, chat, said)
                else:
                    yield self._post(message, chat, said, in_group=not _is_post(message, chat))

    def _silent(self, message: _Json, chat: _Chat, said: tuple[Said, ...]) -> Piece:
        number = _number(message.get("id"))
        source = Source(self.file, None, chat.name, str(number) if number else None)
        has_link = any(mark.kind == "link" for part in said for mark in part.marks)
        return silent("".join(map(verbatim, said)).strip(), source, _key(chat, number), has_link=has_link)

    def _post(self, message: _Json, chat: _Chat, said: tuple[Said, ...], *, in_group: bool) -> ChannelPost:
        number = _number(message.get("id"))
        poll = message.get("poll")
        return ChannelPost(
            said=said,
            key=_key(chat, number),
            channel=chat.name,
            post=str(number) if number else None,
            file=self.file,
            date=_words(message.get("date")),
            reactions=_reactions(message.get("reactions")),
            poll=self._poll(poll) if isinstance(poll, dict) else None,
            has_picture=_has_picture(message),
            forwarded_from=_words(message.get("forwarded_from")),
            topic=self.titles.get(_number(message.get("reply_to_message_id"))),
            reply_to=str(_number(message.get("reply_to_message_id")) or "") or None,
            in_group=in_group,
        )

    def _note_topic(self, message: _Json) -> None:
        title = _words(message.get("title"))
        if message.get("type") != "service" or title is None or len(self.titles) >= MOST_TOPICS:
            return
        title = self.stream.clean(title)
        if message.get("action") == "topic_created":
            self.titles[_number(message.get("id"))] = title
        elif message.get("action") == "topic_edit":
            self.titles[_number(message.get("reply_to_message_id"))] = title

    def _said(self, parts: object) -> tuple[Said, ...]:
        if isinstance(parts, str):
            return (Said(self.stream.clean(parts)),)
        if not isinstance(parts, list):
            return ()
        return tuple(said for part in parts if (said := self._part(part)))

    def _part(self, part: object) -> Said | None:
        if isinstance(part, str):
            return Said(self.stream.clean(part))
        if not isinstance(part, dict) or not isinstance(text := part.get("text"), str):
            return None
        text = self.stream.clean(text) if self.stream.unclean else text
        kind = part.get("type")
        if kind == "plain":
            return Said(text)
        if kind == "pre":
            return Said(text, (Mark("pre", self._plain(part.get("language"))),))
        if kind == "text_link":
            return Said(text, (Mark("link", _words(part.get("href")) or ""),))
        marks = _MARKS.get(kind, ()) if isinstance(kind, str) else ()
        return Said(text, marks, hidden=kind == "spoiler" or bool(part.get("collapsed")))

    def _poll(self, poll: _Json) -> Poll:
        told = poll.get("answers")
        answers = [answer for answer in told if isinstance(answer, dict)] if isinstance(told, list) else []
        offered = tuple(self._plain(answer.get("text")) for answer in answers)
        return Poll(
            question=self._plain(poll.get("question")),
            offered=offered,
            votes=tuple(_number(answer.get("voters")) for answer in answers),
            chosen=tuple(place for place, answer in enumerate(answers) if answer.get("chosen") is True),
        )

    def _plain(self, text: object) -> str:
        parts = text if isinstance(text, list) else [text]
        said = (self._part(part) for part in parts)
        return "".join(part.text for part in said if part)


def matches(_name: str, head: bytes, /) -> bool:
    """Whether the bytes begin an export of a chat or an account, or a list of messages cut out of one."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return _MESSAGE.search(start) is not None and b'"date"' in start and b'"text"' in start
    if not start.startswith(b"{"):
        return False
    if _MESSAGES.search(start):
        return _CHAT_TYPE.search(start) is not None or b'"text_entities"' in start or _MESSAGE.search(start) is not None
    return _ACCOUNT.search(start) is not None and (b'"about"' in start or b'"list"' in start)


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The posts that hold anything, in their order; last comes a piece that counts what people said to each other.

    Raises Unreadable with the place where the file breaks off; the posts before it are given first.
    """
    with document.open() as opened:
        stream = JsonStream(opened)
        reader = _Reader(document.name, stream)
        fault: list[Unreadable] = []
        for chat, messages in groupby(_until_broken(_messages(stream), fault), key=lambda pair: pair[0]):
            posts = reader.posts(chat, (message for _, message in messages))
            yield from read_posts(posts, topics, reader.talk, strict=not chat.collects)
        yield from reader.talk.told(document.name)
        if fault:
            raise fault[0]


def _until_broken(messages: Iterator[tuple[_Chat, _Json]], fault: list[Unreadable]) -> Iterator[tuple[_Chat, _Json]]:
    """The messages up to where the file breaks: those that still wait for what follows them are read first."""
    try:
        yield from messages
    except Unreadable as unreadable:
        fault.append(unreadable)


def _messages(stream: JsonStream) -> Iterator[tuple[_Chat, _Json]]:
    if stream.peek() == "[":
        for _ in stream.elements():
            message = stream.value()
            if isinstance(message, dict):
                yield _Chat(), message
    else:
        yield from _chats(stream, 0)


def _chats(stream: JsonStream, depth: int) -> Iterator[tuple[_Chat, _Json]]:
    """The messages of every chat in the object that begins here."""
    if depth > DEEPEST:
        raise Unreadable(f"is nested too deeply at {stream.place()}: no export is")
    told: _Json = {}
    for key in stream.keys():  # noqa: SIM118 - a method that reads on, no mapping
        sign = stream.peek()
        if key == "messages" and sign == "[":
            chat = _chat(told, stream)
            for _ in stream.elements():
                message = stream.value()
                if isinstance(message, dict):
                    yield chat, message
        elif sign == "[":
            for opening in stream.elements():
                if key == "list" and opening == "{":
                    yield from _chats(stream, depth + 1)
                else:
                    stream.value()
        elif sign == "{":
            yield from _chats(stream, depth + 1)
        else:
            told[key] = stream.value()


def _chat(told: _Json, stream: JsonStream) -> _Chat:
    name, kind, number = told.get("name"), told.get("type"), told.get("id")
    return _Chat(
        _words(stream.clean(name) if isinstance(name, str) else name), _words(kind) or "", _number(number) or None
    )


def _is_post(message: _Json, chat: _Chat) -> bool:
    """Whether a channel speaks, here or by a forward, and not a person."""
    author = message.get("from_id")
    if chat.is_channel or "forwarded_from" in message:
        return True
    return isinstance(author, str) and author.startswith("channel") and author != f"channel{chat.id}"


def _key(chat: _Chat, number: int) -> str | None:
    name = chat.id if chat.id is not None else chat.name
    return post_key(name, number) if name and number else None


def _is_silent(said: tuple[Said, ...], chat: _Chat) -> bool:
    if any(part.hidden for part in said):
        return False
    text = "".join(part.text for part in said)
    if not asks_nothing(text.split("\n")):
        return False
    return not (is_title(text.lstrip().partition("\n")[0]) and chat.promises_questions)


def _may_answer(parts: object) -> bool:
    """The cheap question before all others: most of what people say holds no answer, and is not looked at again."""
    for part in parts if isinstance(parts, list) else (parts,):
        text = part
        if isinstance(part, dict):
            if part.get("type") == "spoiler" or part.get("collapsed"):
                return True
            text = part.get("text")
        if isinstance(text, str):
            said = text.lower()
            if any(sign in said for sign in _ANSWERED):
                return True
    return False


def _has_picture(message: _Json) -> bool:
    if "photo" in message or message.get("media_type") in _PICTURES:
        return True
    kind = message.get("mime_type")
    return isinstance(kind, str) and kind.startswith("image/") and message.get("media_type") != "sticker"


def _reactions(told: object) -> dict[str, int]:
    """How often each emoji was given; custom ones and stars by a name."""
    found: dict[str, int] = {}
    for reaction in told if isinstance(told, list) else ():
        if isinstance(reaction, dict) and (count := _number(reaction.get("count"))) > 0:
            kind = reaction.get("type")
            sign = _words(reaction.get("emoji")) or ("⭐" if kind == "paid" else "custom emoji")
            found[sign] = found.get(sign, 0) + count
    return found


def _words(value: object) -> str | None:
    """A name or address; None for anything else, and for what no name is as long as."""
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME else None


def _number(value: object) -> int:
    return value if isinstance(value, int) and abs(value) < LARGEST_NUMBER else 0
