"""What people type, as our Markdown: Telegram gives formatting as entities beside the text."""

from aiogram.types import Message, MessageEntity

_AROUND = {"bold": "**", "italic": "*", "strikethrough": "~~"}


def to_markdown(message: Message) -> str:
    """The text of a message with its code, links and emphasis written in our Markdown; empty where it has none."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities or []
    # Offsets count UTF-16 units: https://core.telegram.org/api/entities#entity-length
    units = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        before, after = _marks(entity, units)
        marks.setdefault(entity.offset, []).append(before)
        marks.setdefault(entity.offset + entity.length, []).insert(0, after)
    pieces = []
    last = 0
    for offset in sorted(marks):
        pieces += [_slice(units, last, offset), *marks[offset]]
        last = offset
    return "".join([*pieces, _slice(units, last, len(units) // 2)])


def _marks(entity: MessageEntity, units: bytes) -> tuple[str, str]:
    inside = _slice(units, entity.offset, entity.offset + entity.length)
    match entity.type:
        case "pre" | "code" if entity.type == "pre" or "\n" in inside:
            fence = "```" if "```" not in inside else "````"
            starts_line = entity.offset == 0 or _slice(units, entity.offset - 1, entity.offset) == "\n"
            opening = f"{fence}{entity.language or ''}\n"
            return opening if starts_line else f"\n{opening}", f"\n{fence}\n"
        case "code":
            tick = "`" if "`" not in inside else "``"
            return tick, tick
        case "text_link":
            return "[", f"]({entity.url})"
        case "blockquote" | "expandable_blockquote":
            return "> ", "\n"
    around = _AROUND.get(entity.type, "")
    return around, around


def _slice(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", errors="replace")
