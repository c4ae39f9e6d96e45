"""A card of a deck with its place in a file, and what can be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.cards import CardContent

Fault = tuple[str, str]
"""The field that is wrong, empty for the card as a whole, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card and where its file has it: the line of the card, and those of its fields as far as they are known."""

    card: CardContent
    file: str
    line: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    def told(self, fault: Fault) -> str:
        """A fault in a line with its file and place."""
        name, what = fault
        line = self.lines.get(name, self.line)
        place = self.file if line is None else f"{self.file}:{line}"
        return f"{place}: {self.card.key}: {name}: {what}" if name else f"{place}: {self.card.key}: {what}"
