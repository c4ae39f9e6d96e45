"""The choice form that is proposed: whole statements, wrong options that are wrong here, nothing given away."""

from dataclasses import replace

import pytest

from bot.domain.cards import CardContent, Choice, Misconception
from bot.domain.enriching import NotProposed, Proposed
from bot.domain.enriching.choice import choice_form
from bot.domain.enriching.options import gives_away, option, options_in
from bot.domain.enriching.prose import Statement, stems
from tests.e2e.enriching import RIGHT, neighbours, the_card


def proposed(card: CardContent, others: list[CardContent]) -> Choice:
    found = choice_form(card, others)
    assert isinstance(found, Proposed), found
    return found.value


def test_the_right_option_is_a_whole_statement_and_no_wrong_one_is_said_anywhere() -> None:
    choice = proposed(the_card(), neighbours())
    said = " ".join(each.answer for each in (the_card(), *neighbours()))
    assert choice.right == RIGHT
    assert len(set(choice.others)) == 3
    assert choice.others[0] == RIGHT.replace("weak", "strong")
    assert not [each for each in choice.others if each in said]
    assert choice.why in the_card().answer


def test_nothing_is_made_of_a_card_that_may_ask_the_same() -> None:
    lender = "A pool of threads runs non-blocking calls, so that every other task goes on"
    assert lender in proposed(the_card(), neighbours()).others
    for change in ({"concept": the_card().concept}, {"variant_group": "v-1"}, {"question": the_card().question}):
        others = [replace(each, **change) if "A pool of threads" in each.answer else each for each in neighbours()]  # type: ignore[arg-type]  # fields named at runtime
        found = choice_form(the_card(variant_group="v-1"), others)
        assert isinstance(found, NotProposed) or lender not in found.value.others


def test_misconceptions_of_the_card_are_the_best_wrong_options() -> None:
    wrong = (
        "Tasks are deleted when their coroutine is slow",
        "The loop runs only the tasks of the main thread",
        "A task ends together with the function that made it",
    )
    found = choice_form(the_card(misconceptions=tuple(map(Misconception, wrong))), [])
    assert isinstance(found, Proposed)
    assert set(found.value.others) == set(wrong)
    assert "misconceptions" in found.reasons


@pytest.mark.parametrize(
    ("question", "answer", "others"),
    [
        ("How long does it take to look up a key of a dict?", "O(1)", {"O(n)", "O(log n)", "O(n log n)"}),
        ("Which port does HTTPS use?", "443", {"80", "22", "8080"}),
        ("What keeps two threads apart?", "GIL", {"JIT", "ABI", "AST"}),
    ],
)
def test_an_answer_of_one_word_stands_among_others_of_its_kind(question: str, answer: str, others: set[str]) -> None:
    choice = proposed(the_card(question=question, answer=answer), [])
    assert (choice.right, set(choice.others)) == (answer, others)


def test_where_much_is_asked_nothing_is_borrowed_as_it_is() -> None:
    card = the_card(question=f"{'A long story. ' * 40}Why?")
    found = choice_form(card, neighbours())
    assert isinstance(found, NotProposed) or "one-of-many" in found.reasons
    assert isinstance(found, NotProposed) or {"same-topic", "near-topic"}.isdisjoint(found.reasons)


def test_why_nothing_is_proposed() -> None:
    card = the_card()
    assert choice_form(replace(card, answer="so" * 60), neighbours()) == NotProposed("no-statement")
    assert choice_form(replace(card, answer="```python\nloop = new()\n```"), []) == NotProposed("gives-away")
    assert choice_form(replace(card, answer="Because it does so always."), []) == NotProposed("gives-away")


def test_where_nothing_likely_is_found_the_nearest_is_proposed_as_easy_to_guess() -> None:
    lists = the_card(question="What sets a list apart from a tuple?", answer="A list can be changed, a tuple cannot.")
    found = choice_form(lists, neighbours())
    assert isinstance(found, Proposed)
    assert found.reasons[0] == "easy-to-guess"
    assert found.value.right == "A list can be changed, a tuple cannot"
    assert len({found.value.right, *found.value.others}) == 4


