"""What stands around the questions of a repository, and what tells a list of questions from other pages.

No word here belongs to one repository or author.
"""

import re


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE)


CONTENTS = _line(
    r"table of contents?|contents?|toc|list of (?:contents|questions)|questions? list|all questions"
    r"|(?:main |key )?topics(?: covered)?|what(?:['’]s| is) (?:covered|inside)"
    r"|index of questions|quick (?:links|navigation|access(?: table)?)|navigation|jump to"
    r"|содержание|оглавление|список (?:вопросов|тем)|навигация|(?:основные )?темы"
    r"|主要内容|目录|目錄|题目列表|导航|快速导航"
)

CHROME = _line(
    r"(?:(?:how to |quick |getting |project |local )?(?:install(?:ation|ing)?|set ?up|start(?:ed|ing)?)|quick ?start"
    r"|usage|how to (?:use|contribute|help|run|support)(?: .{0,30})?|licen[cs]e|licensing"
    r"|(?:how to )?contribut(?:e|ing|ions?|ors?)(?: guide(?:lines)?)?|contribution guid(?:e|elines)"
    r"|acknowledge?ments?|credits|thanks(?: to)?|special thanks|(?:our )?(?:sponsors?|backers|supporters|stargazers"
    r"|partners)(?:hip)?"
    r"|support(?: (?:me|us|the project|this (?:project|repo)))?|donat(?:e|ions?)|buy me a coffee|change ?log"
    r"|release notes|road ?map|todo|to do|requirements|prerequisites"
    r"|about(?: (?:me|us|the author|the project|this (?:repo\w*|project|list|document)))?|authors?|maintainers?"
    r"|contacts?(?: me| us)?|disclaimer|introduction|intro|preface|foreword|references|(?:useful |additional "
    r"|learning |external )?resources"
    r"|(?:useful |related |external )?links?|further reading|see also|star history|show your support|feedback"
    r"|community|(?:connect|stay) (?:with us|with me|in touch|connected)|follow (?:me|us)|social(?: media)?"
    r"|downloads?|translations?|(?:available )?languages|legend|conclusions?|final (?:thoughts|words|notes)"
    r"|faqs?|frequently asked questions|what is this(?: (?:repo\w*|project|list|document))?|why this (?:repo\w*"
    r"|project|list)|who is (?:this|it) for|how (?:can|do|should) (?:i|you|we) (?:contribute|help|use (?:this"
    r"|it)).{0,40}"
    r"|wrapping up|bibliography|sources|related (?:projects|repositories|repos)|code of conduct|security"
    r"|like this repo\w*|(?:related|recommended|similar|more|other|latest) (?:articles?|posts?|reading|stories|guides?)"
    r"|keep reading|you (?:may|might) also like|read (?:more|next)|(?:похожие|другие) статьи"
    r"|(?:相关|推荐)(?:文章|阅读))"
    r"|содержание|лицензия|установка|использование|как (?:использовать|помочь|внести вклад"
    r"|пользоваться)(?: .{0,30})?|вклад|контрибьюторы|участники|контакты|об? (?:авторе|проекте|репозитории)|авторы?"
    r"|(?:полезные |дополнительные )?(?:ссылки|материалы|ресурсы)|источники|(?:список )?литератур[аы]"
    r"|часто задаваемые вопросы|чаво|что это(?: такое| за репозиторий)?|зачем(?: это(?: нужно)?)?"
    r"|для кого(?: .{0,30})?|как (?:добавить|предложить) .{0,40}"
    r"|введение|предисловие|вступление|благодарности|поддержать(?: .{0,30})?|поддержка|заключение|послесловие"
    r"|дисклеймер|обратная связь|сообщество|подписывайтесь(?: .{0,30})?|как читать(?: .{0,30})?|собственно вопросы"
    r"|常见问题|如何使用(?:本.{0,10})?|安装(?:说明)?|使用(?:说明|方法|指南)?|快速开始|许可证|开源协议|版权(?:声明)?"
    r"|(?:如何)?贡献(?:者|指南|代码)?|联系(?:方式|我|作者"
    r"|我们)?|关于(?:作者|本项目|我|我们|本仓库)?|前言|引言|序言?|写在前面|写在最后|结语|总结与展望|参考(?:资料|链接"
    r"|文献|文章|书籍)?|更新(?:日志|记录)|(?:特别)?致谢"
    r"|特别感谢.{0,12}|交流(?:讨论|群)?|赞助(?:商)?|打赏|捐赠|支持(?:作者|我们)|免责声明|声明|公众号|友情链接|加群"
    r"|说明|项目介绍|简介|star ?(?:history|趋势)|todo"
)
"""Headings of what stands around the questions of a repository."""

