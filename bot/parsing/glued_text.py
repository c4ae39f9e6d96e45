"""Parts a page that lost its line ends: at numbers that count on, at headings of its parts, at labels of answers."""

import re
from itertools import pairwise

from bot.parsing.chinese_numbers import chinese_number

GLUED_LINE = 400
"""Characters: questions and answers of a page that lost its line ends stand on lines longer than this."""
FEWEST = 3
NEAR = 40
"""Characters between the heading of a part and its first number: "(5 questions, 2 points each)"."""

_MARK = re.compile(
    r"(?P<part>(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))"
    r"|(?P<label>(?:参考|參考|正确|标准)?答案(?:及解析|与解析|解析)?\s?[:：]|解析\s?[:：]|(?:Ответ|Answer|Ans)\s?[:：])"
    r"|(?<!\d)(?<!\d\.)(?P<number>\d{1,3})\s?(?P<sign>[.、．)）])(?:(?!\d)|(?<=[:：]1[.、．]))(?=\s?\S)"
)


_COUNTS = re.compile(r"\d\s?[.、．)）]")


def parted(text: str) -> list[str]:
    """The lines that a long line was glued together from; the line itself where it counts nothing."""
    if len(text) <= GLUED_LINE or not _COUNTS.search(text):
        return [text]
    places: list[int] = []
    wanted, sign, counted, labels, parts = 1, "", 0, 0, 0
    opened = 0
    for mark in _MARK.finditer(text):
        if mark["part"]:
            if chinese_number(mark["part"][:-1]) != parts + 1:
                continue
            parts += 1
            wanted, sign, opened = 1, "", mark.end()
        elif mark["label"]:
            labels += 1
            opened = mark.end()
        else:
            number = int(mark["number"])
            restarts = number == 1 and mark.start() - opened <= NEAR
            if not (restarts or (number == wanted and sign in ("", mark["sign"]))):
                continue
            counted += 1
            wanted, sign = number + 1, mark["sign"]
        places.append(mark.start())
    if counted < FEWEST or not (labels or text.count("?") + text.count("？") >= FEWEST):
        return [text]
    edges = [0, *places, len(text)]
    return [part for start, end in pairwise(edges) if (part := text[start:end].strip())]
