"""The container's files against the program: what is copied exists, nothing runs as root, health is really asked."""

import asyncio
import json
import os
import re
import sys
from fnmatch import fnmatch

import pytest
from aiohttp import web

from bot.app import GRACE
from bot.settings import Settings
from bot.telegram.http import make_app
from tests.architecture import repository
from tests.architecture.repository import ROOT


def instructions() -> list[tuple[str, str]]:
    """Dockerfile's instructions, each with its argument on one line."""
    text = re.sub(r"^#.*\n", "", repository.read(ROOT / "Dockerfile"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]


def final_stage() -> list[tuple[str, str]]:
    all_of_them = instructions()
    last = max(number for number, (word, _) in enumerate(all_of_them) if word == "FROM")
    return all_of_them[last:]


def of(word: str) -> list[str]:
    return [rest for each, rest in final_stage() if each == word]


def sources() -> list[str]:
    copied = [rest.split()[:-1] for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    return [source for each in copied for source in each]


def sent_to_the_engine(path: str) -> bool:
    """By .dockerignore: the last pattern that fits the path or a folder above it decides."""
    sent = True
    parts = path.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    for line in repository.read(ROOT / ".dockerignore").splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and any(fnmatch(each, pattern) for each in above):
            sent = line.startswith("!")
    return sent


def test_what_is_copied_exists_and_is_sent() -> None:
    assert len(sources()) > 4
    assert [source for source in sources() if not (ROOT / source).exists() or not sent_to_the_engine(source)] == []


def test_everything_the_program_reads_is_copied() -> None:
    defaults = Settings.model_fields
    read = {ROOT / "bot", ROOT / "migrations", defaults["content_dir"].default, defaults["seeds_dir"].default}
    assert {ROOT / source for source in sources()} >= read


@pytest.mark.parametrize(
    "path", [".env", "data/sobes.db", ".git/config", ".venv/bin/python", "tests/conftest.py", "bot/__pycache__/app.pyc"]
)
def test_secrets_data_and_history_are_not_sent(path: str) -> None:
    assert not sent_to_the_engine(path)


def test_the_last_stage_has_no_tools_and_is_not_root() -> None:
    run = " ".join(of("RUN"))
    assert not re.search(r"\b(pip|apt-get|apt|gcc|make|curl)\b", run)
    assert of("USER")[-1] == "10001:10001"
    last_words = [word for word, _ in final_stage()]
    assert last_words.index("USER") > max(number for number, word in enumerate(last_words) if word in ("RUN", "COPY"))


def test_it_keeps_everything_in_the_volume_and_stops_as_the_program_expects() -> None:
    (environment,) = of("ENV")
    for setting in ("DATABASE_URL=sqlite:////data/", "BACKUP_DIR=/data/", "HTTP_HOST=0.0.0.0"):
        assert setting in environment
    assert of("VOLUME") == ["/data"]
    assert of("STOPSIGNAL") == ["SIGTERM"]
    assert (json.loads(of("ENTRYPOINT")[0]), json.loads(of("CMD")[0])) == (["python", "-m", "bot"], ["run"])
    assert of("EXPOSE") == [str(Settings.model_fields["http_port"].default)]


def test_dependencies_are_installed_by_their_hashes() -> None:
    built = " ".join(rest for word, rest in instructions() if word == "RUN" and "install" in rest)
    assert "--require-hashes -r run.txt" in built
    assert "--only-binary=:all:" in built


def test_compose_gives_the_program_time_to_finish() -> None:
    compose = repository.read(ROOT / "compose.yaml")
    grace = re.search(r"stop_grace_period: (\d+)s", compose)
    assert grace
    assert int(grace[1]) > GRACE + 5


def test_compose_takes_away_what_is_not_needed() -> None:
    compose = repository.read(ROOT / "compose.yaml")
    for line in ("read_only: true", "no-new-privileges:true", "- ALL", "init: true", "restart: unless-stopped"):
        assert line in compose
    assert set(re.findall(r"^      ([A-Z_]+):", compose, re.MULTILINE)) <= {*map(str.upper, Settings.model_fields)}


async def ask_for_health(port: int) -> int:
    """Run what HEALTHCHECK runs; its exit code."""
    (check,) = of("HEALTHCHECK")
    _, code, script = json.loads(check.partition("CMD ")[2])
    environment = {"PATH": os.environ["PATH"], "HTTP_PORT": str(port), "HTTP_PROXY": "http://192.0.2.1:9"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, code, script, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait()


@pytest.mark.parametrize(("fault", "exit_code"), [(None, 0), ("no answer from Telegram", 1)])
async def test_the_health_check_asks_the_program(fault: str | None, exit_code: int) -> None:
    async def healthy() -> str | None:
        return fault

    runner = web.AppRunner(make_app(healthy))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port: int = runner.addresses[0][1]
        assert await ask_for_health(port) == exit_code
    finally:
        await runner.cleanup()


async def test_a_program_that_does_not_answer_is_not_healthy() -> None:
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    assert await ask_for_health(port) == 1
