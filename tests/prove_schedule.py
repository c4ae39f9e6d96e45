"""Live through a month of two channels' schedules, with kills and lost answers, and account for every post.

The program runs in processes of its own by a clock that this one moves, across the end of summer time in Berlin.
`python -m tests.prove_schedule` prints its figures; exit code 1 where a promise was broken.
"""

import asyncio
import json
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import monotonic
from bot.domain.cards import Choice
from bot.domain.timetable import Timetable
from bot.playground.chats import Chat
from bot.playground.person import Person, Screen
from bot.playground.server import BotApiServer
from bot.storage.database import from_ms, to_ms
from bot.storage.opening import open_database
from tests.conftest import TOKEN, Clock, add_cards, card
from tests.nursery import Child, Nursery, nursery

ZONE = "Europe/Berlin"
TIMES: Sequence[tuple[tuple[int, ...], frozenset[int]]] = (
    ((150, 1080), frozenset(range(7))),
    ((120, 150, 555), frozenset({0, 2, 4, 6})),
)
"""What the two channels post when; 02:30 comes twice on 2026-10-25."""

MONTH = (date(2026, 10, 1), date(2026, 10, 31))
WEEKEND = (date(2026, 10, 25), date(2026, 10, 26))
PATIENCE = 60.0
_LINK = re.compile(r"start=p_([0-9a-f]+)")


@dataclass
class Findings:
    """What was done, and what was found. A `broken` promise is a sentence."""

    slots: int = 0
    states: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    stops: int = 0
    lost: int = 0
    asked: int = 0
    answered: int = 0
    told: int = 0
    posts: int = 0
    broken: list[str] = field(default_factory=list)


