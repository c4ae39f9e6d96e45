"""Takes out of a document what is no content: navigation, badges, lists of contents, calls to star or join."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.parsing.formats.markdown import surroundings
from bot.parsing.formats.markdown.blocks import Block, reread
from bot.parsing.formats.markdown.clean import clean

SHORT = 400
"""Characters of a paragraph that may be a call to star, follow or buy; longer ones are content."""

LEADS, PRAISE = "leads about the page", "praises, sells or asks to follow"

DRAWN = 3
"""Times the same sign stands in a line that only parts what is above from what is below."""

BESIDE_LINK = 60
"""Characters of a line that only says what its link leads to."""

_LINK = re.compile(
    r"!?\[((?:[^\[\]]"
    r"|\[[^\[\]]*+\](?:\([^()]*+\))?)*+)\]\(([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s+\"[^\"]*+\")?\s*\)"
)
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?href\s*=\s*[\"']?([^\"'\s>]{1,300})[^<>]{0,300}>((?s:.{0,300}?))</a>", re.IGNORECASE
)
_PICTURE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+\)")
_TAGS = re.compile(r"<[^<>]{1,300}>")
_PRE = re.compile(r"<pre\b[^>]{0,200}>((?s:.{0,50000}?))</pre>", re.IGNORECASE)
_LANGUAGE = re.compile(r"lang(?:uage)?[-=][\"']?([\w+#-]{1,20})", re.IGNORECASE)
_LEADS = re.compile(r"\]\(|<[aA]\b|[⬆↥🔝⇧↑]")
_LETTER = re.compile(r"[^\W_]")
_COUNT = re.compile(r"^\W*\d{1,4}\W")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LINKED = re.compile(r"^\W{0,6}\[[^\[\]]{1,200}\]\(https?:|^\W{0,6}https?://|https?://\S+\W*$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+")
_POINTER = re.compile(
    r"\W*(?:(?:(?:learn|read|see|watch|check|source|sources?|link|links|reference|references|ref|answer|details?"
    r"|more|here|from|it|on|this|and|also|the|at|out|video|article|docs?|documentation|solution|explanation|example"
    r"|demo|for|medium|stack ?overflow|youtube|github"
    r"|подробнее|читать|смотреть|источник|источники|ссылка|ссылки|ответ|тут|здесь|статья|видео|и|в|на|推荐|参考|详见|见|链接"
    r"|来源|答案|阅读|原文|文章|这里|请看|看|引自|中文|更多|资料)\W*)*)",
    re.IGNORECASE,
)

_PLACE = re.compile(r"\W*(?:in|on|at|from|в|на|из)\s(?:the\s)?\[([^\[\]]*+)\]\(http[^()\s]*+\)\W*$", re.IGNORECASE)
"""A paragraph that only names a place and links to it: an answer to where something is."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Text that is no content, its line (from 0), and what it is."""

    line: int
    text: str
    reason: str


def tidy(blocks: Iterable[Block], links: Mapping[str, str], lost: list[Lost]) -> list[Block]:
    """The blocks with their inline content cleaned, without those that hold none or only lead about the repository;
    these are added to `lost`."""
    found: list[Block] = []
    for block in blocks:
        if block.kind in ("paragraph", "html"):
            found += _tidied_text(block, links, lost)
        elif block.kind in ("list", "quote", "item", "details"):
            if block.kind == "list" and _is_contents(block):
                lost.append(Lost(block.line, _first_text(block), "list of contents"))
                continue
            block.children = tidy(block.children, links, lost)
            block.summary = tidy(block.summary, links, lost)
            if block.children or block.summary:
                found.append(block)
        elif block.kind == "table":
            told = [[clean(cell, links) for cell in row] for row in block.rows]
            block.rows = [row for row in told if any(cell.strip() for cell in row)]
            found += [block] if block.rows else []
        elif block.kind == "heading":
            offers = ("](http" in block.text or "下载" in block.text) and is_promotion(block.text)
            if _points_up(block.text) or offers:
                lost.append(Lost(block.line, block.text, PRAISE if offers else LEADS))
            else:
                block.text = clean(block.text, links)
                found.append(block)
        elif block.kind != "matter":
            found.append(block)
    return _without_bare_adverts(found, lost) if lost else found


