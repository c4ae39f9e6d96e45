"""What only all decks together show: keys, languages, tags, questions that stand twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from bot.domain.cards import LANGUAGES, LEVELS
from bot.domain.deck_lint.placed import Fault, Placed


def faults(cards: Sequence[Placed]) -> Iterator[tuple[Placed, Fault]]:
    """All faults of this kind, each at the card where it is to be mended."""
    yield from _keys(cards)
    yield from _languages(cards)
    yield from _tags(cards)
    yield from _questions(cards)


def levels(cards: Sequence[Placed]) -> str:
    """How many concepts each level has, in words."""
    found = Counter({each.card.concept: each.card.level for each in cards}.values())
    return ", ".join(f"{found[level]} {level}" for level in LEVELS)


def _keys(cards: Sequence[Placed]) -> Iterator[tuple[Placed, Fault]]:
    first: dict[str, Placed] = {}
    for each in cards:
        before = first.setdefault(each.card.key, each)
        if before is not each:
            yield each, ("", f"the key is taken by {before.file}:{before.line}")


def _languages(cards: Sequence[Placed]) -> Iterator[tuple[Placed, Fault]]:
    concepts: dict[str, list[Placed]] = defaultdict(list)
    for each in cards:
        concepts[each.card.concept].append(each)
    for members in concepts.values():
        missing = [lang for lang in LANGUAGES if lang not in {each.card.lang for each in members}]
        if missing:
            yield members[0], ("", f"the concept is not there in {', '.join(missing)}")


def _tags(cards: Sequence[Placed]) -> Iterator[tuple[Placed, Fault]]:
    """A tag of one concept alone finds nothing that belongs to it."""
    concepts: dict[str, dict[str, Placed]] = defaultdict(dict)
    for each in cards:
        for tag in each.card.tags:
            concepts[tag].setdefault(each.card.concept, each)
    alive = [tag for tag, users in concepts.items() if len(users) > 1]
    for tag, users in concepts.items():
        if len(users) == 1:
            close = get_close_matches(tag, alive, n=1)
            meant = f"; is {close[0]} meant?" if close else ""
            yield next(iter(users.values())), ("tags", f"{tag!r} is dead: no other concept has it{meant}")


def _questions(cards: Sequence[Placed]) -> Iterator[tuple[Placed, Fault]]:
    asked = {(each.card.lang, _folded(each.card.question)): each for each in cards}
    for each in cards:
        same = asked.get((each.card.lang, _folded(each.card.follow_up or "")))
        if same is not None:
            yield each, ("follow_up", f"is the question of {same.card.key}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
