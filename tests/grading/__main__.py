"""`python -m tests.grading`: the grader against the deck and labelled answers; exit 1 where it breaks a promise."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.domain.cards import LANGUAGES, CardContent
from tests.grading import deck, labelled, selftest
from tests.grading.labelled import Labelled

KINDS = ("own answer", "short answer", "misconception", "question", "another card's answer")


def main() -> int:
    """All tables, and what failed."""
    decks = {topic: deck.cards(topic) for topic in deck.topics()}
    everything = [card for cards in decks.values() for card in cards]
    failed = _print_deck(decks, everything)
    by_key = {card.key: card for card in everything}
    for path in (labelled.DEVELOPMENT, labelled.ANSWERS):
        failed += _print_answers(path, labelled.read(path, by_key))
    return min(failed, 1)


def _print_deck(decks: dict[str, tuple[CardContent, ...]], everything: list[CardContent]) -> int:
    passed: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    failures = []
    for cards in decks.values():
        for outcome in selftest.outcomes(cards, everything):
            place = (outcome.card.lang, selftest.kind(outcome))
            total[place] += 1
            passed[place] += outcome.passed
            if not outcome.passed:
                failures.append(outcome)
    _say(f"{len(everything)} cards of {len(decks)} decks: passed / total")
    for kind in KINDS:
        _say(f"  {kind:24}" + "".join(f"{lang} {passed[lang, kind]:4} / {total[lang, kind]:<6}" for lang in LANGUAGES))
    for outcome in failures:
        _say(f"  FAILED {outcome}")
    return len(failures)


def _print_answers(path: Path, answers: Sequence[Labelled]) -> int:
    _say(f"{len(answers)} labelled answers of {path.name}")
    for lang in LANGUAGES:
        spoken = [each for each in answers if each.lang == lang]
        _say(f"  {lang}: {len(spoken):4}, AUC good against poor {labelled.auc(spoken):.3f}")
    overall = labelled.auc(answers)
    _say(f"  all: {len(answers):3}, AUC good against poor {overall:.3f}, target {labelled.TARGET}")
    counts = labelled.confusion(answers)
    for label in ("good", "partial", "poor"):
        _say(f"  {label:8}" + "".join(f"{band} {counts[label, band]:4}   " for band in ("good", "partial", "unclear")))
    for kind in sorted({each.kind for each in answers}):
        bands = Counter(each.grade.band for each in answers if each.kind == kind)
        _say(f"  {kind:12} {', '.join(f'{band} {number}' for band, number in bands.most_common())}")
    broken = [*labelled.echoes_above_unclear(answers), *labelled.negated_that_are_good(answers)]
    for each in broken:
        _say(f"  FAILED {each}")
    return len(broken) + (overall < labelled.TARGET)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
