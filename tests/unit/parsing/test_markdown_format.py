"""Markdown as question lists are written on GitHub; whole documents stand in tests/corpus/markdown."""

import io

import pytest

from bot.domain.markup import CodeBlock, parse_markdown
from bot.domain.topics import Topics
from bot.parsing import Document, Item
from bot.parsing.formats import markdown
from bot.parsing.formats.markdown import clean
from bot.parsing.formats.markdown.blocks import read_blocks

TITLE = "# Interview questions\n\n"
PAIR = "## What is a lock?\n\nA thing that one thread holds at a time.\n\n"


def items(text: str, topics: Topics, name: str = "bank.md") -> list[Item]:
    data = text.encode()
    (piece,) = markdown.read(Document(name, len(data), lambda: io.BytesIO(data)), topics)
    return list(piece.items)


def card(text: str, topics: Topics) -> Item:
    (item,) = items(TITLE + text, topics)
    return item


def questions(text: str, topics: Topics, name: str = "bank.md") -> list[str]:
    return [item.question for item in items(text, topics, name)]


def test_a_heading_asks_and_what_stands_below_answers(topics: Topics) -> None:
    item = card("### What is a pool?\n\nIt *keeps* connections.\n\n- open\n- ready\n", topics)
    assert (item.kind, item.question, item.answer) == (
        "qa",
        "What is a pool?",
        "It *keeps* connections.\n\n- open\n- ready",
    )
    assert (item.source.file, item.source.line) == ("bank.md", 3)
    assert item.confidence > 0.8
    assert item.reasons


def test_a_hash_in_code_is_no_heading(topics: Topics) -> None:
    text = "## How do you comment?\n\n```sh\n# What is this?\nls\n```\n\nSo.\n\n    # Why is that?\n    rm(1);\n"
    item = card(text, topics)
    assert item.answer == "```sh\n# What is this?\nls\n```\n\nSo.\n\n```\n# Why is that?\nrm(1);\n```"
    assert item.code_blocks == 2


@pytest.mark.parametrize(
    "code", ["a = 1\n\n\n\tb = 2  ", "<details>\n</details>", "| a | b |", "~~~\nx\n~~~", "1. ### Q?"]
)
def test_code_keeps_every_character(code: str, topics: Topics) -> None:
    item = card(f"## How is it written?\n\nThis:\n\n```\n{code}\n```\n\nIt works.\n", topics)
    blocks = parse_markdown(item.answer or "")
    assert any(isinstance(block, CodeBlock) and block.text == code.rstrip() for block in blocks)
    assert code in (item.answer or "")


def test_code_in_lists_and_quotes_comes_to_the_margin(topics: Topics) -> None:
    text = "## How?\n\n1. First:\n\n   ```py\n   if x:\n       go()\n   ```\n\n   then wait\n\n2. Last.\n\n"
    text += "> So:\n>\n> ```\n> y\n> ```\n"
    assert card(text, topics).answer == (
        "1. First:\n\n```py\nif x:\n    go()\n```\n\nthen wait\n\n2. Last.\n\n> So:\n\n```\ny\n```"
    )


