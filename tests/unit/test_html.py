"""Escaped text told apart by type."""

from bot.texts.html import Html, bold, code, escape, italic, link, pre, printable, spoiler


def test_special_characters_are_escaped() -> None:
    assert escape('<b> & "List<String>" &amp; it\'s') == (
        "&lt;b&gt; &amp; &quot;List&lt;String&gt;&quot; &amp;amp; it's"
    )


def test_what_telegram_cannot_carry_is_replaced() -> None:
    assert escape("a\x00b\x1b\ud83dc\x9f\x7f") == "a\ufffdb\ufffd\ufffdc\ufffd\ufffd"
    assert printable("a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


def test_marks_of_writing_direction_and_joined_emoji_are_kept() -> None:
    text = "\u200fשלום\u200e \u202eabc\u202c 👨‍👩‍👧 😀"
    assert escape(text) == text


def test_html_is_not_escaped_twice() -> None:
    assert bold(italic("a<b")) == "<b><i>a&lt;b</i></b>"


def test_each_constructor_escapes_what_is_plain() -> None:
    assert code("<x>") == "<code>&lt;x&gt;</code>"
    assert spoiler("<x>") == "<tg-spoiler>&lt;x&gt;</tg-spoiler>"
    assert pre("a < b") == "<pre>a &lt; b</pre>"
    assert pre("a < b", "c++") == '<pre><code class="language-c++">a &lt; b</code></pre>'
    assert link("a & b", 'https://x/?a="1"&b=2') == '<a href="https://x/?a=&quot;1&quot;&amp;b=2">a &amp; b</a>'
    assert pre("x", '"><b>') == '<pre><code class="language-&quot;&gt;&lt;b&gt;">x</code></pre>'


def test_the_sum_is_html_only_of_html() -> None:
    both = bold("a") + Html("\n") + bold("b")
    assert both == "<b>a</b>\n<b>b</b>"
    assert isinstance(both, Html)
    assert not isinstance(bold("a") + "<", Html)
    assert not isinstance("<" + bold("a"), Html)


def test_join_escapes_plain_parts() -> None:
    joined = Html("\n").join([bold("a"), "<"])
    assert joined == "<b>a</b>\n&lt;"
    assert isinstance(joined, Html)
