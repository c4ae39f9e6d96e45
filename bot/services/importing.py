"""A post becomes a card: texts are kept verbatim, parsed, compared with what is stored, and published or queued."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from bot.domain.cards import Card, CardContent, key_of_question
from bot.domain.fields import changed_fields
from bot.domain.ids import ConceptId
from bot.domain.topics import Topics
from bot.parsing import PARSER_VERSION, Item, Parsed, group_variants, merge_repeats, parse
from bot.parsing.text import fold
from bot.storage import cards, drafts, posts, revisions
from bot.storage.database import Database, Transaction
from bot.storage.posts import NewDraft

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def _unseen(what: str, done: int, of: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text taken in under a name, such as a file's path below the folder that was given."""

    name: str
    text: str

    @property
    def digest(self) -> str:
        """Tells one text from another."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(slots=True)
class Taken:
    """What became of one document: how many cards and drafts, by what was done with them."""

    name: str
    unchanged: bool = False
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Keyed:
    """An item and the key of its card or draft; `again` says that another item of this import has the key already."""

    key: str
    item: Item
    again: bool


class Importer:
    """The door for posts. `publish` makes complete cards public at once; otherwise they wait as drafts."""

    def __init__(self, db: Database, topics: Topics) -> None:
        self._db = db
        self._topics = topics

    async def take(
        self, documents: Sequence[Document], *, publish: bool, now: datetime, progress: Progress = _unseen
    ) -> list[Taken]:
        """Take documents in, each in a transaction of its own; what was taken in before changes nothing.

        Their names must differ. `publish` also publishes what an earlier import left waiting.
        """
        fresh = [each for each in documents if not await self._known(each, publish=publish)]
        parsed: dict[str, Parsed] = {}
        for document in fresh:
            parsed[document.name] = parse(document.text, file=document.name, topics=self._topics)
            progress("parsing", len(parsed), len(fresh))
        stored = await cards.public(self._db) if fresh else []
        arranged = _arrange([item for result in parsed.values() for item in result.items], stored)
        # Before the cards: if the import is cut short, its next run no longer looks at what is stored by then.
        await self._regroup(arranged.regrouped)
        report = {document.name: Taken(document.name, unchanged=document.name not in parsed) for document in documents}
        for number, document in enumerate(fresh, 1):
            taken = report[document.name]
            taken.counts["dropped"] = len(parsed[document.name].dropped)
            taken.counts += await self._store(document, arranged.of(document.name), publish=publish, now=now)
            progress("storing", number, len(fresh))
        return list(report.values())

    async def _known(self, document: Document, *, publish: bool) -> bool:
        return await posts.known(self._db, document.digest, PARSER_VERSION, none_waiting=publish)

    async def _store(
        self, document: Document, items: Sequence[_Keyed], *, publish: bool, now: datetime
    ) -> Counter[str]:
        async def unit(tx: Transaction) -> Counter[str]:
            post_id = await posts.store(
                tx,
                source_key=f"file:{document.name}",
                digest=document.digest,
                body=document.text,
                parser_version=PARSER_VERSION,
                now=now,
            )
            return await _store_items(tx, items, post_id, publish=publish, now=now)

        return await self._db.write(unit)

    async def _regroup(self, groups: dict[ConceptId, str]) -> None:
        async def unit(tx: Transaction) -> None:
            for concept_id, group in groups.items():
                await cards.set_variant_group(tx, concept_id, group)

        if groups:
            await self._db.write(unit)


@dataclass(frozen=True, slots=True)
class _Arranged:
    items: list[_Keyed]
    regrouped: dict[ConceptId, str]

    def of(self, name: str) -> list[_Keyed]:
        return [keyed for keyed in self.items if keyed.item.source.file == name]


def _arrange(fresh: Sequence[Item], stored: Sequence[Card]) -> _Arranged:
    """Merge what is new, name the variants among it and the stored cards, and find the card of each question.

    A stored card is never taken out of its group, which a person may have made: what asks the same joins that one.
    """
    own = merge_repeats(fresh)
    grouped = group_variants([*own, *(_as_item(card.content) for card in stored)])
    by_key = {card.content.key: card for card in stored}
    # Questions that differ in punctuation alone are one to the parser, though their keys differ.
    alike = {(card.content.lang, fold(card.content.question)): card for card in reversed(stored)}
    found = [by_key.get(_key(item)) or alike.get((item.lang, fold(item.question))) for item in grouped]
    joined = _groups_kept(grouped, found)
    regrouped: dict[ConceptId, str] = {}
    items: list[_Keyed] = []
    taken: set[str] = set()
    for number, (item, card) in enumerate(zip(grouped, found, strict=True)):
        group = joined.get(item.variant_group or "", item.variant_group)
        if card is not None and card.content.variant_group is None and group is not None:
            regrouped[card.concept_id] = group
        # The new ones come first, and none of them is merged a second time.
        if number < len(own):
            key = card.content.key if card is not None else _key(item)
            items.append(_Keyed(key, replace(item, variant_group=group), key in taken))
            taken.add(key)
    return _Arranged(items, regrouped)


def _groups_kept(grouped: Sequence[Item], found: Sequence[Card | None]) -> dict[str, str]:
    """For each of the parser's groups that has a card with a group already, the name of that one."""
    kept: dict[str, str] = {}
    for item, card in zip(grouped, found, strict=True):
        if item.variant_group is not None and card is not None and card.content.variant_group is not None:
            kept.setdefault(item.variant_group, card.content.variant_group)
    return kept


