"""How adverts speak, in three languages, and the words of programming that tell a post from them.

No word here belongs to one post, one channel or one school.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLAIN_START = re.compile(r"[a-zа-яё](?![?*{+|])")


class Words:
    """Patterns for lower-case text. Russian and English ones begin at a word boundary and are sorted by their first
    letter, so that a word is compared with few of them; Chinese ones may stand anywhere and are only looked for in
    Chinese text."""

    def __init__(self, spaced: Sequence[str], chinese: Sequence[str]) -> None:
        self.spaced, self.chinese = spaced, chinese
        by_letter: dict[str, list[str]] = {}
        rest = []
        for pattern in spaced:
            if _PLAIN_START.match(pattern):
                by_letter.setdefault(pattern[0], []).append(pattern[1:])
            else:
                rest.append(pattern)
        grouped = [f"{letter}(?:{'|'.join(ends)})" for letter, ends in by_letter.items()]
        self._spaced = re.compile(rf"\b(?:{'|'.join([*grouped, *rest]) or '(?!)'})")
        self._chinese = re.compile("|".join(chinese) or r"(?!)")

    def search(self, text: str) -> re.Match[str] | None:
        """The first word of the list in a text."""
        found = self._spaced.search(text)
        return found if found or not _HAN.search(text) else self._chinese.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every word of the list in a text."""
        spaced = self._spaced.finditer(text)
        return chain(spaced, self._chinese.finditer(text)) if _HAN.search(text) else spaced


