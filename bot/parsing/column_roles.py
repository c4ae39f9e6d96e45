"""What the columns of a table, or the fields of objects alike, are by what stands in them; names are only a hint."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.parsing.cells import is_nameless, said_by
from bot.parsing.column_looks import FEWEST_ROWS, Look
from bot.parsing.columns import Column, Named, column_of, folded_name, hinted, named
from bot.parsing.quiz_keys import Base, Offer, keyed_places, offered

SAMPLE_ROWS = 60
MOST_COLUMNS = 40
MOST_ASK = 0.55
"""Share of the cells of a column of questions that look like one, where its name says nothing."""
ALL_ASK = 0.75
"""The same, where its name speaks against it."""
SOME_ASK = 0.15
"""The same, where its name speaks of questions."""
FILLED = 0.5
FEWEST_WORDS = 1.5
FEWEST_WORDS_IN_FRONT = 4.0
"""Of answers that stand before their questions."""
LONGEST_OPTION = 12
"""Words."""
FEWEST_LETTERED = 3
"""Options in columns of their own, where their key is a letter or number in a column of any name."""

LONGER = 1.2
"""How many times more words the meaning of a term has, at least."""
TERMS = frozenset(
    ("term", "terms", "concept", "word", "notion", "acronym", "термин", "понятие", "слово", "术语", "名词", "概念")
)

_KEY_OF_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)+")
"""The name of a text in a program."""
_LANGUAGE = re.compile(
    r"(?:[a-z]{2}|zh|cn)(?:[-_][A-Za-z]{2,4})?|english|russian|chinese|русский|英文|中文|俄文", re.IGNORECASE
)
_PUBLISHED = frozenset(
    (
        *("date", "author", "authors", "published", "published at", "publish date", "pub date", "posted", "posted at"),
        *("дата", "автор", "дата публикации", "опубликовано", "日期", "作者", "发布时间", "发布日期"),
    )
)
_KEYS = frozenset(("label", "target", "gold", "ground truth", "truth"))
"""Names of what may be a key where options stand beside it; elsewhere they sort."""
_NO_OPTIONS = frozenset(("question", "correct", "explanation", "url", "topic", "level", "tags"))
_NO_ANSWERS = frozenset(("question", "topic", "tags", "level", "url", "likes", "heat", "lang", "guid", "hint", "wrong"))


def understood(rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> Named:
    """What the names stand for: by themselves where they say it and the contents do not speak against it, else by the
    contents."""
    looks = {name: Look(name, [row.get(name) for row in rows[:SAMPLE_ROWS]], hinted(name)) for name in names}
    by_name = named(name for name, look in looks.items() if not look.is_blank)
    if all(map(_LANGUAGE.fullmatch, names)) or (tells_of_article(names) and not by_name.sure):
        return Named() if not by_name.answers else by_name
    if (listed := _offered_beside(by_name, looks)) is not None:
        columns: dict[Column, str] = {**by_name.columns, "options": listed, "correct": by_name.columns["answer"]}
        del columns["answer"]
        return replace(by_name, columns=columns)
    if not by_name.asks and by_name.answers_by_key and (asked := _hinted_question(looks.values(), by_name)):
        return replace(by_name, columns={**by_name.columns, "question": asked}, sure=True)
    if by_name.asks and by_name.answers and not _lacks_key(by_name) and not _is_denied(by_name, looks):
        return by_name
    found = inferred(list(looks.values()), len(rows)) or _terms(looks, len(rows))
    if found is None or (_lacks_key(by_name) and not found.answers_by_key):
        return by_name
    used = {*found.columns.values(), *found.options, *found.rights, *found.wrongs}
    further = {
        column: name
        for column, name in by_name.columns.items()
        if column not in found.columns and name not in used and column not in ("answer", "correct", "options")
    }
    return replace(found, columns={**found.columns, **further})


def tells_of_article(names: Iterable[str]) -> bool:
    """Whether names are those that a list of articles has: where it is, and who wrote it or when."""
    plain = {folded_name(name) for name in names}
    return any(column_of(name) == "url" for name in plain) and not _PUBLISHED.isdisjoint(plain)


def _lacks_key(found: Named) -> bool:
    """Whether there are options, and nothing by name that says which one is right."""
    return (bool(found.options) or "options" in found.columns) and not found.answers_by_key


def _offered_beside(found: Named, looks: Mapping[str, Look]) -> str | None:
    """The column of options of any name, where what is called the answer is only the number or letter of one."""
    answer = looks.get(found.columns.get("answer", ""))
    if not found.sure or answer is None or found.options or "options" in found.columns:
        return None
    if len(answer.texts) < FEWEST_ROWS or max(map(len, answer.texts)) > 1:
        return None
    used = set(found.columns.values())
    return next((look.name for look in looks.values() if look.name not in used and _offers(look)), None)


def _hinted_question(looks: Iterable[Look], found: Named) -> str | None:
    """The column whose name has a word for questions, or that asks, where names speak of options and a key."""
    used = {*found.columns.values(), *found.options}
    free = [look for look in looks if look.name not in used]
    named_so = (look.name for look in free if look.hint == "question" and look.is_prose and look.filled >= FILLED)
    return next(named_so, None) or (asked.name if (asked := _asked(free)) else None)


def _is_denied(found: Named, looks: Mapping[str, Look]) -> bool:
    """Whether the column that is called questions holds only their numbers, or titles of what is asked beside it."""
    asked = looks[found.columns["question"]]
    if not found.sure and asked.asking < SOME_ASK and max(look.asking for look in looks.values()) >= MOST_ASK:
        return True
    return len(asked.texts) >= FEWEST_ROWS and not asked.is_prose and asked.asking == 0 and asked.words < FEWEST_WORDS


def inferred(looks: Sequence[Look], rows: int) -> Named | None:
    """What columns are by their contents; None where nothing is asked, or nothing answers."""
    if rows < FEWEST_ROWS or len(looks) > MOST_COLUMNS:
        return None
    asked = _asked(looks)
    if asked is None:
        return None
    others = [look for look in looks if look is not asked]
    place = looks.index(asked)
    found = _quiz(asked, others, place) or _answered(asked, others, place)
    return replace(found, sure=asked.hint == "question" or asked.asking >= ALL_ASK) if found else None


def _terms(looks: Mapping[str, Look], rows: int) -> Named | None:
    """Terms and what they mean, where the names of the columns say so."""
    term = next((look for look in looks.values() if folded_name(look.name) in TERMS), None)
    told = next((look for look in looks.values() if look is not term and look.hint in ("explanation", "answer")), None)
    if term is None or told is None or rows < FEWEST_ROWS or not term.is_prose or term.distinct < 1:
        return None
    if told.filled < FILLED or told.words < max(3.0, LONGER * term.words):
        return None
    return Named({"question": term.name, "answer": told.name}, [], sure=True)


def _asked(looks: Sequence[Look]) -> Look | None:
    """The column of questions."""
    best: tuple[float, Look] | None = None
    for look in looks:
        if look.filled < FILLED or look.distinct < FILLED or not look.is_prose:
            continue
        is_hinted = look.hint == "question"
        if look.hint in ("answer", "explanation", "options", "correct", "wrong") and look.asking < ALL_ASK:
            continue
        if look.asking < (SOME_ASK if is_hinted else MOST_ASK):
            continue
        worth = look.asking + (0.6 if is_hinted else 0.0)
        if best is None or worth > best[0]:
            best = (worth, look)
    return best[1] if best else None


def _answered(asked: Look, others: Sequence[Look], place: int) -> Named | None:
    """The question with the column that answers it best: called so, or the longest text that sorts nothing."""
    best: tuple[float, Look] | None = None
    for at, look in enumerate(others):
        is_hinted = look.hint in ("answer", "correct")
        if look.hint in _NO_ANSWERS or look.filled < FILLED:
            continue
        if look.hint == "correct" and all(map(_KEY_OF_TEXT.fullmatch, look.texts)):
            continue
        fewest = FEWEST_WORDS if at >= place else FEWEST_WORDS_IN_FRONT
        if not is_hinted and (not look.is_prose or look.sorts or look.words < fewest or look.asking > MOST_ASK):
            continue
        worth = min(look.words, 30) / 30 + (1.5 if is_hinted else 0.0) + (0.3 if at >= place else 0.0)
        worth -= 1.0 if look.hint in ("explanation", "code", "example", "short_answer") else 0.0
        if best is None or worth > best[0]:
            best = (worth, look)
    if best is None:
        return None
    return Named({"question": asked.name, "answer": best[1].name}, [], sure=True)


def _quiz(asked: Look, others: Sequence[Look], place: int) -> Named | None:
    """The question with its options and the column that names the right one of them; without names, the options stand
    behind the question, which is at `place`."""
    listed = next((look for look in others if _offers(look)), None)
    if listed is not None:
        offers = [offered(value) for value in listed.values]
        if all(offer is None or offer.marked for offer in offers):
            return Named({"question": asked.name, "options": listed.name}, [], sure=True)
        key = _key(offers, [look for look in others if look is not listed])
        if key is not None:
            return Named({"question": asked.name, "options": listed.name, "correct": key}, [], sure=True)
        return None
    for start in range(place if is_nameless(asked.name) else 0, len(others)):
        # The key stands in front of the options, or behind them.
        for end in range(min(len(others) - (start == 0), start + 8), start + 1, -1):
            columns = others[start:end]
            if not _are_options(columns):
                continue
            rows = [tuple(map(said_by, row)) for row in zip(*(look.values for look in columns), strict=True)]
            rest = [look for look in others if look not in columns]
            key = _key([Offer(tuple(filter(None, row))) for row in rows], rest)
            if key is not None:
                return Named({"question": asked.name, "correct": key}, [look.name for look in columns], sure=True)
    return None


def _are_options(looks: Sequence[Look]) -> bool:
    """Whether columns are of one kind, short texts that may each be chosen."""
    if is_nameless(looks[0].name):
        return len({look.is_bare for look in looks}) == 1 and all(_may_be_chosen(look) for look in looks)
    if len({(look.hint, look.is_prose) for look in looks}) > 1 or looks[0].hint in _NO_OPTIONS:
        return False
    return all(map(_may_be_chosen, looks))


def _may_be_chosen(look: Look) -> bool:
    return look.filled >= FILLED and look.words <= LONGEST_OPTION


def _offers(look: Look) -> bool:
    """Whether each cell of a column offers several options."""
    if look.hint in ("tags", "url", "topic", "answer", "correct", "explanation"):
        return False
    said = [value for value in look.values if value not in (None, "", [], {})]
    return len(said) >= FEWEST_ROWS and sum(offered(value) is not None for value in said) >= 0.8 * len(said)


def _key(offers: Sequence[Offer | None], others: Sequence[Look]) -> str | None:
    """The column whose cells name one of the options each."""
    best: tuple[float, str] | None = None
    for look in others:
        cells = [(offer, value) for offer, value in zip(offers, look.values, strict=True) if said_by(value) and offer]
        is_hinted = look.hint in ("correct", "answer")
        # A count of rows, of points or of anything else names no option.
        counts = all(text.isdecimal() for text in look.texts) and (look.distinct == 1 or not is_nameless(look.name))
        by_names = all(said_by(value) in offer.names for offer, value in cells) or folded_name(look.name) in _KEYS
        if len(cells) < FEWEST_ROWS or (counts and not is_hinted and not by_names):
            continue
        if is_nameless(look.name) and len(set(look.texts)) == 1:
            continue
        # A letter or number may stand for much else.
        is_short = all(len(text) <= 2 for text in look.texts)
        if not is_hinted and is_short and max(len(offer.options) for offer, _ in cells) < FEWEST_LETTERED:
            continue
        # Which number the first option has is found out later, from all keys together.
        base: Base = 0 if any(text == "0" for text in look.texts) else 1
        named_one = sum(bool(keyed_places(offer, value, base)) for offer, value in cells)
        worth = named_one / len(cells) + (0.5 if is_hinted else 0.0)
        if named_one >= 0.8 * len(cells) and (best is None or worth > best[0]):
            best = (worth, look.name)
    return best[1] if best else None
