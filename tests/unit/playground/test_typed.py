"""What an app makes of marks that somebody types."""

import pytest

from bot.playground.html import written
from bot.playground.typed import typed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and __italic__", "<b>bold</b> and <i>italic</i>"),
        ("~~gone~~ ||hidden||", "<s>gone</s> <tg-spoiler>hidden</tg-spoiler>"),
        ("say `x = **y**` twice", "say <code>x = **y**</code> twice"),
        ("```python\nprint(1)\n```", '<pre><code class="language-python">print(1)</code></pre>'),
        ("```\na\n  b\n```", "<pre>a\n  b</pre>"),
        ("**bold __and italic__**", "<b>bold <i>and italic</i></b>"),
        ("🧠 **б**", "🧠 <b>б</b>"),
        ("**a** **b**", "<b>a</b> <b>b</b>"),
    ],
)
def test_marks_become_formatting(text: str, html: str) -> None:
    body = typed(text)
    assert written(body.text, body.entities) == html


@pytest.mark.parametrize("text", ["a**b**c", "** b **", "**", "2 ** 3 ** 4", "`", "snake__case__name", "****"])
def test_what_is_no_mark_stays_as_typed(text: str) -> None:
    body = typed(text)
    assert (body.text, body.entities) == (text, ())


def test_offsets_count_utf16_units_after_the_marks_have_gone() -> None:
    bold, code = typed("😀 **a😀** `c`").entities
    assert (bold["offset"], bold["length"]) == (3, 3)
    assert (code["offset"], code["length"]) == (7, 1)


def test_commands_and_links_are_found_outside_code() -> None:
    kinds = [entity["type"] for entity in typed("/start https://example.org `/help`").entities]
    assert kinds == ["bot_command", "url", "code"]
