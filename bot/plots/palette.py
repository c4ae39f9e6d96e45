"""Colours of pictures: light for paper, dark for the night."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. `heat` rises from no answers to many; `words` has a contrast of 4.5 to `card` at least."""

    paper: str
    card: str
    words: str
    quiet: str
    faint: str
    accent: str
    second: str
    heat: tuple[str, ...]


LIGHT = Palette(
    paper="#eef1f5",
    card="#ffffff",
    words="#1b2430",
    quiet="#5a6675",
    faint="#dde3ea",
    accent="#1f7a54",
    second="#2f6fc4",
    heat=("#e6eaef", "#b5e0c6", "#74c597", "#35a06b", "#15693f"),
)
DARK = Palette(
    paper="#12161b",
    card="#1d232b",
    words="#eef2f6",
    quiet="#a3afbd",
    faint="#323b46",
    accent="#4cc38a",
    second="#6aa5f2",
    heat=("#2a323c", "#1f5a3f", "#278357", "#3fb37a", "#86e3b2"),
)
