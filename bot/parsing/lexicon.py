"""How posts and pages label their parts, in three languages.

No word here belongs to one post, one channel or one school.
"""

import re
from functools import lru_cache

from bot.domain.cards import Level

QUESTION_LABEL = re.compile(
    r"^\W{0,4}(?:(?:вопрос(?: с собеседования| с собеса| дня)?|задача|question|interview question|interviewer|q|в"
    r"|问|问题|题目|(?:[a-z+#.]{1,12}\s?)?面试题|面试官(?:问)?)\s{0,2}(?:(?:№|#|no\.?)?\s?\d{1,4}(?:\s?(?:из|of|/)\s?\d{1,4})?\s?)?[:：】]"
    r"|(?:[每今]日一题|今日问题|(?:[每今]日|高频|经典|大厂)?面试真?题)\s?\d{0,4}\s?[】\]」]"
    r"|q\s?[.-]\s?\d{1,4}[.)]?(?=\s)|(?:вопрос|question|q|题目|问题|面试题)\s?(?:№|#|no\.?)?\s?"
    r"\d{1,4}(?:\s?(?:из|of|/)\s?\d{1,4})?\s?[.)、．](?!\d)|第\s?[\d一二三四五六七八九十百]{1,4}\s?[题问][:：.、】\]]?)\s*",
    re.IGNORECASE,
)
SHORT_LABEL = re.compile(
    r"^\W{0,4}(?:(?:короткий|краткий) ответ|(?:ответ )?кратко|если кратко|short answer"
    r"|brief answer|in short|tl;?dr"
    r"|(?:简短|简要|精简|一句话)(?:回答|答案)|简答)\s{0,2}[:：]\s*",
    re.IGNORECASE,
)
FULL_LABEL = re.compile(
    r"^\W{0,4}(?:(?:(?:полный|подробный|развёрнутый|развернутый|правильный|верный|примерный) )?ответ|решение"
    r"|(?:(?:full|long|detailed|sample|model|suggested|my) )?answer|ans|a|solution"
    r"|(?:详细|完整|参考|标准|正确)?(?:回答|答案|解答)|答)\s{0,2}(?:[:：】]|(?<=ans)\.|(?<=ответ|nswer)\.(?=\s))\s*",
    re.IGNORECASE,
)
DEMAND = re.compile(
    r"^\W{0,4}(?:\d{1,3}(?:[.)] |[.、)] ?(?=[\u4e00-\u9fff])))?"
    r"(?:(?:расскажи|объясни|опиши|перечисли|назови|сравни|приведи|реализуй)(?:те)?\b"
    r"|напиши(?:те)? (?:\w+ )?(?:функци|декоратор|запрос|программ|класс|метод|код|скрипт)"
    r"|write (?:a|an|the) (?:\w+ )?(?:query|function|program|method|class|script|decorator)\b"
    r"|(?:explain|describe|tell me|walk me through|compare|name (?:the"
    r"|two|three|a)|list (?:the|all)|give an example|implement (?:a|an|the))\b"
    r"|请(?:你)?(?:描述|说明|解释|介绍|谈谈|说说|列举|简述|比较)"
    r"|简述|谈谈|说说|手写|编写|解释(?:一下|什么|为什么|如何)|介绍一下(?!你?自己))",
    re.IGNORECASE,
)
"""A question put as a demand: Explain …, Расскажите …, 请说明……."""

TITLE_PREFIX = re.compile(
    r"^\W{0,4}(?:面试题(?:目)?|真题|题目|interview question|interview task|question|вопрос (?:с"
    r"|на) собеседовани[яи]"
    r"|вопрос для собеседования|задача с собеседования|вопрос)\s{0,2}(?:№?\s?\d{1,5}\s?)?[:：]\s*\S",
    re.IGNORECASE,
)
HEAT_WORD = (
    r"热度|人气|浏览(?:量)?|阅读(?:量)?|次?阅读|次?浏览|views?|reads?|popularity"
    r"|просмотр(?:ов|а|ы)?|прочтени[йяе]|популярность"
)
THOUSANDS = {"k": 1_000, "к": 1_000, "тыс": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "萬": 10_000}
MILLIONS = {"m": 1_000_000, "м": 1_000_000, "млн": 1_000_000, "亿": 100_000_000, "億": 100_000_000}

