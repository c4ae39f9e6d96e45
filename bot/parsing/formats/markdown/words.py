"""How question lists on GitHub name their parts, in three languages.

No word here belongs to one repository or author.
"""

import re


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE)


ASKS_FIRST = re.compile(
    r"\W*(?:(?:what|why|when|where|which|who|whose|is|are|was|were|does|do|did|can|could|should|would|will|has|have"
    r"|explain|describe|define|compare|differentiate|distinguish|discuss|tell|elaborate|mention|enumerate|talk about"
    r"|what['’]s|differences? between|name (?:the|some|a few|all|\w+ (?:ways|types|kinds))|list (?:the|some|all|out)"
    r"|how (?!to\b)|true or false|advantages of|pros and cons)\b"
    r"|(?:что|какие|каков[аоы]?|какой|какая|какое|какую|каким|зачем|почему|отчего|когда|где|куда|откуда|кто|сколько|чем"
    r"|в ч[её]м|на ч[её]м|о ч[её]м|из чего|для чего|от чего|(?:в|на|с|из|к|по|для|от|о|об|при) как(?:ой|ом|их|ую|им"
    r"|ими)"
    r"|можно ли|нужн[оаы]? ли|возможн[оаы]? ли|является ли|существу[ею]т ли|есть ли|верно ли|може(?:т|те) ли|могут ли"
    r"|будет ли|\w+ ли|как|расскажи(?:те)?|объясни(?:те)?|опиши(?:те)?|назови(?:те)?|перечисли(?:те)?|сравни(?:те)?"
    r"|приведи(?:те)?|дай(?:те)? определение|разница между|отличи[яе]|в каких случаях|зачем)\b)",
    re.IGNORECASE,
)
"""How questions begin that carry no question mark."""

ASKS_INSIDE = re.compile(
    r"什么|为什么|为何|如何|怎么|怎样|哪些|哪个|哪几|哪种|区别|是否|[吗呢]\W*$|几种|多少|[谈说讲聊](?:[谈说讲聊下]|一[谈说讲聊下])"
    r"|介绍|简述|解释|描述|列举"
    r"|请|\b[vV][sS]\b|^\W*实现|实现(?:原理|方式|机制|过程|思路)|实现\W*$|写一个|写出|手写|理解"
)
COMMAND = re.compile(
    r"\W*(?:(?:can you |please )?(?:explain|describe|define|compare|discuss|elaborate|provide|give (?:an )?examples?)"
    r"|объясни(?:те)?|опиши(?:те)?|сравни(?:те)?|приведи(?:те)?|назови(?:те)?|перечисли(?:те)?|解释|描述|举例|请)(?=\W|$|(?<=[\u4e00-\u9fff]))",
    re.IGNORECASE,
)
"""How tells a question to be answered that is no answer itself."""

TASK = re.compile(
    r"\W*(?:(?:how to|write|implement|create|design|find|build|reverse|print|check|count|convert|given|make|give"
    r"|predict"
    r"|calculate|return|remove|merge|sort|show|say|guess|state|fix|complete|demonstrate|determine|detect)\b"
    r"|(?:написать|напишите?|реализ(?:уй(?:те)?|овать)|найти|найдите?|создать|создай(?:те)?|вывести|отсортировать"
    r"|есть|дан[аоы]?"
    r"|напиши(?:те)?|прокомментир\w+|посчитать|удалить|проверить|спроектируй(?:те)?|исправь(?:те)?)\b"
    r"|用|将|把|给定|编写|设计|使用|阅读|统计|求|现有|假设|反转|合并|查找|打印|输入|手动|补充)",
    re.IGNORECASE,
)
"""How tasks begin: half a question, since headings of guides begin so too."""

