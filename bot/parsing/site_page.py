"""Pages of sites that are no list of questions: news, notices, manuals with a site's menus around them."""

import re
from collections.abc import Sequence

from bot.parsing.blocks import LABEL_LINE, Line, asks, content
from bot.parsing.channel_page import posts_shown
from bot.parsing.page_furniture import is_end, is_legal

TOP_LINES = 8
FEWEST_SIGNS = 2
FEWEST_ASKED = 3
MOST_EDGES = 1
FEWEST_REPLIES = 3

_PATH = re.compile(
    r"^\W*(?:当前位置|您(?:现在)?的位置|skip to (?:main )?content|перейти к (?:содержанию|содержимому|контенту)"
    r"|вы здесь)\b"
    r"|^[^>›»/]{1,24}(?:\s[>›»/]\s[^>›»/]{1,40}){1,5}\s?>?$",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\W{0,3}(?:reply|ответить|回复|回覆)(?:\W{0,3}(?:share|report|like|поделиться|举报|赞))*\W*$", re.IGNORECASE
)
JOB_LINE = 48
_JOB = re.compile(
    r"\W*(apply (?:now|for this job|on company site)|report (?:this )?job|(?:full )?job (?:details|description)"
    r"|easy apply|откликнуться|пожаловаться на вакансию|похожие вакансии|вакансия (?:опубликована|в архиве).*"
    r"|立即(?:沟通|投递)|投递简历|职位(?:描述|详情)|举报该?职位)\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\W*(?:责编|来源|责任编辑|发布时间|更新时间|posted (?:on|by)|published(?: on)?|опубликовано"
    r"|дата публикации)[:：\s]",
    re.IGNORECASE,
)


def is_vacancy(lines: Sequence[Line]) -> bool:
    """Whether the page is one of a board of jobs: its buttons stand around what is offered and asked for."""
    said = {match[1].casefold() for line in lines if len(line.text) <= JOB_LINE and (match := _JOB.match(line.text))}
    return len(said) >= FEWEST_SIGNS and posts_shown(lines[TOP_LINES:]) <= MOST_EDGES


def is_discussion(lines: Sequence[Line]) -> bool:
    """Whether the page shows what its visitors wrote to each other: a button to reply stands below each."""
    return sum(_REPLY.match(line.text) is not None for line in lines if line.text) >= FEWEST_REPLIES


def asks_nothing(lines: Sequence[Line]) -> bool:
    """Whether a text is such a page, where next to nothing is asked above the foot and no title asks."""
    said = [line for line in content(lines) if len(line.text) <= LABEL_LINE * 2]
    signs = [
        any(_PATH.match(line.bare) for line in said[:TOP_LINES]),
        any(_BYLINE.match(line.bare) for line in said[:TOP_LINES]),
        any(is_end(line.text) for line in said[len(said) // 2 :]),
        any(is_legal(line.text) for line in said[len(said) // 2 :]),
    ]
    if (
        sum(signs) < FEWEST_SIGNS
        or any(asks(line.text) for line in said[:TOP_LINES])
        or posts_shown(said[TOP_LINES:]) > MOST_EDGES
    ):
        return False
    end = next((at for at, line in enumerate(said) if at > len(said) // 2 and is_end(line.text)), len(said))
    return sum(asks(line.text) for line in said[:end]) < FEWEST_ASKED
