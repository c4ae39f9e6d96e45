"""Rich Markdown → rich HTML: GitHub's Markdown with marked text, spoilers, formulas, and HTML inside.

Footnotes are refused: this server does not have them. So is a line that begins with `#tag`, of which Telegram makes a
heading.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.playground.rich.tree import unparsable

_PAIRS = {"==": "mark", "||": "tg-spoiler"}
_FORMULA = re.compile(r"\$(?![\s$])((?:[^$\\\n]|\\.)+?)(?<!\s)\$(?!\d)")
_FORMULA_BLOCK = re.compile(r"\s*\$\$(.+)\$\$\s*", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_TAG_AT_START = re.compile(r"^#{1,6}[^#\s]", re.MULTILINE)
_BLOCK_TAG = re.compile(r"<(?:tg-button-row|tg-collage|tg-slideshow|tg-document|tg-math-block|figure)\b")
_DEEPEST = 64
"""Where markdown-it would begin to drop what is nested; a message's own limit is reached before."""


def html_of(source: str) -> str:
    """The same text as rich HTML. Raises Refusal for what this server does not take."""
    return str(_markdown().render(source))


@lru_cache
def _markdown() -> MarkdownIt:
    options = {"html": True, "tasklists": True, "maxNesting": _DEEPEST}
    markdown = MarkdownIt("commonmark", options, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    for character in ("=", "|", "$"):
        markdown.inline.add_terminator_char(character)
    markdown.inline.ruler.before("emphasis", "pair", _pair)
    markdown.inline.ruler.before("emphasis", "formula", _inline_formula)
    markdown.core.ruler.before("inline", "formula_block", _formula_blocks)
    markdown.core.ruler.after("inline", "checks", _check)
    markdown.core.ruler.after("checks", "separate", _separate)
    return markdown


def _pair(state: StateInline, silent: bool) -> bool:
    """`==marked==` and `||hidden||`."""
    begin = state.pos + 2
    marker = state.src[state.pos : begin]
    end = state.src.find(marker, begin, state.posMax) if marker in _PAIRS else -1
    inner = state.src[begin:end]
    if end < 0 or not inner or inner != inner.strip():
        return False
    after, last = end + 2, state.posMax
    if not silent:
        state.push(f"{_PAIRS[marker]}_open", _PAIRS[marker], 1)
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.push(f"{_PAIRS[marker]}_close", _PAIRS[marker], -1)
    state.pos, state.posMax = after, last
    return True


def _inline_formula(state: StateInline, silent: bool) -> bool:
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f"<tg-math>{escapeHtml(match.group(1))}</tg-math>"
    state.pos = match.end()
    return True


def _formula_blocks(state: StateCore) -> None:
    """A paragraph that is nothing but `$$…$$`."""
    for index, token in enumerate(state.tokens):
        match = _FORMULA_BLOCK.fullmatch(token.content) if _in_paragraph(state.tokens, index) else None
        if match:
            formula = Token("html_block", "", 0, content=_formula_html(match.group(1)), block=True)
            state.tokens[index] = formula
            _unwrap(state.tokens, index)


def _formula_html(source: str) -> str:
    return f"<tg-math-block>{escapeHtml(source.strip())}</tg-math-block>"


def _check(state: StateCore) -> None:
    footnote = any(label.startswith("^") for label in state.env.get("references", {}))
    for index, token in enumerate(state.tokens):
        if _in_paragraph(state.tokens, index) and _TAG_AT_START.search(token.content):
            raise unparsable('a heading needs a space after "#", and a hashtag at the start of a line "\\" before it')
        text = "".join(child.content for child in token.children or () if child.type == "text")
        footnote = footnote or bool(_FOOTNOTE.search(text))
    if footnote:
        raise unparsable("footnotes are not supported by this server")


def _separate(state: StateCore) -> None:
    """Pictures on lines of their own, anchors alone and blocks written as HTML stand in no paragraph."""
    for index, token in enumerate(state.tokens):
        children = [child for child in token.children or () if child.type != "softbreak"]
        if not children or not _in_paragraph(state.tokens, index):
            continue
        is_media = all(child.type == "image" and not _is_inline(child) for child in children)
        is_markup = all(child.type == "html_inline" and child.content[:2] in ("<a", "</") for child in children)
        if is_media or is_markup or _BLOCK_TAG.match(children[0].content):
            _unwrap(state.tokens, index)


def _in_paragraph(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].type == "inline" and tokens[index - 1].type == "paragraph_open"


def _unwrap(tokens: Sequence[Token], index: int) -> None:
    tokens[index - 1].hidden = tokens[index + 1].hidden = True


def _is_inline(image: Token) -> bool:
    return str(image.attrs["src"]).startswith(("tg://emoji?", "tg://time?"))


class _Renderer(RendererHTML):
    """HTML with the tags of rich messages only."""

    def thead_open(self, *_: object) -> str:
        """Rich HTML has rows without groups."""
        return ""

    thead_close = tbody_open = tbody_close = thead_open

    def th_open(self, tokens: Sequence[Token], idx: int, _: OptionsDict, __: EnvType) -> str:
        """A cell with its alignment."""
        align = str(tokens[idx].attrs.get("style", "")).removeprefix("text-align:")
        attribute = f' align="{align}"' if align else ""
        return f"<{tokens[idx].tag}{attribute}>"

    td_open = th_open

    def bullet_list_open(self, *_: object) -> str:
        """A list without the classes of task lists."""
        return "<ul>"

    def ordered_list_open(self, tokens: Sequence[Token], idx: int, _: OptionsDict, __: EnvType) -> str:
        """A list with its first number."""
        return f'<ol start="{tokens[idx].attrs.get("start", 1)}">'

    def list_item_open(self, tokens: Sequence[Token], idx: int, _: OptionsDict, __: EnvType) -> str:
        """An item with its checkbox."""
        checked = tokens[idx].meta.get("checked")
        if checked is None:
            return "<li>"
        return f'<li><input type="checkbox"{" checked" if checked else ""}>'

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Code, or a formula."""
        if tokens[idx].info.strip() == "math":
            return _formula_html(tokens[idx].content)
        return super().fence(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A custom emoji, a time or media, by the link."""
        token = tokens[idx]
        url = str(token.attrs["src"])
        alt = escapeHtml(self.renderInlineAsText(token.children, options, env) if token.children else "")
        if url.startswith("tg://time?"):
            query = parse_qs(urlsplit(url).query)
            unix, form = (escapeHtml(query.get(name, [""])[0]) for name in ("unix", "format"))
            return f'<tg-time unix="{unix}" format="{form}">{alt}</tg-time>'
        source = escapeHtml(url)
        if url.startswith("tg://document?"):
            media = f'<tg-document src="{source}">{alt}</tg-document>'
        else:
            media = f'<img src="{source}" alt="{alt}">'
        title = escapeHtml(str(token.attrs.get("title", "")))
        return f"<figure>{media}<figcaption>{title}</figcaption></figure>" if title else media
