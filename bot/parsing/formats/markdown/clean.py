"""Inline content as people write it on GitHub to our Markdown: no HTML, no anchors, no links that lead nowhere."""

import html
import re
from collections.abc import Mapping
from itertools import pairwise

WRAPPED = 60
"""Characters from which a line end inside a paragraph is taken for the editor's wrapping, which GitHub shows as a
space."""

_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font"
    "|footer"
    "|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|main|mark|nav|ol|p|picture|pre|q|s|samp|section|small|source|span|strike"
    "|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_DESTINATION = r"<[^<>\n]{0,2000}>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+"
_INLINE = re.compile(
    rf"(?P<ticks>`+)(?!`)(?s:.{{1,1000}}?)(?<!`)(?P=ticks)(?!`)"
    rf"|(?P<comment><!--(?s:.{{0,5000}}?)-->)"
    rf"|<(?P<close>/?)(?P<name>{_NAMES})(?=[\s/>])(?P<attributes>(?:\"[^\"]{{0,500}}\"|'[^']{{0,500}}'|[^<>\"']){{0,400}})>"
    rf"|(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*+\](?:\([^()]*+\))?)*+)\]"
    rf"(?:\((?P<to>{_DESTINATION})(?:\s+(?:\"[^\"]*+\"|'[^']*+'))?\s*\)|\[(?P<named>[^\[\]]{{0,200}})\])"
    rf"|(?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|\w{{2,30}});)",
    re.IGNORECASE,
)
_STRONG_WORD = re.compile(r"`[^`]*`|(?<![\w`])__([A-Za-z0-9]*[A-Z][A-Za-z0-9]*)__(?![\w`])")
"""`__Note__` is meant in bold; names such as `__init__` have no capitals, and our Markdown leaves both alone."""

_SPECIAL = re.compile(r"[<&\[]")
_ATTRIBUTE = r"""\b{0}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_HREF, _SRC, _ALT = (re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "src", "alt"))
_ABSOLUTE = re.compile(r"(?:https?|tg)://\S+", re.IGNORECASE)
_BADGE = re.compile(r"shields\.io|badge|travis-ci|codecov|\.svg\?|visitor|star-history|contrib\.rocks", re.IGNORECASE)
_PROMO_ALT = re.compile(
    r"公众号|二维码|微信|打赏|qr ?code|sponsor|donate|buy me a|telegram channel|подпис", re.IGNORECASE
)
_IDLE_ALT = re.compile(
    r"\W*(?:alt(?:[ _-]?text)?|image|img|picture|screenshot|photo|фото|картинка|изображение|图片?|image\.png"
    r"|[\w.-]+\.(?:png|jpe?g|gif|svg|webp))?\W*",
    re.IGNORECASE,
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CODE = ("code", "kbd", "samp", "tt", "var")
_BREAKS = frozenset(("br", "p", "div", "hr", "ul", "ol", "table", "tr", "dl", "dt", "dd", "blockquote", "section"))
_HELD = frozenset(
    ("section", "article", "aside", "nav", "header", "footer", "main", "figure", "div", "table", "ul", "ol", "dl")
)
_NEW_ITEM = re.compile(r"(?:[-*+•▪◦]|\d{1,3}[.)、]|[A-Za-zА-Яа-я][.)])\s|[^\w\s`*_(\"'«“\[]")
_SPACES = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_ITEMS = re.compile(r"\n{2,}(?=- )")
_BLANKS = re.compile(r"\n{3,}")


def clean(text: str, links: Mapping[str, str]) -> str:
    """Inline content without HTML; `links` says where named links lead, in lower case.

    Tags of HTML give marks of Markdown or go; other `<words>` stay. Links into the page or beside it become text,
    pictures that are not on the web their description.
    """
    if "__" in text:
        text = _STRONG_WORD.sub(lambda found: found[0] if found[1] is None else f"**{found[1]}**", text)
    if _SPECIAL.search(text) is None:
        return text
    names = [found["name"].lower() + found["close"] for found in _INLINE.finditer(text) if found["name"]]
    paired = {name for name in {*_MARKS, *_CODE} if 0 < names.count(name) == names.count(f"{name}/")}
    opened: list[str] = []

    def replacement(found: re.Match[str]) -> str:
        if found["ticks"]:
            return found[0]
        if found["name"]:
            return _tag(found, paired, opened)
        if found["entity"]:
            character = html.unescape(found[0])
            return " " if character == "\u00a0" else character
        return "" if found["comment"] else _link(found, links)

    cleaned = _tidy(_INLINE.sub(replacement, text))
    return _ITEMS.sub("\n", cleaned) if "li" in names else cleaned


def _tag(found: re.Match[str], paired: set[str], opened: list[str]) -> str:
    name, closes, attributes = found["name"].lower(), bool(found["close"]), found["attributes"]
    if name == "a":
        if closes:
            return opened.pop() if opened else ""
        to = _attribute(_HREF, attributes)
        leads = _ABSOLUTE.fullmatch(to) is not None
        opened.append(f"]({to})" if leads else "")
        return "[" if leads else ""
    if name == "img":
        return _picture(_attribute(_ALT, attributes), _attribute(_SRC, attributes))
    if name in paired:
        return "`" if name in _CODE else _MARKS[name]
    if name in ("td", "th"):
        return " " if closes else " | "
    if name == "li":
        return "" if closes else "\n- "
    if name in _HELD and not closes and f"</{name}" not in found.string.lower() and _amid(found):
        return found[0]
    if name == "br" and found.string[found.end() : found.end() + 1] == "\n":
        return "  "
    return "\n" if name in _BREAKS or name[0] == "h" else ""


def _amid(found: re.Match[str]) -> bool:
    """Whether a tag stands in a sentence that speaks of it, with words on both sides."""
    before = found.string[: found.start()].rpartition("\n")[2]
    after = found.string[found.end() :].partition("\n")[0]
    return before.endswith(" ") and bool(before.strip()) and after[:1] in (" ", ",", ".", ")")


def _attribute(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    return html.unescape(found[1] or found[2] or found[3] or "").strip() if found else ""


def _picture(alt: str, source: str) -> str:
    if _BADGE.search(source) or _PROMO_ALT.search(alt):
        return ""
    described = "" if _IDLE_ALT.fullmatch(alt) else alt
    return f"![{described}]({source})" if _ABSOLUTE.fullmatch(source) else described


def _link(found: re.Match[str], links: Mapping[str, str]) -> str:
    text, to = found["text"], found["to"]
    if to is None:
        named = links.get((found["named"] or text).casefold())
        if named is None:
            return found[0]
        to = named
    to = to.strip("<>")
    if found["image"]:
        return _picture(text, to)
    inside = clean(text, links)
    return f"[{inside}]({to})" if inside.strip() and _ABSOLUTE.fullmatch(to) and not inside.startswith("![") else inside


def _tidy(text: str) -> str:
    return _BLANKS.sub("\n\n", _SPACES.sub("\n", text)).strip()


def unwrapped(text: str) -> str:
    """A paragraph without the line ends that only wrap it; those after short lines, two spaces or a backslash, and
    before list items stay."""
    if "\n" not in text:
        return text.strip()
    lines = text.split("\n")
    joined = [lines[0]]
    for before, line in pairwise(lines):
        breaks = before.endswith(("  ", "\\")) or not line.strip() or _NEW_ITEM.match(line.lstrip())
        if breaks or len(before) < WRAPPED or before.endswith((":", "：")):
            joined[-1] = joined[-1].rstrip().removesuffix("\\")
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
    return "\n".join(line.strip() for line in joined).strip()
