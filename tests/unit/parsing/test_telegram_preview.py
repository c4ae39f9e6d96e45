"""Saved preview pages of channels."""

import base64
import io
import json
from collections.abc import Callable

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Piece, read_document
from bot.parsing.formats import telegram_preview

Read = Callable[[str], list[Piece]]

ASKED = "Вопрос: что такое индекс базы данных?<br/>Ответ: структура, по которой запрос находит строки."


def text(words: str, name: str = "js-message_text") -> str:
    return f'<div class="tgme_widget_message_text {name}" dir="auto">{words}</div>'


def message(inner: str, number: int = 1, view: str = "", kind: str = "text_not_supported_wrap") -> str:
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message {kind} js-widget_message" data-post="bases/{number}" data-view="{view}">'
        f'<div class="tgme_widget_message_bubble">{inner}<div class="tgme_widget_message_footer">'
        '<span class="tgme_widget_message_views">1.8K</span><a class="tgme_widget_message_date" '
        f'href="https://t.me/bases/{number}"><time datetime="2025-03-01T10:00:00+00:00">10:00</time></a></div></div>'
        "</div></div>\n"
    )


def page(*messages: str) -> str:
    return (
        '<!DOCTYPE html><html><head><title>Базы</title></head><body><div class="tgme_channel_info_header_title">'
        f'<span dir="auto">Базы</span></div><section class="tgme_channel_history">{"".join(messages)}</section></html>'
    )


@pytest.fixture
def read(topics: Topics) -> Read:
    def read(html: str) -> list[Piece]:
        data = html.encode()
        return list(read_document(Document("page.html", len(data), lambda: io.BytesIO(data)), topics))

    return read


def test_a_post_has_its_address_views_and_the_key_of_its_channels_id(read: Read) -> None:
    view = base64.urlsafe_b64encode(json.dumps({"c": -1790000001, "p": 31, "t": 1, "h": "x"}).encode()).decode()
    (piece,) = read(page(message(text(ASKED), 31, view.rstrip("="))))
    (item,) = piece.items
    assert piece.key == "telegram:1790000001/31"
    assert (item.source.url, item.source.channel, item.heat) == ("https://t.me/bases/31", "Базы", 1800)


@pytest.mark.parametrize(
    "view", ["", "!!!", "AAAA", base64.b64encode(b'"x"').decode(), base64.b64encode(b"[" * 9999).decode()]
)
def test_where_the_page_tells_no_id_the_name_is_the_key(read: Read, view: str) -> None:
    assert read(page(message(text(ASKED), 31, view)))[0].key == "telegram:bases/31"


def test_neither_the_message_replied_to_nor_a_linked_page_is_the_text(read: Read) -> None:
    reply = f'<a class="tgme_widget_message_reply">{text("Зачем нужен WAL?", "js-message_reply_text")}</a>'
    linked = f'<a class="tgme_widget_message_link_preview">{text("Что такое MVCC?")}</a>'
    (piece,) = read(page(message(reply + text(ASKED) + linked)))
    assert piece.body.count("?") == 1


def test_a_copy_of_the_text_within_itself_is_read_once(read: Read) -> None:
    (piece,) = read(page(message(text(text(ASKED)))))
    (copied,) = read(page(message(text(ASKED + text(ASKED)))))
    assert piece.body == copied.body
    assert piece.body.count("Вопрос") == 1


def test_code_and_emoji_are_read_as_they_are(read: Read) -> None:
    emoji = '<tg-emoji emoji-id="5"><i class="emoji" style="x"><b>🤔</b></i></tg-emoji>'
    code = '<pre><code class="language-sql">SELECT 1\n  FROM t\n WHERE a &lt; 2;</code></pre>'
    hidden = "<tg-spoiler>Фильтрует строки.</tg-spoiler>"
    words = f"{emoji} <b>Что делает этот запрос к базе данных?</b><br/>{code}<br/>{hidden}"
    (piece,) = read(page(message(text(words))))
    (item,) = piece.items
    fenced = "```sql\nSELECT 1\n  FROM t\n WHERE a < 2;\n```"
    assert (item.question, item.answer) == (f"Что делает этот запрос к базе данных?\n\n{fenced}", "Фильтрует строки.")


def test_reactions_are_counted_by_emoji(read: Read) -> None:
    reactions = (
        '<div class="tgme_widget_message_reactions">'
        '<span class="tgme_reaction"><i class="emoji"><b>❤</b></i>1.2K</span>'
        '<span class="tgme_reaction"><i class="emoji"><b>🔥</b></i>7</span></div>'
    )
    (piece,) = read(page(message(text(ASKED) + reactions)))
    assert piece.items[0].reactions == {"❤": 1200, "🔥": 7}


def test_a_quiz_is_a_draft_with_the_leading_option(read: Read) -> None:
    options = "".join(
        '<div class="tgme_widget_message_poll_option">'
        f'<div class="tgme_widget_message_poll_option_percent">{share}%</div>'
        f'<div class="tgme_widget_message_poll_option_text">{words}</div></div>'
        for share, words in ((20, "hash"), (80, "B-tree"))
    )
    poll = (
        '<div class="tgme_widget_message_poll">'
        '<div class="tgme_widget_message_poll_question">Which index is ordered?</div>'
        f'<div class="tgme_widget_message_poll_type">Anonymous Quiz</div>{options}</div>'
    )
    (piece,) = read(page(message(poll)))
    (item,) = piece.items
    assert item.options is not None
    assert (item.kind, item.options.offered, item.options.right) == ("draft", ("hash", "B-tree"), (1,))


def test_service_messages_and_media_that_the_page_cannot_show_give_nothing(read: Read) -> None:
    unsupported = '<div class="message_media_not_supported_label">Please open Telegram to view this post</div>'
    assert not read(page(message(text("Channel created?"), kind="service_message"), message(unsupported, 2)))


@pytest.mark.parametrize("bomb", ["<i>" * 6_000, "<i>" * 60_000, "x" * 2_000_000])
def test_what_no_message_is_stops_nothing(read: Read, bomb: str) -> None:
    pieces = read(page(message(text(bomb), 1), message(text(ASKED), 2)))
    assert "telegram:bases/2" in [piece.key for piece in pieces if piece.items]


@pytest.mark.parametrize(
    ("head", "is_page"),
    [
        (page().encode(), True),
        (b"<!-- saved from url=(0020)https://t.me/s/x -->\n" + page().encode(), True),
        (b"# Scraping\nFind `tgme_widget_message` in the page.", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_content(head: bytes, *, is_page: bool) -> None:
    assert telegram_preview.matches("page.html", head) is is_page
