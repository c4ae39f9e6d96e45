"""What people type, as our Markdown: Telegram gives formatting as entities beside the text."""

from itertools import pairwise

from aiogram.types import Message, MessageEntity, Poll

from bot.domain.errors import Refused
from bot.domain.markup import Mark, MarkKind, Run, write_markdown

_KINDS: dict[str, MarkKind] = {
    "bold": "bold",
    "italic": "italic",
    "strikethrough": "strike",
    "code": "code",
    "blockquote": "quote",
    "expandable_blockquote": "quote",
}
_Span = tuple[int, int, Mark]


def to_markdown(message: Message) -> str:
    """The text of a message in our Markdown, its formatting as marks; empty where it has none.

    What was typed shows as itself, signs of Markdown too. Formatting that our Markdown lacks (underline, spoiler,
    custom emoji, mentions) is left out; code over several lines becomes a block.
    """
    # Offsets count UTF-16 units: https://core.telegram.org/api/entities#entity-length
    units = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    spans = [span for entity in message.entities or message.caption_entities or [] if (span := _span(entity, units))]
    cuts = sorted({0, len(units) // 2, *(place for start, end, _ in spans for place in (start, end))})
    return write_markdown(Run(_slice(units, start, end), _marks(spans, start)) for start, end in pairwise(cuts))


def typed(message: Message) -> str:
    """What was typed, as our Markdown; raises Refused for what is no text, or is more than the text below it."""
    if message.text is None and message.caption:
        raise Refused("add-not-text-alone")
    text = to_markdown(message)
    if not text.strip():
        raise Refused("add-not-text")
    return text


def asked_in(poll: Poll) -> str:
    """The question of a poll with what is said about it, as our Markdown; signs of Markdown show as themselves."""
    shown = poll.question if not poll.description else f"{poll.question}\n\n{poll.description}"
    return write_markdown([Run(shown, ())])


def _span(entity: MessageEntity, units: bytes) -> _Span | None:
    start, end = entity.offset, entity.offset + entity.length
    kind = _KINDS.get(entity.type)
    if entity.type == "pre" or (kind == "code" and "\n" in _slice(units, start, end)):
        return start, end, Mark("pre", entity.language or "")
    if entity.type == "text_link":
        return start, end, Mark("link", entity.url or "")
    return (start, end, Mark(kind)) if kind else None


def _marks(spans: list[_Span], place: int) -> tuple[Mark, ...]:
    """The marks at `place` as a `Run` may have them: code within a line goes with a quote, blocks with nothing."""
    marks: dict[MarkKind, Mark] = {}
    for start, end, mark in spans:
        if start <= place < end:
            marks.setdefault(mark.kind, mark)
    if "pre" in marks:
        return (marks["pre"],)
    return tuple(mark for kind, mark in marks.items() if "code" not in marks or kind in ("code", "quote"))


def _slice(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", errors="replace")
