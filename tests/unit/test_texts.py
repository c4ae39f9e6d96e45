"""The texts of the interface: the same in every language, all of them used, and fit for Telegram."""

import ast
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot.domain.cards import LANGUAGES, LEVELS, Language
from bot.domain.chats import Lack
from bot.domain.enriching import Lack as EnrichLack
from bot.domain.enriching import Reason
from bot.domain.fields import FIELDS as CARD_FIELDS
from bot.domain.learners import Role
from bot.domain.memory import Rating
from bot.parsing.text import FAULT_KINDS
from bot.playground.html import parse
from bot.services import changing, enriching
from bot.services.account import Ownership
from bot.services.deck_changes import Said as DeckSaid
from bot.services.review import Said
from bot.services.schedule_settings import FIRSTS
from bot.services.studying import PostGone
from bot.storage.audit import Action
from bot.storage.broadcasts import Stage
from bot.storage.chats import Trouble
from bot.storage.feeds import MODES
from bot.storage.revisions import How
from bot.storage.steps import What
from bot.telegram import commands
from bot.telegram.limits import BUTTON_TEXT, CALLBACK_ANSWER, utf16_length
from bot.telegram.screens.admins import TITLED
from bot.telegram.screens.card_menu import ASIDE, REPORT_REASONS
from bot.telegram.screens.date import WENT
from bot.telegram.screens.draft_reasons import REASONS
from bot.telegram.screens.edit import TYPED
from bot.telegram.screens.feeds import COUNTS as FEED_COUNTS
from bot.telegram.screens.imports import OUTCOMES, UNREAD
from bot.telegram.screens.publication import REASONS as MISSED
from bot.telegram.screens.review import FIELDS
from bot.telegram.screens.schedule import CHANGES
from bot.telegram.screens.stats import LASTING
from bot.telegram.screens.welcome import Amount
from bot.texts import FOLDER, Texts
from bot.texts.html import Html

COUNTS = (0, 1, 2, 5, 11, 21, 22, 101)
WORDS = "Event loop 事件循环"
HOSTILE = "<b>&"
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)+")
COMMAND_DESCRIPTION = 100
"""Ours: a phone shows little more beside the command."""

# What stands for * in keys that the code puts together.
FAMILIES: dict[str, tuple[str | int, ...]] = {
    "admins-*s": tuple(role.value for role in Role),
    "admins-about-*": tuple(action.value for action in Action if action.value.startswith(TITLED)),
    "admins-did-*": (
        Action.INVITED.value,
        Action.WITHDRAWN.value,
        Action.JOINED.value,
        Action.BROADCAST.value,
        Action.BROADCAST_STOPPED.value,
    ),
    "broadcast-*": get_args(Stage),
    "feed-*": FEED_COUNTS,
    "feed-choose-*": MODES,
    "feed-is-*": MODES,
    "forward-*": ("none", "advert", "unanswered", "put-away"),
    "clinic-*": ("wording", "hint", "split", "pause"),
    "clinic-ask-*": ("wording", "hint", "split"),
    "undo-*": get_args(What),
    "command-*": (*commands.LEARNER, *commands.EDITOR, *commands.OWNER),
    "daily-late-*": ("on", "off"),
    "date-*": WENT,
    "daily-day-*": tuple(range(7)),
    "decks-*": tuple(said for said in get_args(DeckSaid) if said not in ("removed", "stale", "filled", "emptied")),
    "decks-by-*": ("topic", "level", "lang"),
    "drill-rating-*": tuple(rating.value for rating in Rating),
    "drill-report-*": REPORT_REASONS,
    "drill-set-*": tuple(ASIDE.values()),
    "edit-*": get_args(changing.Said),
    "edit-ask-*": TYPED,
    "edit-did-*": get_args(How),
    "edit-field-*": CARD_FIELDS,
    "enrich-*": get_args(enriching.Said),
    "enrich-act-*": ("accept", "edit", "drop", "undo-accepted", "undo-dropped"),
    "enrich-is-*": ("accepted", "dropped"),
    "enrich-lack-*": get_args(EnrichLack),
    "enrich-reason-*": get_args(Reason),
    "forget-owner-*": get_args(Ownership),
    "language-*": LANGUAGES,
    "level-*": LEVELS,
    "picture-*": ("young", "mature", "all", *LASTING),
    "post-missed-*": MISSED,
    "post-trouble-*": get_args(Trouble),
    "import-*": OUTCOMES,
    "import-file-*": UNREAD,
    "import-kind-*": FAULT_KINDS,
    "review-*": get_args(Said),
    "review-act-*": ("accept", "edit", "merge", "reject", "skip", "original", "back", "apart"),
    "review-field-*": FIELDS,
    "review-reason-*": tuple(REASONS.values()),
    "schedule-change-*": (*CHANGES, "thread"),
    "schedule-do-*": ("pause", "resume", "stop"),
    "schedule-first-*": FIRSTS,
    "schedule-lack-*": get_args(Lack),
    "schedule-post-*": ("skip", "other", "back"),
    "schedule-says-*": FIRSTS,
    "schedule-trouble-*": get_args(Trouble),
    "settings-buttons-*": (2, 4),
    "settings-choose-*": get_args(Amount),
    "settings-parameters-*": ("default", "own", "shared"),
    "stats-*": ("dark", "light"),
    "study-*": get_args(PostGone),
    "start-*": tuple(role.value for role in Role),
}

