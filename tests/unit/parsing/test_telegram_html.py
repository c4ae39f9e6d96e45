"""Telegram Desktop's export as HTML."""

import io
from collections.abc import Callable

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Piece, Unreadable, read_document
from bot.parsing.formats import telegram_html

Read = Callable[[str], list[Piece]]

ASKED = "Вопрос: что такое индекс базы данных?<br>Ответ: структура, по которой запрос находит строки."
CHANNEL = "Базы &amp; данные"


def message(body: str, number: int = 1, author: str | None = CHANNEL) -> str:
    name = f'<div class="from_name">\n{author} \n       </div>' if author else ""
    joined = "" if author else " joined"
    return (
        f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="14.10.2025 20:43:18 UTC+03:00">\n20:43\n</div>{name}{body}'
        "</div></div>\n"
    )


def text(words: str) -> str:
    return f'<div class="text">\n{words}\n       </div>'


def page(*messages: str, end: str = "</div></body></html>") -> str:
    return (
        "<!DOCTYPE html><html><head><title>Exported Data</title></head><body>"
        f'<div class="page_header"><div class="text bold">\n{CHANNEL} \n</div></div>'
        '<div class="page_body chat_page"><div class="history">'
        '<div class="message service" id="message-1"><div class="body details">\n14 October 2025\n</div></div>'
        f"{''.join(messages)}{end}"
    )


@pytest.fixture
def read(topics: Topics) -> Read:
    def read(html: str) -> list[Piece]:
        data = html.encode()
        return list(read_document(Document("messages.html", len(data), lambda: io.BytesIO(data)), topics))

    return read


def test_a_post_is_a_piece_named_by_its_channel_and_number(read: Read) -> None:
    reactions = (
        '<span class="reactions"><span class="reaction"><span class="emoji">\n👍\n</span><span class="count">\n7\n'
    )
    (piece,) = read(page(message(text(ASKED) + reactions + "</span></span></span>", 31)))
    (item,) = piece.items
    assert piece.key == "telegram:базы & данные/31"
    assert (item.question, item.answer) == (
        "что такое индекс базы данных?",
        "структура, по которой запрос находит строки.",
    )
    assert (item.source.channel, item.source.post, item.likes) == ("Базы & данные", "31", 7)


def test_messages_joined_to_the_one_before_are_the_same_channels(read: Read) -> None:
    assert len(read(page(message(text(ASKED), 1), message(text(ASKED), 2, author=None)))) == 2


def test_code_keeps_its_line_ends_and_spaces(read: Read) -> None:
    code = "def f(x):<br>    if x &lt; 1:<br>        return &apos;a&apos;<br><br>    return x"
    words = f"Что вернёт функция f(0)?<br><pre>{code}</pre><br>Ответ: строку a, ведь 0 меньше 1."
    (piece,) = read(page(message(text(words))))
    wanted = "def f(x):\n    if x < 1:\n        return 'a'\n\n    return x"
    assert f"\n{wanted}\n" in piece.items[0].question


def test_spoilers_emoji_and_links_are_read_as_shown(read: Read) -> None:
    words = (
        '<a href="" onclick="return ShowNotLoadedEmoji();">🤔</a> <strong>Что такое VACUUM?</strong><br><br>'
        '<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">Уборка старых строк.'
        '<br>См. <a href="https://www.postgresql.org/docs/">документацию</a>.</span></span>'
    )
    (piece,) = read(page(message(text(words))))
    (item,) = piece.items
    assert item.question == "Что такое VACUUM?"
    assert item.answer == "Уборка старых строк.\nСм. [документацию](https://www.postgresql.org/docs/)."


def test_a_reply_is_no_part_of_the_text_and_a_forward_is_it(read: Read) -> None:
    reply = '<div class="reply_to details">\nIn reply to <a href="#go_to_message1">this message</a>\n</div>'
    forward = (
        '<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body"><div class="from_name">\n'
        'Другой канал <span class="date details" title="01.01.2025 10:00:00">01.01.2025</span></div>'
        f"{reply}{text(ASKED)}</div>"
    )
    (piece,) = read(page(message(forward)))
    assert piece.body.startswith("Вопрос: что такое индекс")


