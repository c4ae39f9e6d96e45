"""Pages of a channel's preview, `https://t.me/s/<channel>`, saved as HTML."""

import base64
import binascii
import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bot.domain.topics import Topics
from bot.parsing import counters
from bot.parsing.channel_posts import ChannelPost, Poll, post_key
from bot.parsing.documents import Document, Piece
from bot.parsing.html_parts import node_of, parts, text_of
from bot.parsing.html_said import said_in
from bot.parsing.post_stream import Talk, read_posts

_MESSAGE = re.compile(r"<div\b[^<>]*\bdata-post=[\"'][^\"'<>]+/\d+[\"']")
_POST = re.compile(r"^([^/]+)/(\d+)$")
_REPLIED = re.compile(r"/(\w+)/(\d+)(?:\?.*)?$")
_VIEWS = re.compile(r"^([\d.,]+)\s?([KkMm]?)$")
_PICTURES = ".tgme_widget_message_photo_wrap, .tgme_widget_message_video_wrap, .tgme_widget_message_roundvideo_wrap"
_FOREIGN = ("tgme_widget_message_reply", "tgme_widget_message_link_preview")
_TEXT = "tgme_widget_message_text"


def matches(_name: str, head: bytes, /) -> bool:
    """Whether the bytes begin such a page."""
    is_page = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return is_page and (b"tgme_widget_message" in head or b"tgme_channel_history" in head)


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The posts of the page, with what was thrown away of each."""
    with document.open() as stream:
        pages = parts(stream, _MESSAGE)
        title = _title(next(pages, ""))
        posts = (post for page in pages if (post := _post(page, title, document.name)))
        yield from read_posts(posts, topics, Talk(), strict=False)


def _title(head: str) -> str | None:
    node = node_of(head)
    return text_of(node.css_first(".tgme_channel_info_header_title, .tgme_page_title")) or None if node else None


def _post(page: str, title: str | None, file: str) -> ChannelPost | None:
    """The post that a part of the page is; None where it says nothing."""
    root = node_of(page)
    node = root.css_first("div[data-post]") if root else None
    match = _POST.match((node.attributes.get("data-post") or "") if node else "")
    if node is None or match is None or "service_message" in (node.attributes.get("class") or ""):
        return None
    text = next((each for each in node.css(f".{_TEXT}") if not _is_foreign(each, node)), None)
    poll = node.css_first(".tgme_widget_message_poll")
    said = said_in(text) if text else ()
    if not said and poll is None:
        return None
    name, number = match[1], match[2]
    return ChannelPost(
        said=said,
        key=post_key(_chat(node) or name, number),
        channel=title or name,
        post=number,
        url=f"https://t.me/{name}/{number}",
        file=file,
        date=_date(node),
        reactions=_reactions(node),
        views=_views(text_of(node.css_first(".tgme_widget_message_views"))),
        poll=_poll(poll) if poll else None,
        has_picture=node.css_first(_PICTURES) is not None,
        forwarded_from=text_of(node.css_first(".tgme_widget_message_forwarded_from_name")) or None,
        reply_to=_reply_to(node, name),
    )


def _is_foreign(text: LexborNode, post: LexborNode) -> bool:
    """Whether a text is that of a message replied to or of a page linked to."""
    node: LexborNode | None = text
    while node is not None and node != post:
        classes = (node.attributes.get("class") or "").split()
        if "js-message_reply_text" in classes or any(name in classes for name in _FOREIGN):
            return True
        node = node.parent
    return False


def _chat(node: LexborNode) -> int | None:
    """The id of the channel, which the page tells in base64: {"c": -1234567890, "p": number, …}."""
    told = node.attributes.get("data-view") or ""
    try:
        view = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    chat = view.get("c") if isinstance(view, dict) else None
    return abs(chat) if isinstance(chat, int) and chat else None


def _date(node: LexborNode) -> str | None:
    time = node.css_first(".tgme_widget_message_date time") or node.css_first("time[datetime]")
    return (time.attributes.get("datetime") or None) if time else None


def _views(told: str) -> int | None:
    match = _VIEWS.match(told)
    return counters.count(match[1], match[2] or None) if match and match[1].strip(".,") else None


def _reply_to(node: LexborNode, name: str) -> str | None:
    link = node.css_first(f"a.{_FOREIGN[0]}[href]")
    match = _REPLIED.search((link.attributes.get("href") or "") if link else "")
    return match[2] if match and match[1].lower() == name.lower() else None


def _reactions(node: LexborNode) -> dict[str, int]:
    found: dict[str, int] = {}
    for reaction in node.css(".tgme_reaction"):
        told = text_of(reaction).replace(" ", "")
        for sign, count in (counters.reactions(told) or {}).items():
            found[sign] = found.get(sign, 0) + count
    return found


def _poll(node: LexborNode) -> Poll:
    options = node.css(".tgme_widget_message_poll_option_text")
    shares = [text_of(each).rstrip("% ") for each in node.css(".tgme_widget_message_poll_option_percent")]
    votes = tuple(int(share) if share.isdecimal() else None for share in shares)
    return Poll(
        question=text_of(node.css_first(".tgme_widget_message_poll_question")),
        offered=tuple(text_of(option) for option in options),
        votes=votes if len(votes) == len(options) else (),
        is_quiz="quiz" in text_of(node.css_first(".tgme_widget_message_poll_type")).lower(),
    )
