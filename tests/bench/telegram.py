"""The playground's server alone: how many calls a second it answers on one core, with every check on."""

import asyncio
import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlencode, urlsplit

from bot.playground.server import BotApiServer
from tests.bench.figures import Figure, latencies

TOKEN = "42:TEST"
CONNECTIONS = 8
ROUNDS = 750
"""Of each connection: a message with a keyboard, the answer to a press, and an edit."""

PATIENCE = 30.0
TEXT = (
    "<b>Why does a queue need a bound?</b>\n\nWithout one a slow consumer is <i>not noticed</i>: the producer goes on,"
    " memory fills, and the program ends at the worst moment. See <code>asyncio.Queue(maxsize=100)</code>, and what"
    ' <a href="https://docs.python.org/3/library/asyncio-queue.html">the documentation</a> says of a &lt;full&gt; one.'
    " {number}"
)
KEYBOARD = {
    "inline_keyboard": [
        [{"text": label, "callback_data": f"rate:{number}:c0ffee:7"} for number, label in enumerate(labels)]
        for labels in (("Again · 1m", "Hard · 6m", "Good · 10m", "Easy · 4d"), ("Later", "Menu"))
    ]
}
HEADERS = {
    "Host": "127.0.0.1",
    "User-Agent": "bench",
    "Accept": "*/*",
    "Content-Type": "application/x-www-form-urlencoded",
}


async def measure_playground(_: Path) -> list[Figure]:
    """The server has the first core that this process may use, its callers another where there is one."""
    ours, theirs = multiprocessing.Pipe()
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, cores[:1]), daemon=True)
    server.start()
    _stay_on(cores[1:] or cores)
    try:
        url, chats, queries = await asyncio.to_thread(ours.recv)
        calling = _Calling(urlsplit(url).port or 0, iter(queries))
        begun = perf_counter()
        async with asyncio.TaskGroup() as group:
            for chat_id in chats:
                group.create_task(calling.work(chat_id))
        took = perf_counter() - begun
        ours.send("enough")
        cpu: float = await asyncio.to_thread(ours.recv)
    finally:
        server.terminate()
        server.join()
        _stay_on(cores)
    calls = len(calling.took)
    return [
        Figure(f"calls to the playground, {CONNECTIONS} connections, one core", calls / took, "1/s"),
        Figure("calls to the playground in a second of its own processor time", calls / cpu, "1/s"),
        *latencies("a call to the playground", calling.took),
    ]


class _Calling:
    """Connections that stay open, each with one call after the other; a refusal ends the bench."""

    def __init__(self, port: int, queries: Iterator[str]) -> None:
        self.took: list[float] = []
        self._port = port
        self._queries = queries
        self._number = count()

    async def work(self, chat_id: int) -> None:
        """The calls of one connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        markup = json.dumps(KEYBOARD)
        for _ in range(ROUNDS):
            text = {"chat_id": chat_id, "parse_mode": "HTML", "reply_markup": markup}
            first = {**text, "text": TEXT.format(number=next(self._number))}
            sent = await self._call(reader, writer, "sendMessage", first)
            await self._call(
                reader, writer, "answerCallbackQuery", {"callback_query_id": next(self._queries), "text": "Noted"}
            )
            second = {**text, "text": TEXT.format(number="later"), "message_id": sent["message_id"]}
            await self._call(reader, writer, "editMessageText", second)
        writer.close()
        await writer.wait_closed()

    async def _call(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str, parameters: dict[str, object]
    ) -> dict[str, int]:
        body = urlencode(parameters).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        begun = perf_counter()
        writer.write(f"POST /bot{TOKEN}/{method} HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer_head = await reader.readuntil(b"\r\n\r\n")
        length = int(answer_head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        answer = json.loads(await reader.readexactly(length))
        self.took.append(perf_counter() - begun)
        if not answer["ok"]:
            raise RuntimeError(f"{method} was refused: {answer}")
        result: dict[str, int] = {} if answer["result"] is True else answer["result"]
        return result


def _stay_on(cores: Sequence[int]) -> None:
    """Use these cores only; none are given where they cannot be chosen."""
    if cores:
        os.sched_setaffinity(0, cores)


def _serve(connection: Connection, cores: Sequence[int]) -> None:
    """The other process: tells its address, the chats and the pressed buttons, and at the end its processor time."""
    _stay_on(cores)
    asyncio.run(_run(connection))


async def _run(connection: Connection) -> None:
    server = BotApiServer(TOKEN, flood=None, callback_lifetime=PATIENCE * 10)
    await server.start()
    people = [server.person(f"Person {number}") for number in range(CONNECTIONS)]
    queries = []
    for person in people:
        person.say("/start")
        shown = server.telegram.add_message(person.chat, server.telegram.bot, person.messages[0].body)
        queries += [person.client.press(shown, "a").id for _ in range(ROUNDS)]
    connection.send((server.url, [person.id for person in people], queries))
    begun = process_time()
    await asyncio.to_thread(connection.recv)
    connection.send(process_time() - begun)
    await server.stop()
