"""What a poll asks, as a card or draft."""

import re

from bot.domain.markup import Run, write_markdown
from bot.domain.quiz_options import answer_of
from bot.domain.topics import Topics
from bot.parsing import post_words
from bot.parsing.adverts import technical
from bot.parsing.harvest import Find
from bot.parsing.items import Options
from bot.parsing.post_cards import shown_question
from bot.parsing.post_parts import Poll
from bot.parsing.score import Evidence

_NUMBER = re.compile(r"^\W{0,4}\d{1,5}[.)]\s+(?=[^\W\d])")


def find_in_poll(poll: Poll, context: str | None) -> Find:
    """A card where the key is known; else a draft that proposes the option chosen by whoever has the poll, or the one
    that most people chose."""
    offered = tuple(" ".join(option.split()) for option in poll.offered)
    evidence = Evidence()
    evidence.add("quiz" if poll.is_quiz else "poll", 0.4)
    right, sure = _right(poll, evidence)
    answer = answer_of(offered, right, poll.why) if sure else poll.answer
    if poll.answer and not sure:
        evidence.add("a reply answers it", 0.7)
    question = "\n\n".join(
        part for part in (_NUMBER.sub("", poll.question.strip()), (poll.details or "").strip()) if part
    )
    return Find(
        kind="qa" if answer else "draft",
        question=shown_question(write_markdown([Run(question, ())])),
        line=0,
        evidence=evidence,
        answer=answer,
        context=context,
        options=Options(offered, right, sure=sure, why=poll.why or None),
    )


def asks_its_readers(poll: Poll, topics: Topics, *, in_group: bool, asks: bool | None) -> bool:
    """Whether a poll whose key nobody tells asks about its readers; `asks` says whether its channel asks questions."""
    if poll.right or poll.answer:
        return False
    doubted = in_group or not (poll.is_quiz or asks) or post_words.TO_READERS.search(poll.question) is not None
    said = " ".join((poll.question, poll.details or "", *poll.offered))
    return asks is False or (doubted and not technical(said, topics))


def _right(poll: Poll, evidence: Evidence) -> tuple[tuple[int, ...], bool]:
    right = tuple(place for place in poll.right if 0 <= place < len(poll.offered))
    if right:
        evidence.add("the key is known", 0.8)
        return right, True
    if poll.chosen:
        evidence.against("no key in the source: the option that its owner chose is proposed", 0.6)
        return poll.chosen, False
    votes = [count or 0 for count in poll.votes]
    if votes and max(votes) > 0 and votes.count(max(votes)) == 1:
        evidence.against("no key in the source: the leading option is proposed", 0.7)
        return (votes.index(max(votes)),), False
    evidence.against("no key in the source, and no option leads", 0.8)
    return (), False
