"""Tables: what is a column, what is a row, and what becomes of one that does not fit."""

import pytest

from bot.domain.topics import Topics
from bot.parsing.columns import named
from bot.parsing.formats import delimited
from tests.unit.parsing.reading_bytes import read_bytes


@pytest.mark.parametrize(
    ("header", "question", "answer"),
    [
        ("Question,Answer", "Question", "Answer"),
        ("q,a", "q", "a"),
        ("Front,Back,Tags", "Front", "Back"),
        ("Term,Definition", "Term", "Definition"),
        ("№,Вопрос,Полный ответ", "Вопрос", "Полный ответ"),
        ("题目,参考答案,难度", "题目", "参考答案"),
        ("questionText,answer_text", "questionText", "answer_text"),
    ],
)
def test_columns_are_known_by_their_usual_names(header: str, question: str, answer: str) -> None:
    found = named(header.split(","))
    assert (found.columns["question"], found.columns["answer"], found.sure) == (question, answer, True)


@pytest.mark.parametrize(
    "header", ["name,price,description", "title,body,author", "email,name,comment", "id,text,label"]
)
def test_names_that_may_stand_for_much_else_are_not_sure(header: str) -> None:
    assert not named(header.split(",")).sure


def test_letters_are_options_only_where_they_follow_each_other() -> None:
    assert named(["question", "a", "b", "c", "answer"]).options == ["a", "b", "c"]
    assert named(["question", "Option 1", "Option 2", "correct"]).options == ["Option 1", "Option 2"]
    assert named(["question", "a"]).options == []


def test_a_row_that_does_not_fit_is_told_by_its_line_and_stops_nothing(topics: Topics) -> None:
    text = 'question,answer,topic\nWhat is a?,A\nonly one cell\n"What is\nb?",B,x\nWhat is c?,C,x,y,z\nWhat is d?,D,x\n'
    read = read_bytes(text, "x.csv", topics)
    assert read.pairs == [("What is a?", "A"), ("What is\nb?", "B"), ("What is d?", "D")]
    assert [(drop.source.line, drop.reason) for drop in read.dropped] == [
        (3, "1 cells where the table has 3"),
        (6, "5 cells where the table has 3"),
    ]
    assert [item.source.line for item in read.items] == [2, 4, 7]


def test_a_quote_that_is_never_closed_costs_one_row(topics: Topics) -> None:
    rows = "".join(f"What is {number}?,It is {number}\n" for number in range(600))
    read = read_bytes(f'question,answer\n"What is open?,It is\n{rows}', "x.csv", topics)
    assert len(read.items) == 600
    assert [drop.reason for drop in read.dropped] == ["a quote in it is never closed"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "gb18030"])
def test_encodings_that_people_save_in_are_read(encoding: str, topics: Topics) -> None:
    text = "题目\t答案\n什么是死锁？\t两个线程互相等待对方的锁。\n什么是事务？\t要么全部执行，要么都不执行。\n"
    if encoding == "cp1251":
        text = "Вопрос\tОтвет\nЧто такое поток?\tЧасть процесса.\nЧто такое замок?\tОн пускает одного.\n"
    assert len(read_bytes(text.encode(encoding), "x.tsv", topics).items) == 2


def test_ankis_headers_say_what_the_columns_are(topics: Topics) -> None:
    text = (
        "#separator:Semicolon\n#html:false\n#tags:net\n#columns:Back;Front;Tags\n#guid column:4\n#deck:Web::HTTP\n"
        "It is cached.;What does 304 say?;http;g1\n# a comment\nNobody;Who <b>asks</b>?;;g2\n"
    )
    read = read_bytes(text, "notes.txt", topics)
    assert [piece.key for piece in read.pieces] == ["anki:g1", "anki:g2"]
    assert read.pairs == [("What does 304 say?", "It is cached."), ("Who <b>asks</b>?", "Nobody")]
    assert read.items[0].tags == ("http", "net", "web")
    assert read.items[0].context == "Web::HTTP"


def test_a_quiz_key_names_its_option(topics: Topics) -> None:
    text = (
        "question,option_a,option_b,option_c,correct answer,explanation\n"
        "Which is one?,x,one,y,B,because\nWhich is two?,two,x,y,two,\nWhich are odd?,1,2,3,A;C,\nAnd this?,x,y,z,Q,\n"
    )
    one, two, odd, unknown = read_bytes(text, "x.csv", topics).items
    assert (one.answer, one.options and one.options.right, one.options and one.options.why) == (
        "one\n\nbecause",
        (1,),
        "because",
    )
    assert two.answer == "two"
    assert odd.answer == "1\n3"
    assert (unknown.kind, unknown.options and unknown.options.sure) == ("draft", False)


