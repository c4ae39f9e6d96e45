"""Learns what a channel repeats from the posts ahead, while its posts are read one after another."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.parsing import post_words
from bot.parsing.adverts import FOOTER_REPEATS
from bot.parsing.documents import Piece
from bot.parsing.post_body import edge_lines
from bot.parsing.post_parts import ChannelPost, Habits
from bot.parsing.post_questions import may_ask
from bot.parsing.post_text import PostText, lay_lines

AHEAD = 200
"""How many posts are known before the first of them is read."""

MOST_LINES = 20_000
"""How many different lines are counted at once."""

FEWEST_POSTS = 8
ASKING_SHARE = 0.2
"""A channel whose posts ask less often than that does not hold questions; one in five does with all its adverts."""


class InHabit(NamedTuple):
    """A post, its lines, and what is known of its channel."""

    post: ChannelPost
    text: PostText
    habits: Habits


@dataclass(slots=True)
class _Learnt:
    counts: Counter[str] = field(default_factory=Counter)
    footers: set[str] = field(default_factory=set)
    posts: int = 0
    asking: int = 0
    known: Habits | None = None

    def met(self, post: ChannelPost | Piece) -> tuple[ChannelPost, PostText] | Piece:
        """Learns from a post; gives it with its lines."""
        if isinstance(post, Piece):
            self.posts += 1
            return post
        text = lay_lines(post.said)
        if not post.in_group:
            self._learn(text)
        return post, text

    def with_it(self, first: tuple[ChannelPost, PostText] | Piece) -> InHabit | Piece:
        """A post that was met, with what has been learnt since."""
        return first if isinstance(first, Piece) else InHabit(*first, self._habits(first[0].channel))

    def _learn(self, text: PostText) -> None:
        self.posts += 1
        self.asking += may_ask(text)
        for line in edge_lines(text):
            self.counts[line] += 1
            if self.counts[line] == FOOTER_REPEATS:
                self.footers.add(line)
        if len(self.counts) > MOST_LINES:
            self.counts = Counter({line: count for line, count in self.counts.items() if count > 1})

    def _habits(self, channel: str | None) -> Habits:
        asks = None
        if channel and post_words.INTERVIEWS.search(channel):
            asks = True
        elif self.posts >= FEWEST_POSTS:
            asks = self.asking >= ASKING_SHARE * self.posts
        if self.known is None or self.known.asks is not asks:
            self.known = Habits(self.footers, asks)
        return self.known


def with_habits(posts: Iterable[ChannelPost | Piece]) -> Iterator[InHabit | Piece]:
    """The posts of one chat with what is known of it from each of them and the AHEAD ones behind it. A piece stands for
    a post that is known to ask nothing; it is given on in its place."""
    learnt = _Learnt()
    waiting: deque[tuple[ChannelPost, PostText] | Piece] = deque()
    for post in posts:
        waiting.append(learnt.met(post))
        if len(waiting) > AHEAD:
            yield learnt.with_it(waiting.popleft())
    for first in waiting:
        yield learnt.with_it(first)
