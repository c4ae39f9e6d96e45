"""Polls and quizzes: asked, and stopped."""

from typing import Any

from bot.playground.chats import Chat
from bot.playground.keyboards import checked_inline_keyboard
from bot.playground.methods.formatting import formatted
from bot.playground.methods.registry import method
from bot.playground.methods.sending import common
from bot.playground.parameters import Parameters
from bot.playground.polls import Poll
from bot.playground.refusal import bad_request, bad_state
from bot.playground.telegram import Telegram
from bot.playground.text import FormattedText, utf16_length

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
MOST_OPTIONS = 12
LONGEST_EXPLANATION = 200
MOST_LINE_FEEDS = 2
LONGEST_DESCRIPTION = 1024
SHORTEST_OPEN = 5
LONGEST_OPEN = 2_628_000
"""Seconds, as are those of SHORTEST_OPEN."""

_NOT_HERE = (
    *("media", "explanation_media", "members_only", "country_codes", "allow_adding_options"),
    "hide_results_until_closes",
)


@method("sendPoll", sends=True)
def send_poll(telegram: Telegram, parameters: Parameters) -> Any:
    """A poll or quiz, open until its time is over or it is stopped."""
    chat = telegram.writable_chat(parameters["chat_id"], "can_send_polls")
    extras = common(telegram, chat, parameters)
    poll = checked_poll(telegram, chat, parameters)
    return telegram.add_message(chat, telegram.bot, FormattedText(""), poll=poll, **extras).as_json()


@method("stopPoll")
def stop_poll(telegram: Telegram, parameters: Parameters) -> Any:
    """Close one of the bot's own polls; without `reply_markup` its keyboard goes."""
    chat = telegram.reachable_chat(parameters["chat_id"])
    message = telegram.message(chat, parameters["message_id"], "message with poll to stop not found")
    poll = message.poll
    if poll is None:
        raise bad_request("message is not a poll")
    if not message.by_bot or message.forward_origin is not None:
        raise bad_request("poll can't be stopped")
    if poll.closed:
        raise bad_state("poll has already been closed")
    message.reply_markup = checked_inline_keyboard(parameters.get("reply_markup"), inline_mode=telegram.inline.on)
    telegram.voting.close(message)
    return poll.as_json()


def checked_poll(telegram: Telegram, chat: Chat, parameters: Parameters) -> Poll:
    """The poll that the parameters of sendPoll describe. Raises Refusal for one that Telegram would not take."""
    for name in _NOT_HERE:
        if parameters.get(name):
            raise bad_request(f'the poll parameter "{name}" is not supported by this server')
    anonymous = parameters.get("is_anonymous", True)
    if chat.kind == "channel" and not anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    kind = parameters.get("type", "regular")
    if kind not in ("quiz", "regular"):
        raise bad_request("unsupported poll type specified")
    quiz = kind == "quiz"
    options = _options(telegram, parameters)
    open_period, close_date = _closing(telegram, parameters)
    return Poll(
        telegram.new_id(),
        _text(telegram, parameters, "question", LONGEST_QUESTION, required=True),
        options,
        quiz=quiz,
        anonymous=anonymous,
        several_answers=parameters.get("allows_multiple_answers", False),
        revoting=parameters.get("allows_revoting", not quiz),
        correct=_correct(parameters, len(options), quiz=quiz),
        explanation=_explanation(telegram, parameters, quiz=quiz),
        description=_optional(_text(telegram, parameters, "description", LONGEST_DESCRIPTION)),
        open_period=open_period,
        close_date=close_date,
        closed=parameters.get("is_closed", False),
        shuffled=parameters.get("shuffle_options", False),
    )


def _text(
    telegram: Telegram, parameters: Parameters, name: str, limit: int, *, required: bool = False
) -> FormattedText:
    body = formatted(
        telegram,
        parameters.get(name, ""),
        parameters.get(f"{name}_parse_mode"),
        parameters.get(f"{name}_entities"),
    )
    if required and not body.text:
        raise bad_request(f"poll {name} must be non-empty")
    if utf16_length(body.text) > limit:
        raise bad_request(f"poll {name} length must not exceed {limit}")
    if name == "question" and any(entity["type"] != "custom_emoji" for entity in body.entities):
        raise bad_request("poll question can contain only custom emoji entities")
    return body


def _optional(body: FormattedText) -> FormattedText | None:
    return body if body.text else None


def _options(telegram: Telegram, parameters: Parameters) -> tuple[FormattedText, ...]:
    given = parameters["options"]
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    options = []
    for option in given:
        fields: dict[str, Any] = {"text": option} if isinstance(option, str) else option
        if fields.get("media"):
            raise bad_request("media in poll options is not supported by this server")
        body = formatted(telegram, fields["text"], fields.get("text_parse_mode"), fields.get("text_entities"))
        if not body.text:
            raise bad_request("poll options must be non-empty")
        if utf16_length(body.text) > LONGEST_OPTION:
            raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
        if any(entity["type"] != "custom_emoji" for entity in body.entities):
            raise bad_request("poll options can contain only custom emoji entities")
        options.append(body)
    return tuple(options)


def _correct(parameters: Parameters, options: int, *, quiz: bool) -> tuple[int, ...]:
    correct = parameters.get("correct_option_ids")
    if correct is None and "correct_option_id" in parameters:
        correct = [parameters["correct_option_id"]]
    if not quiz:
        if correct:
            raise bad_request("correct options can be specified only for quizzes")
        return ()
    if not correct:
        raise bad_request("correct quiz option list must be non-empty")
    if list(correct) != sorted(set(correct)):
        raise bad_request("correct quiz option list must be increasing")
    if not all(0 <= index < options for index in correct):
        raise bad_request("wrong quiz correct_option_id")
    if len(correct) > 1 and not parameters.get("allows_multiple_answers"):
        raise bad_request("quiz with several correct options must allow multiple answers")
    return tuple(correct)


def _explanation(telegram: Telegram, parameters: Parameters, *, quiz: bool) -> FormattedText | None:
    body = _text(telegram, parameters, "explanation", LONGEST_EXPLANATION)
    if body.text and not quiz:
        raise bad_request("explanation can be specified only for quizzes")
    if body.text.count("\n") > MOST_LINE_FEEDS:
        raise bad_request(f"poll explanation can contain at most {MOST_LINE_FEEDS} line feeds")
    return _optional(body)


def _closing(telegram: Telegram, parameters: Parameters) -> tuple[int | None, int | None]:
    period, date = parameters.get("open_period"), parameters.get("close_date")
    if period is not None and date is not None:
        raise bad_request("open_period and close_date can't be used together")
    now = int(telegram.clock().timestamp())
    length = period if period is not None else date - now if date is not None else None
    if length is not None and not SHORTEST_OPEN <= length <= LONGEST_OPEN:
        raise bad_request(f"poll must be open for {SHORTEST_OPEN} to {LONGEST_OPEN} seconds")
    return period, (now + period if period is not None else date)
