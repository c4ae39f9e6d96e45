"""A sheet to draw on, in the pixels of a phone that is 360 of them wide; y grows downwards."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from bot.plots.loading import BOLD, REGULAR, load
from bot.plots.palette import Palette

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

WIDTH = 360.0
SHARPNESS = 3
"""Pixels of the picture for each of the phone's."""

_PER_INCH = 100
_FT_UNITS = 64  # FreeType's parts of a pixel
_SHORTENED = "..."
"""The one character for it stands in the middle of the line in a font made for Chinese."""


class Sheet:
    """One picture. Not to be shared between threads."""

    def __init__(self, height: float, palette: Palette) -> None:
        load()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties

        self.palette = palette
        self.height = height
        size = (WIDTH / _PER_INCH, height / _PER_INCH)
        self._figure = Figure(figsize=size, dpi=_PER_INCH * SHARPNESS, facecolor=palette.paper)
        self._canvas = FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()
        self._fonts: dict[tuple[bool, float], FontProperties] = {}
        self._drawn = 0

    def png(self) -> bytes:
        """The picture as a file; nothing can be drawn after it."""
        file = io.BytesIO()
        self._figure.savefig(file, format="png")
        # A figure refers to itself in many ways: its eight megabytes would wait for a rare full collection.
        self._figure.clear()
        vars(self._canvas).clear()
        return file.getvalue()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        color: str,
        *,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
        within: float | None = None,
    ) -> None:
        """Words on the line `y`, `size` pixels high. Too long for `within`, they get smaller, and then shorter.

        What is drawn later covers what was drawn before, here and below.
        """
        if within is not None:
            words, size = self._fitting(words, size, within, bold=bold)
        self._axes.text(
            x,
            y,
            words,
            color=color,
            ha=align,
            va="baseline",
            fontproperties=self._font(size, bold=bold),
            parse_math=False,
            zorder=self._above(),
        )

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide these words are."""
        from matplotlib.font_manager import get_font

        font = get_font(str(BOLD if bold else REGULAR))
        font.set_size(size * 72 / _PER_INCH, _PER_INCH * SHARPNESS)
        font.set_text(words, 0.0)
        return float(font.get_width_height()[0]) / _FT_UNITS / SHARPNESS

    def can_show(self, words: str) -> bool:
        """Whether the font has every character of these words: a topic's name may be anything."""
        from matplotlib.font_manager import get_font

        return {ord(each) for each in words} <= get_font(str(REGULAR)).get_charmap().keys()

    def box(self, x: float, y: float, width: float, height: float, color: str, radius: float = 0.0) -> None:
        """A filled rectangle with round corners."""
        from matplotlib.patches import FancyBboxPatch

        radius = min(radius, width / 2, height / 2)
        style = f"round,pad=0,rounding_size={radius}" if radius > 0 else "square,pad=0"
        patch = FancyBboxPatch((x, y), width, height, boxstyle=style, linewidth=0, facecolor=color)
        patch.set_zorder(self._above())
        self._axes.add_patch(patch)

    def cells(self, corners: Sequence[tuple[float, float]], side: float, colors: Iterable[str]) -> None:
        """Many squares by their upper left corners: hundreds in one go."""
        from matplotlib.collections import PolyCollection

        squares = [[(x, y), (x + side, y), (x + side, y + side), (x, y + side)] for x, y in corners]
        self._axes.add_collection(PolyCollection(squares, facecolors=list(colors), linewidths=0, zorder=self._above()))

    def outline(self, x: float, y: float, side: float, color: str) -> None:
        """The border of a square."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(
            Rectangle((x, y), side, side, fill=False, edgecolor=color, linewidth=0.9, zorder=self._above())
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], color: str, thickness: float = 1.0) -> None:
        """A straight line, `thickness` pixels wide."""
        from matplotlib.lines import Line2D

        width = thickness * 72 / _PER_INCH
        xs, ys = (start[0], end[0]), (start[1], end[1])
        self._axes.add_line(Line2D(xs, ys, color=color, linewidth=width, zorder=self._above()))

    def dot(self, x: float, y: float, radius: float, color: str) -> None:
        """A filled circle."""
        from matplotlib.patches import Circle

        self._axes.add_patch(Circle((x, y), radius, facecolor=color, linewidth=0, zorder=self._above()))

    def _above(self) -> int:
        self._drawn += 1
        return self._drawn

    def _font(self, size: float, *, bold: bool) -> "FontProperties":
        from matplotlib.font_manager import FontProperties

        key = (bold, size)
        if key not in self._fonts:
            self._fonts[key] = FontProperties(fname=BOLD if bold else REGULAR, size=size * 72 / _PER_INCH)
        return self._fonts[key]

    def _fitting(self, words: str, size: float, within: float, *, bold: bool) -> tuple[str, float]:
        wide = self.width(words, size, bold=bold)
        if wide <= within:
            return words, size
        # A number is no number any more without its end.
        size = max(size * within / wide, size * (0.5 if words.isdecimal() else 0.88))
        while len(words) > 1 and self.width(words, size, bold=bold) > within:
            words = words.removesuffix(_SHORTENED)[:-1].rstrip() + _SHORTENED
        return words, size
