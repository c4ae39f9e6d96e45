"""What the grader promises of the deck, and of answers that people wrote."""

import pytest

from bot.domain.cards import CardContent
from tests.grading import deck, labelled, selftest
from tests.grading.labelled import Labelled


def everything() -> list[CardContent]:
    return [card for topic in deck.topics() for card in deck.cards(topic)]


@pytest.fixture(scope="module")
def answers() -> list[Labelled]:
    return labelled.read(labelled.ANSWERS, {card.key: card for card in everything()})


@pytest.mark.parametrize("topic", deck.topics())
def test_each_card_of_the_deck_knows_its_own_texts_from_those_of_others(topic: str) -> None:
    failures = [str(each) for each in selftest.outcomes(deck.cards(topic), everything()) if not each.passed]
    assert failures == []


def test_the_score_tells_good_answers_from_poor_ones(answers: list[Labelled]) -> None:
    assert len(answers) >= 200
    assert labelled.auc(answers) >= labelled.TARGET


def test_no_repeated_question_passes_for_an_answer(answers: list[Labelled]) -> None:
    assert sum(each.kind == "echo" for each in answers) >= 15
    assert [str(each) for each in labelled.echoes_above_unclear(answers)] == []


def test_no_denied_key_claim_is_good(answers: list[Labelled]) -> None:
    assert sum(each.kind == "negated" for each in answers) >= 15
    assert [str(each) for each in labelled.negated_that_are_good(answers)] == []
