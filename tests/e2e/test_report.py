"""/report: how posts fare, which questions are hardest, what learners say is wrong."""

from bot.playground.chats import Chat
from bot.playground.person import Person
from tests.conftest import World, card
from tests.e2e.drilling import labels
from tests.e2e.posting import connect, post

EDITOR = "INSERT INTO staff (person_id, role, since) VALUES (?, 'editor', 0)"


async def begin(world: World, *people: Person, cards: int = 2) -> tuple[list[int], Chat]:
    """A bot that has not started, with cards, a group of these people that is connected, and Olivia as its owner.

    Posts of months are made within a moment: Telegram's limits over time are off.
    """
    world.server.limit(None)
    rows = await world.publish(*(card(number) for number in range(1, cards + 1)))
    chat = world.server.group("Interview club", *people)
    await connect(world, chat)
    world.settings = world.settings.model_copy(update={"admin_ids": (people[0].id,)})
    return rows, chat


async def test_posts_with_their_reach_and_votes_and_the_hardest_questions(world: World) -> None:
    olivia = world.person("Olivia")
    crowd = [world.person(f"Voter {number}") for number in range(8)]
    rows, chat = await begin(world, olivia, *crowd, cards=3)
    easy = await post(world, chat, rows[0])
    hard = await post(world, chat, rows[1])
    world.clock.forward(minutes=1)
    again = await post(world, chat, rows[1], options=("the right one", "far off", "nearly"))
    few = await post(world, chat, rows[2])
    await world.start()
    await olivia.send("/start")
    await olivia.send("/report")
    newest = olivia.screen.text.split("\n\n")[1]
    assert newest == (
        "2026-03-02 09:01 · Interview club\n“What is the answer to question number 3 (en)?”\n"
        "Pressed “Study this”: 0\nVotes: none yet"
    )
    await crowd[0].open_link(hard.link)
    await crowd[0].press("Show answer")
    await crowd[0].press("Again")
    for number, person in enumerate(crowd):
        person.vote(easy.message, 0 if number else 1)
        person.vote(hard.message, (1, 1, 2, 0)[number % 4])
    for person, option in zip(crowd, (2, 2, 1), strict=False):
        person.vote(again.message, option)
    for person in crowd[:4]:
        person.vote(few.message, 3)
    await world.server.settle()
    await olivia.send("/report")
    told = olivia.screen.text.split("\n\n")[1:]
    assert told[3].endswith("Votes: 8, right: 88%\nWrong answer chosen most: “nearly” (1)")
    assert told[2].splitlines()[2:] == [
        "Pressed “Study this”: 1",
        "Votes: 8, right: 25%",
        "Wrong answer chosen most: “nearly” (4)",
    ]
    await olivia.press("Hardest questions")
    head, first, second = olivia.screen.text.split("\n\n")
    assert head == "Hardest questions of the last 30 days\nOf all quizzes with at least 5 votes."
    assert first == (
        "1. What is the answer to question number 2 (en)?\nVotes: 11, right: 18%\n"
        "Wrong answer chosen most: “nearly” (6)\n"
        "In their own practice learners recalled it 0% of the time (answers: 1)"
    ), "two posts of one card are added, whatever the order of their options"
    assert second.startswith("2. What is the answer to question number 1 (en)?\nVotes: 8, right: 88%")
    await olivia.press("Open 1")
    assert "question number 2" in olivia.screen.text
    await olivia.press("Edit 1")
    assert olivia.screen.text.startswith("Card, version 1")
    assert "question number 2" in olivia.screen.text
    world.clock.forward(days=31)
    await olivia.send("/report")
    await olivia.press("Hardest questions")
    assert "No quiz has that many votes yet." in olivia.screen.text