RUSSIAN_FORMS = {
    form: forms
    for forms in (
        {"one": "день", "few": "дня", "many": "дней"},
        {"one": "карточку", "few": "карточки", "many": "карточек"},
        {"one": "карточка", "few": "карточки", "many": "карточек"},
        {"one": "лайк", "few": "лайка", "many": "лайков"},
        {"one": "минуту", "few": "минуты", "many": "минут"},
        {"one": "новая карточка", "few": "новые карточки", "many": "новых карточек"},
        {"one": "час", "few": "часа", "many": "часов"},
        {"one": "ответ", "few": "ответа", "many": "ответов"},
    )
    for form in forms.values()
}


@dataclass(frozen=True)
class Text:
    """A message of a file: the arguments it uses, and which of them choose a variant."""

    key: str
    message: ftl.Message
    arguments: frozenset[str]
    selectors: tuple[str, ...]
    variants: tuple[frozenset[str], ...]

    def fillings(self) -> Iterator[dict[str, str | int]]:
        """Arguments such that every combination of counts occurs."""
        for counts in product(COUNTS, repeat=len(self.selectors)):
            yield {**dict.fromkeys(self.arguments, WORDS), **dict(zip(self.selectors, counts, strict=True))}


class _Reader(Visitor):
    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.selectors: list[str] = []
        self.variants: list[frozenset[str]] = []

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.arguments.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:
        assert isinstance(node.selector, ftl.VariableReference)
        self.selectors.append(node.selector.id.name)
        self.variants.append(frozenset(each.key.name for each in node.variants if isinstance(each.key, ftl.Identifier)))
        self.generic_visit(node)


@cache
def texts() -> Texts:
    return Texts()


@cache
def messages(language: Language) -> dict[str, Text]:
    body = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")).body
    found = {}
    for entry in body:
        assert isinstance(entry, ftl.Message | ftl.ResourceComment | ftl.GroupComment | ftl.Comment), entry
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}.ftl"
            reader = _Reader()
            reader.visit(entry)
            selectors = tuple(dict.fromkeys(reader.selectors))
            key = entry.id.name
            found[key] = Text(key, entry, frozenset(reader.arguments), selectors, tuple(reader.variants))
    return found


@dataclass(frozen=True)
class Use:
    """A call that shows texts; `arguments` is None where it hands on arguments that it got."""

    place: str
    how: str
    keys: frozenset[str]
    arguments: frozenset[str] | None


