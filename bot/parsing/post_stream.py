"""The posts of one chat, read one after another in the light of those ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.cards import Source
from bot.domain.topics import Topics
from bot.parsing.adverts import is_advert
from bot.parsing.blocks import Line
from bot.parsing.channel_posts import ADVERT, NO_QUESTION, ChannelPost, Habits, read_laid
from bot.parsing.documents import Piece
from bot.parsing.habits import InHabit, with_habits
from bot.parsing.items import Dropped
from bot.parsing.post_replies import answer_in_reply, with_reply
from bot.parsing.post_text import LINK_SIGN, PostText

JUDGED = 600
"""Characters: an advert shows itself early."""


@dataclass(slots=True)
class Talk:
    """How many messages were people talking to each other: they are counted, never stored."""

    count: int = 0

    def told(self, file: str) -> Iterator[Piece]:
        """A last piece that says so, where there were any."""
        if self.count:
            yield Piece("", dropped=(Dropped(f"… {self.count} messages", "talk in a group", Source(file)),))


def read_posts(posts: Iterable[ChannelPost | Piece], topics: Topics, talk: Talk, *, strict: bool) -> Iterator[Piece]:
    """The pieces of a chat. `strict` where nobody collects questions, such as in a group: what is forwarded there must
    be marked as one. A piece among the posts is given on as it is."""
    joined: dict[str | None, str | None] = {}
    for first in with_habits(posts):
        if isinstance(first, Piece):
            yield first
            continue
        post, text, habits, _ = first
        if post.post in joined:
            source = Source(post.file, post.line, post.channel, post.post, post.url)
            dropped = Dropped(post.body, f"the answer to post {joined.pop(post.post)}, kept with it", source)
            yield Piece(post.body, dropped=(dropped,), key=post.key)
            continue
        known = Habits(habits.footers, asks=False) if strict and not post.in_group else habits
        parsed = None
        if whole := _with_answer(first, topics):
            parsed = read_laid(*whole, topics, known)
            # What is no question even with an answer has none: then the reply is a post of its own.
            if parsed.items:
                joined[whole[0].answered_by] = post.post
            else:
                parsed = None
        parsed = parsed or read_laid(post, text, topics, known)
        if parsed.items or (parsed.dropped and not post.in_group):
            yield Piece(post.body, parsed.items, parsed.dropped, post.key)
        else:
            talk.count += 1


def _with_answer(asked: InHabit, topics: Topics) -> tuple[ChannelPost, PostText] | None:
    """The post with what the first reply that answers it says; None where none does."""
    post, text, habits, replies = asked
    for reply, said in replies:
        if post.poll and not post.poll.right:
            if answer := answer_in_reply(said, habits.footers, topics):
                return replace(post, poll=replace(post.poll, answer=answer), answered_by=reply.post), text
        elif whole := with_reply(text, said, habits, topics):
            return replace(post, answered_by=reply.post), whole
    return None


def silent(said: str, source: Source, key: str | None, *, has_link: bool) -> Piece:
    """The piece of a post that is known to ask nothing."""
    # Only the word for why it was dropped depends on it.
    beginning = said[:JUDGED]
    offers = is_advert([Line(0, beginning + LINK_SIGN if has_link else beginning)])
    return Piece(said, dropped=(Dropped(said, ADVERT if offers else NO_QUESTION, source),), key=key)
