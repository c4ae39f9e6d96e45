"""`python -m tests.bench.learning`: the table, and the gates reached or not; exit code 1 when one is not."""

import argparse
import sys
from pathlib import Path
from time import perf_counter

from tests.bench.learning.gates import MISSED_WEEK_AT, check, share_of_best
from tests.bench.learning.learners import GATED, KINDS
from tests.bench.learning.lives import BAND_AT, BOT, WEEK_OFF, Cell, Results, run
from tests.bench.learning.policies import REFERENCES, RIVALS

DAYS = (30, 60, 90)
CAPS = (10, 20, 30)


def main() -> int:
    """Everything, by the arguments of the command line."""
    arguments = _arguments()
    started = perf_counter()
    cells = [Cell(kind, days, cap) for kind in arguments.kinds for days in DAYS for cap in CAPS]
    others = [*RIVALS, *REFERENCES] if arguments.references else [*RIVALS]
    results = run(cells, [BOT, *others], arguments.learners, arguments.seed)
    missed = [cell for cell in cells if (cell.days, cell.cap) == MISSED_WEEK_AT]
    for cell, means in run(missed, [WEEK_OFF], arguments.learners, arguments.seed).items():
        results[cell] |= means
    _print_table(results, [BOT, *others])
    gates = check(results)
    for gate in gates:
        _say(f"{'reached    ' if gate.reached else 'NOT REACHED'}  {gate.name}: {gate.found}")
    held = [means[BOT].band_held for cell, means in results.items() if (cell.days, cell.cap) == BAND_AT]
    _say(f"the 80 % band told at half time held the truth for {sum(held) / len(held):.0%} of the learners")
    _say(f"{arguments.learners} learners a cell, seed {arguments.seed}, {perf_counter() - started:.0f} s")
    if arguments.picture:
        from tests.bench.learning.picture import draw  # noqa: PLC0415 - matplotlib is not needed otherwise

        draw(results, arguments.picture)
    return 0 if all(gate.reached for gate in gates) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.learning", description=__doc__)
    parser.add_argument("--learners", type=int, default=60, help="in each cell")
    parser.add_argument("--seed", default="2026", help="other words are other people with other luck")
    parser.add_argument("--kinds", nargs="+", default=GATED, choices=list(KINDS), help="kinds of memory")
    parser.add_argument("--references", action="store_true", help="show two strong ways without a program beside them")
    parser.add_argument("--picture", type=Path, help="draw the picture of the README into this file (.svg or .png)")
    return parser.parse_args()


def _print_table(results: Results, names: list[str]) -> None:
    _say("cards known of 300 on the day; then of the bot: its share of the best rival, of the best with references,")
    _say("questions, hours, own estimate minus truth, cards known for every 100 questions, and the cycle's")
    _say(f"{'learner':<11}{'days':>5}{'a day':>6} |" + "".join(f"{name:>13}" for name in names) + " |")
    for cell, means in results.items():
        bot, known = means[BOT], "".join(f"{means[name].known:13.0f}" for name in names)
        _say(
            f"{cell.kind:<11}{cell.days:>5}{cell.cap:>6} |{known} | {share_of_best(results, cell):.3f}"
            f" {share_of_best(results, cell, references=True):.3f}"
            f" {bot.questions:5.0f} {bot.hours:4.1f} h {bot.bias:+5.0f}"
            f" {100 * bot.per_question:5.1f} {100 * means['cycle'].per_question:5.1f}"
        )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