GENERIC = _line(
    r"(?:(?:and )?(?:say|guess|predict|find|tell|write|state|determine|give|what(?:['’]?s| is| are| will be"
    r"| would be)?|what is)? ?(?:me )?(?:the )?(?:possible |correct |final |expected )?(?:out ?put|result|print(?:ed"
    r"|out)?|value|return(?:ed)?|log(?:ged)?)s?(?: (?:of|for|from|in|by|when|to|be|is|the|this|that|these|below"
    r"|following|above|next|code|codes|snippets?|program|function|script|example|piece|run|running|executing|console"
    r"|printed|logged|displayed|in python(?: [23])?|python(?: [23])?|javascript|js|java|given|shown|here|and why|why"
    r"|explain|will|would|if|we|you|it|expression|statements?|lines?)\b)*+|what (?:does|will|would|do|did|gets?|is"
    r"|happens?)(?: be| get)? ?(?:(?:this|the|these|that|it|following|below|above|next|code|snippets?|program"
    r"|function|script|example|piece|of|will|print|printed|output|outputs|outputted|log|logged|logs|return|returned"
    r"|returns|do|display|displayed|show|shown|result|be|in|to|the console|console|screen|when|if|run|we|you"
    r"|executed?|and why|why|happen|evaluate|given|here|lines?|expression|statements?)\b ?)*+|which (?:one |option "
    r"|answer |of (?:the following|these) |statement )?(?:is|are) (?:true|correct|right|false|valid|invalid"
    r"|incorrect)|what(?:['’]s| is) wrong(?: with| in| here| the| this| code| below| following| snippet)*|(?:find"
    r"|spot) (?:the )?(?:bug|error|mistake)s?(?: in| the| this| code| below| following| snippet)*|fix (?:the"
    r"|this) (?:code|bug|snippet)(?: below)?|will (?:this|the) (?:code|snippet|program) (?:work|run"
    r"|compile)(?: and why)?|(?:что|чего|какой|каков|какое|какая|каким|угадай(?:те)?|назовите|определи(?:те)?"
    r"|предскажи(?:те)?|скажи(?:те)?)?(?: ли| же)? ?(?:будет |окажется |получится )?(?:выведет|вывед(?:ет|ется|ено)"
    r"|напечата(?:ет|ется|но)|верн[её]т|произойд[её]т|делает|вывод|результат|выйдет|будет (?:на экране|в консоли)"
    r"|значение будет выведено|окажется на экране|вернется)(?: (?:в|во|на|при|и|из|после|этот|этого|этом|эта|этой"
    r"|этих|данный|данного|следующий|следующего|ниже|приведенный|приведённый|код|кода|коде|коду|программа|программы"
    r"|функция|функции|фрагмент|фрагмента|скрипт|скрипта|пример|выполнения|работы|экран|экране|консоль|консоли"
    r"|консольку|почему|будет|кусок|нижеприведенный|следующая|следующей|вывода|выполнении|запуске)\b)*+"
    r"|что (?:не так|неправильно|сломано) (?:с|в) (?:этим|этом|данным|следующим|следующем)? ?код(?:ом|е)"
    r"|найди(?:те)? ошибк[уи](?: в)?(?: этом| следующем)?(?: коде)?|(?:假设.{0,20}[,，])?(?:请|请问|阅读|说出|写出"
    r"|给出|判断|猜测?|求|分析|看)*+(?:一下)?(?:下面|下列|以下|如下|上面|这段|该|此|运行|执行)*+(?:这段|这个|的|几行"
    r"|一段|两段)*+(?:python ?|js ?|java ?)?(?:代码|程序|函数|语句|表达式|代码片段)(?:段)?(?:[,，])?(?:请)?(?:写出"
    r"|说出|给出)?(?:将会|的|会|将|是|程序|代码|运行后|执行后|最终|最后)*+(?:运行|执行|输出|打印"
    r"|返回)?(?:的)?(?:结果|什么|输出|值|哪些)?(?:将|会|分别)?(?:是什么|为什么|是|为|什么|如何|怎样"
    r"|有什么问题)*+(?:内容|结果|呢|吗|并解释|请解释|，为什么)*+|(?:请)?补充(?:缺失的)?代码|输出(?:结果)?是?什么"
    r"|(?:请|请问)?(?:写出|说出|给出|求|猜测?)(?:一下|下面|以下|下列|代码|程序|的)*+(?:运行|执行|输出|打印)(?:的)?结果"
    r"|打印结果是?什么?)"
)
"""Titles that say nothing without the code below them."""

