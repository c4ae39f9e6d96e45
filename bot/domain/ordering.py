"""In what order the cards of a day come: new ones evenly between reviews, topics mixed. Rules Q7 and Q8."""

from collections import Counter, deque
from collections.abc import Sequence
from typing import TypeVar

IN_A_ROW = 2
"""Q7: so many questions of one topic may follow each other while another topic has cards."""

REVIEWS_FIRST = 2
"""Q8: reviews that warm up before the first new card, where there are enough of them."""

Item = TypeVar("Item")


def spread(
    reviews: Sequence[tuple[str, Item]],
    new: Sequence[tuple[str, Item]],
    *,
    reviews_done: int = 0,
    new_done: int = 0,
    last_topics: Sequence[str] = (),
) -> list[Item]:
    """All items, given as (topic, item), best first in each list; what was answered today counts on.

    A new card stands at most one place from even spacing, and never first, unless topics force it away; a topic
    comes at most IN_A_ROW times where any order can keep that, and else as long as another topic has cards.
    `last_topics` are those of the questions just asked, the last one last.
    """
    queues = [_by_topic(new), _by_topic(reviews)]
    counts = Counter(topic for topic, _ in (*new, *reviews))
    run = _Run(last_topics)
    all_new, all_reviews = new_done + len(new), reviews_done + len(reviews)
    ordered: list[Item] = []
    for left in range(len(new) + len(reviews), 0, -1):
        wants_review = _review_is_next(new_done, reviews_done, all_new, all_reviews)
        opens_day = reviews_done == 0 and not ordered and bool(reviews)
        kind, topic = _choose(queues, int(wants_review), _pressing(counts, left, run), run, may_swap=not opens_day)
        queue = queues[kind][topic]
        ordered.append(queue.popleft()[1])
        if not queue:
            del queues[kind][topic]
        counts[topic] -= 1
        run.add(topic)
        reviews_done += kind
        new_done += 1 - kind
    return ordered


_Queues = dict[str, deque[tuple[int, Item]]]


def _by_topic(items: Sequence[tuple[str, Item]]) -> _Queues[Item]:
    queues: _Queues[Item] = {}
    for rank, (topic, item) in enumerate(items):
        queues.setdefault(topic, deque()).append((rank, item))
    return queues


def _review_is_next(new_done: int, reviews_done: int, all_new: int, all_reviews: int) -> bool:
    if new_done >= all_new:
        return True
    if reviews_done >= all_reviews:
        return False
    share = all_reviews / (all_new + 1)
    # Two reviews before the first new card only where that is within one place of even spacing.
    warm_up = REVIEWS_FIRST if share >= 1 else 1
    return reviews_done < max(int((new_done + 1) * share + 0.5), warm_up)


class _Run:
    """The topic asked last and how many times in a row."""

    def __init__(self, last_topics: Sequence[str]) -> None:
        self.topic: str | None = None
        self.length = 0
        for topic in last_topics:
            self.add(topic)

    def add(self, topic: str) -> None:
        self.length = self.length + 1 if topic == self.topic and self.length else 1
        self.topic = topic

    def full(self, topic: str) -> bool:
        return self.length >= IN_A_ROW and topic == self.topic


def _choose(
    queues: list[_Queues[Item]], wanted: int, pressing: str | None, run: _Run, *, may_swap: bool
) -> tuple[int, str]:
    """The kind, 0 for new and 1 for review, and the topic to come: of the wanted kind if the topics allow it."""
    kinds = [kind for kind in ((wanted, 1 - wanted) if may_swap else (wanted,)) if queues[kind]]
    for kind in kinds:
        if pressing in queues[kind]:
            return kind, pressing
    for kind in kinds:
        allowed = [(queue[0][0], topic) for topic, queue in queues[kind].items() if not run.full(topic)]
        if allowed:
            return kind, min(allowed, key=lambda each: each[0])[1]
    return kinds[0], min(queues[kinds[0]], key=lambda topic: queues[kinds[0]][topic][0][0])


def _pressing(counts: Counter[str], left: int, run: _Run) -> str | None:
    """The topic that must come now, lest its cards be left over at the end with nothing to put between them."""
    for topic, count in counts.items():
        others = left - count
        if not others or run.full(topic):
            continue
        # One more question of another topic leaves room for this many: two before, between and after the others.
        if count > IN_A_ROW * others:
            return topic
    return None