OWN_QUESTIONS = _line(r"faqs?|frequently asked questions|what is this.*|why this.*|частые вопросы|常见问题")
"""Headings above what readers ask about the document itself."""

CLOSING = _line(
    r"(?:(?:quick|short|key|final|interview|overall|in) )*(?:conclusions?|summary|recap|takeaways?|wrapping up|thoughts"
    r"|mental model|next steps|what(?:['’]s| is) next)(?: (?:summary|table|sheet))?"
    r"|(?:interview |pro |preparation )?tips(?: (?:and|&) tricks)?|how to prepare|советы.{0,20}|как готовиться"
    r"|(?:面试|答题)(?:技巧|建议|心得)|学习建议"
    r"|заключение|(?:краткие )?итоги?|выводы?|что дальше|продолжить подготовку|дальнейшие шаги"
    r"|(?:本章|本文|全文|最后的?|面试)?(?:总结|小结|结语)|下一步"
)
"""Headings of what rounds a document off."""

SOURCES = _line(
    r"references?|(?:useful |additional |learning |external )?(?:resources|links)|further reading|see also|sources?"
    r"|bibliography"
    r"|(?:полезные |дополнительные )?(?:ссылки|материалы|ресурсы)|источники?|(?:список )?литератур[аы]|参考(?:资料"
    r"|链接|文献"
    r"|文章)?"
)
"""Headings of what an answer rests on."""

README = _line(
    r"(?:how to |quick |getting )?(?:install(?:ation|ing)?|start(?:ed|ing)?|build(?:ing)?)(?: .{0,30})?|quick ?start"
    r"|usage|licen[cs]e|change ?log|release notes|requirements|prerequisites|api(?: reference)?|configuration"
    r"|configuring|features|tests?|testing"
    r"|running(?: the)? tests|deploy(?:ment|ing)?|development|contributing|examples?|unreleased|added|changed|fixed"
    r"|removed|deprecated|bug ?fixes|breaking changes|options|commands|documentation|docs|dependencies|known issues"
    r"|troubleshooting|support|demo|tech stack|project structure|environment variables|architecture"
    r"|установка|использование|лицензия|требования|настройка|возможности|запуск|тестирование|сборка|конфигурация"
    r"|примеры?|структура проекта|стек"
    r"|安装|使用(?:方法|说明)?|快速开始|许可证|配置|功能(?:特性)?|特性|依赖|部署|示例|更新日志|开发|环境要求"
    r"|项目结构|技术栈"
    r"|\[?v?\d+\.\d+(?:\.\d+)?\]?.{0,40}|version \d.{0,40}|step \d+.{0,60}|шаг \d+.{0,60}|第[一二三四五\d]+步.{0,60}"
)
"""Headings of a program's pages, of change logs and of instructions."""

QUESTIONS = re.compile(
    r"questions?\b|\bq\s?(?:&|and|n)\s?a\b|\bquiz(?:zes)?\b|\binterview prep|\bflash ?cards?\b|вопрос|собес|интервью"
    r"|voprosy|sobesed|mianshi|шпаргалк\w+ к|面试|面经|题库|题集|问答|八股|笔试|题目|\d+\s?题",
    re.IGNORECASE,
)
"""What the title of a question list says."""