async def _store_items(
    tx: Transaction, items: Iterable[_Keyed], post_id: int, *, publish: bool, now: datetime
) -> Counter[str]:
    counts: Counter[str] = Counter()
    outlines: dict[str | None, int] = {}
    for keyed in items:
        item = keyed.item
        if item.kind == "outline":
            outlines[item.question] = await posts.store_outline(
                tx,
                key=keyed.key,
                post_id=post_id,
                lang=item.lang,
                title=item.title or item.question,
                chapters=[asdict(chapter) for chapter in item.chapters],
                now=now,
            )
        if keyed.again:
            counts["repeated"] += 1
        elif publish and item.kind in ("qa", "article") and item.question and item.answer:
            counts[await _publish(tx, keyed, post_id, now)] += 1
        else:
            counts[await _queue(tx, keyed, post_id, outlines.get(item.outline), now)] += 1
    return counts


async def _publish(tx: Transaction, keyed: _Keyed, post_id: int, now: datetime) -> str:
    """Make a card of an item, or give its card what the post says now; a field that a person set stays as it is."""
    content = _content(keyed)
    card = await cards.by_key(tx, keyed.key)
    if card is None:
        withdrawn = await cards.taken(tx, keyed.key) and not await drafts.waits(tx, keyed.key)
        if withdrawn or await drafts.is_kept_from_import(tx, keyed.key):
            return "repeated"
        card_id = await cards.publish(tx, content, post_id, now)
        await posts.settle_draft(tx, content.key, card_id, now)
        return "published"
    old = card.content
    theirs = await revisions.set_by_people(tx, card)
    read = replace(
        old,
        question=content.question,
        answer=content.answer,
        short_answer=content.short_answer,
        topic=content.topic or old.topic,
        tags=content.tags,
        level=content.level or old.level,
        likes=_most(old.likes, content.likes),
        heat=_most(old.heat, content.heat),
    )
    kept = theirs.intersection(changed_fields(old, read))
    if not _one_file(old.source.file, content.source.file):
        return "repeated"
    same = "kept" if kept else "repeated"
    if old.verified:
        return same
    own: dict[str, object] = {field: getattr(old, field) for field in kept}
    merged = replace(read, **own)  # type: ignore[arg-type]  # the fields are named at runtime
    if merged == old:
        return same
    await cards.update(tx, card, replace(merged, source=content.source), now)
    return "updated"


def _one_file(one: str | None, other: str | None) -> bool:
    """Whether two names can be one file's, taken in by way of different folders: `x.txt` and `posts/x.txt`."""
    if one is None or other is None:
        return False
    shorter, longer = sorted((one, other), key=len)
    return f"/{longer}".endswith(f"/{shorter}")


async def _queue(tx: Transaction, keyed: _Keyed, post_id: int, outline_id: int | None, now: datetime) -> str:
    item = keyed.item
    if await cards.taken(tx, keyed.key) and not await drafts.waits(tx, keyed.key):
        return "repeated"
    draft = NewDraft(
        key=keyed.key,
        post_id=post_id,
        kind=item.kind,
        lang=item.lang,
        question=item.question,
        context=item.context,
        proposal=item.as_line(),
        outline_id=outline_id if item.kind == "draft" else None,
    )
    return await posts.store_draft(tx, draft, now)


def _content(keyed: _Keyed) -> CardContent:
    item = keyed.item
    return CardContent(
        key=keyed.key,
        concept=keyed.key,
        lang=item.lang,
        question=item.question,
        answer=item.answer or "",
        short_answer=item.short_answer,
        topic=item.topic,
        tags=tuple(item.tags),
        level=item.difficulty,
        likes=item.likes,
        heat=item.heat,
        verified=item.verified,
        variant_group=item.variant_group,
        source=item.source,
    )


def _as_item(content: CardContent) -> Item:
    return Item(kind="qa", question=content.question, answer=content.answer, lang=content.lang, source=content.source)


def _key(item: Item) -> str:
    """A draft without a question is told from others by its answer."""
    return key_of_question(item.lang, item.question or item.answer or item.title or "")


def _most(*counts: int | None) -> int | None:
    return max((count for count in counts if count is not None), default=None)
