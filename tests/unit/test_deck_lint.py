"""The lint of decks: a good card passes, and each fault is told with its file, line, card and field."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cards import LANGUAGES, Choice, KeyPoint, Language, Misconception
from bot.domain.deck_lint import levels, lint
from bot.domain.deck_lint.words import count, prose
from tests.unit.decks import deck, faults, pool

GOOD = pool()
CHOICE = GOOD.choice or Choice("", (), "")


def with_choice(right: str = CHOICE.right, others: tuple[str, ...] = CHOICE.others, why: str = CHOICE.why) -> list[str]:
    return alone(choice=Choice(right, others, why))


def alone(**changes: Any) -> list[str]:
    """What is said of a card with changes, but not of those beside it."""
    card = pool(**changes)
    return [
        line.removeprefix("db-pool-en: ")
        for line in faults(card, pool("ru"), pool("zh"))
        if line.startswith("db-pool-en: ")
    ]


def test_a_good_concept_has_no_fault() -> None:
    assert faults() == []


def test_a_key_fits_a_link() -> None:
    (line, *_) = faults(pool(key="DB pool"), pool("ru"), pool("zh"))
    assert line == "DB pool: the key takes at most 62 of a-z 0-9 _ -, the language counted in"


def test_a_fault_names_file_line_card_and_field() -> None:
    (line,) = lint(deck(replace(GOOD, choice=replace(CHOICE, why="")), pool("ru"), pool("zh")))
    assert line == "content/db.toml:91: db-pool-en: choice: why is missing"
    (line,) = lint(deck(replace(GOOD, level=None), pool("ru"), pool("zh")))
    assert line == "content/db.toml:1: db-pool-en: level: is missing"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"topic": None}, "topic: is missing"),
        ({"question": "Why?"}, "question: has 1 words, 8 to 50 are expected"),
        (
            {"question": "Why is [it](https://example.org) there, in your own words?"},
            "question: holds a link or a picture",
        ),
        ({"follow_up": None}, "follow_up: is missing"),
        ({"follow_up": "Tell me more."}, "follow_up: asks nothing: it ends with no question mark"),
        ({"short_answer": None}, "short_answer: is missing"),
        ({"references": ("A book", " ")}, "references: an entry is empty"),
        ({"hint": "Think\x00"}, "hint: holds the control character U+0000"),
        ({"tags": ("sql",)}, "tags: 1 found, 2 to 4 are expected"),
        ({"tags": ("sql", "Pools")}, "tags: 'Pools' is no lower-case Latin word"),
        ({"tags": ("sql", "pool")}, "tags: 'pool' is dead: no other concept has it; is pools meant?"),
        ({"references": ()}, "references: are missing"),
        ({"references": ("https://www.postgresql.org/",)}, "holds a link: documents are named, with their section"),
        ({"misconceptions": ()}, "misconceptions: 0 found, 1 to 2 are expected"),
        (
            {"misconceptions": (Misconception("It caches."),)},
            "misconceptions: 'It caches.' does not say why it is wrong",
        ),
        ({"misconceptions": (Misconception("It caches.", "no"),)}, "'It caches.' has 2 words, 5 to 25 are expected"),
        ({"misconceptions": (Misconception("a | b", "no"),)}, "'a | b' holds |"),
        ({"misconceptions": (Misconception("It caches.", "no " * 41),)}, "has 41 words, at most 40"),
        ({"key_points": GOOD.key_points[:2]}, "key_points: 2 found, 3 to 6 are expected"),
    ],
)
def test_each_field_has_its_bounds(changes: dict[str, Any], said: str) -> None:
    assert any(said in line for line in alone(**changes)), alone(**changes)


@pytest.mark.parametrize(
    ("addition", "said"),
    [
        ("# A heading\n", "answer: holds a heading"),
        ("\n| a | b |\n|---|---|\n| 1 | 2 |\n", "answer: holds a table, or code"),
        ("\n```\nx\n```\n", "answer: holds a table, or code without its language"),
        ("\n```sql\n" + "x\n" * 21 + "```\n", "answer: a block of code has 21 lines, at most 20 fit a phone"),
        ("\n- list:\n\n  ```sql\n  " + "x" * 71 + "\n  ```\n", "answer: a line of code has 71 columns, at most 70"),
        ("word " * 200, "answer: has"),
    ],
)
def test_an_answer_is_prose_and_code_that_fit_a_phone(addition: str, said: str) -> None:
    assert any(line.startswith(said) for line in alone(answer=f"{GOOD.answer}\n\n{addition}"))


def test_the_short_answer_can_be_said_aloud() -> None:
    said = alone(short_answer=f"{GOOD.short_answer}\n\n```python\nx\n```")
    assert said == ["short_answer: holds a block of code: it must be fit to be said aloud"]
    assert "short_answer: has 61 words, 1 to 60 are expected" in alone(short_answer="word " * 61)


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (KeyPoint("unheard of", ("nobody knows", "never said")), "'unheard of' does not occur in the answer"),
        (KeyPoint("a pool of connections", ("pool", "database")), "'a pool of connections' is said by the question"),
        (KeyPoint("the round trips", ("round trips", "lends")), "share 'round trips'"),
        (KeyPoint("x" * 101, ("lends", "takes back")), "has 101 characters, at most 100 are shown"),
        (KeyPoint("it lends", ("lends",)), "synonyms of 'it lends': 1 found, 2 to 12 are expected"),
        (KeyPoint("it lends", ("lends | takes", "takes back")), "'it lends' holds |"),
    ],
)
def test_a_key_point_is_in_the_answer_and_nowhere_else(point: KeyPoint, said: str) -> None:
    assert any(said in line for line in alone(key_points=(*GOOD.key_points, point)))


def test_a_misconception_meets_no_key_point() -> None:
    said = alone(misconceptions=(Misconception("Idle ones are closed by nobody.", "The server closes them."),))
    assert len(said) == 1
    assert "is met by the misconception" in said[0]


def test_the_short_answer_says_more_than_half_of_the_key_points() -> None:
    assert alone(short_answer="Opening one costs round trips.") == [
        "short_answer: says 1 of 3 key points, more than half are expected"
    ]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"others": CHOICE.others[:2]}, "has 2 wrong options, not 3"),
        ({"others": (*CHOICE.others[:2], CHOICE.right.upper())}, "two options are the same"),
        ({"right": "🙂" * 51}, "has 102 UTF-16 units, Telegram takes 1 to 100"),
        ({"right": "It saves the `handshake` and bounds the load"}, "is marked up: options are plain text"),
        ({"why": "🙂" * 101}, "why has 202 UTF-16 units, Telegram takes 200"),
        ({"why": "a\nb\nc"}, "why has more than 2 lines"),
        ({"right": f"{CHOICE.right} of the server at busy hours"}, "the right option is by far the longest"),
        ({"right": "It saves 3 handshakes and bounds the load"}, "the right option alone has a number"),
        ({"right": "It saves load_handshake and bounds the load"}, "the right option alone has a piece of code"),
        (
            {"right": "It usually saves time and bounds the load"},
            "alone has a word such as “may” or “usually”",
        ),
        ({"right": "It lets the service bound its own load"}, "shares a rare word with the question: servic"),
        ({"others": (*CHOICE.others[:2], "No")}, "'No' has 2 characters, the right option 42"),
    ],
)
def test_a_choice_fits_telegram_and_does_not_give_itself_away(choice: dict[str, Any], said: str) -> None:
    assert any(said in line for line in with_choice(**choice)), with_choice(**choice)


def test_a_common_word_of_the_question_gives_nothing_away() -> None:
    question = "Why does a service keep its own pool number {}?"
    many = [pool(key=f"k{n}-en", concept=f"k{n}", question=question.format(n)) for n in range(4)]
    choice = replace(CHOICE, right="It lets the service bound its own load")
    told = faults(*(replace(card, choice=choice) for card in many))
    assert not any("rare word" in line for line in told)


def test_every_language_is_expected_and_no_key_twice() -> None:
    said = faults(GOOD, pool("ru"))
    assert "db-pool-en: the concept is not there in zh" in said
    assert "db-pool-en: the key is taken by content/db.toml:1" in faults(GOOD, GOOD, pool("ru"), pool("zh"))


def test_a_follow_up_is_not_another_question_of_the_decks() -> None:
    said = alone(follow_up="Why does a service keep a pool  of database connections 1?")
    assert said == ["follow_up: is the question of db-other-en"]


def test_levels_are_counted_by_concept() -> None:
    assert levels(deck()) == "0 junior, 2 middle, 0 senior"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [("en", "`x += 1` is five words", 5), ("ru", "Пул — это 3 соединения", 4), ("zh", "用 Redis 缓存 3 秒。", 6)],
)
def test_words_are_counted_as_they_are_read(lang: Language, text: str, words: int) -> None:
    assert count(text, lang) == words


def test_prose_is_without_code_wherever_it_stands() -> None:
    assert prose("One.\n\n- two\n\n  ```python\n  three\n  ```\n\n> four") == "One.\ntwo\nfour"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_is_held_to_its_own_length(lang: Language) -> None:
    short = pool(lang, answer=pool(lang).answer.split("\n\n")[0])
    said = faults(*(short if each == lang else pool(each) for each in LANGUAGES))
    assert any(f"db-pool-{lang}: answer: has" in line for line in said)