def test_numbers_count_from_where_the_file_shows(topics: Topics) -> None:
    header = "question,option 1,option 2,option 3,correct\n"
    from_one = read_bytes(f"{header}Which?,a,b,c,3\nWhat?,a,b,c,1\n", "x.csv", topics)
    from_zero = read_bytes(f"{header}Which?,a,b,c,0\nWhat?,a,b,c,1\n", "x.csv", topics)
    unclear = read_bytes(f"{header}Which?,a,b,c,1\nWhat?,a,b,c,2\n", "x.csv", topics)
    assert [item.answer for item in from_one.items] == ["c", "a"]
    assert [item.answer for item in from_zero.items] == ["a", "b"]
    assert [item.kind for item in unclear.items] == ["draft", "draft"], "never guessed"


def test_html_is_made_clean_only_where_it_is_no_subject(topics: Topics) -> None:
    text = "question,answer\nWhat does <br> do?,Breaks the line.\nWhat is <b> for?,<p>It is <b>bold</b>.</p>\n"
    assert read_bytes(text, "x.csv", topics).pairs == [
        ("What does <br> do?", "Breaks the line."),
        ("What is <b> for?", "It is **bold**."),
    ]


def test_terms_apart_by_tabs_need_no_header(topics: Topics) -> None:
    text = "mutex\ta lock that one thread holds\nsemaphore\ta counter of how many may enter\nheap\ta tree in an array\n"
    assert len(read_bytes(text, "export.txt", topics).items) == 3


@pytest.mark.parametrize(
    "text",
    [
        "date,product,units\n2026-01-01,Lamp,3\n2026-01-02,Desk,1\n",
        "name,description,price\nLamp,It shines?,3\nDesk,wide,4\n",
        "1,2,3\n4,5,6\n7,8,9\n",
        "id;email\n1;a@example.org\n2;b@example.org\n",
    ],
)
def test_other_tables_give_nothing_and_say_why(text: str, topics: Topics) -> None:
    read = read_bytes(text, "x.csv", topics)
    assert read.items == []
    assert read.dropped


def test_prose_is_no_table() -> None:
    prose = b"A post, with commas, about threads.\nAnother line, with one more, of them.\nWhat is a thread?\n"
    assert not delimited.matches("post.txt", prose)


def test_an_absurd_line_is_refused_with_its_number_after_what_came_before(topics: Topics) -> None:
    read = read_bytes(b"question,answer\nWhat?,That.\n" + b"x" * 9_000_000, "x.csv", topics)
    assert read.pairs == [("What?", "That.")]
    assert read.fault is not None
    assert read.fault.startswith("line 3 is longer than 8 MB")


def test_a_line_without_a_tab_goes_on_with_the_answer_above(topics: Topics) -> None:
    text = "What is a?\tOne line\nand the next.\nWhat is b?\tB\nWhat is c?\tC\nWhat is d?\tD\nWhat is e?\tE\n"
    read = read_bytes(text, "notes.txt", topics)
    assert read.pairs[0] == ("What is a?", "One line\nand the next.")
    assert (len(read.pairs), read.dropped) == (5, [])


def test_a_line_that_most_answers_end_with_is_no_part_of_them(topics: Topics) -> None:
    rows = "".join(
        f'What is {each}?,"It is {each}.\nRead more: [site](https://x.example/{each})"\n' for each in "abcdef"
    )
    read = read_bytes(f"question,answer\n{rows}", "x.csv", topics)
    assert read.pairs[0] == ("What is a?", "It is a.")


def test_a_picture_alone_is_no_answer(topics: Topics) -> None:
    text = "#html:true\nWhat does it show?\t<img src='a.png'>\nWhat is b?\tB\n"
    assert [item.kind for item in read_bytes(text, "notes.txt", topics).items] == ["draft", "qa"]


@pytest.mark.parametrize("cell", ["Q" + " " * 200_000 + "1", "[[" * 100_000, "<" * 200_000, '"a' * 100_000])
def test_hostile_cells_take_no_time(cell: str, topics: Topics) -> None:
    """A pattern that looks at the same signs again and again would hold this test up for minutes."""
    assert len(read_bytes(f"question,answer\nWhat is a?,A\n{cell},b\nWhat is b?,B\n", "x.csv", topics).items) >= 1


