"""What a parser found, as the card or draft it becomes."""

import re
from dataclasses import asdict, replace

from bot.domain.cards import CardContent, key_of_question
from bot.domain.quiz_options import answer_of, choice_of
from bot.parsing import Item
from bot.parsing.fingerprints import code_of_generic
from bot.services.editing import LONGEST_ANSWER, LONGEST_QUESTION, shown_length

REPEAT_WORTH = 50
"""What one more source that asks the same adds to a draft's worth."""

_MOST_REPEATS = 10
_MOST_COUNTED = 1000
_KEY = re.compile(r"[A-Za-z0-9_-]{1,62}")
"""What fits a deep link after `c_`: https://core.telegram.org/bots/features#deep-linking."""


def key_of(item: Item, owner: int | None = None) -> str:
    """The key of the card or draft: the one its file gives, else its question's; `owner` has keys of their own.

    A draft without a question is told from others by its answer, a question that says nothing alone by its code.
    """
    given = item.authored.key if item.authored else None
    if given is not None and _KEY.fullmatch(given) and owner is None:
        return given
    asked = item.question or item.answer or item.title or ""
    code = code_of_generic(item.question, item.answer)
    if code is not None:
        asked = f"{asked}\n{code}"
    return key_of_question(item.lang, asked if owner is None else f"{owner}\n{asked}")


def is_complete(item: Item) -> bool:
    """Whether it can be a card without a person: a question and an answer, none longer than an editor may write."""
    if item.kind not in ("qa", "article") or not item.question or not item.answer:
        return False
    return _fits(item.question, LONGEST_QUESTION) and _fits(item.answer, LONGEST_ANSWER)


def content_of(item: Item, key: str) -> CardContent:
    """The card."""
    options, authored = item.options, item.authored
    content = CardContent(
        key=key,
        concept=key,
        lang=item.lang,
        question=item.question,
        answer=item.answer or "",
        short_answer=item.short_answer,
        topic=item.topic,
        tags=tuple(item.tags),
        level=item.difficulty,
        likes=item.likes,
        heat=item.heat,
        verified=item.verified,
        source=item.source,
    )
    if options is not None and options.sure:
        answer = content.answer or answer_of(options.offered, options.right, options.why)
        content = replace(content, answer=answer, choice=choice_of(options.offered, options.right, options.why))
    if authored is None:
        return content
    return replace(
        content,
        concept=authored.concept or key,
        key_points=authored.key_points,
        misconceptions=authored.misconceptions,
        follow_up=authored.follow_up,
        hint=authored.hint,
        choice=authored.choice or content.choice,
        references=authored.references,
        asked=authored.asked or 0,
        verified=authored.verified or item.verified,
        variant_group=authored.variant_group,
    )


def reread(old: CardContent, item: Item) -> CardContent:
    """A card as its post has it now; what a post does not say stays."""
    new = content_of(item, old.key)
    read = replace(
        old,
        question=new.question or old.question,
        answer=new.answer or old.answer,
        short_answer=new.short_answer,
        topic=new.topic or old.topic,
        tags=new.tags,
        level=new.level or old.level,
        choice=new.choice or old.choice,
        likes=most(old.likes, new.likes),
        heat=most(old.heat, new.heat),
    )
    if item.authored is None:
        return read
    return replace(
        read,
        key_points=new.key_points,
        misconceptions=new.misconceptions,
        follow_up=new.follow_up,
        hint=new.hint,
        choice=new.choice,
        references=new.references,
        asked=new.asked,
        verified=new.verified,
    )


def proposal_of(item: Item) -> dict[str, object]:
    """What is kept of a draft: its `parse` line, and what only files made for cards say."""
    return {**item.as_line(), "authored": asdict(item.authored) if item.authored else None}


def worth_of(item: Item) -> int:
    """One order of what is worth an editor's time most: what is sure, complete, liked, and asked in several places."""
    liked = max(10 * (item.likes or 0), (item.heat or 0) // 100)
    return (
        round(100 * item.confidence)
        + (100 if item.answer else 0)
        + min(_MOST_COUNTED, max(0, liked))
        + REPEAT_WORTH * min(_MOST_REPEATS, item.repeats - 1)
    )


def is_own_file(one: str | None, other: str | None) -> bool:
    """Whether two names can be one file's, taken in by way of different folders: `x.txt` and `posts/x.txt`."""
    if one is None or other is None:
        return False
    shorter, longer = sorted((one, other), key=len)
    return f"/{longer}".endswith(f"/{shorter}")


def most(*counts: int | None) -> int | None:
    """The largest count that is known."""
    return max((count for count in counts if count is not None), default=None)


def _fits(text: str, longest: int) -> bool:
    return len(text) <= longest or shown_length(text) <= longest
