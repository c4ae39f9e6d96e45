"""How much a rich message holds, and which places in it its links lead to."""

from dataclasses import dataclass, field

from bot.playground.fields import Json
from bot.playground.refusal import bad_request
from bot.playground.rich.reading import cannot
from bot.playground.text import utf16_length

LONGEST = 32_768
MOST_BLOCKS = 500
DEEPEST = 16
MOST_MEDIA = 50
MOST_COLUMNS = 20


@dataclass(slots=True)
class Tally:
    """Counts while a message is read; every method raises Refusal as soon as a limit is passed.

    The limits are those of "Rich Message Limits" in the documentation. Strictest readings: characters are UTF-16 units,
    list items and table rows count as blocks and as levels, a formatted text is one level, and so is an array inside
    an array.
    """

    characters: int = 0
    blocks: int = 0
    media: int = 0
    anchors: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    links: list[tuple[str, Json]] = field(default_factory=list)
    """Names of anchors and references that are linked to, each with the link."""

    def add_text(self, text: str) -> None:
        """Text, the alternative of a custom emoji, the source of a formula."""
        self.characters += utf16_length(text)
        if self.characters > LONGEST:
            raise bad_request("RICH_MESSAGE_TEXT_TOO_LONG")

    def add_block(self, depth: int) -> None:
        """A block, list item or table row, `depth` levels deep; 1 is the outermost."""
        self.enter(depth)
        self.blocks += 1
        if self.blocks > MOST_BLOCKS:
            raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MANY")

    def enter(self, depth: int) -> None:
        """Something that stands `depth` levels deep."""
        if depth > DEEPEST:
            raise bad_request("RICH_MESSAGE_DEPTH_INVALID")

    def add_media(self) -> None:
        """A picture or a file."""
        self.media += 1
        if self.media > MOST_MEDIA:
            raise bad_request("RICH_MESSAGE_MEDIA_TOO_MANY")

    def check_columns(self, columns: int) -> None:
        """The width of a table's row, spans included."""
        if columns > MOST_COLUMNS:
            raise bad_request("RICH_MESSAGE_TABLE_COLS_TOO_MANY")

    def add_anchor(self, name: str) -> None:
        """A place that links may lead to."""
        self._check_new(name)
        self.anchors.add(name)

    def add_reference(self, name: str) -> None:
        """A referenced text."""
        self._check_new(name)
        self.references.add(name)

    def _check_new(self, name: str) -> None:
        if not name or name in self.anchors or name in self.references:
            raise cannot(f'"{name}" is no name for an anchor, or is taken')

    def settle_links(self) -> None:
        """Every link becomes one to a reference or to an anchor, whichever has its name. Telegram makes no difference
        between the two in what it is sent, and turns one without a target into a plain URL; here it is refused.
        """
        for name, link in self.links:
            if name in self.references:
                link.update(type="reference_link", reference_name=name)
            elif name in self.anchors or not name:
                link.update(type="anchor_link", anchor_name=name)
            else:
                raise cannot(f'there is no anchor "{name}"')
