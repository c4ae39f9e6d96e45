"""Collects what a format finds in one text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.cards import Level, Source
from bot.domain.markup import shows_something
from bot.domain.topics import Topics
from bot.parsing.blocks import Line, language
from bot.parsing.items import Chapter, Dropped, Item, Kind, Options
from bot.parsing.score import Evidence

ANSWER_SAMPLE = 800
DROPPED_LIMIT = 20_000
MOST_FINDS = 50_000
"""No text that a person reads holds more questions; a few letters and a question mark on each line do."""


@dataclass(slots=True)
class Find:
    """An item in the making: counters and a channel may still turn up below it."""

    kind: Kind
    question: str
    line: int
    evidence: Evidence
    answer: str | None = None
    short_answer: str | None = None
    code_blocks: int = 0
    title: str | None = None
    context: str | None = None
    outline: str | None = None
    chapters: tuple[Chapter, ...] = ()
    tags: tuple[str, ...] = ()
    difficulty: Level | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    heat: int | None = None
    channel: str | None = None
    post: str | None = None
    url: str | None = None
    options: Options | None = None


@dataclass(slots=True)
class Harvest:
    """Everything found in one text so far, and what is needed to name it."""

    file: str | None
    topics: Topics
    finds: list[Find] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    unlisted: int = 0

    def drop(self, lines: Iterable[Line], reason: str) -> None:
        """Notes lines that give nothing; blank ones are not worth a note, and after DROPPED_LIMIT lines the rest is
        only counted."""
        for line in lines:
            if not line.text.strip():
                continue
            if len(self.dropped) >= DROPPED_LIMIT:
                self.unlisted += 1
            else:
                self.dropped.append(Dropped(line.text.strip(), reason, Source(self.file, line.number)))

    @property
    def is_full(self) -> bool:
        """Whether so much was found that the rest is only noted as dropped."""
        return len(self.finds) >= MOST_FINDS

    def items(self) -> list[Item]:
        """The finds as items, in the order of their lines. A question without any letter to see is none; only a draft
        may come without its question, which then stood in a picture."""
        found = [find for find in self.finds if _has_letters(find.question) or _is_pictured(find)]
        return [self._item(find) for find in sorted(found, key=lambda find: find.line)]

    def losses(self) -> list[Dropped]:
        """What was thrown away, in the order of its lines; the last entry counts what is not listed."""
        listed = sorted(self.dropped, key=lambda dropped: dropped.source.line or 0)
        if self.unlisted:
            listed.append(Dropped(f"… {self.unlisted} more lines", "too many to list", Source(self.file)))
        return listed

    def _item(self, find: Find) -> Item:
        subject = " ".join(part for part in (find.title, find.context, find.question) if part)
        text = f"{subject.replace(chr(10), ' ')}\n{(find.answer or '')[:ANSWER_SAMPLE]}"
        return Item(
            kind=find.kind,
            question=find.question,
            lang=language(find.question or find.answer or ""),
            source=Source(self.file, find.line, find.channel, find.post, find.url),
            title=find.title,
            context=find.context,
            answer=find.answer,
            short_answer=find.short_answer,
            topic=self.topics.classify(text, find.tags),
            tags=find.tags,
            difficulty=find.difficulty,
            reactions=dict(find.reactions),
            likes=sum(find.reactions.values()) if find.reactions else None,
            heat=find.heat,
            code_blocks=find.code_blocks,
            confidence=find.evidence.confidence,
            reasons=tuple(find.evidence.reasons),
            outline=find.outline,
            chapters=find.chapters,
            options=find.options,
        )


def _is_pictured(find: Find) -> bool:
    return find.kind == "draft" and not find.question and _has_letters(find.answer or "")


def _has_letters(text: str) -> bool:
    # Unicode has letters that are blank.
    return any(character.isalnum() and shows_something(character) for character in text)
