"""Values of fields as Markdown: HTML made clean where a document holds HTML, code in fences, the rest as it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.parsing.blocks import asks
from bot.parsing.code import guess_language
from bot.parsing.html_code import fenced
from bot.parsing.html_fields import has_tags, to_markdown, without_entities
from bot.parsing.text import unix_line_ends

_SURROGATES = re.compile("[\ud800-\udfff]")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_FORMATTING = frozenset(
    re.findall(
        r"\w+",
        "a b blockquote br code div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong sub sup table tbody td th "
        "thead tr u ul",
    )
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
SAID_BY = ("en", "ru", "zh", "text", "content", "value", "markdown", "body", "long", "full", "detailed", "short")


@dataclass(slots=True)
class FieldTexts:
    """How the fields of one document are written; `is_html` is None where it says nothing of it."""

    is_html: bool | None = None
    has_entities: bool = False

    def look_at(self, texts: Sequence[str], options: str) -> None:
        """Learn from a sample of the texts, and of the options of quizzes."""
        marked = sum(_is_marked_up(text) for text in texts)
        if self.is_html is None and marked >= 3 and marked >= 0.3 * len(texts):
            self.is_html = True
        everything = f"{' '.join(texts)} {options}"
        entities = "&quot;" in everything or re.search(r"&#0?39;", everything) is not None
        self.has_entities = self.is_html is True or entities

    def of(self, value: object) -> str:
        """A value as Markdown: HTML made clean where the document holds HTML, else as it stands."""
        if isinstance(value, str):
            return self._clean(value) if value else ""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "True" if value else "False"
        if isinstance(value, int | float):
            return f"{value:g}" if isinstance(value, float) else str(value)
        if isinstance(value, Mapping):
            code = value.get("code")
            told = next((name for name in SAID_BY if value.get(name)), None)
            if value.get("type") == "code" or (isinstance(code, str) and len(value) <= 3 and told is None):
                return as_code(code or value.get("content"), str(value.get("language") or value.get("lang") or ""))
            shown = as_code(code, str(value.get("language") or value.get("lang") or "")) if told else ""
            said = self.of(value[told]) if told else ""
            return f"{said}\n\n{shown}" if shown and shown not in said else said
        if isinstance(value, Sequence):
            parts = [part for part in map(self.of, value) if part]
            return ("\n\n" if any(isinstance(each, Mapping) for each in value) else "\n").join(parts)
        return ""

    def _clean(self, text: str) -> str:
        text = unix_line_ends(_valid(text)).strip()
        if "<" in text and self.is_html is not False and (self.is_html or _is_marked_up(text)) and has_tags(text):
            return to_markdown(text)
        if "&" in text and self.has_entities:
            return without_entities(text).replace("\u00a0", " ").strip()
        return text


def _is_marked_up(text: str) -> bool:
    """Whether a text was written as HTML, rather than about it."""
    if "`" in text or "<" not in text:
        return False
    tags = [(closing, name.lower()) for closing, name in _TAG_NAME.findall(text)]
    if not {name for _, name in tags} <= _FORMATTING:
        return False
    opened, closed = ({name for closing, name in tags if bool(closing) is end} for end in (False, True))
    rest = _BREAK.sub("", text)
    return bool(opened & closed) or (len(rest) < len(text) and len(rest.strip()) > 60 and not asks(rest))


def as_code(value: object, name: str = "") -> str:
    """Code of a field in a fence of its language; empty where there is none."""
    if not value:
        return ""
    if isinstance(value, Mapping):
        name = str(value.get("language") or value.get("lang") or name)
        value = value.get("code") or value.get("content") or value.get("snippet")
    if isinstance(value, list):
        value = "\n".join(str(line) for line in value)
    if not isinstance(value, str) or not value.strip():
        return ""
    code = unix_line_ends(_valid(value)).strip("\n").rstrip()
    if FENCE.search(code):
        return code
    return fenced(code, name.lower() if re.fullmatch(r"[A-Za-z0-9+#_.-]{1,20}", name) else guess_language(code))


def code_blocks_in(*texts: str) -> int:
    """How many fenced blocks of code texts hold."""
    return sum(len(FENCE.findall(text)) for text in texts if "```" in text or "~~~" in text) // 2


def last_line(text: str) -> str:
    """The last line as it is compared: the words of links without their addresses, any number as one."""
    last = text.rstrip().rpartition("\n")[2]
    return re.sub(r"\d+", "#", _LINK.sub(r"\1", last)).strip() if len(last) <= 300 else ""


def without_footer(text: str, line: str) -> str:
    """The text without its last line, where that compares as `line`."""
    return text.rstrip().rpartition("\n")[0].rstrip() if last_line(text) == line and "\n" in text.strip() else text


def _valid(text: str) -> str:
    """The text with what no encoding can write, halves of pairs that JSON can hold, as U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text