DIFFICULTY_WORD = r"难度(?:等级|系数)?|difficulty|level|сложность|уровень"
DIFFICULTY: dict[str, Level] = {
    "简单": "junior",
    "初级": "junior",
    "入门": "junior",
    "easy": "junior",
    "junior": "junior",
    "beginner": "junior",
    "лёгкая": "junior",
    "легкая": "junior",
    "лёгкий": "junior",
    "легкий": "junior",
    "низкая": "junior",
    "начальный": "junior",
    "中等": "middle",
    "中级": "middle",
    "medium": "middle",
    "middle": "middle",
    "intermediate": "middle",
    "средняя": "middle",
    "средний": "middle",
    "困难": "senior",
    "高级": "senior",
    "hard": "senior",
    "senior": "senior",
    "advanced": "senior",
    "сложная": "senior",
    "сложный": "senior",
    "высокая": "senior",
    "высокий": "senior",
    "продвинутый": "senior",
}

BUTTON = re.compile(
    r"^\W*(?:知识考点|考点(?:梳理|分析|解析)?|AI ?面试|一键面试|模拟面试|收藏|分享|点赞|评论|举报"
    r"|上一题|下一题|查看答案|展开全部|相关标签|登录|注册|(?:view|hide|reveal|see) answer"
    r"|key (?:points|concepts)|topics covered|what it tests|(?:start )?(?:practice|training"
    r"|interview)|ai interview|mock interview|start interview|one[- ]click interview|practi[cs]e"
    r"|save|share|bookmark"
    r"|report|like|comments?|previous|next|show answer|log ?in|sign in|tags"
    r"|ключевые (?:темы|понятия)|темы вопроса|что провер(?:яют|яет вопрос|яется)|начать тренировку"
    r"|ии[- ]собеседование|пробное собеседование|начать собеседование|тренировка"
    r"|сохранить|поделиться|в избранное|пожаловаться|нравится|комментарии|назад|далее"
    r"|показать ответ|войти|теги)\W*$",
    re.IGNORECASE,
)
ANSWER_HEADING = re.compile(
    r"^\W*(?:(?:面试题|题目|参考|标准)?(?:答案|解析|解答)(?:解析)?|答案与解析"
    r"|(?:model|sample|suggested|reference|full|question|interview)? ?answers?|solution"
    r"|answer to the question"
    r"|(?:образцовый |эталонный |полный |готовый )?ответ(?: на вопрос)?|решение|разбор(?: ответа)?)\W*$",
    re.IGNORECASE,
)

CODE_LABEL = re.compile(
    r"(?:代码(?:示例|实现|如下|片段)?|示例(?:代码)?|例如|如下|实现|code(?: example| sample| snippet)?"
    r"|example(?: code)?|sample|for example"
    r"|(?:пример(?: кода)?|код|листинг|реализация|например))\s*[:：]?\s*$",
    re.IGNORECASE,
)

UPDATE_LINE = re.compile(
    r"^\W*(?:last updated?(?: on| at)?|updated(?: on| at)?|последнее обновление|обновлено"
    r"|обновл[её]н(?:о|ие)?"
    r"|(?:最后|最近|上次)?更新(?:时间|于|日期)?)[\W\d年月日TZ]*(?:utc|msk|gmt)?\W*$",
    re.IGNORECASE,
)
TEASER = re.compile(
    r"^\W*(?:(?:в|из) (?:этой |нашей |новой )?(?:статье|посте|материале|заметке|гайде)\b"
    r"|(?:эта )?статья (?:о|про|разбирает|показывает)\b"
    r"|(?:читать|читайте|подробнее|подробности|полн(?:ая|ую) (?:статья|верси))\b|разбира(?:ем|емся|ем,)\b"
    r"|(?:in )?th(?:is|e) (?:article|post|guide|note|piece|write-up)\b|read (?:more|on|the full)\b"
    r"|full (?:article|story|text)\b|details (?:in|at|below)\b"
    r"|(?:本文|这篇|本篇|文中|文章(?:里|中|将)|(?:下面|以下|接下来)(?:是|就|给|把|我们|来|分))|阅读(?:全文"
    r"|原文)|详情(?:见|请)|下面(?:就|我们)?来)",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"(?:рекомендаци|советы|совет\b|итог|вывод|коротко|кратко|главное|что запомнить|чек-?лист|шпаргалк"
    r"|recommendation|advice|takeaway|tips|summary|in short|tl;?dr|bottom line|checklist"
    r"|what to remember|rules of thumb"
    r"|建议|总结|小结|要点|结论|清单|经验)",
    re.IGNORECASE,
)

