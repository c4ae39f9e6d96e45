"""HTML of fields as Markdown."""

import pytest

from bot.domain.markup import parse_markdown, plain_text
from bot.parsing.html_fields import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("a &lt;b&gt; &amp; c", "a \\<b\\> & c"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p> sp <b> bold </b> end </p>", "sp **bold** end"),
        ("<ul><li>one</li><li>two<ol><li>in</li></ol></li></ul>tail", "- one\n- two\n  1. in\n\ntail"),
        ("<ol start=3><li>three</li><li>four</li></ol>", "3. three\n4. four"),
        ("<code>x[0]</code> and <kbd>Ctrl</kbd>", "`x[0]` and `Ctrl`"),
        (
            "<a href='https://example.org/a'>here</a> <a href='javascript:x()'>no</a>",
            "[here](https://example.org/a) no",
        ),
        ("O(n<sup>2</sup>), x<sup>ab</sup>", "O(n²), x^(ab)"),
        ("<img src='pics/a.png'><script>x()</script><style>y</style>", "\\[picture: a.png\\]"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| a | b |\n|---|---|\n| 1 | 2 |",
        ),
        ("<blockquote>q<br>w</blockquote>x", "> q\n> w\n\nx"),
        ("<h3>Head</h3>text<hr>", "### Head\n\ntext\n\n---"),
        ("<div>1. one</div><div>2. two</div>", "1. one\n2. two"),
    ],
)
def test_what_a_browser_shows_is_what_markdown_says(html: str, markdown: str) -> None:
    assert plain_text(parse_markdown(to_markdown(html))) == plain_text(parse_markdown(markdown))


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">if a &lt; b:\n    print("*x*")\n\nelse: pass</code></pre>',
        '<pre>if a &lt; b:<br>&nbsp; &nbsp; print("*x*")<br><br>else: pass</pre>',
        '<code>if a &lt; b:<br>&nbsp;&nbsp;&nbsp; print("*x*")<br><br>else: pass</code>',
        '<pre><div>if a &lt; b:</div><div>    print("*x*")</div><div><br></div><div>else: pass</div></pre>',
        '<div class="highlight"><pre><span>if</span> a &lt; b:\n    <i>print</i>("*x*")\n\nelse: pass\n</pre></div>',
    ],
)
def test_code_stays_character_for_character(html: str) -> None:
    assert 'if a < b:\n    print("*x*")\n\nelse: pass\n```' in to_markdown(html)


def test_line_numbers_beside_code_are_no_code() -> None:
    html = (
        "<table><tr><td class='linenos'><pre>1\n2</pre></td><td class='code'><pre>x = 1\ny = 2</pre></td></tr></table>"
    )
    assert to_markdown(html) == "```\nx = 1\ny = 2\n```"


def test_a_fence_within_code_gets_a_longer_one_around_it() -> None:
    assert to_markdown("<pre>```\na\n```</pre>") == "````\n```\na\n```\n````"


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>", "<blockquote>", "<b>", "<table><tr><td>"])
def test_of_hostile_nesting_the_text_is_left(opening: str) -> None:
    assert to_markdown(opening * 20_000 + "x") == "x"
