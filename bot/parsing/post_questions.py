"""Finds in the lines of a post what is asked and where it is answered."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from bot.parsing import lexicon, post_words
from bot.parsing.adverts import promotes
from bot.parsing.blocks import BULLET, HASHTAGS, QUESTION_MARKS, asks, ends_sentence, is_emoji, is_short, question_text
from bot.parsing.glued_answers import BEHIND
from bot.parsing.post_answers import Asked, content_of, own_label, take_choice, trimmed_range, with_answer
from bot.parsing.post_glance import LABEL_SIGN, is_header
from bot.parsing.post_numbers import numbered_run
from bot.parsing.post_parts import TitleForm
from bot.parsing.post_text import PostText
from bot.parsing.post_titles import by_title
from bot.parsing.posts import ASIDE, LABEL_HEAD, SHORTEST_QUESTION

LONGEST_QUESTION = 600
LONGEST_SCENE = 1500
SCENE_LINES = 12
MARKED_LINE = 250
"""Characters: a longer line is a question only if it ends as one, whatever emoji it begins with."""

_NUMBER = re.compile(
    r"^\W{0,6}(?:(?:(?:вопрос|question|q|题目?)\s?(?:№|#)?\s?)?(\d{1,3})\s?[.):\u3001\uff0e\uff09]\s*(?=\S)"
    r"|((?:\d\ufe0f?\u20e3){1,3})[\s.):]*(?=\S))",
    re.IGNORECASE,
)
_NO_DIGIT = re.compile(r"\D")


def find_questions(text: PostText, body: range, titles: AbstractSet[TitleForm] = frozenset()) -> list[Asked]:
    """What the body of a post asks, in its order; empty where it asks nothing that one can tell from a title. `titles`
    are the forms that its channel gives to those that ask."""
    if any(text.hidden[place] for place in body):
        return _by_borders(text, body)
    found = [with_answer(text, asked, end) for asked, end in _opened(text, body)]
    return found or _by_answer_mark(text, body) or by_title(text, body, titles)


def _by_borders(text: PostText, body: range) -> list[Asked]:
    """What stands above something hidden is the question, what is hidden the answer, with what follows it up to the
    next question."""
    found: list[Asked] = []
    start = body.start
    place = body.start
    while place < body.stop:
        if not text.hidden[place]:
            place += 1
            continue
        end = place
        while end < body.stop and (text.hidden[end] or not text.lines[end].strip()):
            end += 1
        above = _without_announcement(text, trimmed_range(text, start, place))
        if not above and found:
            found[-1].full = range(found[-1].full.start, trimmed_range(text, place, end).stop)
        else:
            found.append(_bordered(text, above, trimmed_range(text, place, end)))
        start = place = end
    rest = trimmed_range(text, start, body.stop)
    if found and rest and not _opens(text, rest.start, after_gap=True):
        found[-1].full = range(found[-1].full.start, rest.stop)
    return found


def _bordered(text: PostText, above: range, hidden: range) -> Asked:
    opened = list(_opened(text, above))
    asked = Asked(above, full=hidden, unfolded=True)
    if len(opened) > 1 or (opened and opened[-1][0].context):
        asked.question = range(opened[-1][0].question.start, above.stop)
        asked.context = opened[-1][0].context
    first = next((place for place in asked.question if _opens(text, place, after_gap=True)), asked.question.start)
    options = Asked(range(asked.question.start, first + 1))
    take_choice(text, options, range(first + 1, hidden.stop))
    if options.options is None:
        return asked
    options.unfolded, options.context = True, asked.context
    return options


def _without_announcement(text: PostText, above: range) -> range:
    last = text.lines[above.stop - 1] if above else ""
    announces = (
        post_words.ANSWER_ABOVE.match(last[:LABEL_HEAD]) is not None or text.own.of_answer(last) == len(last) > 0
    )
    return (
        trimmed_range(text, above.start, above.stop - 1) if announces and is_short(last) and not asks(last) else above
    )


def _opened(text: PostText, body: range) -> Iterator[tuple[Asked, int]]:
    """The questions that open a part of the post each, and where that part ends."""
    content = content_of(text, body)
    openings = [place for number, place in enumerate(content) if _opens_at(text, content, number)]
    run = numbered_run(text, body)
    if not (openings or run):
        return
    first = openings[0] if openings else run[0]
    style = _style(text, first)
    followers = _followers(text, openings, style, heads_list=content[0] < first) if openings else []
    if run and run[0] <= first and len(run) > 1 + len(followers):
        first, *followers = run
        style = "number"
    above = [place for place in content if place < first]
    start, context = first, None
    if above:
        if followers:
            context = _heading(text, above)
        elif _sets_scene(text, above, first):
            start = above[0]
        elif _is_heading(text, above) and (_strong(text, first) or text.own.headed or _names_questions(text, above)):
            context = _heading(text, above)
        elif not _strong(text, first):
            return
    starts = [(start, first), *((place, place) for place in followers)]
    for number, (begin, line) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else body.stop
        if style == "number" and (below := _next_of_list(text, content, line)):
            end = min(end, below)
        asked = Asked(range(begin, _question_end(text, line, end)), context=context)
        asked.marked = bool(style) or bool(followers)
        yield asked, end


def _opens_at(text: PostText, content: Sequence[int], number: int) -> bool:
    place = content[number]
    after_gap = number == 0 or content[number - 1] < place - 1 or text.code[content[number - 1]] != 0
    return _opens(text, place, after_gap=after_gap)


def _opens(text: PostText, place: int, *, after_gap: bool) -> bool:
    """Whether a line looks like a question by itself."""
    line = text.lines[place]
    bare = line.strip()
    head = bare[:LABEL_HEAD]
    if not bare or text.code[place]:
        return False
    if LABEL_SIGN.search(head):
        if lexicon.SHORT_LABEL.match(head) or lexicon.FULL_LABEL.match(head):
            return False
        if lexicon.QUESTION_LABEL.match(head) and is_question_length(bare):
            return True
    if len(bare) <= MARKED_LINE and (bare[0] in post_words.ASK_SIGNS or 0 < text.own.of_question(bare) < len(bare)):
        return is_question_length(bare)
    if not _asks(bare):
        return (after_gap or _NUMBER.match(bare) is not None) and _demands(bare)
    if BULLET.match(line) and not (_NUMBER.match(bare) or (after_gap and is_emoji(bare[0]))):
        return False
    return (after_gap or _NUMBER.match(bare) is not None or len(bare) >= ASIDE) and is_question_length(bare)


def _asks(bare: str) -> bool:
    """Whether a line ends with a question mark, or with one and a note or tags behind it."""
    return asks(bare) or (any(mark in bare for mark in QUESTION_MARKS) and BEHIND.search(bare) is not None)


def _demands(bare: str) -> bool:
    if lexicon.DEMAND.match(bare[:LABEL_HEAD]):
        return True
    return any(mark in bare for mark in QUESTION_MARKS) and post_words.ASKS_AND_DEMANDS.search(bare) is not None


def is_question_length(bare: str) -> bool:
    return SHORTEST_QUESTION <= len(question_text(bare)) <= LONGEST_QUESTION


def _style(text: PostText, place: int) -> str:
    """What the questions of one list have in common: a label, a number, an emoji."""
    bare = text.lines[place].strip()
    if lexicon.QUESTION_LABEL.match(bare[:LABEL_HEAD]) or text.own.of_question(bare):
        return "label"
    if _NUMBER.match(bare):
        return "number"
    return bare[0] if is_emoji(bare[0]) else ""


def _followers(text: PostText, openings: Sequence[int], style: str, *, heads_list: bool) -> list[int]:
    """The questions after the first one that open parts of their own; the others are the author's way of speaking."""
    later = openings[1:]
    if style == "number":
        found, last = [], _number(text, openings[0])
        for place in later:
            if _style(text, place) == "number" and _number(text, place) == last + 1:
                found.append(place)
                last += 1
        return found
    if style:
        return [place for place in later if _style(text, place) == style]
    bold = text.is_bold(openings[0])
    alike = [
        place
        for place in later
        if not _style(text, place) and text.is_bold(place) == bold and _begins_paragraph(text, place)
    ]
    return alike if heads_list and (bold or len(alike) > 1) else []


