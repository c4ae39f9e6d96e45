"""What the page in the browser is told about this Telegram: JSON for each person, chat, message, call and update."""

from typing import Any

from bot.playground.cast import LANGUAGES, Cast
from bot.playground.changes import Kind
from bot.playground.chats import CallbackQuery, Chat, Message, User
from bot.playground.fields import Json
from bot.playground.ledger import Call
from bot.playground.polls import Poll
from bot.playground.telegram import Telegram


def person_view(telegram: Telegram, cast: Cast, user: User) -> Json:
    """A person and how the bot stands with them."""
    role = next((role for role, client in cast.people.items() if client.user is user), "stranger")
    chat = telegram.chats[user.id]
    return {
        **_user(user),
        "username": user.username,
        "language_code": user.language_code,
        "role": role,
        "blocked": chat.blocked,
        "opened": chat.opened,
    }


def chat_view(telegram: Telegram, chat: Chat) -> Json:
    """A chat and everybody's place in it."""
    return {
        "id": chat.id,
        "type": chat.kind,
        "title": chat.title or (chat.person.first_name if chat.person else ""),
        "username": chat.username,
        "bot_status": chat.members.get(telegram.bot.id, "member" if chat.kind == "private" else "left"),
        "members": {str(user_id): status for user_id, status in chat.members.items()},
    }


def message_view(message: Message) -> Json:
    """A message with everything that a screen shows of it."""
    reply, origin = message.reply_to, message.forward_origin
    return {
        "chat_id": message.chat.id,
        "id": message.id,
        "date": int(message.date.timestamp()),
        "edit_date": int(message.edited.timestamp()) if message.edited else None,
        "from": _user(message.sender) if message.sender else None,
        "by_bot": message.by_bot,
        "text": message.text,
        "entities": list(message.body.entities),
        "document": message.document.as_document() if message.document else None,
        "photo": message.photo.as_json()[0] if message.photo else None,
        "album": message.media_group_id,
        "poll": _poll(message.poll) if message.poll else None,
        "rich": message.rich,
        "keyboard": message.reply_markup,
        "reply_to": {
            "id": reply.id,
            "from": _user(reply.sender) if reply.sender else None,
            "text": reply.text,
        }
        if reply
        else None,
        "forward": {"title": _origin_title(origin), "message_id": origin.get("message_id"), "date": origin["date"]}
        if origin
        else None,
        "service": _service(message.service) if message.service else None,
        "via": message.via_bot.username if message.via_bot else None,
        "protected": message.protected,
        "pinned": message.pinned,
        "reaction": {str(user_id): emoji for user_id, emoji in message.reactions.items()},
    }


def call_view(call: Call) -> Json:
    """A call of the bot and what came of it."""
    refusal = call.refusal
    return {
        "number": call.number,
        "at": call.at.timestamp(),
        "method": call.method,
        "parameters": call.parameters,
        "chat_id": call.chat_id,
        "done": call.executed,
        "pending": not call.over,
        "result": call.result,
        "refusal": {"code": refusal.code, "description": refusal.description, "kind": refusal.kind}
        if refusal
        else None,
        "faulty": call.faulty,
    }


def update_view(update: Json, *, confirmed: bool = False) -> Json:
    """An update for the bot."""
    kind = next((name for name in update if name != "update_id"), "")
    state = "confirmed" if confirmed else "waiting"
    return {"id": update["update_id"], "kind": kind, "body": update.get(kind), "state": state}


def bot_view(telegram: Telegram, *, connected: bool) -> Json:
    """The bot as people see it; texts by language code, "" for every other language."""
    profile = telegram.profile
    commands = [
        {"scope": _scope(scope), "language_code": language, "commands": commands}
        for (scope, language), commands in profile.commands.items()
    ]
    bot = {
        **_user(telegram.bot),
        "username": telegram.bot.username,
        "names": profile.names,
        "descriptions": profile.descriptions,
        "short_descriptions": profile.short_descriptions,
        "connected": connected,
    }
    return {"bot": bot, "commands": commands}


def state_view(telegram: Telegram, cast: Cast, *, connected: bool) -> Json:
    """Everything there is, but for calls and updates: what a page that has just connected begins with."""
    return {
        "now": int(telegram.clock().timestamp()),
        **bot_view(telegram, connected=connected),
        "people": [person_view(telegram, cast, client.user) for client in cast.people.values()],
        "languages": LANGUAGES,
        "chats": [chat_view(telegram, chat) for chat in telegram.chats.values()],
        "messages": [message_view(message) for chat in telegram.chats.values() for message in chat.visible()],
    }


def event_view(telegram: Telegram, cast: Cast, kind: Kind, what: Any) -> Json | None:
    """One change as an event of the page; None for what a page does not show, such as a poll without news."""
    match kind, what:
        case "message", Message():
            return {"type": "message", "message": message_view(what)}
        case "deleted", Message():
            return {"type": "deleted", "chat_id": what.chat.id, "id": what.id}
        case "answer", CallbackQuery():
            return _answer(what)
        case "action", Chat():
            return {"type": "action", "chat_id": what.id, "action": what.actions[-1]}
        case "person", User():
            return {"type": "person", "person": person_view(telegram, cast, what)}
        case "chat", Chat():
            return {"type": "chat", "chat": chat_view(telegram, what)}
        case "update", dict():
            return {"type": "update", "update": update_view(what)}
        case "confirmed", int():
            return {"type": "confirmed", "up_to": what}
        case "call", Call() if what.number:
            return {"type": "call", "call": call_view(what)}
    return {"type": kind, **what} if kind == "inline" else None


def _answer(query: CallbackQuery) -> Json:
    answer = query.answer
    return {
        "type": "answer",
        "query_id": query.id,
        "user_id": query.user.id,
        "chat_id": query.message.chat.id,
        "message_id": query.message.id,
        "text": answer.text if answer else "",
        "alert": bool(answer and answer.alert),
        "url": answer.url if answer else None,
    }


def _user(user: User) -> Json:
    return {"id": user.id, "first_name": user.first_name, "is_bot": user.is_bot}


def _poll(poll: Poll) -> Json:
    shown = poll.as_json()
    return {
        "id": poll.id,
        "question": poll.question.text,
        "question_entities": list(poll.question.entities),
        "options": shown["options"],
        "total": shown["total_voter_count"],
        "quiz": poll.quiz,
        "anonymous": poll.anonymous,
        "several": poll.several_answers,
        "revoting": poll.revoting,
        "closed": poll.closed,
        "correct": list(poll.correct),
        "explanation": poll.explanation.text if poll.explanation else None,
        "explanation_entities": list(poll.explanation.entities) if poll.explanation else [],
        "description": poll.description.text if poll.description else None,
        "description_entities": list(poll.description.entities) if poll.description else [],
        "open_period": poll.open_period,
        "close_date": poll.close_date,
        "votes": {str(user_id): options for user_id, options in poll.votes.items()},
    }


def _scope(name: str) -> Json:
    kind, *ids = name.split(":")
    return {"type": kind, **dict(zip(("chat_id", "user_id"), map(int, ids), strict=False))}


def _origin_title(origin: Json) -> str:
    chat = origin.get("chat") or origin.get("sender_chat")
    if chat:
        return str(chat.get("title", ""))
    return str(origin["sender_user"]["first_name"])


def _service(service: Json) -> str:
    """A service message in words; fields are those of a Message."""
    if "chat_shared" in service:
        return f"Shared a chat: {service['chat_shared'].get('title') or service['chat_shared']['chat_id']}"
    if "pinned_message" in service:
        return "Pinned a message"
    return ", ".join(service)
