"""Cut the fonts of the pictures anew: `python -m tests.cut_fonts FOLDER`.

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc of https://github.com/notofonts/noto-cjk (Debian's
package fonts-noto-cjk puts them into /usr/share/fonts/opentype/noto).
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from bot.plots.loading import BOLD, REGULAR
from tests.pictured import characters

FACE = "Noto Sans CJK SC"


def face(path: Path) -> TTFont:
    """The face for simplified Chinese; the others of the collection draw some characters differently."""
    for font in TTCollection(str(path)).fonts:
        if font["name"].getDebugName(1).startswith(FACE):
            return font
    raise SystemExit(f"{path} holds no {FACE}")


def cut(source: Path, target: Path) -> None:
    """Keep the characters that pictures show, the font's name and its licence."""
    font = face(source)
    options = Options()
    options.layout_features = ["kern"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.desubroutinize = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(each) for each in characters()])
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.save(str(target))


def main() -> None:
    """Both weights."""
    folder = Path(sys.argv[1])
    REGULAR.parent.mkdir(exist_ok=True)
    cut(folder / "NotoSansCJK-Regular.ttc", REGULAR)
    cut(folder / "NotoSansCJK-Bold.ttc", BOLD)


if __name__ == "__main__":
    main()
