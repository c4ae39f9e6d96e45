"""Kill the program again and again while people rate cards, and see that nothing they saw confirmed was lost.

`python -m tests.prove_kills 200` prints its figures; exit code 1 where a promise was broken.
"""

import asyncio
import os
import random
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import monotonic, utc_now
from bot.playground.person import Person, Screen
from bot.playground.server import BotApiServer
from bot.storage.opening import open_database
from tests.conftest import add_cards, card
from tests.nursery import Child, Nursery, nursery

TOKEN = "42:TEST-token-of-a-test"
PATIENCE = 1.5
"""Seconds after which a person presses again."""

KILLED_EARLY = 0.25
"""The share of kills that come somewhere in the first second, before or soon after the first poll."""

LONGEST_WORK = 0.7
"""Seconds of work by which the others come."""


@dataclass
class Findings:
    """What was done, and what was found."""

    kills: int = 0
    stops: int = 0
    confirmed: set[tuple[int, str]] = field(default_factory=set)
    reviews: int = 0
    lost: int = 0
    twice: int = 0
    damaged: int = 0
    put_aside: int = 0
    refused: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    errors: str = ""

    @property
    def broken(self) -> bool:
        """Whether a promise was broken."""
        return bool(self.lost or self.twice or self.damaged or self.refused or any(self.codes) or self.errors)


