"""/admins: owners invite, remove and read the log. To everybody else it does not exist."""

import json

import pytest

from bot.jobs import workers
from bot.playground.chats import CallbackAnswer
from bot.playground.person import Person
from bot.telegram.callbacks.owner import AdminsInvite, AdminsLog, AdminsPage, AdminsRemove, AdminsUndo, AdminsWithdraw
from bot.telegram.commands import EDITOR, OWNER
from tests.conftest import Clock, World

OLGA, OTTO = 77_001, 77_002
INVALID = "This invitation has been used already or is too old."
UNKNOWN = "I do not understand that. /quiz asks the next question, /help tells what I can do."
OLD_BUTTON = "This button is too old to work. /quiz asks the next question, /help tells what I can do."
NO_EDITOR = "You are not an editor any more: this card was given up and not saved."


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices wait for the worker's next look."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.05)


async def begin(world: World, *others: int) -> Person:
    await world.start(admin_ids=(OLGA, *others))
    return await owner(world, "Olga", OLGA)


async def owner(world: World, name: str, user_id: int) -> Person:
    person = world.server.person(name, language_code="en", user_id=user_id)
    await person.send("/start")
    return person


async def invite(person: Person) -> str:
    """Make an invitation; its link."""
    await person.send("/admins")
    await person.press("Invite an editor")
    return person.screen.text.splitlines()[-1]


async def editor(world: World, olga: Person) -> Person:
    """Somebody who opened an invitation of Olga's, who was told."""
    edith = world.person("Edith")
    await edith.open_link(await invite(olga))
    await world.server.wait_for(lambda: world.rows("SELECT state FROM deliveries") == [{"state": "sent"}])
    return edith


async def remove(olga: Person, name: str = "Edith") -> None:
    await olga.send("/admins")
    await olga.press(f"Remove {name}")
    await olga.press(f"Remove {name}")


def roles(world: World) -> dict[int, str]:
    return {row["person_id"]: row["role"] for row in world.rows("SELECT * FROM staff WHERE removed_at IS NULL")}


def log(world: World) -> list[tuple[str, int | None]]:
    return [(row["action"], row["actor_id"]) for row in world.rows("SELECT * FROM audit ORDER BY id")]


def menu(world: World, person: Person) -> list[str] | None:
    """The commands of a person's own menu; None where there is none."""
    calls = world.server.ledger.calls("setMyCommands") + world.server.ledger.calls("deleteMyCommands")
    own = [call for call in calls if call.parameters.get("scope", {}).get("chat_id") == person.id]
    last = max(own, key=lambda call: call.number, default=None)
    if last is None or "commands" not in last.parameters:
        return None
    return [each["command"] for each in last.parameters["commands"]]


async def raw_press(world: World, person: Person, data: str) -> CallbackAnswer:
    """Send what a button could send, whoever was shown it."""
    query = person.client.press(person.messages[-1], data)
    await world.server.wait_for(lambda: query.answer is not None)
    await world.server.settle()
    assert query.answer is not None
    return query.answer


async def test_the_owner_sees_who_is_there_since_when_and_by_whom(world: World, clock: Clock) -> None:
    olga = await begin(world, OTTO)
    clock.forward(hours=3)
    await editor(world, olga)
    await olga.send("/admins")
    assert olga.screen.text == (
        "Who may change the questions\n\nOwners\n"
        "Olga, since 2026-03-02 09:00, set by the operator\n"
        f"nameless, id {OTTO}, since 2026-03-02 09:00, set by the operator\n\n"
        "Editors\nEdith, since 2026-03-02 12:00, invited by Olga"
    )
    assert olga.screen.buttons == [["Remove Edith"], ["Invite an editor", "Log"]]


async def test_an_owner_stays_since_the_same_moment_after_a_restart(world: World, clock: Clock) -> None:
    olga = await begin(world)
    clock.forward(days=2)
    await world.restart()
    await olga.send("/admins")
    assert "Olga, since 2026-03-02 09:00, set by the operator" in olga.screen.text


