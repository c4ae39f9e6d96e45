"""/settings: language, languages of cards, rating buttons, new cards a day, time zone, when a day begins."""

from bot.playground.person import Person
from tests.conftest import Clock, World, card


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
        "Questions a day: 20",
        "Minutes a day: no limit",
        "New cards a day: 10",
        "Time zone: UTC",
        "A day begins at: 04:00",
        "Intervals: by the usual model of memory",
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


async def test_q1_the_caps_of_a_day_hold_at_once(world: World) -> None:
    alice = await begin(world)
    await alice.press("Questions a day")
    assert alice.screen.buttons[0] == ["10", "15", "20 ✓", "30", "50", "100"]
    await alice.tap_twice("15")
    assert alice.screen.buttons[0] == ["10", "15 ✓", "20", "30", "50", "100"]
    await alice.press("Back")
    assert "Questions a day: 15" in alice.screen.text
    await world.restart()
    await alice.press("Minutes a day")
    assert alice.screen.buttons[:2] == [["10", "20", "30", "60"], ["no limit ✓"]]
    await alice.press("10")
    assert alice.screen.buttons[:2] == [["10 ✓", "20", "30", "60"], ["no limit"]]
    await alice.press("Back")
    assert "Minutes a day: 10" in alice.screen.text
    await alice.press("Minutes a day")
    await alice.press("no limit")
    assert world.rows("SELECT questions_a_day, minutes_a_day FROM learners") == [
        {"questions_a_day": 15, "minutes_a_day": None}
    ]


async def test_the_time_zone_is_set_by_the_clock_on_the_wall(world: World) -> None:
    alice = await begin(world)
    await alice.press("Time zone")
    assert "What time is it where you are now?" in alice.screen.text
    await alice.press("12:00")  # it is 09:00 in UTC
    await alice.press("Moscow")
    await alice.send("/settings")
    assert "Time zone: Moscow" in alice.screen.text
    assert world.rows("SELECT * FROM subscriptions") == []


async def test_g4_with_four_buttons_it_stands_there_what_they_mean(world: World) -> None:
    alice = await begin(world)
    assert "it counts as recalled" not in alice.screen.text
    await alice.press("Four rating buttons")
    assert "Hard: recalled with doubt or effort; it counts as recalled." in alice.screen.text


async def test_t1_a_day_begins_when_the_learner_says_and_the_one_going_on_is_kept(world: World, clock: Clock) -> None:
    alice = await begin(world)
    await alice.press("When a day begins")
    assert "04:00 ✓" in alice.screen.buttons[1]
    assert [len(row) for row in alice.screen.buttons] == [4, 4, 4, 1, 1]
    await alice.send("/quiz")
    await alice.press("Show answer")
    await alice.press("Good")
    await alice.send("/settings")
    await alice.press("When a day begins")
    # It is nine o'clock: by the new rule, yesterday.
    await alice.press("12:00")
    await alice.press("Back")
    assert "A day begins at: 12:00" in alice.screen.text
    await alice.send("/quiz")
    await alice.press("Show answer")
    await alice.press("Good")
    days = [row["day"] for row in world.rows("SELECT day FROM reviews ORDER BY id")]
    assert days[0] == days[1]
    clock.forward(hours=26)
    await alice.send("/quiz")
    await alice.press("Show answer")
    await alice.press("Good")
    clock.forward(hours=2)
    await alice.send("/quiz")
    await alice.press("Show answer")
    await alice.press("Good")
    days = [row["day"] - days[0] for row in world.rows("SELECT day FROM reviews ORDER BY id")]
    assert days == [0, 0, 0, 1]


async def test_t3_who_travels_to_yesterday_practises_on_the_day_that_goes_on(world: World, clock: Clock) -> None:
    alice = await begin(world)
    for local in (None, "22:00", "23:00"):  # it is 09:00 in UTC: yesterday evening in Samoa, this evening in Kiribati
        if local:
            await alice.send("/settings")
            await alice.press("Time zone")
            await alice.press(local)
            await alice.press("Pago Pago" if local == "22:00" else "Kiritimati")
        await alice.send("/quiz")
        await alice.press("Show answer")
        await alice.press("Good")
        clock.forward(seconds=20)
    zones = world.rows("SELECT zone FROM learners")
    assert zones == [{"zone": "Pacific/Kiritimati"}]
    assert len({row["day"] for row in world.rows("SELECT day FROM reviews")}) == 1
    assert len(world.rows("SELECT id FROM reviews")) == 3