def test_code_that_holds_a_fence_gets_a_longer_one(topics: Topics) -> None:
    item = card("## How is code fenced?\n\n````md\n```js\nx\n```\n````\n", topics)
    assert item.answer == "````md\n```js\nx\n```\n````"


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("## 12. What is X? ##", "What is X?"),
        ("## Q. What is X?", "What is X?"),
        ("## Q12: What is X?", "What is X?"),
        ("## **Question 3:** What is X?", "What is X?"),
        ("## ❓ 3) What is X? 🔥", "What is X?"),
        ('## <a name="x"></a>What is X?', "What is X?"),
        ("## [What is X?](#x)", "What is X?"),
        ("## What is X? {#x}", "What is X?"),
        ("## What is `List<X>` _really_?", "What is `List<X>` really?"),
        (r"## What is \_\_slots\_\_?", "What is __slots__?"),
        ("## 3️⃣ What is X?", "What is X?"),
        ("## Вопрос №4. Что такое X?", "Что такое X?"),
        ("## 题目001：X 是什么？", "X 是什么？"),
        ("## 第3题：X 是什么？", "X 是什么？"),
        ("What is X?\n----------", "What is X?"),
        ("1. ### What is X?", "What is X?"),
        ("## 2PC: what is it?", "2PC: what is it?"),
    ],
)
def test_a_question_is_shown_without_number_label_and_decoration(heading: str, question: str, topics: Topics) -> None:
    assert card(f"{heading}\n\nAn answer of some words.\n", topics).question == question


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("## What is X? (junior)", "junior"),
        ("## [Middle] What is X?", "middle"),
        ("## What is X? ⭐ — Senior", "senior"),
        ("## 7. (easy) What is X?", "junior"),
        ("## What is X? `Hard`", None),
        ("## What is X? 🔥🔥", None),
        ("## What is X (in short)?", None),
    ],
)
def test_a_level_is_taken_where_a_word_says_it(heading: str, level: str | None, topics: Topics) -> None:
    item = card(f"{heading}\n\nAn answer of some words.\n", topics)
    assert item.difficulty == level
    assert (item.likes, item.heat) == (None, None)


def test_a_chapter_that_names_a_level_gives_it_to_its_questions(topics: Topics) -> None:
    text = TITLE + "## Junior questions\n\n### What is X?\n\nOne.\n\n### What is Y? (senior)\n\nTwo.\n"
    assert [(item.difficulty, item.context) for item in items(text, topics)] == [
        ("junior", "Junior questions"),
        ("senior", "Junior questions"),
    ]


def test_a_heading_without_a_text_of_its_own_is_the_topic(topics: Topics) -> None:
    text = TITLE + "## Threads\n\n### What is a lock?\n\nOne at a time.\n\n### What is a pool?\n\nMany waiting.\n"
    assert [(item.question, item.context) for item in items(text, topics)] == [
        ("What is a lock?", "Threads"),
        ("What is a pool?", "Threads"),
    ]


@pytest.mark.parametrize("count", [2, 3])
def test_numbered_headings_below_a_numbered_question_are_parts_of_its_answer(count: int, topics: Topics) -> None:
    text = TITLE + "".join(
        f"## {number}. What is X{number}?\n\nText.\n\n#### 1. Fast\n\nYes.\n\n#### 2. What is slow?\n\nNo.\n\n"
        for number in range(1, count + 1)
    )
    found = items(text, topics)
    assert [item.question for item in found] == [f"What is X{number}?" for number in range(1, count + 1)]
    assert found[0].answer == "Text.\n\n#### 1. Fast\n\nYes.\n\n#### 2. What is slow?\n\nNo."


def test_names_are_questions_in_a_question_list_only(topics: Topics) -> None:
    body = "## Closures\n\nA function with its surroundings.\n\n## Hoisting\n\nNames go up.\n\n## Promises\n\nLater.\n"
    assert questions(f"# JavaScript interview questions\n\n{body}", topics) == ["Closures", "Hoisting", "Promises"]
    assert questions(f"# JavaScript, a tour\n\n{body}", topics, "tour.md") == []


@pytest.mark.parametrize(
    "title",
    [
        "Say the output of the code below",
        "What does this code print?",
        "Что выведет этот код?",
        "说出下面代码的运行结果。",
    ],
)
def test_a_title_that_says_nothing_is_completed_by_its_code(title: str, topics: Topics) -> None:
    item = card(f"## {title}\n\n```python\nprint(1)\n```\n\nIt prints a number.\n", topics)
    assert item.question == f"{title}\n\n```python\nprint(1)\n```"
    assert item.answer == "It prints a number."


def test_code_answers_where_the_title_says_enough(topics: Topics) -> None:
    item = card("## Write a function that adds\n\n```python\ndef add(a, b): return a + b\n```\n", topics)
    assert (item.question, item.answer) == (
        "Write a function that adds",
        "```python\ndef add(a, b): return a + b\n```",
    )


