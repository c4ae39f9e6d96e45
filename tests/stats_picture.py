"""`python -m tests.stats_picture`: draws the picture of /stats that the README shows, for a learner made up."""

import io
from datetime import date

from PIL import Image

from bot.plots.learning import draw
from bot.plots.palette import LIGHT
from bot.settings import ROOT
from bot.texts import Texts
from tests.unit.plots.numbers import TOPICS, some

PICTURE = ROOT / "bot" / "plots" / "stats.png"
WIDTH = 720
COLORS = 192


def main() -> None:
    """Half a year of practice, and an interview in three weeks; in few colours, to be small."""
    names = {topic.key: topic.names["en"] for topic in TOPICS}
    png = draw(some(240, 24, 180, date=21), Texts()["en"], names, date(2026, 2, 16), LIGHT)
    with Image.open(io.BytesIO(png)) as whole:
        small = whole.convert("RGB").resize((WIDTH, whole.height * WIDTH // whole.width), Image.Resampling.LANCZOS)
    small.quantize(COLORS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