class Month:
    """A bot in processes of its own, its Telegram in this one, and an owner who looks into the channels."""

    def __init__(self, folder: Path, server: BotApiServer, clock: Clock, nest: Nursery, chance: random.Random) -> None:
        self.found = Findings()
        self._folder = folder
        self._database = folder / "sobes.db"
        self._time = folder / "time"
        self._server = server
        self._clock = clock
        self._nest = nest
        self._chance = chance
        self._owner: Person = server.person("Olga", language_code="en")
        self._channels: list[Chat] = []
        self._child: Child | None = None
        self._again: Counter[str] = Counter()
        self._end = clock()

    async def open(self, first: date) -> None:
        """Cards, two channels, and their schedules; the owner has started the bot."""
        self._move(datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=12))
        async with open_database(self._database, backups=self._folder / "backups", now=self._clock()) as db:
            some = Choice("Yes", ("No", "Perhaps"), "Because.")
            contents = [card(number, choice=some if number % 2 else None) for number in range(200)]
            await add_cards(db, contents, self._clock())
        await self.start()
        self._owner.say("/start")
        await self._server.wait_for(lambda: bool(self._owner.screens), PATIENCE)
        await self.stop()
        for number, (minutes, weekdays) in enumerate(TIMES):
            channel = self._server.channel(f"Channel {number}", username=f"channel{number}")
            self._channels.append(channel)
            begin = self._timetable(number).next_slot(self._clock()).at
            self._write(
                "INSERT INTO chats (chat_id, kind, title, username, by_staff, connected_by, connected_at) "
                "VALUES (?, 'channel', ?, ?, 1, ?, 0)",
                *(channel.id, channel.title, channel.username, self._owner.id),
            )
            self._write(
                "INSERT INTO schedules (chat_row, zone, minutes, weekdays, lang, next_at, made_by, created_at) "
                "VALUES (?, ?, ?, ?, 'en', ?, ?, 0)",
                *(number + 1, ZONE, json.dumps(minutes), sum(1 << day for day in weekdays), to_ms(begin)),
                self._owner.id,
            )

    async def live(self, last: date) -> None:
        """From one moment to the next until the end of a day, each in another way."""
        self._end = end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(hours=22)
        ways: list[Callable[[datetime, Chat], Coroutine[Any, Any, None]]] = [
            *[self._quietly] * 4,
            self._with_a_lost_answer,
            self._with_a_page_of_a_proxy,
            self._with_a_flood_wait,
            self._with_a_kill,
            self._with_a_kill_at_any_moment,
            self._after_a_short_stop,
            self._after_a_long_stop,
        ]
        await self.start()
        # Every way comes, however short the time is.
        bag: list[Callable[[datetime, Chat], Coroutine[Any, Any, None]]] = []
        while (moment := self._next_moment()) <= end:
            if not bag:
                bag = self._chance.sample(ways, len(ways))
            await bag.pop()(moment, self._chance.choice(self._channels))
            await self._settled()
            if self._chance.random() < 0.5:
                await self._answer()
        self._move(end)
        await self._settled()
        await self.stop()

    async def start(self) -> None:
        """Start the program and wait until it polls."""
        environment = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self._server.url,
            "DATABASE_URL": f"sqlite:///{self._database}",
            "BACKUP_DIR": str(self._folder / "backups"),
            "ADMIN_IDS": str(self._owner.id),
            "HTTP_PORT": "0",
        }
        self._child = self._nest.start(self._folder, environment, "run", clock=self._time)
        await self._server.wait_for(lambda: self._server.telegram.updates.poller is not None, PATIENCE)

    async def stop(self, number: int = signal.SIGTERM) -> None:
        """Stop it, or kill it."""
        if self._child is None:
            return
        os.kill(self._child.pid, number)
        code = await self._nest.end_of(self._child)
        await self._server.wait_for(lambda: self._server.telegram.updates.poller is None, PATIENCE)
        if code not in (0, -signal.SIGKILL):
            self.found.broken.append(f"the program ended with {code}: {self._child.errors.read_text()}")
        written = self._child.output.read_text() + self._child.errors.read_text()
        self.found.broken += [line for line in written.splitlines() if " ERROR " in line or "Traceback" in line]
        self._child = None
        self.found.kills += number == signal.SIGKILL
        self.found.stops += number == signal.SIGTERM

    async def _quietly(self, moment: datetime, _: Chat) -> None:
        self._move(moment)

    async def _with_a_lost_answer(self, moment: datetime, channel: Chat) -> None:
        self.found.lost += 1
        self._server.faults.close(chat_id=channel.id, execute=self._chance.random() < 0.7)
        self._move(moment)

    async def _with_a_page_of_a_proxy(self, moment: datetime, channel: Chat) -> None:
        self.found.lost += 1
        self._server.faults.gateway(504, chat_id=channel.id, execute=self._chance.random() < 0.5)
        self._move(moment)

    async def _with_a_flood_wait(self, moment: datetime, channel: Chat) -> None:
        self._server.faults.flood(1, chat_id=channel.id)
        self._move(moment)

    async def _with_a_kill(self, moment: datetime, channel: Chat) -> None:
        """While Telegram has the post, or not yet, and has not answered."""
        self._server.faults.clear()
        fault = self._server.faults.hang(chat_id=channel.id, execute=self._chance.random() < 0.5)
        self._move(moment)
        with suppress(AssertionError):
            # Nothing is posted there at this moment where the other channel has it to itself.
            await self._server.wait_for(lambda: not fault.times, 1)
        await self.stop(signal.SIGKILL)
        self._server.faults.clear()
        await self.start()

    async def _with_a_kill_at_any_moment(self, moment: datetime, _: Chat) -> None:
        self._move(moment)
        await asyncio.sleep(self._chance.uniform(0, 0.3))
        await self.stop(signal.SIGKILL)
        await self.start()

    async def _after_a_short_stop(self, moment: datetime, _: Chat) -> None:
        await self.stop()
        self._move(moment + timedelta(minutes=self._chance.randrange(30)))
        await self.start()

    async def _after_a_long_stop(self, moment: datetime, _: Chat) -> None:
        await self.stop()
        self._move(min(self._end, moment + timedelta(minutes=self._chance.randrange(31, 2000))))
        await self.start()

    async def _answer(self) -> None:
        """The owner looks whether a post is there, and says so."""
        for screen in _questions(self._owner):
            (row,) = self._rows("SELECT * FROM publications WHERE id = ?", _asked_about(self._owner, screen))
            there = self._executed()[row["key"]] > self._again[row["key"]]
            self._owner.tap("It is there" if there else "Send again", message=screen)
            self._again[row["key"]] += 0 if there else self._executed()[row["key"]] > 0
            self.found.answered += 1
        await self._server.wait_for(lambda: not _questions(self._owner), PATIENCE)
        await self._settled()

    async def _settled(self) -> None:
        """Until everything that is due has come to an end; where something waits, time goes on to its moment."""
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            await asyncio.sleep(0.02)
            now = to_ms(self._clock())
            if self._rows("SELECT 1 FROM schedules WHERE next_at <= ?", now):
                continue
            waiting = self._rows("SELECT not_before FROM deliveries WHERE state IN ('due', 'leased')")
            if not waiting and not self._rows(
                "SELECT 1 FROM publications WHERE reported_at IS NULL AND state IN ('expired', 'empty', 'failed')"
            ):
                return
            if waiting and min(row["not_before"] for row in waiting) > now:
                self._move(from_ms(min(row["not_before"] for row in waiting)))
        raise AssertionError(f"something never came to an end; the last calls:\n{self._server.ledger.tail()}")

    def judge(self, first: date, last: date) -> Findings:
        """Compare what stands in the channels with what the table says, and that with the calendar."""
        found = self.found
        rows = self._rows("SELECT * FROM publications ORDER BY id")
        wanted = {
            (number + 1, f"{on}T{minute // 60:02}:{minute % 60:02}")
            for number, (minutes, weekdays) in enumerate(TIMES)
            for on in (first + timedelta(days=day) for day in range((last - first).days + 1))
            if on.weekday() in weekdays
            for minute in minutes
        }
        stored = {(row["schedule_id"], row["slot"]) for row in rows if date.fromisoformat(row["slot"][:10]) >= first}
        found.slots, found.states = len(wanted), Counter(row["state"] for row in rows)
        found.broken += [f"{slot} left no trace" for slot in sorted(wanted - stored)]
        found.broken += [f"{slot} was never wanted" for slot in sorted(stored - wanted)]
        executed = self._executed()
        found.posts = sum(executed.values())
        words = [row["key"] for row in self._rows("SELECT key FROM deliveries WHERE kind = 'word' AND state = 'sent'")]
        found.asked = sum(":asked:" in key for key in words)
        found.told = sum(":missed:" in key for key in words)
        for row in rows:
            found.broken += self._account(row, executed[row["key"]], words)
        if unknown := executed.keys() - {row["key"] for row in rows}:
            found.broken.append(f"posts of no publication: {unknown}")
        for chat in {row["chat_row"] for row in rows}:
            shown = Counter(row["card_id"] for row in rows if row["chat_row"] == chat and row["card_id"])
            found.broken += [f"card {number} came twice in chat {chat}" for number, times in shown.items() if times > 1]
        found.broken += [f"refused: {call}" for call in self._server.ledger.refusals(avoidable=True)]
        return found

    def _account(self, row: dict[str, Any], times: int, words: Sequence[str]) -> list[str]:
        allowed = 1 + self._again[row["key"]]
        about = f"{row['slot']} of schedule {row['schedule_id']} ({row['state']}, {times} times posted)"
        match row["state"]:
            case "sent" if 1 <= times <= allowed:
                return []
            case "unknown" if times <= allowed and any(key.startswith(f"word:asked:{row['id']}:") for key in words):
                return []
            case "expired" if times == 0 and f"word:missed:{row['schedule_id']}:{row['reported_at']}:" in " ".join(
                words
            ):
                return []
        return [about]

    def _executed(self) -> Counter[str]:
        """How often each publication was really posted, by the link below it."""
        calls = [call for channel in self._channels for call in self._server.ledger.calls(chat_id=channel.id)]
        links = [
            _LINK.search(str(call.parameters)) for call in calls if call.executed and call.method.startswith("send")
        ]
        return Counter(link[1] for link in links if link)

    def _timetable(self, number: int) -> Timetable:
        return Timetable(*TIMES[number], ZoneInfo(ZONE))

    def _next_moment(self) -> datetime:
        return min(self._timetable(number).next_slot(self._clock()).at for number in range(len(TIMES)))

    def _move(self, moment: datetime) -> None:
        self._clock.now = moment
        fresh = self._time.with_suffix(".new")
        fresh.write_text(str(to_ms(moment)))
        fresh.replace(self._time)

    def _rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self._database, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def _write(self, sql: str, *values: object) -> None:
        with closing(sqlite3.connect(self._database)) as connection, connection:
            connection.execute(sql, values)


