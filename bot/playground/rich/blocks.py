"""InputRichBlock → RichBlock."""

from collections.abc import Callable
from typing import Any

from bot.playground.fields import Json, present
from bot.playground.refusal import bad_request
from bot.playground.rich.buttons import read_button
from bot.playground.rich.labels import BULLET, LABEL_TYPES, label
from bot.playground.rich.media import MediaReader
from bot.playground.rich.reading import array, cannot, content_required, fields, flag, integer, kind, string
from bot.playground.rich.tables import read_table
from bot.playground.rich.tally import Tally
from bot.playground.rich.texts import Rich, TextReader, formula, is_empty

_MOST_IN_A_ROW = 8
_LARGEST_HEADING, _SMALLEST_HEADING = 1, 6
_ELSEWHERE = ("map", "animation", "audio", "video", "voice_note")
"""Blocks that this server does not have."""


class BlockReader:
    """Reads the blocks of one message."""

    def __init__(self, tally: Tally, texts: TextReader, media: MediaReader) -> None:
        self._tally = tally
        self._texts = texts
        self._media = media
        self._readers: dict[str, Callable[[Json, int], Json]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "pre": self._pre,
            "footer": self._paragraph,
            "divider": self._divider,
            "mathematical_expression": self._formula,
            "anchor": self._anchor,
            "list": self._list,
            "blockquote": self._quotation,
            "expandable_blockquote": self._text_quotation,
            "pullquote": self._text_quotation,
            "collage": self._gallery,
            "slideshow": self._gallery,
            "table": self._table,
            "details": self._details,
            "photo": self._photo,
            "document": self._document,
            "buttons": self._buttons,
        }

    def read(self, values: list[Any], depth: int = 1) -> list[Json]:
        """Blocks that stand `depth` levels deep. Raises Refusal."""
        if not values:
            raise content_required()
        return [self._read(value, depth) for value in values]

    def _read(self, value: Any, depth: int) -> Json:
        name = kind(value)
        if name in _ELSEWHERE:
            raise bad_request(f'rich message blocks of the type "{name}" are not supported by this server')
        if name == "thinking":
            raise bad_request("thinking blocks can be used only in rich message drafts")
        reader = self._readers.get(name)
        if reader is None:
            raise cannot(f'type "{name}" is unsupported')
        self._tally.add_block(depth)
        return {"type": name, **reader(value, depth)}

    def _text(self, holder: Json, name: str, depth: int, *, detects: bool = True) -> Rich:
        """A text with something in it."""
        text = self._texts.read(holder[name], depth, detects=detects)
        if is_empty(text):
            raise content_required()
        return text

    def _optional_text(self, holder: Json, name: str, depth: int) -> Rich | None:
        return self._text(holder, name, depth) if name in holder else None

    def _caption(self, holder: Json, depth: int) -> Json | None:
        if "caption" not in holder:
            return None
        caption = fields(holder["caption"], ("text",), ("credit",))
        text, credit = self._text(caption, "text", depth), self._optional_text(caption, "credit", depth)
        return present(text=text, credit=credit)

    def _paragraph(self, value: Json, depth: int) -> Json:
        return {"text": self._text(fields(value, ("type", "text")), "text", depth)}

    def _heading(self, value: Json, depth: int) -> Json:
        size = integer(fields(value, ("type", "text", "size")), "size")
        if not _LARGEST_HEADING <= size <= _SMALLEST_HEADING:
            raise bad_request("invalid section heading size specified")
        return {"text": self._text(value, "text", depth), "size": size}

    def _pre(self, value: Json, depth: int) -> Json:
        """Code, in which nothing is detected."""
        fields(value, ("type", "text"), ("language",))
        language = string(value, "language") if "language" in value else None
        return present(text=self._text(value, "text", depth, detects=False), language=language or None)

    def _divider(self, value: Json, _: int) -> Json:
        fields(value, ("type",))
        return {}

    def _formula(self, value: Json, _: int) -> Json:
        return {"expression": formula(self._tally, fields(value, ("type", "expression")))}

    def _anchor(self, value: Json, _: int) -> Json:
        name = string(fields(value, ("type", "name")), "name")
        self._tally.add_anchor(name)
        return {"name": name}

    def _list(self, value: Json, depth: int) -> Json:
        items: list[Json] = []
        given = array(fields(value, ("type", "items")), "items")
        if not given:
            raise bad_request("list must be non-empty")
        for item in given:
            items.append(self._item(item, items[-1] if items else None, depth + 1))
        if len({"type" in item for item in items}) > 1:
            raise bad_request("list must be either ordered or unordered")
        return {"items": items}

    def _item(self, value: Any, before: Json | None, depth: int) -> Json:
        """An item; one with a `type` is ordered. Its number is one more than that `before` it unless it has one."""
        fields(value, ("blocks",), ("has_checkbox", "is_checked", "value", "type"))
        self._tally.add_block(depth)
        checkbox, checked = flag(value, "has_checkbox"), flag(value, "is_checked")
        if checked and not checkbox:
            raise cannot("an item without a checkbox can't be checked")
        shown = {
            "blocks": self.read(array(value, "blocks"), depth + 1),
            **present(has_checkbox=checkbox or None, is_checked=checked or None),
        }
        if "type" not in value:
            if "value" in value:
                raise cannot('an item with the field "value" must have the field "type"')
            return {"label": BULLET, **shown}
        name = string(value, "type")
        if name not in LABEL_TYPES:
            raise bad_request("invalid list item type specified")
        number = integer(value, "value") if "value" in value else (before or {}).get("value", 0) + 1
        return {"label": label(name, number), **shown, "value": number, "type": name}

    def _quotation(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "blocks"), ("credit",))
        blocks = self.read(array(value, "blocks"), depth + 1)
        return present(blocks=blocks, credit=self._optional_text(value, "credit", depth))

    def _text_quotation(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "text"), ("credit",))
        return present(text=self._text(value, "text", depth), credit=self._optional_text(value, "credit", depth))

    def _gallery(self, value: Json, depth: int) -> Json:
        """A collage or a slideshow: pictures only, as far as this server has media."""
        inner = array(fields(value, ("type", "blocks"), ("caption",)), "blocks")
        if any(kind(block) != "photo" for block in inner):
            raise cannot(f'"{value["type"]}" must contain only media')
        return present(blocks=self.read(inner, depth + 1), caption=self._caption(value, depth))

    def _table(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "cells"), ("is_bordered", "is_striped", "is_compact", "caption"))
        cells = read_table(array(value, "cells"), self._tally, self._texts, depth + 1)
        looks = {name: flag(value, name) or None for name in ("is_bordered", "is_striped", "is_compact")}
        return present(cells=cells, **looks, caption=self._optional_text(value, "caption", depth))

    def _details(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "summary", "blocks"), ("is_open",))
        summary = self._text(value, "summary", depth)
        blocks = self.read(array(value, "blocks"), depth + 1)
        return present(summary=summary, blocks=blocks, is_open=flag(value, "is_open") or None)

    def _photo(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "photo"), ("caption",))
        photo, spoiler = self._media.photo(value["photo"])
        return present(photo=photo, has_spoiler=spoiler or None, caption=self._caption(value, depth))

    def _document(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "document"), ("caption",))
        return present(document=self._media.document(value["document"]), caption=self._caption(value, depth))

    def _buttons(self, value: Json, depth: int) -> Json:
        fields(value, ("type", "buttons"), ("align",))
        buttons = array(value, "buttons")
        align = string(value, "align") if "align" in value else None
        if align not in (None, "left", "center", "right"):
            raise bad_request("invalid horizontal alignment specified")
        if not buttons:
            raise bad_request("button row must be non-empty")
        if len(buttons) > _MOST_IN_A_ROW:
            raise cannot(f"a row can have at most {_MOST_IN_A_ROW} buttons")
        read = [read_button(button, lambda text: self._texts.button_text(text, depth)) for button in buttons]
        return present(buttons=read, align=align)