def test_a_statement_that_leans_on_others_is_the_right_option_where_there_is_no_other() -> None:
    leaning = the_card(question="Why is a task kept in a set?", answer="It would be lost otherwise, as said above.")
    found = choice_form(leaning, neighbours())
    assert isinstance(found, Proposed)
    assert (found.reasons[0], found.value.right) == ("easy-to-guess", "It would be lost otherwise, as said above")


def test_where_no_statement_fits_a_beginning_or_a_line_of_code_among_its_like_is_proposed_as_a_piece() -> None:
    long = "It keeps a weak one to each of its tasks, " + "which is why whatever nobody holds " * 4 + "goes."
    found = choice_form(the_card(answer=long), neighbours())
    assert isinstance(found, Proposed)
    assert found.reasons[:2] == ("easy-to-guess", "piece")
    assert found.value.right == "It keeps a weak one to each of its tasks"

    code = "```python\nloop = new()\nloop.run_forever(until=stopped)\n```"
    lines = ("tasks.add(create(work))", "await gather(*tasks, timeout=5)", "with timeout(5): work()")
    others = [
        the_card(
            key=f"c{number}", concept=f"c{number}", question=f"How is it {line}?", answer=f"```python\n{line}\n```"
        )
        for number, line in enumerate(lines)
    ]
    found = choice_form(the_card(answer=code), others)
    assert isinstance(found, Proposed)
    assert found.value.right == "loop.run_forever(until=stopped)"
    assert set(found.value.others) == set(lines)


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("The pool holds 40 threads for each process", "The pool holds some threads for each worker"),
        ("The call of pool.close() waits for the workers", "The call of the operator waits for the workers"),
        ("Цикл событий держит слабые ссылки на Task", "Цикл событий держит слабые ссылки на вызов"),
        ("The loop does not hold its running tasks", "The loop does hold on to its running calls"),
        ("The loop always runs the callbacks in order", "The loop mostly runs the coroutines in order"),
        ("The loop may run the callbacks out of order", "The loop will run the coroutines out of order"),
        ("The loop runs callbacks (in their order)", "The loop runs coroutines, in their order"),
        ("Keep the reference until the work is done", "The reference stays until the work is done"),
        ("The loop of events holds references to tasks that are weak", "The loop holds weak references"),
        ("The loop is slow", "The loop of events holds references that are weak"),
    ],
)
def test_what_gives_the_right_option_away(right: str, other: str) -> None:
    others = [option(each) for each in (other, other, other)]
    assert gives_away(option(right), others, frozenset())
    assert not gives_away(option(other), others, frozenset())
    assert not gives_away(option(right), [option(right), *others[1:]], frozenset())


def test_sharing_most_words_with_the_question_gives_it_away() -> None:
    asked = stems("Why does a task vanish?")
    near, far = option("A vanishing task is held by nobody"), option("A running thread is held by its pool")
    assert gives_away(near, [far, far, far], asked)
    assert not gives_away(near, [near, far, far], asked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RIGHT}.", [RIGHT]),
        ("It holds only weak references to all of its tasks.", []),
        ("How: hold a reference to each of your tasks in a set.", []),
        ("Tasks are held weakly by the loop; keep your own reference to each.", None),
        ("Something blocks the event loop: a driver, a client, a large JSON document or slow access to files.", None),
        ("The loop holds tasks (in both of these modes weakly.", []),
        ("Does the loop hold references to its running tasks?", []),
    ],
)
def test_an_option_stands_alone_and_is_not_cut(text: str, expected: list[str] | None) -> None:
    found = [each.text for each in options_in(Statement(text, "sentence", 0), "en")]
    if expected is not None:
        assert found == expected
    else:
        whole = text.rstrip(".")
        assert found[0] == whole
        assert all(whole.casefold().startswith(each.casefold()) or f" {each[1:]}" in f" {whole[1:]}" for each in found)
        assert len(found) > 1
