"""Parameters → text as Telegram stores it."""

from bot.playground import html
from bot.playground.detection import with_detected
from bot.playground.markdown import parse_markdown, parse_markdown_v2
from bot.playground.parameters import Parameters
from bot.playground.refusal import bad_request
from bot.playground.telegram import Telegram
from bot.playground.text import Entity, FormattedText, checked_entities, fixed, utf16_length

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_PARSERS = {"html": html.parse, "markdown": parse_markdown, "markdownv2": parse_markdown_v2}


def formatted(telegram: Telegram, text: str, parse_mode: str | None, entities: list[Entity] | None) -> FormattedText:
    """Text after entity parsing and cleaning. Raises Refusal for broken markup or entities that do not fit."""
    if parse_mode is None:
        return fixed(text, checked_entities(text, [dict(entity) for entity in entities or []]))
    parse = _PARSERS.get(parse_mode.lower())
    if parse is None:
        raise bad_request("unsupported parse_mode")
    parsed, found = parse(text)
    return fixed(parsed, [known for entity in found if (known := _known(telegram, entity))])


def _known(telegram: Telegram, entity: Entity) -> Entity | None:
    """A mention by id becomes a mention of a person, or nothing if nobody has that id."""
    if "user_id" not in entity:
        return entity
    user = telegram.users.get(entity["user_id"])
    if user is None:
        return None
    rest = {name: value for name, value in entity.items() if name != "user_id"}
    return {**rest, "user": user.as_json()}


def message_text(telegram: Telegram, parameters: Parameters) -> FormattedText:
    """The text of sendMessage and editMessageText: 1–4096 UTF-16 units after entity parsing."""
    body = formatted(telegram, parameters["text"], parameters.get("parse_mode"), parameters.get("entities"))
    if not body.text:
        raise bad_request("text must be non-empty")
    if utf16_length(body.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return with_detected(body)


def caption(telegram: Telegram, parameters: Parameters) -> FormattedText:
    """A caption: up to 1024 UTF-16 units after entity parsing."""
    body = formatted(
        telegram,
        parameters.get("caption") or "",
        parameters.get("parse_mode"),
        parameters.get("caption_entities"),
    )
    if utf16_length(body.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return with_detected(body)
