"""How posts of Telegram channels label and mark their parts, in three languages.

No word here belongs to one post, one channel or one school.
"""

import re

HEADER = re.compile(
    r"^\W*(?:(?:вопрос|задача|задание|квиз|викторина|тест|загадка)(?:ы|и|я)?(?: (?:с|на|для|из) (?:реального )?"
    r"(?:собеседовани\w+|собеса|собесов|интервью))?(?: (?:дня|недели|по \S+(?: \S+)?|для \S+))?"
    r"|(?:interview |quiz |daily |today['’]?s |random |coding |tricky )*(?:question|quiz|task|challenge|q&a)s?"
    r"(?: (?:of|for) (?:the|this) (?:day|week))?(?: time)?"
    r"|(?:今日|每日|经典|高频)?(?:一题|面试题|真题|题目|问答|小测(?:验)?|挑战)|一日一题"
    r"|(?:[\w+#.-]{1,16} ){1,3}(?:вопрос|задач[аи]|задание|квиз|question|quiz|task|challenge)(?= ?\W{0,3}\d)"
    r"|(?:день|day|第(?=\s?\d)))"
    r"\W{0,4}(?:(?:№|#|no\.?|номер|第)?\s?\d{1,5}(?:\s?[题天期日](?!\w))?)?\W*$",
    re.IGNORECASE,
)
"""A line above a question that only says that one follows."""

INTERVIEWS = re.compile(
    r"собес|интервью|вопрос|задач|викторин|квиз|easy\s?offer"
    r"|interview|question|q\s?&\s?a\b|quiz|mcq|leetcode|prep\b"
    r"|面试|八股|题库|问答|刷题|真题",
    re.IGNORECASE,
)
"""What channels that ask say in their names, in the titles of their lists and in their hash tags."""

ANSWER_ABOVE = re.compile(
    r"^(?:\W*#\w+(?=\W))?\W*(?:(?:правильный |верный |полный |краткий )?ответ|решение|разгадка|подсказка|пояснение"
    r"|объяснение|разбор"
    r"|(?:correct |right |full |short )?answer|ans|solution|explanation|spoiler|reveal"
    r"|(?:正确|参考|查看|点击查看)?(?:答案|解析|解答))(?:ы|s)?(?![a-zа-яё])(?!.{0,30}(?:вопросы|questions\b|面试题)).{0,40}$",
    re.IGNORECASE,
)
"""A line right above what is hidden that only announces it; it is no part of the question."""

ASKS_OUTPUT = re.compile(
    r"(?:что|какой|каков).{0,20}(?:выведет|выведется|выведено|напечата|вернёт|вернет|результат|вывод)"
    r"|what (?:will|does|is|would|gets).{0,40}(?:print|output|log|result)|输出(?:什么|结果|是)|(?:运行)?结果是",
    re.IGNORECASE,
)
"""A question about the code below it, which can be no answer to it."""

ABOUT = re.compile(
    r"^\W{0,6}(?:тема|раздел|категория|блок|стек|сложность|уровень(?: сложности)?|грейд|компания|где спрашивали"
    r"|topic|section|category|stack|difficulty|level|company|asked (?:at|by)|主题|分类|方向|难度|公司|来源)"
    r"\s?[:：]\s?(\S.{0,40})$",
    re.IGNORECASE,
)
"""A line above a question that tells how hard it is, or who asks it."""

LONE_KEY = re.compile(r"^\W*[A-Ha-hА-Иа-и]\W*$")
"""A hidden line that is only the letter of the right option."""

ASK_SIGNS = frozenset("🤔❓❔⁉🧐")
"""Emoji that channels put before a question that needs no question mark."""

TO_READERS = re.compile(
    r"\b(?:вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|тво[йяеёи]\w*|мы|нам|нас|you|your|we|our|us)\b|你|您|大家|我们",
    re.IGNORECASE,
)
"""Words of a poll that asks people about themselves."""

ASKS_AND_DEMANDS = re.compile(
    r"[?\uff1f]\W{0,4}(?:(?:и )?(?:привед|назов|объясн|поясн|опиш|расскаж|покаж|сравн|напиш|обосну)\w+"
    r"|give|explain|name|describe|show|compare|write|justify|elaborate|please|provide|请|试|举|简述|说明|谈谈|并)[^?\uff1f]{0,120}$",
    re.IGNORECASE,
)
"""A question with a demand behind it on the same line."""

ANSWER_SIGN = "❗"
"""Emoji that some channels put before the answer."""

LIKES_WANTED = re.compile(
    r"^\W*(?:please |do |don['’]?t forget to |не забудь(?:те)? )?"
    r"(?:ставь(?:те)?|жми(?:те)?|поставь(?:те)?|реакци[яию]|пиши(?:те)?|делись|делитесь|голосу\w+|подпис\w+|сохраняй\w*"
    r"|забирай\w*"
    r"|ответы? (?:в|пишите|завтра|позже|вечером|будет|скоро|опубликуем)|обсужд\w+|ждём|ждем"
    r"|напишите|кидай\w*|поддержи\w*|лайк\w*|оставля\w+"
    r"|like|react|share|comment|drop|tag|follow|join|subscribe|save (?:this|and|&)|give a|hit|double tap|credits?"
    r"|answers? (?:tomorrow|later|soon|will be|in the comments)|答案(?:明天|稍后|明日|见评论|在评论)"
    r"|hope (?:it|this|that) helps?|(?:happy|enjoy) (?:learning|coding)|надеюсь,? (?:это )?(?:было )?полезно"
    r"|点赞|转发|关注|收藏|评论|订阅|投稿|加入)(?!\w)",
    re.IGNORECASE,
)
"""A line at the end of a post that asks its readers for something."""
