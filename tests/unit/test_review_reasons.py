"""Whatever reason the parser gives, the editor reads it in their own language."""

import ast
from collections.abc import Iterator

from bot.storage.splits import REASON
from bot.telegram.screens.draft_reasons import PICTURED, REASONS
from tests.architecture import repository


def given() -> Iterator[str]:
    """The reasons in the parser's source; each changing part is an asterisk."""
    for path, tree in repository.trees():
        if not path.startswith("bot/parsing/"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("evidence.add", "evidence.against"):
                yield from texts(node.args[0])


def texts(reason: ast.expr) -> Iterator[str]:
    match reason:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from texts(one)
            yield from texts(other)
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)


def test_every_reason_of_the_parser_has_a_text() -> None:
    counted = {"label *", "* code blocks", "* chapters"} | {f"{beginning}*" for beginning in PICTURED}
    assert {*given(), REASON} == {*REASONS, *counted}
