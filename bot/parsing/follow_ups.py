"""Questions inside answers: a page whose answers go on, under a label of their own, with one more question."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.parsing.blocks import asks, content
from bot.parsing.inferred_heads import mark_answers
from bot.parsing.joined_answers import Asked
from bot.parsing.line_leads import Lead, lead_of
from bot.parsing.question_heads import Head, opens_answer

FEWEST = 3
OFTEN = 0.4


def with_follow_ups(asked: Sequence[Asked]) -> list[Asked]:
    """The questions, and those that stand labelled and answered inside their answers as questions of their own."""
    places = [dict(_labelled(each)) for each in asked]
    met = Counter(form for found in places for form in found)
    form, count = max(met.items(), key=lambda item: item[1], default=("", 0))
    if count < FEWEST or count < OFTEN * len(asked):
        return list(asked)
    parted: list[Asked] = []
    inner: list[Asked] = []
    for each, found in zip(asked, places, strict=True):
        if form not in found:
            parted.append(each)
            continue
        at, lead = found[form]
        line = each.body[at]
        follow = Asked(Head(each.head.index + at + 1, None, lead.rest, True), line, each.body[at + 1 :])
        parted += [replace(each, body=each.body[:at]), follow]
        inner.append(follow)
    mark_answers(inner)
    return parted


def _labelled(asked: Asked) -> Iterator[tuple[str, tuple[int, Lead]]]:
    """The lines of an answer with a label and a question behind it, where text stands above and below."""
    for at, line in enumerate(asked.body):
        text = line.text
        if not ("?" in text or "？" in text) or not asks(text) or opens_answer(text):
            continue
        lead = lead_of(text)
        if lead and lead.form.startswith("label") and content(asked.body[:at]) and content(asked.body[at + 1 :]):
            yield lead.form, (at, lead)
