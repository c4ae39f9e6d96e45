"""Telegram Desktop's export as HTML: `messages.html`, `messages2.html` and so on, each read by itself.

The structure is what the exporter writes, see export_output_html.cpp of telegramdesktop/tdesktop.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from bot.domain.topics import Topics
from bot.parsing.channel_posts import ChannelPost, Poll, Said, post_key
from bot.parsing.documents import HEAD_BYTES, Document, Piece
from bot.parsing.html_parts import node_of, parts, text_of
from bot.parsing.html_said import said_in
from bot.parsing.post_stream import Talk, read_posts
from bot.parsing.text import Unreadable

FIRST_MESSAGES = 200
"""How many are looked at to tell a channel, where only the channel speaks, from a group."""

_SIGNS = (b'class="message default', b'class="message service"', b'body chat_page"', b"<title>Exported Data</title>")
_MESSAGE = re.compile(r"<div\b[^<>]*\bclass=\"message (?:default|service)\b")
_NUMBER = re.compile(r"message(\d+)$")
_REPLIED = re.compile(r"go_to_message(\d+)$")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)")
_VOTES = re.compile(r"(\d+)\s+vote")
_OPTION = re.compile(r"^\s*-\s*")
_PICTURES = ".photo_wrap, .media_photo, .video_file_wrap, .media_video, .animated_wrap, .rich_media_item"


class _Message(NamedTuple):
    """`author` is who speaks, also in a message joined to the one before."""

    node: LexborNode
    number: str
    author: str


def matches(_name: str, head: bytes, /) -> bool:
    """Whether the bytes begin a page of such an export."""
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return False
    return any(sign in head for sign in _SIGNS)


def read(document: Document, topics: Topics, /) -> Iterator[Piece]:
    """The posts that hold anything; last comes a piece that counts what people said to each other.

    Raises Unreadable where the page has no end, after what there is of it.
    """
    talk = Talk()
    with document.open() as stream:
        pages = parts(stream, _MESSAGE)
        title = _title(next(pages, ""))
        messages = _messages(pages)
        first = list(islice(messages, FIRST_MESSAGES))
        is_channel = all(message.author in (title, "") for message in first)
        posts = (
            post
            for message in chain(first, messages)
            if (post := _post(message, title, document.name, in_group=not is_channel))
        )
        yield from read_posts(posts, topics, talk, strict=not is_channel)
    yield from talk.told(document.name)
    if not _has_end(document):
        raise Unreadable(
            f"is cut off: the page ends without </html> after {document.size:,} bytes; what stands before was read. "
            "Copy the file or export the chat again to have the rest",
            "cut",
        )


def _title(head: str) -> str:
    node = node_of(head)
    return text_of(node.css_first(".page_header .text")) if node else ""


def _messages(pages: Iterator[str]) -> Iterator[_Message]:
    author = ""
    for page in pages:
        root = node_of(page)
        node = root.css_first("div.message.default") if root else None
        body = _child(node, "body") if node else None
        number = _NUMBER.search((node.attributes.get("id") or "") if node else "")
        if body is None or number is None:
            continue
        author = text_of(_child(body, "from_name")) or author
        yield _Message(body, number[1], author)


def _post(message: _Message, title: str, file: str, *, in_group: bool) -> ChannelPost | None:
    """The post that a message is; None where it says nothing."""
    body = message.node
    forwarded = _child(body, "forwarded", "body")
    inside = forwarded or body
    text = inside.css_first("div.text")
    poll = inside.css_first(".media_poll")
    said: tuple[Said, ...] = said_in(text) if text else ()
    if not said and poll is None:
        return None
    return ChannelPost(
        said=said,
        key=post_key(title, message.number) if title else None,
        channel=title or None,
        post=message.number,
        file=file,
        date=_date(body),
        reactions=_reactions(body),
        poll=_poll(poll) if poll else None,
        has_picture=inside.css_first(_PICTURES) is not None,
        forwarded_from=text_of(_child(forwarded, "from_name")) or None if forwarded else None,
        reply_to=_reply_to(_child(body, "reply_to")),
        in_group=in_group and forwarded is None,
    )


def _child(node: LexborNode | None, *names: str) -> LexborNode | None:
    """The first child with these classes, none further down: forwards and replies have names of their own."""
    children = node.iter() if node else ()
    return next((child for child in children if set(names) <= set((child.attributes.get("class") or "").split())), None)


def _date(body: LexborNode) -> str | None:
    node = _child(body, "date")
    match = _DATE.match((node.attributes.get("title") or "") if node else "")
    return f"{match[3]}-{match[2]}-{match[1]}T{match[4]}" if match else None


def _reply_to(node: LexborNode | None) -> str | None:
    link = node.css_first("a[href]") if node else None
    match = _REPLIED.search((link.attributes.get("href") or "") if link else "")
    return match[1] if match else None


def _reactions(body: LexborNode) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in body.css(".reaction"):
        sign, count = text_of(node.css_first(".emoji")), text_of(node.css_first(".count"))
        if count.isdecimal():
            found[sign or "custom emoji"] = found.get(sign, 0) + int(count)
    return found


def _poll(node: LexborNode) -> Poll:
    answers = node.css(".answer")
    told = [text_of(answer.css_first(".details")) for answer in answers]
    texts = [text_of(answer) for answer in answers]
    offered = [_OPTION.sub("", text.removesuffix(detail)).strip() for text, detail in zip(texts, told, strict=True)]
    votes = [_VOTES.search(detail) for detail in told]
    return Poll(
        question=text_of(node.css_first(".question")),
        offered=tuple(offered),
        votes=tuple(int(match[1]) if match else None for match in votes),
        chosen=tuple(place for place, detail in enumerate(told) if "chosen" in detail),
    )


def _has_end(document: Document) -> bool:
    with document.open() as stream:
        stream.seek(max(0, document.size - HEAD_BYTES))
        return b"</html>" in stream.read(HEAD_BYTES).lower()
