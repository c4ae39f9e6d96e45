"""What a page holds besides its questions and answers: buttons, line numbers of code, notes, adverts, its end."""

import re
from collections.abc import Sequence

from bot.parsing import lexicon
from bot.parsing.adverts import is_advert
from bot.parsing.blocks import BULLET, Line, asks, ends_sentence, is_fence, is_short, matches_label, without_lead
from bot.parsing.choices import with_joined_letters
from bot.parsing.code import find_code
from bot.parsing.code_signs import language_of
from bot.parsing.glued_text import GLUED_LINE, parted
from bot.parsing.page_bullets import with_bullets
from bot.parsing.page_buttons import without_buttons
from bot.parsing.turned_pages import without_turned_pages

FEWEST_TOPICS = 3
STAMPED = 0.3
FEWEST_LINE_NUMBERS = 3
PURPOSE_LINE = 400

_META = re.compile(
    r"^\W{0,4}(?:таймкод|timecode|知识点|知识考点|考点|考[察查](?:目标|目的|点|要点|方向|内容|能力)|标签|分类|来源|出处|出现频率"
    r"|频率|题型|теги|тема|категория"
    r"|раздел|источник|tags?|topics?|category|source|asked (?:in|at|by)|companies|difficulty|level|сложность"
    r"|уровень|难度)"
    r"\s?[:：]",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^\W{0,4}(?:(?:why|what) (?:they|we|interviewers?|employers?) .{0,24}|why this .{0,24}"
    r"|зачем (?:это )?спрашивают|почему (?:это )?спрашивают|что (?:проверяют|проверяется|хотят услышать))\s?[:：]",
    re.IGNORECASE,
)
"""Opens what a page says of the question instead of answering it."""
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
    r"|确定要放弃本次机会.*|(?:点评|总评)[:：].*|submit an interview question"
    r"|内容来自.*|以上(?:就是|是|内容).*|如有(?:侵权|疑问|问题|错误|不足).*|(?:好了|最后)?，?祝.{0,20}(?:offer|面试"
    r"|成功|顺利).*"
    r"|希望.{0,20}(?:帮助|有用).*|感谢(?:阅读|观看|您的阅读).*|未完待续.*"
    r"|上一[頁页].*|相[關关]文章.*|related articles?.*"
    r"|back to top|html embed code\W*|返回顶部"
    r"|posted (?:by|in|on)\b.*|email this.*|share to .*"
    r"|previous post|next post|предыдущая (?:статья|запись)|следующая (?:статья|запись)|источники?|references"
    r"|prev(?:ious)?\W{1,5}next|назад\W{1,5}(?:вперед|вперёд|далее)|上一.{0,3}\W{1,4}下一.*|(?:免责|版权"
    r"|重要)?声明[:：].*"
    r"|参考(?:资料|文献|链接)|温馨提示|您可能.*|文档评论.*|相关(?:资源|搜索|文档|主题|标签|视频|专题|问题|内容).*"
    r"|当前位置.*"
    r"|展开阅读全文|下载(?:本)?文档|评论|举报|收藏|觉得还不错.*|热门(?:推荐|文章|标签).*|最新(?:文章|评论|发布).*"
    r"|责任编辑.*|编辑[:：].*"
    r"|post navigation|related (?:posts?|topics?|questions|resources|courses?|tutorials?|readings?).*|(?:load|view"
    r"|see|show) more"
    r"|was this (?:article|page|post) helpful.*|(?:popular|recent|latest|trending|similar|more) (?:posts?|articles?"
    r"|stories).*"
    r"|more from .*|written by .*|up next|next (?:article|tutorial|lesson|chapter)\b.*|prev(?:ious)? (?:article"
    r"|tutorial)\b.*"
    r"|advertisements?|newsletter|subscribe(?: to .*)?|article tags ?:.*|(?:tags|метки|хабы|рубрик[аи]|источник"
    r"|автор) ?:.*"
    r"|полезные (?:ссылки|материалы).*|(?:похожие|другие|новые|свежие|популярные|рекомендуемые|последние) "
    r"(?:записи|статьи|материалы|публикации|посты|вопросы).*|(?:ещё|еще) по теме.*|оцените (?:статью|материал"
    r"|публикацию).*"
    r"|(?:добавить|написать|оставьте|отменить) (?:комментарий|заявку|отзыв|ответ).*|поделитесь .*|наверх|публикации"
    r"|лучшие за .*)"
    r"\W*$",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"©|\bcopyright\b|all rights reserved|все права защищены|版[权權]所有|著作权|\bICP\b|[公网]安备|privacy policy"
    r"|terms (?:of (?:use|service)|& conditions)|политик\w+ (?:конф|обработки)|обработк\w+ персональных"
    r"|cookies?\b.{0,40}(?:accept|use)|your email address will not be|ваш (?:e-?mail|адрес email)"
    r"|required fields are marked|только зарегистрированные пользователи могут",
    re.IGNORECASE,
)
LEGAL_LINE = 200
_PLUG = re.compile(
    r"(?:篇幅(?:有限|限制|原因).{0,40}|免费(?:获取|领取|分享给|送)|点击此处|一键三连|加群|群号"
    r"|需要.{0,12}(?:面试|笔记|资料|源码|pdf).{0,20}(?:的(?:朋友|同学|小伙伴|可以)|点击|扫码|领取|私信|加[vV微])"
    r"|(?:关注|搜索).{0,12}公众号|回复.{0,10}(?:领取|即可获取)"
    r"|подписывайтесь на (?:наш|мой|канал)|подпи(?:шитесь|сывайтесь),? чтобы"
    r"|(?:наш|мо[йе]|свой)\w{0,2} (?:телеграм|telegram)[- ]?канал|(?:пройти|пройдите|начать) (?:бесплатн\w+ )?тест\b"
    r"|点个(?:喜欢|赞|关注|收藏|在看)|记得(?:点赞|关注|收藏)"
    r"|заходи(?:те)? (?:к нам|в (?:наш|мой))"
    r"|create (?:a free|(?:your|my) plan)\b|download (?:the |a |our |free )*pdf"
    r"|free (?:webinar|trial|demo|mock|course|masterclass)"
    r"|enroll (?:now|today|in our)"
    r"|(?:register|apply|join|buy|book|start (?:learning|preparing)) (?:now|today)|limited (?:time )?offer"
    r"|explore program"
    r"|скачать (?:pdf|бесплатно)|запис(?:аться|ывайтесь|ывайся) на (?:курс|вебинар)|бесплатн\w+ (?:вебинар|курс|урок"
    r"|консультаци)"
    r"|扫码(?:领取|关注|加)|限时(?:优惠|免费)|立即(?:报名|购买|领取|使用)"
    r"|subscribe to (?:our|my)\b|follow (?:us|me) on|check out our|join our (?:telegram|discord|community|newsletter))",
    re.IGNORECASE,
)
_PLUG_SIGNS = (
    *("篇幅", "免费", "点击", "一键", "加群", "群号", "需要", "公众号", "回复", "扫码", "限时", "立即", "点个", "记得"),
    *("подпи", "телеграм", "telegram", "заходи", "скачать", "запис", "бесплатн", " тест"),
    *(
        "create",
        "download",
        "free ",
        "enroll",
        " now",
        " today",
        "offer",
        "explore",
        "subscribe",
        "follow",
        "check out",
    ),
    "join our",
)
"""One of these stands in whatever `_PLUG` finds; to look for them costs far less."""
_LATIN_SIGNS = tuple(sign for sign in _PLUG_SIGNS if sign.isascii())
_BRACKETED = re.compile(
    r"【\s?(选项|選項|题目|題目|题干|问题|(?:参考|參考|正确|标准)?答案(?:解析)?|解析|解答|详解)\s?】\s*"
)
_STAMP = re.compile(r"\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s*[-–—]?\s*(?=\S)")
_GLUED_NUMBERED_LABEL = re.compile(r"(?<=\S)\s+(?=(?:试题|问题|题目|Вопрос|Question) ?\d{1,3} ?[:：])")
_GLUED_LABEL = re.compile(r"(?<=\S)\s+(?=(?:试题|问题|题目|Вопрос|Question) ?\d{0,3} ?[:：])")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without buttons and line numbers of code; what a page glued into one line is parted again."""
    kept: list[Line] = []
    turned = _without_stamps(without_turned_pages(_unglued(lines)))
    turned = with_joined_letters(with_bullets(without_buttons(turned)))
    label_inside = _GLUED_LABEL if _has_topics(turned) else _GLUED_NUMBERED_LABEL
    for line in turned:
        text = line.text
        if "【" in text and _BRACKETED.search(text):
            kept += [Line(line.number, part) for part in _at_bracketed_labels(text)]
        elif (":" in text or "：" in text) and (label := label_inside.search(text)):
            kept += [Line(line.number, text[: label.start()]), Line(line.number, text[label.end() :])]
        else:
            kept.append(line)
    return _without_line_numbers(kept)


def _without_stamps(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a transcript without the times that stand before what is said."""
    stamps = {index: match for index, line in enumerate(lines) if line.text and (match := _STAMP.match(line.text))}
    if len(stamps) < FEWEST_TOPICS or len(stamps) < STAMPED * sum(bool(line.text.strip()) for line in lines):
        return lines
    return [
        Line(line.number, line.text[stamps[index].end() :]) if index in stamps else line
        for index, line in enumerate(lines)
    ]


