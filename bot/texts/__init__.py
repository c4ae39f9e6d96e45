"""What the bot says, in every language it speaks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal
from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource

from bot.domain.cards import LANGUAGES, Language
from bot.texts.html import Html, escape

FOLDER = Path(__file__).parent

ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n)|[ \t]*\}.*))*", re.MULTILINE)
"""A message or term with its indented lines; what begins with # or is blank belongs to none."""

_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class Translator:
    """The texts of one language. A missing key or argument raises: it is a bug, and a test finds it first.

    Each text is compiled when it is first used: that takes a millisecond or two, and all of them take seconds.
    """

    def __init__(self, language: Language, folder: Path = FOLDER) -> None:
        self.language = language
        source = (folder / f"{language}.ftl").read_text(encoding="utf-8")
        self._sources = {found[1]: found[0] for found in ENTRY.finditer(source)}
        self._compiled: dict[str, FluentBundle] = {}

    def html(self, key: str, **arguments: str | float | Html) -> Html:
        """A text for a message: arguments are escaped unless they are Html already."""
        safe = {
            name: escape(value) if isinstance(value, str) and not isinstance(value, Html) else value
            for name, value in arguments.items()
        }
        return Html(self._format(key, safe))

    def plain(self, key: str, **arguments: str | float) -> str:
        """A text for a button or a pop-up, where Telegram knows no markup."""
        return self._format(key, arguments)

    def number(self, value: int) -> str:
        """A large number in few characters, as this language shortens it: 177K, 177 тыс., 17.7万."""
        return format_compact_decimal(value, locale=self.language, fraction_digits=1)

    def short_date(self, on: date) -> str:
        """A day of a month, short: Mar 9, 9 мар., 3月9日."""
        return format_skeleton("MMMd", on, locale=self.language)

    def day(self, on: date) -> str:
        """A date with its weekday and year: Mon, Mar 9, 2026; пн, 9 мар. 2026 г.; 2026年3月9日周一."""
        return format_skeleton("yMMMEd", on, locale=self.language)

    def month(self, on: date) -> str:
        """The month of a date, short and by itself: Mar, март, 3月."""
        return format_date(on, "LLL", locale=self.language)

    def listed(self, words: Sequence[str]) -> str:
        """Words one after another, with this language's signs between them."""
        return format_list(words, locale=self.language)

    def _format(self, key: str, arguments: Mapping[str, str | float]) -> str:
        compiled = self._compiled.get(key) or self._compile(key)
        text, errors = compiled.format(key, dict(arguments))
        if errors:
            raise LookupError(f"{self.language}.ftl, {key}: {errors[0]}")
        return str(text)

    def _compile(self, key: str) -> FluentBundle:
        needed, left = dict[str, str](), [key]
        while left:
            name = left.pop()
            if name in self._sources and name not in needed:
                needed[name] = self._sources[name]
                left += _REFERENCE.findall(needed[name])
        if key not in needed:
            raise LookupError(f"{self.language}.ftl has no {key}")
        resource = FtlResource.from_string("\n".join(needed.values()) + "\n")
        # Isolating marks around arguments would show as boxes in old clients and break code in texts.
        self._compiled[key] = FluentBundle(self.language, [resource], use_isolating=False)
        return self._compiled[key]


class Texts:
    """Translators by language."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._translators = {language: Translator(language, folder) for language in LANGUAGES}

    def __getitem__(self, language: Language) -> Translator:
        return self._translators[language]