def _words(*patterns: str) -> Words:
    spaced = [pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b")]
    return Words(spaced, [pattern for pattern in patterns if not pattern.startswith(r"\b")])


COMMERCE = _words(
    r"\bкурс(?:а|е|у|ом|ы|ов|ам|ами|ах)?\b",
    r"\bакци[яиюей]\b",
    r"\bскид(?:к|оч)\w+",
    r"\bпромокод\w*",
    r"\bрассрочк\w+",
    r"\bраспродаж\w+",
    r"\bвебинар\w*",
    r"\bинтенсив(?:а|е|у|ом|ы|ов)?\b",
    r"\bбуткемп\w*",
    r"\bмарафон\w*",
    r"\bмастер-класс\w*",
    r"\bакадеми[яиюей]+\b",
    r"\bшкол[аеуы]\b",
    r"\bменторств\w+",
    r"\bконсультаци[юяией]+\b",
    r"\bоплат[аыуе]\b",
    r"\bбесплатн\w+ (?:урок|доступ|заняти|разбор|лекци|гайд|консультаци)\w*",
    r"\b(?<!of )courses?\b",
    r"\bboot ?camps?\b",
    r"\bdiscounts?\b",
    r"\bpromo ?codes?\b",
    r"\bcoupons?\b",
    r"\b\d+ ?% off\b",
    r"\bearly[- ]bird\b",
    r"\btuition\b",
    r"\bwebinars?\b",
    r"\bmaster ?class(?:es)?\b",
    r"\bacademy\b",
    r"\bmentorship\b",
    r"\bcohorts?\b",
    r"\bfree (?:lesson|trial|class|guide|workshop|consultation|seat)s?\b",
    r"\bmoney[- ]back\b",
    r"\bfree (?:online )?(?:certificat\w+|courses?|training|resources)\b",
    r"\bour (?:school|program|programme|track)s?\b",
    "课程",
    "训练营",
    "特训班",
    "优惠",
    "折扣",
    "打折",
    "学费",
    "特价",
    "原价",
    "公开课",
    "直播课",
    "体验课",
    "试听",
    "立减",
    "团购",
    "买一送",
    "学员",
    "名额",
    "限时",
    "学院",
    "免费(?:领|试|听|咨询|课)",
)

CALL = _words(
    r"\bзапи(?:саться|шись|шитесь|сывайся|сывайтесь)\b",
    r"\bвыбирай(?:те)?\b",
    r"\bзабирай(?:те)?\b",
    r"\bвыбрать курс\w*",
    r"\bзабронир\w+",
    r"\bпереходи(?:те)?\b",
    r"\bподпи(?:сывайся|сывайтесь|саться|шись|шитесь)\b",
    r"\bпоступ(?:ай|айте|ить)\b",
    r"\bжми(?:те)?\b",
    r"\bполучи(?:те)? (?:доступ|скидк|консультаци|бонус|подар)\w*",
    r"\bполучить (?:доступ|скидк|консультаци|бонус|подар)\w*",
    r"\bстать (?:инженер|разработчик|программист|студент|senior|middle)\w*",
    r"\bстань(?:те)?\b",
    r"\bприходи(?:те)?\b",
    r"\bрегистрир(?:уйся|уйтесь|оваться)\b",
    r"\bзарегистрир(?:уйся|уйтесь|оваться)\b",
    r"\bостав(?:ь|ьте|ить) заявку\b",
    r"\bуспе(?:й|йте|ть)\b",
    r"\bпокупа(?:й|йте|ешь|ете)\b",
    r"\bкупи(?:те|ть)?\b",
    r"\bприсоединя(?:йся|йтесь)\b",
    r"\bпо ссылке\b",
    r"\bузнать (?:подробнее|больше|программу)\b",
    r"\bпиши(?:те)? (?:нам|в личк|менеджер)\w*",
    r"\bсомнени[яй] в выборе\b",
    r"\bосталось \d+ мест\w*",
    r"\b(?:до|только до) (?:конца|\d{1,2}) (?:январ|феврал|март|апрел|ма[йя]|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр)\w*",
    r"\bsign(?:ing)? up\b",
    r"\benrol(?:l|ment)?\b",
    r"\bsubscribe\b",
    r"\bregister\b(?= (?:now|today|here|for)\b|[ .!]*(?:👇|👉|⬇|🔗|$))",
    r"\bрегистрация\b(?=[ .!:]*(?:👇|👉|⬇|🔗|http))",
    r"\bjoin (?:us|now|today|our|the (?:course|cohort|class|waitlist|next))\b",
    r"\bgrab (?:your|a|the|yours)\b",
    r"\bclaim your\b",
    r"\bbook (?:a|your) (?:seat|spot|call|place)\b",
    r"\b(?:save|reserve) your (?:seat|spot|place)\b",
    r"\bbuy (?:one|now|the|a)\b",
    r"\bapply (?:now|today)\b",
    r"\bclick (?:here|the link|below)\b",
    r"\blink (?:below|in bio)\b",
    r"\b(?:learn|find out) more\b",
    r"\b(?:choose|pick|get) (?:a|your|the|any) (?:course|track|plan|seat|programme|program)\b",
    r"\bbecome an? \w+",
    r"\b(?:message|write to|dm|ask) (?:us|our|the manager)\b",
    r"\bdon.?t miss\b",
    r"\b(?:offer|sale|deal|discount) (?:ends|until|till)\b",
    r"\bonly until\b",
    "报名",
    "点击",
    "扫码",
    "扫描二维码",
    "加微信",
    "关注(?:我们|公众号|频道)",
    "领取",
    "抢购",
    "立即",
    "私信",
    "戳(?:这里|我|链接)",
    "加入我们",
    "添加(?:老师|客服|助教)",
    "咨询(?:老师|客服|助教|顾问|我们)",
    "联系(?:我们|老师|客服|助教|顾问)",
    "订阅",
    "截止(?:到|至)?",
    "赶快",
    "马上(?:报名|加入|领取|抢)",
    "选择(?:课程|你的)",
)

CONTACT = re.compile(r"(?<![\w.])@[A-Za-z]\w{3,}|https?://|\bt\.me/|🔗|👉|(?<!\d)\+\d[\d ()-]{8,}\d")

CAREER = _words(
    r"\bсобес\w*",
    r"\bинтервью\b",
    r"\bпрофесси[яию]\b",
    r"\binterview(?:s|er|ers|ing)?\b",
    "面试",
)
"""Words that adverts and honest posts share."""

AMBITION = _words(
    r"\bкарьер\w*",
    r"\bофф?ер\w*",
    r"\bзарплат\w*",
    r"\bcareers?\b",
    r"\bjob offers?\b",
    r"\bsalary\b",
    r"\bdream job\b",
    r"\bрезюме\b",
    r"\b(?:resume|résumé)s?\b",
    "求职",
    "简历",
    "内推",
    "大厂",
    "涨薪",
    "转行",
    "跳槽",
    "offer",
)
"""What adverts promise and interviewers do not ask about."""

ANY_OF_THEM = Words(
    [word for each in (COMMERCE, CALL, CAREER, AMBITION) for word in each.spaced],
    [word for each in (COMMERCE, CALL, CAREER, AMBITION) for word in each.chinese],
)
"""Tells in one look that a line holds nothing of an advert's words, which is so with most lines."""

_NOUNS = (
    "service server request memory thread process function object reference transaction index table database "
    "decorator generator iterator closure container cluster replica collector leak coroutine socket driver "
    "variable pointer array string byte ascii unicode compiler interpreter interface inheritance polymorphism "
    "constructor recursion heap operator runtime bytecode overfitting gradient regression classifier "
    "packet subnet router protocol kernel mutex semaphore deadlock scheduler middleware endpoint payload"
)
_VERBS = "deploy release commit branch cache queue worker lock latency load metric exception class method"
_HANDLED = (
    "服务|请求|内存|线程|进程|函数|对象|引用|事务|索引|数据库|部署|发布|提交|分支|缓存"
    "|队列|锁|延迟|并发|异步|协程|容器|集群|副本|垃圾回收|泄漏"
    "|变量|指针|数组|字符串|编码|字节|二进制|运算|表达式|抽象类|多态|泛型|反射|序列化|迭代器|生成器|装饰器|闭包"
    "|递归|链表|哈希|编译|解释器|返回值|构造函数|跨域|渲染|主键|外键|中间件|测试用例|状态码|虚拟机|字段"
    "|镜像|协议|内核|互斥锁|信号量|死锁|网关|负载均衡"
)
TECHNICAL = _words(
    *(
        rf"\b{word}\w*"
        for word in [
            "сервис",
            "сервер",
            "запрос",
            "памят",
            "поток",
            "процесс",
            "функци",
            "объект",
            "ссылк",
            "транзакци",
            "индекс",
            "таблиц",
            "деплой",
            "релиз",
            "коммит",
            "ветк",
            "кэш",
            "очеред",
            "воркер",
            "блокиров",
            "задержк",
            "нагрузк",
            "метрик",
            "исключени",
            "класс",
            "метод",
            "декоратор",
            "генератор",
            "итератор",
            "замыкани",
            "контейнер",
            "кластер",
            "реплик",
            "сборщик",
            "утечк",
            "корутин",
            "сокет",
            "драйвер",
            "переменн",
            "константы",
            "интерфейс",
            "наследован",
            "оператор",
            "массив",
            "указател",
            "компилят",
            "интерпретатор",
            "сериализаци",
            "валидаци",
            "регуляризаци",
            "регресси",
            "классификатор",
            "градиент",
            "нейросет",
            "переобучени",
            "коэффициент",
            "мьютекс",
            "семафор",
            "планировщик",
            "маршрутизатор",
            "протокол",
        ]
    ),
    *(r"\bбаз[аеуы]? данн\w*", r"\bлоги\b"),
    *(rf"\b{word}(?:s|es)?\b" for word in _NOUNS.split()),
    *(rf"\b{word}(?:s|es|ed|ing)?\b" for word in _VERBS.split()),
    *_HANDLED.split("|"),
)
"""Words of programming questions; what course adverts also list (algorithms, architecture, languages) is left out."""
