"""The picture of the README: cards known on the day, by policy and cell. A drawing for developers, made on demand."""

from pathlib import Path

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from tests.bench.learning.lives import BOT, CARDS, Results
from tests.bench.learning.policies import RIVALS

COLOURS = ("#1b7f5c", "#9aa5b1", "#c9b458", "#b07aa1", "#4e79a7", "#e15759")
"""The bot's first; told apart also by who sees no red and green, as the bot's bar is outlined."""


TITLES = {
    "flat": "Learners who forget slowly in the long run (FSRS-6)",
    "steep": "Learners who forget fast in the long run (FSRS-5)",
    "novice": "Novices, to whom six of ten cards are news",
    "two_traces": "Learners whose memory is not of FSRS's kind (two exponentials)",
}


def draw(results: Results, path: Path) -> None:
    """Write the picture into an .svg or .png file: a row for each kind of learner."""
    kinds = list(dict.fromkeys(cell.kind for cell in results))
    figure = Figure(figsize=(11, 2.4 * len(kinds) + 0.8), layout="constrained")
    FigureCanvasSVG(figure)
    rows = figure.subplots(len(kinds), 1, squeeze=False, sharex=True)[:, 0]
    names = [BOT, *RIVALS]
    width = 0.8 / len(names)
    for axes, kind in zip(rows, kinds, strict=True):
        cells = [cell for cell in results if cell.kind == kind]
        for place, name in enumerate(names):
            left = [number - 0.4 + (place + 0.5) * width for number in range(len(cells))]
            known = [results[cell][name].known for cell in cells]
            edge = "black" if name == BOT else "none"
            axes.bar(left, known, width, label=name, color=COLOURS[place], edgecolor=edge, linewidth=0.8)
        axes.set_title(f"{TITLES.get(kind, kind)}: cards known of {CARDS}", loc="left", fontsize=10)
        axes.set_ylim(0, CARDS)
        axes.set_xticks(range(len(cells)), [f"{cell.days} days\n{cell.cap} a day" for cell in cells])
        axes.spines[["top", "right"]].set_visible(False)
    figure.legend(*rows[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(names), frameon=False)
    figure.savefig(path)