def _unglued(lines: Sequence[Line]) -> Sequence[Line]:
    if not any(len(line.text) > GLUED_LINE for line in lines):
        return lines
    return [Line(line.number, part) for line in lines for part in (parted(line.text) if line.text else ("",))]


def _has_topics(lines: Sequence[Line]) -> bool:
    """Whether numbered lines name a topic first, and label their question behind it."""
    numbered = (line.text for line in lines if line.text.lstrip()[:1].isdigit())
    return sum(_GLUED_LABEL.search(text) is not None for text in numbered) >= FEWEST_TOPICS


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
    return bool(find_code(block)) or language_of(block[0].bare) is not None


def is_meta(text: str) -> bool:
    """Whether a short line only notes something about a question: its tags, its level, a time."""
    if not text or len(text) > PURPOSE_LINE:
        return False
    return (is_short(text) and _META.match(text) is not None) or _PURPOSE.match(text) is not None


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


def is_legal(text: str) -> bool:
    """Whether a line says whose the site is, or on what terms it is used."""
    return len(text) <= LEGAL_LINE and _LEGAL.search(text) is not None


def _plugs(text: str) -> bool:
    said = text[:GLUED_LINE].lower()
    for sign in _LATIN_SIGNS if said.isascii() else _PLUG_SIGNS:
        if sign in said:
            return _PLUG.search(said) is not None
    return False


def _above_plug(paragraph: Sequence[Line], plain: list[Line]) -> list[Line]:
    """What is left of a paragraph that ends in an offer: the lines below this that are no sentences belong to it."""
    if len(plain) == len(paragraph):
        return plain
    first = next(at for at, line in enumerate(paragraph) if _plugs(line.text))
    below = paragraph[first + 1 :]
    return plain[:first] if not any(ends_sentence(line.text) or BULLET.match(line.text) for line in below) else plain


def _states(line: Line) -> bool:
    return ends_sentence(line.text) and not asks(line.text)


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
        plain = [each for each in paragraph if not _plugs(each.text)]
        if len(plain) < len(paragraph) and not find_code(plain):
            plain = _above_plug(paragraph, plain)
        sold = len(plain) < len(paragraph) and sum(map(_states, plain)) * 2 < len(plain)
        if kept and (sold or (plain and is_advert(plain))) and not find_code(plain):
            gone += paragraph
        else:
            kept += plain
            if len(plain) < len(paragraph):
                gone += [each for each in paragraph if each not in plain]
        paragraph = []
        if place < len(answer):
            kept.append(line)
    return kept, gone
