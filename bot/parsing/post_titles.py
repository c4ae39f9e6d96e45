"""Titles of posts that ask without a question mark: "What is a closure", "В чём разница между list и tuple"."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.parsing.blocks import ends_sentence, is_emoji
from bot.parsing.post_answers import Asked, content_of, with_answer
from bot.parsing.post_parts import TitleForm
from bot.parsing.post_text import PostText
from bot.parsing.posts import ASIDE

LONGEST_TITLE = 120
DEFINED_WITHIN, STEM = 160, 5
"""Characters below a title that name again what it names, and of a word without its ending."""

_ASKS = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)] )?(?:"
    r"(?:что (?:такое|делает|означает|значит|подразумева\w+|происходит)"
    r"|в ч[её]м (?:разниц\w+|отличи\w+|различи\w+|суть|смысл|преимуществ\w+|проблем\w+)"
    r"|чем (?:.{1,60} )?отлича\w+|какая разница|как (?:работа\w+|устроен\w*|реализован\w*)"
    r"|зачем (?:нуж\w+|использу\w+)|для чего (?:нуж\w+|использу\w+|предназнач\w+)"
    r"|(?:what (?:is|are|does)|what['’]s)|(?:the )?differences? between|how (?:does|do) .{1,60} work)\b"
    r"|什么是|为什么)",
    re.IGNORECASE,
)
_MAY_ASK = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)] )?(?:как(?:ие|ой|ая|ое|им образом)|как (?:можно|\w+ть|\w+ться)|почему"
    r"|когда (?:нужно|следует|стоит)|how (?:to|do|does|can)|why|which|when (?:to|should))\b",
    re.IGNORECASE,
)
"""Titles that ask in a channel of questions, and tell news elsewhere."""
_BEGINS_AS_QUESTIONS = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)] )?(?:(?:(?:в|из|от|до|для|на|с|о|об|при|по) )?(?:как\w{0,4}|ч[её]м|чего|что)|зачем|почему"
    r"|когда|где|сколько|кто|куда|откуда|(?:можно|нужно|стоит|есть|бывает) ли|разница|отличи[ея]|сравнение"
    r"|how|why|what|when|where|which|who|can|does|do|is|are|should|(?:the )?differences?|explain|compare)\b"
    r"|^\W{0,6}(?:什么|为什么|为何|如何|怎么|怎样|哪些|哪个|谈谈|说说|简述|何时|是否|能否)",
    re.IGNORECASE,
)
"""Titles that ask where the channel puts questions into titles of the same form."""
_MEDIA = re.compile(
    r"книг|курс|стать|подборк|канал|видео|доклад|новост|релиз|вышел|вышл|вакан|\b(?:books?|courses?|articles?|videos?"
    r"|talks?|news|releases?d?|channels?|jobs?|hiring|list of)\b|书|课程|文章|视频|发布|招聘|推荐|合集",
    re.IGNORECASE,
)
"""What a title names, or the text below it speaks of, where nothing is explained."""
_DEFINES = re.compile(r"\bэто\b|\b(?:is|are)\b|(?<!不)是")
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[^\W\d_]{4,}")
_TELLS = re.compile(r"\b(?:мы|я|нас|нам|мне|наш\w*|we|our|us|my|i)\b", re.IGNORECASE)
"""Words of a title that tells a story of its author."""
_ASKED_BEHIND = ("的区别", "有什么区别", "是什么")
_ASKED_ABOUT = ("区别", "原理", "作用", "流程", "场景", "优缺点", "是什么")
_ENDS = (":", "：", "…", "...", "👇", "🔽", "⬇")


def names_a_question(line: str) -> bool:
    """Whether a line by itself could be such a title; news have some of them too."""
    bare = line.strip()
    return is_title(bare) and (asks_clearly(bare) or _MAY_ASK.match(bare) is not None)


def asks_clearly(line: str) -> bool:
    """Whether a title asks what something is or how it works, wherever it stands."""
    bare = line.strip()
    return bare.endswith(_ASKED_BEHIND) or _ASKS.match(bare) is not None


def begins_as_questions(line: str) -> bool:
    """Whether a line by itself could be a question where others like it are."""
    bare = line.strip()
    return is_title(bare) and (_BEGINS_AS_QUESTIONS.match(bare) is not None or bare.endswith(_ASKED_ABOUT))


def is_title(line: str) -> bool:
    """Whether a line is short, tells nothing of its author and ends as no sentence does."""
    bare = line.strip()
    if not bare or len(bare) > LONGEST_TITLE or _TELLS.search(bare) or ends_sentence(bare):
        return False
    return not bare.rstrip("\ufe0f ").endswith(_ENDS)


def title_form(text: PostText, content: Sequence[int]) -> TitleForm | None:
    """How the title above the lines `content` of a post is set; None where there is none."""
    if len(content) < 2 or text.code[content[0]] or len(text.lines[content[0]]) > LONGEST_TITLE:
        return None
    bare = text.lines[content[0]].strip()
    form = TitleForm(text.is_bold(content[0]), is_emoji(bare[0]))
    return form if form.bold or content[1] > content[0] + 1 else None


def defines(title: str, below: str) -> bool:
    """Whether the line below a title that only names something says what that is."""
    if _MEDIA.search(title) or _MEDIA.search(below):
        return False
    begin = below[:DEFINED_WITHIN].casefold()
    named = any(word[:STEM] in begin for word in _WORD.findall(title.casefold()))
    return named or _DEFINES.search(begin) is not None


def by_title(text: PostText, body: range, forms: AbstractSet[TitleForm]) -> list[Asked]:
    """A post whose title names what is asked: a paragraph of its own, with prose or code below. `forms` are those
    that the channel gives to titles that ask."""
    content = content_of(text, body)
    form = title_form(text, content[:2])
    title = text.lines[content[0]] if form else ""
    if form is None or not (
        names_a_question(title) or (form in forms and _asks_in_form(form, title, text, content[1]))
    ):
        return []
    first, below = content[0], content[1:]
    told = len(below) > 1 or text.code[below[0]] != 0 or _is_sentence(text.lines[below[0]])
    return [with_answer(text, Asked(range(first, first + 1), titled=True), body.stop)] if told else []


def _asks_in_form(form: TitleForm, title: str, text: PostText, below: int) -> bool:
    return begins_as_questions(title) or (form.marked and is_title(title) and defines(title, text.lines[below]))


def _is_sentence(line: str) -> bool:
    bare = line.strip()
    return len(bare) >= ASIDE and ends_sentence(bare) and not is_emoji(bare[-1])
