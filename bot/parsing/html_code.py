"""Code in HTML: where it stands, its text character for character, and its language."""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*|highlight-source-|highlight-)([A-Za-z0-9+#_.-]+)")
_LINE_NUMBERS = re.compile(r"(?:^|\s)(?:linenos|linenodiv|lineno|gutter)(?:\s|$)")
_LONGEST_FENCE = re.compile(r"^ {0,3}(`{3,})", re.MULTILINE)


def walk(top: LexborNode, takes_whole: Callable[[LexborNode], bool]) -> Iterator[tuple[bool, LexborNode]]:
    """Every node when it begins and, if it can hold others, when it ends; hostile nesting needs no recursion."""
    node = top.child
    ancestors: list[LexborNode] = []
    while node is not None:
        yield True, node
        child = None if takes_whole(node) else node.child
        if child is not None:
            ancestors.append(node)
            node = child
            continue
        yield False, node
        while node.next is None:
            if not ancestors:
                return
            node = ancestors.pop()
            yield False, node
        node = node.next


def fenced(code: str, language: str = "") -> str:
    """Code in a fence that no line of it ends."""
    longest = max((len(run) for run in _LONGEST_FENCE.findall(code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def is_block_of_code(node: LexborNode) -> bool:
    """`code` of several lines outside of `pre`."""
    if node.tag != "code":
        return False
    return "\n" in code_text(node).strip() and (
        node.css_first("br, div, p") is not None or "\n" in node.text().strip("\n ")
    )


def is_line_numbers(node: LexborNode) -> bool:
    """Numbers that a highlighter puts beside the lines."""
    return _LINE_NUMBERS.search(node.attributes.get("class") or "") is not None


def code_text(node: LexborNode) -> str:
    """The text of code: line ends as they are, `br` and the ends of `div` and `p` as line ends."""
    parts: list[str] = []
    for opens, each in walk(node, is_line_numbers):
        tag = each.tag or ""
        if opens and tag == "-text":
            parts.append(each.text_content or "")
        elif (opens and tag == "br") or (tag in ("div", "p", "li", "tr") and parts and not parts[-1].endswith("\n")):
            parts.append("\n")
    return "".join(parts).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")


def code_language(node: LexborNode) -> str:
    """The language that a class or an attribute names; empty where none does."""
    inner = node.css_first("code")
    for each in (node, inner, node.parent):
        for name in ("class", "data-lang", "lang"):
            value = (each.attributes.get(name) or "") if each is not None else ""
            if name != "class" and re.fullmatch(r"[A-Za-z0-9+#_.-]{1,20}", value) and each is not node.parent:
                return value.lower()
            if name == "class" and (found := _LANGUAGE.search(value)):
                return found[1].lower()
    return ""
