"""What people type, as our Markdown: Telegram gives formatting as entities beside the text."""

from itertools import pairwise
from pathlib import PurePosixPath

from aiogram.types import Message, MessageEntity, Poll

from bot.domain.errors import Refused
from bot.domain.markup import Mark, MarkKind, Run, write_markdown
from bot.storage.chat_imports import SentFile

_KINDS: dict[str, MarkKind] = {
    "bold": "bold",
    "italic": "italic",
    "strikethrough": "strike",
    "code": "code",
    "blockquote": "quote",
    "expandable_blockquote": "quote",
}
LONGEST_NAME = 200
"""Characters of a file's name, of which the end tells its kind."""

Span = tuple[int, int, Mark]
"""Where a mark begins, where it ends, and which it is."""


def to_markdown(message: Message) -> str:
    """The text of a message in our Markdown, its formatting as marks; empty where it has none.

    What was typed shows as itself, signs of Markdown too. Formatting that our Markdown lacks (underline, spoiler,
    custom emoji, mentions) is left out; code over several lines becomes a block.
    """
    units = units_of(message)
    spans = spans_of(message, units)
    cuts = sorted({0, len(units) // 2, *(place for start, end, _ in spans for place in (start, end))})
    return write_markdown(Run(slice_of(units, start, end), marks_at(spans, start)) for start, end in pairwise(cuts))


def units_of(message: Message) -> bytes:
    """The text or caption of a message in UTF-16, as offsets count it.

    https://core.telegram.org/api/entities#entity-length
    """
    return (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")


def spans_of(message: Message, units: bytes) -> list[Span]:
    """What of a message is formatted in a way that our Markdown has, in units of UTF-16."""
    return [span for entity in message.entities or message.caption_entities or [] if (span := _span(entity, units))]


def typed(message: Message) -> str:
    """What was typed, as our Markdown; raises Refused for what is no text, or is more than the text below it."""
    if message.text is None and message.caption:
        raise Refused("add-not-text-alone")
    text = to_markdown(message)
    if not text.strip():
        raise Refused("add-not-text")
    return text


def sent_file(message: Message) -> SentFile:
    """The file of a message that is one, under a name without folders."""
    document = message.document
    if document is None:
        raise Refused("refused-unknown")
    name = PurePosixPath((document.file_name or "").replace("\\", "/")).name[-LONGEST_NAME:]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return SentFile(document.file_id, shown or "file", document.file_size or 0, message.media_group_id)


def asked_in(poll: Poll) -> str:
    """The question of a poll with what is said about it, as our Markdown; signs of Markdown show as themselves."""
    shown = poll.question if not poll.description else f"{poll.question}\n\n{poll.description}"
    return write_markdown([Run(shown, ())])


def _span(entity: MessageEntity, units: bytes) -> Span | None:
    start, end = entity.offset, entity.offset + entity.length
    kind = _KINDS.get(entity.type)
    if entity.type == "pre" or (kind == "code" and "\n" in slice_of(units, start, end)):
        return start, end, Mark("pre", entity.language or "")
    if entity.type == "text_link":
        return start, end, Mark("link", entity.url or "")
    return (start, end, Mark(kind)) if kind else None


def marks_at(spans: list[Span], place: int) -> tuple[Mark, ...]:
    """The marks at `place` as a `Run` may have them: code within a line goes with a quote, blocks with nothing."""
    marks: dict[MarkKind, Mark] = {}
    for start, end, mark in spans:
        if start <= place < end:
            marks.setdefault(mark.kind, mark)
    if "pre" in marks:
        return (marks["pre"],)
    return tuple(mark for kind, mark in marks.items() if "code" not in marks or kind in ("code", "quote"))


def slice_of(units: bytes, start: int, end: int) -> str:
    """The text between two offsets."""
    return units[2 * start : 2 * end].decode("utf-16-le", errors="replace")
