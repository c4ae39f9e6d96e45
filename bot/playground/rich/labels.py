"""Labels of list items."""

LABEL_TYPES = ("a", "A", "i", "I", "1")
BULLET = "•"

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LAST_ROMAN = 3999


def label(kind: str, value: int) -> str:
    """The label of an ordered item of one of LABEL_TYPES; in decimal where letters or numerals know no such number."""
    text = str(value)
    if kind in "aA" and value > 0:
        text = _letters(value)
    elif kind in "iI" and 0 < value <= _LAST_ROMAN:
        text = _numeral(value)
    return f"{text.upper() if kind in 'AI' else text}."


def _letters(value: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while value:
        value, letter = divmod(value - 1, 26)
        text = chr(ord("a") + letter) + text
    return text


def _numeral(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * times
    return text
