"""The first minute: a language, a card at once, and after the third answer the offer of a reminder."""

import pytest

from bot.domain.cards import LANGUAGES, Language
from bot.playground.chats import CallbackQuery
from bot.playground.person import Person
from bot.playground.text import FormattedText
from bot.telegram.callbacks.learner import Reveal
from tests.conftest import Clock, World, card

SHOW: dict[Language, str] = {"en": "Show answer", "ru": "Показать ответ", "zh": "显示答案"}


async def publish_in_all_languages(world: World, each: int = 5) -> None:
    await world.publish(*(card(number, lang) for lang in LANGUAGES for number in range(each)))


async def answer(person: Person) -> None:
    await person.press("Show answer")
    await person.press("Good")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("ru", "ru"),
        ("zh-hans", "zh"),
        ("zh", "zh"),
        ("de", "en"),
        ("pt-br", "en"),
        (None, "en"),
    ],
)
async def test_the_language_is_telegrams_and_the_first_card_stands_there_at_once(
    world: World, code: str | None, language: Language
) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", code)
    await alice.send("/start")
    assert len(alice.screens) == 2
    assert alice.screen.buttons[0] == [SHOW[language]]
    assert f"({language})" in alice.screen.text
    assert world.rows("SELECT language, card_languages FROM learners") == [
        {"language": language, "card_languages": language}
    ]


