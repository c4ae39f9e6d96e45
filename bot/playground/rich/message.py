"""InputRichMessage → RichMessage."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.fields import Json, present
from bot.playground.refusal import bad_request
from bot.playground.rich.blocks import BlockReader
from bot.playground.rich.html import html_blocks
from bot.playground.rich.markdown import html_of
from bot.playground.rich.media import MediaReader, NamedMedia
from bot.playground.rich.reading import array, cannot, fields, flag, string
from bot.playground.rich.tally import Tally
from bot.playground.rich.texts import TextReader
from bot.playground.wire import Upload

_CONTENT = ("html", "markdown", "blocks")
_NOTHING_TO_SEE = ("divider", "anchor")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a message may refer to: the sizes of a photo and a Document, by file id or as uploaded (both raise Refusal),
    and a User by id, None for somebody unknown.
    """

    photo: Callable[[Upload | str], list[Json]]
    document: Callable[[Upload | str], Json]
    user: Callable[[int], Json | None]


def read_rich_message(value: object, sources: Sources) -> Json:
    """The RichMessage that Telegram makes of an InputRichMessage. Raises Refusal.

    Exactly one content is taken. Telegram takes several, and drops all but the first of blocks, markdown and html.
    """
    given = fields(value, optional=(*_CONTENT, "media", "is_rtl", "skip_entity_detection"))
    contents = [name for name in _CONTENT if given.get(name)]
    if not contents:
        raise bad_request("rich message must be non-empty")
    if sum(name in given for name in _CONTENT) > 1:
        raise cannot("exactly one of the fields html, markdown and blocks must be used")
    rtl, skips = flag(given, "is_rtl"), flag(given, "skip_entity_detection")
    blocks = _input_blocks(given, contents[0])
    tally = Tally()
    texts = TextReader(tally, sources.user, detects=not skips)
    media = MediaReader(tally, sources.photo, sources.document)
    read = BlockReader(tally, texts, media).read(blocks) if blocks else []
    tally.settle_links()
    if all(block["type"] in _NOTHING_TO_SEE for block in read):
        raise bad_request("RICH_MESSAGE_EMPTY")
    return present(blocks=read, is_rtl=rtl or None)


def _input_blocks(given: Json, content: str) -> list[object]:
    if content == "blocks":
        if "media" in given:
            raise cannot('the field "media" is for html and markdown')
        return array(given, "blocks")
    media = NamedMedia(array(given, "media") if "media" in given else [])
    source = string(given, content)
    blocks = html_blocks(html_of(source) if content == "markdown" else source, media)
    media.check_used()
    return [*blocks]


def block_types(rich: object) -> set[str]:
    """The types of all blocks and texts in a RichMessage, or in a part of one."""
    if isinstance(rich, list):
        return set[str]().union(*map(block_types, rich))
    if not isinstance(rich, dict):
        return set()
    own = {rich["type"]} if isinstance(rich.get("type"), str) else set[str]()
    return own.union(*map(block_types, rich.values()))