REFERS = re.compile(
    r"\b(?:following|below|this|these|next|given)(?: \w+){0,2} (?:code|snippets?|program|function|script|quer(?:y"
    r"|ies)|expressions?|class|loop|lines|statements?|output)\b"
    r"|\bcode (?:snippet |block )?(?:below|shown|given|following)\b"
    r"|\bas (?:follows|(?:shown |in the )?(?:below|following))\b"
    r"|(?:эт(?:от|ого|ом|ой|у|и)|следующ\w+|данн\w+|ниже\w*|привед[её]нн\w+)(?: \w+){0,2} (?:код\w*|программ\w*"
    r"|функци\w*|фрагмент\w*|скрипт\w*|запрос\w*|выражени\w*|цикл\w*)|код\w* ниже"
    r"|(?:下面|以下|如下|下列|这段|该段|上面|阅读|这个|这样一段).{0,12}(?:代码|程序|函数|语句|表达式|片段|输出|结果)",
    re.IGNORECASE,
)
"""Titles that speak of code below them."""

OUTPUT = re.compile(
    r"\bwhat(?:['’]s|\b.{0,12}) (?:the )?(?:outputs?|results?|print(?:ed|s)?)\b"
    r"|\bчто (?:будет )?(?:вывед\w+|напечата\w+)|输出(?:什么|结果|是什么|为什么)",
    re.IGNORECASE,
)
"""Titles that ask what code does, so that the code below is no answer."""

ANSWER_LABEL = re.compile(
    r"[^\w`]{0,6}(?:(?:show|hide|see|view|click|here|to|for|expand|reveal|check|toggle|the|full|detailed|sample|possible"
    r"|model|suggested|my|our|author['’]?s|main|official|reference|best|correct|short|quick|example|simple|your|one"
    r"|s)\b ?)*+(?:answers?|ans|solutions?|explanation of the answer|(?:[aао]|candidate|interviewee"
    r"|кандидат)(?=\s{0,2}[:：])"
    r"|a\d{1,3}(?=\s{0,2}[:：.、])|a(?=\.(?:\s|$)))(?: \d{1,2})?(?: ?(?:is|here|below|in python ?\d?"
    r"|python ?\d?|explained))?(?=\W|$)"
    r"|[^\w`]{0,6}(?:(?:показать|скрыть|посмотреть|открыть|раскрыть|узнать|см\.?|правильный|краткий|короткий|полный"
    r"|подробный|развёрнутый|развернутый|возможный|мой|образец|пример)(?: |$))*+(?:ответа?ы?|решени[ея]"
    r"|разгадка)(?=\W|$)|[^\w`]{0,6}(?:点击|查看|展开|显示|参考|标准|正确|详细|完整|简短|本题|我的|题目)*(?:候选人(?=\s?[:：])|答案"
    r"|解答|解析|回答|答)(?:解析|要点|参考)?(?=\W|$)",
    re.IGNORECASE,
)
"""Names of the part that holds the answer; what follows on the line belongs to it."""

FOLD_LABEL = _line(
    r"click(?: (?:me|here|to (?:expand|open|see|view|reveal|show)(?: .{0,30})?))?|expand|show(?: more)?|reveal"
    r"|spoiler|toggle|see more|open"
    r"|показать|раскрыть|развернуть|нажми(?:те)?\b.{0,40}|спойлер|подробнее|клик(?:ни)?|посмотреть|点击展开|展开"
    r"|查看|点我"
    r"|点击查看|显示"
)
"""What stands on a folded part that says nothing of its content."""

