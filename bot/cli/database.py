"""`migrate` and `backup`."""

import asyncio
import sys
from pathlib import Path

from bot.clock import utc_now
from bot.domain.errors import BadConfiguration
from bot.settings import read_settings
from bot.storage.lock import only_writer
from bot.storage.migrate import migrate
from bot.storage.opening import IN_THE_CHAT
from bot.storage.sqlite import copy_sqlite


def migrate_database() -> int:
    """Bring the schema to the newest version."""
    settings = read_settings()
    path = settings.database_path
    with only_writer(path, IN_THE_CHAT):
        steps = asyncio.run(migrate(path, backups=settings.backup_dir, now=utc_now()))
    print(f"{path}: {', '.join(steps) or 'nothing to do'}", file=sys.stderr)
    return 0


def back_up(target: Path) -> int:
    """Copy the database, which may be in use, to a file that does not exist yet."""
    path = read_settings().database_path
    if not path.is_file():
        raise BadConfiguration(f"there is no database at {path}")
    if target.exists():
        raise BadConfiguration(f"{target} exists already")
    if not target.parent.is_dir():
        raise BadConfiguration(f"there is no folder {target.parent}")
    copy_sqlite(path, target)
    print(f"{path} copied to {target}", file=sys.stderr)
    return 0