def _without_bare_adverts(blocks: list[Block], lost: list[Lost]) -> list[Block]:
    """The blocks without headings below which nothing but an advert stood."""
    gone = {each.line for each in lost if each.reason == PRAISE}
    bare = {
        id(block)
        for block, below in pairwise(blocks)
        if block.kind == below.kind == "heading"
        and block.level >= below.level
        and not block.text[:1].isdigit()
        and any(line in gone for line in range(block.line + 1, below.line))
    }
    lost += [Lost(block.line, block.text, PRAISE) for block in blocks if id(block) in bare]
    return [block for block in blocks if id(block) not in bare] if bare else blocks


def _first_text(block: Block) -> str:
    while block.children:
        block = block.children[0]
    return block.text


def _tidied_text(block: Block, links: Mapping[str, str], lost: list[Lost]) -> list[Block]:
    if block.kind == "html" and "<pre" in block.text.lower():
        return _with_code(block, links, lost)
    reason = PRAISE if is_promotion(block.text) else LEADS
    if reason == PRAISE or is_navigation(block.text) or _points_on(block.text) or _is_button(block.text):
        lost.append(Lost(block.line, block.text, reason))
        return []
    text = clean(block.text, links)
    if not text.strip(" \n*_"):
        return []
    if len(text) >= DRAWN and not text[0].isalnum() and text[0] == text[1] == text[-1] and len(set(text)) == 1:
        return [Block("rule", block.line)]
    kind_of = "list" if text.startswith("- ") and block.kind == "html" else "paragraph"
    return reread(text, block.line) if kind_of == "list" else [Block("paragraph", block.line, text)]


def _with_code(block: Block, links: Mapping[str, str], lost: list[Lost]) -> list[Block]:
    found: list[Block] = []
    at = 0
    for code in _PRE.finditer(block.text):
        found += tidy([Block("html", block.line, block.text[at : code.start()])], links, lost)
        language = _LANGUAGE.search(code.group()[:200])
        text = html.unescape(_TAGS.sub("", code[1])).strip("\n")
        if text.strip():
            found.append(Block("code", block.line, text, language[1] if language else ""))
        at = code.end()
    rest = block.text[at:]
    if "<pre" in rest.lower():
        rest = _TAGS.sub("", rest)
    return found + (tidy([Block("html", block.line, rest)], links, lost) if rest.strip() else [])


def is_navigation(raw: str) -> bool:
    """Whether a paragraph only leads about: links into the page or beside it, "back to top", a row of badges."""
    if len(raw) > SHORT * 4 or _LEADS.search(raw) is None:
        return False
    targets = [found[2] for found in _LINK.finditer(raw)] + [found[1] for found in _ANCHOR.finditer(raw)]
    rest = _TAGS.sub(" ", _LINK.sub(" ", _ANCHOR.sub(" ", raw)))
    if targets and _LETTER.search(_COUNT.sub("", rest, count=1)) is None:
        return (
            _is_banner(raw)
            or all(not to.lower().startswith(("http", "tg:", "//")) for to in targets)
            or _points_up(raw)
        )
    return _points_up(raw)


def _is_button(raw: str) -> bool:
    return len(raw) <= 20 and surroundings.BUTTON.fullmatch(raw) is not None


def _points_on(raw: str) -> bool:
    """Whether a paragraph only says what to read or do next, with links."""
    return "](" in raw and surroundings.NEXT_STEP.match(raw) is not None


def _is_banner(raw: str) -> bool:
    """Whether links show nothing but pictures: badges, sponsors, the author's other pages."""
    named = [found[1] for found in _LINK.finditer(raw) if not found[0].startswith("!")]
    named += [found[2] for found in _ANCHOR.finditer(raw)]
    return bool(named) and not any(_LETTER.search(_TAGS.sub(" ", _PICTURE.sub(" ", name))) for name in named)


