"""What one look at the lines of a post tells: that it asks nothing, or that a line only announces a question."""

import re
from collections.abc import Iterable

from bot.parsing import lexicon, post_words
from bot.parsing.blocks import HASHTAGS, is_short
from bot.parsing.post_answers import may_be_label
from bot.parsing.post_numbers import numbered_question
from bot.parsing.post_titles import begins_as_questions, names_a_question
from bot.parsing.posts import LABEL_HEAD

LABEL_SIGN = re.compile(r"[:：\d第]")
"""One of these stands in every label of a question."""
_SIGNS = post_words.ASK_SIGNS | {post_words.ANSWER_SIGN}


def asks_nothing(lines: Iterable[str]) -> bool:
    """Whether a look at each line shows that there can be no question, where nothing is hidden: so it is with most
    posts of most channels."""
    begun = False
    for line in lines:
        bare = line.lstrip()
        if not bare:
            continue
        if not begun and (bare[0] != "#" or not HASHTAGS.match(bare)):
            begun = True
            if begins_as_questions(bare) or names_a_question(bare) or _may_answer(bare):
                return False
        if "?" in bare or "\uff1f" in bare or bare[0] in _SIGNS:
            return False
        head = bare[:LABEL_HEAD]
        if may_be_label(head) and (lexicon.FULL_LABEL.match(head) or lexicon.SHORT_LABEL.match(head)):
            return False
        if LABEL_SIGN.search(head) and lexicon.QUESTION_LABEL.match(head):
            return False
        if not bare[0].isalpha() and numbered_question(bare):
            return False
        if lexicon.DEMAND.match(head):
            return False
    return True


def _may_answer(line: str) -> bool:
    """Whether the first line of a post may say that the answer to another one follows."""
    return is_short(line) and post_words.ANSWER_ABOVE.match(line) is not None


def is_header(line: str) -> bool:
    """Whether a line only says that a question follows."""
    return lexicon.QUESTION_HEADING.match(line) is not None or post_words.HEADER.match(line) is not None
