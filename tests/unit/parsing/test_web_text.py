"""Pages of labelled and numbered questions, quizzes with keys, answers that stand apart."""

import pytest

from bot.parsing import Item

from .conftest import Read


def pairs(read: Read, text: str) -> list[tuple[str, str | None]]:
    return [(item.question, item.answer) for item in read(text).items]


PAIRS = [("What is a lock?", "It makes others wait."), ("What is a queue?", "First in, first out.")]


@pytest.mark.parametrize(
    "form",
    [
        "Q{n}. {q}\nAns: {a}\n\n",
        "Question {n}: {q}\nAnswer: {a}\n\n",
        "{n}. {q}\nОтвет: {a}\n",
        "Вопрос {n}. {q}\n\nОтвет:\n\n{a}\n\n",
        "题目{n}：{q}\n答案\n{a}\n\n",
        "{n}、{q}\n解答：{a}\n",
        "第{n}题：{q}\n参考答案：{a}\n",
        "Q: {q}\nA: {a}\n\n",
        "# {n}. {q}\n\n答案： {a}\n\n",
        "问：{q}\n答：{a}\n",
    ],
)
def test_questions_and_answers_are_told_by_their_labels(form: str, read: Read) -> None:
    text = "".join(form.format(n=n, q=q, a=a) for n, (q, a) in enumerate(PAIRS, start=1))
    assert pairs(read, text) == PAIRS


REPEATED = [*PAIRS, ("What is a heap?", "A tree of which the least is on top."), ("Why index?", "To find rows sooner.")]


@pytest.mark.parametrize(
    "form",
    [
        "★ {q}\n{a}\n\n",
        "Host: {q}\nGuest: {a}\n",
        "Front\n{q}\nBack\n{a}\n\n",
        "❓ {q}\n=> {a}\n",
        "— {q}\n— {a}\n",
        "{n}\n{q}\n{a}\n\n",
        "{n:02d} / {q}\n{a}\n\n",
        "№{n} {q}\n{a}\n",
        "Day {n}: {q}\n{a}\n",
        "1. {q}\n{a}\n\n",
        "Question {n} of 4\n{q}\n{a}\n\n",
        "[00:0{n}] Host: {q}\n[00:0{n}] Guest: {a}\n",
        "{q}\n{a}\n",
        "{q}\n\n{a}\n\n",
        "{q} — {a}\n",
    ],
)
def test_the_form_that_a_page_repeats_is_found(form: str, read: Read) -> None:
    text = "Interview questions\n\n"
    text += "".join(form.format(n=n, q=q, a=a) for n, (q, a) in enumerate(REPEATED, start=1))
    assert pairs(read, text) == REPEATED


def test_a_number_above_a_single_name_gives_no_error(read: Read) -> None:
    assert pairs(read, "1\nWhat is a lock?\nA flag.\n2\nWhat is a heap?\nA tree.\n3\nWhy\n4\nWhat?\nIt.\n")


def test_numbered_parts_of_an_answer_are_no_questions(read: Read) -> None:
    text = (
        "1. What is a lock?\nThree things:\n1. a flag\n2. a queue\n3. an owner\n4. a depth\n\n"
        "2. What is a queue?\nFirst in, first out.\n\n3. What is a heap?\nThe least comes first.\n"
    )
    found = pairs(read, text)
    assert [question for question, _ in found] == ["What is a lock?", "What is a queue?", "What is a heap?"]
    assert (found[0][1] or "").endswith("4. a depth")


def test_a_question_without_a_mark_is_held_by_its_number(read: Read) -> None:
    text = "1. What is a lock?\nA flag.\n\n2. Threads\nThey share memory.\n\n3. What is a heap?\nA tree.\n"
    assert [question for question, _ in pairs(read, text)][1] == "Threads"


@pytest.mark.parametrize("heading", ["Ответы", "Answers", "参考答案", "Answer key"])
def test_answers_that_stand_after_all_questions_are_joined_by_number(heading: str, read: Read) -> None:
    text = f"1. What is a lock?\n2. What is a queue?\n3. What is a heap?\n\n{heading}\n1. A flag.\n2. A line.\n"
    text += "3. A tree.\n"
    assert pairs(read, text) == [
        ("What is a lock?", "A flag."),
        ("What is a queue?", "A line."),
        ("What is a heap?", "A tree."),
    ]


def test_a_list_of_bare_questions_gives_drafts(read: Read) -> None:
    items = read("Interview\n\n1. What is a lock?\n2. What is a queue?\n3. What is a heap?\n").items
    assert [(item.kind, item.answer) for item in items] == [("draft", None)] * 3


def quiz(read: Read, text: str) -> Item:
    return read(f"1. What stops a loop?\n{text}\n2. What is a queue?\nAnswer: A line.\n").items[0]


