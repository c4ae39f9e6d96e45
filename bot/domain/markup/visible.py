"""Which characters a reader can see."""

import re

# White space, Unicode's Default_Ignorable_Code_Point, the blank Braille pattern and the object replacement character:
# Telegram takes a message of nothing but these for an empty one.
_INVISIBLE = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
                        r"\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ufffc"
                        r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+")  # fmt: skip


def shows_something(text: str) -> bool:
    """Whether a reader sees anything of it, and Telegram takes it for more than an empty text."""
    return _INVISIBLE.fullmatch(text) is None and bool(text)
