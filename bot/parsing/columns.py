"""The names that columns of tables and keys of JSON go by, in three languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Column = Literal[
    "question",
    "details",
    "answer",
    "short_answer",
    "explanation",
    "options",
    "correct",
    "wrong",
    "code",
    "example",
    "topic",
    "tags",
    "level",
    "hint",
    "url",
    "likes",
    "heat",
    "lang",
    "guid",
]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE_IN_NAME = re.compile(r"\s*\([^()]{2,60}\)\s*\Z|\s+[-–—]\s.*\Z", re.DOTALL)
_BETWEEN = re.compile(r"[\s_\-./:#№*\"'()\[\]?!,]+")
_NAMES: dict[Column, str] = {
    "question": (
        "question|q|ques|quest|question text|question title|question name|interview question|front|front side|"
        "questions|вопрос|вопросы|текст вопроса|вопрос на собеседовании|лицевая сторона|лицевая|问题|题目|"
        "题干|面试题|面试问题|提问|正面|试题"
    ),
    "answer": (
        "answer|ans|answers|answer text|back|back side|definition|reply|solution|response|completion|"
        "full answer|detailed answer|long answer|model answer|sample answer|ideal answer|expected answer|"
        "expected answers|reference answer|accepted answer|best answer|"
        "ответ|ответы|текст ответа|полный ответ|развернутый ответ|"
        "подробный ответ|эталонный ответ|определение|решение|обратная сторона|答案|解答|回答|参考答案|"
        "标准答案|详细答案|背面|反面|定义|释义"
    ),
    "short_answer": (
        "short answer|short|brief|brief answer|summary|tl dr|tldr|краткий ответ|короткий ответ|кратко|"
        "коротко|简答|简要回答|简短回答|一句话答案"
    ),
    "explanation": (
        "explanation|explanations|explain|rationale|why|reason|reasoning|comment|feedback|extra|"
        "answer explanation|overall explanation|general feedback|analysis|answer analysis|"
        "пояснение|объяснение|комментарий|разбор|обоснование|解析|解释|答案解析|详解"
    ),
    "options": (
        "options|opts|option list|choices|variants|alternatives|possible answers|answer options|"
        "answer choices|варианты|"
        "варианты ответа|варианты ответов|选项|候选答案|备选答案"
    ),
    "correct": (
        "correct|correct answer|correct answers|right answer|right|correct option|correct options|"
        "correct index|correct choice|correct answer index|correct option index|answer index|answer key|"
        "solution index|right option|correct option id|correct answer id|correct id|correct option number|"
        "correct answer number|правильный ответ|верный ответ|правильный|верный|правильный вариант|"
        "номер правильного ответа|正确答案|正确选项|正确"
    ),
    "wrong": (
        "incorrect answers|wrong answers|incorrect|wrong|distractors|incorrect options|wrong options|"
        "неправильные ответы|неверные ответы|错误答案|错误选项|干扰项"
    ),
    "code": "code|snippet|code snippet|question code|код|фрагмент кода|代码|代码片段",
    "example": (
        "example|examples|code example|example code|sample code|answer code|пример|примеры|пример кода|示例|"
        "例子|示例代码|代码示例"
    ),
    "topic": (
        "topic|category|subject|section|module|theme|domain|area|chapter|technology|subcategory|subtopic|"
        "skill|тема|категория|раздел|модуль|технология|направление|分类|类别|主题|知识点|模块|章节|类目|方向"
    ),
    "tags": "tags|tag|keywords|labels|теги|тег|метки|ключевые слова|标签|关键词|关键字",
    "level": (
        "level|difficulty|difficulty level|seniority|grade|уровень|сложность|уровень сложности|грейд|难度|"
        "等级|难度等级|级别"
    ),
    "hint": "hint|hints|clue|подсказка|подсказки|提示",
    "url": "url|link|source|source url|source link|reference|ссылка|источник|来源|链接|出处|网址",
    "likes": "likes|upvotes|like count|лайки|点赞|点赞数",
    "heat": "heat|views|view count|просмотры|热度|浏览量|阅读量",
    "lang": "lang|language|locale|язык|语言",
    "guid": "guid",
}
_COLUMNS: dict[str, Column] = {name: column for column, names in _NAMES.items() for name in names.split("|")}
_WEAK = {
    "question": (
        "title|term|text|prompt|instruction|input|heading|concept|card|stem|problem|name|statement|термин|понятие|"
        "утверждение|"
        "заголовок|задача|задание|название|карточка|标题|术语|名词|概念|名称"
    ),
    "answer": "content|body|text|details|description|value|output|описание|содержание|текст|内容|描述|说明",
}
"""Names that may stand for much else."""

WEAK_QUESTIONS, _WEAK_ANSWERS = (frozenset(_WEAK[column].split("|")) for column in ("question", "answer"))
_ONE_OPTION = re.compile(
    r"(?:(?:(?:answer )?(?:option|choice)|opt|variant|(?:possible )?answer|ans|alternative|"
    r"вариант(?: ответа)?|ответ|опция|选项|答案) ?)?"
    r"([a-h1-8]|[абвг])(?: ?选?项)?"
)
_WITH_PLACE = re.compile(r"(\D{2,30}?) ?(?:[1-9]|1[0-2]|[a-hабвг])")
_RIGHTS, _WRONGS = (
    frozenset(names.split("|"))
    for names in (
        (
            "true|right|correct|correct answer|right answer|верно|верный|верный ответ|правильно|правильный|"
            "правильный ответ|正确|正确答案"
        ),
        (
            "false|wrong|incorrect|wrong answer|incorrect answer|distractor|distractors|wrong option|"
            "incorrect option|неверно|неверный|неверный ответ|неправильно|неправильный|неправильный ответ|错误|"
            "错误答案|干扰项"
        ),
    )
)
_ASIDE = re.compile(
    r"\b(?:id|ids|uid|no|num|number|count|index|type|kind|date|time|score|points|votes|rank|length|author|source|status|"
    r"audio|sound|image|img|picture|video|номер|дата|тип|автор|источник|баллы?|аудио|картинка)\b"
    r"|编号|类型|题型|数量|序号|链接|时间|分值|分数|来源|图片|音频"
)
_HINTS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("explanation", re.compile(r"^(?:why|почему)\b")),
    ("wrong", re.compile(r"\b(?:wrong|incorrect|distractors?|неверн\w+|неправильн\w+)\b|错误|干扰")),
    ("correct", re.compile(r"\b(?:correct|right|key|верн\w+|правильн\w+)\b|正确")),
    ("explanation", re.compile(r"\b(?:explanations?|rationale|пояснени\w|объяснени\w|комментари\w)\b|解析|解释|说明")),
    ("options", re.compile(r"\b(?:options?|choices?|вариант\w*)\b|选项")),
    (
        "answer",
        re.compile(r"\b(?:answers?|solutions?|responses?|reply|back|ответы?|решени\w|оборот\w*)\b|答案|答|回复|背面"),
    ),
    (
        "question",
        re.compile(r"\b(?:questions?|prompt|query|front|вопрос\w*|запрос\w*)\b|问题|题目|题干|试题|提问|正面"),
    ),
    ("topic", re.compile(r"\b(?:topics?|category|section|тема|раздел|категория)\b|分类|章节|主题")),
    ("level", re.compile(r"\b(?:level|difficulty|уровень|сложность)\b|难度")),
    ("tags", re.compile(r"\b(?:tags?|keywords|теги|метки)\b|标签|关键")),
    ("url", re.compile(r"\b(?:url|link|href|ссылка)\b|网址")),
)
"""Words in names of several, the first that fits."""
_LETTERS = {letter: place for place, letter in enumerate("abcdefgh")} | {
    letter: place for place, letter in enumerate("абвг")
}


@dataclass(slots=True)
class Named:
    """Which names of a table or object stand for what; names of neither kind are in none of these.

    `options` are the names of columns with one option each, in their order; `rights` and `wrongs` of those that hold
    one right or one wrong answer each. `sure` says that the names speak of questions; otherwise a question must also
    look like one.
    """

    columns: dict[Column, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    sure: bool = False
    rights: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        return "question" in self.columns

    @property
    def answers(self) -> bool:
        """Whether there is anything to answer with."""
        told = self.columns.keys() & {"answer", "correct", "options", "short_answer"}
        return bool(self.options or self.rights or told or self.columns.keys() >= {"details", "code"})

    @property
    def answers_by_key(self) -> bool:
        """Whether something names the right one of several options."""
        offers = bool(self.options) or "options" in self.columns
        return offers and not self.columns.keys().isdisjoint(("correct", "answer"))


def folded_name(name: str) -> str:
    """A name as the lists here have it: lower case, words apart by one space, without marks and remarks in brackets
    or behind a dash."""
    plain = unicodedata.normalize("NFKC", name[:80]).replace("(s)", "s")
    spaced = _CAMEL.sub(" ", _ASIDE_IN_NAME.sub("", plain) or plain)
    return _BETWEEN.sub(" ", spaced.replace("ё", "е")).strip().casefold()


def column_of(name: str) -> Column | None:
    """What a name stands for by itself."""
    return _COLUMNS.get(folded_name(name))


def named(names: Iterable[str]) -> Named:
    """What the names of a header or of an object's keys stand for together; of names alike the first one counts."""
    folded = {name: folded_name(name) for name in names}
    found = Named()
    for name, plain in folded.items():
        column = _COLUMNS.get(plain)
        if column is not None:
            found.columns.setdefault(column, name)
    found.sure = "question" in found.columns
    found.options = _options(folded)
    if not found.options:
        found.rights, found.wrongs = _counted(folded, _RIGHTS), _counted(folded, _WRONGS)
    if "answer" not in found.columns and not found.options:
        letter = next((name for name, plain in folded.items() if plain == "a"), None)
        if letter is not None:
            found.columns["answer"] = letter
    if not found.sure:
        _take_weak_question(found, folded)
    elif not found.answers:
        weak = next((name for name, plain in folded.items() if plain in _WEAK_ANSWERS), None)
        if weak is not None:
            found.columns["answer"] = weak
    return found


