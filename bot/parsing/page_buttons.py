"""Buttons that a page's text holds as lines: to copy code, to show an answer, to turn the page, to go to its top."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import LABEL_LINE, Line

FEWEST_WAYS_UP = 3
WAY_UP = 32
_WAY_UP = re.compile(r"\W*(?:(?:back )?to (?:the )?top|наверх|(?:返回|回到)顶部)\W*$", re.IGNORECASE)
_BUTTON = re.compile(
    r"^\s*(?:copy(?: code|edit)?|copied!?|复制(?:代码)?|运行代码|копировать(?: код)?|скопировать|run code|expand code"
    r"|click to (?:copy|reveal|view|show).{0,30}|show answer|hide answer|view answer|show explanation|показать ответ"
    r"|page \d{1,4}(?: (?:of|/) \d{1,4})?|стр(?:аница|\.) ?\d{1,4}|第 ?\d{1,4} ?页(?: ?共 ?\d+ ?页)?"
    r"|how well did you know this\?|not at all|perfectly"
    r"|查看(?:答案|解析)|点击(?:查看|展开).{0,12}|展开(?:全文|阅读)?|收起|read more|читать далее|развернуть"
    r"|体验AI代码助手|代码解读|AI写代码|登录后复制"
    r"|press enter or click to view image in full size|photo by .{2,40} on \w{4,12}|zoom image will be displayed)\s*$",
    re.IGNORECASE,
)
_BUTTON_LETTERS = frozenset("csphnrevz复运крпчс查点展收第体代a登")
_COPIES = re.compile(r"\s*(?:copy|复制|体验AI|代码解读|AI写代码|копировать|скопировать)", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"\s*(?:java|python|py|js|javascript|ts|typescript|jsx|tsx|go|golang|c|c\+\+|cpp|c#|csharp|php|ruby|rust|kotlin|swift"
    r"|scala|sql|bash|shell|sh|json|ya?ml|xml|html|css|vue|text|plaintext|properties|dockerfile|lua)\s*$",
    re.IGNORECASE,
)


_RUN = frozenset(("运行", "Run"))
"""Buttons only below the name of a language: elsewhere these words say something."""


def without_buttons(lines: Sequence[Line]) -> list[Line]:
    """The lines without buttons, and without the name of a language that stands above a button to copy code."""
    kept: list[Line] = []
    rated = False
    for line in _without_ways_up(lines):
        text = line.text
        if text and len(text) <= LABEL_LINE and text.lstrip()[:1].lower() in _BUTTON_LETTERS and _BUTTON.match(text):
            rated = text[:1] in "Hh" or (rated and text[:1] not in "Pp")
            if kept and _COPIES.match(text) and _LANGUAGE.match(kept[-1].text):
                kept.pop()
            continue
        if (rated and text.strip().isdigit()) or (text.strip() in _RUN and kept and _LANGUAGE.match(kept[-1].text)):
            continue
        rated = rated and not text.strip()
        kept.append(line)
    return kept


def _without_ways_up(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the links to the top that stand below every answer; the last one stays, as the page's end."""
    ways = [line.number for line in lines if 1 < len(line.text) <= WAY_UP and _WAY_UP.match(line.text)]
    if len(ways) < FEWEST_WAYS_UP:
        return lines
    gone = frozenset(ways[:-1])
    return [line for line in lines if line.number not in gone]
