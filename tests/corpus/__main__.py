"""`python -m tests.corpus [FOLDER]`: precision and recall by format, and what is wrong; FOLDER holds another corpus."""

import sys
from pathlib import Path

from bot.parsing import read_topics
from bot.settings import read_settings
from tests.corpus.measure import CORPUS, by_format, cases, measure


def main() -> None:
    """Print a table and every fault."""
    topics = read_topics(read_settings().topics_path)
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    scores = {case: measure(case, topics) for case in cases(corpus)}
    for score in scores.values():
        for fault in score.faults:
            print(fault)
    print(f"{'format':<16}{'pairs':>7}{'given':>7}{'found':>7}{'recall':>8}{'precision':>11}")
    formats = by_format(scores)
    for name, score in formats.items():
        print(
            f"{name:<16}{score.expected:>7}{score.given:>7}{score.found:>7}{score.recall:>8.3f}{score.precision:>11.3f}"
        )
    if formats:
        recall = sum(score.recall for score in formats.values()) / len(formats)
        precision = sum(score.precision for score in formats.values()) / len(formats)
        print(f"{'mean':<37}{recall:>8.3f}{precision:>11.3f}")


main()
