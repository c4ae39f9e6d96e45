"""What a page holds besides its questions and answers: buttons, line numbers of code, notes, adverts, its end."""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.adverts import is_advert
from bot.parsing.blocks import LABEL_LINE, Line, is_fence, is_short, matches_label, without_lead
from bot.parsing.code import find_code
from bot.parsing.code_signs import STRONG

GLUED_LINE = 400
"""Characters: questions and answers of a page that lost its line ends stand on lines longer than this."""
FEWEST_GLUED = 3
FEWEST_LINE_NUMBERS = 3

_BUTTON = re.compile(
    r"^\s*(?:copy(?: code|edit)?|copied!?|复制(?:代码)?|运行代码|копировать(?: код)?|скопировать|run code|expand code"
    r"|click to (?:copy|reveal|view|show).{0,30}|show answer|hide answer|view answer|show explanation|показать ответ"
    r"|page \d{1,4}(?: (?:of|/) \d{1,4})?|стр(?:аница|\.) ?\d{1,4}|第 ?\d{1,4} ?页(?: ?共 ?\d+ ?页)?"
    r"|how well did you know this\?|not at all|perfectly"
    r"|查看(?:答案|解析)|点击(?:查看|展开).{0,12}|展开(?:全文|阅读)?|收起|read more|читать далее|развернуть)\s*$",
    re.IGNORECASE,
)
_META = re.compile(
    r"^\W{0,4}(?:таймкод|timecode|知识点|知识考点|考点|考察点|考察(?:要点|方向)|标签|分类|来源|出处|出现频率"
    r"|频率|题型|теги|тема|категория"
    r"|раздел|источник|tags?|topics?|category|source|asked (?:in|at|by)|companies|difficulty|level|сложность"
    r"|уровень|难度)"
    r"\s?[:：]",
    re.IGNORECASE,
)
_TAGS = re.compile(r"^\W{0,4}(?:标签|分类|теги|тема|категория|tags?|topics?|category)\s?[:：]\s*(.+)$", re.IGNORECASE)
_END = re.compile(
    r"^[\W_]{0,4}(?:comments?(?: \(\d+\))?|\d+ comments?|leave a (?:reply|comment).*"
    r"|комментари[йи](?: \(?\d+\)?)?|\d+ комментари\w+"
    r"|оставить комментарий|评论(?:区|列表)?(?: ?\(?\d+\)?)?|发表评论.*|版权声明.*|本文(?:作者|链接|转载).*"
    r"|转载(?:请|自).*|原文链接.*"
    r"|上一篇.*|下一篇.*|相关(?:推荐|文章|阅读).*|share(?: this| on).{0,40}|поделиться(?: .{0,40})?"
    r"|about the author|об авторе|关于作者"
    r"|conclusion|final (?:words|thoughts)|wrapping up|заключение|выводы?|в заключение|итоги|краткие итоги"
    r"|вместо заключения"
    r"|写在最后|结语|结束语|尾声|总结|最后|frequently asked questions|faqs?|read (?:also|next)|you may also like"
    r"|(?:read also|see also|читай(?:те)? (?:также|еще|ещё)|смотри(?:те)? также)\s?:.*|перевод (?:статьи|материала).*"
    r"|подпи(?:сывайтесь|шитесь|сывайся|шись)\b.*|став(?:ьте|ь) лайк.*|спасибо за (?:внимание|прочтение).*"
    r"|удачи (?:на|в|всем|вам)\b.*|thanks for reading.*|thank you for reading.*|good luck.*|happy (?:coding|learning).*"
    r"|内容来自.*|以上(?:就是|是|内容).*|如有(?:侵权|疑问|问题|错误|不足).*|(?:好了|最后)?，?祝.{0,20}(?:offer|面试|成功|顺利).*"
    r"|希望.{0,20}(?:帮助|有用).*|感谢(?:阅读|观看|您的阅读).*|未完待续.*"
    r"|上一[頁页].*|相[關关]文章.*|related articles?.*"
    r"|back to top|html embed code\W*|返回顶部"
    r"|posted (?:by|in|on)\b.*|email this.*|share to .*"
    r"|previous post|next post|предыдущая (?:статья|запись)|следующая (?:статья|запись)|источники?|references"
    r"|参考(?:资料|文献|链接))"
    r"\W*$",
    re.IGNORECASE,
)
_PLUG = re.compile(
    r"(?:篇幅(?:有限|限制|原因).{0,40}|免费(?:获取|领取|分享给|送)|点击此处|一键三连|加群|群号"
    r"|需要.{0,12}(?:面试|笔记|资料|源码|pdf).{0,20}(?:的(?:朋友|同学|小伙伴|可以)|点击|扫码|领取|私信|加[vV微])"
    r"|(?:关注|搜索).{0,12}公众号|回复.{0,10}(?:领取|即可获取)"
    r"|подписывайтесь на (?:наш|мой|канал)|(?:наш|мой) (?:телеграм|telegram)[- ]?канал"
    r"|заходи(?:те)? (?:к нам|в (?:наш|мой))"
    r"|subscribe to (?:our|my)\b|follow (?:us|me) on|check out our|join our (?:telegram|discord|community|newsletter))",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?<=[.。!！?？:：;；)\w»”\"])\s?(?=\d{1,3}\s?[.、)] ?[^\d\s.][^?？]{4,180}[.?？]\s?(?:Ответ|Answer|Ans"
    r"|答案?)\s?[:：])"
)


