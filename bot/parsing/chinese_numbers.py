"""Numbers as Chinese lists spell them: 一, 十二, 二十."""

CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}


def chinese_number(digits: str) -> int:
    """The number below a hundred that a word spells; 0 for what is none."""
    tens, ten, ones = digits.partition("十")
    if not ten:
        return CHINESE_DIGITS.get(digits, 0)
    return (CHINESE_DIGITS.get(tens, 1) if tens else 1) * 10 + (CHINESE_DIGITS.get(ones, 0) if ones else 0)
