"""A typed text as sentences of words: stemmed, with what is negated marked."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from bot.domain.grading import negation
from bot.domain.grading.pieces import fold, pieces
from bot.domain.grading.roots import root
from bot.domain.grading.thesaurus import FIRST_GROUP, HAN_LIGHT, han_groups, han_pattern, phrases, word_groups

_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s\b")
_TOKEN = re.compile(
    r"(?P<number>[+-]?\d+(?:[.,]\d+)*(?![^\W\d_\u3400-\u9fff\ue000-\uf8ff]{2}))"
    r"|(?P<word>[A-Za-zА-Яа-яё0-9_@]+(?:[.\-'’/][A-Za-zА-Яа-яё0-9_@]+)*[+#]*)"
    r"|(?P<han>[\u3400-\u9fff\ue000-\uf8ff]+)"
    r"|(?P<stop>[,:()\[\]—–、|]|\s-\s)"
)
_HAN_JOINING = frozenset(
    "的了着就也都还又便则才会将被把是能可以要地得和与及之其这那因为所如果让在有用不没"
    "再先后时从到给对只多每该请去来但而且或于由它他们" + negation.NEGATION + negation.THEN
)
"""Characters of function words and common verbs; names and terms hold few."""

_FUNCTION_WORDS = (
    "any per a an the of to in on at by for and or is are be been being am was were it its this that these those with "
    "from as if then than so such do does did done has have had having can could may might must shall should will "
    "would i you he she we they me my your our their them his her us which what there here also very really quite "
    "too into onto about because since while when where how why but however though although who whom ll ve re s d "
    "up out off и в во на с со к ко по для из от у о об а но или же то это этот эта эти этого этой этом этому "
    "этих как что чтобы если бы ли уже ещё еще тут там где когда он она оно они его ее её их ему ей им мы нас нам "
    "вы вас вам я мне меня ты тебя так такой такая такие также тоже за до при под над через между есть быть был "
    "была было были будет будут может могут можно нужно надо который которая которое которые которого которой "
    "которых поэтому потому ведь вот ну себя себе свой очень просто потом тогда чем чего"
)
FUNCTION = frozenset(_FUNCTION_WORDS.split())
KEYWORDS = frozenset(["with", "for", "if", "in", "is", "as", "from", "while", "or", "else"])
"""Function words of English that are words of programming languages: in a text in another language they are terms."""

_GROUP = re.compile(f"[{chr(FIRST_GROUP)}-\uf8ff]")
_PARTS = re.compile(r"[_\-@']+")
_SEPARATOR = "\x00"


class Word(NamedTuple):
    """A word with a meaning. `keys` are its stem and the groups of words that mean the same; the group is `key`.

    `negated` is None where it counts either way: in an aim, or as something to be avoided.
    """

    raw: str
    keys: tuple[str, ...]
    negated: bool | None
    scope: bool = False
    """Whether it stands before the dot of a name, as asyncio in `asyncio.gather`."""

    @property
    def key(self) -> str:
        """What it is counted by."""
        return self.keys[-1]


class Joined(NamedTuple):
    """Words that are one together, from `start` to before `end`: a phrase of the thesaurus, or parts of a name."""

    key: str
    start: int
    end: int
    is_name: bool = False
    """Whether it was written as one, such as `to_thread`."""


@dataclass(slots=True)
class Sentence:
    """Words and the Chinese characters between them.

    `han` holds groups as single private characters, and other words as separators; of each of its characters
    `han_negated` tells whether a negation reaches it, `han_words` which word it is, None for a character alone.
    """

    words: list[Word] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    han: str = ""
    han_negated: list[bool | None] = field(default_factory=list)
    han_words: list[int | None] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    tokens: int = 0
    """Words of all kinds and Chinese characters, before anything was left out."""

    light: int = 0
    """How many of these are function words, or join others to a sentence."""

    han_length: int = 0
    """How many of the tokens are Chinese characters."""

    gaps: int = 0
    """How often a space stands between Chinese words."""


def read(text: str) -> list[Sentence]:
    """The sentences of a text, those without any word left out; parts that a contrast divides are sentences too."""
    cut = list(pieces(fold(text)))
    found: list[Sentence] = []
    taken_back = False
    for at in range(len(cut) - 1, -1, -1):
        piece = cut[at][0]
        sentence = _Reader(taken_back).read(piece)
        if sentence.tokens:
            found.append(sentence)
        before_goes_on = at > 0 and cut[at - 1][1]
        if negation.TAKEN_BACK.match(piece.casefold()):
            taken_back = True
        elif not (taken_back and before_goes_on):
            taken_back = False
    return found[::-1]


class _Reader:
    """Reads one sentence from left to right, and remembers what was negated."""

    def __init__(self, denied: bool) -> None:
        self._sentence = Sentence()
        self._denied = denied
        self._reach = 0.0
        self._twice = False
        self._clause = 0
        self._han_clause = 0
        self._aim = False
        self._shunned = False
        self._clause_denied = False
        self._behind_word = False

    def read(self, text: str) -> Sentence:
        lowered = negation.NO_NEGATION.sub(" ", _low(text))
        lowered = negation.SO_THAT.sub(negation.AIM, lowered)
        lowered = negation.DENIALS.sub(f" {negation.DENIAL} ", lowered)
        lowered = negation.HAN_CLAUSE_DENIAL.sub(negation.CLAUSE_DENIAL, lowered)
        lowered = negation.HAN_NEEDLESS.sub(negation.NEEDLESS, lowered)
        lowered = negation.HAN.sub(negation.NEGATION, lowered)
        lowered = negation.HAN_THEN.sub(negation.THEN, lowered)
        lowered = han_pattern().sub(lambda found: han_groups()[found[0]], lowered)
        end = 0
        for found in _TOKEN.finditer(lowered):
            match found.lastgroup:
                case "stop":
                    self._break()
                case "han":
                    self._read_han(found[0], apart=found.start() > end)
                case "number":
                    self._add(found[0].lstrip("+"), found[0].lstrip("+"))
                case _:
                    self._read_name(found[0])
            end = found.end()
        self._join_neighbours()
        return self._sentence

    def _break(self) -> None:
        self._begin_clause()
        self._put(_SEPARATOR, negated=False)

    def _begin_clause(self) -> None:
        self._reach = 0.0
        self._clause = len(self._sentence.words)
        self._han_clause = len(self._sentence.han)
        self._aim = self._shunned = self._clause_denied = self._behind_word = False

    def _put(self, character: str, *, negated: bool | None, word: int | None = None) -> None:
        self._sentence.han += character
        self._sentence.han_negated.append(negated)
        self._sentence.han_words.append(word)

    def _spend(self, cost: float) -> bool | None:
        negated = self._reach > 0 and not self._twice
        self._reach -= cost
        if self._shunned or (negated and self._aim):
            return None
        return negated != self._is_denied

    @property
    def _is_denied(self) -> bool:
        return self._denied or self._clause_denied

    def _negate(self, kind: str) -> None:
        """Two negations are none where the second is of a kind that cancels the first: "not without"."""
        self._twice = self._reach > 0 and not self._twice and kind in negation.CANCELLING
        self._reach = negation.REACH[kind]

    def _read_han(self, run: str, *, apart: bool) -> None:
        sentence = self._sentence
        length = len(run) + len(_GROUP.findall(run))
        sentence.tokens += length
        sentence.han_length += length
        sentence.light += sum(each in _HAN_JOINING for each in run)
        if apart and self._ends_in_han():
            self._put(_SEPARATOR, negated=False)
            sentence.gaps += 1
        for character in HAN_LIGHT.sub("", run):
            if character == negation.DENIAL:
                self._denied = True
            elif character == negation.CLAUSE_DENIAL:
                self._clause_denied = True
            elif character == negation.NEGATION:
                self._negate("han")
            elif character == negation.THEN:
                self._reach = 0.0
            elif character == negation.NEEDLESS:
                self._negate_back()
            elif ord(character) >= FIRST_GROUP:
                self._keep(character, (character,), negated=self._spend(1))
            else:
                self._put(character, negated=self._spend(0.5))

    def _ends_in_han(self) -> bool:
        sentence = self._sentence
        if not sentence.han_words:
            return False
        last = sentence.han_words[-1]
        return sentence.han[-1] != _SEPARATOR if last is None else ord(sentence.words[last].raw[0]) >= FIRST_GROUP

    def _read_name(self, written: str) -> None:
        """A word, or a name of several, such as `select_related` and `asyncio.gather`."""
        if written.isalnum():
            self._add(written, root(written))
            return
        components = [written.replace("/", "")] if _is_io(written) else re.split(r"[./]", written)
        for number, component in enumerate(components):
            start = len(self._sentence.words)
            parts = ["not"] if component.endswith("n't") else [each for each in _PARTS.split(component) if each]
            for part in parts:
                self._add(part, root(part), scope=number + 1 < len(components) and "." in written)
            if len(parts) > 1 and len(self._sentence.words) > start:
                self._join("".join(parts[:-1]), parts[-1], start, is_name=True)

    def _add(self, raw: str, stemmed: str, *, scope: bool = False) -> None:
        sentence = self._sentence
        sentence.tokens += 1
        if raw in negation.BREAKS:
            self._begin_clause()
            self._denied = self._denied and raw not in negation.CONTRASTS
            self._aim = raw in negation.AIMS
        elif raw in negation.SUBJECTS:
            self._reach = 0.0
        if raw in negation.CLOSING or (raw in negation.MODALS and self._reach > 0):
            self._negate_back()
        if raw in negation.OBJECTS and self._behind_word:
            sentence.words[-1] = sentence.words[-1]._replace(negated=opposite(sentence.words[-1].negated))
        self._behind_word = False
        if raw in negation.VERBAL or raw in negation.NOMINAL:
            self._negate(raw if raw in negation.REACH else "verbal" if raw in negation.VERBAL else "nominal")
            sentence.light += 1
        elif raw in FUNCTION or raw in negation.BREAKS:
            sentence.light += 1
            if raw in KEYWORDS:
                sentence.keywords.append(raw)
        else:
            self._mean(raw, stemmed, scope=scope)

    def _mean(self, raw: str, stemmed: str, *, scope: bool) -> None:
        group = word_groups().get(stemmed)
        negated = self._spend(1)
        if negated is not None and negated != self._is_denied and stemmed in negation.PREDICATES:
            self._negate_back()
        if raw.startswith("не") and len(raw) > 5 and group is None:
            rest = root(raw[2:])
            if rest in word_groups():
                stemmed, group, negated = rest, word_groups()[rest], opposite(negated)
        self._keep(raw, (stemmed, group) if group else (stemmed,), negated=negated, scope=scope)

    def _keep(self, raw: str, keys: tuple[str, ...], *, negated: bool | None, scope: bool = False) -> None:
        at = len(self._sentence.words)
        self._behind_word = True
        self._sentence.words.append(Word(raw, keys, negated, scope))
        self._put(keys[-1] if ord(keys[-1][0]) >= FIRST_GROUP else _SEPARATOR, negated=negated, word=at)
        if keys[-1] == word_groups()["avoid"]:
            self._shunned = negated is False

    def _negate_back(self) -> None:
        words = self._sentence.words
        for at in range(max(self._clause, len(words) - negation.BACKWARDS), len(words)):
            words[at] = words[at]._replace(negated=opposite(words[at].negated))
        sentence = self._sentence
        first = max(self._han_clause, len(sentence.han) - 2 * negation.BACKWARDS)
        for at, word in enumerate(sentence.han_words):
            if word is not None:
                sentence.han_negated[at] = words[word].negated
            elif at >= first:
                sentence.han_negated[at] = opposite(sentence.han_negated[at])

    def _join_neighbours(self) -> None:
        """Neighbours may be a phrase of the thesaurus, or one word written apart."""
        words = self._sentence.words
        for at, (one, other) in enumerate(pairwise(words)):
            group = phrases().get((one.keys[0], other.keys[0]))
            if group is not None:
                self._sentence.joined.append(Joined(group, at, at + 2))
            elif len(one.raw) > 1 and len(other.raw) > 1:
                self._join(one.raw, other.raw, at)

    def _join(self, first: str, last: str, start: int, *, is_name: bool = False) -> None:
        """Words up to here as one: with its end as it stands, and as a stem."""
        end = len(self._sentence.words) if is_name else start + 2
        for key in dict.fromkeys((first + root(last), first + last)):
            self._sentence.joined.append(Joined(word_groups().get(key, key), start, end, is_name))


def opposite(negated: bool | None) -> bool | None:
    """What a denial makes of it."""
    return None if negated is None else not negated


def _low(text: str) -> str:
    """Lower case, the words of a name in camel case separated by a hyphen."""
    return _CAMEL.sub("-", _PLURAL.sub("", text)).casefold()


def _is_io(written: str) -> bool:
    return "/" in written and all(len(part) == 1 for part in written.split("/"))