CONTENTS_LINE = re.compile(
    r"^\W*(?:目录|文章目录|本文目录|目 ?录|table of contents|contents|in this article|what.?s inside|outline"
    r"|содержание(?: статьи)?|оглавление|в этой статье|план статьи)\W*$",
    re.IGNORECASE,
)
RELATED_LINE = re.compile(
    r"^\W*(?:(?:相关|推荐|热门|延伸|更多|猜你喜欢的?)(?:文章|阅读|内容|推荐)?|猜你喜欢|你可能(?:还)?(?:喜欢|感兴趣)"
    r"|related (?:articles?|posts?|reading|stories)|read (?:also|next|more)|see also"
    r"|more (?:articles|posts|from us|like this|to read)"
    r"|you (?:may|might) also like|recommended(?: reading| articles)?|similar (?:articles|posts)"
    r"|читайте также|читать также|смотрите также|похожие (?:статьи|записи|материалы|посты)"
    r"|(?:другие|ещё|еще) (?:статьи|материалы)(?: по теме)?"
    r"|по теме|вам (?:может понравиться|будет интересно)|рекомендуем(?: почитать)?|материалы по теме)\W*$",
    re.IGNORECASE,
)
CHAPTER = re.compile(
    r"^\W{0,3}(?:第\s*[一二三四五六七八九十百零〇\d]+\s*[章节部篇]|(?:chapter|part|section)\s+(?:\d+|[ivxlc]+|one"
    r"|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|(?:глава|часть|раздел)\s+(?:\d+|[ivxlc]+|перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм"
    r"|девят|десят)\w*)",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"(?:^|[:：—–,，]\s*|\d[.)、]\s*)(?:"
    r"(?:哪些|哪个|什么是|什么时候|是否|能不能|要不要|该不该|有没有|多少)"
    r"|(?:как|почему|зачем|отчего|какие|какой|какая|какое|каким|сколько|куда|откуда|нужно ли"
    r"|нужен ли|можно ли|стоит ли"
    r"|что (?:такое|делать|делает|происходит|будет|выбрать|лучше|если|значит|проверить)"
    r"|чем (?:отлича\w+|опас\w+|плох\w+|хорош\w+|заменить)"
    r"|когда (?:нужн|стоит|лучше|выбирать|использовать)\w*|где (?:хранить|искать|держать))\b"
    r"|(?:how|why|which|when (?:to|should|do|does|is|not to)|what (?:is|are|does|do|happens|makes"
    r"|causes|should|if)|where (?:to|does|do|should)"
    r"|should|can|is it|do (?:you|we|i)|does)\b)"
    r"|(?:吗|呢|什么)$|怎么|如何|为什么|为何|为啥|咋|怎样",
    re.IGNORECASE,
)

CATEGORIES = tuple(
    re.findall(
        r"\S+",
        "后端开发 前端开发 移动开发 网络编程 并发编程 异步编程 面向对象 数据库 操作系统 计算机网络 "
        "数据结构 算法 系统设计 分布式 微服务 缓存 消息队列 多线程 多进程 性能优化 机器学习 深度学习 "
        "大数据 云计算 容器化 容器 运维 测试 安全 设计模式 框架 编程语言 基础知识 架构 内存管理 事务 "
        "索引 监控 版本控制 后端 前端 ",
    )
)
"""Usual names of categories on Chinese question banks, to part those that a page's text glues together."""

