"""Finds what asks the same among the public cards and waiting drafts, and keeps their fingerprints up to date."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.cards import Language
from bot.domain.ids import CardId, DraftId
from bot.parsing.fingerprints import FINGERPRINT_VERSION, Fingerprint, fingerprint, same_question, unpacked
from bot.parsing.likeness import Likeness, Weighed, Weights, closest, compare, is_repeat, needs_answers
from bot.parsing.variants import CANDIDATES, rarest
from bot.storage import facts, fingerprints
from bot.storage.database import Database, Reader, Transaction
from bot.storage.fingerprints import ALL, Print, Printed, Unprinted

AT_ONCE = 100
"""Fingerprints made in one transaction: some tens of milliseconds."""

_FACT = "fingerprints"


@dataclass(frozen=True, slots=True)
class Alike:
    """A card or draft that asks the same in other words, or may do so."""

    printed: Printed
    likeness: Likeness


class StemCounts:
    """How many fingerprints have each stem: asked for once, and kept up to date by whoever adds fingerprints.

    For one import at a time, as others may add some too: then a stem weighs a little more than it should.
    """

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._weights = Weights(0, {})
        self._weighed_among = -1

    async def of(self, db: Reader, stems: Iterable[int]) -> Mapping[int, int]:
        """The counts of at least these stems."""
        missing = [stem for stem in (ALL, *stems) if stem not in self._known]
        if missing:
            found = await fingerprints.counts(db, missing)
            self._known.update((stem, found.get(stem, 0)) for stem in missing)
        return self._known

    async def weights(self, db: Reader, *parts: Iterable[int]) -> Weights:
        """The weights of the stems of several texts."""
        counts = await self.of(db, {stem for part in parts for stem in part})
        # A fiftieth more changes no weight by more than .02.
        if counts[ALL] * 50 > self._weighed_among * 51 or self._weighed_among < 0:
            self._weights, self._weighed_among = Weights(counts[ALL], counts), counts[ALL]
        return self._weights

    def add(self, print_: Print) -> None:
        """One fingerprint more."""
        for stem in (ALL, *print_.every):
            if stem in self._known:
                self._known[stem] += 1


async def same_card(db: Reader, lang: Language, question: str) -> CardId | None:
    """The public card that asks exactly this, letter case and punctuation aside; retired ones are none."""
    found = await fingerprints.same(db, same_question(lang, question))
    return next((each.card_id for each in found if each.card_id is not None and each.live), None)


async def is_the_same(db: Reader, print_: Fingerprint, other: Printed) -> bool:
    """Whether two that ask exactly the same answer alike too, as far as both have an answer."""
    known = unpacked(other.same, other.stems)
    weights = await StemCounts().weights(db, print_.answer, known.answer)
    return is_repeat(Weighed(print_, weights), Weighed(known, weights))


async def alike(
    db: Reader, print_: Fingerprint, *, besides: DraftId | None = None, counts: StemCounts | None = None
) -> list[Alike]:
    """Live cards and drafts that ask the same in other words, or may do so, the likest first."""
    counts = counts or StemCounts()
    places = await counts.of(db, print_.question)
    near = await fingerprints.sharing(db, rarest(print_.question, places), CANDIDATES)
    others = [
        (each, unpacked(each.same, each.stems)) for each in near if each.draft_id is None or each.draft_id != besides
    ]
    if not others:
        return []
    asked = await counts.weights(db, print_.question, *(other.question for _, other in others))
    one = Weighed(print_, asked)
    # Most candidates are told apart by their questions alone: only the others' answers are weighed.
    close = closest(one, ((each, Weighed(other, asked)) for each, other in others))
    if not close:
        return []
    texts = [text for _, other in close if needs_answers(one, other) for text in (other.print.answer, print_.answer)]
    if texts:
        questions = (other.print.question for _, other in close)
        weights = await counts.weights(db, print_.question, *questions, *texts)
        one, close = Weighed(print_, weights), [(each, Weighed(other.print, weights)) for each, other in close]
    compared = ((each, compare(one, other)) for each, other in close)
    found = [Alike(each, likeness) for each, likeness in compared if likeness is not None]
    return sorted(found, key=lambda each: (-each.likeness.variant, -each.likeness.score, each.printed.id))


async def keep(
    tx: Transaction,
    print_: Fingerprint,
    *,
    of: int,
    card_id: CardId | None = None,
    draft_id: DraftId | None = None,
    is_new: bool = False,
    counts: StemCounts | None = None,
) -> None:
    """Compare with a card or draft by this from now on; `of` is the card's revision or the draft's version."""
    if not is_new:
        await _forget(tx, card_id, draft_id)
    kept = _as_kept(print_)
    await fingerprints.put(tx, kept, of=of, card_id=card_id, draft_id=draft_id)
    if counts is not None:
        counts.add(kept)


async def catch_up(db: Database) -> int:
    """Make the fingerprints that are missing or out of date; how many there were.

    Goes on where an earlier run was cut short. A program that makes other fingerprints than the last one makes all.
    """
    if await facts.get(db, _FACT) != str(FINGERPRINT_VERSION):
        await db.write(_start_anew)
    made = 0
    while found := await fingerprints.missing(db, AT_ONCE):
        prints = await asyncio.to_thread(_prints, found)
        made += await db.write(partial(_keep_all, found=found, prints=prints))
    while await fingerprints.left_over(db, AT_ONCE):
        await db.write(_clear)
    return made


async def _start_anew(tx: Transaction) -> None:
    await fingerprints.forget_all(tx)
    await facts.put(tx, _FACT, str(FINGERPRINT_VERSION))


def _prints(found: Sequence[Unprinted]) -> list[Fingerprint]:
    return [fingerprint(each.lang, each.question, each.answer) for each in found]


async def _keep_all(tx: Transaction, found: Sequence[Unprinted], prints: Sequence[Fingerprint]) -> int:
    for each, print_ in zip(found, prints, strict=True):
        await keep(tx, print_, of=each.of, card_id=each.card_id, draft_id=each.draft_id)
    return len(found)


async def _clear(tx: Transaction) -> None:
    for draft_id in await fingerprints.left_over(tx, AT_ONCE):
        await _forget(tx, None, draft_id)
        await fingerprints.outlived(tx, draft_id)


async def _forget(tx: Transaction, card_id: CardId | None, draft_id: DraftId | None) -> None:
    if card_id is not None:
        old = await fingerprints.of_card(tx, card_id)
    else:
        old = await fingerprints.of_draft(tx, draft_id) if draft_id is not None else None
    if old is not None:
        await fingerprints.remove(tx, _as_kept(unpacked(old.same, old.stems)), old.id)


def _as_kept(print_: Fingerprint) -> Print:
    every = print_.question.keys() | print_.answer.keys()
    return Print(print_.same, print_.packed(), tuple(print_.question), tuple(every))
