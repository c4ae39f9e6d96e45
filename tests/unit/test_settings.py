"""Settings: where they come from, and the one clear line for each fault."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.domain.errors import BadConfiguration
from bot.settings import ROOT, SECRETS, Settings, read_settings

TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
EXAMPLE = ROOT / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting comes from whoever runs the tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in SECRETS:
        monkeypatch.delenv(f"{name}_FILE", raising=False)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def faults(env_file: Path) -> list[str]:
    with pytest.raises(BadConfiguration) as refused:
        read_settings(env_file)
    assert refused.value.exit_code == 2
    return refused.value.line.splitlines()


def fault(env_file: Path) -> str:
    (line,) = faults(env_file)
    return line


def test_everything_has_a_default(env_file: Path) -> None:
    settings = read_settings(env_file)
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database_path == Path("data/sobes.db")
    assert settings.topics_path.is_file()


def test_the_environment_goes_before_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("LOG_LEVEL=debug\nHTTP_PORT=8081\n", "utf-8")
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = read_settings(env_file)
    assert (settings.log_level, settings.http_port) == ("error", 8081)


def test_an_empty_value_is_no_value(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a compose file can hand on what may not be set."""
    env_file.write_text(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=\nWEBHOOK_URL=\n", "utf-8")
    monkeypatch.setenv("BOT_TOKEN", "")
    settings = read_settings(env_file)
    assert settings.bot_token == SecretStr(TOKEN)
    assert settings.admin_ids == ()


def test_a_file_from_windows_is_read(env_file: Path) -> None:
    env_file.write_bytes(f"\ufeffBOT_TOKEN={TOKEN}\r\nADMIN_IDS=1, 2 3\r\n".encode())
    settings = read_settings(env_file)
    assert settings.bot_token == SecretStr(TOKEN)
    assert settings.admin_ids == (1, 2, 3)


def test_words_may_be_written_in_capitals(env_file: Path) -> None:
    env_file.write_text("LOG_LEVEL=INFO\nLOG_FORMAT=Json\nDEFAULT_LANGUAGE=RU\n", "utf-8")
    settings = read_settings(env_file)
    assert (settings.log_level, settings.log_format, settings.default_language) == ("info", "json", "ru")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("BOT_TOKEN=hunter2", "does not look like a token"),
        ("BOT_API_URL=localhost:8081", "must be an address"),
        ("DATABASE_URL=postgresql://u:hunter2@db/sobes", "PostgreSQL is not supported"),
        ("DATABASE_URL=data/hunter2.db", "must look like sqlite:///"),
        ("DATABASE_URL=sqlite:///:memory:", "must look like sqlite:///"),
        ("ADMIN_IDS=12,@hunter2", "numeric ids"),
        ("ADMIN_IDS=-100", "numeric ids"),
        ("DEFAULT_LANGUAGE=de", "'en', 'ru' or 'zh'"),
        ("DEFAULT_TIMEZONE=Mars/Olympus", "no IANA time zone"),
        ("DEFAULT_TIMEZONE=../etc/passwd", "no IANA time zone"),
        ("DEFAULT_TIMEZONE=Europe", "no IANA time zone"),
        ("WEBHOOK_URL=http://bot.example.org", "https://"),
        ("WEBHOOK_URL=bot.example.org", "must be an address"),
        ("WEBHOOK_SECRET='hunter2 and spaces'", "1 to 256"),
        ("HTTP_PORT=http", "valid integer"),
        ("HTTP_PORT=70000", "less than or equal to 65535"),
        ("ROLE=deliveries", "only 'all' works with SQLite"),
        ("SEND_RATE=0", "greater than 0"),
        ("LOG_LEVEL=loud", "'debug', 'info'"),
        ("LOG_FORMAT=xml", "'console' or 'json'"),
        ("BACKUP_KEEP=0", "greater than or equal to 1"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(env_file: Path, line: str, told: str) -> None:
    env_file.write_text(f"{line}\n", "utf-8")
    said = fault(env_file)
    assert said.startswith(f"{line.partition('=')[0]}: ")
    assert told in said
    assert "hunter2" not in said


def test_a_webhook_needs_a_port(env_file: Path) -> None:
    env_file.write_text("WEBHOOK_URL=https://bot.example.org\nHTTP_PORT=0\n", "utf-8")
    assert "HTTP_PORT" in fault(env_file)


@pytest.mark.parametrize("url", ["https://bot.example.org", "https://b.org:8443/", "https://b.org/bots/so-bes_1.x/"])
def test_a_webhook_may_have_a_port_and_a_path(env_file: Path, url: str) -> None:
    env_file.write_text(f"WEBHOOK_URL={url}\n", "utf-8")
    assert read_settings(env_file).webhook_url == url


@pytest.mark.parametrize(
    "url", ["https://b.org/?a=b", "https://b.org/a#b", "https://b.org/{id}", "https://b.org//a", "https://b.org/a/../b"]
)
def test_an_address_that_cannot_be_served_is_refused(env_file: Path, url: str) -> None:
    env_file.write_text(f"WEBHOOK_URL='{url}'\n", "utf-8")
    assert fault(env_file).startswith("WEBHOOK_URL: takes a host and, if need be, a path")


def test_a_server_of_ones_own_may_call_without_tls(env_file: Path) -> None:
    env_file.write_text("BOT_API_URL=http://127.0.0.1:8081\nWEBHOOK_URL=http://127.0.0.1:8080\n", "utf-8")
    assert read_settings(env_file).webhook_url == "http://127.0.0.1:8080"


def test_every_fault_is_told_at_once(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("LOG_LEVEL=loud\nHTTP_PORT=x\nLOG_LEVLE=info\n", "utf-8")
    monkeypatch.setenv("BOT_TOKN", TOKEN)
    monkeypatch.setenv("WEBHOOK_SECRET_FILE", str(env_file.parent / "missing"))
    told = faults(env_file)
    names = ("LOG_LEVLE in", "BOT_TOKN in", "WEBHOOK_SECRET_FILE:", "HTTP_PORT:", "LOG_LEVEL:")
    assert [sum(line.startswith(name) for line in told) for name in names] == [1] * len(names)
    assert len(told) == len(names)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("BOT_TOKN", ", did you mean BOT_TOKEN?"), ("bot_token", ", did you mean BOT_TOKEN?"), ("ZZZ", "")],
)
def test_an_unknown_name_in_the_file_is_a_fault(env_file: Path, name: str, hint: str) -> None:
    env_file.write_text(f"{name}={TOKEN}\n", "utf-8")
    assert fault(env_file) == f"{name} in {env_file}: unknown setting{hint}"


@pytest.mark.parametrize(("name", "meant"), [("BOT_TOKN", "BOT_TOKEN"), ("ADMIN_ID", "ADMIN_IDS")])
def test_a_near_miss_in_the_environment_is_a_fault(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    monkeypatch.setenv(name, TOKEN)
    assert fault(env_file) == f"{name} in the environment: unknown setting, did you mean {meant}?"


@pytest.mark.parametrize("name", ["LOGNAME", "ROLES", "HTTP_PROXY", "GITHUB_TOKEN", "DATABASE_HOST", "PATH"])
def test_what_belongs_to_other_programs_is_left_alone(
    env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "something")
    read_settings(env_file)


def test_a_line_that_is_only_a_token_is_not_repeated(env_file: Path) -> None:
    env_file.write_text(f"{TOKEN}\n", "utf-8")
    assert TOKEN not in fault(env_file)


def test_a_file_that_is_no_text_is_a_fault(env_file: Path) -> None:
    env_file.write_bytes(b"BOT_TOKEN=\xff\xfe\n")
    assert fault(env_file) == f"{env_file} cannot be read: is no UTF-8 text"


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n", "utf-8")
    return path


def test_a_secret_may_stand_in_a_file_named_by_the_environment(
    env_file: Path, secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN_FILE", str(secret_file))
    assert read_settings(env_file).bot_token == SecretStr(TOKEN)


def test_a_secret_may_stand_in_a_file_named_by_the_env_file(env_file: Path, secret_file: Path) -> None:
    env_file.write_text(f"BOT_TOKEN_FILE={secret_file}\n", "utf-8")
    assert read_settings(env_file).bot_token == SecretStr(TOKEN)


def test_a_plain_value_goes_before_its_file(env_file: Path, secret_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN_FILE", str(secret_file))
    monkeypatch.setenv("BOT_TOKEN", "42:another-token")
    assert read_settings(env_file).bot_token == SecretStr("42:another-token")


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_file_that_is_missing_is_a_fault(env_file: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"{name}_FILE", "/nowhere/secret")
    assert fault(env_file) == f"{name}_FILE: cannot read /nowhere/secret: No such file or directory"


def test_a_token_where_its_file_was_asked_for_is_not_repeated(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN_FILE", TOKEN)
    assert TOKEN not in fault(env_file)


def test_only_secrets_have_files(env_file: Path, secret_file: Path) -> None:
    env_file.write_text(f"LOG_LEVEL_FILE={secret_file}\n", "utf-8")
    assert fault(env_file).startswith("LOG_LEVEL_FILE in ")


def test_no_secret_is_shown(env_file: Path) -> None:
    secrets = {"BOT_TOKEN": TOKEN, "DATABASE_URL": "sqlite:///hunter2.db", "WEBHOOK_SECRET": "hunter2"}
    assert set(secrets) == set(SECRETS)
    env_file.write_text("".join(f"{name}={value}\n" for name, value in secrets.items()), "utf-8")
    settings = read_settings(env_file)
    for shown in (repr(settings), str(settings), settings.model_dump_json(), str(settings.model_dump())):
        assert not any(value in shown for value in (TOKEN, "hunter2"))


def test_whatever_may_be_secret_is_typed_so() -> None:
    typed = {name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)}
    assert typed == {name.lower() for name in SECRETS}


def test_settings_cannot_be_changed(env_file: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings(env_file).http_port = 1  # type: ignore[misc]  # what is tested


def examples() -> Iterator[tuple[str, str, str]]:
    """Each setting of `.env.example`: the comment above it, its name, its value."""
    comment = ""
    for line in EXAMPLE.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"#?([A-Z_]+)=(.*)", line):
            yield comment, found[1], found[2]
            comment = ""
        elif line.startswith("# "):
            comment = line
        else:
            comment = ""


def written(value: object) -> str:
    """A default as `.env` would say it."""
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
        case SecretStr():
            return value.get_secret_value()
        case Path() if value.is_absolute():
            return value.relative_to(ROOT).as_posix()
    return str(value)


def test_the_example_lists_every_setting_with_its_default() -> None:
    defaults = {name.upper(): written(field.default) for name, field in Settings.model_fields.items()}
    assert [(name, value) for _, name, value in examples()] == list(defaults.items())


def test_the_example_explains_every_setting() -> None:
    explained = {name.upper(): field.description or "" for name, field in Settings.model_fields.items()}
    for comment, name, _ in examples():
        told = comment.lower()
        assert explained[name].lower() in told, f"{name}: {explained[name]}"


def test_the_example_works_as_it_is(env_file: Path) -> None:
    env_file.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert read_settings(env_file) == Settings()


def test_the_example_works_with_everything_in_force(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = [f"{name}={value}\n" for _, name, value in examples()]
    env_file.write_text("".join(lines), "utf-8")
    settings = read_settings(env_file)
    assert settings.topics_path.is_file()
    assert settings.model_copy(update={"content_dir": ROOT / "content", "seeds_dir": ROOT / "seeds"}) == Settings()
