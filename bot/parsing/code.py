"""Finds code that stands among prose without fences, and names its language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing import lexicon
from bot.parsing.blocks import NUMBERED, Line, is_fence
from bot.parsing.code_signs import GOES_ON, STATEMENT, language_of

CODE_LINE = 1000
"""Longer lines are never taken for the beginning of code; the patterns are quick up to here whatever they meet."""

_SQL_GOES_ON = re.compile(r"(?:.*\s)?(?:SELECT|DISTINCT|FROM|WHERE|AND|OR|ON|SET|BY|VALUES|HAVING)$|.*,$")
_COLUMN = r"[\w.*`\"\[\]()+/'%-]+(?: (?:AS )?[\w\"`]+)?"
_COLUMNS = re.compile(rf"{_COLUMN}(?:, ?{_COLUMN})*[,;]?$", re.ASCII)
_SQL_BELOW = re.compile(r"\s*(?:FROM|,)|\s+\S")
_TARGET = re.compile(r"[A-Za-z_*(][\w.\[\]\"'(), *:|]*[-+*/|&%@:]{0,2}$")
_YAML_GOES_ON = re.compile(r"(?:- )?[\w./\"'-]+:(?: \S.*)?$|- \S|---$|#")
_YAML_TOP = re.compile(r"[a-z][\w-]*:(?: [\w.\"'/-]+){0,4}$")
_YAML_LINE = re.compile(r"(?:- )?[a-zA-Z][\w./-]*:(?: \S.*)?$|- [\w./\"'-]+$|#")
YAML_LINES = 12
FEWEST_KEYS = 4
_DOCKER_GOES_ON = re.compile(
    r"(?:RUN|COPY|ADD|ENV|CMD|ENTRYPOINT|WORKDIR|EXPOSE|USER|ARG|HEALTHCHECK|LABEL|VOLUME|FROM)\b|#"
)
_BULLET = re.compile(r"\s*[•◦▪‣·●○■□]")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_STRINGS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?:#|//|--).*$")
_QUOTES = re.compile(r"[\"'#]|//|--")
_NAMES_OF_OTHERS = re.compile(
    r"(?:let|const|var|function|class|def|return|public|private|print|console)\b[^.]*[;{}()]\s*$|\w+(?:\+\+|--|\(\));\s*$"
)
"""Statements whose names are written in Russian or Chinese."""
_SENTENCE = re.compile(r"[A-Z][a-z'’]*(?: [\w'’,()/`-]+){3}")


@dataclass(frozen=True, slots=True)
class Code:
    """A run of lines `[start, end)` that is code in `language`."""

    start: int
    end: int
    language: str


def find_code(lines: Sequence[Line], *, single_lines: bool = False) -> list[Code]:
    """The runs of unfenced code, in order. One line alone is taken for code only after a label that announces code,
    before two blank lines, as pages leave them behind their code, or where `single_lines` allows it."""
    found: list[Code] = []
    index = 0
    while index < len(lines):
        language = _begins(lines, index)
        if language is None and _is_parted(lines, index + 1) and _is_code(lines[index].text.strip()):
            language = ""
        if language is None:
            index += 1
            continue
        end = _end(lines, index, language)
        if end - index > 1 or _announced(lines, index) or single_lines or _is_parted(lines, end):
            found.append(Code(index, end, language))
            index = end
        else:
            index += 1
    return found


def _is_parted(lines: Sequence[Line], end: int) -> bool:
    """Whether two blank lines and more text stand behind a line."""
    return end + 2 < len(lines) and not lines[end].text.strip() and not lines[end + 1].text.strip()


def guess_language(code: str) -> str:
    """The language most lines of a piece of code speak for; an empty string when none does."""
    votes: dict[str, int] = {}
    for line in code.split("\n")[:400]:
        language = language_of(line.strip()) if len(line) <= CODE_LINE else None
        if language:
            votes[language] = votes.get(language, 0) + 1
    return max(votes, key=lambda language: votes[language], default="")


def _begins(lines: Sequence[Line], index: int) -> str | None:
    text = lines[index].text
    bare = text.strip()
    if not bare or len(bare) > CODE_LINE or not bare[0].isascii() or _is_prose(text, ""):
        return None
    language = language_of(bare)
    if language and (language != "json" or _announced(lines, index)):
        return language
    if bare.startswith("SELECT ") and _SQL_BELOW.match(_below(lines, index)):
        return "sql"
    if _YAML_TOP.match(bare) and _is_yaml(lines, index):
        return "yaml"
    if bare.startswith(("#", "//", "--", '"""')) or _announced(lines, index):
        ahead = _language_ahead(lines, index, bare)
        if ahead is not None:
            return ahead
        if bare.startswith(("# ", "//", "--")) and _is_code(_below(lines, index).strip()):
            return ""
    below = _below(lines, index)
    opens = bare.endswith("{") and below[:1] in (" ", "\t")
    return "" if _is_statement(bare) and (opens or _is_code(below.strip())) else None


