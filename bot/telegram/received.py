"""Messages that people forward and channels post, as posts that the parser reads."""

import hashlib
from dataclasses import replace
from itertools import pairwise

from aiogram.types import Message, MessageOriginChannel, MessageOriginChat, MessageOriginUser
from aiogram.types import Poll as TelegramPoll

from bot.parsing.channel_posts import ChannelPost, Poll, Said, post_key
from bot.telegram.incoming import marks_at, slice_of, spans_of, units_of
from bot.telegram.rich_received import read_rich

_HIDES = ("spoiler", "expandable_blockquote")


def channel_post(message: Message, rich: object = None) -> ChannelPost:
    """A post of a channel, or a forwarded one, which keeps the name of where it stood first.

    `rich` is the JSON of its rich message, if it is one. The key of what came from no channel is made of its words.
    """
    post = replace(_where(message), said=read_rich(rich) if rich else _said(message))
    post = replace(
        post,
        poll=_poll(message.poll) if message.poll else None,
        has_picture=any((message.photo, message.video, message.animation)),
    )
    if post.key is None:
        post = replace(post, key=f"forward:{hashlib.sha256(post.body.encode('utf-8', 'replace')).hexdigest()[:32]}")
    return post


def _where(message: Message) -> ChannelPost:
    origin = message.forward_origin
    if message.chat.type == "channel":
        found = _in_channel(message.chat.id, message.chat.title, message.chat.username, message.message_id)
        return replace(found, forwarded_from=_name(message))
    if isinstance(origin, MessageOriginChannel):
        return _in_channel(origin.chat.id, origin.chat.title, origin.chat.username, origin.message_id)
    return ChannelPost(channel=_name(message))


def _in_channel(chat_id: int, title: str | None, username: str | None, message_id: int) -> ChannelPost:
    name = username or f"c/{str(chat_id).removeprefix('-100')}"
    return ChannelPost(
        key=post_key(chat_id, message_id),
        channel=title or username,
        post=str(message_id),
        url=f"https://t.me/{name}/{message_id}",
    )


def _name(message: Message) -> str | None:
    """Of the chat that a message was forwarded from; people are not named: a card tells nobody who wrote it."""
    match message.forward_origin:
        case MessageOriginChannel(chat=chat) | MessageOriginChat(sender_chat=chat):
            return chat.title
        case MessageOriginUser(sender_user=user) if user.is_bot:
            return user.full_name
    return None


def _said(message: Message) -> tuple[Said, ...]:
    units = units_of(message)
    entities = message.entities or message.caption_entities or []
    spans = spans_of(message, units)
    hidden = [(each.offset, each.offset + each.length) for each in entities if each.type in _HIDES]
    borders = (place for start, end in (*((s, e) for s, e, _ in spans), *hidden) for place in (start, end))
    cuts = sorted({0, len(units) // 2, *borders})
    return tuple(
        Said(
            slice_of(units, start, end),
            marks_at(spans, start),
            any(first <= start < last for first, last in hidden),
        )
        for start, end in pairwise(cuts)
    )


def _poll(poll: TelegramPoll) -> Poll:
    votes = tuple(option.voter_count for option in poll.options)
    return Poll(
        question=poll.question,
        offered=tuple(option.text for option in poll.options),
        votes=votes if any(votes) else (),
        right=tuple(poll.correct_option_ids or ()),
        why=poll.explanation,
        is_quiz=poll.type == "quiz",
        details=poll.description,
    )