@pytest.mark.parametrize(
    "options",
    [
        "A) stop\nB) break\nC) exit\nCorrect answer: B\nExplanation: The others are no words.",
        "(a) stop\n(b) break\n(c) exit\nThe correct answer is (b) break.\nExplanation: The others are no words.",
        "A. stop  B. break  C. exit\n答案：B\n解析：The others are no words.",
        "а) stop\nб) break\nв) exit\nПравильный ответ: б\nПояснение: The others are no words.",
    ],
)
def test_a_quiz_keeps_its_options_and_its_key(options: str, read: Read) -> None:
    item = quiz(read, options)
    assert item.options is not None
    assert (item.options.offered, item.options.right, item.options.sure) == (("stop", "break", "exit"), (1,), True)
    assert item.answer == "break\n\nThe others are no words."
    assert item.question == "What stops a loop?"


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("[junior] What is a lock?", "junior"),
        ("What is a lock? (Middle)", "middle"),
        ("【高级】What is a lock?", "senior"),
        ("What is a lock?hard", "senior"),
        ("What is a lock?\n难度：中等", "middle"),
        ("What is a lock?", None),
    ],
)
def test_a_level_glued_to_a_question_is_taken_off_it(head: str, level: str | None, read: Read) -> None:
    item = read(f"1. {head}\nAnswer: A flag.\n2. What is a queue?\nAnswer: A line.\n").items[0]
    assert (item.question, item.difficulty) == ("What is a lock?", level)


def test_what_surrounds_the_questions_of_a_page_is_dropped(read: Read) -> None:
    text = (
        "Contents\nВопрос 1. Что такое замок?\nВопрос 2. Что такое очередь?\n\n"
        "Вопрос 1. Что такое замок?\n\nОтвет: Флаг.\n\n"
        "Подписывайтесь на наш канал!\n\nВопрос 2. Что такое очередь?\n\nОтвет: Кто первый пришёл.\n\nЗаключение\n\n"
        "Удачи!\n\nКомментарии (3)\nА где замки?"
    )
    assert pairs(read, text) == [("Что такое замок?", "Флаг."), ("Что такое очередь?", "Кто первый пришёл.")]


def test_numbers_of_lines_below_code_are_not_part_of_it(read: Read) -> None:
    code = "def f():\n    x = 1\n    return x"
    item = read(f"1. 什么是函数？\n答案：\n{code}\n1\n2\n3\n\n2. 什么是类？\n答案：模板。\n").items[0]
    assert item.answer == f"```python\n{code}\n```"


def test_numbers_that_code_prints_stay(read: Read) -> None:
    item = read("1. 下面输出什么？\n答案：三行\n1\n2\n3\n\n2. 什么是类？\n答案：模板。\n").items[0]
    assert (item.answer or "").split("\n")[-3:] == ["1", "2", "3"]


def test_what_a_candidate_said_is_no_answer(read: Read) -> None:
    text = (
        "Вопрос {0}. Что такое замок {0}?\n\nТаймкод: 00:0{0}:00\n\nОтвет собеседника: не знает.\n\n"
        "Правильный ответ: Флаг {0}.\n\n"
    )
    assert [answer for _, answer in pairs(read, text.format(1) + text.format(2))] == ["Флаг 1.", "Флаг 2."]


def test_a_page_that_lost_its_line_ends_is_parted(read: Read) -> None:
    glued = "".join(
        f"{n}. Зачем нужен замок номер {n}?Ответ:Чтобы поток {n} подождал другого, {'очень ' * 12}долго."
        for n in range(1, 6)
    )
    found = pairs(read, f"Пять вопросов\n{glued}")
    assert [question for question, _ in found] == [f"Зачем нужен замок номер {n}?" for n in range(1, 6)]
    assert all((answer or "").startswith(f"Чтобы поток {n}") for n, (_, answer) in enumerate(found, start=1))


def test_headings_that_ask_in_a_piece_of_news_give_nothing(read: Read) -> None:
    text = (
        "Провайдер остановил серверы\nУтром клиенты не открыли сайты.\nПричину назвал представитель.\n\n"
        "Что это значит для клиентов?\n\nКомпания вернёт часть платы.\n\nПовторится ли это?\n\nНикто не знает.\n"
    )
    assert read(text).items == ()
    assert pairs(read, "Собеседование: ответы\n" + text) != []


@pytest.mark.parametrize(
    "line",
    [
        "需要从文档中获取字段，再关注它的类型。",
        "Consumers subscribe to the topic.",
        "Заходите в консоль и смотрите план.",
    ],
)
def test_a_line_that_only_sounds_like_a_plug_stays(line: str, read: Read) -> None:
    assert pairs(read, f"Q1. What is a lock?\nAns: A flag.\n{line}\nQ2. What is a queue?\nAns: A line.\n")[0] == (
        "What is a lock?",
        f"A flag.\n{line}",
    )


@pytest.mark.parametrize(
    "line",
    ["需要整套笔记的朋友点击此处！", "Subscribe to our newsletter!", "Подписывайтесь на наш канал!"],
)
def test_a_plug_between_answers_is_dropped(line: str, read: Read) -> None:
    assert pairs(read, f"Q1. What is a lock?\nAns: A flag.\n\n{line}\n\nQ2. What is a queue?\nAns: A line.\n")[0] == (
        "What is a lock?",
        "A flag.",
    )
