"""Learns what a channel repeats from the posts ahead, while its posts are read one after another."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from bot.parsing import post_words
from bot.parsing.adverts import FOOTER_REPEATS
from bot.parsing.blocks import HASHTAGS, asks
from bot.parsing.documents import Piece
from bot.parsing.glued_answers import with_answers_apart
from bot.parsing.own_labels import LabelsMet, ends_with_a_mark
from bot.parsing.post_body import edge_lines
from bot.parsing.post_glance import is_header
from bot.parsing.post_hidden import hidden_whole
from bot.parsing.post_parts import ChannelPost, Habits, TitleForm
from bot.parsing.post_questions import may_ask
from bot.parsing.post_replies import says_it_answers, told_number
from bot.parsing.post_text import PostText, lay_lines
from bot.parsing.post_titles import asks_clearly, names_a_question, title_form
from bot.parsing.repeated_lines import form_of

AHEAD = 200
"""How many posts are known before the first of them is read."""

ENOUGH_POSTS = 2_000
"""After so many posts it is known how a channel sets titles and labels."""

LOOKED_AT = 40
"""Lines of a post in which labels are looked for."""

MOST_LINES = 20_000
"""How many different lines are counted at once."""

FEWEST_POSTS = 8
ASKING_SHARE = 0.2
"""A channel whose posts ask less often than that does not hold questions; one in five does with all its adverts."""

FEWEST_TITLES, ASKING_TITLES, PLAIN_TITLES = 4, 0.4, 0.7
"""So many titles of one form must ask, and such a share of all that have it."""

FEWEST_EXPLAINED = 2
"""Polls with their explanations right below them, from which on an explanation may stand further below."""


class InHabit(NamedTuple):
    """A post, its lines, what is known of its channel, and what replies to it."""

    post: ChannelPost
    text: PostText
    habits: Habits
    replies: Sequence[tuple[ChannelPost, PostText]] = ()


@dataclass(slots=True)
class _Learnt:
    counts: Counter[str] = field(default_factory=Counter)
    footers: set[str] = field(default_factory=set)
    posts: int = 0
    asking: int = 0
    known: Habits | None = None
    labels: LabelsMet = field(default_factory=LabelsMet)
    titles: Counter[TitleForm] = field(default_factory=Counter)
    asking_titles: Counter[TitleForm] = field(default_factory=Counter)
    plain_titles: Counter[TitleForm] = field(default_factory=Counter)
    last: str | None = None
    polled: str | None = None
    explained: int = 0
    numbered: dict[str, str] = field(default_factory=dict)
    replies: dict[str, list[tuple[ChannelPost, PostText]]] = field(default_factory=dict)

    def met(self, post: ChannelPost | Piece) -> tuple[ChannelPost, PostText] | Piece:
        """Learns from a post; gives it with its lines."""
        if isinstance(post, Piece):
            self.posts += 1
            self.labels.posts += self.posts <= ENOUGH_POSTS
            return post
        text = lay_lines(hidden_whole(with_answers_apart(post.said)))
        if not post.in_group:
            self._learn(text)
            self._note_answer(post, text)
        return post, text

    def _note_answer(self, post: ChannelPost, text: PostText) -> None:
        """Notes which post ahead this one may answer: the one that it replies to, or, where it says that it answers,
        the one with its number, or else the last one."""
        target = post.reply_to
        number = told_number(text)
        if target is None and says_it_answers(text) and not post.has_picture:
            target = self.numbered.get(number) if number else self._asked_last()
        elif number and post.post:
            self.numbered[number] = post.post
        if target in self.replies:
            self.replies[target].append((post, text))
        self.last = post.post
        if post.poll:
            self.polled = post.post
        if post.post:
            self.replies[post.post] = []

    def _asked_last(self) -> str | None:
        """The post that one answers which follows it: the last one, or, in a channel that explains its polls, a poll
        before another post, such as an advert, that nothing has answered yet."""
        if self.polled == self.last:
            self.explained += self.last is not None
            return self.last
        waits = self.polled in self.replies and not self.replies[self.polled]
        return self.polled if waits and self.explained >= FEWEST_EXPLAINED else self.last

    def with_it(self, first: tuple[ChannelPost, PostText] | Piece) -> InHabit | Piece:
        """A post that was met, with what has been learnt since."""
        if isinstance(first, Piece):
            return first
        first[1].own = self.labels.labels()
        if len(self.numbered) > 2 * AHEAD:
            self.numbered = {number: post for number, post in self.numbered.items() if post in self.replies}
        return InHabit(*first, self._habits(first[0].channel), self.replies.pop(first[0].post or "", ()))

    def _learn(self, text: PostText) -> None:
        self.posts += 1
        self.asking += may_ask(text)
        if self.posts <= ENOUGH_POSTS:
            self._learn_title(text)
            self._learn_labels(text)
        lines = edge_lines(text)
        for line in lines | {form for line in lines if (form := form_of(line))}:
            self.counts[line] += 1
            if self.counts[line] == FOOTER_REPEATS:
                self.footers.add(line)
        if len(self.counts) > MOST_LINES:
            self.counts = Counter({line: count for line, count in self.counts.items() if count > 1})

    def _learn_labels(self, text: PostText) -> None:
        seen = (line.strip() for place, line in enumerate(text.lines) if not (text.code[place] or text.hidden[place]))
        said = [line for line in seen if line and not _stands_above(line)][:LOOKED_AT]
        asking = [ends_with_a_mark(line) or (at == 0 and names_a_question(line)) for at, line in enumerate(said)]
        self.labels.learn(said, asking)

    def _learn_title(self, text: PostText) -> None:
        content = (place for place, line in enumerate(text.lines) if line.strip() and not _stands_above(line))
        top = list(islice(content, 2))
        form = title_form(text, top)
        if form:
            title = text.lines[top[0]]
            self.titles[form] += 1
            self.asking_titles[form] += asks(title) or names_a_question(title)
            self.plain_titles[form] += asks(title) or asks_clearly(title)

    def _asking_forms(self, *, named: bool) -> frozenset[TitleForm]:
        """The forms of titles that ask; a channel that is not `named` as one of questions must ask in plain words."""
        counts, share = (self.asking_titles, ASKING_TITLES) if named else (self.plain_titles, PLAIN_TITLES)
        return frozenset(
            form for form, count in counts.items() if count >= FEWEST_TITLES and count >= share * self.titles[form]
        )

    def _habits(self, channel: str | None) -> Habits:
        asks = None
        named = channel is not None and post_words.INTERVIEWS.search(channel) is not None
        titles = self._asking_forms(named=named)
        if named:
            asks = True
        elif self.posts >= FEWEST_POSTS:
            asks = self.asking >= ASKING_SHARE * self.posts or self.labels.known.headed
        if self.known is None or self.known.asks is not asks or self.known.titles != titles:
            self.known = Habits(self.footers, asks, titles)
        return self.known


def _stands_above(line: str) -> bool:
    return is_header(line.strip()) or HASHTAGS.match(line) is not None


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
