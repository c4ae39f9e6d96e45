"""The short form of `make bench-learning`: few learners in two cells, the same gates."""

from dataclasses import replace

import pytest

from tests.bench.learning.gates import check
from tests.bench.learning.lives import BOT, WEEK_OFF, Cell, Results, run
from tests.bench.learning.policies import RIVALS


@pytest.fixture(scope="module")
def results() -> Results:
    cells = [Cell("flat", 60, 20), Cell("novice", 60, 20)]
    found = run(cells, [BOT, *RIVALS], 3, "short", workers=0)
    found[cells[0]] |= run(cells[:1], [WEEK_OFF], 3, "short", workers=0)[cells[0]]
    return found


def test_E1_the_bot_reaches_its_gates(results: Results) -> None:
    gates = check(results)
    assert len(gates) >= 7
    assert [f"{gate.name}: {gate.found}" for gate in gates if not gate.reached] == []


def test_a_worse_planner_would_be_seen(results: Results) -> None:
    reviews_first = {cell: {**means, BOT: means["fsrs .90"]} for cell, means in results.items()}
    missed = [gate.name for gate in check(reviews_first) if not gate.reached]
    assert any(name.startswith("known on the day") for name in missed)
    assert any(name.startswith("on average at least 1.15 x random") for name in missed)
    greedy_caps = {cell: {**means, BOT: replace(means[BOT], bias=40.0, over=1)} for cell, means in results.items()}
    missed = [gate.name for gate in check(greedy_caps) if not gate.reached]
    assert [name.split(" ")[0] for name in missed] == ["own", "own", "no"]
