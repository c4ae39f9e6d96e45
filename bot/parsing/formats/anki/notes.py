"""Notes to pieces."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.cards import LEVELS, Level, Source
from bot.domain.markup import parse_markdown, plain_text
from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.blocks import language
from bot.parsing.documents import Piece
from bot.parsing.formats.anki.cloze import with_gaps
from bot.parsing.formats.anki.collection import Note, NoteType
from bot.parsing.formats.anki.fields import shown
from bot.parsing.formats.anki.note_types import Reading, Role, Side
from bot.parsing.formats.anki.own_notes import DATA, EDITABLE, OwnNote, mark, read_data
from bot.parsing.items import Authored, Dropped, Item
from bot.parsing.score import Evidence

MOST_TAGS = 50
ANSWER_SAMPLE = 3000

_DECOY = "Please update to the latest Anki version, then import"
_OF_ANKI = frozenset(("leech", "marked"))
_KEY = re.compile(r"[A-Za-z0-9_-]{1,62}")
_PICTURE = re.compile(r"\[picture: [^\[\]\n]*\]|\[picture\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'\])]+")
_FENCE = re.compile(r"^\s*```", re.MULTILINE)
_OCCLUSION = "image-occlusion:"


def piece_of(note: Note, kind: NoteType | None, reading: Reading, *, file: str, topics: Topics) -> Piece:
    """What a note gives: mostly one card."""
    fields, names = note.fields, kind.fields if kind else ()
    source = Source(file)
    key = f"anki:{note.guid}" if note.guid else None
    if fields is None:
        lost = Dropped(f"note {note.id}", "the note is longer than anybody reads", source)
        return Piece("", dropped=(lost,), key=key)
    body = "\n\n".join(f"{_name(names, place)}:\n{field}" for place, field in enumerate(fields) if field)
    if fields[0].startswith(_DECOY):
        return Piece(
            body, dropped=(Dropped(fields[0], "what Anki leaves for older versions of itself", source),), key=key
        )
    if DATA in names and (own := _own(fields, names)) is not None:
        return Piece(body, (own,), key=key)
    reader = _NoteReader(note, fields, reading, cloze=bool(kind and kind.cloze), source=source, topics=topics)
    items = tuple(item for side in reading.sides if (item := reader.item(side)) is not None)
    lost = Dropped(body or f"note {note.id}", reader.reason, source)
    return Piece(body, items, () if items else (lost,), key)


class _NoteReader:
    """One note, read side by side."""

    def __init__(
        self, note: Note, fields: Sequence[str], reading: Reading, *, cloze: bool, source: Source, topics: Topics
    ) -> None:
        self._fields = fields
        self._cloze = cloze
        self._topics = topics
        self._roles = reading.roles
        self._deck = note.deck
        address = _ADDRESS.search(self._told("source"))
        self._source = replace(source, url=address[0]) if address else source
        parts = (part.strip("_") for tag in note.tags for part in tag.split("::"))
        of_fields = re.split(r"[,;，；、\s]+", self._told("tags"))
        told = dict.fromkeys(part.lower() for part in (*parts, *of_fields) if part)
        self._tags = tuple(tag for tag in told if tag not in _OF_ANKI)[:MOST_TAGS]
        self.reason = "the note says nothing"

    def item(self, side: Side) -> Item | None:
        """What one side asks; None where there is neither question nor answer."""
        asked = [field for place in side.asks if (field := self._field(place))]
        answered = [field for place in side.answers if (field := self._field(place))]
        evidence = Evidence()
        if self._cloze:
            if any(_OCCLUSION in field for field in asked):
                self.reason = "the question is a picture with covered parts"
                return None
            asked, hidden = self._gaps(asked, evidence)
            answered = hidden + answered
        elif asked and answered:
            evidence.add("a note of Anki with question and answer", 0.95)
        question = "\n\n".join(filter(None, map(shown, asked)))
        answer = "\n\n".join(filter(None, map(shown, answered)))
        picture = _PICTURE.search(question)
        if picture and not _PICTURE.sub("", question).strip():
            question = ""
        if not question and not answer:
            return None
        if not answer:
            evidence.against("a question without an answer", 0.5)
        elif not question:
            evidence = Evidence()
            evidence.against(
                f"the question is a {picture[0][1:-1]}" if picture else "an answer without a question", 0.6
            )
        elif picture:
            evidence.against(f"the question shows a {picture[0][1:-1]}", 0.3)
        return self._item(side, question, answer, evidence)

    def _gaps(self, asked: Sequence[str], evidence: Evidence) -> tuple[list[str], list[str]]:
        gapped = [with_gaps(field) for field in asked]
        hidden = [text for each in gapped for text in each.hidden]
        if hidden:
            evidence.add("a note of Anki with gaps", 0.95)
        if len(hidden) > 1 and not any("<" in text for text in hidden):
            hidden = ["<br>".join(hidden)]
        return [each.text for each in gapped], hidden

    def _item(self, side: Side, question: str, answer: str, evidence: Evidence) -> Item:
        title = self._shown_role("title", side)
        headline = " ".join(filter(None, (title, question))).replace("\n", " ")
        topic = self._shown_role("topic", side) or ""
        about = (*self._tags, topic, *(self._deck or "").split("::"))
        return Item(
            kind="qa" if question and answer else "draft",
            question=question,
            lang=language(question or answer),
            source=self._source,
            title=title,
            context=self._shown_role("context", side) or self._deck,
            answer=answer or None,
            short_answer=self._shown_role("short", side),
            topic=self._topics.classify(f"{headline}\n{answer[:ANSWER_SAMPLE]}", filter(None, about)),
            tags=self._tags,
            difficulty=self._level(),
            code_blocks=len(_FENCE.findall(answer)) // 2,
            confidence=evidence.confidence,
            reasons=tuple(evidence.reasons),
            authored=Authored(hint=hint) if (hint := self._shown_role("hint", side)) else None,
        )

    def _field(self, place: int) -> str:
        return self._fields[place].strip() if place < len(self._fields) else ""

    def _told(self, role: Role) -> str:
        return self._field(self._roles[role]) if role in self._roles else ""

    def _shown_role(self, role: Role, side: Side) -> str | None:
        """What a field with this role says, unless it already is part of the question or the answer."""
        if role not in self._roles or self._roles[role] in (*side.asks, *side.answers):
            return None
        text = shown(self._told(role))
        return (plain_text(parse_markdown(text)) if role in ("title", "context", "topic") else text) or None

    def _level(self) -> Level | None:
        said = lexicon.DIFFICULTY.get(shown(self._told("level")).strip().casefold())
        return said or next((level for level in LEVELS if level in self._tags), None)


def _own(fields: Sequence[str], names: Sequence[str]) -> Item | None:
    """The card of a note that Sobes wrote, with what was changed in Anki; None where the note does not say it."""
    told = dict(zip(names, fields, strict=False))
    try:
        own = read_data(told[DATA])
    except (ValueError, KeyError):
        return None
    card = own.card
    changed = _changed(own, told)
    evidence = Evidence()
    evidence.add("a card written as such", 1.0)
    if changed:
        evidence.add("changed in Anki", 0.0)
    return Item(
        kind="qa",
        question=changed.get("question") or card.question,
        lang=card.lang,
        source=card.source,
        answer=changed.get("answer") or card.answer,
        short_answer=changed.get("short_answer", card.short_answer),
        topic=card.topic,
        tags=card.tags,
        difficulty=card.level,
        likes=card.likes,
        heat=card.heat,
        verified=card.verified,
        code_blocks=len(_FENCE.findall(card.answer)) // 2,
        confidence=evidence.confidence,
        reasons=tuple(evidence.reasons),
        authored=Authored(
            key=card.key if _KEY.fullmatch(card.key) else None,
            concept=card.concept,
            key_points=card.key_points,
            misconceptions=card.misconceptions,
            follow_up=changed.get("follow_up", card.follow_up),
            hint=changed.get("hint", card.hint),
            choice=card.choice,
            references=card.references,
            asked=card.asked,
            verified=card.verified,
            variant_group=card.variant_group,
        ),
    )


def _changed(own: OwnNote, told: dict[str, str]) -> dict[str, str | None]:
    """What fields say by now that are not as they were written; None where they were emptied."""
    return {
        attribute: shown(told[name]) or None
        for name, attribute in EDITABLE.items()
        if name in told and mark(told[name]) != own.marks.get(name)
    }


def _name(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else str(place + 1)
