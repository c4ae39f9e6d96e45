"""`make bench` measures what can happen: its learners do not run out of questions."""

from tests.bench import population, program


def test_a_learner_of_the_bench_is_asked_as_often_on_a_day_as_it_answers() -> None:
    planned = min(population.learner(1).questions_a_day, population.NEW + population.DUE)
    assert max(program.ALONE, program.EACH) <= planned