def test_a_folded_answer_leaves_the_rest_to_the_question(topics: Topics) -> None:
    text = "## Turn a list round\n\nIn place.\n\n<details><summary>Hint</summary>\n\nTwo ends.\n</details>\n"
    text += "<details>\n<summary><b>Show solution</b></summary>\n\nSwap.\n\n</details>\n"
    item = card(text, topics)
    assert (item.question, item.answer) == ("Turn a list round\n\nIn place.", "Swap.")
    assert item.authored is not None
    assert item.authored.hint == "Two ends."


def test_options_with_a_letter_are_a_key(topics: Topics) -> None:
    text = "## 1. What's the output?\n\n```js\n+true\n```\n\n- A: `1`\n- B: `NaN`\n\n"
    text += "<details><summary><b>Answer</b></summary>\n<p>\n\n"
    item = card(text + "#### Answer: A\n\nPlus makes a number.\n\n</p>\n</details>\n", topics)
    assert item.question == "What's the output?\n\n```js\n+true\n```"
    assert item.answer == "`1`\n\nPlus makes a number."
    assert item.options is not None
    assert (item.options.offered, item.options.right, item.options.sure) == (("1", "NaN"), (0,), True)


def test_ticked_boxes_are_a_key_and_empty_ones_are_drafts(topics: Topics) -> None:
    item = card("## Which is it?\n\n- [ ] this\n- [x] that\n\nBecause.\n", topics)
    assert (item.answer, item.options and item.options.right) == ("that\n\nBecause.", (1,))
    drafts = items(TITLE + "- [ ] What is X?\n- [ ] What is Y?\n", topics)
    assert [(draft.kind, draft.question) for draft in drafts] == [("draft", "What is X?"), ("draft", "What is Y?")]


def test_folded_questions_open_and_close_within_lists(topics: Topics) -> None:
    text = TITLE + (
        "<details>\n<summary>What is kept in:\n\n  - /etc\n  - /var</summary><br><b>\n\n"
        "  * settings\n  * logs\n</b></details>\n\n"
        "<details>\n<summary>What is sudo?</summary><br><b>\n</b></details>\n\n"
        "1. <details><summary>What is cron?</summary>\n\n   It runs things.\n\n   </details>\n"
    )
    assert [(item.question, item.answer) for item in items(text, topics)] == [
        ("What is kept in:\n\n- /etc\n- /var", "- settings\n- logs"),
        ("What is sudo?", None),
        ("What is cron?", "It runs things."),
    ]


def test_a_folded_chapter_holds_questions(topics: Topics) -> None:
    text = (
        TITLE
        + "<details><summary>Threads</summary>\n\n### What is a lock?\n\nOne.\n\n"
        + "### What is a pool?\n\nMany.\n\n</details>\n"
    )
    assert [(item.question, item.context) for item in items(text, topics)] == [
        ("What is a lock?", "Threads"),
        ("What is a pool?", "Threads"),
    ]


def test_lines_in_bold_ask(topics: Topics) -> None:
    text = (
        TITLE
        + "**1. What is X?**\n\nOne.\n\n**Note:** more.\n\n---\n\n**2. Y**\n\nTwo.\n\n---\n\n"
        + "**3. What is Z? (easy)**\nThree.\n"
    )
    assert [(item.question, item.answer, item.difficulty) for item in items(text, topics)] == [
        ("What is X?", "One.\n\n**Note:** more.", None),
        ("Y", "Two.", None),
        ("What is Z?", "Three.", "junior"),
    ]