def _points_up(raw: str) -> bool:
    """Whether a line only leads back to the top or to a neighbouring page."""
    shown = " ".join(_TAGS.sub(" ", _LINK.sub(r"\1", raw)).split()).strip("*_[]() ")
    linked = "](" in raw or "<a" in raw or any(sign in raw for sign in "⬆↥🔝⇧↑")
    return linked and 1 < len(shown) <= 60 and surroundings.TO_TOP.fullmatch(shown) is not None


def is_promotion(raw: str) -> bool:
    """Whether a short paragraph asks to star, follow, subscribe, sponsor or buy."""
    if len(raw) > SHORT or "`" in raw:
        return False
    lower = raw.lower()
    # The pattern is slow, and nearly no paragraph has any of its words.
    return (
        any(map(lower.__contains__, surroundings.PROMO_SIGNS))
        and surroundings.PROMO.search(_TAGS.sub(" ", raw)) is not None
    )


def _is_contents(block: Block) -> bool:
    """A list whose items are nothing but links into the page or the repository."""
    texts = [child.text for item in block.children for child in item.children if child.kind == "paragraph"]
    inner = [child for item in block.children for child in item.children if child.kind == "list"]
    if any(child.kind not in ("paragraph", "list") for item in block.children for child in item.children):
        return False
    return bool(texts or inner) and all(map(_leads_inside, texts)) and all(map(_is_contents, inner))


def _leads_inside(text: str) -> bool:
    targets = [found[2] for found in _LINK.finditer(text)] + [found[1] for found in _ANCHOR.finditer(text)]
    rest = _TAGS.sub(" ", _LINK.sub(" ", _ANCHOR.sub(" ", text)))
    return (
        bool(targets) and all(not to.lower().startswith("http") for to in targets) and len(_LETTER.findall(rest)) <= 6
    )


def says_something(blocks: Sequence[Block]) -> bool:
    """Whether blocks hold more than addresses and pictures, so that they can be an answer; the one entry of a list that
    goes on with another number is the name of what follows."""
    if len(blocks) == 1 and blocks[0].kind == "list" and _is_name(blocks[0]):
        return False
    return any(_says(block) for block in blocks)


def _is_name(block: Block) -> bool:
    only = block.children[0] if len(block.children) == 1 else None
    number = only.info.rstrip(".)") if only is not None else ""
    return number.isdecimal() and int(number) > 1 and only is not None and len(_first_text(only)) <= 80


def _says(block: Block) -> bool:
    if block.kind in ("code", "table"):
        return True
    if block.kind in ("paragraph", "html"):
        if len(block.text) <= 80 and surroundings.PLACEHOLDER.fullmatch(block.text):
            return False
        if "http" not in block.text and "](" not in block.text:
            return _LETTER.search(block.text) is not None or any(sign in block.text for sign in "`$=<>+-/[]{}()")
        place = _PLACE.match(block.text)
        if place is not None and len(_POINTER.sub("", place[1], count=1).split()) > 1:
            return True
        rest = _ADDRESS.sub(
            " ",
            _LINK.sub(lambda found: " " if found[0][0] == "!" else found[1] if _reads(found[1]) else " ", block.text),
        )
        return _reads(rest)
    return any(_says(child) for child in (*block.summary, *block.children))


def _reads(text: str) -> bool:
    """Whether words are left once those are off that only point to a link."""
    pointer = _POINTER.match(text)
    rest = text[pointer.end() :] if pointer else text
    return len(rest.split()) >= 3 or len(_HAN.findall(rest)) >= 5


def lists_links(blocks: Sequence[Block]) -> bool:
    """Whether blocks are little more than lists or lines of links to other pages."""
    items = [item for block in blocks if block.kind == "list" for item in block.children]
    lines = [line for block in blocks if block.kind == "paragraph" for line in block.text.split("\n")]
    if lines and all(block.kind in ("paragraph", "rule") for block in blocks):
        return all("](http" in line and len(_LINK.sub("", line)) <= BESIDE_LINK for line in lines)
    around = sum(len(block.text) for block in blocks if block.kind != "list")
    if not items or around > SHORT or any(block.kind in ("code", "table") for block in blocks):
        return False
    return sum(_LINKED.search(_first_text(item)[:SHORT]) is not None for item in items) * 2 > len(items)
