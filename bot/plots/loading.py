"""Bringing matplotlib in: once, when a picture is first asked for, and without leaving anything on the disk."""

import os
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "regular.otf", FONTS / "bold.otf"
"""Noto Sans CJK SC, cut to the characters that pictures show; see LICENSE beside them."""

_NEEDED = tuple(f"matplotlib.{name}" for name in ("backends.backend_agg", "collections", "figure", "patches"))


class CannotDraw(Exception):
    """There is no matplotlib here, or it does not work."""


@cache
def load() -> None:
    """Load matplotlib; raises CannotDraw. Takes a second the first time, so never call it on the event loop.

    It looks for a folder to write settings and a list of the machine's fonts to. It gets one that is gone at once:
    pictures need neither, and the disk may be read-only.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="sobes-") as folder:
            before = os.environ.get("MPLCONFIGDIR")
            os.environ["MPLCONFIGDIR"] = folder
            try:
                for name in _NEEDED:
                    import_module(name)
            finally:
                if before is None:
                    del os.environ["MPLCONFIGDIR"]
                else:
                    os.environ["MPLCONFIGDIR"] = before
    except (ImportError, OSError) as error:
        raise CannotDraw(f"{type(error).__name__}: {error}") from error