async def test_an_invitation_makes_an_editor_at_once_and_tells_the_owner(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    assert edith.screens[0].text == "You are an editor of this bot now. /add adds a question."
    assert roles(world) == {OLGA: "owner", edith.id: "editor"}
    assert menu(world, edith) is not None
    assert (menu(world, edith) or [])[: len(EDITOR) + 1] == [*EDITOR, "quiz"]
    assert (menu(world, olga) or [])[: len(EDITOR + OWNER) + 1] == [*EDITOR, *OWNER, "quiz"]
    told = "Edith opened your invitation and is an editor now. /admins shows everybody."
    await world.server.wait_for(lambda: olga.screen.text == told)
    await world.restart()
    await edith.send("/add")
    assert edith.screen.text.startswith("A new card.")
    assert [each.text for each in olga.screens].count(told) == 1


async def test_the_notice_of_who_joined_survives_a_stop(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IDLE_SECONDS", 600)
    olga = await begin(world)
    await world.person("Edith").open_link(await invite(olga))
    assert world.rows("SELECT state FROM deliveries") == [{"state": "due"}]
    await world.restart()
    await world.server.wait_for(lambda: olga.screen.text.startswith("Edith opened your invitation"))


async def test_a_code_is_stored_only_as_its_hash_and_shown_once(world: World) -> None:
    olga = await begin(world)
    link = await invite(olga)
    code = link.partition("r_")[2]
    assert link.startswith("https://t.me/")
    assert len(code) >= 24
    assert code not in str(world.rows("SELECT * FROM invitations")) + str(world.rows("SELECT * FROM audit"))
    await olga.send("/admins")
    assert "Open invitations\n1. until 2026-03-04 09:00, by Olga" in olga.screen.text
    assert code not in olga.screen.text


async def test_used_expired_withdrawn_and_made_up_codes_get_one_answer(world: World, clock: Clock) -> None:
    olga = await begin(world)
    used, expired = await invite(olga), await invite(olga)
    await world.person("Edith").open_link(used)
    clock.forward(hours=48)
    withdrawn = await invite(olga)
    await olga.send("/admins")
    await world.restart()
    await olga.press("Withdraw 1")
    assert "Open invitations" not in olga.screen.text
    for name, link in (("Una", used), ("Xenia", expired), ("Wim", withdrawn), ("Max", "r_made-up")):
        person = world.person(name)
        await person.open_link(link)
        assert person.screens[0].text == INVALID
        assert person.id not in roles(world)


async def test_an_invitation_is_good_until_the_last_minute(world: World, clock: Clock) -> None:
    olga = await begin(world)
    link = await invite(olga)
    clock.forward(hours=47, minutes=59)
    edith = world.person("Edith")
    await edith.open_link(link)
    assert roles(world)[edith.id] == "editor"


async def test_who_has_a_role_already_does_not_use_an_invitation_up(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    link = await invite(olga)
    for person in (olga, edith):
        await person.open_link(link)
        assert "The invitation stays open for somebody else." in str([each.text for each in person.screens])
    assert roles(world) == {OLGA: "owner", edith.id: "editor"}
    bob = world.person("Bob")
    await bob.open_link(link)
    assert roles(world)[bob.id] == "editor"


async def test_two_who_open_one_link_at_once_make_one_editor(world: World) -> None:
    olga = await begin(world)
    link = await invite(olga)
    pair = [world.person("Bob"), world.person("Carl")]
    for person in pair:
        person.say(f"/start {link.rpartition('start=')[2]}")
    await world.server.wait_for(lambda: all(person.screens for person in pair))
    await world.server.settle()
    assert len(roles(world)) == 2
    assert sorted(person.screens[0].text == INVALID for person in pair) == [False, True]


async def test_doubled_taps_do_everything_once(world: World) -> None:
    olga = await begin(world)
    await olga.send("/admins")
    await olga.tap_twice("Invite an editor")
    assert len(world.rows("SELECT * FROM invitations")) == 1
    edith = world.person("Edith")
    await edith.open_link(olga.screen.text.splitlines()[-1])
    await world.server.wait_for(lambda: world.rows("SELECT state FROM deliveries") == [{"state": "sent"}])
    await olga.send("/admins")
    await olga.press("Remove Edith")
    await olga.tap_twice("Remove Edith")
    assert "Undo: bring back Edith" in str(olga.screen.buttons)
    await olga.tap_twice("Undo")
    await olga.press("Invite an editor")
    await olga.send("/admins")
    await olga.tap_twice("Withdraw 1")
    assert [action for action, _ in log(world)] == [
        "invited",
        "joined",
        "removed",
        "restored",
        "invited",
        "withdrawn",
    ]


async def test_a_removal_is_asked_once_more_and_takes_role_and_menu(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    await olga.send("/admins")
    await olga.press("Remove Edith")
    assert olga.screen.text.startswith("Shall Edith be removed?")
    await olga.press("Keep")
    assert edith.id in roles(world)
    await world.restart()
    await olga.press("Remove Edith")
    await world.restart()
    await olga.press("Remove Edith")
    assert roles(world) == {OLGA: "owner"}
    assert menu(world, edith) is None
    await edith.send("/add")
    assert edith.screen.text == "Only editors can change questions."


async def test_a_removal_is_undone_while_nothing_else_changed(world: World, clock: Clock) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    before = world.rows("SELECT * FROM staff WHERE person_id = ?", edith.id)
    await remove(olga)
    clock.forward(days=3)
    await world.restart()
    await olga.press("Undo: bring back Edith")
    assert world.rows("SELECT * FROM staff WHERE person_id = ?", edith.id) == before
    assert (menu(world, edith) or [])[:1] == ["add"]
    await remove(olga)
    old = olga.screen
    await invite(olga)
    await olga.send("/admins")
    assert "Undo" not in str(olga.screen.buttons)
    await olga.send("/help")
    (undo,) = [row["id"] for row in world.rows("SELECT max(id) AS id FROM audit WHERE action = 'removed'")]
    await raw_press(world, olga, AdminsUndo(entry=undo).pack())
    assert olga.toast == "Something has changed meanwhile; nothing was done. Here is how it stands now."
    assert old.buttons[0] == ["Undo: bring back Edith"]
    assert roles(world) == {OLGA: "owner"}


@pytest.mark.parametrize("done", [0, 1, 2, 3, 4, 5])
async def test_an_editor_removed_in_the_middle_of_a_card_can_do_nothing(world: World, done: int) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    steps = ("Question?", "Answer.", "Caching", "senior", "English", "Save")
    await edith.send("/add")
    for step in steps[:done]:
        await (edith.send(step) if step[-1] in "?." else edith.press(step))
    await remove(olga)
    await world.restart()
    if steps[done][-1] in "?.":
        await edith.send(steps[done])
        assert edith.screen.text == NO_EDITOR
    else:
        await edith.press(steps[done])
        assert edith.toast == NO_EDITOR
    assert world.rows("SELECT * FROM cards") == []
    assert world.rows("SELECT * FROM conversations") == []
    await edith.send("Answer.")
    assert edith.screen.text == UNKNOWN


async def test_two_owners_at_once_do_not_undo_each_other_unseen(world: World) -> None:
    olga = await begin(world, OTTO)
    otto = await owner(world, "Otto", OTTO)
    edith = await editor(world, olga)
    for person in (olga, otto):
        await person.send("/admins")
        await person.press("Remove Edith")
    olga.tap("Remove Edith")
    await otto.press("Remove Edith")
    await world.server.settle()
    assert roles(world) == {OLGA: "owner", OTTO: "owner"}
    assert [action for action, _ in log(world)].count("removed") == 1
    for person in (olga, otto):
        await person.send("/admins")
        assert person.screen.buttons[0] == ["Undo: bring back Edith"]
    await otto.press("Undo")
    assert edith.id in roles(world)
    await olga.press("Invite an editor")
    assert olga.toast.startswith("Something has changed meanwhile")
    assert world.rows("SELECT * FROM invitations") == []
    assert olga.screen.buttons[0] == ["Remove Edith"]


async def test_owners_of_the_operator_and_the_last_owner_cannot_be_removed_here(world: World) -> None:
    olga = await begin(world, OTTO)
    await olga.send("/admins")
    assert olga.screen.buttons == [["Invite an editor", "Log"]]
    answer = await raw_press(world, olga, AdminsRemove(person=OTTO, seen=0, sure=True).pack())
    assert answer.text == "This owner is set by the operator and cannot be removed here."
    await world.stop()
    world.settings = world.settings.model_copy(update={"admin_ids": ()})
    await world.change("DELETE FROM staff WHERE person_id = ?", OTTO)
    await world.start()
    await olga.send("/admins")
    assert olga.screen.text.splitlines()[3] == "Olga, since 2026-03-02 09:00"
    answer = await raw_press(world, olga, AdminsRemove(person=OLGA, seen=0, sure=True).pack())
    assert answer.text == "You are the last owner and cannot be removed here."
    assert roles(world) == {OLGA: "owner"}


async def test_an_owner_who_is_not_the_last_may_leave(world: World) -> None:
    olga = await begin(world, OTTO)
    link = await invite(olga)
    await world.stop()
    await world.start(admin_ids=())
    await remove(olga, "Olga")
    assert olga.screen.text == "You own this bot no more."
    assert roles(world) == {OTTO: "owner"}
    await olga.send("/admins")
    assert olga.screen.text == UNKNOWN
    bob = world.person("Bob")
    await bob.open_link(link)
    assert bob.screens[0].text == INVALID, "whoever owns the bot no more invites nobody"


async def test_strangers_and_editors_get_the_answers_of_unknown_commands_and_buttons(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    await invite(olga)
    eve, stranger = world.person("Eve"), world.person("Stan")
    await eve.send("/start")
    (invitation,) = [row["id"] for row in world.rows("SELECT id FROM invitations")]
    newest = len(log(world))
    before = [roles(world), log(world), world.rows("SELECT * FROM invitations")]
    buttons = (
        AdminsPage(),
        AdminsInvite(seen=newest),
        AdminsWithdraw(invitation=invitation),
        AdminsRemove(person=edith.id, seen=newest),
        AdminsRemove(person=edith.id, seen=newest, sure=True),
        AdminsUndo(entry=newest),
        AdminsLog(),
    )
    await stranger.send("/admins")
    assert stranger.screen.text == "Press /start first."
    for person in (eve, edith):
        await person.send("/admins")
        assert person.screen.text == UNKNOWN
        said = len(person.screens)
        for button in buttons:
            answer = await raw_press(world, person, button.pack())
            assert answer.text == OLD_BUTTON
            world.clock.forward(minutes=1)
        assert len(person.screens) == said
    assert [roles(world), log(world), world.rows("SELECT * FROM invitations")] == before


async def test_the_log_tells_what_staff_did_ten_a_page_in_the_owners_time(world: World, clock: Clock) -> None:
    olga = await begin(world)
    await world.stop()
    await world.change("UPDATE learners SET zone = 'Asia/Tokyo'")
    await world.start()
    edith = await editor(world, olga)
    clock.forward(hours=1)
    await edith.send("/add")
    for text in ("What is a `deque`?", "A queue with two ends."):
        await edith.send(text)
    for label in ("No topic", "No level", "English", "Save"):
        await edith.press(label)
    for _ in range(5):
        await invite(olga)
        clock.forward(minutes=1)
        await olga.send("/admins")
        await olga.press("Withdraw 1")
    await olga.send("/admins")
    await olga.press("Log")
    lines = olga.screen.text.splitlines()
    assert lines[0] == "Log (Asia/Tokyo)"
    assert lines[2] == "2026-03-02 19:05 · Olga withdrew an invitation"
    assert len(lines) == 2 + 10
    assert olga.screen.buttons == [["Older"], ["Back"]]
    await world.restart()
    await olga.press("Older")
    assert olga.screen.text.splitlines()[2:] == [
        "2026-03-02 19:00 · Edith added “What is a `deque`?”",
        "2026-03-02 18:00 · Edith joined",
        "2026-03-02 18:00 · Olga invited an editor",
    ]
    assert olga.screen.buttons == [["Newest"], ["Back"]]
    await olga.press("Newest")
    assert olga.screen.text.splitlines() == lines


async def test_a_name_is_shown_as_last_seen_and_cannot_turn_the_line(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    edith.user.first_name = "<b>Ed\u202eith\nthe Great"
    await edith.send("/help")
    await olga.send("/admins")
    assert "\n<b>Edith the Great, since" in olga.screen.text


async def test_an_export_has_the_own_entries_and_forgetting_leaves_them_without_a_name(world: World) -> None:
    olga = await begin(world)
    edith = await editor(world, olga)
    await edith.send("/export")
    document = edith.messages[-1].document
    assert document is not None
    data = json.loads(document.content)
    assert [entry["action"] for entry in data["audit"]] == ["joined"]
    assert data["staff"][0]["name"] == "Edith"
    assert str(OLGA) not in str(data)
    await edith.send("/forget")
    await edith.press("Erase everything")
    assert log(world) == [("invited", OLGA), ("joined", None)]
    await olga.send("/admins")
    await olga.press("Log")
    assert "somebody who was forgotten joined" in olga.screen.text
    await olga.send("/privacy")
    assert "a log of what you did as one" in olga.screen.text
    await world.stop()
    for file in world.folder.glob("sobes.db*"):
        assert b"Edith" not in file.read_bytes(), file.name


async def test_there_are_no_more_editors_than_the_list_can_show(world: World) -> None:
    olga = await begin(world)
    await world.stop()
    for number in range(20):
        await world.change("INSERT INTO staff (person_id, role, since) VALUES (?, 'editor', 0)", 500 + number)
    await world.start()
    await olga.send("/admins")
    await olga.press("Invite an editor")
    assert olga.toast.startswith("There can be 20 editors and open invitations together.")
    assert world.rows("SELECT * FROM invitations") == []
