"""Where an answer ends though no question follows, and what stands below a question but answers nothing."""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.blocks import Line, ends_sentence, is_short

_COUNTED = re.compile(r"\s*([一二三四五六七八九十]{1,3})、\s?\S")
_UNANSWERED = re.compile(
    r"\W{0,3}(?:(?:这(?:道)?题|这个)?(?:当时)?(?:我)?(?:没(?:有)?(?:答|回答)(?:上来|出来|好)|不会|不知道|忘了)(?:[了。，,]|$)"
    r"|(?:на )?(?:это|этот|тут|здесь)?\s?(?:вопрос )?(?:я )?не (?:ответил|смог(?:ла)? ответить|знал)"
    r"|(?:this one )?(?:i )?(?:could ?n[o'’]t|could not|did ?n[o'’]t|did not|was(?:n['’]t| not) able to)"
    r" (?:answer|know))",
    re.IGNORECASE,
)
_CHANNEL = re.compile(r"@[a-z]\w{4,}|\bt\.me/")
"""An annotation of a language begins with a capital letter."""
_BRACKETS = ("(", "（", "[", "【")


def chapter_below(answer: Sequence[Line]) -> int:
    """Where the heading of the document's next chapter stands among the lines of an answer; their number, where none
    does. Its number goes on from one that stands above the answer, so that the answer itself has no first one."""
    for at, line in enumerate(answer):
        match = _COUNTED.match(line.text) if "、" in line.text else None
        if match is None:
            continue
        apart = at > 0 and not answer[at - 1].text.strip()
        heads = match[1] != "一" and apart and is_short(line.text) and not ends_sentence(line.text)
        return at if heads else len(answer)
    return len(answer)


def is_unanswered(answer: Sequence[Line]) -> bool:
    """Whether all that stands below a question is a remark in brackets that it was not answered, or a call to join."""
    if len(answer) != 1 or not is_short(answer[0].text):
        return False
    bare = answer[0].bare
    if only_invites(bare):
        return True
    return bare.startswith(_BRACKETS) and _UNANSWERED.match(bare) is not None


def only_invites(text: str) -> bool:
    """Whether a line only names a channel to its readers."""
    return is_short(text) and lexicon.FOLLOW.match(text) is not None and _CHANNEL.search(text) is not None
