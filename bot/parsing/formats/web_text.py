"""Pages and files of numbered or labelled questions: "Вопрос 3. … Ответ: …", "Q1. … Ans: …", "题目1 … 答案", numbered
lists with answers below, questions first and answers after, quizzes with options and a key.
"""

import re
from collections.abc import Sequence

from bot.parsing.answers import as_markdown
from bot.parsing.asked_parts import (
    asked_one_by_one,
    drop_options_without_a_key,
    drop_parts_of_a_list,
    join_ends_of_lines,
    join_wrapped,
    strip_section,
    without_contents,
)
from bot.parsing.blocks import Line, content, is_short, question_text, trimmed
from bot.parsing.choices import Choice, read_choice
from bot.parsing.counters import difficulty, heat, is_difficulty
from bot.parsing.follow_ups import with_follow_ups
from bot.parsing.harvest import Find, Harvest
from bot.parsing.inferred_heads import mark_answers
from bot.parsing.joined_answers import Asked, answers_after
from bot.parsing.levels import split_level
from bot.parsing.marked_options import letter_marked_options
from bot.parsing.page_foot import cut_foot
from bot.parsing.page_furniture import is_meta, meta_tags, without_adverts
from bot.parsing.page_notes import mark_notes
from bot.parsing.question_heads import is_section
from bot.parsing.question_parts import LINK, take_apart
from bot.parsing.score import Evidence
from bot.parsing.web_pages import WebText

MOST_TOLD = 0.6
_COURTESY = re.compile(
    r"\W*(?:thank|that(?:'s| is) (?:all|it)|goodbye|bye\b|welcome\W*$|спасибо|до свидания|всего (?:доброго|хорошего)"
    r"|удачи|谢谢|感谢|今天就到|就到这|好的，?(?:谢谢|今天)|回去等|再见)",
    re.IGNORECASE,
)
"""What opens and closes a recorded interview is no question."""


def read_web_text(page: WebText, harvest: Harvest) -> None:
    """Adds the questions of a page, each with its answer, the key and the level where the page gives them."""
    asked = page.asked()
    harvest.drop(page.lines[: page.heads[0].index], "introduction or contents of the page")
    asked = without_contents(asked, harvest)
    foot = cut_foot(asked)
    if asked:
        harvest.drop(foot, "foot of the page")
    answers = answers_after(asked)
    if not answers:
        asked = with_follow_ups(asked)
        mark_answers(asked)
        mark_notes(asked)
        join_wrapped(asked)
    mostly_answered = _mostly_answered(asked)
    if not mostly_answered:
        join_ends_of_lines(asked)
        drop_parts_of_a_list(asked, harvest)
    asked = asked_one_by_one(asked)
    letter_marked_options(asked)
    drop_options_without_a_key(asked, harvest)
    for place, each in enumerate(asked):
        if each.head.index in answers:
            each.body = answers[each.head.index]
        else:
            follows = asked[place + 1].head.number if place + 1 < len(asked) else None
            strip_section(each, harvest, restarts=follows == 1, answered=mostly_answered)
        _take(each, page.kind, harvest, answers_apart=bool(answers))


def _mostly_answered(asked: Sequence[Asked]) -> bool:
    """Whether text stands below most questions, or more than a name below a third of them."""
    told = sum(bool(content(each.body)) for each in asked)
    explained = sum(any(not is_section(line) for line in content(each.body)) for each in asked)
    return told > MOST_TOLD * len(asked) or explained * 3 > len(asked)


def _take(asked: Asked, kind: str, harvest: Harvest, *, answers_apart: bool) -> None:
    if harvest.is_full:
        harvest.drop([asked.line], "more questions than one text can hold")
        return
    head, level = split_level(asked.head.text)
    body = trimmed(asked.body)
    meta = [line for line in body if is_meta(line.text) or (is_short(line.text) and is_difficulty(line.text))]
    level = level or next((found for line in meta if (found := difficulty(line.text))), None)
    harvest.drop(meta, "a note of the page: level, tags, time")
    body = [line for line in body if line not in meta]
    choice = read_choice(body)
    question, short, answer, labels = take_apart(Line(asked.line.number, head), body, choice)
    if not content(question) or (not asked.head.asks and _COURTESY.match(head)):
        return
    kept, adverts = without_adverts(answer)
    harvest.drop(adverts, "advert, offer or call inside an answer")
    asking, full, brief = as_markdown(question), as_markdown(kept), as_markdown(short)
    text = question_text(asking.markdown) if len(content(question)) == 1 else asking.markdown
    written = full.markdown or brief.markdown
    if choice:
        right = "\n".join(choice.options.offered[place] for place in choice.options.right)
        written = f"{right}\n\n{written}".strip() if written != right else right
    if not written and LINK.search(text):
        harvest.drop([asked.line], "a link, not a question")
        return
    harvest.finds.append(
        Find(
            kind="qa" if written else "draft",
            question=text,
            line=asked.line.number,
            evidence=_evidence(kind, labels, choice, written=bool(written), asks=asked.head.asks, apart=answers_apart),
            answer=written or None,
            short_answer=brief.markdown or None,
            code_blocks=asking.code_blocks + full.code_blocks,
            tags=tuple(dict.fromkeys(tag for line in meta for tag in meta_tags(line.text))),
            difficulty=level,
            heat=next((views[0] for line in meta if (views := heat(line.text))), None),
            options=choice.options if choice else None,
        )
    )


def _evidence(
    kind: str, labels: Sequence[str], choice: Choice | None, *, written: bool, asks: bool, apart: bool
) -> Evidence:
    evidence = Evidence()
    if kind == "label":
        evidence.add("question is labelled", 0.5)
    elif kind == "number":
        evidence.add("question in a numbered run", 0.4)
    elif kind == "form":
        evidence.add("question in the form that the page repeats", 0.4)
    else:
        evidence.add("question above an answer's label", 0.3)
    if asks:
        evidence.add("its words ask", 0.4)
    for label in dict.fromkeys(labels):
        evidence.add(f"label {label}", 0.5)
    if apart and written:
        evidence.add("answer joined by its number", 0.4)
    if choice:
        evidence.add("options with a key", 0.6)
    if written:
        evidence.add("answer follows", 0.5)
    else:
        evidence.against("no answer follows", 0.5)
    return evidence
