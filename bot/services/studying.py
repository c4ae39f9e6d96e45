"""From a public post to one's own memory: "Study this" under it, and votes in quizzes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.guessing import FIRST_RECALL, grade_choice, knew
from bot.domain.ids import PublicationId
from bot.domain.learners import Learner
from bot.services import answers
from bot.services.answers import Given
from bot.services.choosing import Next, Where, ask, choose_and_keep
from bot.services.work import Work
from bot.storage import cards, learners, memories, publications, queue, votes
from bot.storage.database import Transaction
from bot.storage.publications import POSTED, Publication
from bot.storage.votes import EarlyVote

PostGone = Literal["gone", "unknown"]
"""Why a post's card cannot be studied: it was withdrawn; there is no such post."""


@dataclass(frozen=True, slots=True)
class Studied:
    """The card of a post; where there is none any more, why, and what comes next instead."""

    then: Next
    instead: PostGone | None = None


class Studying:
    """What readers of channels and groups do with posts."""

    async def study(self, work: Work, key: str) -> Studied:
        """Take the card of the post `key` into the learner's queue, before all others, and ask it now.

        The person is counted once as reached by the post. What they had put aside themselves comes back.
        """

        async def unit(tx: Transaction) -> Studied:
            publication = await publications.by_key(tx, key)
            if publication is None:
                return Studied(await choose_and_keep(tx, work.learner, Where(), work.now), "unknown")
            return await _take(tx, work, publication)

        return await work.write(unit)

    async def study_poll(self, work: Work, poll_id: str) -> Studied | None:
        """The same for a quiz that was forwarded to the bot; None where it is none of the bot's own."""

        async def unit(tx: Transaction) -> Studied | None:
            publication = await publications.by_poll(tx, poll_id)
            return await _take(tx, work, publication) if publication is not None else None

        return await work.write(unit)

    async def vote(self, work: Work, poll_id: str, options: Sequence[int]) -> None:
        """Count a vote that Telegram told by itself; a learner's own memory moves by rule G5.

        The first vote counts: one that is taken back or given anew changes nothing, as quizzes do not allow either.
        Votes of others (not started, or blocked the bot; a channel) are only in the totals, and say nothing of who.
        """
        if not options:
            return
        learner = work.person.learner
        reachable = learner.id if learner is not None and learner.blocked_at is None else None
        vote = EarlyVote(reachable, options[0], work.now)

        async def unit(tx: Transaction) -> None:
            publication = await publications.by_poll(tx, poll_id)
            if publication is not None:
                await _count(tx, publication, vote)
            elif await votes.any_numberless(tx, work.now):
                await votes.keep_early(tx, poll_id, vote)

        await work.write(unit)

    async def totals(self, work: Work, poll_id: str, counted: Sequence[tuple[str, int]]) -> None:
        """What all votes add up to by now: each option's text with its votes.

        By its options a quiz is known again whose number was lost with Telegram's answer to the post.
        """

        async def unit(tx: Transaction) -> None:
            publication = await publications.by_poll(tx, poll_id)
            if publication is None:
                adopted = await votes.adopt(tx, poll_id, [text for text, _ in counted], work.now)
                if adopted is None:
                    return
                publication = await publications.load(tx, adopted)
                if publication is not None and publication.state == "unknown":
                    # Whoever votes has seen it: it is there, nobody need say so.
                    await publications.settle_sent(tx, adopted, work.now, None)
                await count_early(tx, adopted)
            if publication is not None and len(counted) == len(publication.options or ()):
                await votes.set_counted(tx, publication.id, [number for _, number in counted])

        await work.write(unit)


async def count_early(tx: Transaction, publication_id: PublicationId) -> None:
    """Count the votes that came before it was known which quiz they are for: now it is."""
    publication = await publications.load(tx, publication_id)
    if publication is not None and publication.poll_id is not None:
        for vote in await votes.take_early(tx, publication.poll_id):
            await _count(tx, publication, vote)


async def _take(tx: Transaction, work: Work, publication: Publication) -> Studied:
    learner = work.learner
    await votes.note_reader(tx, publication.id, learner.id, work.now)
    card_id = publication.card_id if publication.state in POSTED else None
    posted = await cards.load(tx, card_id) if card_id is not None else None
    # Its translation where the learner reads that; and where the card itself was withdrawn, one that asks the same.
    card = (
        await cards.of_concept(tx, posted.concept_id, learner.card_languages, learner.id)
        if posted is not None
        else None
    )
    if card is None:
        return Studied(await choose_and_keep(tx, learner, Where(), work.now), "gone")
    await memories.return_aside(tx, learner.id, card.concept_id)
    await queue.want(tx, learner.id, card.concept_id, work.now)
    return Studied(await ask(tx, learner, card))


async def _count(tx: Transaction, publication: Publication, vote: EarlyVote) -> None:
    offered = len(publication.options or ())
    if not 0 <= vote.option < offered:
        return
    learner = await learners.load(tx, vote.learner_id) if vote.learner_id is not None else None
    if learner is not None:
        if await votes.has_voted(tx, publication.id, learner.id):
            return
        right = vote.option == publication.right
        line = await _remember(tx, learner, publication, right=right, now=vote.at)
        await votes.note_vote(
            tx, publication.id, learner.id, option=vote.option, correct=right, review_id=line, now=vote.at
        )
    await votes.add_answer(tx, publication.id, vote.option, offered)


async def _remember(
    tx: Transaction, learner: Learner, publication: Publication, *, right: bool, now: datetime
) -> int | None:
    """The line of the log; None where memory stays: the card was withdrawn, or the learner put it aside for good."""
    card = await cards.load(tx, publication.card_id) if publication.card_id is not None else None
    if card is None or await cards.by_key(tx, card.content.key) is None:
        return None
    if await memories.aside(tx, learner.id, card.concept_id, learner.day(now)) in ("known", "suspended"):
        return None
    before = await memories.load(tx, learner.id, card.concept_id)
    # Telegram has no way to say "I guessed": a vote is taken for sure.
    recall = await answers.recall_now(tx, learner, before, now)
    options = len(publication.options or ())
    grade = grade_choice(right=right, guessed=False, recall=recall, options=options)
    score = knew(FIRST_RECALL if recall is None else recall, options) if right else 0.0
    given = Given(grade.rating, "quiz", score=score)
    counted = await answers.count(tx, learner, card, before, given, now)
    return counted[1] if counted is not None else None
