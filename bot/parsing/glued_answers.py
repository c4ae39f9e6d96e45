"""Parts an answer from the question on the same line: "… ? Ответ: …", "• … ? — …"."""

import re
from collections.abc import Sequence

from bot.parsing.post_text import MOST_STRETCHES, Said

FEWEST = 2

_LABEL = r"(?:(?:правильный |верный |краткий )?ответ|(?:correct |short )?answer|ans|参考答案|答案|答)\s?[:：]"
_LABELLED = re.compile(rf"(?<=[?？])[ \t]*(?=[^\w\n]{{0,4}}{_LABEL})", re.IGNORECASE)
_LABEL_FIRST = re.compile(rf"[^\w\n]{{0,4}}{_LABEL}", re.IGNORECASE)
BEHIND = re.compile(
    r"(?<=[?\uff1f])\s*(?:[(\[\uff08\u3010][^()\[\]?\uff1f]{1,30}[)\]\uff09\u3011]|#\w+(?:\W+#\w+)*)\W*$"
)
"""A level, a company or tags behind a question mark."""
_ASKED_LAST = re.compile(r"[?？][^\w\n]{0,4}$")
_DASHED = re.compile(
    r"^[ \t]{0,8}(?:[^\w\s]{1,2}[ \t]{0,4})?(\w[^\n?？]{4,200}[?？])[ \t]{0,4}"
    r"(?:[—–]|->|=>|→|-(?=[ \t]))[ \t]{0,4}(?=\S)",
    re.MULTILINE,
)


def with_answers_apart(said: Sequence[Said]) -> Sequence[Said]:
    """The stretches of a post, with a line end before each answer that stands on the line of its question."""
    asking = [_may_ask(part) for part in said]
    if len(said) > MOST_STRETCHES or True not in asking:
        return said
    dashed = sum(len(_DASHED.findall(part.text)) for part, asks in zip(said, asking, strict=True) if asks)
    found: list[Said] = []
    for part, asks in zip(said, asking, strict=True):
        text = part.text
        if asks:
            text = _LABELLED.sub("\n", text)
            text = _DASHED.sub(r"\n\1\n", text) if dashed >= FEWEST else text
        elif found and _ASKED_LAST.search(found[-1].text[-8:]) and _LABEL_FIRST.match(text) and not _is_code(part):
            found[-1] = found[-1]._replace(text=found[-1].text + "\n")
        found.append(part if text == part.text else part._replace(text=text))
    return found


def line_apart(line: str, *, dashed: bool) -> list[str]:
    """A line as the lines that it is: the question, without what stands behind its mark, and the answer glued to it.
    `dashed`: a dash behind a question mark stands before the answer."""
    if "?" not in line and "？" not in line:
        return [line]
    text = _LABELLED.sub("\n", line)
    if dashed:
        text = _DASHED.sub(r"\1\n", text)
    lines = text.split("\n")
    lines[0] = BEHIND.sub("", lines[0])
    return lines


def are_dashed(lines: Sequence[str]) -> bool:
    """Whether answers stand behind a dash on the lines of their questions, and not once by chance."""
    return sum(_DASHED.match(line) is not None for line in lines if "?" in line or "？" in line) >= FEWEST


def _may_ask(part: Said) -> bool:
    return ("?" in part.text or "？" in part.text) and not part.hidden and not _is_code(part)


def _is_code(part: Said) -> bool:
    return any(mark.kind in ("code", "pre") for mark in part.marks)