def _number(text: PostText, place: int) -> int:
    match = _NUMBER.match(text.lines[place].strip())
    return int(match[1] or _NO_DIGIT.sub("", match[2])) if match else 0


def _next_of_list(text: PostText, content: Sequence[int], place: int) -> int:
    """The place right below a numbered line where the next number stands, so that both are in a list of titles; 0 where
    something is said between them."""
    below = next((each for each in content if each > place), 0)
    return below if below and not text.code[below] and _number(text, below) == _number(text, place) + 1 else 0


def _begins_paragraph(text: PostText, place: int) -> bool:
    return place == 0 or not text.lines[place - 1].strip() or text.code[place - 1] != 0


def _strong(text: PostText, place: int) -> bool:
    """A label or an emoji for questions: nobody begins a rhetorical question so."""
    bare = text.lines[place].strip()
    if bare[0] in post_words.ASK_SIGNS or text.own.of_question(bare):
        return True
    return lexicon.QUESTION_LABEL.match(bare[:LABEL_HEAD]) is not None


def _sets_scene(text: PostText, above: Sequence[int], first: int) -> bool:
    """Sentences or code that the question right below them speaks about."""
    if len(above) > SCENE_LINES or sum(len(text.lines[place]) for place in above) > LONGEST_SCENE:
        return False
    if _strong(text, first) and not any(text.code[place] for place in above):
        return False
    prose = [text.lines[place] for place in above if not text.code[place]]
    told = all(len(line.strip()) >= ASIDE and ends_sentence(line) and not promotes(line) for line in prose)
    return told or (len(prose) < len(above) and all(ends_sentence(line) and not promotes(line) for line in prose))


