"""/settings: language, languages of cards, rating buttons, new cards a day, time zone."""

from bot.playground.person import Person
from tests.conftest import World, card


async def begin(world: World) -> Person:
    await world.publish(*(card(number, lang) for lang in ("en", "ru") for number in range(8)))
    await world.start()
    alice = world.person("Alice", "en")
    await alice.send("/start")
    await alice.send("/settings")
    return alice


async def test_what_is_set_stands_there(world: World) -> None:
    alice = await begin(world)
    assert alice.screen.text.split("\n") == [
        "Settings",
        "Language: English",
        "Cards in: English",
        "Rating buttons: 2",
        "New cards a day: 10",
        "Time zone: UTC",
    ]


async def test_the_interface_language_leaves_the_cards_as_they_are(world: World) -> None:
    alice = await begin(world)
    await alice.press("Language")
    assert alice.screen.buttons[0] == ["English", "Русский", "简体中文"]
    await alice.press("Русский")
    assert alice.screen.text.startswith("Настройки")
    assert "Языки карточек: Английский" in alice.screen.text
    await alice.send("/quiz")
    assert "(en)" in alice.screen.text


async def test_several_languages_of_cards_are_a_choice_of_its_own(world: World) -> None:
    alice = await begin(world)
    await alice.press("Languages of cards")
    await alice.press("Russian")
    assert [row[0] for row in alice.screen.buttons[:3]] == ["English ✓", "Russian ✓", "Chinese"]
    await alice.press("English ✓")
    assert world.rows("SELECT card_languages FROM learners") == [{"card_languages": "ru"}]
    await alice.press("Russian ✓")
    assert world.rows("SELECT card_languages FROM learners") == [{"card_languages": "ru"}]
    await alice.press("Back")
    assert "Cards in: Russian" in alice.screen.text


async def test_rating_buttons_go_back_and_forth(world: World) -> None:
    alice = await begin(world)
    await alice.press("Four rating buttons")
    assert "Rating buttons: 4" in alice.screen.text
    await world.restart()
    await alice.press("Two rating buttons")
    assert "Rating buttons: 2" in alice.screen.text


async def test_the_number_of_new_cards_a_day_holds_at_once(world: World) -> None:
    alice = await begin(world)
    await alice.press("New cards a day")
    assert alice.screen.buttons[0] == ["5", "10 ✓", "15", "20", "30"]
    await alice.press("10")
    await alice.tap_twice("5")
    assert alice.screen.buttons[0] == ["5 ✓", "10", "15", "20", "30"]
    await alice.press("Back")
    assert "New cards a day: 5" in alice.screen.text
    await alice.send("/quiz")
    for _ in range(5):
        await alice.press("Show answer")
        await alice.press("Good")
    assert "Done for now" in alice.screen.text


async def test_the_time_zone_is_set_by_the_clock_on_the_wall(world: World) -> None:
    alice = await begin(world)
    await alice.press("Time zone")
    assert "What time is it where you are now?" in alice.screen.text
    await alice.press("12:00")  # it is 09:00 in UTC
    await alice.press("Moscow")
    await alice.send("/settings")
    assert "Time zone: Moscow" in alice.screen.text
    assert world.rows("SELECT * FROM subscriptions") == []
