"""Headings of chapters below an answer, remarks that nothing was answered, labels with a dash, and SQL in columns."""

import pytest

from bot.domain.topics import Topics
from bot.parsing.blocks import Line, numbered_lines
from bot.parsing.code import find_code
from bot.parsing.dashed_labels import with_colons
from bot.parsing.formats.plain_text import parse


def texts(*lines: str) -> list[str]:
    return [line.text for line in with_colons([Line(at, text) for at, text in enumerate(lines, 1)])]


DASHED = (
    "Q - what is a shell?",
    "A - a program that reads commands",
    "Q- what is a pipe?",
    "A- output of one, input of the next",
    "Q-what does cron do?",
    "A-it starts jobs",
)


def test_dashes_behind_labels_become_colons() -> None:
    assert texts(*DASHED)[:2] == ["Q: what is a shell?", "A: a program that reads commands"]
    assert texts(*DASHED)[4:] == ["Q: what does cron do?", "A: it starts jobs"]


def test_an_answer_label_without_its_dash_is_one_where_others_have_it() -> None:
    told = texts(*DASHED, "Q- what is a signal?", "A Message from the kernel to a process")
    assert told[-1] == "A: Message from the kernel to a process"


def test_names_of_chapters_between_signs_are_left_out_of_a_labelled_text() -> None:
    assert "#####SHELL#####" not in texts("#####SHELL#####", *DASHED)
    assert texts("#####SHELL#####", "A text.") == ["#####SHELL#####", "A text."]


def test_a_text_with_few_dashed_labels_stays_as_it_is() -> None:
    assert texts("Q - what is a shell?", "A Shell is a program") == ["Q - what is a shell?", "A Shell is a program"]


def test_a_counted_chapter_ends_the_answer_above_it(topics: Topics) -> None:
    told = "- 问：索引为什么快？\n- 答：B+ 树层数少，磁盘读取次数少。\n\n三、闲聊\n面试官人很好，聊得开心。\n"
    items = parse(told, file=None, topics=topics).items
    assert [item.answer for item in items] == ["B+ 树层数少，磁盘读取次数少。"]


def test_an_answer_that_counts_from_one_keeps_its_parts(topics: Topics) -> None:
    told = "问：事务怎么实现？\n答：分两部分。\n\n一、日志\nredo log 保证持久性。\n\n二、锁\n行锁保证隔离性。\n"
    (item,) = parse(told, file=None, topics=topics).items
    assert item.answer is not None
    assert "行锁保证隔离性" in item.answer


@pytest.mark.parametrize("remark", ["（没答上来，求指教）", "(не смог ответить)", "(I couldn't answer this one)"])
def test_a_remark_that_nothing_was_answered_leaves_a_draft(topics: Topics, remark: str) -> None:
    (item,) = parse(f"What is a memory barrier in a CPU?\n{remark}\n", file=None, topics=topics).items
    assert (item.kind, item.answer) == ("draft", None)


def test_columns_below_a_lone_select_belong_to_the_query() -> None:
    query = "SELECT\nu.name, count(*) AS visits\nFROM users u\nGROUP BY u.name;"
    (code,) = find_code(numbered_lines(f"Example:\n{query}\nThe rest is text."))
    assert (code.start, code.end) == (1, 5)


def test_a_sentence_below_a_lone_keyword_is_no_column() -> None:
    lines = numbered_lines("SELECT\nchooses the rows that a client gets\nUPDATE\nchanges the rows in their place")
    assert find_code(lines) == []


def test_a_lone_call_to_join_is_no_answer_to_the_last_question(topics: Topics) -> None:
    told = "\n".join((*DASHED, "Q- how did you tune the kernel?", "Join @shell_every_day for more"))
    last = parse(told, file=None, topics=topics).items[-1]
    assert (last.kind, last.question) == ("draft", "how did you tune the kernel?")


def test_a_call_to_join_below_the_last_question_of_a_channel_is_no_answer(topics: Topics) -> None:
    head = ("Shell every day", "2.1K subscribers", "Download Telegram")
    told = "\n".join((*head, *DASHED, "Q- how did you tune the kernel?", "Join @shell_every_day for more"))
    last = parse(told, file=None, topics=topics).items[-1]
    assert (last.kind, last.question) == ("draft", "how did you tune the kernel?")


def test_russian_letters_and_brackets_are_labels_as_well() -> None:
    asked = ("В - Что такое сокет?", "О - Конец соединения.") * 3
    assert texts(*asked)[:2] == ["Q: Что такое сокет?", "A: Конец соединения."]
    assert texts(*("Q) What is a socket?", "A) An end of a connection") * 3)[1] == "A: An end of a connection"


def test_options_in_brackets_are_no_answers() -> None:
    quiz = ("Q) What is a socket?", "A) A file", "B) An end of a connection") * 3
    assert texts(*quiz) == list(quiz)
