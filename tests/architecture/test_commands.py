"""A command exists in every place that names it, or in none: handlers, menus, texts and README."""

import argparse
import re

import pytest

from bot.__main__ import _parser
from bot.domain.cards import LANGUAGES
from bot.telegram.commands import EDITOR, LEARNER, OWNER
from bot.texts import FOLDER
from tests.architecture import repository
from tests.architecture.test_wiring import handlers

README = repository.ROOT / "README.md"


def handled() -> set[str]:
    return {command for handler in handlers() for command in handler.commands}


def in_table(pattern: str) -> list[str]:
    """The first cell of each row of README's tables that fits."""
    return re.findall(rf"^\| `{pattern}", repository.read(README), re.MULTILINE)


def commands_of_program() -> set[str]:
    """What `python -m bot` knows."""
    (choices,) = [each.choices for each in _parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return set(choices)


def test_a_command_has_one_handler() -> None:
    commands = [command for handler in handlers() for command in handler.commands]
    assert sorted(commands) == sorted(set(commands))


def test_the_menus_name_what_is_handled() -> None:
    """Telegram shows a Start button of its own."""
    assert len(set(LEARNER + EDITOR + OWNER)) == len(LEARNER + EDITOR + OWNER)
    assert {*LEARNER, *EDITOR, *OWNER, "start"} == handled()


def test_readme_lists_every_command_once() -> None:
    assert sorted(in_table(r"/(\w+)")) == sorted(handled())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_only_commands_that_work(language: str) -> None:
    text = repository.read(FOLDER / f"{language}.ftl")
    assert set(re.findall(r"(?<![\w/<&:.])/([a-z_]+)", text)) <= handled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command_but_itself(language: str) -> None:
    text = repository.read(FOLDER / f"{language}.ftl")
    parts = re.findall(r"^help-\w+ =(.*(?:\n(?: .*)?)*)", text, re.MULTILINE)
    named = set(re.findall(r"(?<![\w/<&:.])/([a-z_]+)", "".join(parts)))
    assert named == handled() - {"help", "start"}


def test_readme_lists_every_command_of_the_program() -> None:
    """`start` is what `make run` calls; nobody types it."""
    listed = {row.split()[0] for row in in_table(r"python -m bot ([^`]+)")}
    assert listed == commands_of_program() - {"start"}


def test_whatever_documents_tell_to_type_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", repository.read(repository.ROOT / "Makefile"), re.MULTILINE))
    assert {"run", "test", "check", "bench", "help"} <= targets
    for path in repository.files():
        if path.suffix == ".md":
            told = repository.read(path)
            assert set(re.findall(r"\bmake ([a-z]+)`", told)) <= targets, path.name
            assert set(re.findall(r"python -m bot ([a-z]+)", told)) <= commands_of_program(), path.name