def _is_yaml(lines: Sequence[Line], index: int) -> bool:
    """Whether keys follow upon keys, some of them with nothing but other keys below."""
    bare = [line.text.strip() for line in lines[index : index + YAML_LINES] if line.text.strip()]
    keys = next((at for at, text in enumerate(bare) if not _YAML_LINE.match(text)), len(bare))
    return keys >= FEWEST_KEYS and sum(text.endswith(":") for text in bare[:keys]) >= 2


def _language_ahead(lines: Sequence[Line], index: int, bare: str) -> str | None:
    """For a comment or an assignment on top: the language of the first telling line of the same run."""
    if not (_goes_on(bare) or _YAML_GOES_ON.match(bare)):
        return None
    for line in lines[index : index + 12]:
        text = line.text.strip()
        if _is_prose(line.text, "") and not text.startswith(("#", "//", "--")):
            break
        language = language_of(text) if len(text) <= CODE_LINE else None
        if language and language != "json":
            return language
    following = _below(lines, index)
    if not _announced(lines, index):
        return None
    if re.match(r"[\w.-]+\s*=\s*\S", bare):
        return "python"
    return "yaml" if _YAML_GOES_ON.match(bare) and (following[:1] in " \t-" or _YAML_GOES_ON.match(following)) else None


def _is_code(bare: str) -> bool:
    """Whether a line by itself looks like one of a program."""
    if not bare or len(bare) > CODE_LINE or _is_prose(bare, ""):
        return False
    return _is_statement(bare) or language_of(bare) not in (None, "json")


def _is_statement(bare: str) -> bool:
    return STATEMENT.match(bare) is not None or (_assigns(bare) and not bare.endswith((".", "?", "!")))


def _below(lines: Sequence[Line], index: int) -> str:
    return next((line.text for line in lines[index + 1 : index + 3] if line.text.strip()), "")


def _announced(lines: Sequence[Line], index: int) -> bool:
    before = next((line.text for line in reversed(lines[max(0, index - 2) : index]) if line.text.strip()), "")
    return len(before) <= 200 and lexicon.CODE_LABEL.search(before) is not None


def _end(lines: Sequence[Line], start: int, language: str) -> int:
    """The index behind the last line of the code that begins at `start`."""
    end, quote, depth, carried, goes_on = start, "", 0, False, False
    for index in range(start, len(lines)):
        text = lines[index].text
        bare = text.strip()
        if not bare:
            continue
        inside = bool(quote) or depth > 0 or carried or (goes_on and _COLUMNS.match(bare) is not None)
        if index > start and not _belongs(text, bare, language, inside=inside, quoted=bool(quote)):
            break
        end = index + 1
        quote = _open_quote(text, quote)
        depth = 0 if quote else max(0, depth + _balance(text))
        carried = bare.endswith("\\")
        goes_on = language == "sql" and _SQL_GOES_ON.match(bare) is not None
    return end


def _belongs(text: str, bare: str, language: str, *, inside: bool, quoted: bool) -> bool:
    if NUMBERED.match(text) and text[:1].isdigit():
        return False
    if quoted:
        return True
    if is_fence(text):
        return False
    if _BULLET.match(text) or len(bare) > CODE_LINE:
        return False
    if inside:
        return True
    if _is_prose(text, language):
        return False
    if text[:1] in (" ", "\t"):
        return True
    if language == "yaml":
        return _YAML_GOES_ON.match(bare) is not None
    if language == "dockerfile":
        return _DOCKER_GOES_ON.match(bare) is not None
    return (
        _goes_on(bare)
        or STATEMENT.match(bare) is not None
        or language_of(bare) not in (None, "json", "yaml", "dockerfile")
    )


def _goes_on(bare: str) -> bool:
    """Whether a line at the margin looks like a statement: an assignment, a call, a comment, a word of the language."""
    return GOES_ON.match(bare) is not None or _assigns(bare)


def _assigns(bare: str) -> bool:
    target, sign, value = bare.partition("=")
    return bool(sign and value.strip()) and _TARGET.fullmatch(target.rstrip()) is not None


def _is_prose(text: str, language: str) -> bool:
    """Russian or Chinese outside strings and comments, or an English sentence that begins at the margin."""
    bare = text.strip()
    if not bare.isascii() and not bare.startswith(("#", "//", "--")):
        said = _STRINGS.sub("", bare) if _QUOTES.search(bare) else bare
        if _OTHER_SCRIPT.search(said) and not _NAMES_OF_OTHERS.match(said):
            return True
    if not bare or text[0] in " \t" or language == "yaml" or "(" in bare[:20]:
        return False
    return bare.endswith((".", ":", "!", "?")) and _SENTENCE.match(bare) is not None


def _open_quote(text: str, quote: str) -> str:
    """Which triple quote is still open after this line."""
    position = 0
    while position < len(text):
        if quote:
            position = text.find(quote, position)
            if position < 0:
                return quote
            position, quote = position + 3, ""
        else:
            starts = [place for place in (text.find('"""', position), text.find("'''", position)) if place >= 0]
            if not starts:
                return ""
            position = min(starts)
            quote, position = text[position : position + 3], position + 3
    return quote


def _balance(text: str) -> int:
    code = _STRINGS.sub("", text) if len(text) <= CODE_LINE else ""
    return sum(code.count(sign) for sign in "([{") - sum(code.count(sign) for sign in ")]}")
