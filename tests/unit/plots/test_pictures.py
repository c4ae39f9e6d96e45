"""Pictures can be drawn anywhere, and nothing is left behind; what they cannot show is known before."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bot.domain.cards import LANGUAGES, Language
from bot.plots.learning import HEIGHT, draw
from bot.plots.loading import BOLD, FONTS, REGULAR
from bot.plots.palette import DARK, LIGHT, Palette
from bot.plots.sheet import SHARPNESS, WIDTH, Sheet
from bot.telegram import limits
from bot.telegram.render import visible_length
from bot.telegram.screens.stats import caption, words
from bot.texts import Texts
from tests.architecture import repository
from tests.pictured import characters
from tests.unit.plots.numbers import TOPICS, nothing, some

ON = date(2026, 2, 16)
HUGE = some(4000, 4_000, 400, date=90)

# On a machine of its own: no home to write to, nothing to be warned of, no network.
BARE = """
import os, socket, sys, tempfile, threading

socket.socket.connect = socket.getaddrinfo = None
tempfile.tempdir = sys.argv[1]
assert "matplotlib" not in sys.modules
from datetime import date
from bot.plots.learning import draw
from bot.plots.palette import LIGHT
from bot.texts import Texts
from tests.unit.plots.numbers import nothing
assert "matplotlib" not in sys.modules, "only drawing loads it"
picture = draw(nothing(), Texts()["zh"], {}, date(2026, 2, 16), LIGHT)
assert picture.startswith(b"\\x89PNG"), picture[:20]
assert "matplotlib.pyplot" not in sys.modules
assert "MPLCONFIGDIR" not in os.environ
"""


def names(language: Language) -> dict[str, str]:
    return {topic.key: topic.names[language] for topic in TOPICS}


@pytest.mark.parametrize("font", [REGULAR, BOLD], ids=["regular", "bold"])
def test_every_character_that_pictures_can_show_is_in_the_font(font: Path) -> None:
    held = {chr(code) for code in TTFont(font).getBestCmap()}
    assert characters() - held == set(), "python -m tests.cut_fonts cuts the fonts anew"
    assert len(held) < 600, "cut to what is needed"


def test_the_fonts_come_with_their_licence() -> None:
    licence = repository.read(FONTS / "LICENSE")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert {path.name for path in FONTS.iterdir()} == {"LICENSE", REGULAR.name, BOLD.name}
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 150_000
    packaged = repository.project()["tool"]["setuptools"]["package-data"]
    assert packaged["bot.plots"] == ["fonts/*"]


def test_a_picture_is_drawn_on_a_bare_machine_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for folder in ("home", "tmp", "here"):
        (tmp_path / folder).mkdir()
    (tmp_path / "home").chmod(0o500)
    environment = {"PYTHONPATH": str(repository.ROOT), "PATH": os.environ["PATH"], "HOME": str(tmp_path / "home")}
    done = subprocess.run(  # noqa: S603 - our own code, by our own interpreter
        [sys.executable, "-W", "error", "-c", BARE, str(tmp_path / "tmp")],
        cwd=tmp_path / "here",
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path for folder in tmp_path.iterdir() for path in folder.iterdir()] == []


@pytest.mark.parametrize(
    ("language", "palette"), [("ru", DARK), ("zh", LIGHT)], ids=["Russian, dark", "Chinese, light"]
)
def test_a_picture_shows_more_for_more_and_has_the_size_of_a_phone(
    texts: Texts, language: Language, palette: Palette
) -> None:
    little, much = (draw(each, texts[language], names(language), ON, palette) for each in (nothing(), HUGE))
    for picture in (little, much):
        assert picture.startswith(b"\x89PNG")
        width, height = (int.from_bytes(picture[place : place + 4], "big") for place in (16, 20))
        assert (width, height) == (WIDTH * SHARPNESS, HEIGHT * SHARPNESS)
        assert width + height <= 10_000
        assert len(picture) < 1_000_000
    assert len(much) > len(little)


def test_words_that_are_too_long_get_smaller_and_then_shorter() -> None:
    sheet = Sheet(100, LIGHT)
    words = "Threads, processes and native code"
    whole = sheet.width(words, 10)
    assert sheet._fitting(words, 10, whole + 1, bold=False) == (words, 10)
    same, smaller = sheet._fitting(words, 10, whole * 0.95, bold=False)
    assert same == words
    assert 9 < smaller < 10
    shorter, size = sheet._fitting(words, 10, whole / 2, bold=False)
    assert shorter.endswith("...")
    assert sheet.width(shorter, size) <= whole / 2
    number, size = sheet._fitting("12345678", 25, sheet.width("12345678", 25) * 0.6, bold=False)
    assert number == "12345678"
    assert size == pytest.approx(15)


def test_a_name_that_the_font_lacks_is_known_before_it_is_drawn() -> None:
    sheet = Sheet(100, LIGHT)
    assert sheet.can_show("Потоки, GIL 线程")
    assert not sheet.can_show("ฐานข้อมูล")


@pytest.mark.parametrize("language", LANGUAGES)
def test_caption_and_words_fit_into_their_messages(texts: Texts, language: Language) -> None:
    tr = texts[language]
    for each in (nothing(), some(3, 2, 2), HUGE):
        assert visible_length(caption(tr, each).parts[0]) <= limits.CAPTION
        assert visible_length(words(tr, names(language), each).parts[0]) <= limits.MESSAGE_TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(palette: Palette) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 for text; 1.4.11: 3 for graphics."""
    for ground in (palette.card, palette.paper):
        assert contrast(palette.words, ground) >= 7
        assert contrast(palette.quiet, ground) >= 4.5
    for drawn in (palette.accent, palette.second):
        assert contrast(drawn, palette.card) >= 3


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
