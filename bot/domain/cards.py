"""What a card is, wherever it comes from."""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.ids import CardId, ConceptId

Language = Literal["en", "ru", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "ru", "zh")

Level = Literal["junior", "middle", "senior"]
LEVELS: tuple[Level, ...] = ("junior", "middle", "senior")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card was found. `line` is 1-based; `channel` is a name with or without @, as the post wrote it."""

    file: str | None = None
    line: int | None = None
    channel: str | None = None
    post: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing a good answer must contain, with other words for it."""

    text: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misconception:
    """What a weak answer says, in such a person's words, and why that is wrong; `why` is empty where nobody said it."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The multiple-choice form of a card."""

    right: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CardContent:
    """Everything an author can say about a card.

    `question`, `answer`, `short_answer`, `follow_up` and `hint` are in our Markdown subset, the rest is plain text.

    `likes` and `heat` are None where the source gave no count (zero is a count).
    """

    key: str
    concept: str
    lang: Language
    question: str
    answer: str
    short_answer: str | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    level: Level | None = None
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    follow_up: str | None = None
    hint: str | None = None
    choice: Choice | None = None
    references: tuple[str, ...] = ()
    likes: int | None = None
    heat: int | None = None
    asked: int = 0
    verified: bool = False
    variant_group: str | None = None
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, slots=True)
class Card:
    """A stored card: its content with the row numbers that buttons and memories use.

    `answer_changed_at` (UTC) is when its answer last began to say something else; None where it never did.
    """

    id: CardId
    concept_id: ConceptId
    revision: int
    content: CardContent
    answer_changed_at: datetime | None = None


def misconception_told(told: object) -> Misconception:
    """A misconception as it was kept, by its fields; those kept until they had a reason are bare texts.

    Raises ValueError for anything else.
    """
    match told:
        case str():
            return Misconception(told)
        case {"text": str(text), **rest} if not rest.keys() - {"why"} and isinstance(why := rest.get("why", ""), str):
            return Misconception(text, why)
    raise ValueError("a text, or a table with text and why, is expected")


def key_of_question(lang: Language, question: str) -> str:
    """The stable key of a card that has no other name: its question's, white space and letter case aside.

    Fits a deep link (`c_<key>`, at most 64 of A-Z a-z 0-9 _ -).
    """
    folded = " ".join(unicodedata.normalize("NFKC", question).casefold().split())
    return f"{lang}-{hashlib.sha256(folded.encode()).hexdigest()[:12]}"
