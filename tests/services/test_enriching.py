"""What is proposed for the project's own cards is fit to be accepted as it is; nobody decides whose role is gone."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import product

import pytest

from bot.domain.cards import LANGUAGES, Card, CardContent
from bot.domain.enriching.prose import utf16_length
from bot.domain.errors import Refused
from bot.domain.fields import written
from bot.domain.ids import CardId, LearnerId, ProposalId
from bot.domain.learners import Person, Role
from bot.domain.markup import parse_markdown, plain_text
from bot.parsing.topics import read_topics
from bot.services.enriching import Enriching, Quiz, make, neighbours_of
from bot.services.fields import rewritten
from bot.services.work import Work
from bot.settings import ROOT
from bot.storage import cards, proposals, staff
from bot.storage.database import Transaction
from bot.storage.proposals import FIELDS
from bot.storage.sqlite import SqliteDatabase
from tests.conftest import START, add_cards
from tests.e2e.enriching import neighbours, the_card
from tests.services.no_chats import NO_CHATS
from tests.taking import take_texts

EDITH = LearnerId(1)
ENRICHING = Enriching(read_topics(ROOT / "content" / "topics.toml"), NO_CHATS)
QUIZ = Quiz(("One", "Two", "Three", "Four"), 0, "It is.")


async def imported(db: SqliteDatabase) -> list[Card]:
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted((ROOT / "seeds").rglob("*.txt"))}
    await take_texts(db, read_topics(ROOT / "content" / "topics.toml"), texts, publish=True, now=START)
    return await cards.public(db)


def said_by(card: CardContent) -> str:
    texts = (card.short_answer or "", card.answer)
    return " ".join(plain_text(parse_markdown(text)) for text in texts).casefold()


def said(text: str) -> str:
    """Without what is in brackets: an option may leave it out."""
    return re.sub(r"\s+|[(（][^()（）]*[)）]", "", text).casefold()


async def test_proposals_for_the_projects_own_cards(db: SqliteDatabase) -> None:
    topics = read_topics(ROOT / "content" / "topics.toml")
    stored = await imported(db)
    counts, easy = Counter[tuple[str, str]](), 0
    for each in stored:
        card = each.content
        neighbours = await neighbours_of(db, each)
        made, lacks = make(card, neighbours, FIELDS)
        assert len(made) + len(lacks) == len(FIELDS)
        for proposal in made:
            counts[proposal.field, card.lang] += 1
            easy += "easy-to-guess" in proposal.reasons
            content = rewritten(card, proposal.field, proposal.content, topics)
            assert written(content, proposal.field) == proposal.content
            if content.choice is not None:
                assert said(content.choice.right) in said(said_by(card))
                assert not [other for other in content.choice.others if other.casefold() in said_by(card)]
                assert len({other.casefold() for other in content.choice.others}) == 3
                assert all(utf16_length(each) <= 100 for each in (content.choice.right, *content.choice.others))
                assert utf16_length(content.choice.why) <= 200
            points = [point.text for point in content.key_points]
            assert all(point.casefold() in said_by(card) for point in points)
            assert len(points) in (0, 3, 4, 5, 6)
    assert {lang: len([each for each in stored if each.content.lang == lang]) for lang in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 25
    )
    assert counts == dict.fromkeys(product(FIELDS, LANGUAGES), 25)
    assert easy <= 3


def edith(db: SqliteDatabase) -> Work:
    """An editor as the update that came in knows her."""
    return Work(db, Person(EDITH, None, Role.EDITOR, None), START)


async def appoint(db: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> None:
        await staff.appoint(tx, EDITH, Role.EDITOR, START)

    await db.write(unit)


async def remove(db: SqliteDatabase) -> None:
    async def unit(tx: Transaction) -> None:
        await staff.remove(tx, EDITH, START)

    await db.write(unit)


LATE: dict[str, Callable[[Work, ProposalId], Awaitable[object]]] = {
    "accept": ENRICHING.accept,
    "write": lambda work, proposal: ENRICHING.accept(work, proposal, "One\nTwo\nThree\nFour\n\nWhy."),
    "drop": ENRICHING.drop,
    "undo": ENRICHING.undo,
    "quiz": lambda work, _: ENRICHING.take_quiz(work, CardId(1), "", QUIZ),
}


@pytest.mark.parametrize("late", LATE.values(), ids=LATE.keys())
async def test_a_role_that_is_gone_decides_nothing(
    db: SqliteDatabase, late: Callable[[Work, ProposalId], Awaitable[object]]
) -> None:
    await add_cards(db, [the_card(), *neighbours()])
    await appoint(db)
    page = await ENRICHING.look(edith(db), CardId(1))
    await remove(db)
    with pytest.raises(Refused, match="refused-old-button"):
        await late(edith(db), page.proposals[0].id)
    card = await cards.load(db, CardId(1))
    assert card is not None
    assert (card.revision, card.content.choice) == (1, None)
    assert [each.state for each in await proposals.of_card(db, card)] == ["waiting"] * 3


async def test_whoever_is_no_editor_any_more_makes_no_proposals_either(db: SqliteDatabase) -> None:
    await add_cards(db, [the_card(), *neighbours()])
    with pytest.raises(Refused, match="refused-old-button"):
        await ENRICHING.look(edith(db), CardId(1))
    assert await db.all("SELECT id FROM proposals") == []


async def test_the_queue_goes_round_until_every_card_has_a_choice_form(db: SqliteDatabase) -> None:
    await appoint(db)
    first, second, third = await add_cards(db, [*neighbours()[:2], the_card()])
    work = edith(db)
    for after, expected in ((0, first), (first, second), (second, third), (third, first)):
        page = await ENRICHING.next(work, CardId(after))
        assert page is not None
        assert page.now.card.id == expected
    for card_id in (first, second, third):
        await ENRICHING.take_quiz(edith(db), CardId(card_id), "", QUIZ)
    assert await ENRICHING.next(work, CardId(0)) is None


@pytest.mark.parametrize(
    ("options", "why", "key"),
    [
        (("One", "Two", "Two", "Four"), "It is.", "edit-choice-equal"),
        (("One", "Two", "Three", "x" * 101), "It is.", "edit-line-too-long"),
        (tuple(f"Option {number}" for number in range(13)), "It is.", "edit-too-many"),
        (("One", "Two", "Three", "Four"), "x" * 201, "edit-choice-why-long"),
        (("One", "Two", "Three", "Four"), "a\nb\nc\nd", "edit-choice-why-lines"),
    ],
)
async def test_a_quiz_that_no_card_can_have_is_refused(
    db: SqliteDatabase, options: tuple[str, ...], why: str, key: str
) -> None:
    await add_cards(db, [the_card()])
    await appoint(db)
    with pytest.raises(Refused, match=key):
        await ENRICHING.take_quiz(edith(db), CardId(1), "", Quiz(options, 0, why))


async def test_a_quiz_replaces_only_the_choice_form_that_its_author_saw(db: SqliteDatabase) -> None:
    await add_cards(db, [the_card(), *neighbours()])
    await appoint(db)
    assert (await ENRICHING.take_quiz(edith(db), CardId(1), "", QUIZ)).said == "quiz"
    other = Quiz(("Other", "Two", "Three", "Four"), 0, "It is.")
    turn = await ENRICHING.take_quiz(edith(db), CardId(1), "", other)
    assert (turn.said, turn.page.now.card.revision) == ("meanwhile", 2)
    seen = written(turn.page.now.card.content, "choice")
    assert (await ENRICHING.take_quiz(edith(db), CardId(1), seen, other)).said == "quiz"