class Trial:
    """A bot in processes of its own, a Telegram in this one, and people who rate cards as fast as they are shown."""

    def __init__(self, folder: Path, server: BotApiServer, nest: Nursery, chance: random.Random) -> None:
        self.folder = folder
        self.database = folder / "sobes.db"
        self.found = Findings()
        self._server = server
        self._nest = nest
        self._chance = chance
        self._going_home = False

    def start(self) -> Child:
        """The program; it is not waited for."""
        environment = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self._server.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "BACKUP_DIR": str(self.folder / "backups"),
            "ADMIN_IDS": "1",
            "HTTP_PORT": "0",
        }
        return self._nest.start(self.folder, environment, "run")

    async def polling(self) -> None:
        """Until the program polls."""
        await self._server.wait_for(lambda: self._server.telegram.updates.poller is not None, 20)

    async def kill(self) -> None:
        """Start, and kill at a moment that nobody expects."""
        child = self.start()
        if self._chance.random() < KILLED_EARLY:
            await asyncio.sleep(self._chance.uniform(0.0, 1.0))
        else:
            await self.polling()
            await asyncio.sleep(self._chance.uniform(0.0, LONGEST_WORK))
        os.kill(child.pid, signal.SIGKILL)
        await self._nest.end_of(child)
        self.found.kills += 1
        self.found.damaged += not self._is_sound()
        self._note_errors(child)

    async def stop(self, after: float) -> None:
        """Start, work for `after` seconds, stop with SIGTERM; its exit code must be 0.

        However slow the machine is, somebody's answer is counted before.
        """
        child = self.start()
        await self.polling()
        await asyncio.sleep(after)
        await self._server.wait_for(lambda: bool(self.found.confirmed), 20)
        os.kill(child.pid, signal.SIGTERM)
        self.found.codes.append(await self._nest.end_of(child))
        self.found.stops += 1
        self._note_errors(child)

    async def rate(self, person: Person) -> None:
        """Be a person who answers one card after the other, until it is time to go."""
        person.say("/start")
        while not self._going_home:
            shown = _newest(person)
            if shown is None:
                await self._changed(person, shown)
            elif _has(shown, "Show answer"):
                person.tap("Show answer", message=shown)
                await self._changed(person, shown)
            elif _has(shown, "Good"):
                question = shown.html.partition("<b>")[2].partition("</b>")[0]
                person.tap("Good", message=shown)
                if await self._changed(person, shown):
                    self.found.confirmed.add((person.id, question))
            else:
                # Today's new cards are answered: ask for more, or anew where an answer was lost on its way.
                label = shown.buttons[0][0] if shown.buttons else None
                if label is None:
                    person.say("/quiz")
                else:
                    person.tap(label, message=shown)
                await self._changed(person, shown)

    def go_home(self) -> None:
        """Let everybody finish the press they are in."""
        self._going_home = True

    def judge(self) -> Findings:
        """Compare what was seen with what is stored."""
        connection = sqlite3.connect(self.database)
        rows = connection.execute(
            "SELECT r.learner_id, c.question FROM reviews AS r JOIN cards AS c ON c.id = r.card_id"
        ).fetchall()
        (self.found.put_aside,) = connection.execute("SELECT COUNT(*) FROM inbox WHERE state = 'poison'").fetchone()
        connection.close()
        stored = Counter((learner, question) for learner, question in rows)
        self.found.reviews = len(rows)
        self.found.lost = len(self.found.confirmed - stored.keys())
        self.found.twice = sum(count - 1 for count in stored.values())
        self.found.damaged += not self._is_sound()
        self.found.refused = [str(call) for call in self._server.ledger.refusals(avoidable=True)]
        return self.found

    async def _changed(self, person: Person, before: Screen | None) -> bool:
        """Whether something else stands on the screen soon."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline and not (self._going_home and self._is_down):
            if _newest(person) != before:
                return True
            await asyncio.sleep(0.01)
        return False

    @property
    def _is_down(self) -> bool:
        return self._server.telegram.updates.poller is None

    def _is_sound(self) -> bool:
        """Whether the files as they lie there make a whole database; looked at in a copy, to leave them as they are."""
        if not self.database.exists():
            return True
        with tempfile.TemporaryDirectory() as folder:
            for file in self.folder.glob("sobes.db*"):
                (Path(folder) / file.name).write_bytes(file.read_bytes())
            connection = sqlite3.connect(Path(folder) / self.database.name)
            verdict: list[tuple[str]] = connection.execute("PRAGMA integrity_check").fetchall()
            connection.close()
        return verdict == [("ok",)]

    def _note_errors(self, child: Child) -> None:
        if written := child.errors.read_text():
            self.found.errors += written
        self.found.errors += "".join(
            line for line in child.output.read_text().splitlines(keepends=True) if " ERROR " in line
        )


def _newest(person: Person) -> Screen | None:
    screens = [screen for screen in person.screens if screen.buttons and not _has(screen, "Yes, remind me")]
    cards = [screen for screen in screens if not _has(screen, "Русский")]
    return cards[-1] if cards else None


def _has(screen: Screen, label: str) -> bool:
    return any(button.startswith(label) for row in screen.buttons for button in row)


async def prove(nest: Nursery, folder: Path, kills: int, *, stops: int = 2, people: int = 6, seed: int = 0) -> Findings:
    """Kill the program `kills` times and stop it `stops` times under load; what was found."""
    chance = random.Random(seed)  # noqa: S311 - for moments, not for secrets
    server = BotApiServer(TOKEN, flood=None)
    await server.start()
    try:
        trial = Trial(folder, server, nest, chance)
        async with open_database(trial.database, backups=folder / "backups", now=utc_now()) as db:
            await add_cards(db, [card(number) for number in range(300 + 40 * kills)], utc_now())
        async with asyncio.TaskGroup() as crowd:
            for number in range(people):
                crowd.create_task(trial.rate(server.person(f"P{number}", language_code="en")))
            for _ in range(kills):
                await trial.kill()
            for _ in range(stops):
                await trial.stop(chance.uniform(0.0, 1.0))
            trial.go_home()
        return trial.judge()
    finally:
        await server.stop()


def main(kills: int) -> int:
    """Prove and print."""
    began = monotonic()
    seed = random.randrange(10**6)  # noqa: S311 - for moments, not for secrets
    with tempfile.TemporaryDirectory(prefix="prove-kills-") as folder, nursery() as nest:
        found = asyncio.run(prove(nest, Path(folder), kills, stops=max(2, kills // 10), seed=seed))
    print(f"{found.kills} times killed, {found.stops} times stopped, in {monotonic() - began:.0f} s")  # noqa: T201
    print(f"{found.reviews} reviews stored, {len(found.confirmed)} confirmed on screen")  # noqa: T201
    print(f"lost: {found.lost}, counted twice: {found.twice}, damaged files: {found.damaged}")  # noqa: T201
    print(f"updates put aside: {found.put_aside}, calls refused: {len(found.refused)}")  # noqa: T201
    if found.broken:
        print(f"exit codes: {found.codes}\n{found.errors}\n" + "\n".join(found.refused))  # noqa: T201
    return int(found.broken)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
