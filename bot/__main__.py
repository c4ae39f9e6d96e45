"""The command line: `python -m bot COMMAND`."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.domain.errors import Fatal
from bot.storage.database import Unavailable

TRY_LATER = 75
"""The exit code for a full or locked disk, as sysexits.h has it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Modules are imported by the command that needs them: aiogram takes seconds."""
    given = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 wherever it goes; a file's name that is none comes out as an escape, not as a traceback.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        exit_code = _dispatch(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is left in the buffer must not fail at exit once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Fatal as fatal:
        for line in fatal.line.splitlines():
            print(f"sobes: {line}", file=sys.stderr)
        return fatal.exit_code
    except Unavailable as error:
        print(f"sobes: nothing more can be stored: {error}", file=sys.stderr)
        return TRY_LATER
    except KeyboardInterrupt:
        return 130
    return exit_code


def _dispatch(given: argparse.Namespace) -> int:
    match given.command:
        case "parse":
            from bot.cli.parse import parse_paths

            return parse_paths(given.paths, dropped=given.dropped)
        case "import":
            from bot.cli.importing import import_paths

            return import_paths(given.paths, publish=given.publish, report=given.report)
        case "export":
            from bot.cli.exporting import export_cards

            return export_cards(given.file, given.format, given.deck)
        case "migrate":
            from bot.cli.database import migrate_database

            return migrate_database()
        case "optimize":
            from bot.cli.optimize import optimize

            return optimize()
        case "check":
            from bot.cli.checking import check

            return check()
        case "backup":
            from bot.cli.database import back_up

            return back_up(given.file)
        case command:
            from bot.cli.preparing import prepared

            settings = prepared(needs_token=command == "run")
            # A sixth of the start would go into looking for garbage among thousands of classes that all stay.
            gc.disable()
            from bot.cli.running import playground, run, start

            gc.enable()
            if command == "playground":
                return playground(settings, limits=not given.no_limits)
            return {"run": run, "start": start}[command](settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Sobes: posts about interviews go in, people who remember the answers come out.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="the bot on Telegram; needs BOT_TOKEN")
    playground = commands.add_parser(
        "playground", help="a Telegram of this machine with the bot in it; needs no account"
    )
    playground.add_argument(
        "--no-limits", action="store_true", help="without Telegram's limits over time, for benchmarks"
    )
    commands.add_parser("start", help="load content and seeds, then run, or playground where there is no BOT_TOKEN")
    parse = commands.add_parser("parse", help="show the cards found in files or folders, one JSON object a line")
    parse.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parse.add_argument("--dropped", action="store_true", help="also what was thrown away, and why")
    importing = commands.add_parser("import", help="store the cards found in files or folders")
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    importing.add_argument("--publish", action="store_true", help="publish complete cards at once, without review")
    importing.add_argument("--report", type=Path, metavar="FILE", help="write what became of each file, as JSON")
    exporting = commands.add_parser("export", help="write the public cards to a file that can be imported again")
    exporting.add_argument("--format", choices=("apkg", "csv", "json", "md"), help="else the ending of FILE says it")
    exporting.add_argument("--deck", metavar="D", help="only the cards of this deck, by its key or title")
    exporting.add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("migrate", help="bring the database to this program's schema")
    commands.add_parser("check", help="look for faults in decks, texts, settings and database; exit 1 if there is any")
    commands.add_parser("optimize", help="fit the memory model to each learner with enough answers")
    backup = commands.add_parser("backup", help="a consistent copy of the database, also while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
