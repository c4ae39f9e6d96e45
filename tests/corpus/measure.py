"""Compares what is read from a document with what a careful editor takes from it."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.cli.files import Fault, find_files, read
from bot.domain.topics import Topics
from bot.parsing import Item, merge_repeats

CORPUS = Path(__file__).parent
TRUTH = ".truth.json"
SAME_QUESTION = 0.9
SAME_ANSWER = 0.8
"""Share of words in common (Dice) from which two texts count as the same: a heading taken in or a mark left out may
differ, another paragraph may not."""

_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_]+(?:_+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Case:
    """A document and its truth; `name` is `<format>/<file>`."""

    name: str
    path: Path
    pairs: Sequence[tuple[str, str]]
    code: Sequence[str]
    drafts: frozenset[str]

    @property
    def format(self) -> str:
        return self.name.split("/", 1)[0]


@dataclass(slots=True)
class Score:
    """How many pairs there are, were given, and fit; and what is wrong, in words."""

    expected: int = 0
    given: int = 0
    found: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.found / self.given if self.given else 1.0

    def add(self, other: "Score") -> None:
        self.expected += other.expected
        self.given += other.given
        self.found += other.found
        self.faults += other.faults


def cases(corpus: Path = CORPUS) -> list[Case]:
    """Every document of the corpus, in the order of their names."""
    return [_case(truth, corpus) for truth in sorted(corpus.glob(f"*/*{TRUTH}"))]


def measure(case: Case, topics: Topics) -> Score:
    """Read a document through the door and compare."""
    score = Score(expected=len(case.pairs))
    items: list[Item] = []
    for found in find_files([case.path]).found:
        for result in read(found, topics):
            if isinstance(result, Fault):
                score.faults.append(f"{case.name}: {result.name}: {result.reason}")
            else:
                items += result.items
    cards = [item for item in merge_repeats(items) if item.kind in ("qa", "article") and item.question and item.answer]
    score.given = len(cards)
    left = list(case.pairs)
    for card in cards:
        pair = next((pair for pair in left if _same(pair, card)), None)
        if pair is None:
            score.faults.append(f"{case.name}: not a pair of this document: {card.question!r} → {card.answer!r}")
        else:
            left.remove(pair)
            score.found += 1
    score.faults += [f"{case.name}: missed: {question!r} → {answer!r}" for question, answer in left]
    score.faults += _broken_code(case, items)
    asked = {_folded(item.question) for item in items if item.kind == "draft"}
    score.faults += [f"{case.name}: no draft: {draft!r}" for draft in case.drafts if _folded(draft) not in asked]
    return score


def by_format(scores: dict[Case, Score]) -> dict[str, Score]:
    """The scores of each format together."""
    together: dict[str, Score] = defaultdict(Score)
    for case, score in scores.items():
        together[case.format].add(score)
    return dict(together)


def _case(truth: Path, corpus: Path) -> Case:
    stem = truth.name.removesuffix(TRUTH)
    (path,) = (each for each in truth.parent.glob(f"{stem}*") if each != truth and each.stem == stem)
    told = json.loads(truth.read_text("utf-8"))
    return Case(
        name=path.relative_to(corpus).as_posix(),
        path=path,
        pairs=tuple((pair["question"], pair["answer"]) for pair in told["pairs"]),
        code=tuple(code for pair in told["pairs"] for code in pair.get("code", ())),
        drafts=frozenset(told.get("drafts", ())),
    )


def _same(pair: tuple[str, str], card: Item) -> bool:
    question, answer = pair
    asked = f"{card.title or ''} {card.question}"
    return (
        max(_likeness(question, card.question), _likeness(question, asked)) >= SAME_QUESTION
        and _likeness(answer, card.answer or "") >= SAME_ANSWER
    )


def _broken_code(case: Case, items: Sequence[Item]) -> list[str]:
    shown = "\n".join(f"{item.question}\n{item.answer or ''}" for item in items)
    return [f"{case.name}: code not intact: {code!r}" for code in case.code if code not in shown]


def _likeness(one: str, other: str) -> float:
    first, second = Counter(_words(one)), Counter(_words(other))
    return 2 * (first & second).total() / ((first.total() + second.total()) or 1)


def _words(text: str) -> list[str]:
    folded = _folded(text)
    # An answer may be signs only, such as an operator.
    return _WORD.findall(folded) or folded.split()


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