def test_items_ask_and_lists_in_answers_do_not(topics: Topics) -> None:
    text = (
        TITLE + "1. **What is X?**\n   One.\n\n   - is it fast?\n   - no\n\n2. What is Y?\n\n   Two.\n3. What is Z?\n"
    )
    assert [(item.kind, item.question, item.answer) for item in items(text, topics)] == [
        ("qa", "What is X?", "One.\n\n- is it fast?\n- no"),
        ("qa", "What is Y?", "Two."),
        ("draft", "What is Z?", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Q: What is X?\nA: One.\n\nQ: What is Y?\nA: Two.\n",
        "**Q:** What is X?\n\n**A:** One.\n\n**Q2.** What is Y?\n\n**A:** Two.\n",
        "### Q.\n\n> What is X?\n\n### A.\n\nOne.\n\n### Q.\n\nWhat is Y?\n\n### A.\n\nTwo.\n",
        "## What is X?\n\n### Answer\n\nOne.\n\n## What is Y?\n\n**Answer:** Two.\n",
        "## Questions\n\n1. What is X?\n2. What is Y?\n\n## Answers\n\n1. One.\n2. Two.\n",
        "| # | Question | Answer |\n|---|---|---|\n| 1 | What is X? | One. |\n| 2 | What is Y? | Two. |\n",
    ],
)
def test_labels_tables_and_lists_of_answers_make_pairs(text: str, topics: Topics) -> None:
    found = [(item.question, item.answer) for item in items(TITLE + text, topics)]
    assert found == [("What is X?", "One."), ("What is Y?", "Two.")]


@pytest.mark.parametrize(
    "noise",
    [
        "**[⬆ Back to Top](#top)**",
        '<div align="right">\n    <b><a href="#">↥ back to top</a></b>\n</div>',
        "[к оглавлению](#top)",
        "[返回目录](#top)",
        "[![Build](https://a.example/b.svg)](https://a.example)",
        '<a href="https://a.example"><img src="https://a.example/ad.png"></a>',
        "<!-- a remark -->",
        "---",
        "Give this repo a ⭐ if you like it!",
        "#### Find all 99 answers 👉 [here](https://a.example)",
        "欢迎关注我的公众号",
        "[next](next.md) | [previous](back.md)",
        "To do",
    ],
)
def test_what_leads_about_or_praises_itself_is_in_no_answer(noise: str, topics: Topics) -> None:
    text = TITLE + f"## What is X?\n\nOne word.\n\n{noise}\n\n## What is Y?\n\n{noise}\n"
    expected = [("qa", "One word."), ("draft", None)]
    if noise == "To do":
        expected[0] = ("qa", "One word.\n\nTo do")
    assert [(item.kind, item.answer) for item in items(text, topics)] == expected


def test_html_gives_markdown_and_other_brackets_stay() -> None:
    text = (
        "<b>x</b> List<String> <br/>y &lt;p&gt; `<b>` [a](#b) [q](http://x.y/z_(a)) ![i](x.png) <kbd>Ctrl</kbd> [r][1]"
    )
    assert clean.clean(text, {"1": "https://r.example"}) == (
        "**x** List<String>\ny <p> `<b>` a [q](http://x.y/z_(a)) i `Ctrl` [r](https://r.example)"
    )


def test_low_lines_around_a_word_with_capitals_are_bold_and_names_stay() -> None:
    assert (
        clean.clean("__JVM__ runs `__Main__`, __init__ and __a b__", {})
        == "**JVM** runs `__Main__`, __init__ and __a b__"
    )


def test_items_that_all_have_one_number_are_counted(topics: Topics) -> None:
    text = "## How?\n\n1. First:\n\n   ```\n   x\n   ```\n\n1. Second\n1. Third\n"
    assert card(text, topics).answer == "1. First:\n\n```\nx\n```\n\n2. Second\n\n3. Third"


def test_a_heading_without_a_space_behind_its_signs_is_meant_as_one(topics: Topics) -> None:
    text = TITLE + "## Lists\n\nThey change.\n\n##Tuples\nThey do not.\n\n## Sets\n\nNo doubles.\n"
    assert [(item.question, item.answer) for item in items(text, topics)] == [
        ("Lists", "They change."),
        ("Tuples", "They do not."),
        ("Sets", "No doubles."),
    ]


