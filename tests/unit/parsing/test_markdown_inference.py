"""Questions in Markdown told by what a document repeats; whole documents stand in tests/corpus/markdown."""

import io

import pytest

from bot.domain.topics import Topics
from bot.parsing import Document, Item
from bot.parsing.formats import markdown


def items(text: str, topics: Topics, name: str = "notes.md") -> list[Item]:
    data = text.encode()
    (piece,) = markdown.read(Document(name, len(data), lambda: io.BytesIO(data)), topics)
    return list(piece.items)


def pairs(text: str, topics: Topics) -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for item in items(text, topics)]


ROWS = (
    "| What is a pod? | A group of containers. |\n"
    "| How is it restarted? | By the kubelet, with growing pauses. |\n"
    "| Why a sidecar? | To help the main container. |\n"
)


def test_columns_without_known_names_are_told_by_their_cells(topics: Topics) -> None:
    found = pairs(f"# Pods\n\n| Ask | Say |\n|---|---|\n{ROWS}", topics)
    assert found[0] == ("What is a pod?", "A group of containers.")
    assert len(found) == 3


def test_a_table_whose_first_row_asks_has_no_header(topics: Topics) -> None:
    first, rest = ROWS.split("\n", 1)
    assert (
        len(pairs(f"# Pods\n\n{first}\n|---|---|\n{rest}| What is a node? | A machine of the cluster. |\n", topics))
        == 4
    )


@pytest.mark.parametrize("cell", ["[read](https://example.org/a)", "easy", "3"])
def test_a_column_that_says_nothing_answers_nothing(cell: str, topics: Topics) -> None:
    rows = "".join(f"| What is {name}? | {cell} |\n" for name in ("a pod", "a node", "a volume", "a job"))
    assert items(f"# Pods\n\n| Ask | Say |\n|---|---|\n{rows}", topics) == []


def test_a_letter_with_other_words_names_the_option_and_stays_in_the_answer(topics: Topics) -> None:
    text = (
        "# Quiz questions\n\n## What does an index cost?\n\n- A) Nothing\n- B) Space, and time at each write\n\n"
        "<details><summary>Answer</summary>\n\n"
        "**B) Space and time**\n\nEach write changes it as well.\n\n</details>\n"
    )
    (item,) = items(text, topics)
    assert item.options is not None
    assert (item.options.right, item.options.sure) == ((1,), True)
    assert item.answer == "**B) Space and time**\n\nEach write changes it as well."


def test_a_letter_whose_words_are_of_no_option_names_none(topics: Topics) -> None:
    text = (
        "# Quiz questions\n\n## What does an index cost?\n\n- A) Nothing\n- B) Space, and time at each write\n\n"
        "<details><summary>Answer</summary>\n\nA) quick reminder\n\nEach write changes it as well.\n\n</details>\n"
    )
    (item,) = items(text, topics)
    assert item.options is not None
    assert item.options.right == ()


def test_a_box_of_an_answer_is_its_label(topics: Topics) -> None:
    boxes = "".join(f"> [!question] What is {name}?\n\n> [!success]- Solution\n> It is {name}.\n\n" for name in "abc")
    assert pairs(f"# Interview\n\n{boxes}", topics)[0] == ("What is a?", "It is a.")


def test_words_that_count_parts_of_a_text_are_no_labels(topics: Topics) -> None:
    text = "# Deploy\n\n" + "".join(f"## Step {n}\n\nWhat is done here?\n\nWe build.\n\n" for n in range(1, 5))
    assert items(text, topics) == []


def test_a_word_with_a_number_is_a_label_where_something_asks_below(topics: Topics) -> None:
    text = "# Deck\n\n" + "".join(f"## Item {n}\n\nWhat is part {n}?\n\nIt is part {n}.\n\n" for n in range(1, 5))
    assert pairs(text, topics)[1] == ("What is part 2?", "It is part 2.")


def test_lines_that_only_ask_now_and_then_are_no_questions(topics: Topics) -> None:
    prose = "A paragraph that tells a story.\n\n" * 15
    text = f"# My interview\n\n{prose}What now?\n\n{prose}And then?\n\n{prose}Why me?\n\n{prose}"
    assert items(text, topics) == []


def test_lone_lines_that_ask_count_only_in_a_text_about_interviews(topics: Topics) -> None:
    lines = "What is a pod?\n\nA group.\n\nWhat is a node?\n\nA machine.\n\nWhat is a job?\n\nA run to the end.\n"
    assert len(items(f"# Kubernetes interview\n\n{lines}", topics)) == 3
    assert items(f"# Kubernetes at our place\n\n{lines}", topics) == []


def test_facts_without_an_answer_behind_them_stay(topics: Topics) -> None:
    text = "# Interview questions\n\n## What is a lock?\n\nA thing.\n\n### Level\n\nIt has levels.\n"
    ((_, answer),) = pairs(text, topics)
    assert answer == "A thing.\n\n### Level\n\nIt has levels."


def test_a_heading_between_two_numbers_is_no_question(topics: Topics) -> None:
    text = (
        "# Chef interview questions\n\n**1. What is a cookbook?**\n\nRecipes.\n\n### Ready for more?\n\nBuy it.\n\n"
        "**2. What is a role?**\n\nA named run list.\n"
    )
    assert [question for question, _ in pairs(text, topics)] == ["What is a cookbook?", "What is a role?"]


