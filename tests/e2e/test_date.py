"""/date: the day of an interview. Rules E1 to E5, Q5."""

from typing import Any

from bot.domain.cards import Language
from bot.playground.person import Person
from bot.storage.database import to_ms
from tests.conftest import START, Clock, World, card
from tests.e2e.drilling import answer, begin, labels

TODAY = to_ms(START) // (24 * 3600 * 1000)


def dates(world: World) -> list[dict[str, Any]]:
    return world.rows("SELECT day, since, topics FROM interview_dates ORDER BY day")


async def begun(world: World, *, lang: Language = "en") -> Person:
    """A learner with thirty cards on asyncio and three on git."""
    contents = [card(number, lang) for number in range(30)]
    git = [card(100 + number, lang, topic="git") for number in range(3)]
    return await begin(world, *contents, *git, language=lang)


async def test_e3_the_pacing_is_said_before_it_starts_with_a_band_around_each_estimate(world: World) -> None:
    alice = await begun(world)
    await alice.send("/date")
    assert "When is your interview?" in alice.screen.text
    await world.restart()
    await alice.press("in 4 weeks")
    title, scope, _, pacing, _, *estimates = alice.screen.text.split("\n")
    assert (title, scope) == ("Interview: Mon, Mar 30, 2026, in 28 days", "Topics: everything")
    assert pacing == "33 cards in 28 days: 2 new a day, about 2 minutes."
    assert estimates[0].startswith("Known on that day")
    assert estimates[1] == "If you stop now: estimate 0 (0 to 0)"
    assert estimates[2].startswith("With up to 20 a day: estimate ")
    assert dates(world) == []
    await world.restart()
    await alice.tap_twice("Start with this plan")
    assert alice.screen.text.startswith("Kept.")
    assert dates(world) == [{"day": TODAY + 28, "since": TODAY, "topics": None}]
    await alice.send("/date")
    assert alice.screen.text.startswith("Interview: Mon, Mar 30, 2026, in 28 days")
    assert labels(alice) == ["Another day", "Choose topics", "Remove", "One more date"]


async def test_a_day_can_be_typed_and_what_is_none_is_answered_clearly(world: World) -> None:
    alice = await begun(world)
    await alice.send("/date")
    await alice.press("Another day")
    await world.restart()
    for text, answered in (
        ("soon", "I cannot read that as a day."),
        ("31.02.2026", "I cannot read that as a day."),
        ("1.1.2020", "That day has passed."),
        ("in 40 years", "That is more than three years off"),
    ):
        await alice.send(text)
        assert alice.screen.text.startswith(answered)
    await alice.send("12 Apr")
    assert "Interview: Sun, Apr 12, 2026, in 41 days" in alice.screen.text
    await alice.send("/date in 3 weeks")
    assert "in 21 days" in alice.screen.text
    await alice.send("/date")
    await alice.press("Another day")
    await alice.send("/cancel")
    await alice.send("12 Apr")
    assert "Interview" not in alice.screen.text
    assert dates(world) == []


async def test_q5_where_it_cannot_work_it_says_so_and_more_or_fewer_can_be_had(world: World) -> None:
    alice = await begin(world, *(card(number, topic="git" if number < 9 else "asyncio") for number in range(60)))
    await alice.send("/date in 3 days")
    assert "At 20 questions a day you will see 40 of 60 cards." in alice.screen.text
    await alice.press("Choose topics")
    assert [row[0].rpartition(" · ")[2] for row in alice.screen.buttons[:1]] == ["51"]
    await alice.tap_twice("Git")
    await world.restart()
    assert alice.screen.buttons[0][1].endswith("9 ✓")
    await alice.press("Done")
    assert "Topics: Git" in alice.screen.text
    assert "you will see" not in alice.screen.text
    await alice.press("Choose topics")
    await alice.press("Everything")
    await alice.press("Done")
    await alice.press("30 questions a day")
    assert "you will see" not in alice.screen.text
    assert world.rows("SELECT questions_a_day FROM learners") == [{"questions_a_day": 30}]
    assert dates(world) == []


async def test_a_button_under_a_day_that_has_passed_changes_no_cap(world: World, clock: Clock) -> None:
    alice = await begin(world, *(card(number) for number in range(60)))
    await alice.send("/date in 3 days")
    before = world.rows("SELECT questions_a_day FROM learners")
    clock.forward(days=5)
    await alice.press("30 questions a day")
    assert alice.toast.startswith("That day has passed.")
    assert world.rows("SELECT questions_a_day FROM learners") == before


async def test_e4_a_date_is_moved_narrowed_removed_and_put_back(world: World, clock: Clock) -> None:
    alice = await begun(world)
    await alice.send("/date 2026-04-12")
    await alice.press("Start with this plan")
    clock.forward(days=1)
    await alice.press("Choose topics")
    await alice.press("Git")
    await alice.press("Done")
    await alice.press("Keep this change")
    assert dates(world) == [{"day": TODAY + 41, "since": TODAY, "topics": '["git"]'}]
    await alice.press("Another day")
    await alice.press("in 8 weeks")
    assert dates(world)[0]["day"] == TODAY + 41
    await alice.press("Keep this change")
    assert dates(world) == [{"day": TODAY + 57, "since": TODAY + 1, "topics": '["git"]'}]
    await alice.tap_twice("Remove")
    assert dates(world) == []
    await alice.press("Put it back")
    assert dates(world) == [{"day": TODAY + 57, "since": TODAY + 1, "topics": '["git"]'}]


