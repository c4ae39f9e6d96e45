"""Cards near enough to each other that the program has something to propose."""

from typing import Any

from bot.domain.cards import CardContent
from tests.conftest import card

QUESTION = "Why does a task made with create_task sometimes vanish before it is done?"
RIGHT = "The event loop keeps only weak references to its tasks"
ANSWER = """\
The event loop keeps only weak references to its tasks. A task that nobody else holds may be collected in the middle \
of its work. Keep each task in a set until it is done, or use a task group. Log what a task raises in a callback \
(done callback), because an exception that nobody awaits is reported late."""

_OTHERS = {
    "How do you call blocking code from a coroutine?": (
        "A pool of threads runs blocking calls, so that every other task goes on. Pass the function to "
        "asyncio.to_thread. The default pool of threads has a small limit per process."
    ),
    "Why can a lock of the threading module freeze a service?": (
        "A thread that waits for the lock stops each task of its loop. Take an asyncio lock instead, and hold it "
        "for a few statements alone. Every coroutine then waits in its turn."
    ),
    "What does a semaphore change under many calls?": (
        "A semaphore lets only so many tasks go on at a time. Each waiting task still takes memory, so a queue "
        "with a limit is the better choice for long work."
    ),
    "How do you stop a service without losing what it has begun?": (
        "The signal handler sets an event that the main coroutine waits for. New requests are refused first, and "
        "the running ones get a few seconds. Cancel only what is left after that."
    ),
    "What happens to a coroutine that is never awaited?": (
        "A coroutine object does nothing at all until somebody awaits it. Python warns about it when the object "
        "is collected. The event loop never hears of such a call."
    ),
}


def the_card(**fields: Any) -> CardContent:
    """The card that proposals are made for: it has none of the three fields."""
    return card(100, **({"question": QUESTION, "answer": ANSWER} | fields))


def neighbours() -> list[CardContent]:
    """Cards of the same topic that ask something else."""
    return [card(number, question=question, answer=answer) for number, (question, answer) in enumerate(_OTHERS.items())]
