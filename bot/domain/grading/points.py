"""Whether an answer has a key point: in any of its wordings, within one sentence, and not denied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from bot.domain.cards import KeyPoint
from bot.domain.grading import negation
from bot.domain.grading.said import NOUGHT, Need, Said, either, keyword
from bot.domain.grading.words import Sentence, Word, read

HALF_FROM = 0.6
HALF_OF_WORDS = 3
"""A wording of so many words is half there when this share of it is."""


TELLING_NAME = 5
"""Letters of a name that is known without its module; words of the thesaurus are not."""


class Credit(IntEnum):
    """What an answer has of a key point; CONTRADICTED means its words are there and say the opposite."""

    CONTRADICTED = -1
    MISSING = 0
    HALF = 1
    MET = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a key point: all that must occur in one sentence."""

    needs: tuple[Need, ...]
    whole_only: bool = False
    """Whether a part of it is no half: the question has as much."""

    mentioned: bool = False
    """Whether one of the card's own answers denies it: an answer that does so contradicts nothing."""

    either_way: bool = False
    """Whether it counts denied as well: they have it only so, as in "others do not see a half-done one", or the point
    is advice against it."""

    @property
    def size(self) -> int:
        """How many words there are in it, two Chinese characters for one."""
        return sum(max(1, len(need.han) // 2) for need in self.needs)

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so."""
        return any(need.negated for need in self.needs)


def wordings(point: KeyPoint, question: Said, references: Sequence[Said] = ()) -> tuple[Wording, ...]:
    """The ways in which the point and its synonyms say it, but for those that the question says already.

    `references` are the card's own answers: what these deny was meant as a mention, not as a claim.
    """
    found = []
    against = negation.AGAINST.search(point.text.casefold()) is not None
    for text in dict.fromkeys((point.text, *point.synonyms)):
        wording = Wording(tuple(_needs(read(text), foreign=not text.isascii())))
        asked = credit((wording,), question)
        if wording.needs and asked is not Credit.MET:
            said = [credit((wording,), each) for each in references]
            mentioned = Credit.CONTRADICTED in said
            found.append(
                replace(
                    wording,
                    whole_only=asked is not Credit.MISSING,
                    mentioned=mentioned,
                    either_way=(mentioned and Credit.MET not in said) or (against and not wording.denies),
                )
            )
    return tuple(found)


def credit(wordings: Iterable[Wording], said: Said) -> Credit:
    """The best that the answer has of any wording; a single word that occurs does not outweigh a claim denied."""
    best, opposed = Credit.MISSING, False
    for wording in wordings:
        found = _credit(wording, said)
        if found is Credit.MET and (wording.size > 1 or wording.denies):
            return found
        opposed = opposed or (found is Credit.CONTRADICTED and not wording.mentioned)
        best = max(best, found)
    return Credit.CONTRADICTED if opposed else best


def _needs(sentences: list[Sentence], *, foreign: bool) -> Iterable[Need]:
    """What must occur; in a text that is not in English, `with` and `if` are terms."""
    for sentence in sentences:
        if foreign:
            yield from (Need((keyword(each),), negated=False) for each in dict.fromkeys(sentence.keywords))
        in_han: set[int] = set()
        start = 0
        for part in sentence.han.split(NOUGHT):
            end = start + len(part)
            if any("\u3400" <= each <= "\u9fff" for each in part):
                in_han.update(word for word in sentence.han_words[start:end] if word is not None)
                negated = tuple(sentence.han_negated[start:end])
                yield Need((), either(negated), han=part, han_negated=negated)
            start = end + 1
        for at, word in enumerate(sentence.words):
            if at not in in_han and not _is_left_out(word, sentence.words[at + 1 : at + 2]):
                yield _need(at, sentence)


def _need(at: int, sentence: Sentence) -> Need:
    word = sentence.words[at]
    around = [each for each in sentence.joined if each.start <= at < each.end]
    alone = tuple(each.key for each in around if each.is_name and each.end == each.start + 1)
    if alone:
        # Its other parts are function words: `to_thread` is no thread.
        return Need(alone, word.negated)
    return Need(word.keys, word.negated, wholes=tuple(dict.fromkeys(each.key for each in around)))


def _is_left_out(word: Word, following: list[Word]) -> bool:
    """Whether it stands before the dot of a name that says enough without it, as `gather` does."""
    return word.scope and all(len(each.keys) == 1 and len(each.raw) >= TELLING_NAME for each in following)


def _credit(wording: Wording, said: Said) -> Credit:
    found = [said.where(need) for need in wording.needs]
    best = Credit.MISSING
    opposed = False
    for number in {number for whole, part in found for number in (*whole, *part)}:
        flags = [whole.get(number) for whole, _ in found]
        share = sum(1.0 if each else 0.5 * (number in part) for each, (_, part) in zip(flags, found, strict=True))
        share /= len(found)
        agreed = _agrees(wording, flags)
        if share == 1 and agreed:
            return Credit.MET
        opposed = opposed or (share == 1 and wording.size > (2 if wording.denies else 1))
        if agreed and _is_half(wording, share) and not _is_denied_anywhere(wording, flags):
            best = Credit.HALF
    return Credit.CONTRADICTED if opposed and best is Credit.MISSING else best


def _agrees(wording: Wording, flags: Sequence[list[bool] | None]) -> bool:
    """Whether all that is there is said once without being denied; of a wording that denies, something is denied."""
    if wording.either_way:
        return True
    there = [(need, each) for need, each in zip(wording.needs, flags, strict=True) if each]
    if wording.denies:
        return any(need.negated and True in each for need, each in there)
    return all(need.negated is None or False in each for need, each in there)


def _is_denied_anywhere(wording: Wording, flags: Sequence[list[bool] | None]) -> bool:
    """Whether a word of it is there denied too: enough to doubt a part of a claim."""
    return not wording.denies and not wording.either_way and any(True in each for each in flags if each)


def _is_half(wording: Wording, share: float) -> bool:
    if wording.whole_only:
        return False
    if len(wording.needs) == 1:
        return share >= 0.5
    return len(wording.needs) >= HALF_OF_WORDS and share >= HALF_FROM
