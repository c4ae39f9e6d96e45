"""A Telegram post as a value, wherever it comes from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.parsing.post_text import Said


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll or quiz, plain text. `votes` of each option and `chosen` by whoever has it, where they are known;
    `right` only where the source tells the key. Places count from 0. `answer` is what a reply to it says, Markdown."""

    question: str
    offered: tuple[str, ...]
    votes: tuple[int | None, ...] = ()
    chosen: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    why: str | None = None
    is_quiz: bool = False
    details: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A post as Telegram has it. `said` is its text or caption; `key` is what `post_key` gives; `date` is ISO 8601.

    `reply_to` is the number of the post that it replies to, in the same chat; `answered_by` that of the reply which
    tells its answer. `in_group`: people talk there, so that a question without its answer is talk and no draft.
    """

    said: tuple[Said, ...] = ()
    key: str | None = None
    channel: str | None = None
    post: str | None = None
    url: str | None = None
    file: str | None = None
    line: int | None = None
    date: str | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    views: int | None = None
    poll: Poll | None = None
    has_picture: bool = False
    forwarded_from: str | None = None
    topic: str | None = None
    reply_to: str | None = None
    answered_by: str | None = None
    in_group: bool = False

    @property
    def body(self) -> str:
        """The post as text, verbatim: code in fences, || round what is hidden, a poll with its options below."""
        parts = [verbatim(said) for said in self.said]
        if self.poll:
            asked = (self.poll.question, self.poll.details, *(f"- {option}" for option in self.poll.offered))
            parts.append("\n" * bool(parts) + "\n".join(part for part in asked if part))
        return "".join(parts).strip()


class TitleForm(NamedTuple):
    """How a channel sets a title: in bold, with an emoji in front."""

    bold: bool
    emoji: bool

    @property
    def marked(self) -> bool:
        """Whether anything tells it from the first line of a text."""
        return self.bold or self.emoji


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of the channel a post is from: the lines it repeats around its posts, whether it asks questions at
    all (None: too little is known), and, where its name promises questions, how it sets the titles that ask."""

    footers: AbstractSet[str] = frozenset()
    asks: bool | None = None
    titles: AbstractSet[TitleForm] = frozenset()


def post_key(chat: int | str, message: int | str) -> str:
    """What a post is known by, however it comes in. `chat` is the bare id of the chat (no -100 before it) or, where the
    source does not tell it, the chat's name."""
    name = str(chat).removeprefix("-100") if isinstance(chat, int) else chat.lower()
    return f"telegram:{name.removeprefix('-')}/{message}"


def verbatim(said: Said) -> str:
    """A stretch as text that shows what is code and what is hidden."""
    if any(mark.kind == "pre" for mark in said.marks):
        code = said.text.strip("\n")
        return f"\n```{said.marks[0].value}\n{code}\n```\n"
    return f"||{said.text}||" if said.hidden and said.text.strip() else said.text