async def test_the_operator_chooses_the_language_for_all_others(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start(default_language="ru")
    alice = world.person("Alice", "de")
    await alice.send("/start")
    assert alice.screen.buttons[0] == ["Показать ответ"]


async def test_a_button_of_the_greeting_changes_language_and_cards(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    assert alice.screens[0].buttons == [["Русский", "简体中文"]]
    await alice.press("简体中文")
    assert "Sobes" in alice.screens[0].text
    assert alice.screens[0].buttons == [["English", "Русский"]]
    assert "(zh)" in alice.screen.text
    await alice.send("/stats")
    assert "学习" in alice.screen.text
    await world.restart()
    await alice.send("/quiz")
    assert alice.screen.buttons[0] == ["显示答案"]


async def test_where_there_is_no_card_in_a_language_it_says_what_to_do(world: World) -> None:
    await world.publish(card(1, "ru"))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    assert "no cards in this language yet" in alice.screen.text
    await alice.send("/settings")
    await alice.press("Languages of cards")
    await alice.press("Russian")
    await alice.send("/quiz")
    assert "(ru)" in alice.screen.text
    assert alice.screen.buttons[0] == ["Show answer"]


async def test_the_reminder_is_offered_once_after_the_third_answer(world: World) -> None:
    await publish_in_all_languages(world, each=9)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    for number in range(1, 8):
        await answer(alice)
        offers = [each for each in alice.screens if "few cards every day" in each.text]
        assert len(offers) == (0 if number < 3 else 1)
        assert alice.screen.buttons[0] == ["Show answer"]
        if number == 4:
            await world.restart()
    await alice.send("/undo")
    await answer(alice)
    assert len([each for each in alice.screens if "few cards every day" in each.text]) == 1


async def test_a_doubled_third_answer_offers_once(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await answer(alice)
    await answer(alice)
    await alice.press("Show answer")
    await alice.tap_twice("Good")
    assert [each.text[:16] for each in alice.screens].count("Shall I bring yo") == 1
    assert alice.screen.buttons[0] == ["Show answer"]
    assert len(alice.screens) == 3


async def test_not_now_closes_the_offer(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    for _ in range(3):
        await answer(alice)
    await alice.press("Not now")
    assert "/daily is there whenever you want it" in alice.screens[1].text
    assert world.rows("SELECT * FROM subscriptions") == []


async def test_three_taps_make_a_reminder(world: World, clock: Clock) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    for _ in range(3):
        await answer(alice)
    await alice.press("Yes, remind me")
    await alice.press("08:00")
    await alice.press("17:00")  # it is 09:00 in UTC
    await alice.press("Shanghai")
    assert alice.screens[1].text.startswith("Daily reminder\nTime: 08:00, Shanghai\nDays: every day")
    assert world.rows("SELECT zone FROM learners") == [{"zone": "Asia/Shanghai"}]
    assert alice.screen.buttons[0] == ["Show answer"]


async def test_who_has_a_reminder_is_not_offered_one(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await alice.send("/daily")
    for label in ("08:00", "09:00", "London"):
        await alice.press(label)
    await alice.send("/quiz")
    for _ in range(4):
        await answer(alice)
    assert not [each for each in alice.screens if "few cards every day" in each.text]


async def test_starting_again_keeps_everything(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await answer(alice)
    before = world.rows("SELECT * FROM learners"), world.rows("SELECT * FROM memories")
    await alice.send("/start")
    assert (world.rows("SELECT * FROM learners"), world.rows("SELECT * FROM memories")) == before
    assert alice.screen.buttons[0] == ["Show answer"]


@pytest.mark.parametrize(
    "command", ["/quiz", "/stats", "/settings", "/daily", "/topics", "/search gil", "/undo", "hello"]
)
async def test_before_start_every_command_says_how_to_begin(world: World, command: str) -> None:
    await world.start()
    alice = world.person("Alice", "ru")
    await alice.send(command)
    assert "/start" in alice.screen.text
    assert world.rows("SELECT * FROM learners") == []


async def test_what_is_not_understood_is_answered_kindly(world: World) -> None:
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await alice.send("what is a GIL?")
    assert alice.screen.text.startswith("I do not understand that.")
    await alice.send("/frobnicate")
    assert alice.screen.text.startswith("I do not understand that.")


async def test_help_names_every_command_of_the_menu(world: World) -> None:
    await world.start()
    for code in LANGUAGES:
        person = world.person(f"Person {code}", code)
        await person.send("/start")
        await person.send("/help")
        menu = next(
            call.parameters["commands"]
            for call in world.server.ledger.calls("setMyCommands")
            if call.parameters.get("language_code") == code
        )
        for command in menu:
            assert f"/{command['command']}" in person.screen.text or command["command"] == "help"


async def test_groups_hear_nothing(world: World) -> None:
    await publish_in_all_languages(world)
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    group = world.server.group("Friends", alice)
    there = alice.at(group)
    for text in ("/quiz@sobes_test_bot", "/start@sobes_test_bot", "/add@sobes_test_bot", "hello"):
        await there.send(text, answered=False)
    assert there.screens == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "This works in our private chat only: write to me there."),
        ("ru", "Это работает только в личном чате с ботом: напишите ему там."),
        ("zh", "此功能仅限私聊使用，请在私聊中给我发消息。"),
    ],
)
async def test_a_button_in_a_group_leads_to_the_private_chat(world: World, code: str, told: str) -> None:
    await world.publish(card(1))
    await world.start()
    alice = world.person("Alice", code)
    await alice.send("/start")
    said = len(alice.screens)
    telegram = world.server.telegram
    posted = telegram.add_message(world.server.group("Friends", alice), telegram.bot, FormattedText("A question"))
    query = telegram.press(alice.user, posted, Reveal(card=1).pack())
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()
    assert (alice.toast, alice.alert) == (told, True)
    assert len(alice.screens) == said


async def test_a_button_below_an_inline_message_leads_to_the_private_chat(world: World) -> None:
    await world.start()
    alice = world.person("Alice")
    await alice.send("/start")
    telegram = world.server.telegram
    query = CallbackQuery("77", alice.user, alice.messages[0], Reveal(card=1).pack(), telegram.monotonic())
    telegram.callbacks[query.id] = query
    shown = {name: value for name, value in query.as_json().items() if name != "message"}
    telegram.updates.push("callback_query", {**shown, "inline_message_id": "BAAAAA"})
    await world.server.wait_for(lambda: query.answer is not None)
    assert alice.toast.startswith("This works in our private chat only")
