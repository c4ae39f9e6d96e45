"""Every card that ships, on every screen that shows it: Telegram refuses nothing of it, and cuts nothing off."""

from collections.abc import Iterator

import pytest

from bot.domain.cards import LANGUAGES, Card, Language
from bot.domain.hints import hints_of
from bot.domain.ids import CardId, ChatId, ChatRow, ConceptId, PublicationId, ScheduleId
from bot.domain.memory import Memory, Phase, Rating
from bot.parsing.topics import read_topics
from bot.playground import html
from bot.playground.keyboards import checked_inline_keyboard
from bot.playground.text import FormattedText, fixed
from bot.services.choosing import Question, Where
from bot.services.deck_files import deck_paths, read_deck_file
from bot.services.drill import Answer, Menu
from bot.services.follow_ups import Posting
from bot.settings import ROOT
from bot.storage.cards import Standing
from bot.storage.chats import ConnectedChat
from bot.storage.publications import Publication
from bot.storage.schedules import Schedule
from bot.telegram import limits
from bot.telegram.quizzes import Quiz
from bot.telegram.screen import Screen
from bot.telegram.screens import card_menu, clinic, drill, edit, key_points, library, publication
from bot.texts import Texts, Translator
from bot.texts.html import Html
from tests.conftest import START

LEARNERS = 5
"""So many screens come first that show texts of any length whole."""

WHERE = Where(deck="1234567890")
PLACE = drill.Place(WHERE, parts=1, seconds=999, hints=2)
MEMORY = Memory(Phase.REVIEW, 300.0, 10.0, 99_999, None, 99_000, START, 999, 99, 9, 99_999)
CHAT = ConnectedChat(ChatRow(1), ChatId(-1001), "channel", "Interviews", "interviews", False, True, None)
TOPICS = read_topics(ROOT / "content" / "topics.toml")
TEXTS = Texts()


@pytest.fixture(scope="module")
def cards() -> dict[Language, list[Card]]:
    """The cards of each language, with the largest row number that buttons take."""
    found = [each.content for path in deck_paths(ROOT / "content") for each in read_deck_file(path, TOPICS).cards]
    stored = [Card(CardId(10**9), ConceptId(1), 99, content) for content in found]
    return {lang: [card for card in stored if card.content.lang == lang] for lang in LANGUAGES}


def seen(part: Html) -> FormattedText:
    """A message as Telegram would keep it."""
    text = fixed(*html.parse(part))
    assert 1 <= limits.utf16_length(text.text) <= limits.MESSAGE_TEXT
    assert len(text.entities) <= limits.ENTITIES
    return text


def told(screen: Screen) -> str:
    """The text of a screen that Telegram takes."""
    if screen.markup is not None:
        checked_inline_keyboard(screen.markup.model_dump(exclude_none=True), inline_mode=False)
        assert all(len(button.text) <= limits.BUTTON_TEXT for row in screen.rows for button in row)
    return "\n".join(seen(part).text for part in screen.parts)


def screens(tr: Translator, card: Card) -> Iterator[Screen]:
    """What a learner, and then an editor, sees of a card."""
    hints = hints_of(card.content)
    asked = Question(card, 99_999, WHERE, 999, 999, is_new=True, set_left=99, changed=True, hints=hints, shown=2)
    answer = Answer(card, 99_999, 99_000, WHERE, dict.fromkeys(Rating, MEMORY), START)
    menu = Menu(card, 999_999, None, seen=True, others=tuple((lang, card.id) for lang in LANGUAGES))
    yield drill.question(tr, TOPICS, asked, seconds=999)
    yield drill.answer(tr, TOPICS, answer, ratings=4, seconds=999)
    yield key_points.key_points(tr, TOPICS, answer, ratings=4, place=PLACE)
    yield Screen((drill.head(tr, TOPICS, card, is_new=True),), card_menu.menu_rows(tr, menu, PLACE, edits=True))
    yield card_menu.source(tr, card, "")
    yield library.found(tr, "word", [card], edits=True)
    yield clinic.event(tr, card, 99)
    yield edit.card(tr, TOPICS, Standing(card, retired=True))


def posting(card: Card, reveal_hours: int | None) -> Posting:
    """The card as the post of a schedule."""
    lang = card.content.lang
    schedule = Schedule(ScheduleId(1), ChatRow(1), "UTC", (540,), frozenset({0}), lang, reveal_hours=reveal_hours)
    post = Publication(PublicationId(1), "1234567890", schedule.id, schedule.chat, "2026-03-02", START, "planned")
    return Posting(post, schedule, CHAT, card)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_screen_takes_a_card_whole(lang: Language, cards: dict[Language, list[Card]]) -> None:
    for card in cards[lang]:
        shown = [told(screen) for screen in screens(TEXTS[lang], card)]
        # An ellipsis is what stands where a text was cut.
        assert not any("…" in text for text in shown[:LEARNERS]) or "…" in str(card.content)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_form_of_a_post_takes_a_card_whole(lang: Language, cards: dict[Language, list[Card]]) -> None:
    tr = TEXTS[lang]
    for card in cards[lang]:
        assert isinstance(publication.post(tr, posting(card, None)), Quiz)
        for hours, form in ((None, "spoiler"), (24, "question")):
            text = publication.text(tr, posting(card, hours))
            assert text is not None
            assert text.form == form
            seen(text.html)
        assert len([seen(part) for part in publication.answer_parts(tr, posting(card, 24))]) == 1