_BRACKETED = re.compile(
    r"【\s?(选项|選項|题目|題目|题干|问题|(?:参考|參考|正确|标准)?答案(?:解析)?|解析|解答|详解)\s?】\s*"
)
_GLUED_LABEL = re.compile(r"(?<=\S)\s+(?=(?:试题|问题|题目|Вопрос|Question) ?\d{1,3} ?[:：])")
_GLUED_ANSWER = re.compile(r"(?<=[?？])\s?(?=(?:Ответ|Answer|Ans|答案?)\s?[:：])")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without buttons and line numbers of code; what a page glued into one line is parted again."""
    kept: list[Line] = []
    title = next((line.bare for line in lines if line.text.strip()), "")
    turned = rated = False
    for line in lines:
        text = line.text
        if text and len(text) <= LABEL_LINE and text.lstrip()[:1].lower() in _BUTTON_LETTERS and _BUTTON.match(text):
            turned = turned or text.strip()[-1:].isdigit()
            rated = text[:1] in "Hh" or (rated and text[:1] not in "Pp")
            continue
        if rated and text.strip().isdigit():
            continue
        rated = rated and not text.strip()
        if turned and len(text) <= LABEL_LINE and text.strip() == title:
            # Printed pages repeat their title at the top of each.
            continue
        if len(text) > GLUED_LINE:
            parts = _parted(text)
            kept += [Line(line.number, part) for part in parts]
        elif "【" in text and _BRACKETED.search(text):
            kept += [Line(line.number, part) for part in _at_bracketed_labels(text)]
        elif label := _GLUED_LABEL.search(text):
            kept += [Line(line.number, text[: label.start()]), Line(line.number, text[label.end() :])]
        else:
            kept.append(line)
    return _without_line_numbers(kept)


_BUTTON_LETTERS = frozenset("csphnrev复运крпчс查点展收第")


def _parted(text: str) -> list[str]:
    if text.count("?") + text.count("？") < FEWEST_GLUED:
        return [text]
    parts = _GLUED.split(text)
    return [half for part in parts for half in _GLUED_ANSWER.split(part, 1)] if len(parts) >= FEWEST_GLUED else [text]


def _at_bracketed_labels(text: str) -> list[str]:
    """The parts of a line that labels in brackets open, with a colon behind them; "options" needs no label."""
    first, *labelled = _BRACKETED.split(text)
    told = [
        said if label in ("选项", "選項") else f"{label}：{said}"
        for label, said in zip(labelled[::2], labelled[1::2], strict=True)
    ]
    return [part for part in (first, *told) if part.strip()]


def _without_line_numbers(lines: list[Line]) -> list[Line]:
    """The lines without a run 1, 2, 3 … that numbers the lines of the code right above or below it."""
    gone: set[int] = set()
    at = 0
    while at < len(lines):
        if lines[at].text.strip() != "1":
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end].text.strip() == str(end - at + 1):
            end += 1
        if end - at >= FEWEST_LINE_NUMBERS and (_numbers(lines, at, end)):
            gone |= set(range(at, end))
        at = max(end, at + 1)
    return [line for at, line in enumerate(lines) if at not in gone] if gone else lines


def _numbers(lines: Sequence[Line], start: int, end: int) -> bool:
    size = end - start
    around = [lines[begin : begin + size] for begin in (start - size, end) if begin >= 0]
    return any(len(block) == size and _is_whole_code(block) for block in around)


def _is_whole_code(block: Sequence[Line]) -> bool:
    if not block[0].text.strip() or not block[-1].text.strip():
        return False
    return bool(find_code(block)) or any(pattern.match(block[0].bare) for pattern in STRONG.values())


def is_meta(text: str) -> bool:
    """Whether a short line only notes something about a question: its tags, its level, a time."""
    return bool(text) and is_short(text) and _META.match(text) is not None


def meta_tags(text: str) -> list[str]:
    """The tags that such a line names."""
    match = _TAGS.match(text)
    return [tag.strip(" #").lower() for tag in re.split(r"[,;，、；/|]", match[1]) if tag.strip(" #")] if match else []


def is_end(text: str) -> bool:
    """Whether a line begins what stands below the last answer of a page."""
    if not text or not is_short(text):
        return False
    bare = without_lead(text.strip("# *_"))
    return matches_label(lexicon.RELATED_LINE, bare) or _END.match(bare) is not None


def without_adverts(answer: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """An answer without paragraphs that sell or ask to follow, and those."""
    kept: list[Line] = []
    gone: list[Line] = []
    paragraph: list[Line] = []
    fenced = False
    for place, line in enumerate([*answer, Line(0, "")]):
        fenced = not fenced if is_fence(line.text) else fenced
        if line.text.strip() or fenced:
            paragraph.append(line)
            continue
        plain = [each for each in paragraph if not _PLUG.search(each.text[:GLUED_LINE])]
        if plain and kept and not find_code(plain) and is_advert(plain):
            gone += paragraph
        else:
            kept += plain
            gone += [each for each in paragraph if each not in plain]
        paragraph = []
        if place < len(answer):
            kept.append(line)
    return kept, gone