async def test_pages_of_posts_and_whose_chats_an_editor_sees(world: World) -> None:
    olivia, eddie = world.person("Olivia"), world.person("Eddie")
    rows, chat = await begin(world, olivia)
    foreign = world.server.group("Somebody else's club")
    await connect(world, foreign, by_staff=False)
    await post(world, foreign, rows[1])
    for _ in range(6):
        await post(world, chat, rows[0])
    await world.change(EDITOR, eddie.id)
    await world.start()
    for person, more in ((olivia, 2), (eddie, 1)):
        await person.send("/start")
        await person.send("/report")
        assert person.screen.text.count("Interview club") == 5
        assert labels(person) == ["Older", "Hardest questions", "Reported cards"]
        await person.press("Older")
        assert person.screen.text.count("· ") == more
        assert ("Somebody else's club" in person.screen.text) is (person is olivia)
        await person.press("Newest")
        assert person.screen.text.count("Interview club") == 5


async def test_reported_cards_are_dismissed_and_brought_back(world: World) -> None:
    olivia, eddie, alice, bob = (world.person(name) for name in ("Olivia", "Eddie", "Alice", "Bob"))
    await begin(world, olivia)
    await world.change(EDITOR, eddie.id)
    await world.start()
    for person in (olivia, eddie, alice, bob):
        await person.send("/start")
    for person, reason in ((alice, "It is unclear"), (bob, "It is unclear"), (bob, "The answer is wrong")):
        await person.press("⋯ More")
        await person.press("Report a mistake")
        await person.press(reason)
        await person.press("Back")
    for person in (olivia, eddie):
        await person.send("/report")
        await person.press("Reported cards")
        assert person.screen.text == (
            "What learners reported\n\n1. What is the answer to question number 1 (en)?\n"
            "It is unclear: 2\nThe answer is wrong: 1"
        )
        assert labels(person) == ["Open 1", "Edit 1", "Dismiss 1", "Posts", "Hardest questions"]
    await alice.press("⋯ More")
    await alice.press("Report a mistake")
    await alice.press("It is not a question")
    await eddie.press("Dismiss 1")
    assert eddie.screen.text.endswith("1. What is the answer to question number 1 (en)?\nIt is not a question: 1"), (
        "what came after the editor looked stands"
    )
    await olivia.press("Dismiss 1")
    assert olivia.toast.startswith("Something has changed meanwhile")
    await olivia.tap_twice("Dismiss 1")
    assert "No reported card waits." in olivia.screen.text
    await eddie.press("Bring back")
    assert eddie.toast.startswith("Something has changed meanwhile"), "there was another dismissal since"
    await eddie.press("Bring back")
    assert "It is not a question: 1" in eddie.screen.text
    await eddie.press("Bring back")
    assert "It is unclear: 2" in eddie.screen.text
    await eddie.press("Dismiss 1")

    await bob.press("⋯ More")
    await bob.press("Report a mistake")
    await bob.press("It is unclear")
    await olivia.send("/report")
    await olivia.press("Reported cards")
    assert olivia.screen.text.endswith("\nIt is unclear: 1"), "said again, it stands again"
    await olivia.send("/admins")
    await olivia.press("Log")
    log = [line.partition(" · ")[2] for line in olivia.screen.text.splitlines()[2:]]
    assert log[:2] == [
        "Eddie dismissed the reports about “What is the answer to question number 1 (en)?”",
        "Eddie brought back the reports about “What is the answer to question number 1 (en)?”",
    ]


async def test_nobody_else_learns_that_there_is_a_report(world: World) -> None:
    olivia, eddie, alice = (world.person(name) for name in ("Olivia", "Eddie", "Alice"))
    await begin(world, olivia)
    await world.change(EDITOR, eddie.id)
    await world.start()
    for person in (olivia, eddie, alice):
        await person.send("/start")
    await alice.press("⋯ More")
    await alice.press("Report a mistake")
    await alice.press("It is unclear")
    await alice.send("/report")
    assert alice.screen.text.startswith("I do not understand that.")
    await eddie.send("/report")
    await eddie.press("Reported cards")
    await world.stop()
    await world.change("UPDATE staff SET removed_at = 1 WHERE person_id = ?", eddie.id)
    await world.start()
    for label in ("Dismiss 1", "Posts"):
        await eddie.press(label)
        assert eddie.toast.startswith("This button is too old")
    assert world.rows("SELECT dismissal FROM reports") == [{"dismissal": None}]