NOT_QUESTIONS = re.compile(
    r"contribut|guideline|code of conduct|changelog|change log|release notes|licen[cs]e|how to (?:ask|add)"
    r"|\bawesome\b|roadmap|readme template|pull request|issue template|security policy"
    r"|правила|руководство|дорожная карта|история изменений|贡献|行为准则|更新日志|路线图",
    re.IGNORECASE,
)

OF_ONES_OWN = re.compile(
    r"\b(?:we|our|us|i|my|(?:what['’]s|what is) (?:new|fixed|changed|next)|happened|did you|upgrade|reproduce)\b"
    r"|\b(?:мы|наш\w*|нам|нас|я|мне|мой|моя|нового|изменилось|произошло)\b|我|今年|本项目",
    re.IGNORECASE,
)
"""How questions are put that a text asks about itself, its author or what happened."""

HOW_TO = re.compile(r"^\W*(?:how\b|как\b(?! (?:работа|устроен|связан)))|如何|怎么|怎样", re.IGNORECASE)
"""How questions begin that instructions answer as well."""

PLAN = re.compile(
    r"\bplan\b|\binterview with\b|\bинтервью с\b|专访"
    r"|\bhow (?:we|to (?:pass|prepare|conduct|ace))\b|\bprocess\b|\bплан\w*\b"
    r"|\brunbooks?\b|\bworkflow\b|\bset-?up\b|\bинструкци\w+|\bрегламент\w*|操作手册|操作指南"
    r"|\bкак (?:мы|я|пройти|проходит|проходят|проводить|подготовиться|готовиться)\b|процесс"
    r"|计划|路线|流程|攻略|经验分享|如何准备|通知|安排|邀请",
    re.IGNORECASE,
)
"""What the title of a text about interviews, or about making cards, says that lists no questions."""

QUESTIONS_NAMED = re.compile(r"questions?\b|q\s?(?:&|and|n)\s?a\b|quiz|вопрос|题|问答", re.IGNORECASE)
"""What such a title says that lists them all the same."""

LIST_NAMED = re.compile(
    r"\bquestions?(?:,? (?:and|&|with|\+) answers?|\s*$)|\bq\s?(?:&|and|n)\s?a\b"
    r"|вопрос(?:ы|ов|ам)(?: (?:и|с) ответ(?:ы|ами|ов))?\s*$|вопросы и ответы|面试题|题库|题集|问答\s*$|题目\s*$",
    re.IGNORECASE,
)
"""What a heading says that names a list of questions and is none of them."""