def test_quotations_that_hold_questions_with_their_answers_are_dissolved(topics: Topics) -> None:
    quoted = "".join(f"> Q: **What is {name}?**\n>\n> It is {name}.\n>\n> And more.\n\n" for name in "abc")
    assert pairs(f"### Names\n\n{quoted}", topics)[0] == ("What is a?", "It is a.\n\nAnd more.")


def test_a_quotation_that_begins_with_no_question_stays_one(topics: Topics) -> None:
    text = "# Interview\n\n" + "".join(
        f"## What is {name}?\n\nSee:\n\n> A letter.\n>\n> **Why {name}?**\n\n" for name in ("a", "b", "c")
    )
    assert pairs(text, topics)[0] == ("What is a?", "See:\n\n> A letter.\n>\n> **Why a?**")


def test_an_item_with_the_number_missing_between_headings_is_a_question(topics: Topics) -> None:
    text = (
        "# Interview\n\n## 1. What is a lock?\n\nA turn.\n\n2. Who waits?\n\n## 3. What is a latch?\n\nA short lock.\n"
    )
    assert [item.question for item in items(text, topics)] == ["What is a lock?", "Who waits?", "What is a latch?"]


@pytest.mark.parametrize(("count", "asked"), [(5, 8), (3, 3)])
def test_a_long_list_of_answered_questions_is_no_part_of_the_answer_above(
    count: int, asked: int, topics: Topics
) -> None:
    listed = "".join(f"{n}. What is a part {n}?\n   The piece {n} of it.\n\n" for n in range(1, count + 1))
    heads = "".join(f"## What is a {name}?\n\nA kind of lock.\n\n" for name in ("latch", "mutex", "spinlock"))
    text = f"# Interview\n\n{heads}{listed}"
    assert len(items(text, topics)) == asked


def test_a_heading_that_names_a_list_of_questions_is_none(topics: Topics) -> None:
    parts = "".join(f"# {name}\n\nSome words on this page.\n\n" for name in ("Go: questions and answers", "Go题库"))
    assert items(f"{parts}# Plan\n\nMore words.\n", topics, "interview.md") == []


def test_names_that_count_are_questions_where_the_text_says_what_gets_asked(topics: Topics) -> None:
    names = "".join(f"## {n} {name}\n\n说明{name}，常考。\n\n" for n, name in enumerate("锁堆栈树图表", 1))
    assert len(items(f"# 基础\n\n{names}", topics)) == 6
    assert items(f"# 基础\n\n{names.replace('，常考', '')}", topics) == []


@pytest.mark.parametrize(
    ("answer", "counts"),
    [("In the [Public Registry](https://e.org/a)", True), ("In [this video](https://e.org/a)", False)],
)
def test_a_place_that_is_linked_to_answers_where_something_is(answer: str, counts: bool, topics: Topics) -> None:
    more = "## What is a module?\n\nA folder.\n\n## Who reads it?\n\nThe tool.\n"
    text = f"# Interview\n\n## Where are modules kept?\n\n{answer}\n\n{more}"
    found = {item.question: item.answer for item in items(text, topics)}
    assert (found["Where are modules kept?"] is not None) is counts


def test_text_about_scanned_codes_is_no_advert(topics: Topics) -> None:
    text = "# 面试\n\n**Q：扫码支付怎么测？**\n\n测试扫描二维码后能否正确显示金额。\n\n扫码关注公众号，领取资料。\n"
    assert pairs(text, topics) == [("扫码支付怎么测？", "测试扫描二维码后能否正确显示金额。")]


@pytest.mark.parametrize(
    ("head", "told"),
    [(b"intro\n\n# Name\n", True), (b"~~~\n\n# Name\n", False), (b"<!-- a\n\n# Name\n", False), (b"#tag", False)],
)
def test_a_heading_tells_a_document_unless_code_or_a_remark_holds_it(head: bytes, told: bool) -> None:
    assert markdown.matches("notes.md", head) is told


def test_letters_in_brackets_are_labels_where_no_options_stand(topics: Topics) -> None:
    text = "# Names\n\n" + "".join(f"Q) Tell of {name}\n\nA) It is {name}.\n\n" for name in ("ants", "bees", "cats"))
    assert pairs(text, topics)[0] == ("Tell of ants", "It is ants.")
    assert items(f"{text}B) It is not.\n", topics) == []


def test_lines_that_go_on_with_the_numbers_of_questions_are_questions(topics: Topics) -> None:
    lines = "".join(
        f"{n}.{name}\n\n关于它的说明。\n\n" for n, name in enumerate(["什么是锁", "锁的区别", "锁有哪些"], 1)
    )
    found = pairs(f"# 锁\n\n{lines}4.死锁\n\n互相等待。\n\n5.公平锁\n\n先来先得。\n", topics)
    assert found[3:] == [("死锁", "互相等待。"), ("公平锁", "先来先得。")]


def test_counted_headings_that_tell_how_to_do_something_are_instructions(topics: Topics) -> None:
    heads = ["什么是锁", "如何安装", "锁的大小", "怎么停止", "日志"]
    text = "# 锁\n\n" + "".join(f"## {n}. {head}\n\n关于它的说明。\n\n" for n, head in enumerate(heads, 1))
    assert items(text, topics) == []


def test_a_level_that_is_quoted_is_neither_asked_nor_answered(topics: Topics) -> None:
    text = "# Interview\n\n" + "".join(f"## What is {name}?\n\n> Level: hard\n\nIt is {name}.\n\n" for name in "abc")
    found = items(text, topics)
    assert [item.answer for item in found] == ["It is a.", "It is b.", "It is c."]