def test_a_cell_alone_that_asks_nothing_is_a_heading(topics: Topics) -> None:
    text = ";Notes;\n;Question;Answer\n;Basics;\n;What is a bit?;0 or 1.\n;What is a byte?;\n;Word;Some bytes.\n"
    found = read_bytes(text, "x.csv", topics).items
    assert [(item.question, item.answer) for item in found] == [
        ("What is a bit?", "0 or 1."),
        ("What is a byte?", None),
        ("Word", "Some bytes."),
    ]


def test_a_key_may_stand_in_front_of_the_options(topics: Topics) -> None:
    rows = "".join(
        f"What is {each}?\t{number % 3}\tone {each}\ttwo {each}\tthree {each}\n" for number, each in enumerate("abcdef")
    )
    read = read_bytes(rows, "quiz.tsv", topics)
    assert read.pairs[:3] == [("What is a?", "one a"), ("What is b?", "two b"), ("What is c?", "three c")]


def test_behind_a_quiz_each_row_ends_in_as_many_tags_as_it_likes(topics: Topics) -> None:
    rows = "".join(
        f"What is {each}?,one {each},two {each},three {each},{number % 3 + 1}{',net' * number}\n"
        for number, each in enumerate("abcdefgh")
    )
    found = read_bytes(rows, "quiz.csv", topics).items
    assert [item.answer for item in found[:3]] == ["one a", "two b", "three c"]
    assert (found[0].tags, found[3].tags) == ((), ("net",))


def test_keys_that_count_are_numbers_though_one_is_an_option_too(topics: Topics) -> None:
    rows = [f"What is {each}?,one {each},two {each},{number % 2 + 1}\n" for number, each in enumerate("abcdef")]
    text = f"question,option 1,option 2,correct\n{''.join(rows)}How many?,2,1,1\n"
    assert read_bytes(text, "quiz.csv", topics).pairs[-1] == ("How many?", "2")


def test_a_row_without_a_question_goes_on_with_the_answer_above(topics: Topics) -> None:
    text = "question,answer,tags\nWhat is a?,first,x\n,second,\n,third,\nWhat is b?,B,\n,other,tag\n"
    read = read_bytes(text, "x.csv", topics)
    assert read.pairs == [("What is a?", "first\nsecond\nthird"), ("What is b?", "B")]
    assert [drop.reason for drop in read.dropped] == ["no question in it"]


def test_some_terms_may_lack_their_meaning(topics: Topics) -> None:
    rows = "".join(f"Word {each},what the word {each} stands for in a text of many others\n" for each in "abcdefgh")
    read = read_bytes(f"{rows}Lone,\n", "x.csv", topics)
    assert [item.kind for item in read.items] == ["qa"] * 8 + ["draft"]
    assert read_bytes("one,\ntwo,\nthree,what it stands for in a text\n", "x.csv", topics).items == []


def test_options_may_have_marks_behind_them(topics: Topics) -> None:
    rows = "".join(f"MC\tWhat is {each}?\tone\tincorrect\ttwo {each}\tcorrect\n" for each in "abc")
    text = f"{rows}MA\tWhich of them?\ta, b\tCorrect\tc\tincorrect\td\tCorrect\n"
    assert read_bytes(text, "pool.txt", topics).pairs == [
        *((f"What is {each}?", f"two {each}") for each in "abc"),
        ("Which of them?", "a, b\nd"),
    ]


def test_a_name_of_a_column_may_be_explained_on_several_lines(topics: Topics) -> None:
    head = '"Question - at most 100","Answer 1\n(Optional)","Answer 2\n(Optional)","Correct answer(s) – a number"\n'
    text = f"Template,,,\n{head}What is a?,one,two,2\nWhat is b?,three,four,1\n"
    assert read_bytes(text, "quiz.csv", topics).pairs == [("What is a?", "two"), ("What is b?", "three")]


def test_without_names_options_stand_behind_the_question_whatever_they_hold(topics: Topics) -> None:
    options = ("3,3.5,three", "-l,/dev,text", "1,2,words", "a.md,b,c d")
    rows = "".join(f"{n},Basics,What is {n}?,{each},{n % 3 + 1},2\n" for n, each in enumerate(options))
    assert [answer for _, answer in read_bytes(rows, "x.csv", topics).pairs] == ["3", "/dev", "words", "a.md"]
