"""Records that offer several answers: the options, and how the file counts them."""

import re
from collections.abc import Mapping, Sequence

from bot.parsing.columns import Column
from bot.parsing.quiz_keys import Base, Offer, base_of, keyed_places, numbers_in, offered
from bot.parsing.records import Record

KEYS_BY_NAMES = 4
ENOUGH_KEYS = 12
"""Keys among which one would be 0, were that the first: of four options it is in three of a hundred files not so."""
LONGEST_OPTION = 100
"""Characters."""
_INDEX = re.compile("index|idx", re.IGNORECASE)


def quiz_of(record: Record) -> tuple[Offer, object] | None:
    """The options of a record and what names the right one; None where it offers none."""
    said = record.values
    key = next((said[c] for c in ("correct", "answer") if said.get(c) not in (None, "")), None)
    offer = Offer(tuple(str(each).strip() for each in record.options)) if len(record.options) > 1 else None
    offer = offer or offered(said.get("options"))
    answer = said.get("answer")
    if offer is None and not isinstance(answer, str | None) and isinstance(answer, Sequence | Mapping):
        listed = offered(answer)
        if listed is not None and (
            listed.marked or said.get("correct") not in (None, "") or _only_offers(listed, said)
        ):
            offer = listed
            key = said.get("correct")
    if offer is None and said.get("wrong") not in (None, "") and isinstance(key, str):
        wrong = said["wrong"]
        others = [str(each) for each in wrong] if isinstance(wrong, list) else re.split(r"\s*[|;\n]\s*", str(wrong))
        offer = Offer((key, *(other for other in others if other)))
    return (offer, key) if offer is not None else None


def _only_offers(offer: Offer, said: Mapping[Column, object]) -> bool:
    """Whether a list of answers is one of short ones to choose from, none of which is said to be right."""
    listed = said.get("answer")
    # What says of which type it is, is a part of a text.
    are_records = isinstance(listed, Sequence) and all(
        isinstance(each, Mapping) and "type" not in each for each in listed
    )
    return are_records and max(map(len, offer.options)) <= LONGEST_OPTION


def counted_from(sample: Sequence[Record]) -> Base | None:
    """The number of the first option in the keys of a document, by its first records; None where both are possible."""
    keys = [(quiz, record) for record in sample if (quiz := quiz_of(record)) is not None]
    counted = [
        (number, quiz[0], record)
        for quiz, record in keys
        if not quiz[0].names or not keyed_places(*quiz, None)
        for number in numbers_in(quiz[0].options, quiz[1])
    ]
    base = base_of((number, len(offer.options)) for number, offer, _ in counted)
    if base is None and counted and all(number for number, _, _ in counted):
        in_name = any(_INDEX.search(record.key_name) for _, _, record in counted)
        base = 0 if in_name else _base_by_names(counted)
        if base is None:
            base = _base_by_explanations(counted)
        if base is None and len(counted) >= ENOUGH_KEYS:
            base = 1
    return base


def keys_count(sample: Sequence[Record], base: Base | None) -> bool:
    """Whether the keys of a document are written numbers of options, though one or another is an option itself."""
    quizzes = [quiz for record in sample if (quiz := quiz_of(record)) is not None]
    if base is None or len(quizzes) < KEYS_BY_NAMES or any(offer.names for offer, _ in quizzes):
        return False
    keys = [(offer, key.strip()) for offer, key in quizzes if isinstance(key, str)]
    places = [int(key) - base if key.isdecimal() and len(key) < 3 else -1 for _, key in keys]
    if len(keys) < len(quizzes) or not all(
        0 <= at < len(offer.options) for at, (offer, _) in zip(places, keys, strict=True)
    ):
        return False
    return 2 * sum(key in offer.options for offer, key in keys) < len(keys)


def _base_by_names(counted: Sequence[tuple[int, Offer, Record]]) -> Base | None:
    """How keys are counted where the options have numbers in the names of their columns, and there are enough keys."""
    bases = {record.counted_from for _, _, record in counted}
    return bases.pop() if len(bases) == 1 and len(counted) >= KEYS_BY_NAMES else None


def _base_by_explanations(counted: Sequence[tuple[int, Offer, Record]]) -> Base | None:
    """How keys are counted, by which option the explanations speak of."""
    fits = [0.0, 0.0]
    for number, offer, record in counted:
        words = _words(str(record.values.get("explanation") or ""))
        for base in (0, 1):
            option = _words(offer.options[number - base]) if number - base < len(offer.options) else set()
            fits[base] += len(option & words) / len(option) if option else 0.0
    low, high = sorted(fits)
    if high < 0.5 or high < 1.4 * low:
        return None
    return 0 if fits[0] == high else 1


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]|\w+", text.casefold()))