HINT_LABEL = re.compile(
    r"\W{0,6}(?:hints?|clues?|tips?|подсказк[аи]|намек|намёк|提示|思路提示)(?: \d)?(?=\W*(?:[:：]|$))", re.IGNORECASE
)
QUESTION_LABEL = re.compile(
    r"\W{0,6}(?:(?:the )?(?:question|q|task|problem|exercise|problem statement|statement|description)|вопрос"
    r"|задач[аи]|задание|условие|问题描述|题目描述|题目|问题|题干|问)(?=\W*(?:[:：]|$))\W*",
    re.IGNORECASE,
)
UNNAMED = re.compile(r"\W*(?:question|вопрос|题目)\W*", re.IGNORECASE)
"""A heading that only says that a question follows."""

OTHER_LABEL = re.compile(
    r"\W{0,6}(?:explanation|example|output|note|discussion|complexity|пояснение|объяснение|пример|вывод|примечание"
    r"|解释|说明|示例|输出|扩展|补充|点评)(?=\W*(?:[:：]|$))",
    re.IGNORECASE,
)

OPTIONS_LABEL = _line(r"(?:answer )?(?:options|choices|variants)|варианты(?: ответ(?:а|ов))?|选项|选择")
FACT = re.compile(
    r"\W{0,6}(?:(type|тип|类型|题型)|tags?|level|difficulty|topics?"
    r"|key ?(?:words?|concepts?)|frequency|частота|频率|categor(?:y|ies)|compan(?:y|ies)|теги?|ключевые слова|уровень"
    r"|сложность|тем[аы]|категори[яи]|компани[яи]|标签|难度|分类|级别|知识点|考点|关键词|公司)\W{0,3}[:：]\W{0,4}[^\n]{1,60}",
    re.IGNORECASE,
)
"""A line that says of what kind a question is; the group is there where that could also belong to an answer."""

FACT_HEADING = _line(
    r"(?:key ?words|tags|topics?|difficulty|level|companies|теги|ключевые слова|сложность|уровень|компании"
    r"|考点|考察点|知识点|标签|难度|关键词|分类|公司)"
)
"""Headings of what a question is about, between it and its answer."""

FURTHER = _line(
    r"(?:common |possible )?follow[- ]?ups?(?: questions?)?|evaluation criteria|further questions"
    r"|(?:дополнительные|уточняющие|возможные) вопросы|критерии оценки|追问|延伸问题|评分标准"
)
"""Headings behind an answer of what is asked next."""

ABOUT = re.compile(
    r"\W{0,6}(?:what (?:they|interviewers?)(?:['’]re| are) looking for|why (?:they|interviewers?) ask|что проверяют"
    r"|зачем спрашивают|考察(?:点|目的)|面试官(?:心理|意图)|出题(?:思路|意图))",
    re.IGNORECASE,
)
"""How a remark begins on what a question is asked for."""

RATED = re.compile(r"(?:level|difficulty|уровень|сложность|难度|级别)\W{0,3}[:：]\W{0,8}([^\W\d_]+)", re.IGNORECASE)
"""A line that names the level of a question; the group is its name."""

QUESTION_COLUMN = _line(
    r"(?:the )?(?:interview )?questions?(?: text)?|q|prompt|term|вопросы?|термин|задание|题目|问题|面试题|问|术语"
)
ANSWER_COLUMN = _line(
    r"(?:the )?(?:short |correct )?(?:answers?|explanations?|solutions?|definitions?|a|response|description)"
    r"|(?:краткий )?ответы?|определени[ея]|решение|объяснение|(?:参考|标准|简要)?(?:答案|回答|解答|解析|答|定义|解释)"
)
LEVEL_COLUMN = _line(r"level|difficulty|уровень|сложность|难度|级别|等级")
LEVEL_HEADING = re.compile(
    r"\W*(?:for )?(\w+)(?:[- ]level)?(?: (?:level|questions?|interview questions?|вопросы|уровень|python|java"
    r"|developers?))*\W*|\W*(?:вопросы (?:для )?|уровень )?(\w+)\W*|\W*([\u4e00-\u9fff]{2})(?:题|篇|级|部分|题目"
    r"|面试题)?\W*",
    re.IGNORECASE,
)