class Module:
    """One file of the program, and the texts it asks for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._nodes = tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        self._definitions = _definitions(self._nodes)
        self.patterns: set[str] = set()
        calls = [(node, how) for node in self._nodes if (how := _how(node)) and isinstance(node, ast.Call)]
        direct = [self._keys(call.args[0]) for call, _ in calls]
        named = frozenset().union(*(keys for keys in direct if keys is not None))
        self._passed_on = self._literals() - named
        self.uses = {
            call: Use(
                f"{path.name}:{call.lineno}",
                how,
                self._passed_on if keys is None else keys,
                None if any(each.arg is None for each in call.keywords) else frozenset(_names(call)),
            )
            for (call, how), keys in zip(calls, direct, strict=True)
        }

    def keys_in(self, node: ast.AST, seen: frozenset[str] = frozenset()) -> set[str]:
        """The keys of plain texts in an expression, also behind this module's own functions and variables."""
        keys: set[str] = set()
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and inner in self.uses and self.uses[inner].how == "plain":
                keys |= self.uses[inner].keys
            if isinstance(inner, ast.Name) and inner.id not in seen:
                for definition in self._definitions.get(inner.id, ()):
                    keys |= self.keys_in(definition, seen | {inner.id})
        return keys

    def keys_in_calls_of(self, name: str) -> set[str]:
        """The keys of plain texts in the first argument of calls of a function or method."""
        calls = (node for node in self._nodes if isinstance(node, ast.Call) and _called(node) == name)
        return set().union(*(self.keys_in(call.args[0]) for call in calls if call.args))

    def _keys(self, key: ast.expr) -> frozenset[str] | None:
        """None for a key that is a variable: then the module's other literals that look like keys are meant."""
        match key:
            case ast.Constant(value=str(name)):
                return frozenset({name})
            case ast.IfExp(body=first, orelse=second):
                return (self._keys(first) or frozenset()) | (self._keys(second) or frozenset())
            case ast.JoinedStr(values=parts):
                pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
                self.patterns.add(pattern)
                return frozenset(pattern.replace("*", str(each)) for each in FAMILIES.get(pattern, ()))
        return None

    def _literals(self) -> frozenset[str]:
        features = {key.partition("-")[0] for key in messages("en")}
        return frozenset(
            node.value
            for node in self._nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and KEY.fullmatch(node.value)
            and node.value.partition("-")[0] in features
        )


def _definitions(nodes: Iterable[ast.AST]) -> dict[str, list[ast.AST]]:
    """What the functions and variables of a module are made of, by name."""
    found: dict[str, list[ast.AST]] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).extend(node.body)
        if isinstance(node, ast.Assign):
            for to in node.targets:
                if isinstance(to, ast.Name):
                    found.setdefault(to.id, []).append(node.value)
    return found


def _how(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(attr=("html" | "plain") as method), args=[_, *_]):
            return method
        case ast.Call(func=ast.Name(id="Refused"), args=[_, *_]):
            return "refused"
    return None


def _called(call: ast.Call) -> str | None:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def _names(call: ast.Call) -> Iterator[str]:
    return (each.arg for each in call.keywords if each.arg is not None)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(Module(path) for path in sorted(Path(bot.__file__).parent.rglob("*.py")))


def uses() -> list[Use]:
    return [use for module in modules() for use in module.uses.values()]


@cache
def keys_in_calls_of(name: str) -> frozenset[str]:
    return frozenset().union(*(module.keys_in_calls_of(name) for module in modules()))