VACANCY = re.compile(
    r"^\W{0,6}(?:(?:key |your |job )?(?:responsibilities|duties)|what (?:we(?:['’]re| are)? (?:offer|expect"
    r"|look(?:ing)? for)|you(?:['’]ll| will) do)|we (?:offer|expect|are looking for)|(?:our )?(?:benefits|perks)"
    r"|how to apply|(?:minimum|required|preferred) qualifications"
    r"|обязанности|условия|(?:что )?мы (?:предлагаем|жд[её]м|ожидаем)(?: от вас)?|что (?:нужно|предстоит) делать"
    r"|(?:чем|что) предстоит (?:заниматься|делать)|(?:как )?откликнуться|будет плюсом"
    r"|岗位(?:职责|要求|描述)|任职(?:要求|资格)|工作职责|职位(?:描述|要求)|薪(?:资|酬)(?:待遇|福利)?|福利待遇|加分项"
    r"|投递方式)\W{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that part a job advert."""

TO_TOP = _line(
    r"(?:go |jump |return )?(?:(?:back )?to )?(?:the )?(?:top|table of contents?|toc|contents?|index|home"
    r"|questions?(?: list)?|list|main page|menu|readme)(?: of (?:the )?page)?|back|up|top|next(?: (?:day|page"
    r"|chapter|question))?|prev(?:ious)?(?: (?:day|page|chapter|question))?|home|discussion"
    r"|(?:вернуться |назад |перейти )?(?:к |в |на |на ?верх|наверх|вверх)(?:началу?|начало|содержани[юе]"
    r"|оглавлени[юе]|верх|списку(?: вопросов)?|вопросам)?|назад|наверх|вверх|в начало|к (?:содержанию|оглавлению"
    r"|началу)"
    r"|(?:回到|返回)(?:顶部|目录|首页|文章顶部|问题列表|列表|主页)?|返回|回顶部|上一[页篇题]|下一[页篇题]|目录"
    r"|(?:next|prev(?:ious)?|далее|следующая?|назад|上一[页篇章节]|下一[页篇章节])\s?[:：→>-]\s?.{1,50}"
)

BUTTON = _line(
    r"(?:hide|close|collapse)(?: the)?(?: answer| solution)?|copy(?: code)?|copied!?|edit"
    r"|(?:скрыть|спрятать)(?: ответ)?|копировать(?: код)?|收起(?:答案)?|复制(?:代码)?|登录后复制|运行代码"
)
"""What a page's buttons around an answer say, besides those that show it."""

LAST_WORD = re.compile(r"\s*(?:([*_]{1,3})(?=\S)[^*_`]+\1[\s\W]*$|[\U0001F300-\U0001FAFF\u2600-\u27bf])")
"""How a closing line of a document is set."""

LAST_CALL = re.compile(
    r"\b(?:в|под) комментари(?:ях|и)\b|\bin the comments\b|\bcomments? (?:below|section)\b|评论区|留言"
    r"|^\W*(?:теги|хабы|метки|tags|标签)\s?[:：]"
    r"|^\W*(?:there is more to interviewing|(?:that['’]s (?:all|it)|на этом (?:всё|все))\b|以上就是)"
    r"|^\W*(?:(?:i |we )?hope (?:this|these|you)|good luck|happy (?:coding|learning|interviewing)|all the best"
    r"|thanks? (?:you )?for reading|надеюсь,|удачи\b|спасибо за|希望|祝)",
    re.IGNORECASE,
)
"""How the last paragraph of a text says goodbye to its readers."""

CHAT = re.compile(
    r"\W*(?:would you like|(?:please )?let me know|if you(?:['’]d)? (?:want|like|need)|(?:do you )?want me to|shall i"
    r"|just (?:say|tell|ask)|хотите,? (?:чтобы )?я|если (?:хотите|нужно)|дай(?:те)? знать)\b"
    r"|\W*(?:需要我|如果(?:你|您)(?:想|需要))",
    re.IGNORECASE,
)
"""How a machine that wrote a list asks what to write next."""

NEXT_STEP = re.compile(
    r"\W*(?:next(?: steps?)?|what(?:['’]s)? next|следующий шаг|что дальше|下一步)\W{0,3}[:：]"
    r"|\W*(?:also read|read also|must read|read more|related (?:articles?|posts?|reading)"
    r"|(?:for|to (?:know|learn|read)) more(?: details?| info(?:rmation)?)?,? (?:refer|read|visit|see|check|please)"
    r"|читай(?:те)? также|смотри(?:те)? также|推荐阅读|相关阅读|延伸阅读)(?!\w)",
    re.IGNORECASE,
)
"""How a paragraph begins that sends readers on."""

PROMO = re.compile(
    r"\b(?:star|fork|⭐)\b.{0,30}\b(?:this|the|my|our) (?:repo\w*|project)|give (?:it |this |the )?.{0,20}(?:\bstar\b"
    r"|⭐)|(?:leave|drop|hit).{0,20}(?:\bstar\b|⭐|:star:)|click :?star|\bfollow (?:me|us|my|our)\b"
    r"|(?:please|feel free to|welcome to) (?:create|open|send|submit|raise|make) (?:an? |your )?"
    r"(?:PRs?|pull requests?|issues?)\b"
    r"|pull requests? (?:are|is)|\bPRs? (?:are )?welcome|buy me a coffee|\bpatreon\b|\bsponsor(?:ed|s|ing"
    r"|ship)?\b.{0,40}\b(?:project|repo\w*|by|us|me)\b|\bdonat(?:e|ion)"
    r"|if you (?:like|liked|find|found|enjoy).{0,60}(?:star|share|follow|repo|subscribe|⭐)|subscribe (?:to"
    r"|for) (?:my|our|the|email)\b|join (?:my|our|the) (?:discord|telegram|slack|newsletter|community|course|group"
    r"|channel|whatsapp)|you can (?:also )?find (?:all|the|more)|(?:explore|see|get|find|unlock|check out"
    r"|view) (?:all|the rest|more|full|\d+).{0,40}(?:answers|questions|course|here)|\bget hired\b|bootcamp"
    r"|\bpromo ?code\b|\d ?% off\b|discount|free personali[sz]ed|\bcreate my plan"
    r"|download (?:the |a |our )?(?:free )?pdf"
    r"|\bpdf version\b|\benrol+ (?:now|today|in (?:our|the))|\bsign up (?:now|today|for (?:our|free))|explore program"
    r"|^\W*реклама\W|\berid\b\s?[:=]"
    r"|👉.{0,120}(?:https?:|\]\(|@\w)|постав(?:ь|ьте|ить) (?:зв[её]зд|лайк|⭐)"
    r"|подпи(?:сывай|шись|шитесь|саться)\w*.{0,40}(?:канал|телеграм|telegram|youtube"
    r"|нас|меня)|поддерж(?:ать|ите) (?:проект|автора|канал)|присылайте (?:pull|пулл|pr)"
    r"|наш (?:канал|курс|чат)|(?:телеграм|telegram)[- ]?канал|промокод|скидк"
    r"|欢迎.{0,8}(?:star|pr|issue|关注|投稿|fork)|点(?:个|一个)? ?(?:star|⭐|赞)|求 ?star|关注.{0,10}(?:公众号|我)"
    r"|公众号|(?:扫码|扫描.{0,6}二维码).{0,12}(?:关注|加入|[进入加]群|添加|领取|订阅|回复|免费)|(?:[请长]按?|识别|领取).{0,4}扫码"
    r"|扫描?(?:[上下]方|下面|上面|文末|左侧|右侧|以下|下图).{0,4}二维码|扫码\W*$"
    r"|加.{0,4}微信|打赏|赞赏|交流群|知识星球|训练营|优惠"
    r"|直接下载|下载(?:链接|地址)|网盘|提取码",
    re.IGNORECASE,
)
"""What paragraphs of self-praise, sponsors and calls to join say; only tried on short paragraphs."""

PROMO_SIGNS = (
    "реклама", "erid", "please ", "feel free", "welcome to",
    "star", "⭐", "fork", "follow", "pull request", "prs", "coffee", "patreon", "sponsor", "donat", "subscribe",
    "join ", "find all", "find the", "find more", "explore", "see ", "get ", "unlock", "check out", "view ", "bootcamp",
    "promo", "personali", "create my", "pdf", "enrol", "sign up",
    "% off", "discount", "👉", "звезд", "звёзд", "лайк", "подпи", "поддерж", "присылайте", "канал", "курс", "чат",
    "промокод", "скидк", "欢迎", "关注", "公众号", "扫", "微信", "打赏", "赞赏", "交流群", "星球", "训练营", "优惠",
    "下载", "网盘", "提取码",
)  # fmt: skip
"""Each thing that PROMO matches holds one of these, in lower case."""

PLACEHOLDER = _line(
    r"to ?do(?:[:.] .{0,60})?|tbd|tba|wip|n/?a|none|coming soon|work in progress|answer (?:here|goes here"
    r"|coming soon)|no answer(?: yet)?|answer|your answer(?: here)?|\?+|\.+|xxx"
    r"|нет ответа|ответа? (?:пока )?нет|будет позже|скоро|дополнить|в процессе|ответ|待补充|待完善|待续|未完待续"
    r"|暂无(?:答案)?|略|无"
)
"""What stands where an answer is still missing."""
