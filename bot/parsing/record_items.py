"""Records as cards and drafts: the quiz key, the answer and its explanation, code in fields of its own, footers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import islice

from bot.domain.cards import LANGUAGES, Level, Source
from bot.domain.topics import Topics
from bot.parsing import lexicon
from bot.parsing.blocks import asks, language
from bot.parsing.field_texts import FieldTexts, as_code, code_blocks_in, last_line, without_footer
from bot.parsing.items import Authored, Dropped, Item, Options
from bot.parsing.kept_fault import UntilFault
from bot.parsing.quiz_keys import Base, Offer, keyed_places, numbers_in, right_places
from bot.parsing.record_quizzes import counted_from, keys_count, quiz_of
from bot.parsing.records import Record
from bot.parsing.score import Evidence

SAMPLE = 300
"""Records that are looked at before the first is given: how they count options, whether they hold HTML."""

LONGEST_QUESTION = 20_000
LONGEST_ANSWER = 400_000
"""Characters; longer texts are no cards of a person."""

FEWEST_ASKING, MOST_ASK = 4, 0.6
"""Number and share of the records, known by their look only, that ask; then the rest of them are believed too."""

TOPICS_KEPT = 1_000
FOOTERS = 5
"""Answers that must end alike before that is taken for a footer."""
CLASSIFIED = 800
"""Characters of an answer by which its topic is known."""

_NO_ANSWER = re.compile(r"(?:-+|—|\.{3}|…|n/?a|tbd|todo|null|none|нет ответа|暂无|无|待补充)", re.IGNORECASE)
_LEAD = re.compile(
    r"\A\s{0,3}(?:#{1,6}\s+)?(?:(?:q(?:uestion)?|вопрос|题目|问题|问)\s{0,3}[№#]?\s{0,3}\d{0,4}\s{0,3}[.:：)、]+|\d{1,4}\s{0,3}[.)、]+(?=\s{0,3}\D))\s{0,3}(?=\S)",
    re.IGNORECASE,
)
_ANSWER_LABEL = re.compile(
    r"\A\s{0,3}(?:\*\*|__)?(?:(?i:(?:correct |full )?answer|ans|ответ|答案|答|参考答案)|A)\s{0,3}[:：]\s{0,3}"
    r"(?:\*\*|__)?\s{0,3}(?=\S)"
)
_LANGUAGES = {str(each): each for each in LANGUAGES}
_PICTURE = re.compile(r"\\?\[picture(?:: [^\]]*)?\](?:\([^)]*\))?")
_WEB = re.compile(r"https?://\S+")
_TAG_BREAKS = re.compile(r"\s*[,;|，；、]\s*")


@dataclass(slots=True)
class Reader:
    """Makes items of the records of one document, after it has seen a sample of them.

    `is_html` is what the document says of itself; None where it says nothing. `line` is whether the places of its
    records are lines.
    """

    file: str
    topics: Topics
    base: Base | None = None
    line: bool = True
    _mostly_ask: bool = False
    _keys_count: bool = False
    _topics: dict[str, str | None] = field(default_factory=dict)
    _footers: list[str] = field(default_factory=list)
    _texts: FieldTexts = field(init=False)
    is_html: InitVar[bool | None] = None

    def __post_init__(self, is_html: bool | None) -> None:
        self._texts = FieldTexts(is_html)

    def look_at(self, sample: Sequence[Record]) -> None:
        """Learn from the first records how the document writes."""
        self.base = counted_from(sample)
        self._keys_count = keys_count(sample, self.base)
        doubted = [str(record.values.get("question") or "") for record in sample if not record.sure]
        asking = sum(map(_asks, doubted))
        self._mostly_ask = asking >= MOST_ASK * len(doubted) and asking >= FEWEST_ASKING
        texts = [value for record in sample for value in record.values.values() if isinstance(value, str) and value]
        options = " ".join(str(option) for record in sample for option in record.options)
        self._texts.look_at(texts, options)
        self._footers = self._repeated([record.values.get("answer") for record in sample])

    def _repeated(self, answers: Sequence[object]) -> list[str]:
        """Last lines that most answers share: a signature of whoever made the file, such as a link to the site."""
        lasts = Counter(
            last_line(self._texts.of(each))
            for each in answers
            if isinstance(each, str) and "\n" in self._texts.of(each)
        )
        return [line for line, count in lasts.items() if line and count >= FOOTERS and count >= 0.5 * len(answers)]

    def item(self, record: Record) -> Item | Dropped:
        """The card or draft of a record, or why it is none."""
        source = Source(self.file, record.place if self.line else None, url=_url(record.values.get("url")))
        question = _LEAD.sub("", self._texts.of(record.values.get("question")), count=1).strip()
        if not question:
            return Dropped(record.raw, "no question in it", source)
        solved = _solution(record)
        quiz = quiz_of(record)
        is_asked = record.sure or self._mostly_ask or solved or (quiz is not None and quiz[0].marked)
        if not is_asked and not _asks(question):
            return Dropped(record.raw, "nothing is asked", source)
        details = self._texts.of(record.values.get("details"))
        if details and details != question:
            question = f"{question}\n\n{details}"
        if len(question) > LONGEST_QUESTION:
            return Dropped(record.raw, f"the question has {len(question)} characters", source)
        evidence = Evidence()
        answer, options = self._chosen(quiz, record, evidence) if quiz else (self._answer(record), None)
        if solved and answer is None and quiz is None:
            answer = solved
        else:
            question, answer = self._with_code(record, question, answer, is_quiz=quiz is not None)
        if answer is not None and len(answer) > LONGEST_ANSWER:
            return Dropped(record.raw, f"the answer has {len(answer)} characters", source)
        if answer is None:
            evidence.add("no answer beside it" if quiz is None else "options without a key that is sure", 0.5)
        elif quiz is None:
            evidence.add("a question and its answer in fields of their own", 0.95 if record.sure else 0.7)
        return self._made(record, question, answer, options, evidence, source)

    def _made(
        self,
        record: Record,
        question: str,
        answer: str | None,
        options: Options | None,
        evidence: Evidence,
        source: Source,
    ) -> Item:
        said = record.values
        path = (self._texts.of(said.get("topic")) or record.context or "").split("::")
        named_topic = path[-1].strip()
        tags = _tags(said.get("tags"))
        if any(path):
            tags = (*tags, *(tag for part in path for tag in _tags(part, whole=True)))
        tags = tuple(dict.fromkeys(tags)) if tags else ()
        topic = self._topic(named_topic)
        lang = str(said.get("lang") or "").strip().casefold()[:2]
        hint = self._texts.of(said.get("hint")) or None
        return Item(
            kind="qa" if answer else "draft",
            question=question,
            answer=answer,
            short_answer=self._short(said.get("short_answer"), answer),
            lang=_LANGUAGES.get(lang) or language(question),
            source=source,
            context=record.context,
            topic=topic or self.topics.classify(f"{question}\n{(answer or '')[:CLASSIFIED]}", tags),
            tags=tags,
            difficulty=_level(said.get("level")),
            likes=_count(said.get("likes")),
            heat=_count(said.get("heat")),
            code_blocks=code_blocks_in(question, answer or ""),
            confidence=evidence.confidence,
            reasons=tuple(evidence.reasons),
            options=options,
            authored=Authored(hint=hint) if hint else None,
        )

    def _topic(self, name: str) -> str | None:
        """The key of the topic that is called so; looked up once, as long as there are not too many."""
        if not name:
            return None
        if name not in self._topics and len(self._topics) < TOPICS_KEPT:
            found = self.topics.find(name[:100])
            self._topics[name] = found.key if found else None
        return self._topics.get(name)

    def _answer(self, record: Record) -> str | None:
        said = record.values
        answer = next(
            (text for text in (self._texts.of(said.get(c)) for c in ("answer", "correct")) if _says(text)), ""
        )
        explanation = self._texts.of(said.get("explanation"))
        short = self._texts.of(said.get("short_answer"))
        parts = [_ANSWER_LABEL.sub("", answer, count=1)] if answer else [short] if _says(short) else []
        if parts and _says(explanation) and explanation not in parts[0]:
            parts.append(explanation)
        told = "\n\n".join(parts).strip()
        for line in self._footers:
            told = without_footer(told, line)
        bare = _PICTURE.sub("", told) if "[picture" in told else told
        return told if any(map(str.isalnum, bare)) else None

    def _short(self, value: object, answer: str | None) -> str | None:
        short = self._texts.of(value)
        return short if _says(short) and answer is not None and short != answer else None

    def _chosen(
        self, quiz: tuple[Offer, object], record: Record, evidence: Evidence
    ) -> tuple[str | None, Options | None]:
        """The answer of a quiz, where its key is sure, and the options."""
        offer, key = quiz
        texts = tuple(self._texts.of(option) for option in offer.options)
        why = self._texts.of(record.values.get("explanation"))
        if self._keys_count and isinstance(key, str) and key.strip().isdecimal():
            key = int(key)
        places = offer.marked or keyed_places(offer, key, self.base)
        if not places:
            told = self._texts.of(key) if isinstance(key, str) else ""
            if len(told) > 3 and numbers_in(offer.options, key) == []:
                evidence.add("a question and its answer in fields of their own", 0.8)
                return ("\n\n".join(part for part in (told, why) if part), Options(texts))
            guess = () if key is None else right_places(offer.options, key, 1 if isinstance(key, str) else 0)
            return None, Options(texts, guess, sure=False, why=why or None)
        if "correct" in record.values and not why:
            answer = record.values.get("answer")
            told = self._texts.of(answer) if isinstance(answer, str) else ""
            why = told if told and not right_places(offer.options, told, self.base) else ""
        evidence.add("options and a key that names the right one", 0.95)
        right = "\n".join(texts[place] for place in places)
        answer = f"{right}\n\n{why}" if why and why != right else right
        return answer, Options(texts, places, sure=True, why=why or None)

    def _with_code(self, record: Record, question: str, answer: str | None, *, is_quiz: bool) -> tuple[str, str | None]:
        """Code that stands in a field of its own goes to the question where that speaks of it, else to the answer."""
        code, example = (as_code(record.values.get(column)) for column in ("code", "example"))
        if not code and not example:
            return question, answer
        for_question = is_quiz or answer is None or lexicon.OUTPUT_QUESTION.search(question) is not None
        if code and for_question:
            question, code = f"{question}\n\n{code}", ""
        for each in (code, example):
            if each and answer is not None and each not in answer:
                answer = f"{answer}\n\n{each}"
        return question, answer


def _asks(question: str) -> bool:
    head = question[:300]
    return asks(question) or lexicon.ASKING.search(head) is not None or lexicon.DEMAND.match(head) is not None


def _solution(record: Record) -> str:
    """The code of a task that has a title and a description, and nothing else to answer it with."""
    code = record.values.get("code")
    said = record.values
    if "details" not in said or said.get("answer") or not isinstance(code, str) or "\n" not in code.strip():
        return ""
    return as_code(code, str(said.get("lang") or ""))


def _says(text: str) -> bool:
    return bool(text) and _NO_ANSWER.fullmatch(text) is None


def _tags(value: object, *, whole: bool = False) -> tuple[str, ...]:
    if not value:
        return ()
    if isinstance(value, list):
        parts = [str(each) for each in value if isinstance(each, str | int)]
    elif isinstance(value, str):
        text = value.strip()
        has_signs = _TAG_BREAKS.search(text) is not None
        parts = [text] if whole else _TAG_BREAKS.split(text) if has_signs else text.split()
    else:
        return ()
    return tuple(part.strip().lstrip("#").casefold()[:60] for part in parts if part.strip(" #"))


def _level(value: object) -> Level | None:
    if isinstance(value, list):
        return next((level for level in map(_level, value) if level), None)
    return lexicon.DIFFICULTY.get(value.strip().casefold()) if isinstance(value, str) else None


def _count(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    return int(value) if isinstance(value, str) and value.strip().isdecimal() and len(value) < 12 else None


def _url(value: object) -> str | None:
    found = _WEB.search(value[:2000]) if isinstance(value, str) else None
    return found[0] if found else None


def sampled(records: Iterable[Record], reader: Reader) -> Iterator[Record]:
    """The same records, after the reader has looked at the first ones. What comes before an Unreadable is given."""
    rest = UntilFault(records)
    each = iter(rest)
    waiting = list(islice(each, SAMPLE))
    reader.look_at(waiting)
    yield from waiting
    yield from each
    rest.tell()
