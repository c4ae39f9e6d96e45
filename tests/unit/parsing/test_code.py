"""Code without fences: where it begins, where it ends, which language it is."""

import re

import pytest

from bot.parsing.answers import Answer, as_markdown
from bot.parsing.blocks import numbered_lines
from bot.parsing.code import guess_language


def markdown(text: str) -> Answer:
    return as_markdown(numbered_lines(text))


def blocks(text: str) -> list[tuple[str, str]]:
    return re.findall(r"```(\w*)\n(.*?)\n```", markdown(text).markdown, re.DOTALL)


SNIPPETS = {
    "python": 'from functools import cache\n\n\n@cache\ndef area(r):\n\n    """Площадь круга."""\n'
    "    return 3 * r ** 2  # грубо\n\n\nresult = area(2)\nprint(result)\nresult.real",
    "sql": "SELECT id, total\nFROM orders\nWHERE status = 'new'\nORDER BY created_at\nLIMIT 10;",
    "bash": "git fetch origin\ngit revert --no-edit 3f2c\ngit push origin main",
    "yaml": "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n"
    "  strategy:\n    rollingUpdate:\n      maxUnavailable: 0",
    "dockerfile": "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nCMD python -m app",
    "go": 'package main\n\nfunc main() {\n\tprintln("hi")\n}',
}


@pytest.mark.parametrize("language", SNIPPETS)
@pytest.mark.parametrize("label", ["  • 代码示例", "  • Code example", "  • Пример кода"])
def test_code_is_fenced_with_its_language_and_left_as_it_is(language: str, label: str) -> None:
    code = SNIPPETS[language]
    assert blocks(f"1. First\n\n{label}\n{code}\n\n2. Second\n\n  • text") == [(language, code)]


@pytest.mark.parametrize(
    "after",
    [
        "2. 下一步",
        "  • next point",
        "• ещё пункт",
        "这样就不会阻塞。",
        "Так цикл событий не блокируется.",
        "This keeps the event loop free.",
    ],
)
def test_code_ends_where_prose_begins(after: str) -> None:
    code = "import time\n\ntime.sleep(1)"
    answer = markdown(f"Пример:\n{code}\n{after}")
    assert f"```python\n{code}\n```" in answer.markdown
    assert answer.markdown.split("```")[-1].strip().lstrip("- ") == after.strip().lstrip("• ")


def test_an_open_bracket_or_string_carries_code_over_odd_lines() -> None:
    code = 'query = (\n"select 1"\n)\ntext = """\n• not a bullet\nПривет.\n"""\nprint(text)'
    assert blocks(f"Code example:\nimport os\n{code}") == [("python", f"import os\n{code}")]


def test_prose_that_begins_with_words_of_code_is_no_code() -> None:
    for text in (
        "import the module lazily.",
        "from time to time it fails",
        "class is a keyword.",
        "git revert undoes a commit.",
    ):
        assert markdown(f"{text}\nSecond line of prose.").code_blocks == 0


def test_one_line_alone_is_code_only_after_a_label() -> None:
    assert markdown("Вызов\nprint(1)").code_blocks == 0
    assert markdown("Пример кода:\nprint(1)").code_blocks == 1


def test_code_that_holds_fences_gets_a_longer_one() -> None:
    answer = markdown('Code example:\nimport os\nDOC = """\n```\n"""')
    assert answer.markdown.endswith('````python\nimport os\nDOC = """\n```\n"""\n````')


def test_a_fence_that_never_closes_is_closed() -> None:
    assert markdown("```sql\nSELECT 1;").markdown == "```sql\nSELECT 1;\n```"


def test_tabs_and_trailing_spaces_in_code_survive() -> None:
    code = "def f():\n\treturn 1  \n\nf()"
    assert blocks(f"Example:\n{code}\n\n2. Next") == [("python", code)]


def test_a_language_is_named_only_when_lines_speak_for_one() -> None:
    assert guess_language("SELECT 1;\nFROM t") == "sql"
    assert guess_language("x\ny") == ""


def test_nested_lists_keep_their_levels() -> None:
    text = "  • outer\n    • inner\n      • deep\n  • again"
    assert markdown(text).markdown == "- outer\n  - inner\n    - deep\n- again"


def test_dashes_under_points_are_a_level_of_their_own() -> None:
    assert markdown("• a\n— b\n— c\n• d").markdown == "- a\n  - b\n  - c\n- d"


def test_numbers_of_steps_stay() -> None:
    assert markdown("1) one\n• x\n2) two\n3、three").markdown == "1) one\n   - x\n\n2) two\n\n3. three"