def test_a_poll_is_a_draft_that_proposes_what_its_owner_chose(read: Read) -> None:
    poll = (
        '<div class="media_wrap clearfix"><div class="media_poll">'
        '<div class="question bold">\nWhich index is ordered?\n</div><div class="details">\nAnonymous poll\n</div>'
        '<div class="answer">\n- hash <span class="details">9 votes</span></div>'
        '<div class="answer">\n- B-tree - the default <span class="details">4 votes, chosen vote</span></div>'
        '<div class="total details">\n13 votes\n</div></div></div>'
    )
    (piece,) = read(page(message(poll)))
    (item,) = piece.items
    assert item.options is not None
    assert (item.kind, item.question) == ("draft", "Which index is ordered?")
    assert (item.options.offered, item.options.right) == (("hash", "B-tree - the default"), (1,))


def test_where_several_people_speak_they_talk(read: Read) -> None:
    talk = [message(text("Почему база данных падает?<br>Смотрел логи."), n, f"Имя {n % 3}") for n in range(1, 9)]
    pieces = read(page(*talk))
    assert [piece.items for piece in pieces] == [()]
    assert pieces[0].dropped[0].text == "… 8 messages"


def test_a_rich_message_hides_the_answer_in_a_block_that_unfolds(read: Read) -> None:
    rich = (
        '<div class="text rich_message"><h2 class="rich_block">Что такое MVCC?</h2><details><summary>Ответ</summary>'
        "<p>Каждый запрос видит свою версию строки таблицы.</p><ol><li>чтение не ждёт записи</li><li>запись не ждёт "
        'чтения</li></ol><pre data-language="sql"><code>VACUUM t;</code></pre></details></div>'
    )
    (piece,) = read(page(message(rich)))
    (item,) = piece.items
    assert item.question == "Что такое MVCC?"
    assert item.answer == (
        "Каждый запрос видит свою версию строки таблицы.\n\n1. чтение не ждёт записи\n\n2. запись не ждёт чтения\n\n"
        "```sql\nVACUUM t;\n```"
    )


def test_a_page_without_its_end_is_told_after_what_there_is(topics: Topics) -> None:
    data = page(message(text(ASKED)), end="").encode()
    pieces = telegram_html.read(Document("messages.html", len(data), lambda: io.BytesIO(data)), topics)
    assert next(pieces).items
    with pytest.raises(Unreadable, match=r"cut off: the page ends without </html> after [\d,]+ bytes"):
        next(pieces)


@pytest.mark.parametrize("bomb", ["<b>" * 50_000, "<div class='text'>" * 20_000, "x" * 2_000_000, "<" * 100_000])
def test_what_no_message_is_stops_nothing(read: Read, bomb: str) -> None:
    pieces = read(page(message(text(bomb), 1), message(text(ASKED), 2)))
    assert "telegram:базы & данные/2" in [piece.key for piece in pieces if piece.items]


def test_another_web_page_is_refused_with_what_to_do(read: Read) -> None:
    with pytest.raises(Unreadable, match=r"neither an export of Telegram Desktop .* copy its text into a \.txt file"):
        read("\n<!DOCTYPE html><html><body><p>What is an index?</p><p>A structure.</p></body></html>")


@pytest.mark.parametrize(
    ("head", "is_export"),
    [
        (page().encode(), True),
        (b"\xef\xbb\xbf" + page().encode(), True),
        (b"<!DOCTYPE html><html><body><h1>Questions</h1></body></html>", False),
        (b'How to parse <div class="message default">', False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_content(head: bytes, *, is_export: bool) -> None:
    assert telegram_html.matches("messages.html", head) is is_export
