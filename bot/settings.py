"""Settings from the environment or `.env`, read once; every fault is one clear line."""

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.cards import Language
from bot.domain.errors import BadConfiguration
from bot.logs import redact

ROOT = Path(__file__).parents[1]
SECRETS = ("BOT_TOKEN", "DATABASE_URL", "WEBHOOK_SECRET")
_TOKEN = r"\d{1,20}:[A-Za-z0-9_-]{3,100}"  # noqa: S105 - the shape of a token, not one
_WEBHOOK_SECRET = r"[A-Za-z0-9_-]{1,256}"  # noqa: S105 - what setWebhook takes
_SQLITE = "sqlite:///"
_PLAIN_ADDRESS = r"https?://[^/?#\s]+(/(?!\.{1,2}(/|$))[\w.~-]+)*/?"
_ENCODING = "utf-8-sig"
"""Windows editors put a byte-order mark before the first name."""

_TELEGRAM = "https://api.telegram.org"
_NEAR_IN_FILE = 0.6
_NEAR_IN_ENVIRONMENT = 0.88
"""Likeness of names, 0 to 1 (difflib). The file is ours alone; the environment is shared with other programs."""


class Settings(BaseSettings):
    """What an operator can set; made by `read_settings`. A relative path is one below the working directory."""

    model_config = SettingsConfigDict(
        hide_input_in_errors=True,
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        env_file_encoding=_ENCODING,
    )

    bot_token: SecretStr | None = Field(default=None, description="the token that BotFather gave you")
    bot_api_url: str = Field(default=_TELEGRAM, description="the Bot API server to talk to")
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///data/sobes.db"),
        description="the SQLite file: sqlite:/// and a path, with a fourth slash for one from the root",
    )
    admin_ids: Annotated[tuple[int, ...], NoDecode] = Field(
        default=(),
        description="owners' numeric Telegram ids, with commas; where empty, a claim link is printed at start",
    )
    open_to_chats: bool = Field(
        default=False,
        description="true lets everybody connect the chats that they run, with schedules and decks for those alone",
    )
    default_language: Language = Field(
        default="en", description="language for people whose Telegram speaks none of ours: en, ru or zh"
    )
    default_timezone: str = Field(default="UTC", description="IANA time zone of people who have not named theirs")
    content_dir: Path = Field(default=ROOT / "content", description="the folder of the topics and curated decks")
    seeds_dir: Path = Field(default=ROOT / "seeds", description="the folder of the posts that `make run` loads")
    webhook_url: str | None = Field(
        default=None, description="public https address of this bot; where empty, the bot polls"
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="shows that Telegram calls: 1 to 256 of A-Z a-z 0-9 _ -; where empty, made anew at each start",
    )
    http_host: str = Field(default="127.0.0.1", description="the address on which /healthz and the webhook listen")
    http_port: int = Field(default=8080, ge=0, le=65535, description="their port; 0 turns /healthz off while polling")
    playground_host: str = Field(
        default="127.0.0.1", description="the address of the playground's page; 0.0.0.0 lets your network in"
    )
    playground_port: int = Field(default=8088, ge=0, le=65535, description="its port; 0 takes a free one")
    shared_parameters: bool = Field(
        default=False,
        description="true also fits the memory model on everybody's answers, for people with fewer than 400",
    )
    role: Literal["all", "updates", "deliveries"] = Field(
        default="all", description="what this process does; with SQLite it does all"
    )
    send_rate: float = Field(default=25, gt=0, le=1000, description="messages a second over all chats")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="how much is logged: debug, info, warning or error"
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="console for people, json for machines"
    )
    backup_dir: Path = Field(
        default=Path("data/backups"),
        description="the folder of the daily copies of the database, and of one before each migration",
    )
    backup_keep: int = Field(default=7, ge=1, description="how many daily copies are kept")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = value.replace(",", " ").split()
        if not all(re.fullmatch(r"[1-9][0-9]{0,18}", each, re.ASCII) for each in ids):
            raise ValueError("takes numeric ids of people separated by commas, such as 123456789 (no @names)")
        return ids

    @field_validator("default_language", "role", "log_level", "log_format", mode="before")
    @classmethod
    def _any_letter_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        if not re.match(r"https?://[^/\s]", value):
            raise ValueError("must be an address that begins with https:// or http://")
        # A Bot API server of one's own may call back without TLS, Telegram's never does.
        if info.field_name == "webhook_url" and info.data.get("bot_api_url") == _TELEGRAM and value[:5] != "https":
            raise ValueError("must begin with https://: Telegram calls nothing else")
        if info.field_name == "webhook_url" and not re.fullmatch(_PLAIN_ADDRESS, value, re.ASCII):
            raise ValueError("takes a host and, if need be, a path of letters, digits and . _ ~ -; no ? and no #")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(_WEBHOOK_SECRET, value.get_secret_value()):
            raise ValueError("takes 1 to 256 of A-Z a-z 0-9 _ -")
        return value

    @field_validator("http_port")
    @classmethod
    def _webhook_needs_port(cls, value: int, info: ValidationInfo) -> int:
        if value == 0 and info.data.get("webhook_url"):
            raise ValueError("cannot be 0 with WEBHOOK_URL: the webhook needs a port")
        return value

    @field_validator("default_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("is no IANA time zone such as Europe/Berlin") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if url.startswith("postgres"):
            raise ValueError("PostgreSQL is not supported yet; use sqlite:///path")
        if not url.startswith(_SQLITE) or url == _SQLITE or url.endswith(":memory:"):
            raise ValueError(
                "must look like sqlite:///data/sobes.db (sqlite:////data/sobes.db for a path from the root)"
            )
        return value

    @field_validator("role")
    @classmethod
    def _one_process(cls, value: str) -> str:
        if value != "all":
            raise ValueError("only 'all' works with SQLite: one process owns the file")
        return value

    @field_validator("bot_token")
    @classmethod
    def _token_shape(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(_TOKEN, value.get_secret_value()):
            raise ValueError("does not look like a token from BotFather (digits:letters)")
        return value

    def require_token(self) -> str:
        """The bot's token. Raises BadConfiguration where there is none."""
        if self.bot_token is None:
            raise BadConfiguration("BOT_TOKEN is not set: get a token from BotFather and put it into .env")
        return self.bot_token.get_secret_value()

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return Path(self.database_url.get_secret_value().removeprefix(_SQLITE))

    @property
    def topics_path(self) -> Path:
        """The file that names the topics."""
        return self.content_dir / "topics.toml"


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Settings from the environment over `.env`; raises BadConfiguration with one line for each fault.

    A secret that is set in neither is read from the file that `<NAME>_FILE` names (the way of Docker secrets).
    """
    written = _written(env_file)
    faults = [*_unknown_names(written, env_file), *_near_misses(os.environ)]
    secrets, unreadable = _secrets_from_files({**written, **os.environ})
    faults += unreadable
    try:
        settings = Settings(_env_file=env_file, **secrets)
    except ValidationError as error:
        faults += [f"{str(fault['loc'][0]).upper()}: {_say(fault['msg'])}" for fault in error.errors()]
    if faults:
        raise BadConfiguration("\n".join(faults))
    return settings


def content_dir(env_file: Path = Path(".env")) -> Path:
    """The folder of the topics and decks, whatever else in the settings may be wrong."""
    try:
        written = _written(env_file).get("CONTENT_DIR")
    except BadConfiguration:
        written = None
    return Path(os.environ.get("CONTENT_DIR") or written or ROOT / "content")


def _written(env_file: Path) -> dict[str, str | None]:
    """What stands in the file, if it is there."""
    try:
        return dotenv_values(env_file, encoding=_ENCODING) if env_file.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is no UTF-8 text"
        raise BadConfiguration(f"{env_file} cannot be read: {reason}") from None


def _secrets_from_files(given: Mapping[str, str | None]) -> tuple[dict[str, Any], list[str]]:
    """By field name, and what could not be read. The path is redacted: it may be the secret itself, misplaced."""
    found: dict[str, Any] = {}
    faults = []
    for name in SECRETS:
        path = given.get(f"{name}_FILE")
        if not path or given.get(name):
            continue
        try:
            found[name.lower()] = SecretStr(Path(path).read_text(_ENCODING).strip())
        except OSError as error:
            faults.append(f"{name}_FILE: cannot read {redact(path)}: {error.strerror}")
        except UnicodeDecodeError:
            faults.append(f"{name}_FILE: {redact(path)} is no UTF-8 text")
    return found, faults


def _unknown_names(written: Iterable[str], env_file: Path) -> Iterator[str]:
    for name in written:
        if name not in _known():
            yield f"{redact(name)} in {env_file}: unknown setting{_hint(name, _NEAR_IN_FILE)}"


def _near_misses(environment: Iterable[str]) -> Iterator[str]:
    """The environment is shared with other programs: only what is nearly one of ours is a fault."""
    for name in environment:
        if name not in _known() and "_" in name and (hint := _hint(name, _NEAR_IN_ENVIRONMENT)):
            yield f"{name} in the environment: unknown setting{hint}"


def _known() -> set[str]:
    return {*map(str.upper, Settings.model_fields), *(f"{secret}_FILE" for secret in SECRETS)}


def _hint(name: str, likeness: float) -> str:
    close = difflib.get_close_matches(name.upper(), _known(), n=1, cutoff=likeness)
    return f", did you mean {close[0]}?" if close else ""


def _say(message: str) -> str:
    return message.removeprefix("Value error, ")
