"""The corpus: what is taken from documents of every format."""

import pytest

from bot.domain.topics import Topics
from tests.corpus.measure import Case, cases, measure


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_document_gives_what_an_editor_takes_from_it(case: Case, topics: Topics) -> None:
    score = measure(case, topics)
    assert not score.faults, "\n".join(score.faults)
    assert score.found == score.expected == score.given