def plain_texts(language: Language, keys: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    for key in sorted(keys & messages(language).keys()):
        for filling in messages(language)[key].fillings():
            yield key, texts()[language].plain(key, **filling)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_compiles(language: Language) -> None:
    translator = texts()[language]
    assert [fault for key in messages(language) for fault in translator._compile(key).check_messages()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_cut_out_of_its_file_as_the_grammar_of_fluent_has_it(language: Language) -> None:
    source = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8")
    entries = [each for each in FluentParser().parse(source).body if isinstance(each, ftl.Message | ftl.Term)]
    assert len(entries) > 300
    parsed = {
        f"{'-' if isinstance(each, ftl.Term) else ''}{each.id.name}": source[each.span.start : each.span.end].rstrip()
        for each in entries
        if each.span
    }
    assert {key: text.rstrip() for key, text in texts()[language]._sources.items()} == parsed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_arguments(language: Language) -> None:
    original = {key: text.arguments for key, text in messages("en").items()}
    assert {key: text.arguments for key, text in messages(language).items()} == original


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_markup_that_telegram_takes_and_as_marked_as_the_english_one(language: Language) -> None:
    for key, text in messages(language).items():
        for filling in text.fillings():
            shown, entities = parse(texts()[language].html(key, **filling))
            assert shown, key
            assert shown == shown.strip(), key
            assert "  " not in shown, key
            _, original = parse(texts()["en"].html(key, **filling))
            assert [each["type"] for each in entities] == [each["type"] for each in original], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_alone_fill_every_text(language: Language) -> None:
    for key, text in messages(language).items():
        for count in COUNTS:
            shown = texts()[language].html(key, **dict.fromkeys(text.arguments, count))
            assert isinstance(shown, Html), key
            assert "$" not in shown, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: Language) -> None:
    forms = Locale(language).plural_form.tags | {"other"}
    for key, text in messages(language).items():
        for variants in text.variants:
            assert variants <= forms, key
            if language == "ru" and variants != {"other"}:
                assert variants == forms, key


def test_russian_nouns_agree_with_their_numbers() -> None:
    plural = Locale("ru").plural_form
    nouns = sorted(RUSSIAN_FORMS, key=len, reverse=True)
    counted = re.compile(rf"(\d+) ({'|'.join(nouns)})\b")
    for key, text in messages("ru").items():
        agreeing = sum(variants != {"other"} for variants in text.variants)
        for count in range(126):
            shown = texts()["ru"].plain(key, **dict.fromkeys(text.arguments, count))
            found = counted.findall(shown)
            for number, noun in found:
                assert noun == RUSSIAN_FORMS[noun][plural(int(number))], shown
            assert count == 0 or len(found) >= agreeing, f"no noun of RUSSIAN_FORMS: {shown}"


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_every_text_is_translated(language: Language) -> None:
    """Levels are English words in Russian too; some texts are arguments and signs alone."""
    same = {
        key
        for key, text in messages(language).items()
        if text.message.equals(messages("en")[key].message) and not key.startswith("level-")
    }
    arguments = {key: dict.fromkeys(messages("en")[key].arguments, 0) for key in same}
    wordy = {key for key in same if re.search(r"[^\W\d_]", texts()[language].plain(key, **arguments[key]))}
    assert wordy == set()


def test_chinese_has_chinese_punctuation() -> None:
    half_width = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.$", re.MULTILINE)
    for key, text in messages("zh").items():
        for filling in text.fillings():
            shown = texts()["zh"].plain(key, **{**filling, **dict.fromkeys(text.arguments - set(text.selectors), "例")})
            assert half_width.search(shown) is None, f"{key}: {shown}"


def test_every_key_that_the_code_puts_together_is_known_here() -> None:
    assert set().union(*(module.patterns for module in modules())) == set(FAMILIES)


def test_every_key_that_the_code_uses_exists() -> None:
    missing = {f"{use.place} {key}" for use in uses() for key in use.keys - messages("en").keys()}
    assert missing == set()


def test_every_text_is_used() -> None:
    assert messages("en").keys() - frozenset().union(*(use.keys for use in uses())) == set()


def test_every_call_gives_the_arguments_of_its_text() -> None:
    wrong = {
        f"{use.place} {key}"
        for use in uses()
        for key in use.keys & messages("en").keys()
        if use.arguments is not None and use.arguments != messages("en")[key].arguments
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_plain_has_no_markup(language: Language) -> None:
    keys = set().union(*(use.keys for use in uses() if use.how in {"plain", "refused"}))
    assert len(keys) > len(LANGUAGES)
    for key, shown in plain_texts(language, keys):
        assert re.search("[<>&]", shown) is None, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_fit_on_a_line(language: Language) -> None:
    keys = keys_in_calls_of("button")
    assert {"drill-show-answer", "drill-rate", "drill-more-new", "daily-chosen", "drill-report-answer"} <= keys
    for key, label in plain_texts(language, keys):
        assert len(label) <= BUTTON_TEXT, key
        assert "\n" not in label, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_alerts_fit(language: Language) -> None:
    keys = keys_in_calls_of("toast").union(*(use.keys for use in uses() if use.how == "refused"))
    assert {"drill-report-thanks", "error-incident", "add-answer-too-long", "undo-nothing"} <= keys
    for key, alert in plain_texts(language, keys):
        assert utf16_length(alert) <= CALLBACK_ANSWER, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_command_descriptions_are_short(language: Language) -> None:
    descriptions = [texts()[language].plain(f"command-{name}") for name in (*commands.LEARNER, *commands.EDITOR)]
    assert len(set(descriptions)) == len(descriptions)
    assert max(map(len, descriptions)) <= COMMAND_DESCRIPTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_argument_is_shown_as_itself(language: Language) -> None:
    for key, text in messages(language).items():
        told = text.arguments - set(text.selectors)
        filling: dict[str, str | int] = {**dict.fromkeys(told, HOSTILE), **dict.fromkeys(text.selectors, 2)}
        marked, plain = texts()[language].html(key, **filling), texts()[language].plain(key, **filling)
        assert marked.count("&lt;b&gt;&amp;") >= len(told), key
        assert HOSTILE not in marked, key
        assert plain.count(HOSTILE) >= len(told), key


def test_markup_as_an_argument_stays_markup() -> None:
    assert texts()["en"].html("card-source", source=Html("<b>x</b>")) == "Source: <b>x</b>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_text_or_argument_is_an_error(language: Language) -> None:
    tr = texts()[language]
    with pytest.raises(LookupError):
        tr.html("no-such-text")
    with pytest.raises(LookupError):
        tr.html("card-source")
    with pytest.raises(LookupError):
        tr.plain("card-likes")
