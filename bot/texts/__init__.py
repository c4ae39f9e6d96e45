"""What the bot says, in every language it speaks."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from babel.lists import format_list
from babel.numbers import format_compact_decimal
from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource

from bot.domain.cards import LANGUAGES, Language
from bot.texts.html import Html, escape

FOLDER = Path(__file__).parent


class Translator:
    """The texts of one language. A missing key or argument raises: it is a bug, and a test finds it first."""

    def __init__(self, language: Language, folder: Path = FOLDER) -> None:
        self.language = language
        # Isolating marks around arguments would show as boxes in old clients and break code in texts.
        self._bundle = FluentBundle(
            language, [FtlResource.from_file(str(folder / f"{language}.ftl"))], use_isolating=False
        )

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

    def listed(self, words: Sequence[str]) -> str:
        """Words one after another, with this language's signs between them."""
        return format_list(words, locale=self.language)

    def _format(self, key: str, arguments: Mapping[str, str | float]) -> str:
        text, errors = self._bundle.format(key, dict(arguments))
        if errors:
            raise LookupError(f"{self.language}.ftl, {key}: {errors[0]}")
        return str(text)


class Texts:
    """Translators by language, compiled once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._translators = {language: Translator(language, folder) for language in LANGUAGES}

    def __getitem__(self, language: Language) -> Translator:
        return self._translators[language]
