"""What a parser hands on: items found and lines thrown away, each with its reasons."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from bot.domain.cards import Choice, KeyPoint, Language, Level, Misconception, Source

Kind = Literal["qa", "article", "outline", "draft"]
DROPPED_TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of an outline and the headings under it, in the order of the contents list."""

    title: str
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The answers that a quiz or poll offers, plain text; `right` are the places (from 0) of those that are right.

    `sure` is False where the source hides its key and `right` is only the chosen or the leading option.
    """

    offered: tuple[str, ...]
    right: tuple[int, ...] = ()
    sure: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Authored:
    """What only a file made for cards can say, such as our own export; None and empty stand for nothing said.

    `key` and `concept` are a card's stable names.
    """

    key: str | None = None
    concept: str | None = None
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    follow_up: str | None = None
    hint: str | None = None
    choice: Choice | None = None
    references: tuple[str, ...] = ()
    asked: int | None = None
    verified: bool = False
    variant_group: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A card or draft found in a post.

    `answer` is Markdown; a `draft` is a question without one. `likes` is the sum of `reactions`; `likes` and `heat`
    are None where the post gave no count. `outline` is the title of the outline a draft belongs to, `context` the
    chapter it stood under. `variant_group` is set by `group_variants` only.
    """

    kind: Kind
    question: str
    lang: Language
    source: Source
    title: str | None = None
    context: str | None = None
    answer: str | None = None
    short_answer: str | None = None
    topic: str | None = None
    tags: tuple[str, ...] = ()
    difficulty: Level | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    likes: int | None = None
    heat: int | None = None
    verified: bool = False
    code_blocks: int = 0
    variant_group: str | None = None
    repeats: int = 1
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    outline: str | None = None
    chapters: tuple[Chapter, ...] = ()
    options: Options | None = None
    authored: Authored | None = None

    def as_line(self) -> dict[str, object]:
        """The fields of a line of `parse`, ready for JSON."""
        return {
            "title": self.title,
            "context": self.context,
            "kind": self.kind,
            "question": self.question,
            "answer": self.answer,
            "short_answer": self.short_answer,
            "lang": self.lang,
            "topic": self.topic,
            "tags": list(self.tags),
            "difficulty": self.difficulty,
            "reactions": dict(self.reactions),
            "likes": self.likes,
            "heat": self.heat,
            "verified": self.verified,
            "code_blocks": self.code_blocks,
            "variant_group": self.variant_group,
            "repeats": self.repeats,
            "source": asdict(self.source),
            "confidence": round(self.confidence, 2),
            "reasons": list(self.reasons),
            "outline": self.outline,
            "chapters": [{"title": c.title, "headings": list(c.headings)} for c in self.chapters],
            "options": asdict(self.options) if self.options else None,
        }


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that gave no item, and why."""

    text: str
    reason: str
    source: Source

    def as_line(self) -> dict[str, object]:
        """A line of `parse --dropped`, ready for JSON; the text is cut at 200 characters."""
        return {
            "kind": "dropped",
            "text": self.text[:DROPPED_TEXT_LIMIT],
            "reason": self.reason,
            "source": asdict(self.source),
        }


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything one text gave, in the order of the text."""

    items: tuple[Item, ...]
    dropped: tuple[Dropped, ...]
