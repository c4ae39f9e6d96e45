"""The options of a quiz or poll that became a card: its answer in words, and its choice form."""

from collections.abc import Collection, Sequence

from bot.domain.cards import Choice
from bot.domain.markup import Run, shows_something, write_markdown

LONGEST_OPTION = 100
"""UTF-16 units. https://core.telegram.org/bots/api#inputpolloption, text."""

LONGEST_WHY = 200
"""UTF-16 units. https://core.telegram.org/bots/api#sendpoll, explanation."""

MOST_LINE_FEEDS = 2
MOST_OPTIONS = 12
"""Both as above."""


def answer_of(offered: Sequence[str], right: Collection[int], why: str | None) -> str:
    """The answer of such a card, Markdown: what is right of the options (places from 0), then why."""
    chosen = [option for place, option in enumerate(offered) if place in right]
    lines = [_markdown(option) for option in chosen]
    named = lines[0] if len(lines) == 1 else "\n".join(f"- {' '.join(line.split())}" for line in lines)
    return "\n\n".join(part for part in (named, _markdown(why or "")) if part.strip())


def choice_of(offered: Sequence[str], right: Collection[int], why: str | None) -> Choice | None:
    """The choice form; None where not exactly one option is right, or the options are not what a quiz can show.

    A reason too long for one is left out: the answer has it.
    """
    if len(right) != 1 or not 1 < len(offered) <= MOST_OPTIONS:
        return None
    options = [" ".join(option.split()) for option in offered]
    told = all(shows_something(option) and _units(option) <= LONGEST_OPTION for option in options)
    (place,) = right
    if not told or len(set(options)) != len(options) or not 0 <= place < len(options):
        return None
    reason = "\n".join(line.strip() for line in (why or "").strip().splitlines())
    fits = _units(reason) <= LONGEST_WHY and reason.count("\n") <= MOST_LINE_FEEDS
    others = tuple(option for number, option in enumerate(options) if number != place)
    return Choice(options[place], others, reason if fits else "")


def _markdown(text: str) -> str:
    return write_markdown([Run(text.strip(), ())]) if text.strip() else ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
