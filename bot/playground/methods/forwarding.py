"""Messages said once more: forwarded with a note where they come from, or copied without it."""

from dataclasses import replace
from typing import Any

from bot.playground.chats import Chat, Message
from bot.playground.fields import Json
from bot.playground.methods.formatting import caption
from bot.playground.methods.registry import method
from bot.playground.methods.sending import common
from bot.playground.parameters import Parameters
from bot.playground.polls import Poll
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText

_MOST_AT_ONCE = 100


@method("forwardMessage", sends=True)
def forward_message(telegram: Telegram, parameters: Parameters) -> Any:
    """One message, unless it is a service message or protected."""
    message = _source(telegram, parameters, "message to forward not found")
    if not _forwardable(message):
        raise bad_state("the message can't be forwarded")
    chat = telegram.writable_chat(parameters["chat_id"], _permission(message))
    return _forward(telegram, message, chat, parameters).as_json()


@method("forwardMessages", sends="message_ids")
def forward_messages(telegram: Telegram, parameters: Parameters) -> Any:
    """Up to a hundred messages; those that cannot be forwarded are left out, and albums stay together."""
    messages = [message for message in _sources(telegram, parameters) if _forwardable(message)]
    albums = _albums(telegram, messages)
    chat = _target(telegram, messages, parameters)
    return [
        {"message_id": _forward(telegram, message, chat, parameters, album=albums.get(message.media_group_id)).id}
        for message in messages
    ]


@method("copyMessage", sends=True)
def copy_message(telegram: Telegram, parameters: Parameters) -> Any:
    """One message, with another caption if one is given, unless it is a service message or a poll not known in full."""
    message = _source(telegram, parameters, "message to copy not found")
    if not _copyable(message):
        raise bad_state("the message can't be copied")
    body = caption(telegram, parameters) if "caption" in parameters and message.has_media else message.body
    above = message.caption_above
    if "caption" in parameters:
        above = parameters.get("show_caption_above_media", False)
    chat = telegram.writable_chat(parameters["chat_id"], _permission(message))
    return {"message_id": _copy(telegram, message, chat, parameters, body=body, caption_above=above).id}


@method("copyMessages", sends="message_ids")
def copy_messages(telegram: Telegram, parameters: Parameters) -> Any:
    """Up to a hundred messages, without captions if asked; those that cannot be copied are left out."""
    messages = [message for message in _sources(telegram, parameters) if _copyable(message)]
    albums = _albums(telegram, messages)
    chat = _target(telegram, messages, parameters)
    bare = parameters.get("remove_caption", False)
    bodies = [FormattedText("") if bare and message.has_media else message.body for message in messages]
    return [
        {"message_id": _copy(telegram, message, chat, parameters, body, album=albums.get(message.media_group_id)).id}
        for message, body in zip(messages, bodies, strict=True)
    ]


def _source(telegram: Telegram, parameters: Parameters, missing: str) -> Message:
    chat = telegram.readable_chat(parameters["from_chat_id"])
    return telegram.message(chat, parameters["message_id"], missing)


def _sources(telegram: Telegram, parameters: Parameters) -> list[Message]:
    """Those of the messages asked for that still exist."""
    ids = checked_ids(parameters["message_ids"])
    if not ids:
        raise bad_request("there are no messages to forward")
    if len(ids) > _MOST_AT_ONCE:
        raise bad_request("too many messages to forward")
    if ids != sorted(set(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = telegram.readable_chat(parameters["from_chat_id"])
    found = [chat.messages.get(message_id) for message_id in ids]
    return [message for message in found if message is not None and not message.deleted]


def checked_ids(ids: list[int]) -> list[int]:
    """Message ids of a list parameter. Raises Refusal for what cannot be one."""
    for message_id in ids:
        if message_id <= 0:
            raise bad_request("invalid message identifier specified")
    return ids


def _target(telegram: Telegram, messages: list[Message], parameters: Parameters) -> Chat:
    """Where they go. Raises Refusal where nothing is left, or one of them may not be sent there."""
    if not messages:
        raise bad_state("messages can't be forwarded")
    chat = telegram.reachable_chat(parameters["chat_id"])
    for message in messages:
        telegram.writable_chat(chat.id, _permission(message))
    return chat


def _forwardable(message: Message) -> bool:
    return message.service is None and not message.protected


def _copyable(message: Message) -> bool:
    """An open quiz is known in full only to the bot that sent it or that it was made for."""
    if message.service is not None:
        return False
    poll = message.poll
    return poll is None or not poll.quiz or poll.closed or poll.by_bot or message.made_for_bot


def _permission(message: Message) -> str:
    if message.poll:
        return "can_send_polls"
    if message.photo:
        return "can_send_photos"
    return "can_send_documents" if message.document else "can_send_messages"


def _albums(telegram: Telegram, messages: list[Message]) -> dict[str | None, str]:
    """A new album for each old one of which more than one message comes along."""
    old = [message.media_group_id for message in messages if message.media_group_id]
    return {album: telegram.new_id() for album in dict.fromkeys(old) if old.count(album) > 1}


def _forward(
    telegram: Telegram, message: Message, chat: Chat, parameters: Parameters, *, album: str | None = None
) -> Message:
    return telegram.add_message(
        chat,
        telegram.bot,
        message.body,
        poll=message.poll,
        forward_origin=message.origin,
        media_group_id=album,
        **_shown(message),
        **common(telegram, chat, parameters),
    )


def _copy(
    telegram: Telegram,
    message: Message,
    chat: Chat,
    parameters: Parameters,
    body: FormattedText,
    *,
    caption_above: bool | None = None,
    album: str | None = None,
) -> Message:
    shown = _shown(message)
    if caption_above is not None:
        shown["caption_above"] = caption_above
    poll = _new_poll(telegram, message.poll) if message.poll else None
    extras = common(telegram, chat, parameters)
    return telegram.add_message(chat, telegram.bot, body, poll=poll, media_group_id=album, **shown, **extras)


def _shown(message: Message) -> Json:
    return {
        "document": message.document,
        "photo": message.photo,
        "rich": message.rich,
        "spoiler": message.spoiler,
        "caption_above": message.caption_above,
    }


def _new_poll(telegram: Telegram, poll: Poll) -> Poll:
    """The same question without its votes, open for as long as the old one was."""
    now = int(telegram.clock().timestamp())
    close_date = now + poll.open_period if poll.open_period else None
    return replace(poll, id=telegram.new_id(), votes={}, closed=False, close_date=close_date)