CHROME = re.compile(
    r"^\W*(?:please open telegram to view this post|view in telegram|download telegram"
    r"|open in telegram|preview channel|this media is not supported.*|media is too big|channel photo updated"
    r"|view post|how well did you know this\?|not at all|perfectly"
    r"|[\d.,]+[kmк]? ?(?:subscribers?|members?|photos?|videos?|links?|files?|подписчик\w*"
    r"|участник\w*|фото\w*|видео|ссыл\w+|файл\w*)"
    r"|click here to continue|view more"
    r"|加入频道|下载 ?telegram|打开 ?telegram.*|关注频道|forwarded from .*|переслано (?:из|от) .*|转发自.*"
    r"|открыть в telegram|скачать telegram|смотреть в telegram"
    r"|[\w .(),-]{1,70}\.(?:pdf|zip|epub|mp4|djvu|docx?)|\d+(?:\.\d+)? [kmg]b|(?:[01]?\d|2[0-3]):[0-5]\d)\W*$",
    re.IGNORECASE,
)
REACT = re.compile(
    r"^\W*(?:(?:по)?став(?:ь|ьте|им)\s(?:лайк|реакци|\W*[👍❤♥🔥👏💯🤔])|жми(?:те)?\s(?:лайк|\W*[👍❤♥🔥👏💯])"
    r"|забирай(?:те)?\s\W*(?:базу|все вопросы)|больше (?:ответов|вопросов|постов) (?:на|в)\s|лайк,? если\b"
    r"|(?:пиши|пишите|делитесь|расскажите|ждём|ждем)\b.{0,30}в комментари"
    r"|ответы? (?:завтра|вечером|позже|скоро|будет|опубликуем|в комментари)"
    r"|(?:the )?answers? (?:comes? )?(?:tomorrow|later|soon|tonight|will be|in the comments)"
    r"|答案(?:明天|稍后|明日|晚上|见评论|在评论)"
    r"|(?:share|tell us|let us know|write|answer|drop)\b.{0,40}in the comments"
    r"|(?:react|like|smash|hit|tap|drop|leave|double tap|share|give)\b.{0,20}[👍❤♥🔥👏💯]|(?:smash|hit) (?:the )?like\b"
    r"|(?:like|react) (?:for more|if you)\b|comment (?:your|down|below)\b"
    r"|(?:觉得.{0,12})?(?:点赞(?:支持|收藏|关注|转发|哦|吧|\W*$)|点个(?:赞|在看)|转发给(?:朋友|同学|身边|需要))"
    r"|收藏.{0,6}转发|欢迎(?:点赞|转发|关注|留言)|关注我们?\W*$)",
    re.IGNORECASE,
)
"""A channel asks for a reaction under its post."""

FOLLOW = re.compile(
    r"^\W*(?:join|subscribe|follow|подпис\w+|присоединя\w+|вступай\w*|наш канал|关注|加入|订阅).{0,60}(?:@\w+|t\.me/|https?://)",
    re.IGNORECASE,
)
"""A channel names itself under its post."""

ODDS = re.compile(
    r"^\W*(?:(?:спросят|спрашива(?:ют|ли)|встречается|попада(?:ется|лся))\b.{0,40}\d{1,3}\s?%"
    r"|вероятность\b.{0,40}\d{1,3}\s?%|asked in \d{1,3}\s?%|(?:出现|面试|考察)频率\W{0,3}\d{1,3}\s?%).{0,40}$",
    re.IGNORECASE,
)
"""How often a question is put, printed between it and its answer."""

QUESTION_HEADING = re.compile(
    r"^\W{0,6}(?:вопрос(?: с собес(?:а|едования)| дня| на собеседовании)?|задача(?: дня| с собеседования)?"
    r"|(?:interview )?question(?: of the day)?|(?:每日一题|今日(?:一题|问题)|面试(?:真)?题|问题|题目))"
    r"\s{0,2}(?:№|#|no\.?)?\s{0,2}\d{0,4}\W{0,4}$",
    re.IGNORECASE,
)
"""A line that only says that a question stands below."""


@lru_cache(maxsize=4096)
def is_chrome(text: str) -> bool:
    """Whether a short line is a button or a note of the page, or asks the reader for a reaction."""
    return CHROME.match(text) is not None or REACT.match(text) is not None


OUTPUT_QUESTION = re.compile(
    r"выведет|вывод|напечата|результат|этот код|this code|the code|print|output|snippet|输出|打印|代码|结果",
    re.IGNORECASE,
)