def _questions(owner: Person) -> list[Screen]:
    return [screen for screen in owner.screens if ["It is there"] in screen.buttons]


def _asked_about(owner: Person, screen: Screen) -> int:
    message = owner.chat.messages[screen.message_id]
    return int(message.inline_keyboard[0][0]["callback_data"].split(":")[1])


async def prove(nest: Nursery, folder: Path, days: tuple[date, date] = MONTH, seed: int = 0) -> Findings:
    """Live through these days, first and last; what was found."""
    clock = Clock()
    server = BotApiServer(TOKEN, clock, flood=None)
    await server.start()
    try:
        month = Month(folder, server, clock, nest, random.Random(seed))  # noqa: S311 - for moments, not for secrets
        await month.open(days[0])
        await month.live(days[1])
        return month.judge(*days)
    finally:
        await server.stop()


def main(seed: int) -> int:
    """Prove and print."""
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="prove-schedule-") as folder, nursery() as nest:
        found = asyncio.run(prove(nest, Path(folder), seed=seed))
    print(f"two channels, {MONTH[0]} to {MONTH[1]}, in {monotonic() - began:.0f} s, seed {seed}")  # noqa: T201
    print(f"killed: {found.kills}, stopped: {found.stops}, answers lost besides: {found.lost}")  # noqa: T201
    states = ", ".join(f"{state} {count}" for state, count in sorted(found.states.items()))
    print(f"{found.slots} moments: {states}; posts in the channels: {found.posts}")  # noqa: T201
    print(f"asked: {found.asked}, answered: {found.answered}, told of missed moments: {found.told}")  # noqa: T201
    print(f"broken promises: {len(found.broken)}", *found.broken, sep="\n")  # noqa: T201
    return int(bool(found.broken))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(10**6)))  # noqa: S311 - as above