def _options(folded: Mapping[str, str]) -> list[str]:
    """The names of columns that hold one option each: at least two that follow each other from the first."""
    placed: dict[int, str] = {}
    for name, plain in folded.items():
        match = _ONE_OPTION.fullmatch(plain)
        if match:
            sign = match[1]
            placed.setdefault(int(sign) - 1 if sign.isdigit() else _LETTERS[sign], name)
    count = next(place for place in range(9) if place not in placed)
    return [placed[place] for place in range(count)] if count > 1 else []


def _counted(folded: Mapping[str, str], stems: frozenset[str]) -> list[str]:
    """The names that are one of these words with a number or letter behind, as "wrong 1", "wrong 2"."""
    return [name for name, plain in folded.items() if (match := _WITH_PLACE.fullmatch(plain)) and match[1] in stems]


def hinted(name: str) -> Column | None:
    """What a name may stand for, by itself or by a word in it: "canonical question", "题目内容", "ответ эксперта"."""
    plain = folded_name(name)
    if plain in _COLUMNS:
        return _COLUMNS[plain]
    if plain in WEAK_QUESTIONS:
        return "question"
    if plain in _WEAK_ANSWERS:
        return "answer"
    if _ASIDE.search(plain):
        return None
    return next((column for column, words in _HINTS if words.search(plain)), None)


def _take_weak_question(found: Named, folded: Mapping[str, str]) -> None:
    weak = next((name for name, plain in folded.items() if plain in WEAK_QUESTIONS), None)
    if weak is None:
        return
    found.columns["question"] = weak
    answer = next((name for name, plain in folded.items() if plain in _WEAK_ANSWERS and name != weak), None)
    if found.answers:
        found.sure = bool(found.options or found.columns.keys() & {"answer", "correct"})
        if answer is not None:
            found.columns["details"] = answer
    elif answer is not None and "code" in found.columns:
        found.columns["details"] = answer
    elif answer is None:
        del found.columns["question"]
    else:
        found.columns["answer"] = answer
