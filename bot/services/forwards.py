"""Posts that people forward: for staff a draft of a card for all, for a learner a card that nobody else sees."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.domain.errors import Refused
from bot.domain.ids import CardId, DraftId
from bot.domain.topics import Topics
from bot.parsing import Dropped
from bot.parsing.channel_posts import ChannelPost, Poll, read_as_piece
from bot.services.choosing import Question
from bot.services.drill import Drill
from bot.services.importing import Importer, Run, Taken
from bot.services.work import Work
from bot.storage import private_cards, queue
from bot.storage.database import Transaction

POSTS_A_DAY = 50
"""Posts that one learner may keep as cards of their own within 24 hours."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No card came of a post: an advert, put away before, without an answer, or it asks nothing at all."""

    why: Literal["advert", "put-away", "unanswered", "none"]


@dataclass(frozen=True, slots=True)
class ToDecide:
    """Drafts wait for an editor; `known` says that they waited before."""

    first: DraftId
    count: int
    known: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A card asks this already."""

    asked: Question


@dataclass(frozen=True, slots=True)
class Kept:
    """Cards of the learner's own, the first of which is asked: `new` ones, or such as say now what the post says."""

    count: int
    new: bool
    asked: Question


Forwarded = Nothing | ToDecide | Known | Kept


def speaks_of_advert(dropped: Dropped) -> bool:
    """Whether this was thrown away for being an advert."""
    return dropped.reason.startswith("advert")


class Forwards:
    """What becomes of a forwarded post."""

    def __init__(self, importer: Importer, topics: Topics, drill: Drill) -> None:
        self._importer = importer
        self._topics = topics
        self._drill = drill

    async def take(self, work: Work, post: ChannelPost) -> Forwarded:
        """Take a post in. Of a quiz whose key is hidden, who is not of the staff is asked first: see `hides_key`.

        Raises Refused for a learner who has kept POSTS_A_DAY.
        """
        learner = work.learner
        edits = work.person.edits
        if not edits and await private_cards.posts_since(work.db, learner.id, work.now - _DAY) >= POSTS_A_DAY:
            raise Refused("forward-too-many", limit=POSTS_A_DAY)
        run = Run(post.channel or post.url or "", "forward", who=learner.id) if edits else None
        lost: list[Dropped] = []
        taken = await self._importer.take(
            [read_as_piece(post, self._topics)],
            name=post.channel or "",
            publish=False,
            now=work.now,
            run=run,
            owner=None if edits else learner.id,
            losses=lost.append,
        )
        if run is not None:
            await self._importer.finish(run, work.now)
        return await self._told(work, taken, lost)

    def hides_key(self, work: Work, post: ChannelPost) -> bool:
        """Whether a learner has to say which option of a quiz is right: Telegram hides it, and nobody else will."""
        return post.poll is not None and not post.poll.right and not work.person.edits

    def ask_key(self, work: Work, post: ChannelPost) -> None:
        """Wait for the learner to say it."""
        told = {"key": post.key, "channel": post.channel, "post": post.post, "url": post.url}
        poll = post.poll
        if poll is not None:
            told |= {"question": poll.question, "why": poll.why, "details": poll.details}
            told["offered"] = json.dumps(poll.offered, ensure_ascii=False)
        work.expect("forward-key", {name: value for name, value in told.items() if value})

    def with_key(self, work: Work, place: int) -> ChannelPost:
        """The quiz with the option that the learner says is right, counted from 0; nothing is waited for any more.

        Raises Refused where no quiz waits, or it has no such option.
        """
        waiting = work.conversation
        told = waiting.data if waiting is not None and waiting.waiting_for == "forward-key" else {}
        offered = tuple(json.loads(told.get("offered", "[]")))
        if place >= len(offered):
            raise Refused("forward-key-over")
        work.expect_nothing()
        poll = Poll(
            told.get("question", ""),
            offered,
            right=(place,),
            why=told.get("why"),
            is_quiz=True,
            details=told.get("details"),
        )
        return ChannelPost(
            key=told.get("key"), channel=told.get("channel"), post=told.get("post"), url=told.get("url"), poll=poll
        )

    async def undo(self, work: Work, card_id: CardId) -> int:
        """Take away the cards of a learner's own that came of one post; how many. Raises Refused where none is left."""
        learner = work.learner

        async def unit(tx: Transaction) -> int:
            found = await private_cards.of_one_post(tx, learner.id, card_id)
            if not found:
                raise Refused("forward-undone")
            for each, concept_id in found:
                await private_cards.remove(tx, learner.id, each, concept_id)
            return len(found)

        return await work.write(unit)

    async def _told(self, work: Work, taken: Taken, lost: Sequence[Dropped]) -> Forwarded:
        outcomes = taken.outcomes
        drafts = [(each.draft_id, each.what == "repeated") for each in outcomes if each.draft_id is not None]
        if drafts:
            return ToDecide(drafts[0][0], len(drafts), all(known for _, known in drafts))
        own = [each for each in outcomes if each.what in ("published", "updated") and each.card_id is not None]
        if own and not work.person.edits:
            ids = [each.card_id for each in own if each.card_id is not None]
            asked = [await self._drill.ask_by_id(work, card_id) for card_id in ids]
            await self._want(work, asked)
            return Kept(len(ids), any(each.what == "published" for each in own), asked[0])
        card_id = next((each.card_id for each in outcomes if each.card_id is not None), None)
        if card_id is not None:
            return Known(await self._drill.ask_by_id(work, card_id))
        if any(each.what == "incomplete" for each in outcomes):
            return Nothing("unanswered")
        if outcomes:
            return Nothing("put-away")
        return Nothing("advert" if any(speaks_of_advert(each) for each in lost) else "none")

    async def _want(self, work: Work, asked: Sequence[Question]) -> None:
        async def unit(tx: Transaction) -> None:
            for each in asked:
                await queue.want(tx, work.learner.id, each.card.concept_id, work.now)

        await work.write(unit)