async def test_e5_several_dates_stand_side_by_side(world: World) -> None:
    alice = await begun(world)
    for weeks in range(1, 6):
        await alice.send(f"/date in {weeks} weeks")
        await alice.press("Start with this plan")
    await alice.send("/date in 6 weeks")
    await alice.press("Start with this plan")
    assert "No more than 5 dates" in alice.toast
    await alice.send("/date")
    assert labels(alice)[0] == "Mon, Mar 9, 2026, in 7 days"
    await alice.press("Mon, Mar 9, 2026")
    assert "Interview: Mon, Mar 9, 2026" in alice.screen.text
    await alice.press("Remove")
    await alice.send("/date")
    assert len(labels(alice)) == 5
    eve = world.person("Eve")
    await eve.send("/start")
    await eve.send("/date")
    assert "When is your interview?" in eve.screen.text


async def test_e4_the_day_after_it_asks_once_how_it_went_and_the_date_ends(world: World, clock: Clock) -> None:
    alice = await begun(world)
    await alice.send("/date tomorrow")
    await alice.press("Start with this plan")
    clock.forward(days=2)
    before = len(alice.screens)
    await world.restart()
    assert len(alice.screens) == before
    await alice.send("/quiz")
    asked, question = alice.screens[-2:]
    assert asked.text == "Your interview was planned for Tue, Mar 3, 2026. How did it go?"
    assert "question number" in question.text
    assert dates(world) == []
    await alice.press("Badly", message=asked)
    assert [each for each in alice.screens if each.text.startswith("Thank you for telling me.")]
    await alice.send("/quiz")
    assert [each for each in alice.screens if "How did it go?" in each.text] == []


async def test_e4_an_interview_that_was_moved_gets_another_day(world: World, clock: Clock) -> None:
    alice = await begun(world)
    await alice.send("/date today")
    await alice.press("Start with this plan")
    clock.forward(days=1)
    await alice.send("/date")
    asked, following = alice.screens[-2:]
    assert "When is your interview?" in following.text
    await alice.press("It was moved", message=asked)
    await alice.press("in 2 weeks", message=asked)
    await alice.press("Start with this plan", message=asked)
    assert [each["day"] for each in dates(world)] == [TODAY + 15]


async def test_e3_who_has_practised_sees_what_comes_of_going_on_and_stopping(world: World, clock: Clock) -> None:
    alice = await begun(world)
    for _ in range(6):
        await answer(alice)
    clock.forward(days=1)
    await alice.send("/date in 6 weeks")
    assert "If you go on like this, 6 a day: estimate " in alice.screen.text
    await alice.press("Start with this plan")
    await alice.send("/stats")
    shown = alice.screen.text
    assert "Known on Apr 14 if you stop now, by estimate: " in shown or "Your learning" in shown


async def test_e1_the_last_days_the_warm_up_and_the_day_itself_are_told_apart(world: World, clock: Clock) -> None:
    alice = await begun(world)
    await alice.send("/date in 12 days")
    await alice.press("Start with this plan")
    for days, told in ((0, "33 cards in 12 days"), (8, "The last days"), (3, "Only a warm-up"), (1, "Only a warm-up")):
        clock.forward(days=days)
        await alice.send("/date")
        assert told in alice.screen.text
        assert "you will see" not in alice.screen.text
    assert "Mar 14, 2026, today" in alice.screen.text
    assert "With up to" not in alice.screen.text


async def test_it_speaks_russian(world: World) -> None:
    alice = await begun(world, lang="ru")
    await alice.send("/date через 3 недели")
    assert "Собеседование: пн, 23 мар. 2026" in alice.screen.text
    assert "33 карточки за 21 день: новых в день 3, времени примерно 2 мин." in alice.screen.text
    assert "Если остановиться сейчас: по оценке 0" in alice.screen.text
    await alice.press("Начать с этим планом")
    assert alice.screen.text.startswith("Записано.")


async def test_it_speaks_chinese(world: World) -> None:
    alice = await begun(world, lang="zh")
    await alice.send("/date 3周后")
    assert "面试：2026年3月23日周一，21 天后" in alice.screen.text
    assert "21 天 33 张卡片：每天 3 张新卡片，约 2 分钟。" in alice.screen.text
    assert "如果现在停下：估计 0 张" in alice.screen.text
    await alice.press("按这个计划开始")
    assert alice.screen.text.startswith("已保存。")


async def test_a_stranger_is_told_to_start(world: World) -> None:
    await world.start()
    bob = world.person("Bob")
    await bob.send("/date")
    assert "/start" in bob.screen.text
