"""How adverts, news and talk put questions to their readers, in three languages.

No word here belongs to one post, one channel or one school.
"""

import re

OPENER = re.compile(
    r"^\W*(?:[^\W\d]{4,20}[!！]\s*)?"
    r"(?:хоч(?:ешь|ешься|етс[яь]|ется|ется ли|у)\b|хотите\b|знаешь[ ,]|знаете,|знаете ли вы\b|(?:а )?вы знали\b"
    r"|устал[аи]?\b"
    r"|готов[аы]?\b|мечта(?:ешь|ете)\b"
    r"|надоело\b|бо(?:ишься|итесь)\b|ищ(?:ешь|ете)\b|сомнева(?:ешься|етесь)\b|сомнения\b"
    r"|вс[её] ещ[её]\b|пора\b"
    r"|want (?:to|a)\b|tired of\b|ready (?:to|for)\b|dream(?:ing)? of\b|looking for\b|struggling\b"
    r"|did you know\b|still\b"
    r"|do you know what\b|afraid of\b|not sure\b|stuck\b"
    r"|想(?:要|不想|学|成为|进|拿)|还在(?:为|用|担心)|你是(?:否|不是)|厌倦|准备好|是不是(?:也|经常)|知道.{0,8}最)",
    re.IGNORECASE,
)
"""How an advert addresses its reader; a real interviewer seldom begins so."""

READERS = (
    "大家",
    "你",
    "各位",
    "小伙伴",
    "have",
    "has",
    " we ",
    "you",
    "who",
    "вы ",
    "ты ",
    " мы ",
    "кто",
    "у вас",
    "у тебя",
    "думаете",
)
"""One of these stands in each question that `READERS_ASKED` finds."""
READERS_ASKED = re.compile(
    r"(?:大家|你们|各位|小伙伴).{0,12}(?:了吗|过吗|了没|过没|怎么看|觉得|用的|在用)"
    r"|你们?最(?:喜欢|常用)|\bwhich\b.{0,40}\bdo you (?:prefer|like)\b|\byour favou?rite\b"
    r"|\b(?:вы|ты) (?:предпочита|люб)\w+"
    r"|\b(?:have|has) (?:you|any(?:one|body)) (?:guys )?(?:already |yet )?(?:tried|upgraded|updated|used"
    r"|switched|seen|heard|read"
    r"|played)\b|\bwhich (?:one )?(?:is|are) yours\b|\bwho (?:has )?(?:already|else)\b|\bwhat do you (?:guys )?think\b"
    r"|\b(?:why|how) (?:did we|we \w+(?:ed|ose|ft|ote))\b|\b(?:зачем|почему|как) мы \w+ли\b"
    r"|\b(?:вы|ты|кто|кто-нибудь) (?:уже )?(?:обновил|попробовал|пробовал|переш[её]л|перешл|перейд[её]т|слышал|смотрел"
    r"|читал|пользовал|пользует|ставил)\w*|\bчто (?:вы )?думаете\b|\bа (?:вы|ты|у вас|у тебя)\b",
    re.IGNORECASE,
)
"""A question line that wants to know what its readers do or think."""

RELEASE = re.compile(
    r"\d\W{0,3}(?:发布|上线|is out|(?:was |has been |is )?released)|发布[!！。]"
    r"|\b(?:вышел|вышла|вышло|вышли|релиз)\b.{0,60}[.!]\s|\breleased?\b.{0,40}[.!]\s",
    re.IGNORECASE,
)
"""A question line that first tells of a release: "X 5.5 is out! What is new?"."""