def test_a_heading_that_stands_below_every_question_is_no_part_of_any(topics: Topics) -> None:
    text = TITLE + "".join(f"## What is X{n}?\n\nText {n}.\n\n## Any doubts?\n\n" for n in (1, 2, 3))
    assert [(item.question, item.answer) for item in items(text, topics)] == [
        (f"What is X{n}?", f"Text {n}.") for n in (1, 2, 3)
    ]


def test_a_link_is_no_answer(topics: Topics) -> None:
    text = TITLE + "## What is X?\n\n[Read more here](https://a.example)\n\n## What is Y?\n\nSee https://a.example\n"
    assert [item.kind for item in items(text, topics)] == ["draft", "draft"]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    long = "a line that the author's editor has broken because it was growing far too long for it"
    assert clean.unwrapped(f"{long}\nand on\nshort  \nlast") == f"{long} and on\nshort\nlast"


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("a.md", "# Title\n\ntext\n", True),
        ("a.MD", "<details><summary>Q</summary>A</details>\n", True),
        ("a.md", "**1. What is X?**\n\nOne.\n\n**2. What is Y?**\n\nTwo.\n", True),
        ("a.md", "Что такое GIL?\nЗамок.\n👍3\n\nЧто такое MVCC?\nВерсии строк.\n❤1\n", False),
        ("a.txt", "# a comment\nimport os\n# another one?\n", False),
        ("a.txt", "## What is X?\n\nOne.\n\n## What is Y?\n\nTwo.\n\n## What is Z?\n\nThree.\n", True),
        ("a.json", "# Title\n", False),
        ("a.md", "", False),
    ],
)
def test_only_what_is_set_as_markdown_is_read_as_such(name: str, text: str, known: bool) -> None:
    assert markdown.matches(name, text.encode()) is known


def test_what_is_no_list_of_questions_gives_nothing_and_says_so(topics: Topics) -> None:
    data = b"# A library\n\n## Installation\n\npip\n\n## Usage\n\n### How do I start?\n\nRun it.\n\n## License\n\nMIT\n"
    (piece,) = markdown.read(Document("README.md", len(data), lambda: io.BytesIO(data)), topics)
    assert piece.items == ()
    assert [dropped.reason for dropped in piece.dropped] == ["no list of questions and answers"]


def test_questions_on_the_page_of_a_program_are_none_of_an_interview(topics: Topics) -> None:
    asked = "".join(f"## Why does X{n} fail?\n\nText.\n\n" for n in range(5))
    assert len(items(asked, topics, "notes.md")) == 5
    assert items(f"# tool\n\n## Installation\n\npip\n\n## Usage\n\nrun\n\n{asked}", topics, "notes.md") == []


def test_what_is_left_out_of_a_list_is_named_with_its_line(topics: Topics) -> None:
    text = TITLE + "- [What is a lock?](#lock)\n\n" + PAIR + "[back to top](#top)\n\n## License\n\nMIT\n"
    parsed = markdown.parse(text, file="bank.md", topics=topics)
    assert [(each.source.line, each.text, each.reason) for each in parsed.dropped] == [
        (3, "[What is a lock?](#lock)", "list of contents"),
        (9, "[back to top](#top)", "leads about the page"),
        (11, "License", "part of the document about itself"),
    ]


@pytest.mark.parametrize(
    ("more", "kind"), [("> said\n", "quote"), ("| a | b |\n|---|---|\n| 1 | 2 |\n", "table"), ("<br>\n", "html")]
)
def test_rules_that_a_text_does_not_need_are_left_out_for_that_text_only(more: str, kind: str) -> None:
    assert [block.kind for block in read_blocks("# Name\n\ntext\n")[0]] == ["heading", "paragraph"]
    assert [block.kind for block in read_blocks(f"# Name\n\n{more}")[0]] == ["heading", kind]
    assert read_blocks("[a]\n\n[a]: https://example.org\n")[1] == {"a": "https://example.org"}