def _is_heading(text: PostText, above: Sequence[int]) -> bool:
    return len(above) <= 3 and all(is_short(text.lines[place]) and not text.code[place] for place in above)


def _names_questions(text: PostText, above: Sequence[int]) -> bool:
    return any(post_words.INTERVIEWS.search(text.lines[place]) for place in above)


def _heading(text: PostText, above: Sequence[int]) -> str | None:
    lines = [text.lines[place] for place in above]
    named = [question_text(line) for line in lines if not HASHTAGS.match(line) and not post_words.HEADER.match(line)]
    return named[0] if named and named[0] and is_short(named[0]) else None


def _question_end(text: PostText, line: int, end: int) -> int:
    """Behind the last line of a question that goes on over several lines, or over code that it speaks about."""
    last = line + 1
    while last < end and text.lines[last].strip() and not text.code[last] and _goes_on_asking(text, last):
        last += 1
    # "What does this print?" needs the code below it; "How is this printed?" is answered by it where nothing follows.
    code = trimmed_range(text, last, end)
    if not code or not text.code[code.start] or not lexicon.OUTPUT_QUESTION.search(text.lines[line][:LONGEST_QUESTION]):
        return last
    below = code.start
    while below < end and text.code[below] == text.code[code.start]:
        below += 1
    is_shown = trimmed_range(text, below, end) or post_words.ASKS_OUTPUT.search(text.lines[line][:LONGEST_QUESTION])
    return below if is_shown else last


def _goes_on_asking(text: PostText, place: int) -> bool:
    line = text.lines[place]
    return asks(line) and not BULLET.match(line) and not _style(text, place)


def _by_answer_mark(text: PostText, body: range) -> list[Asked]:
    """A post that marks only its answer, by a label or an emoji: the lines above the mark are the question."""
    for place in content_of(text, body)[1:]:
        line = text.lines[place]
        if text.code[place] or not (_marks_answer(line) or own_label(text, place)):
            continue
        above = content_of(text, range(body.start, place))
        if len(above) > 1 and _only_announces(text.lines[above[0]]):
            above = above[1:]
        if sum(len(text.lines[each]) for each in above) > LONGEST_SCENE:
            return []
        return [with_answer(text, Asked(trimmed_range(text, above[0], place), marked=True), body.stop)]
    return []


def _marks_answer(line: str) -> bool:
    head = line[:LABEL_HEAD]
    return line.lstrip().startswith(post_words.ANSWER_SIGN) or lexicon.FULL_LABEL.match(head) is not None


def _only_announces(line: str) -> bool:
    return (
        is_short(line)
        and not ends_sentence(line.rstrip(" 👇🔽⬇\ufe0f:"))
        and post_words.INTERVIEWS.search(line) is not None
    )


def may_ask(text: PostText) -> bool:
    """Whether a post looks like one with a question: it hides something, or it begins with one."""
    if any(text.hidden):
        return True
    for place, line in enumerate(text.lines):
        head = line[: LABEL_HEAD + 1].strip()
        if not head or text.code[place] or (head[0] == "#" and HASHTAGS.match(head)):
            continue
        if is_header(head):
            return True
        if not asks(head) and is_short(line) and post_words.INTERVIEWS.search(head):
            # A title that names questions or interviews: the next line tells.
            continue
        return opens_a_question(text, place)
    return False


def opens_a_question(text: PostText, place: int) -> bool:
    """Whether a line that begins a paragraph looks like a question."""
    return _opens(text, place, after_gap=True)
