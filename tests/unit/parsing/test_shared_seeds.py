"""The five real posts: what a careful editor takes from them, as they are and with one line changed."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.domain.topics import Topics
from bot.parsing import Item, Parsed, decode, group_variants, parse
from bot.parsing.blocks import is_emoji

SHARED = Path(__file__).parents[4] / "shared"
FILES = ("000", "001", "002", "003", "004")
CHANNELS = FILES[:2]

pytestmark = pytest.mark.skipif(
    not (SHARED / "seed_truth.json").exists(), reason="the shared seeds lie beside the repository and are not here"
)

Truth = Mapping[str, Any]


@cache
def _truths() -> Mapping[str, Truth]:
    truths: Mapping[str, Truth] = json.loads((SHARED / "seed_truth.json").read_text(encoding="utf-8"))
    return {name[:3] if name[0].isdigit() else name: truth for name, truth in truths.items()}


@cache
def _data(number: str) -> bytes:
    return next((SHARED / "seeds").glob(f"{number}_*.txt")).read_bytes()


def _text(number: str) -> str:
    return _data(number).decode()


def _plain(text: str | None) -> str:
    """NFKC, white space folded, bullets and emoji in front taken off, as the truth says how to compare."""
    folded = " ".join(unicodedata.normalize("NFKC", text or "").split())
    start = 0
    while start < len(folded) and (folded[start] in "•-—*· " or is_emoji(folded[start])):
        start += 1
    return folded[start:]


def _without_fences(text: str) -> str:
    return re.sub(r"(?m)^`{3,}.*$", "", text)


def _parse(number: str, data: bytes, topics: Topics) -> Parsed:
    return parse(decode(data), file=number, topics=topics)


def _find(items: Iterable[Item], card: Truth) -> Item:
    wanted = _plain(card["question_prefix"])
    found = [item for item in items if _plain(item.question).startswith(wanted) and _fits(item, card)]
    assert len(found) == 1, f"{len(found)} items for {wanted!r}"
    return found[0]


def _fits(item: Item, card: Truth) -> bool:
    return (item.kind == "draft") is bool(card["kind"] == "draft")


def _check(number: str, parsed: Parsed) -> None:
    truth = _truths()[number]
    expected = [(card, _find(parsed.items, card)) for card in truth["cards"] if card["required"]]
    for card, item in expected:
        _check_card(card, item)
    optional = {_plain(card["question_prefix"]) for card in truth["cards"] if not card["required"]}
    known = {id(item) for _, item in expected}
    for item in parsed.items:
        assert id(item) in known or (item.kind == "draft" and _plain(item.question) in optional), item.question
    _check_junk(number, truth, parsed)


def _check_card(card: Truth, item: Item) -> None:
    assert item.kind == card["kind"]
    assert item.lang == card["lang"]
    assert (item.likes, item.heat, item.difficulty) == (card["likes"], card["heat"], card["difficulty"])
    assert dict(item.reactions) == (card["reactions"] or {})
    assert item.code_blocks == card["code_blocks"]
    assert item.verified is False
    assert item.context == card.get("context")
    if "answer_prefix" in card:
        assert _plain(item.answer).startswith(_plain(card["answer_prefix"]))
        assert _plain(_without_fences(item.answer or "")).endswith(_plain(card["answer_suffix"]))
    else:
        assert item.answer is None
    if card.get("answer_is_short"):
        assert item.short_answer == item.answer
    assert 0 < item.confidence <= 1
    assert item.reasons


def _check_junk(number: str, truth: Truth, parsed: Parsed) -> None:
    for junk in truth["dropped"]:
        snippet = _plain(junk["prefix"])
        for item in parsed.items:
            assert _plain(item.question) != snippet
            if number != "004":
                assert snippet not in _plain(item.question)
                assert snippet not in _plain(item.answer)


@pytest.mark.parametrize("number", FILES)
def test_a_real_post_gives_what_a_careful_editor_takes(number: str, topics: Topics) -> None:
    _check(number, _parse(number, _data(number), topics))


def test_the_files_give_eight_two_one_one_and_one_cards(topics: Topics) -> None:
    complete = [sum(item.kind != "draft" for item in _parse(n, _data(n), topics).items) for n in FILES]
    assert complete == [8, 2, 1, 1, 1]


def test_sources_name_file_line_channel_and_address(topics: Topics) -> None:
    for number in FILES:
        items = _parse(number, _data(number), topics).items
        for card in _truths()[number]["cards"]:
            if card["required"]:
                source = _find(items, card).source
                assert (source.file, source.line) == (number, card["question_line"])
    (article,) = _parse("002", _data("002"), topics).items
    truth = _truths()["002"]["cards"][0]
    assert article.source.url == truth["source_url"]
    assert article.source.channel == truth["source_channel"]


def test_the_six_code_blocks_are_intact_to_the_byte(topics: Topics) -> None:
    (card,) = _parse("003", _data("003"), topics).items
    lines = _text("003").split("\n")
    starts = [
        n for n, line in enumerate(lines) if line.startswith("import ") and not lines[n - 1].startswith("import ")
    ]
    heads = [n for n, line in enumerate(lines) if re.match(r"\d\. ", line)] + [len(lines)]
    wanted = []
    for start in starts:
        end = next(head for head in heads if head > start)
        nested = next((n for n in range(start, end) if lines[n].lstrip().startswith("•")), end)
        wanted.append("\n".join(lines[start:nested]).strip("\n"))
    assert re.findall(r"```python\n(.*?)\n```", card.answer or "", re.DOTALL) == wanted
    assert len(wanted) == 6
    for code in wanted:
        compile(code, "block", "exec")


def test_the_list_of_advice_is_the_short_answer_of_the_article(topics: Topics) -> None:
    (article,) = _parse("002", _data("002"), topics).items
    lines = _text("002").split("\n")
    advice = [_plain(line) for line in lines[lines.index("✅ Рекомендации:") + 1 :] if line.startswith("•")]
    assert [_plain(line) for line in (article.short_answer or "").split("\n")] == advice
    assert re.findall(r"(?m)^(\d)\)", article.answer or "") == ["1", "2", "3", "4"]


def test_drafts_know_their_outline_and_the_outline_its_nine_chapters(topics: Topics) -> None:
    outline, *drafts = _parse("004", _data("004"), topics).items
    assert outline.kind == "outline"
    assert len(outline.chapters) == 9
    assert {draft.outline for draft in drafts} == {outline.question}
    assert {draft.context for draft in drafts} <= {chapter.title for chapter in outline.chapters}


def test_variants_are_grouped_as_the_truth_says(topics: Topics) -> None:
    places: dict[str, tuple[str | None, int | None]] = {}
    items: list[Item] = []
    for number in FILES:
        parsed = _parse(number, _data(number), topics).items
        items += parsed
        for card in _truths()[number]["cards"]:
            if card["required"]:
                places[f"{number}:{card['n']}"] = (number, _find(parsed, card).source.line)
    groups = {(item.source.file, item.source.line): item.variant_group for item in group_variants(items)}
    pairs = _truths()["_meta"]["variant_pairs"]
    for one, other in pairs["must"]:
        assert groups[places[one]] is not None
        assert groups[places[one]] == groups[places[other]]
    for one, other in pairs["must_not"]:
        assert groups[places[one]] is None or groups[places[one]] != groups[places[other]]


def _each_line(change: Callable[[str], str | None]) -> Callable[[str], Iterable[str]]:
    """All texts in which one line is changed; None from `change` leaves a line alone."""

    def changed(text: str) -> Iterable[str]:
        lines = text.split("\n")
        for index, line in enumerate(lines):
            other = change(line)
            if other is not None:
                yield "\n".join([*lines[:index], other, *lines[index + 1 :]])

    return changed


def _other_channel(line: str) -> str | None:
    if line.startswith("Библиотека"):
        return "Записки питониста | Backend"
    return "@another_channel" if line == "@pythonl" else None


def _other_emoji(line: str) -> str | None:
    if not line or not is_emoji(line[0]):
        return None
    return re.sub(r"❤️?|👍|🔹|🎲|🤔|✅|🔗|🎯|⚙️|📊", "🧑🏽‍💻", line)


def _other_promo(line: str) -> str | None:
    return "🔹 Бесплатный вебинар по алгоритмам" if line.startswith("🔹") else None


def _other_advert(line: str) -> str | None:
    return "Промокод PY30 даёт скидку 30% до пятницы" if re.match(r"Акция|Выбирай|🔗|Стать", line) else None


def _other_site(line: str) -> str | None:
    return {"MST": "QBank", "星途 面试题库": "小满题库", "一键面试": "在线练习", "AI 面试": "开始练习"}.get(line)


def _other_related(line: str) -> str | None:
    return {"相关文章:": "推荐阅读", "目录": "文章目录"}.get(line)


@pytest.mark.parametrize("number", FILES)
@pytest.mark.parametrize(
    "change",
    [_other_channel, _other_promo, _other_advert, _other_site, _other_related],
    ids=lambda change: change.__name__,
)
def test_one_changed_line_changes_no_card(number: str, change: Callable[[str], str | None], topics: Topics) -> None:
    for text in _each_line(change)(_text(number)):
        _check(number, _parse(number, text.encode(), topics))


@pytest.mark.parametrize("number", ["001", "002"])
def test_another_emoji_changes_no_card(number: str, topics: Topics) -> None:
    for text in _each_line(_other_emoji)(_text(number)):
        parsed = _parse(number, text.encode(), topics)
        truth = [card for card in _truths()[number]["cards"] if card["required"]]
        assert [item.likes for item in parsed.items] == [card["likes"] for card in truth]
        for card in truth:
            item = _find(parsed.items, card)
            assert _plain(item.answer).startswith(_plain(card["answer_prefix"]))


@pytest.mark.parametrize("number", FILES)
@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="windows line ends"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="byte-order mark"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no final newline"),
        pytest.param(lambda text: f"{text}\n\n\n".encode(), id="blank lines at the end"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16"),
    ],
)
def test_another_writing_of_the_file_changes_no_card(
    number: str, rewrite: Callable[[str], bytes], topics: Topics
) -> None:
    _check(number, _parse(number, rewrite(_text(number)), topics))


@pytest.mark.parametrize(
    ("number", "encoding"), [("000", "cp1251"), ("001", "cp1251"), ("003", "gb18030"), ("004", "gb18030")]
)
def test_legacy_encodings_are_read(number: str, encoding: str, topics: Topics) -> None:
    text = _text(number)
    if encoding == "cp1251":
        lines = [line for line in text.split("\n") if not re.fullmatch(r"\W+\d+(?:\W+\d+)*", line)]
        text = "".join(character for character in "\n".join(lines) if not is_emoji(character))
    parsed = _parse(number, text.encode(encoding), topics)
    for card in _truths()[number]["cards"]:
        if card["required"]:
            item = _find(parsed.items, card)
            assert _plain(item.answer).startswith(_plain(card.get("answer_prefix", "")))
    questions = [_plain(item.question) for item in parsed.items]
    assert len(questions) == len(set(questions))


def test_every_line_is_a_card_or_dropped_in_a_channel_dump(topics: Topics) -> None:
    for number in CHANNELS:
        parsed = _parse(number, _data(number), topics)
        numbers = sorted(dropped.source.line or 0 for dropped in parsed.dropped)
        assert all(one < other for one, other in pairwise(numbers))
        assert len(numbers) + 2 * len(parsed.items) == len([line for line in _text(number).split("\n") if line.strip()])
